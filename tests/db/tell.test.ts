import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tell, tellEach, type News } from '../../db/tell';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, sampleNow } from '../support/sample';

/** More than are told with one statement. */
const many = 1_100;

describe.each(databases)('telling many people on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
  });
  afterEach(() => database.drop());

  /** Signups of one event: the first is a name without a code, every tenth has no address. */
  async function insertPeople() {
    const { store } = database;
    const event = await insertEvent(store);
    await insertSignup(store, event);
    const one = await store.read.selectFrom('signup').selectAll().executeTakeFirstOrThrow();
    const people = Array.from({ length: many }, (_, i) => ({
      ...one,
      id: `person-${String(i).padStart(4, '0')}`,
      uid: randomUUID(),
      code_hash: randomUUID(),
      has_code: i === 0 ? (0 as const) : (1 as const),
      email: i % 10 ? `p${i}@example.org` : null,
      notice_count: 4,
    }));
    await store.transact(async (trx) => {
      for (let from = 0; from < many; from += 550) {
        await trx
          .insertInto('signup')
          .values(people.slice(from, from + 550))
          .execute();
      }
    });
    return people;
  }

  test('writes one notice to each, next in their order, and those without an address to the call list', async () => {
    const { store } = database;
    const people = await insertPeople();
    const kindOf = (i: number) => (i % 2 ? 'event-restored' : 'event-cancelled');
    const news = people.map((addressee, i): News => ({ addressee, kind: kindOf(i), facts: {} }));
    await store.transact(async (trx) => {
      await tell(trx, people, 'updated', { changed: ['time'] }, sampleNow);
      await tellEach(trx, news, sampleNow);
      await tell(trx, people.slice(-1), 'cancelled', {}, sampleNow);
    });

    const written = await store.read
      .selectFrom('outbox')
      .select(['signup_id', 'ordinal', 'kind', 'facts', 'state', 'settled_at', 'error'])
      .where('signup_id', 'like', 'person-%')
      .orderBy('signup_id')
      .orderBy('ordinal')
      .execute();
    expect(written).toEqual(
      people.slice(1).flatMap(({ id, email }, i) => {
        const reached =
          email === null
            ? { state: 'call', settled_at: sampleNow, error: 'no-address' }
            : { state: 'queued', settled_at: null, error: null };
        const notice = { signup_id: id, facts: '{}', ...reached };
        return [
          { ...notice, ordinal: 5, kind: 'updated', facts: '{"changed":["time"]}' },
          { ...notice, ordinal: 6, kind: kindOf(i + 1) },
          ...(i === many - 2 ? [{ ...notice, ordinal: 7, kind: 'cancelled' }] : []),
        ];
      }),
    );
    const counts = await store.read
      .selectFrom('signup')
      .select('notice_count')
      .where('id', 'like', 'person-%')
      .orderBy('id')
      .execute();
    expect(counts.map((row) => row.notice_count)).toEqual(people.map((_, i) => (i ? (i === many - 1 ? 7 : 6) : 4)));
  });
});
