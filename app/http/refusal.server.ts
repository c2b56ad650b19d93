import type { ErrorRequestHandler, Response as ExpressResponse } from 'express';
import type { Logger } from 'pino';
import { isUnavailable } from '../../db/unavailable';
import { faultAnswer, type Fault } from './fault-page.server';
import { logFault } from './log.server';

/** Thrown or passed on where a request is answered by a fault's page. */
export class Refusal extends Error {
  override name = 'Refusal';

  constructor(
    readonly fault: Fault,
    /** What failed, when something did: for the log. */
    options?: ErrorOptions,
  ) {
    super(fault.kind, options);
  }
}

/** The last of the process's handlers: whatever failed or was refused becomes a page in words, never blank. */
export function answerRefusals(baseUrl: string, log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const refusal = error instanceof Refusal ? error : refusalOf(error);
    if (refusal.fault.kind === 'broken') logFault(log, refusal.cause, req.method, req.path);
    // a half-sent answer cannot become another one: Express ends the connection, which the client can see
    if (res.headersSent) return next(error);
    sendAnswer(res, faultAnswer(refusal.fault, req.path, baseUrl), req.method).catch(next);
  };
}

function refusalOf(error: unknown): Refusal {
  const kind = isUnavailable(error) ? 'unavailable' : 'broken';
  return new Refusal({ kind }, { cause: error });
}

/** Sends a whole answer of the web kind through node. HEAD is answered as GET, without the body. */
export async function sendAnswer(res: ExpressResponse, answer: Response, method: string): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  res.status(answer.status);
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') res.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length) res.setHeader('Set-Cookie', cookies);
  if (answer.status === 304 || answer.status === 204) return void res.end();
  res.setHeader('Content-Length', body.length);
  res.end(method === 'HEAD' ? undefined : body);
}
