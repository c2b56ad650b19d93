import { sql } from 'kysely';
import type { End } from '../../domain/thanks';
import type { Instant } from '../../domain/event';
import type { Asker } from '../store';
import { recipientsOf, type At } from './recipients';

/**
 * When what people are thanked for is over. Of a series with one signup, its last date that is on.
 * @returns null where it is off, a draft, or nobody knows: an open date, or a series that is given more dates
 */
export async function endOf(asker: Asker, at: At): Promise<End | null> {
  if (at.type === 'event') {
    const event = await asker
      .selectFrom('event')
      .select(['status', 'over_at', 'time_zone'])
      .where('id', '=', at.id)
      .executeTakeFirst();
    if (event?.status !== 'published' || event.over_at === null) return null;
    return { overAt: event.over_at, timeZone: event.time_zone };
  }
  const series = await asker
    .selectFrom('series')
    .select(['status', 'made_until', 'time_zone'])
    .where('id', '=', at.id)
    .executeTakeFirst();
  if (series?.status !== 'published' || series.made_until !== null) return null;
  const ends = (await datesOn(asker, at.id)).map((date) => date.over_at);
  if (!ends.length || ends.includes(null)) return null;
  return { overAt: Math.max(...ends.map(Number)), timeZone: series.time_zone };
}

/**
 * Those whose people are thanked together. Of a series, also its dates that are on: one can have people of its own, from
 * before the series had one signup for all.
 */
export async function offersThanked(asker: Asker, at: At): Promise<string[]> {
  if (at.type === 'event') return [at.id];
  return [at.id, ...(await datesOn(asker, at.id)).map((date) => date.id)].sort();
}

async function datesOn(asker: Asker, seriesId: string) {
  return asker
    .selectFrom('event')
    .select(['id', 'over_at'])
    .where('series_id', '=', seriesId)
    .where('status', '=', sql.lit('published' as const))
    .execute();
}

/** Who is thanked of one offer's: who has a place and can be mailed. Nobody is called about it. */
export const thankedOf = (asker: Asker, offerId: string, writtenAt: Instant) =>
  recipientsOf(asker, offerId, { whom: 'in', partId: null }, writtenAt)
    .where('signup.email', 'is not', null)
    .where('signup.address_failed_at', 'is', null);
