import type { Logger } from 'pino';
import { isUnavailable } from '../../db/unavailable';
import type { Answer } from './answer.server';
import type { Asked } from './asked.server';
import { faultAnswer, type Fault } from './fault-page.server';
import { logFault } from './log.server';

/** Thrown where a request is answered by a fault's page. */
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

/** Whatever failed or was refused becomes a page in words, never blank. */
export function answerRefusal(error: unknown, asked: Asked, baseUrl: string, log: Logger): Answer {
  const refusal = error instanceof Refusal ? error : refusalOf(error);
  if (refusal.fault.kind === 'broken') logFault(log, refusal.cause, asked);
  return faultAnswer(refusal.fault, asked.path, baseUrl);
}

function refusalOf(error: unknown): Refusal {
  const kind = isUnavailable(error) ? 'unavailable' : 'broken';
  return new Refusal({ kind }, { cause: error });
}
