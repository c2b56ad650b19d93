import { sql } from 'kysely';
import type { Instant } from '../domain/event';
import type { When } from '../domain/language/dates';
import type { Asker } from './store';

/** The next date of a series that takes place. */
export interface NextTime extends When {
  id: string;
  slug: string;
  discreet: boolean;
}

/** @returns null where none is to come */
export async function nextTimeOf(asker: Asker, seriesId: string, now: Instant): Promise<NextTime | null> {
  // one date of a series is over before the next: by when they are over, the index has them in order
  const row = await asker
    .selectFrom('event')
    .select(['id', 'slug', 'start_at', 'end_at', 'time_known', 'time_zone', 'discreet'])
    .where('series_id', '=', seriesId)
    .where('over_at', '>', now)
    .where('start_at', '>', now)
    .where('status', '=', sql.lit('published' as const))
    .orderBy('over_at')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { id, slug, start_at, end_at, time_known, time_zone, discreet } = row;
  const when = { startAt: start_at, endAt: end_at, timeKnown: time_known === 1, timeZone: time_zone };
  return { id, slug, ...when, discreet: discreet === 1 };
}

/**
 * The next time of the series that a cancelled date is of, for who would have come to that date.
 * @returns null where there is none, and of what is discreet: when it is would tell what it is. CONTRACT §4.5
 */
export async function nextTimeAfter(
  asker: Asker,
  cancelled: { offer: { type: 'event' | 'series'; id: string; status: string }; discreet: boolean },
  now: Instant,
): Promise<NextTime | null> {
  const { offer, discreet } = cancelled;
  if (offer.type === 'series' || offer.status !== 'cancelled' || discreet) return null;
  const date = await asker.selectFrom('event').select('series_id').where('id', '=', offer.id).executeTakeFirst();
  const next = date?.series_id ? await nextTimeOf(asker, date.series_id, now) : null;
  // a date that the series has no longer is as it was, whatever the series has become
  return next?.discreet ? null : next;
}
