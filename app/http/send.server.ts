import type { ServerResponse } from 'node:http';
import type { Asked } from './asked.server';
import { encodingsFor } from './encodings.server';
import type { Packed, Sendable } from './finished.server';

/**
 * Sends an answer: all of it, to HEAD its head alone, or 304 to who has it. Every answer goes through here.
 * @returns its status; at once, unless it must be packed first
 */
export function send(res: ServerResponse, { req, method }: Asked, finished: Sendable): number | Promise<number> {
  if (finished.isKnownBy(req.headers['if-none-match'])) {
    res.writeHead(304, finished.notModified).end();
    return 304;
  }
  const packed = finished.packed(encodingsFor(req.headers['accept-encoding']));
  const sendIt = (whole: Packed) => sendPacked(res, finished.status, whole, method === 'HEAD');
  return packed instanceof Promise ? packed.then(sendIt) : sendIt(packed);
}

function sendPacked(res: ServerResponse, status: number, { head, body }: Packed, headOnly: boolean): number {
  res.writeHead(status, head);
  if (headOnly) res.end();
  else res.end(body);
  return status;
}
