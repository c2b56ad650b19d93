import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.server';

/** The largest form that is read, in bytes. The longest honest one, all its answers filled in, is a few kB. */
export const bodyLimit = 256 * 1024;

/** The largest picture that is read, with its form: as phones take them. */
export const pictureLimit = 12 * 1024 * 1024;

/** The one kind of address where a picture is sent. @param segments of its path */
export const takesPicture = ([first, second, , last, ...rest]: readonly string[]): boolean =>
  first === 'arrangor' && (second === 'evenemang' || second === 'serier') && last === 'bild' && rest.length === 0;

/** How much of a body that is too large is still read and thrown away, so that its sender hears the answer. */
const drainLimit = 64 * 1024 * 1024;

/**
 * Reads a request's body whole, also one sent in chunks without a length.
 * @throws Refusal `too-large`
 */
export async function readBody(req: IncomingMessage, limit = bodyLimit): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > drainLimit) break;
  }
  if (size > limit) throw new Refusal({ kind: 'too-large', headers: { connection: 'close' } });
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * What a form sends, read once so that no route need fear a body that cannot be read.
 * @param contentType as sent; a POST without a body is an empty form
 * @throws Refusal `wrong-type` for anything but a form, `wrong-request` for a form that is broken off
 */
export async function readForm(body: Uint8Array<ArrayBuffer>, contentType = ''): Promise<FormData> {
  if (body.length === 0) return new FormData();
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) return readFields(body);
  if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) throw new Refusal({ kind: 'wrong-type' });
  try {
    return await new Response(body, { headers: { 'Content-Type': contentType } }).formData();
  } catch {
    throw new Refusal({ kind: 'wrong-request' });
  }
}

/** Nearly every form is sent like this: read without the streams that a `Response` would make of it. */
function readFields(body: Uint8Array): FormData {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body))) form.append(name, value);
  return form;
}
