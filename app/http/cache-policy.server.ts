import { createHash } from 'node:crypto';
import { isCalendar, opennessOf } from './address.server';

/**
 * What may be kept of an answer, by its address. CONTRACT §1: receipts, team pages and forms are never kept; feeds and
 * public pages may be, and are asked for again with their ETag.
 */
export function applyCachePolicy(
  answer: { status: number; headers: Headers },
  method: string,
  segments: string[],
): void {
  const openness = opennessOf(segments);
  const { headers } = answer;
  if (openness === 'secret') headers.set('X-Robots-Tag', 'noindex');
  const kept = method !== 'POST' && answer.status === 200 && (openness === 'open' || isCalendar(segments));
  if (!kept) headers.set('Cache-Control', 'private, no-store');
  else if (openness !== 'open') headers.set('Cache-Control', 'private, no-cache');
  else if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-cache');
}

/**
 * An answer with the ETag of its bytes, or 304 when the asker has those already. The tag is weak, since the same
 * bytes are sent in several encodings.
 */
export async function answerUnlessKnown(answer: Response, ifNoneMatch: string | undefined): Promise<Response> {
  if (answer.status !== 200 || answer.headers.get('Cache-Control')?.includes('no-store')) return answer;
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  const tag = headers.get('ETag') ?? `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  headers.set('ETag', tag);
  if (!knows(ifNoneMatch, tag)) return new Response(body, { status: 200, headers });
  headers.delete('Content-Type');
  return new Response(null, { status: 304, headers });
}

/** RFC 9110 §13.1.2: compared weakly. */
function knows(ifNoneMatch: string | undefined, tag: string): boolean {
  if (!ifNoneMatch) return false;
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((known) => opaque(known) === opaque(tag));
}
