import { sql } from 'kysely';
import type { EventStatus, Instant, LocalDate } from '../domain/event';
import { timesOf } from '../domain/programme/series-rules';
import { occurrencesOf } from '../domain/recurrence';
import { localDateOf } from '../domain/time';
import { numbersOf, type OfferNumbers } from './console-numbers';
import { seriesEntry, type SeriesEntry } from './programme/entry';
import type { Asker } from './store';

/** A date of a series as its organisers see it. */
export interface SeriesDate {
  id: string;
  slug: string;
  /** The day that it had first, which names it. */
  date: LocalDate;
  title: string;
  status: EventStatus;
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  timeZone: string;
  venue: string | null;
  address: string | null;
  summary: string | null;
  description: string | null;
  /** Of the date's own pool; null: no limit. */
  capacity: number | null;
  /** At another time than its rule says. */
  moved: boolean;
  /** Does not take place: also where the series is a draft, whose dates nobody outside sees. */
  cancelled: boolean;
  /** Whether the series still has it; else it is cancelled, and taken back it becomes an added one. */
  given: boolean;
  over: boolean;
  numbers: OfferNumbers;
}

/** A series with all its dates that are made, in the order of their time. */
export interface SeriesDates {
  entry: SeriesEntry;
  dates: SeriesDate[];
}

/** @returns undefined where there is no such series */
export async function readSeriesDates(
  asker: Asker,
  series: { id: string; slug: string },
  now: Instant,
): Promise<SeriesDates | undefined> {
  const entry = await seriesEntry(asker, series.slug);
  if (!entry) return undefined;
  const rows = await asker
    .selectFrom('event')
    .innerJoin('pool', (join) =>
      join.onRef('pool.offer_id', '=', 'event.id').on('pool.of', '=', sql.lit('event' as const)),
    )
    .select(['event.id', 'event.slug', 'series_date', 'title', 'status', 'start_at', 'time_known', 'end_at', 'over_at'])
    .select(['time_zone', 'venue', 'address', 'summary', 'description', 'moved', 'pool.capacity'])
    .where('series_id', '=', series.id)
    .orderBy('start_at')
    .execute();
  const numbers = await numbersOf(
    asker,
    rows.map((row) => row.id),
  );
  const last = rows.reduce((far, { series_date: date }) => (date && date > far ? date : far), entry.start.slice(0, 10));
  const made = occurrencesOf(timesOf(entry), last);
  const given = new Map(made.ok ? made.occurrences.map((one) => [one.date, one]) : []);
  const dates = rows.map((row): SeriesDate => {
    const date = row.series_date ?? localDateOf(row.start_at ?? now, row.time_zone);
    const occurrence = given.get(date);
    const over = row.over_at !== null && row.over_at <= now;
    return {
      id: row.id,
      slug: row.slug,
      date,
      title: row.title,
      status: row.status,
      startAt: row.start_at,
      timeKnown: row.time_known === 1,
      endAt: row.end_at,
      timeZone: row.time_zone,
      venue: row.venue,
      address: row.address,
      summary: row.summary,
      description: row.description,
      capacity: row.capacity,
      moved: row.moved === 1,
      // what has been keeps what it was
      cancelled: row.status === 'cancelled' || (!over && (occurrence?.cancelled ?? true)),
      given: occurrence !== undefined,
      over,
      numbers: numbers.get(row.id)!,
    };
  });
  return { entry, dates };
}
