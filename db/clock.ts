import type { Instant } from '../domain/event';
import { hasStarted, serve } from '../domain/waitlist';
import { lockOffer, readLine, serveLine, tellThatNoPlaceCame } from './line';
import { offerById, offerOf } from './offers';
import type { Store } from './store';

/**
 * What time alone changes about the lines: kept places that are released go to who waits, and who waited in vain is
 * told so once. Done by the worker; a line where nothing changes is only read. CONTRACT §3.3.
 * @returns how many offers' lines were touched
 */
export async function serveByClock(store: Store, now: Instant): Promise<number> {
  const offers = await store.read
    .selectFrom('signup')
    .select(['offer_id', 'event_id'])
    .distinct()
    .where('state', '=', 'waitlisted')
    .where('no_place_at', 'is', null)
    .execute();
  let touched = 0;
  for (const one of offers) {
    const offer = await offerOf(store.read, one);
    const { waiting, pools } = await readLine(store.read, offer);
    const due = serve(waiting, pools, now).served.length > 0 || waiting.some((entry) => hasStarted(entry, now));
    if (!due || offer.status !== 'published') continue;
    await store.transact(async (trx) => {
      await lockOffer(trx, store.dialect, offer.id);
      const locked = await offerById(trx, offer.type, offer.id);
      await serveLine(trx, locked, now);
      await tellThatNoPlaceCame(trx, locked, now);
    });
    touched += 1;
  }
  return touched;
}
