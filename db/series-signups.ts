import type { Asker } from './store';

/** How many people are signed up to a series, and to its coming dates: who is cannot be asked to sign up otherwise. */
export async function signedUpTo(
  asker: Asker,
  seriesId: string,
  now: number,
): Promise<{ whole: number; dates: number }> {
  const coming = await asker
    .selectFrom('event')
    .select('id')
    .where('series_id', '=', seriesId)
    .where((eb) => eb.or([eb('over_at', 'is', null), eb('over_at', '>', now)]))
    .execute();
  const rows = await asker
    .selectFrom('signup')
    .select('offer_id')
    .select((eb) => eb.fn.sum<number>('party_size').as('people'))
    .where('offer_id', 'in', [seriesId, ...coming.map((row) => row.id)])
    .where('state', '<>', 'cancelled')
    .groupBy('offer_id')
    .execute();
  const people = (whole: boolean) =>
    rows.filter((row) => (row.offer_id === seriesId) === whole).reduce((sum, row) => sum + Number(row.people), 0);
  return { whole: people(true), dates: people(false) };
}
