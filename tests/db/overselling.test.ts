import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { signUp } from '../support/sign-up';
import { openStore, type Store } from '../../db/store';
import { isUnavailable } from '../../db/unavailable';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertEvent, sampleNow, wish, type InsertedOffer } from '../support/sample';
import { withoutLocks } from '../support/without-locks';

/** On a machine that is busy with something else a change may be told to come back: then it does. */
async function patiently<T>(change: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await change();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      // a turn of the loop for the others: without it this one's attempts would leave them no time to end theirs
      await wait(1 + Math.random() * 5);
    }
  }
}

const clients = 64;
const places = 10;

/** 64 clients on four connections to the same data, as four processes would be. */
describe.each(databases)('the last places on $name', ({ dialect }) => {
  let database: TestDatabase;
  let stores: Store[];
  let event: InsertedOffer;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    stores = await Promise.all([1, 2, 3, 4].map(() => openStore(database.url, [testSecret])));
    event = await insertEvent(database.store, { capacity: places });
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  });

  const taken = async () => {
    const { places } = await database.store.read
      .selectFrom('claim')
      .select((eb) => eb.fn.sum<number>('places').as('places'))
      .where('pool_id', '=', event.poolId)
      .where('state', '=', 'held')
      .executeTakeFirstOrThrow();
    return places;
  };
  const rush = (through: readonly Store[]) =>
    Promise.all(
      Array.from({ length: clients }, (_, i) => {
        const store = through[i % through.length]!;
        const one = wish({ name: `Person ${i}` });
        return patiently(() => signUp(store, { type: 'event', slug: event.slug }, one, null, sampleNow));
      }),
    );

  test('are sold twice when the lock is taken out', async () => {
    const careless = stores.map((store) => withoutLocks(store, database.url));
    await rush(careless);
    await Promise.all(careless.map((store) => store.close()));
    expect(await taken()).toBeGreaterThan(places);
  });

  test('are never sold twice', async () => {
    const outcomes = await rush(stores);
    expect(outcomes.filter((outcome) => outcome.kind === 'confirmed')).toHaveLength(places);
    expect(outcomes.filter((outcome) => outcome.kind === 'waitlisted')).toHaveLength(clients - places);
    expect(await taken()).toBe(places);
    const lines = await database.store.read
      .selectFrom('signup')
      .select('line_no')
      .where('state', '=', 'waitlisted')
      .orderBy('line_no')
      .execute();
    expect(lines.map((row) => row.line_no)).toEqual(Array.from({ length: clients - places }, (_, i) => i + 1));
  });

  test('given up and taken at once, nobody is oversold and nobody is passed over', async () => {
    const first = await rush(stores);
    const leaving = first.flatMap((outcome, i) => (outcome.kind === 'confirmed' ? [{ code: outcome.code, i }] : []));
    await Promise.all([
      rush(stores),
      ...leaving.map(({ code, i }) => patiently(() => cancelSignup(stores[i % stores.length]!, code, sampleNow))),
    ]);
    expect(await taken()).toBe(places);
    const confirmed = await database.store.read
      .selectFrom('signup')
      .select('notice_count')
      .where('state', '=', 'confirmed')
      .execute();
    // everybody who has a place now was waitlisted in the first rush, and promoted: told twice
    expect(confirmed.map((row) => row.notice_count)).toEqual(Array.from({ length: places }, () => 2));
  });
});
