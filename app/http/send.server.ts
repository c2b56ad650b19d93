import type { ServerResponse } from 'node:http';
import type { Asked } from './asked.server';
import { encodingsFor } from './encodings.server';
import type { Packed, Sendable } from './finished.server';

/** Sends an answer: all of it, to HEAD its head alone, or 304 to who has it. Every answer goes through here. */
export async function send(res: ServerResponse, { req, method }: Asked, finished: Sendable): Promise<number> {
  if (finished.isKnownBy(req.headers['if-none-match'])) {
    res.writeHead(304, finished.notModified).end();
    return 304;
  }
  let packed = finished.packed(encodingsFor(req.headers['accept-encoding']));
  if (packed instanceof Promise) packed = await packed;
  sendPacked(res, finished.status, packed, method === 'HEAD');
  return finished.status;
}

function sendPacked(res: ServerResponse, status: number, { head, body }: Packed, headOnly: boolean): void {
  res.writeHead(status, head);
  if (headOnly) res.end();
  else res.end(body);
}
