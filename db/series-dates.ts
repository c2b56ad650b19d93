import { sql } from 'kysely';
import type { EventStatus, Instant, LocalDate } from '../domain/event';
import { timesOf } from '../domain/programme/series-rules';
import { occurrencesOf } from '../domain/recurrence';
import { dateOf, localDateOf } from '../domain/time';
import { numbersOf, type OfferNumbers } from './console-numbers';
import { seriesEntry, type SeriesEntry } from './programme/entry';
import { batched } from './programme/stored';
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
  /** Of one that the series has no longer: nobody has ever signed up to it, and nobody misses it. Its page is kept. */
  forgotten: boolean;
  over: boolean;
  numbers: OfferNumbers;
}

/** A series with all its dates that are made, in the order of their time. A draft has those alone that it gives. */
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
  const off = rows.flatMap(({ id, status, series_date: date }) =>
    status === 'cancelled' && date ? [{ id, date }] : [],
  );
  const forgotten = await forgottenAmong(asker, series.id, new Set(given.keys()), off);
  const dates = rows.flatMap((row): SeriesDate[] => {
    const date = row.series_date ?? localDateOf(row.start_at ?? now, row.time_zone);
    const occurrence = given.get(date);
    const over = row.over_at !== null && row.over_at <= now;
    // nobody outside has seen it
    if (row.status === 'draft' && !occurrence) return [];
    const own = {
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
      forgotten: !over && forgotten.has(row.id),
      over,
      numbers: numbers.get(row.id)!,
    };
    return [own];
  });
  return { entry, dates };
}

/**
 * Those that the series has no longer and that nobody ever signed up to, by id: between those that there are they would
 * stand as if they had been called off. Their own pages are kept. CONTRACT §5.6
 * @param given the names of all dates that the series has
 * @param cancelled dates of it that are cancelled, by their names
 */
async function forgottenAmong(
  asker: Asker,
  seriesId: string,
  given: ReadonlySet<LocalDate>,
  cancelled: readonly { id: string; date: LocalDate }[],
): Promise<Set<string>> {
  const ungiven = cancelled.filter(({ date }) => !given.has(date)).map(({ id }) => id);
  if (!ungiven.length) return new Set();
  // who signs up to a whole series signs up to all its dates
  const rows = await batched([seriesId, ...ungiven], (some) =>
    asker.selectFrom('signup').select('offer_id').distinct().where('offer_id', 'in', some).execute(),
  );
  const had = new Set(rows.map((row) => row.offer_id));
  return new Set(had.has(seriesId) ? [] : ungiven.filter((id) => !had.has(id)));
}

/** Coming dates of a series without those that it has no longer and that nobody ever signed up to. */
export async function withoutForgotten<Date extends { id: string; slug: string; status: EventStatus }>(
  asker: Asker,
  series: { id: string; slug: string },
  coming: readonly Date[],
): Promise<Date[]> {
  // a date's address is its series' and its own name: CONTRACT §5.7
  const named = coming.map((one) => ({ ...one, date: one.slug.slice(series.slug.length + 1) }));
  const cancelled = named.filter(({ status }) => status === 'cancelled');
  const entry = cancelled.length ? await seriesEntry(asker, series.slug) : undefined;
  if (!entry) return [...coming];
  const last = cancelled.reduce((far, { date }) => (date > far ? date : far), dateOf(entry.start));
  const made = occurrencesOf(timesOf(entry), last);
  const given = new Set(made.ok ? made.occurrences.map(({ date }) => date) : []);
  const forgotten = await forgottenAmong(asker, series.id, given, cancelled);
  return coming.filter(({ id }) => !forgotten.has(id));
}
