import { sql } from 'kysely';
import type { Pools, PoolState } from '../domain/capacity';
import type { OfferPart } from '../domain/offer';
import { showsPlacesOf } from './revisions';
import { statement } from './statement';
import type { Asker } from './store';

/** The pools of an offer, each with the activity or shift that it is of, in the order of the programme. */
const selectPools = (db: Asker, offerId: string) =>
  db
    .selectFrom('pool')
    .leftJoin('activity', 'activity.id', 'pool.activity_id')
    .select(['pool.id', 'pool.of', 'pool.capacity', 'pool.activity_id', 'pool.audience', 'pool.kept_until'])
    .select(['activity.slug', 'activity.title', 'activity.start_at', 'activity.end_at', 'activity.status'])
    .where('pool.offer_id', '=', offerId)
    .orderBy('activity.position');

const offeredPools = statement<{ offerId: string }>()((db, { offerId }) =>
  selectPools(db, offerId).where('pool.of', 'in', ['event', 'series', 'teams', 'activity', 'shift']),
);

const countedPools = statement<{ offerId: string }>()((db, { offerId }) =>
  selectPools(db, offerId)
    .select((eb) =>
      eb
        .selectFrom('claim')
        .select((claim) => claim.fn.coalesce(claim.fn.sum<number>('claim.places'), sql<number>`0`).as('taken'))
        .whereRef('claim.pool_id', '=', 'pool.id')
        .where('claim.state', '=', sql.lit('held' as const))
        .as('taken'),
    )
    .select((eb) =>
      eb
        .selectFrom('signup')
        .select(sql.lit(1).as('one'))
        .whereRef('signup.offer_id', '=', 'pool.offer_id')
        .where('signup.state', '=', sql.lit('waitlisted' as const))
        .where('signup.no_place_at', 'is', null)
        .where('signup.to_approve', '=', sql.lit(0))
        .limit(sql.lit(1))
        .as('waits'),
    ),
);

/** The places held in a pool by each audience. */
const heldByAudience = statement<{ poolId: string }>()((db, { poolId }) =>
  db
    .selectFrom('claim')
    .innerJoin('signup', 'signup.id', 'claim.signup_id')
    .select(['signup.audience', (eb) => eb.fn.sum<number>('claim.places').as('places')])
    .where('claim.pool_id', '=', poolId)
    .where('claim.state', '=', sql.lit('held' as const))
    .groupBy('signup.audience'),
);

type PoolRow = Awaited<ReturnType<typeof offeredPools>>[number];

/** What can be chosen and counted in an offer, without how much of it is taken. */
export interface OfferedPools {
  own: Pick<PoolState, 'id' | 'capacity'>;
  teams: Pick<PoolState, 'id' | 'capacity'> | undefined;
  parts: OfferPart[];
}

/** @param offerId an event's or a series' */
export async function readOfferedPools(asker: Asker, offerId: string): Promise<OfferedPools> {
  return offered(await offeredPools(asker, { offerId }), offerId);
}

/** An offer's pools as they are at this moment, and whether there is anybody in its line: mostly there is not. */
export interface Counted {
  pools: Pools;
  hasLine: boolean;
}

/** The same, and every pool of the offer as it is at this moment. */
export async function countPools(asker: Asker, offerId: string): Promise<OfferedPools & Counted> {
  await showsPlacesOf(asker, [offerId]);
  const rows = await countedPools(asker, { offerId });
  const of = offered(rows, offerId);
  const pools = new Map<string, PoolState>();
  for (const { id, of, capacity, taken } of rows) {
    if (of !== 'kept') pools.set(id, { id, capacity, taken: taken ?? 0, kept: [] });
  }
  const kept = rows.filter((row) => row.of === 'kept');
  if (kept.length) {
    const held = await heldByAudience(asker, { poolId: of.own.id });
    pools.set(of.own.id, {
      ...pools.get(of.own.id)!,
      kept: kept.map((row) => ({
        audience: row.audience ?? '',
        places: row.capacity ?? 0,
        until: row.kept_until,
        held: held.find((group) => group.audience === row.audience)?.places ?? 0,
      })),
    });
  }
  return { ...of, pools, hasLine: rows[0]?.waits === 1 };
}

function offered(rows: readonly PoolRow[], offerId: string): OfferedPools {
  const own = rows.find(({ of }) => of === 'event' || of === 'series');
  if (!own) throw new Error(`offer ${offerId} has no pool of its own`);
  return { own, teams: rows.find(({ of }) => of === 'teams'), parts: rows.flatMap(partOf) };
}

function partOf(row: PoolRow): OfferPart[] {
  const { of, activity_id, slug, title, start_at, end_at, status, id, capacity } = row;
  if ((of !== 'activity' && of !== 'shift') || activity_id === null || slug === null || title === null) return [];
  const part = { id: activity_id, of, slug, title, startAt: start_at, endAt: end_at };
  return [{ ...part, status: status ?? 'published', poolId: id, capacity }];
}
