import type { Asker } from './store';

/** Places held in several pools at once, for a list; decisions count in db/line.ts. Pools without a claim are left out. */
export async function placesTaken(asker: Asker, poolIds: readonly string[]): Promise<Map<string, number>> {
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
