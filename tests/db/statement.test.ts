import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statement } from '../../db/statement';
import { databases, testDatabase, type TestDatabase } from '../support/databases';

const rest = { first_time: null, phone: null, url: null };

describe.each(databases)('a statement that is compiled once on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
  });
  afterEach(() => database.drop());

  const add = statement<{ id: string; name: string; about: string | null; email: string | null }>()((db, row) =>
    db
      .insertInto('organisation')
      .values({ id: row.id, slug: row.id, name: row.name, about: row.about, email: row.email, ...rest }),
  );
  const named = statement<{ name: string }>()((db, { name }) =>
    db.selectFrom('organisation').select(['id', 'about']).where('name', '=', name),
  );

  test('is built once, and asks with the values of each call, in a transaction and outside', async () => {
    const { store } = database;
    let built = 0;
    const counted = statement<{ name: string }>()((db, { name }) => {
      built += 1;
      return db.selectFrom('organisation').select('id').where('name', '=', name).where('id', '<>', sql.lit('x'));
    });
    await store.transact(async (trx) => {
      await add(trx, { id: 'a', name: 'Röda Korset', about: null, email: null });
      await add(trx, { id: 'b', name: 'RSMH', about: 'Riksförbund', email: 'b@example.org' });
      expect(await counted(trx, { name: 'RSMH' })).toEqual([{ id: 'b' }]);
      built = 0;
      expect(await counted(trx, { name: 'Röda Korset' })).toEqual([{ id: 'a' }]);
      expect(await counted(trx, { name: 'nobody' })).toEqual([]);
      expect(built).toBe(0);
    });
    expect(await named(store.read, { name: 'RSMH' })).toEqual([{ id: 'b', about: 'Riksförbund' }]);
    expect(await named(store.read, { name: 'Röda Korset' })).toEqual([{ id: 'a', about: null }]);
  });

  test('binds what it is given, whatever that is', async () => {
    const { store } = database;
    const text = fc.string({ unit: 'grapheme' }).map((one) => one.replace(/[\0\p{Surrogate}]/gu, ''));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(text, fc.option(text), async (name, about) => {
        const id = `${(count += 1)}`;
        await store.transact((trx) => add(trx, { id, name, about, email: null }));
        const found = await named(store.read, { name });
        const plain = await store.read
          .selectFrom('organisation')
          .select(['id', 'about'])
          .where('name', '=', name)
          .execute();
        expect(found).toEqual(plain);
        expect(found).toContainEqual({ id, about });
      }),
      { numRuns: 50 },
    );
  });

  describe('refuses, the first time it is asked, what would then be another statement', () => {
    const ask = (build: Parameters<ReturnType<typeof statement<{ name: string; about: string | null }>>>[0]) =>
      statement<{ name: string; about: string | null }>()(build)(database.store.read, { name: 'RSMH', about: null });

    test('a parameter that is worked on and not bound', async () => {
      await expect(
        ask((db, { name }) => db.selectFrom('organisation').select('id').where('name', 'like', `${name}%`)),
      ).rejects.toThrow('the parameter name can only be bound');
      await expect(
        ask((db, { name }) => db.selectFrom('organisation').select('id').where('name', '=', JSON.stringify({ name }))),
      ).rejects.toThrow('the parameter name can only be bound');
    });

    test('one that decides what is asked', async () => {
      await expect(
        ask((db, { about }) => {
          const all = db.selectFrom('organisation').select('id');
          return about === null ? all.where('about', 'is', null) : all.where('about', '=', about);
        }),
      ).rejects.toThrow('compiled once it is another statement');
      await expect(
        ask((db, { name, about }) =>
          db
            .selectFrom('organisation')
            .select(about ? 'id' : 'slug')
            .where('name', '=', name),
        ),
      ).rejects.toThrow('read and not bound: about');
    });

    test('parameters taken all at once, and columns left to be whatever there is', async () => {
      await expect(ask((db, parameters) => db.updateTable('organisation').set({ ...parameters }))).rejects.toThrow(
        'takes its parameters by name',
      );
      await expect(
        ask((db, { name }) => db.selectFrom('organisation').selectAll().where('name', '=', name)),
      ).rejects.toThrow('name the columns');
    });

    test('and a parameter that is missing, every time', async () => {
      await named(database.store.read, { name: 'RSMH' });
      await expect(named(database.store.read, {} as { name: string })).rejects.toThrow('the parameter name is missing');
    });
  });
});
