import type { RequestHandler } from 'express';
import { isAnswering, type Store } from '../../db/store';

/** How long the database may take to answer before this process calls itself not ready, in milliseconds. */
const patience = 2_000;

/** `/healthz`: the process runs. `/readyz`: it can also be given requests, its database answers. For machines. */
export function answerHealth(store: Store, isClosing: () => boolean): RequestHandler {
  return (req, res, next) => {
    // other methods are refused as they are everywhere
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    if (req.path === '/healthz') return void res.type('text').set('Cache-Control', 'no-store').send('ok\n');
    if (req.path !== '/readyz') return next();
    const ready = isClosing() ? Promise.resolve(false) : isAnswering(store, patience);
    ready.then((isReady) => {
      res
        .status(isReady ? 200 : 503)
        .type('text')
        .set('Cache-Control', 'no-store');
      if (!isReady) res.set('Retry-After', '5');
      res.send(isReady ? 'ok\n' : 'unavailable\n');
    }, next);
  };
}
