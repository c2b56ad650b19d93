import type { Selectable } from 'kysely';
import type { Database } from '../schema';
import type { Asker } from '../store';

export type EventRow = Selectable<Database['event']>;
export type SeriesRow = Selectable<Database['series']>;
export type PartRow = Selectable<Database['activity']>;
export type PoolRow = Selectable<Database['pool']>;
export type OrganisationRow = Selectable<Database['organisation']>;

/** An event or a series as it is stored. The pools of its teams' players are not here: teams make those. */
export type StoredOffer = { coHostIds: string[]; parts: PartRow[]; pools: PoolRow[] } & (
  { type: 'event'; row: EventRow } | { type: 'series'; row: SeriesRow }
);

/** As many values as one statement takes with ease, on both databases. */
export const batchSize = 500;

/** A list in pieces that each fit into one statement, in its order. */
export function inBatches<T>(list: readonly T[], size = batchSize): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** Asks for many ids or slugs, some at a time. */
export async function batched<In, Out>(list: readonly In[], ask: (some: In[]) => Promise<Out[]>): Promise<Out[]> {
  const answers: Out[] = [];
  for (const some of inBatches(list)) answers.push(...(await ask(some)));
  return answers;
}

/** A list by what its members have in common. */
export function grouped<T, Key>(list: readonly T[], keyOf: (one: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Events by slug, and every date of the series given, in no order. */
export async function storedEvents(asker: Asker, slugs: string[], seriesIds: string[]): Promise<StoredOffer[]> {
  const rows = [
    ...(await batched(slugs, (some) => asker.selectFrom('event').selectAll().where('slug', 'in', some).execute())),
    ...(await batched(seriesIds, (some) =>
      asker.selectFrom('event').selectAll().where('series_id', 'in', some).execute(),
    )),
  ];
  const once = new Map(rows.map((row) => [row.id, row]));
  return withContents(asker, 'event', [...once.values()]);
}

/** Series by slug. */
export async function storedSeries(asker: Asker, slugs: string[]): Promise<StoredOffer[]> {
  const rows = await batched(slugs, (some) =>
    asker.selectFrom('series').selectAll().where('slug', 'in', some).execute(),
  );
  return withContents(asker, 'series', rows);
}

/** Offers as they are now, by id, to see whether they are still as they were read. */
export async function storedAgain(asker: Asker, offers: readonly StoredOffer[]): Promise<StoredOffer[]> {
  const idsOf = (type: StoredOffer['type']) => offers.filter((one) => one.type === type).map((one) => one.row.id);
  const events = await batched(idsOf('event'), (some) =>
    asker.selectFrom('event').selectAll().where('id', 'in', some).execute(),
  );
  const series = await batched(idsOf('series'), (some) =>
    asker.selectFrom('series').selectAll().where('id', 'in', some).execute(),
  );
  return [...(await withContents(asker, 'event', events)), ...(await withContents(asker, 'series', series))];
}

async function withContents(asker: Asker, type: 'event', rows: EventRow[]): Promise<StoredOffer[]>;
async function withContents(asker: Asker, type: 'series', rows: SeriesRow[]): Promise<StoredOffer[]>;
async function withContents(asker: Asker, type: StoredOffer['type'], rows: (EventRow | SeriesRow)[]) {
  const ids = rows.map((row) => row.id);
  const hosts = await batched(ids, (some) =>
    asker.selectFrom('co_host').selectAll().where('offer_id', 'in', some).orderBy('position').execute(),
  );
  const parts = await batched(ids, (some) =>
    asker.selectFrom('activity').selectAll().where('event_id', 'in', some).orderBy('id').execute(),
  );
  const pools = await batched(ids, (some) =>
    asker
      .selectFrom('pool')
      .selectAll()
      .where('offer_id', 'in', some)
      .where('of', '<>', 'team')
      .orderBy('id')
      .execute(),
  );
  const [hostsOf, partsOf, poolsOf] = [
    grouped(hosts, (one) => one.offer_id),
    grouped(parts, (one) => one.event_id),
    grouped(pools, (one) => one.offer_id),
  ];
  return rows.map((row) => ({
    type,
    row,
    coHostIds: (hostsOf.get(row.id) ?? []).map((one) => one.organisation_id),
    parts: partsOf.get(row.id) ?? [],
    pools: poolsOf.get(row.id) ?? [],
  })) as StoredOffer[];
}
