import { sql } from 'kysely';
import type { Instant } from '../domain/event';
import { hasStarted, serve } from '../domain/waitlist';
import { lockOffer, readLine, serveLine, tellThatNoPlaceCame } from './line';
import { offerById, offerOf } from './offers';
import type { Asker, Store } from './store';
import { waitingLines } from './waiting-lines';

/**
 * What time alone changes about the lines: kept places that are released go to who waits, and who waited in vain is
 * told so once. Done by the worker; a line where nothing changes is only read. CONTRACT §3.3.
 * @returns how many offers' lines were touched
 */
export async function serveByClock(store: Store, now: Instant): Promise<number> {
  let touched = 0;
  for (const one of await linesThatTimeHasReached(store.read, now)) {
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

/**
 * The lines in which something that time changes has come: the event, an activity or a date of the series has begun, or
 * kept places have been released. All others change by what people do, and are served in that change; what takes no
 * signups has no line (`withoutSignup`, domain/offer.ts).
 */
async function linesThatTimeHasReached(
  asker: Asker,
  now: Instant,
): Promise<{ offer_id: string; event_id: string | null }[]> {
  const { rows } = await sql<{ offer_id: string; event_id: string | null }>`
    with recursive ${waitingLines}
    select line.offer_id, (select event.id from event where event.id = line.offer_id) as event_id
    from line
    where 'published' = coalesce(
      (
        select event.status from event
        where event.id = line.offer_id and event.signup <> 'none' and event.external_signup is null
      ),
      (
        select series.status from series
        where series.id = line.offer_id and series.signup <> 'none' and series.external_signup is null
      )
    ) and (
      (select event.start_at from event where event.id = line.offer_id) <= ${now}
      or (select min(activity.start_at) from activity where activity.event_id = line.offer_id) <= ${now}
      or (
        select min(date.start_at) from event as date where date.series_id = line.offer_id and date.status = 'published'
      ) <= ${now}
      or (
        select min(pool.kept_until) from pool where pool.offer_id = line.offer_id and pool.of = 'kept'
      ) <= ${now}
    )`.execute(asker);
  return rows;
}
