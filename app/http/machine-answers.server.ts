import type { ActionFunctionArgs } from '@remix-run/node';
import type { Instant } from '../../domain/event';
import type { Samling } from './context';
import type { FaultKind } from './fault';
import { toResponse } from './answer.server';
import { faultAnswer } from './fault-page.server';

/** Any web page may read what is public anyway: no cookie is ever sent along. */
const anyOrigin = { 'Access-Control-Allow-Origin': '*' };

/**
 * A calendar file. No attachment header: a calendar subscribes to it, and a browser on a phone opens it. ETag and 304
 * are app/http/cache-policy.server.ts's.
 * @param changedAt when anything in it last changed
 */
export function calendarAnswer(
  body: string | Buffer<ArrayBuffer>,
  changedAt: Instant | null,
  readers: 'everybody' | 'one-person',
): Response {
  return new Response(body, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      ...(changedAt === null ? {} : { 'Last-Modified': new Date(changedAt).toUTCString() }),
      ...(readers === 'everybody' ? anyOrigin : {}),
    },
  });
}

/** JSON that everybody may read, or that only whoever holds a code may. */
export function jsonAnswer(value: unknown, readers: 'everybody' | 'one-person'): Response {
  return writtenJsonAnswer(JSON.stringify(value), readers);
}

/** The same, of what is JSON already. */
export function writtenJsonAnswer(body: string | Buffer<ArrayBuffer>, readers: 'everybody' | 'one-person'): Response {
  return new Response(body, {
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...(readers === 'everybody' ? anyOrigin : {}) },
  });
}

/** The `action` of what is only read: a form that is sent there is 405. */
export function onlyRead({ request, context: { samling } }: ActionFunctionArgs): Response {
  const answer = faultFor(request, samling, 'wrong-method');
  answer.headers.set('Allow', 'GET, HEAD');
  return answer;
}

/** What was asked for is not there, or no longer: a page in words, of the API JSON. */
export function faultFor(request: Request, { baseUrl }: Pick<Samling, 'baseUrl'>, kind: FaultKind): Response {
  return toResponse(faultAnswer({ kind }, new URL(request.url).pathname, baseUrl));
}
