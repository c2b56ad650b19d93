import { openBulkWriter } from '../../db/large/bulk';
import { noRows } from '../../db/large/rows';
import { newSignup } from '../../db/signup-rows';
import type { Wish } from '../../domain/wish';
import type { TestDatabase } from './databases';
import { sampleNow, wish, type InsertedOffer } from './sample';

/** Signs very many people up to an event at once, with nothing left to tell them. @returns their ids */
export async function insertSignups(
  { url, store }: Pick<TestDatabase, 'url' | 'store'>,
  offer: Pick<InsertedOffer, 'id'>,
  count: number,
  wishOf: (number: number) => Partial<Wish>,
): Promise<string[]> {
  const signup = Array.from(
    { length: count },
    (_, number) =>
      newSignup(store, { id: offer.id, type: 'event' }, wish(wishOf(number)), null, 'confirmed', sampleNow).row,
  );
  const bulk = await openBulkWriter(url);
  try {
    await bulk.write({ ...noRows(), signup });
    await bulk.finish();
  } finally {
    await bulk.close();
  }
  return signup.map((row) => row.id);
}
