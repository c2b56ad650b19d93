import type { KeptPlaces, PoolState } from '../domain/capacity';
import { showsPlacesOf } from './revisions';
import type { Asker } from './store';

/** The own pool of an event, or of a series, as a list finds it. */
export interface OwnPool {
  id: string;
  offerId: string;
  capacity: number | null;
}

/**
 * The own pools of many offers at once as they stand, by the pool's id: for a list. Decisions are made on what
 * `readLine` in db/line.ts reads of one offer.
 */
export async function ownPoolStates(asker: Asker, pools: readonly OwnPool[]): Promise<Map<string, PoolState>> {
  const limited = pools.filter(({ capacity }) => capacity !== null);
  await showsPlacesOf(
    asker,
    limited.map(({ offerId }) => offerId),
  );
  const kept = await keptIn(asker, limited);
  const taken = await placesTaken(
    asker,
    limited.map(({ id }) => id),
  );
  return new Map(
    pools.map(({ id, capacity }) => [id, { id, capacity, taken: taken.get(id) ?? 0, kept: kept.get(id) ?? [] }]),
  );
}

/** Places held; pools without a claim are left out. */
async function placesTaken(asker: Asker, poolIds: readonly string[]): Promise<Map<string, number>> {
  if (!poolIds.length) return new Map();
  const sums = await asker
    .selectFrom('claim')
    .select(['pool_id', (eb) => eb.fn.sum<number>('places').as('places')])
    .where('pool_id', 'in', poolIds)
    .where('state', '=', 'held')
    .groupBy('pool_id')
    .execute();
  return new Map(sums.map(({ pool_id, places }) => [pool_id, Number(places)]));
}

/** Places kept for audiences, with how many each holds; pools that keep none are left out. */
async function keptIn(asker: Asker, pools: readonly OwnPool[]): Promise<Map<string, KeptPlaces[]>> {
  if (!pools.length) return new Map();
  const rows = await asker
    .selectFrom('pool')
    .select(['offer_id', 'audience', 'capacity', 'kept_until'])
    .where(
      'offer_id',
      'in',
      pools.map(({ offerId }) => offerId),
    )
    .where('of', '=', 'kept')
    .execute();
  const keeping = pools.filter(({ offerId }) => rows.some((row) => row.offer_id === offerId));
  if (!keeping.length) return new Map();
  const held = await asker
    .selectFrom('claim')
    .innerJoin('signup', 'signup.id', 'claim.signup_id')
    .select(['claim.pool_id', 'signup.audience', (eb) => eb.fn.sum<number>('claim.places').as('places')])
    .where(
      'claim.pool_id',
      'in',
      keeping.map(({ id }) => id),
    )
    .where('claim.state', '=', 'held')
    .groupBy(['claim.pool_id', 'signup.audience'])
    .execute();
  const keptOf = ({ id, offerId }: OwnPool): KeptPlaces[] =>
    rows
      .filter((row) => row.offer_id === offerId)
      .map(({ audience, capacity, kept_until }) => ({
        audience: audience ?? '',
        places: capacity ?? 0,
        until: kept_until,
        held: Number(held.find((group) => group.pool_id === id && group.audience === audience)?.places ?? 0),
      }));
  return new Map(keeping.map((pool) => [pool.id, keptOf(pool)]));
}
