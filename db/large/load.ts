import { loadProgramme } from '../programme/load';
import type { Instant } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import { defaultTimeZone, localDateOf } from '../../domain/time';
import { readLine } from '../line';
import { offerById } from '../offers';
import { openStore, type Store } from '../store';
import { openBulkWriter, type BulkWriter } from './bulk';
import { Crowd } from './crowd';
import { programmeOf } from './programme';
import { randomFrom } from './random';
import { crowdTables, noRows, type Rows } from './rows';
import { planTown, type Offering, type TownSize } from './town';
import { visit } from './visit';

/** Signups that are written in one transaction, more or less. */
const signupsAtATime = 20_000;

/**
 * Fills a migrated database with a made-up town: events that are loaded as any programme is, and people who have
 * signed up to them by the rules, with all their notices sent. The same at every run but for ids and codes. What is
 * there already stays, and a loading that was interrupted goes on where it was.
 * @param databaseUrl see `openStore`
 * @param options.progress how many signups there are, of how many
 */
export async function loadLarge(
  databaseUrl: string,
  secrets: readonly [string, ...string[]],
  size: TownSize,
  options: { now: Instant; progress?(done: number, of: number): void },
): Promise<void> {
  const store = await openStore(databaseUrl, secrets);
  const bulk = await openBulkWriter(databaseUrl).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  try {
    const town = planTown(size);
    await loadEvents(store, town, options.now);
    await fillEvents(store, bulk, town.offerings, size, options);
    await bulk.finish();
  } finally {
    await bulk.close();
    await store.close();
  }
}

/** Loads the town's programme, unless it was loaded on an earlier day: its dates would move, and people be told so. */
async function loadEvents(store: Store, town: ReturnType<typeof planTown>, now: Instant): Promise<void> {
  const [first] = town.offerings;
  if (!first || (await eventsOf(store, first)).length) return;
  const programme = programmeOf(town, localDateOf(now, defaultTimeZone));
  const outcome = await loadProgramme(store, programme, { now });
  if (outcome.ok) return;
  throw new Error(outcome.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

async function fillEvents(
  store: Store,
  bulk: BulkWriter,
  offerings: readonly Offering[],
  size: TownSize,
  { now, progress = () => {} }: Parameters<typeof loadLarge>[3],
): Promise<void> {
  const teams = await store.read.selectFrom('team').select('words').where('words', 'is not', null).execute();
  const words = new Set(teams.map((team) => team.words!));
  let done = 0;
  let rows = noRows();
  const write = async () => {
    await bulk.write(rows);
    rows = noRows();
    progress(done, size.signups);
  };
  progress(done, size.signups);
  for (const offering of offerings) {
    const offers = await offersOf(store, offering);
    for (const [index, offer] of offers.entries()) {
      const signups = shareOf(offering.signups, offers.length, index);
      done += signups;
      if (!signups || (await hasSignups(store, offer))) continue;
      const crowd = new Crowd(store, offer, await readLine(store.read, offer));
      const chance = randomFrom(offering.seed * 1_000 + index);
      visit(crowd, offer, { signups, now, chance }, { signups: size.signups, words });
      addRows(rows, crowd.rows());
      if (rows.signup.length >= signupsAtATime) await write();
    }
  }
  await write();
}

/** An equal part of a whole number of signups, so that all parts together are it. */
const shareOf = (signups: number, parts: number, index: number) =>
  Math.round((signups * (index + 1)) / parts) - Math.round((signups * index) / parts);

function addRows(rows: Rows, more: Rows): void {
  const add = <T>(list: T[], others: readonly T[]) => others.forEach((one) => list.push(one));
  for (const table of crowdTables) add<object>(rows[table], more[table]);
}

/** What one signs up to: an event, each date of a series, or a series as a whole. */
async function offersOf(store: Store, offering: Offering): Promise<Offer[]> {
  if (offering.series?.signup === 'whole') {
    const row = await store.read.selectFrom('series').select('id').where('slug', '=', offering.slug).executeTakeFirst();
    return row ? [await offerById(store.read, 'series', row.id)] : [];
  }
  return Promise.all((await eventsOf(store, offering)).map(({ id }) => offerById(store.read, 'event', id)));
}

async function eventsOf({ read }: Store, { slug, series }: Offering): Promise<{ id: string }[]> {
  if (!series) return read.selectFrom('event').select('id').where('slug', '=', slug).execute();
  return read
    .selectFrom('event')
    .innerJoin('series', 'series.id', 'event.series_id')
    .select('event.id')
    .where('series.slug', '=', slug)
    .orderBy('event.series_date')
    .execute();
}

async function hasSignups({ read }: Store, { id }: Offer): Promise<boolean> {
  const signup = await read.selectFrom('signup').select('id').where('offer_id', '=', id).limit(1).executeTakeFirst();
  return signup !== undefined;
}
