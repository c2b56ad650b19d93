import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup, changeSignup } from '../../db/changes';
import { makeFeed } from '../../db/feeds/secret-feed';
import {
  checkBeforeSending,
  claimDue,
  gathering,
  giveToCallList,
  markSent,
  retryLater,
  waitBefore,
  type DueNotice,
} from '../../db/outbox';
import { openStore, type Store } from '../../db/store';
import { addresseeColumns, tell } from '../../db/tell';
import { quiet, type NoticeFacts, type NoticeKind } from '../../domain/notice';
import { emptyOutbox, idOf, outboxOf, writeNotice } from '../emails/sending';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, sampleNow } from '../support/sample';

describe.each(databases)('the outbox on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  const claim = (given: { worker?: string; now?: number; limit?: number; leaseMs?: number; from?: Store } = {}) =>
    claimDue(given.from ?? store, { worker: 'one', now: sampleNow, limit: 100, leaseMs: 60_000, ...given });
  const states = async () => (await outboxOf(store)).map((row) => `${row.kind} ${row.state}`);

  /** Signups with an address each, to one event, and nothing left to be told about them. */
  async function signups(count: number): Promise<string[]> {
    const event = await insertEvent(store, { capacity: null });
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      ids.push(await idOf(store, await insertSignup(store, event, { email: `person${index}@example.se` })));
    }
    await emptyOutbox(store);
    return ids;
  }

  test('what was taken belongs to its worker until the lease has run out', async () => {
    const [id] = await signups(1);
    await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
    expect((await claim()).notices).toHaveLength(1);
    expect((await claim({ worker: 'two' })).notices).toEqual([]);
    expect((await claim({ worker: 'two', now: sampleNow + 59_999 })).notices).toEqual([]);
    expect((await claim({ worker: 'two', now: sampleNow + 60_000 })).notices).toHaveLength(1);
  });

  test('workers side by side, on connections of their own, never take the same notice, and take them all', async () => {
    const ids = await signups(30);
    for (const id of ids) await writeNotice(store, { signup_id: id, kind: 'confirmed' });
    const others = await Promise.all([1, 2, 3].map(() => openStore(database.url, [testSecret])));
    const taken: string[] = [];
    const work = async (from: Store, worker: string) => {
      for (let round = 0; round < 100; round++) {
        const { notices } = await claim({ from, worker, limit: 4 });
        taken.push(...notices.map((notice) => notice.id));
        if (!notices.length && taken.length >= 30) return;
      }
    };
    await Promise.all([store, ...others].map((from, index) => work(from, `worker ${index}`)));
    await Promise.all(others.map((other) => other.close()));
    expect(taken).toHaveLength(30);
    expect(new Set(taken).size).toBe(30);
  });

  describe('§4.2 one signup’s notices go in order', () => {
    test('and one that a later has overtaken is dropped, never the last, its facts told by the last', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"changed":["time"],"events":["a"]}' });
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"changed":["place"],"events":["b"]}' });
      const { notices, dropped } = await claim();
      expect(dropped).toBe(2);
      expect(notices).toMatchObject([
        { kind: 'updated', ordinal: notices[0]!.ordinal, facts: { changed: ['time', 'place'], events: ['a', 'b'] } },
      ]);
      expect(await states()).toEqual(['confirmed dropped', 'updated dropped', 'updated queued']);
    });

    test('none is taken while an earlier one is being sent', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'waitlisted' });
      const [first] = (await claim()).notices;
      await writeNotice(store, { signup_id: id!, kind: 'promoted' });
      expect((await claim({ worker: 'two' })).notices).toEqual([]);
      await markSent(store, first!, sampleNow);
      expect((await claim({ worker: 'two' })).notices).toMatchObject([{ kind: 'promoted' }]);
      expect(await states()).toEqual(['waitlisted sent', 'promoted queued']);
    });

    test('one that is overtaken after it was taken is not sent, and the later one tells its facts', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"changed":["time"]}' });
      const [first] = (await claim()).notices;
      expect(await checkBeforeSending(store, first!, { worker: 'one', now: sampleNow })).toBe('send');
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"changed":["place"]}' });
      expect(await checkBeforeSending(store, first!, { worker: 'one', now: sampleNow })).toBe('overtaken');
      expect((await claim()).notices).toMatchObject([{ facts: { changed: ['time', 'place'] } }]);
    });

    test('a place that came goes with the move that overtakes it, before or after it was taken', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'promoted' });
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"changed":["time"]}' });
      const [taken] = (await claim()).notices;
      expect(taken).toMatchObject({ kind: 'updated', facts: { changed: ['time'], overtook: ['promoted'] } });
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"changed":["place"]}' });
      expect(await checkBeforeSending(store, taken!, { worker: 'one', now: sampleNow })).toBe('overtaken');
      expect((await claim()).notices).toMatchObject([
        { facts: { changed: ['time', 'place'], overtook: ['promoted'] } },
      ]);
    });

    test('what still gathers holds up nothing, and is not told by what was written before it', async () => {
      const ids = await signups(4);
      const told = (id: string, kind: NoticeKind, facts: NoticeFacts, now: number) =>
        store.transact(async (trx) => {
          const addressee = await trx.selectFrom('signup').select(addresseeColumns).where('id', '=', id).execute();
          await tell(trx, addressee, kind, facts, now);
        });
      const kinds = async (now: number, limit = 100) => {
        const { notices } = await claim({ now, limit });
        for (const notice of notices) await markSent(store, notice, now);
        return notices.map(({ kind, signupId }) => `${kind} ${ids.indexOf(signupId!)}`).sort();
      };
      const [first, second, third, last] = ids as [string, string, string, string];
      await told(first, 'confirmed', {}, sampleNow);
      await told(first, 'team-placed', {}, sampleNow);
      await told(second, 'updated', { changed: ['time'], mayFollow: true }, sampleNow);
      await told(third, 'team-changed', {}, sampleNow);
      expect(await kinds(sampleNow + 1_000)).toEqual(['confirmed 0']);
      // a minute later more gathers for two, by an organiser who writes for one and for many
      const soon = sampleNow + 60_000;
      await told(second, 'updated', { changed: ['place'], mayFollow: true }, soon);
      await told(third, 'team-changed', {}, soon);
      // what was written first has waited long enough, and stands in front of nobody
      const due = sampleNow + quiet + 1;
      await told(last, 'confirmed', {}, due);
      expect(await kinds(due, 1)).toEqual(['team-placed 0']);
      expect(await kinds(due, 1)).toEqual(['confirmed 3']);
      expect(await kinds(due)).toEqual([]);
      expect(await kinds(soon + quiet)).toEqual(['team-changed 2', 'updated 1']);
    });

    test('a confirmation that is being sent goes, though a change has begun to gather', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      const [taken] = (await claim()).notices;
      const waits = { next_attempt_at: sampleNow + quiet, error: gathering };
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"mayFollow":true}', ...waits });
      expect(await checkBeforeSending(store, taken!, { worker: 'one', now: sampleNow })).toBe('send');
      await markSent(store, taken!, sampleNow);
      expect((await claim()).notices).toEqual([]);
      const [gathered] = (await claim({ now: sampleNow + quiet })).notices;
      expect(gathered).toMatchObject({ kind: 'updated' });
      // what has gathered itself is told with what gathers after it
      await writeNotice(store, { signup_id: id!, kind: 'updated', facts: '{"mayFollow":true}', ...waits });
      expect(await checkBeforeSending(store, gathered!, { worker: 'one', now: sampleNow })).toBe('overtaken');
    });

    test('what has begun to gather is told in passing by a mail that goes meanwhile, and is no secret then', async () => {
      const ids = await signups(2);
      const facts = '{"changed":["time"],"was":{"time":"before"},"mayFollow":true}';
      const waits = { kind: 'updated', facts, next_attempt_at: sampleNow + quiet, error: gathering };
      const factsOf = async (id: string) =>
        (await outboxOf(store)).filter((row) => row.signup_id === id && row.kind === 'updated').map((row) => row.facts);
      for (const id of ids) await writeNotice(store, { signup_id: id, ...waits });
      await writeNotice(store, { signup_id: ids[0]!, kind: 'changed' });
      const [sent] = (await claim()).notices;
      // one that is written later takes it along
      expect(sent).toMatchObject({ kind: 'changed', facts: { changed: ['time'] } });
      await writeNotice(store, { signup_id: ids[0]!, ...waits });
      expect(await checkBeforeSending(store, sent!, { worker: 'one', now: sampleNow })).toBe('send');
      expect((await factsOf(ids[0]!)).map((one) => one.includes('"was"'))).toEqual([true, false]);
      expect(await factsOf(ids[1]!)).toEqual([facts]);
    });

    test('one whose lease has gone to another is not sent by the first', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      const [notice] = (await claim()).notices;
      await claim({ worker: 'two', now: sampleNow + 60_000 });
      expect(await checkBeforeSending(store, notice!, { worker: 'one', now: sampleNow })).toBe('lost');
    });

    test('a confirmation, a change and a cancellation, told late, are one mail', async () => {
      const event = await insertEvent(store);
      const code = await insertSignup(store, event, { email: 'anna@example.se' });
      await changeSignup(store, code, { partySize: 3 }, sampleNow);
      await cancelSignup(store, code, sampleNow);
      expect((await claim()).notices).toMatchObject([{ kind: 'cancelled', facts: { withdrawEntry: true } }]);
      expect(await states()).toEqual(['confirmed dropped', 'changed dropped', 'cancelled queued']);
    });

    test('the question of a secret feed stands by itself', async () => {
      const event = await insertEvent(store);
      const code = await insertSignup(store, event, { email: 'anna@example.se' });
      await makeFeed(store, code, sampleNow);
      await changeSignup(store, code, { partySize: 2 }, sampleNow);
      const { notices } = await claim();
      expect(notices.map((notice) => notice.kind).sort()).toEqual(['changed', 'feed']);
      expect((await claim({ worker: 'two' })).notices).toEqual([]);
    });
  });

  describe('trying again', () => {
    async function failed(notice: DueNotice, now: number, jitter = 1) {
      await retryLater(store, notice, { worker: 'one', now, error: '421', jitter });
    }

    test('waits longer each time, but never so long that mails are late when the server is back', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      let now = sampleNow;
      const waits: number[] = [];
      for (let attempt = 0; attempt < 8; attempt++) {
        const [notice] = (await claim({ now })).notices;
        await failed(notice!, now);
        const [row] = await outboxOf(store);
        waits.push(row!.next_attempt_at - now);
        expect(row).toMatchObject({ attempts: attempt + 1, error: '421', lease_by: null });
        expect((await claim({ now: row!.next_attempt_at - 1 })).notices).toEqual([]);
        now = row!.next_attempt_at;
      }
      expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
      expect(waitBefore(1_000, 0)).toBe(15_000);
    });

    test('a newer notice does not wait for the older one’s turn', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      const [notice] = (await claim()).notices;
      await failed(notice!, sampleNow);
      await writeNotice(store, { signup_id: id!, kind: 'changed' });
      expect((await claim()).notices).toMatchObject([{ kind: 'changed' }]);
    });

    test('a worker that lost its lease changes nothing by failing late', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      const [notice] = (await claim()).notices;
      await claim({ worker: 'two', now: sampleNow + 60_000 });
      await failed(notice!, sampleNow + 60_001);
      expect((await outboxOf(store))[0]).toMatchObject({ lease_by: 'two', attempts: 0 });
    });

    test.each([
      ['a day', 24 * 60 * 60_000],
      ['ten minutes', 10 * 60_000],
      ['a minute and a half', 90_000],
    ])('a clock that steps back by %s keeps nothing waiting', async (_, step) => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed', next_attempt_at: sampleNow + step });
      expect((await claim()).notices).toHaveLength(1);
      await store.transact((trx) =>
        trx
          .updateTable('outbox')
          .set({ lease_until: sampleNow + 60_000 + step, lease_by: 'dead' })
          .execute(),
      );
      expect((await claim({ worker: 'two' })).notices).toHaveLength(1);
    });

    test('what is to wait long, because it is broken, waits', async () => {
      const [id] = await signups(1);
      const tenMinutes = 10 * 60_000;
      const waiting = { next_attempt_at: sampleNow + tenMinutes, error: 'broken' };
      await writeNotice(store, { signup_id: id!, kind: 'confirmed', ...waiting });
      expect((await claim()).notices).toEqual([]);
      expect((await claim({ now: sampleNow + tenMinutes })).notices).toHaveLength(1);
    });
  });

  describe('§4.3 who cannot be mailed', () => {
    test('an address that answered 5xx is on the call list, and the receipt says so', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      const [notice] = (await claim()).notices;
      await giveToCallList(store, notice!, { now: sampleNow, error: '550', failedAddress: 'person0@example.se' });
      expect((await outboxOf(store))[0]).toMatchObject({ state: 'call', error: '550', settled_at: sampleNow });
      const signup = await store.read.selectFrom('signup').selectAll().executeTakeFirstOrThrow();
      expect(signup.address_failed_at).toBe(sampleNow);
      expect((await claim({ now: sampleNow + 60_000 })).notices).toEqual([]);
    });

    test('so is one that a secret feed asked to confirm', async () => {
      const event = await insertEvent(store);
      const code = await insertSignup(store, event, { email: 'anna@example.se' });
      const other = await insertSignup(store, event, { email: 'bo@example.se' });
      await emptyOutbox(store);
      await makeFeed(store, code, sampleNow);
      const [notice] = (await claim()).notices;
      const failed = async (one: string) =>
        (
          await store.read
            .selectFrom('signup')
            .select('address_failed_at')
            .where('id', '=', await idOf(store, one))
            .executeTakeFirstOrThrow()
        ).address_failed_at;
      // an address that has been changed meanwhile is another
      await giveToCallList(store, notice!, { now: sampleNow, error: '550', failedAddress: 'gammal@example.se' });
      expect(await failed(code)).toBeNull();
      await giveToCallList(store, notice!, { now: sampleNow, error: '550', failedAddress: 'anna@example.se' });
      expect([await failed(code), await failed(other)]).toEqual([sampleNow, null]);
      expect(await states()).toEqual(['feed call']);
    });

    test('but not an address that the person has written meanwhile', async () => {
      const [id] = await signups(1);
      await writeNotice(store, { signup_id: id!, kind: 'confirmed' });
      const [notice] = (await claim()).notices;
      await store.transact((trx) => trx.updateTable('signup').set({ email: 'new@example.se' }).execute());
      await giveToCallList(store, notice!, { now: sampleNow, error: '550', failedAddress: 'person0@example.se' });
      const signup = await store.read.selectFrom('signup').selectAll().executeTakeFirstOrThrow();
      expect(signup.address_failed_at).toBeNull();
    });
  });

  test('a settled notice holds ids and codes, and nothing about anybody', async () => {
    const event = await insertEvent(store, { title: 'Hemligt möte' });
    const code = await insertSignup(store, event, {
      name: 'Anna Andersson',
      email: 'anna@example.se',
      phone: '+46701740605',
    });
    const [notice] = (await claim()).notices;
    await markSent(store, notice!, sampleNow);
    expect(JSON.stringify(await outboxOf(store))).not.toMatch(
      new RegExp(`anna|andersson|@|\\+46|hemligt|${code}`, 'iu'),
    );
  });
});
