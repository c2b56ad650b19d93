import { createHash } from 'node:crypto';
import type { Answer } from './answer.server';
import { isPackable, pack, type Encoding } from './encodings.server';

/** Names and values by turns, as node takes them fastest. */
type Head = string[];

/** What goes over the wire. */
export interface Packed {
  head: Head;
  body: Buffer;
}

/** An answer that can be sent, any number of times. */
export interface Sendable {
  readonly status: number;
  /** Whether a client's `If-None-Match` says that it has these bytes. */
  isKnownBy(ifNoneMatch: string | undefined): boolean;
  /** The head of a 304. */
  readonly notModified: Head;
  /** As the client can best unpack it. @param encodings the best first */
  packed(encodings: readonly Encoding[]): Packed | Promise<Packed>;
}

/** A whole answer that is the same bytes for everybody: tagged once, and packed once for each encoding. */
export class Finished implements Sendable {
  readonly status: number;
  /** With every header that it is sent with, but those of how it is packed. */
  readonly answer: Answer;
  /** What the answer's bytes are known by; undefined where nobody may keep them. */
  readonly #tag: string | undefined;
  readonly #isPackable: boolean;
  readonly #packed = new Map<Encoding, Packed | Promise<Packed>>();
  #notModified?: Head;
  /** Called when it has been packed in one more way, and so takes more room. */
  whenPacked?: () => void;

  constructor(answer: Answer) {
    const isPacked = isPackable(answer.headers['content-type'], answer.body.length);
    const headers = isPacked ? { ...answer.headers, vary: 'Accept-Encoding' } : answer.headers;
    const mayBeKept = answer.status === 200 && !headers['cache-control']?.includes('no-store');
    this.status = answer.status;
    this.#tag = mayBeKept ? tagOf(headers, answer.body) : undefined;
    this.answer = { ...answer, headers: this.#tag ? { ...headers, etag: this.#tag } : headers };
    this.#isPackable = isPacked;
  }

  packed(encodings: readonly Encoding[]): Packed | Promise<Packed> {
    const encoding = this.#isPackable ? (encodings[0] ?? 'identity') : 'identity';
    const known = this.#packed.get(encoding);
    if (known) return known;
    const { body } = this.answer;
    if (encoding === 'identity') return this.#keep(encoding, body);
    const packing = pack(body, encoding).then((bytes) => this.#keep(encoding, bytes));
    this.#packed.set(encoding, packing);
    return packing;
  }

  /** Bytes in memory, as far as it has been packed. */
  get size(): number {
    return [...this.#packed.values()].reduce(
      (sum, packed) => sum + ('body' in packed ? packed.body.length : 0),
      this.answer.body.length,
    );
  }

  #keep(encoding: Encoding, body: Buffer): Packed {
    const packed = { head: headOf(this.answer, encoding, body.length), body };
    this.#packed.set(encoding, packed);
    if (encoding !== 'identity') this.whenPacked?.();
    return packed;
  }

  /** RFC 9110 §13.1.2: compared weakly. */
  isKnownBy(ifNoneMatch: string | undefined): boolean {
    if (ifNoneMatch === undefined || !this.#tag) return false;
    if (ifNoneMatch === this.#tag) return true;
    const opaque = (text: string) => text.trim().replace(/^W\//, '');
    const own = opaque(this.#tag);
    return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((known) => opaque(known) === own);
  }

  /** What a cache must know anew, and none of what it has. RFC 9110 §15.4.5. */
  get notModified(): Head {
    const renewed = /^(cache-control|etag|vary|access-control-allow-origin|x-robots-tag)$/;
    return (this.#notModified ??= Object.entries(this.answer.headers)
      .filter(([name]) => renewed.test(name))
      .flat());
  }
}

/** The head of an answer, with how its body is packed. */
export function headOf({ status, headers, cookies = [] }: Answer, encoding: Encoding, length: number): Head {
  const head = Object.entries(headers).flat();
  if (encoding !== 'identity') head.push('content-encoding', encoding);
  if (status !== 204) head.push('content-length', String(length));
  for (const cookie of cookies) head.push('set-cookie', cookie);
  return head;
}

/**
 * Weak, since the same bytes are sent in several encodings. Of the headers too: a browser that is answered 304 goes on
 * with those that it has.
 */
function tagOf(headers: Record<string, string>, body: Buffer): string {
  const hash = createHash('sha256').update(JSON.stringify(headers)).update(body);
  return `W/"${hash.digest('base64url').slice(0, 22)}"`;
}
