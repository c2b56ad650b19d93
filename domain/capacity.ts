import type { Instant } from './event';

/**
 * The one rule for everything that can be full: events, activities, shifts, teams, a team's players, a series, and
 * the places kept for an audience. No other code decides who gets a place. CONTRACT §3.
 */

/** Places kept for an audience, counted within an event's own pool. CONTRACT §3.5. */
export interface KeptPlaces {
  audience: string;
  places: number;
  /** They are kept before this instant; null: for as long as the event has places. */
  until: Instant | null;
  /** How many places in the pool that audience holds now. */
  held: number;
}

/** A pool as it is at this moment. */
export interface PoolState {
  id: string;
  /** null: no limit */
  capacity: number | null;
  /** Places held. */
  taken: number;
  kept: KeptPlaces[];
}

/** Places in one pool for people of one audience (null: not told). */
export interface Claim {
  poolId: string;
  places: number;
  audience: string | null;
}

/** The pools that take part in a decision, by id. */
export type Pools = ReadonlyMap<string, PoolState>;

/**
 * Whether claims can be granted together, whole: in every pool what is taken, these claims included, stays within the
 * limit (§3.4), and leaves the places that are kept for others (§3.5).
 * @throws Error when a claim names a pool that is not among `pools`: that is a fault, never a full house
 */
export function fits(claims: readonly Claim[], pools: Pools, now: Instant): boolean {
  for (const [poolId, own] of byPool(claims)) {
    const pool = pools.get(poolId);
    if (!pool) throw new Error(`no pool ${poolId} among those that were locked`);
    if (pool.capacity === null) continue;
    const total = pool.taken + sum(own.map((claim) => claim.places));
    if (total > pool.capacity) return false;
    const kept = pool.kept.filter((places) => places.until === null || now < places.until);
    for (const audience of new Set(own.map((claim) => claim.audience))) {
      const keptForOthers = sum(
        kept
          .filter((places) => places.audience !== audience)
          .map((places) => Math.max(0, places.places - places.held - placesOf(own, places.audience))),
      );
      if (total > pool.capacity - keptForOthers) return false;
    }
  }
  return true;
}

/**
 * Why claims cannot be granted: because of places that are kept for others, which a person may decide to give away, or
 * of limits; `free` where they can. The question of who lets somebody in out of order.
 */
export function whyNot(claims: readonly Claim[], pools: Pools, now: Instant): 'free' | 'kept' | 'full' {
  if (fits(claims, pools, now)) return 'free';
  const withoutKept = new Map([...pools].map(([id, pool]) => [id, { ...pool, kept: [] }]));
  return fits(claims, withoutKept, now) ? 'kept' : 'full';
}

/** The pools after claims were granted. The pools given are not changed. */
export function grant(claims: readonly Claim[], pools: Pools): Pools {
  return moved(claims, pools, +1);
}

/** The pools after claims that were held are given back. */
export function giveBack(claims: readonly Claim[], pools: Pools): Pools {
  return moved(claims, pools, -1);
}

/**
 * The first of the pools that a party is larger than as a whole, so that it could never fit; a pool of 0 takes a line
 * all the same. CONTRACT §3.1.
 */
export function tooLargeFor(claims: readonly Claim[], pools: Pools): PoolState | null {
  for (const [poolId, own] of byPool(claims)) {
    const pool = pools.get(poolId);
    if (pool?.capacity && sum(own.map((claim) => claim.places)) > pool.capacity) return pool;
  }
  return null;
}

function moved(claims: readonly Claim[], pools: Pools, sign: 1 | -1): Pools {
  const after = new Map(pools);
  for (const { poolId, places, audience } of claims) {
    const pool = after.get(poolId);
    if (!pool) continue;
    after.set(poolId, {
      ...pool,
      taken: pool.taken + sign * places,
      kept: pool.kept.map((kept) => (kept.audience === audience ? { ...kept, held: kept.held + sign * places } : kept)),
    });
  }
  return after;
}

function byPool(claims: readonly Claim[]): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) groups.set(claim.poolId, [...(groups.get(claim.poolId) ?? []), claim]);
  return groups;
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
const placesOf = (claims: Claim[], audience: string) =>
  sum(claims.filter((claim) => claim.audience === audience).map((claim) => claim.places));
