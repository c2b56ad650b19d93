import { sql } from 'kysely';
import type { Instant } from '../../domain/event';
import type { ProgrammeSeries } from '../../domain/programme/schema';
import { timesOf } from '../../domain/programme/series-rules';
import { occurrencesOf } from '../../domain/recurrence';
import { endOfDay } from '../../domain/time';
import type { Asker, Store } from '../store';
import { compare } from './compare';
import { dateSlug, desiredDate, type Hosts } from './desired';
import { isTaken } from './load';
import { horizonOf, type Plan, type PlannedChange } from './plan';
import { batched, type SeriesRow } from './stored';
import { ChangedMeanwhile, statementsOf, writePlan } from './write';

/**
 * Gives every series without an end its dates as time goes on, 400 days ahead; done by the worker, and again is
 * harmless. Dates that are there are left as they are. CONTRACT §5.5.
 * @returns how many dates were made
 */
export async function makeDatesAhead(store: Store, now: Instant): Promise<number> {
  const due = await seriesDue(store.read, now);
  if (!due.length) return 0;
  const organisations = await store.read.selectFrom('organisation').select(['id', 'slug', 'name']).execute();
  const hosts: Hosts = new Map(organisations.map((row) => [row.slug, row]));
  let made = 0;
  for (const series of due) made += await extend(store, series, hosts, now);
  return made;
}

/** Series without an end whose dates do not reach as far ahead as they shall; what is cancelled gets no more. */
async function seriesDue(asker: Asker, now: Instant): Promise<SeriesRow[]> {
  const due: SeriesRow[] = [];
  for (const zone of await timeZones(asker)) {
    const rows = await asker
      .selectFrom('series')
      .selectAll()
      .where('time_zone', '=', zone)
      .where('made_until', '<', endOfDay(horizonOf(zone, null, now), zone))
      .where('status', '<>', sql.lit('cancelled' as const))
      .execute();
    due.push(...rows);
  }
  return due;
}

/** Those of series without an end: stepped through, since there are few of them and can be many series. */
async function timeZones(asker: Asker): Promise<string[]> {
  const zones: string[] = [];
  for (;;) {
    const next = await asker
      .selectFrom('series')
      .select('time_zone')
      .where('made_until', 'is not', null)
      .where('status', '<>', sql.lit('cancelled' as const))
      .where('time_zone', '>', zones.at(-1) ?? '')
      .orderBy('time_zone')
      .limit(1)
      .executeTakeFirst();
    if (!next) return zones;
    zones.push(next.time_zone);
  }
}

function reachOf(series: SeriesRow, now: Instant): Instant {
  return endOfDay(horizonOf(series.time_zone, series.made_until, now), series.time_zone);
}

async function extend(store: Store, row: SeriesRow, hosts: Hosts, now: Instant): Promise<number> {
  const series = JSON.parse(row.source) as ProgrammeSeries;
  const given = occurrencesOf(timesOf(series), horizonOf(row.time_zone, row.made_until, now));
  if (!given.ok) throw new Error(`series ${row.slug} has no dates, which was checked when it was loaded`);
  const slugs = given.occurrences.map((one) => dateSlug(row.slug, one.date));
  const stored = await batched(slugs, (some) =>
    store.read.selectFrom('event').select('slug').where('slug', 'in', some).execute(),
  );
  const there = new Set(stored.map((one) => one.slug));
  const missing = given.occurrences.filter((one) => !there.has(dateSlug(row.slug, one.date)));
  const changes = missing.flatMap((one): PlannedChange[] => {
    const change = compare(desiredDate(series, row.id, one, given.first, hosts), null, now);
    return change ? [{ ...change, at: null }] : [];
  });
  const plan: Plan = { ...nothing, changes };
  const statements = statementsOf(store.read, plan);
  try {
    await store.transact(async (trx) => {
      // a file loaded meanwhile, or another worker, has been here: the next round starts from that
      const { numUpdatedRows } = await trx
        .updateTable('series')
        .set({ made_until: reachOf(row, now) })
        .where('id', '=', row.id)
        .where('made_until', '=', row.made_until)
        .where('source', '=', row.source)
        .executeTakeFirstOrThrow();
      if (!Number(numUpdatedRows)) throw new ChangedMeanwhile(row.slug);
      await writePlan(trx, plan, statements);
    });
    return changes.length;
  } catch (error) {
    if (error instanceof ChangedMeanwhile || isTaken(error)) return 0;
    throw error;
  }
}

const nothing = {
  site: null,
  organisations: [],
  organisationsBefore: [],
  named: new Set<string>(),
  newDates: new Map<string, string[]>(),
  dates: 0,
};
