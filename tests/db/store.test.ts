import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, openStore, type Trx } from '../../db/store';
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

describe('a change that PostgreSQL asks for again', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase('postgres');
  });
  afterEach(() => database.drop());

  const nothing = { first_time: null, phone: null, email: null, url: null };
  const add = (trx: Trx, slug: string, about: string) =>
    trx
      .insertInto('organisation')
      .values({ id: slug, slug, name: slug, about, ...nothing })
      .execute();
  const stored = () =>
    database.store.read.selectFrom('organisation').select(['slug', 'about']).orderBy('slug').execute();

  /** Two changes that both get to the middle before either goes on, the first time that each is tried. */
  async function together(change: (name: 'a' | 'b', trx: Trx, middle: () => Promise<void>) => Promise<void>) {
    let arrived = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => (open = resolve));
    const tries = { a: 0, b: 0 };
    const codes: unknown[] = [];
    const run = (name: 'a' | 'b') =>
      database.store.transact(async (trx) => {
        tries[name] += 1;
        const middle = async () => {
          if (tries[name] > 1) return;
          if (++arrived === 2) open();
          await both;
        };
        await change(name, trx, middle).catch((error: { code?: unknown }) => {
          codes.push(error.code);
          throw error;
        });
      });
    await Promise.all([run('a'), run('b')]);
    return { tries: tries.a + tries.b, codes };
  }

  test('a serialization failure (40001) is repeated whole', async () => {
    const { tries, codes } = await together(async (name, trx, middle) => {
      await sql`set transaction isolation level serializable`.execute(trx);
      const before = await trx.selectFrom('organisation').select('slug').execute();
      await middle();
      await add(trx, name, `after ${before.length}`);
    });
    expect(tries).toBe(3);
    // none when it is the commit that fails
    expect(codes.filter((code) => code !== '40001')).toEqual([]);
    expect((await stored()).map(({ about }) => about).sort()).toEqual(['after 0', 'after 1']);
  });

  test('a deadlock (40P01) is repeated whole', async () => {
    // rows that raise no revision: those of the programme are written one transaction after another (migration 0002)
    await database.store.transact((trx) =>
      trx
        .insertInto('erasure')
        .values(['a', 'b'].map((id) => ({ id, at: 0, before: 0, counts: '' })))
        .execute(),
    );
    const { tries, codes } = await together(async (name, trx, middle) => {
      const sign = (id: string) =>
        trx
          .updateTable('erasure')
          .set({ counts: sql<string>`counts || ${name}` })
          .where('id', '=', id)
          .execute();
      await sign(name);
      await middle();
      await sign(name === 'a' ? 'b' : 'a');
    });
    // one is given up for the other; both, where each looks before the other has let go
    expect(new Set(codes)).toEqual(new Set(['40P01']));
    expect(tries).toBe(2 + codes.length);
    const rows = await database.store.read.selectFrom('erasure').select('counts').execute();
    expect(rows.map(({ counts }) => [...counts].sort().join(''))).toEqual(['ab', 'ab']);
  });
});
