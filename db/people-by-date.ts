import type { Instant } from '../domain/event';
import { numbersOf } from './console-numbers';
import type { SeriesDate } from './series-dates';
import type { Asker } from './store';

/** A date of a series, and how many come to it. */
export type DateWithPeople = Pick<
  SeriesDate,
  'id' | 'slug' | 'title' | 'status' | 'startAt' | 'timeKnown' | 'endAt' | 'timeZone' | 'over' | 'numbers'
>;

/**
 * How many come to each date of a series that one signs up to by date, in the order of time; drafts' dates too.
 * @param answers whether it is for somebody who answers those who wait for that: others are not told of them
 */
export async function peopleByDate(
  asker: Asker,
  seriesId: string,
  now: Instant,
  answers: boolean,
): Promise<DateWithPeople[]> {
  const rows = await asker
    .selectFrom('event')
    .select(['id', 'slug', 'title', 'status', 'start_at', 'time_known', 'end_at', 'over_at', 'time_zone'])
    .where('series_id', '=', seriesId)
    .orderBy('start_at')
    .execute();
  const numbers = await numbersOf(
    asker,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    status: row.status,
    startAt: row.start_at,
    timeKnown: row.time_known === 1,
    endAt: row.end_at,
    timeZone: row.time_zone,
    over: row.over_at !== null && row.over_at <= now,
    numbers: { ...numbers.get(row.id)!, ...(answers ? {} : { asked: { signups: 0, people: 0 } }) },
  }));
}
