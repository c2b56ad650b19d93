import { isAnswering, type Store } from '../../db/store';
import { plainAnswer, type Answer } from './answer.server';
import type { Step } from './asked.server';

/** How long the database may take to answer before this process calls itself not ready, in milliseconds. */
const patience = 2_000;

/** `/healthz`: the process runs. `/readyz`: it can also be given requests, its database answers. For machines. */
export function answerHealth(store: Store, isClosing: () => boolean): Step {
  return (asked) => {
    const isReady = asked.path === '/readyz';
    // other methods are refused as they are everywhere
    if (!(isReady || asked.path === '/healthz') || !asked.isReading) return undefined;
    asked.isWatching = true;
    return isReady ? readiness() : plainAnswer(200, 'ok\n');
  };

  async function readiness(): Promise<Answer> {
    if (!isClosing() && (await isAnswering(store, patience))) return plainAnswer(200, 'ok\n');
    const answer = plainAnswer(503, 'unavailable\n');
    return { ...answer, headers: { ...answer.headers, 'retry-after': '5' } };
  }
}
