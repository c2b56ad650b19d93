import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, openStore } from '../../db/store';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';

describe.each(databases)('a store on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
  });
  afterEach(() => database.drop());

  const site = { id: 1 as const, name: 'Samling', operator: 'Helsingborgs stad', email: null, phone: null };

  test('keeps a change whole, and nothing of one that failed', async () => {
    const { store } = database;
    await expect(
      store.transact(async (trx) => {
        await trx.insertInto('site').values(site).execute();
        throw new Error('on purpose');
      }),
    ).rejects.toThrow('on purpose');
    expect(await store.read.selectFrom('site').selectAll().execute()).toEqual([]);
    await store.transact((trx) => trx.insertInto('site').values(site).execute());
    expect(await store.read.selectFrom('site').selectAll().execute()).toEqual([site]);
  });

  test('refuses to be asked outside the transaction from inside it', async () => {
    const { store } = database;
    await expect(store.transact(async () => store.read.selectFrom('site').execute())).rejects.toThrow('use the trx');
    await expect(store.transact(async () => store.transact(async () => 1))).rejects.toThrow('use the trx');
  });

  test('is migrated by several at once, one of whom does it', async () => {
    await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    const second = await openStore(database.url, [testSecret]);
    expect(await second.read.selectFrom('event').selectAll().execute()).toEqual([]);
    await second.close();
  });

  test('counts are numbers', async () => {
    const { store } = database;
    const { n } = await store.read
      .selectFrom('event')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBe(0);
  });
});
