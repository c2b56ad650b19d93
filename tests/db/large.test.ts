import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveByClock } from '../../db/clock';
import { readFilterChoices } from '../../db/filter-choices';
import { loadLarge } from '../../db/large/load';
import { readLine } from '../../db/line';
import { offerOf } from '../../db/offers';
import { claimDue } from '../../db/outbox';
import { signupByCode } from '../../db/signup-rows';
import { hasStarted } from '../../domain/waitlist';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { sampleNow } from '../support/sample';

const size = { events: 300, organisations: 20, signups: 3_000 };

describe.each(databases)('The large demo on $name', ({ dialect }) => {
  let database: TestDatabase;
  const progress: number[] = [];
  const load = () =>
    loadLarge(database.url, [testSecret], size, { now: sampleNow, progress: (done) => void progress.push(done) });

  beforeAll(async () => {
    database = await testDatabase(dialect);
    await load();
  });
  afterAll(() => database.drop());

  const count = async (table: 'event' | 'organisation' | 'signup') => {
    const { read } = database.store;
    const row = await read
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return row.n;
  };

  it('has as much as was asked for, and says how far it has come', async () => {
    expect([await count('event'), await count('organisation'), await count('signup')]).toEqual([300, 20, 3_000]);
    expect(progress.at(0)).toBe(0);
    expect(progress.at(-1)).toBe(3_000);
  });
  it('has every kind of thing in it', async () => {
    const { read } = database.store;
    const has = async (table: 'team' | 'activity' | 'co_host' | 'series') =>
      (await read.selectFrom(table).selectAll().limit(1).execute()).length;
    expect(await Promise.all((['team', 'activity', 'co_host', 'series'] as const).map(has))).toEqual([1, 1, 1, 1]);
    const states = await read.selectFrom('signup').select('state').distinct().orderBy('state').execute();
    expect(states.map(({ state }) => state)).toEqual(['cancelled', 'confirmed', 'waitlisted']);
    const pools = await read.selectFrom('pool').select('of').distinct().execute();
    expect(pools.map((pool) => pool.of).sort()).toEqual(
      ['activity', 'event', 'kept', 'series', 'shift', 'team', 'teams'].sort(),
    );
    const past = await read.selectFrom('event').select('id').where('over_at', '<=', sampleNow).execute();
    expect(past.length).toBeGreaterThan(5);
  });
  it('holds no more places in any pool than there are', async () => {
    const over = await database.store.read
      .selectFrom('pool')
      .innerJoin('claim', 'claim.pool_id', 'pool.id')
      .select('pool.id')
      .where('claim.state', '=', 'held')
      .groupBy(['pool.id', 'pool.capacity'])
      .having((eb) => eb(eb.fn.sum<number>('claim.places'), '>', eb.ref('pool.capacity')))
      .execute();
    expect(over).toEqual([]);
  });
  it('holds, awaits and has given up the places of each signup as its state says', async () => {
    const pairs = await database.store.read
      .selectFrom('signup')
      .innerJoin('claim', 'claim.signup_id', 'signup.id')
      .select(['signup.state', 'claim.state as claim'])
      .distinct()
      .orderBy('signup.state')
      .execute();
    expect(pairs.map(({ state, claim }) => `${state} ${claim}`)).toEqual([
      'cancelled ended',
      'confirmed held',
      'waitlisted waiting',
    ]);
  });
  it('has lines in the order in which people came, where nobody is due to be served or told', async () => {
    const { store } = database;
    const waiting = await store.read
      .selectFrom('signup')
      .select(['id', 'offer_id', 'event_id', 'line_no', 'created_at'])
      .where('state', '=', 'waitlisted')
      .where('no_place_at', 'is', null)
      .where('team_id', 'is', null)
      .orderBy('created_at')
      .execute();
    const lines = new Map(waiting.map((one) => [one.offer_id, waiting.filter((two) => two.offer_id === one.offer_id)]));
    expect(lines.size).toBeGreaterThan(5);
    for (const line of lines.values()) {
      const numbers = line.map((one) => one.line_no!);
      expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
      const { waiting: entries } = await readLine(store.read, await offerOf(store.read, line[0]!));
      expect(entries.filter((entry) => line.some(({ id }) => id === entry.id)).map(({ id }) => id)).toEqual(
        line.map(({ id }) => id),
      );
      expect(entries.some((entry) => hasStarted(entry, sampleNow))).toBe(false);
    }
    expect(await serveByClock(store, sampleNow)).toBe(0);
  });
  it('has too many places to choose from: only what is chosen is offered', async () => {
    const chosen = { organisation: null, venue: 'Parken Råå' };
    const { venues, organisations, kinds } = await readFilterChoices(database.store.read, chosen);
    expect(venues).toEqual(['Parken Råå']);
    expect(organisations.length).toBe(20);
    expect(kinds.length).toBe(10);
    expect((await readFilterChoices(database.store.read, { ...chosen, venue: null })).venues).toEqual([]);
  });
  it('has codes that lead to their signups', async () => {
    const { store } = database;
    const signups = await store.read.selectFrom('signup').selectAll().where('has_code', '=', 1).limit(20).execute();
    for (const signup of signups) {
      expect((await signupByCode(store, store.read, store.codes.codeOf(signup)))?.id).toBe(signup.id);
    }
  });
  it('has told everybody everything: the worker has nothing to send', async () => {
    const { store } = database;
    const due = await claimDue(store, { worker: 'one', now: sampleNow, limit: 5, leaseMs: 1_000 });
    expect(due).toEqual({ notices: [], dropped: 0 });
    const untold = await store.read
      .selectFrom('signup')
      .leftJoin('outbox', 'outbox.signup_id', 'signup.id')
      .select(['signup.id', 'signup.notice_count', (eb) => eb.fn.count<number>('outbox.id').as('written')])
      .where('signup.has_code', '=', 1)
      .groupBy(['signup.id', 'signup.notice_count'])
      .having((eb) => eb(eb.fn.count<number>('outbox.id'), '<>', eb.ref('signup.notice_count')))
      .execute();
    expect(untold).toEqual([]);
  });
  it('stays as it is when it is loaded again, and what was interrupted is made whole', async () => {
    const { store } = database;
    const { offer_id: offer } = await store.read
      .selectFrom('signup')
      .innerJoin('pool', 'pool.offer_id', 'signup.offer_id')
      .select('signup.offer_id')
      .where('signup.team_id', 'is', null)
      .where('pool.of', '=', 'activity')
      .limit(1)
      .executeTakeFirstOrThrow();
    await store.transact(async (trx) => {
      const signups = trx.selectFrom('signup').select('id').where('offer_id', '=', offer);
      await trx.deleteFrom('outbox').where('signup_id', 'in', signups).execute();
      await trx.deleteFrom('claim').where('signup_id', 'in', signups).execute();
      await trx.deleteFrom('signup').where('offer_id', '=', offer).execute();
    });
    expect(await count('signup')).toBeLessThan(3_000);
    await load();
    expect([await count('event'), await count('signup')]).toEqual([300, 3_000]);
  });
});
