import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup, changeSignup } from '../../db/changes';
import { serveByClock } from '../../db/clock';
import { receiptByCode } from '../../db/receipts';
import { signUp } from '../support/sign-up';
import type { Store } from '../../db/store';
import { localToInstant } from '../../domain/time';
import type { Wish } from '../../domain/wish';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, wish, type InsertedOffer } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');

describe.each(databases)('places on $name (CONTRACT §3)', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  const join = (event: { slug: string }, given: Partial<Wish> = {}, now = sampleNow, key: string | null = null) =>
    signUp(store, { type: 'event', slug: event.slug }, wish(given), key, now);
  const state = async (code: string, now = sampleNow) => {
    const receipt = await receiptByCode(store, code, now);
    return receipt && `${receipt.state}${receipt.position === null ? '' : ` ${receipt.position}`}`;
  };
  const taken = async (event: InsertedOffer) => {
    const { places } = await store.read
      .selectFrom('claim')
      .select((eb) => eb.fn.sum<number | null>('places').as('places'))
      .where('pool_id', '=', event.poolId)
      .where('state', '=', 'held')
      .executeTakeFirstOrThrow();
    return places ?? 0;
  };
  const told = async (code: string) => {
    const receipt = await receiptByCode(store, code, sampleNow);
    const rows = await store.read
      .selectFrom('outbox')
      .select('kind')
      .where('signup_id', '=', receipt!.id)
      .orderBy('ordinal')
      .execute();
    return rows.map((row) => row.kind);
  };

  describe('§3.1 a signup takes its party in the event and in each pool it chose, all or nothing', () => {
    test('and a full activity leaves the event untouched', async () => {
      const event = await insertEvent(store, {
        capacity: 10,
        activities: [{ slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 2 }],
      });
      await insertSignup(store, event, { partySize: 2, activities: ['yoga'] });
      const second = await insertSignup(store, event, { name: 'Bo', activities: ['yoga'] });
      expect(await state(second)).toBe('waitlisted 1');
      expect(await taken(event)).toBe(2);
      expect(await state(await insertSignup(store, event, { name: 'Cia' }))).toBe('confirmed');
    });

    test('a party larger than a whole pool is refused beside its field; a pool of 0 takes a line', async () => {
      const event = await insertEvent(store, { capacity: 4 });
      expect(await join(event, { partySize: 5 })).toEqual({
        kind: 'invalid',
        problems: [{ field: 'partySize', problem: 'larger-than-pool', limit: 4 }],
      });
      const none = await insertEvent(store, { capacity: 0 });
      expect((await join(none, { partySize: 5 })).kind).toBe('waitlisted');
    });
  });

  test('§3.2 the line is served from the front, a party is never split, and who does not fit stays', async () => {
    const event = await insertEvent(store, { capacity: 4 });
    const holders = [];
    for (const name of ['A', 'B', 'C', 'D']) holders.push(await insertSignup(store, event, { name }));
    const three = await insertSignup(store, event, { name: 'Tre', partySize: 3 });
    const one = await insertSignup(store, event, { name: 'En', partySize: 1 });
    expect([await state(three), await state(one)]).toEqual(['waitlisted 1', 'waitlisted 2']);

    await cancelSignup(store, holders[0]!, sampleNow);
    expect([await state(three), await state(one)]).toEqual(['waitlisted 1', 'confirmed']);
    expect(await told(one)).toEqual(['waitlisted', 'promoted']);
    for (const code of holders.slice(1)) await cancelSignup(store, code, sampleNow);
    expect(await state(three)).toBe('confirmed');
    expect(await taken(event)).toBe(4);
  });

  test('§3.2 a newcomer who fits is let in past a larger party that does not', async () => {
    const event = await insertEvent(store, { capacity: 4 });
    await insertSignup(store, event, { partySize: 2 });
    const three = await insertSignup(store, event, { partySize: 3 });
    expect(await state(three)).toBe('waitlisted 1');
    expect((await join(event)).kind).toBe('confirmed');
  });

  test('§3.2 who waits for several pools holds none until all are free', async () => {
    const event = await insertEvent(store, {
      capacity: 2,
      activities: [{ slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 1 }],
    });
    const yoga = await insertSignup(store, event, { activities: ['yoga'] });
    const both = await insertSignup(store, event, { activities: ['yoga'] });
    expect(await taken(event)).toBe(1);
    expect((await join(event)).kind).toBe('confirmed');
    expect(await state(both)).toBe('waitlisted 1');
    await cancelSignup(store, yoga, sampleNow);
    expect(await state(both)).toBe('confirmed');
  });

  describe('§3.3 the line is served until the first thing asked for starts', () => {
    test('then full is full, and who still waits is told once', async () => {
      const event = await insertEvent(store, { capacity: 1 });
      const holder = await insertSignup(store, event);
      const waiting = await insertSignup(store, event, { email: 'bo@example.org' });
      const start = at('2017-05-17T10:00');
      expect((await join(event, {}, start - 1)).kind).toBe('waitlisted');
      expect(await serveByClock(store, start - 1)).toBe(0);
      expect(await serveByClock(store, start)).toBe(1);
      expect(await serveByClock(store, start)).toBe(0);
      expect(await told(waiting)).toEqual(['waitlisted', 'no-place']);
      expect(await state(waiting, start)).toBe('waitlisted');
      expect((await join(event, {}, start)).kind).toBe('full');
      await cancelSignup(store, holder, start);
      expect(await state(waiting, start)).toBe('waitlisted');
      expect((await join(event, {}, start)).kind).toBe('confirmed');
    });

    test('a chosen activity starts when it does, not with the event', async () => {
      const event = await insertEvent(store, {
        activities: [{ slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 1 }],
      });
      const holder = await insertSignup(store, event, { activities: ['yoga'] });
      const waiting = await insertSignup(store, event, { activities: ['yoga'] });
      await cancelSignup(store, holder, at('2017-05-17T13:59'));
      expect(await state(waiting)).toBe('confirmed');
    });

    test('a cancelled event serves nobody', async () => {
      const event = await insertEvent(store, { capacity: 1 });
      const holder = await insertSignup(store, event);
      const waiting = await insertSignup(store, event);
      await store.transact((trx) =>
        trx.updateTable('event').set({ status: 'cancelled' }).where('id', '=', event.id).execute(),
      );
      await cancelSignup(store, holder, sampleNow);
      expect(await state(waiting)).toBe('waitlisted 1');
      expect(await serveByClock(store, at('2017-05-17T12:00'))).toBe(0);
    });
  });

  test('§3.4 when a limit falls below what is taken all keep their places, and nobody is let in until it fits', async () => {
    const event = await insertEvent(store, { capacity: 3 });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push(await insertSignup(store, event));
    await store.transact((trx) =>
      trx.updateTable('pool').set({ capacity: 2 }).where('id', '=', event.poolId).execute(),
    );
    const waiting = await insertSignup(store, event);
    await cancelSignup(store, codes[0]!, sampleNow);
    expect(await state(waiting)).toBe('waitlisted 1');
    expect(await state(codes[1]!)).toBe('confirmed');
    await cancelSignup(store, codes[1]!, sampleNow);
    expect(await state(waiting)).toBe('confirmed');
    expect(await taken(event)).toBe(2);
  });

  test('§3.5 kept places are a floor until their time, and are then given to the line by the clock', async () => {
    const event = await insertEvent(store, {
      capacity: 3,
      kept: [{ audience: 'brukare', places: 2, until: '2017-05-10T00:00' }],
    });
    expect((await join(event, { audience: 'staff' })).kind).toBe('confirmed');
    const waiting = await insertSignup(store, event, { audience: 'staff' });
    expect(await state(waiting)).toBe('waitlisted 1');
    expect((await join(event, { audience: 'brukare' })).kind).toBe('confirmed');
    expect(await state(waiting)).toBe('waitlisted 1');
    expect(await serveByClock(store, at('2017-05-09T23:59'))).toBe(0);
    expect(await serveByClock(store, at('2017-05-10T00:00'))).toBe(1);
    expect(await state(waiting)).toBe('confirmed');
    expect(await taken(event)).toBe(3);
  });

  test('§3.6 a number is the longest line in people over the whole event; without a line full is full', async () => {
    const event = await insertEvent(store, { capacity: 1, waitlist: 3 });
    await insertSignup(store, event);
    await store.transact((trx) =>
      trx.updateTable('pool').set({ capacity: 3 }).where('id', '=', event.poolId).execute(),
    );
    await insertSignup(store, event, { partySize: 2 });
    expect((await join(event, { partySize: 2 })).kind).toBe('waitlisted');
    expect((await join(event, { partySize: 2 })).kind).toBe('full');
    expect((await join(event)).kind).toBe('waitlisted');
    expect((await join(event)).kind).toBe('full');
    const without = await insertEvent(store, { capacity: 1, waitlist: false });
    await insertSignup(store, without);
    expect((await join(without)).kind).toBe('full');
  });

  test('§3.3, §3.6 who waits for what has begun is not counted in the line, also before they are told', async () => {
    const event = await insertEvent(store, {
      capacity: null,
      waitlist: 1,
      activities: [
        { slug: 'gym', start: '2017-05-17T10:00', end: '2017-05-17T11:00', capacity: 0 },
        { slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 0 },
      ],
    });
    await insertSignup(store, event, { activities: ['gym'] });
    expect((await join(event, { activities: ['yoga'] })).kind).toBe('full');
    expect((await join(event, { activities: ['yoga'] }, at('2017-05-17T10:00'))).kind).toBe('waitlisted');
  });

  test("§3.7 helpers take no participant's place, one for each of the party", async () => {
    const event = await insertEvent(store, {
      capacity: 1,
      shifts: [{ slug: 'bord', start: '2017-05-17T09:00', end: '2017-05-17T12:00', capacity: 3 }],
    });
    await insertSignup(store, event);
    expect((await join(event, { shifts: ['bord'], partySize: 2 })).kind).toBe('confirmed');
    expect(await taken(event)).toBe(1);
    expect((await join(event, { shifts: ['bord'], partySize: 2 })).kind).toBe('waitlisted');
    expect((await join(event, { shifts: ['bord'] })).kind).toBe('confirmed');
  });

  test('§3.8 what overlaps, or has begun, is refused beside its field', async () => {
    const event = await insertEvent(store, {
      activities: [
        { slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00' },
        { slug: 'grill', start: '2017-05-17T14:30', end: '2017-05-17T15:00' },
      ],
    });
    expect(await join(event, { activities: ['yoga', 'grill'] })).toMatchObject({
      kind: 'invalid',
      problems: [{ field: 'activity', problem: 'clash' }],
    });
    expect(await join(event, { activities: ['yoga'] }, at('2017-05-17T14:00'))).toMatchObject({
      kind: 'invalid',
      problems: [{ field: 'activity', problem: 'begun' }],
    });
  });

  test('§3.9 signup closes, and a place can be given up until the event ends', async () => {
    const event = await insertEvent(store, { signupCloses: '2017-05-16T12:00' });
    const code = await insertSignup(store, event);
    const other = await insertSignup(store, event);
    expect(await join(event, {}, at('2017-05-16T12:00'))).toMatchObject({
      kind: 'closed',
      window: { state: 'closed' },
    });
    expect(await cancelSignup(store, code, at('2017-05-17T14:59'))).toEqual({ kind: 'cancelled' });
    expect(await cancelSignup(store, code, at('2017-05-17T16:00'))).toEqual({ kind: 'cancelled' });
    expect(await cancelSignup(store, other, at('2017-05-17T15:00'))).toEqual({ kind: 'over' });
    const open = await insertEvent(store, { start: null });
    expect((await join(open, {}, at('2037-01-01T00:00'))).kind).toBe('confirmed');
  });

  describe('§2.2 the same key', () => {
    test('gets the same receipt, also a cancelled one; another name is told so', async () => {
      const event = await insertEvent(store);
      const first = await join(event, { name: 'Anna' }, sampleNow, 'key-1');
      const code = 'code' in first ? first.code : '';
      expect(await join(event, { name: ' anna ' }, sampleNow, 'key-1')).toEqual({
        kind: 'already',
        code,
        otherName: false,
      });
      expect(await join(event, { name: 'Bo' }, sampleNow, 'key-1')).toEqual({ kind: 'already', code, otherName: true });
      await cancelSignup(store, code, sampleNow);
      expect(await join(event, { name: 'Anna' }, sampleNow, 'key-1')).toEqual({
        kind: 'already',
        code,
        otherName: false,
      });
      expect(await taken(event)).toBe(0);
      expect((await join(await insertEvent(store), {}, sampleNow, 'key-1')).kind).toBe('confirmed');
    });

    test('sent twice at the same moment signs up once', async () => {
      const event = await insertEvent(store);
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => join(event, {}, sampleNow, 'key-2')));
      expect(new Set(outcomes.map((outcome) => 'code' in outcome && outcome.code)).size).toBe(1);
      expect(await taken(event)).toBe(1);
    });
  });

  describe('§3.15–16 changing', () => {
    test('what is left out keeps its value, what is empty means none', async () => {
      const event = await insertEvent(store, { activities: [{ slug: 'yoga' }] });
      const code = await insertSignup(store, event, { email: 'a@example.org', activities: ['yoga'], note: 'Hej' });
      expect(await changeSignup(store, code, { name: 'Anna B' }, sampleNow)).toEqual({ kind: 'changed' });
      let receipt = await receiptByCode(store, code, sampleNow);
      expect(receipt).toMatchObject({ name: 'Anna B', email: 'a@example.org', note: 'Hej', sequence: 1 });
      expect(receipt!.parts.map((part) => part.slug)).toEqual(['yoga']);
      await changeSignup(store, code, { activities: [], note: null }, sampleNow);
      receipt = await receiptByCode(store, code, sampleNow);
      expect(receipt!.parts).toEqual([]);
      expect(receipt!.note).toBeNull();
      expect(await told(code)).toEqual(['confirmed', 'changed', 'changed']);
    });

    test('nothing new tells nothing', async () => {
      const event = await insertEvent(store);
      const code = await insertSignup(store, event);
      expect(await changeSignup(store, code, { name: 'Anna', partySize: 1 }, sampleNow)).toEqual({ kind: 'changed' });
      expect(await told(code)).toEqual(['confirmed']);
    });

    test('more people or other pools are granted whole or refused with the old signup kept', async () => {
      const event = await insertEvent(store, {
        capacity: 4,
        activities: [{ slug: 'yoga', capacity: 1 }, { slug: 'grill' }],
      });
      const code = await insertSignup(store, event, { partySize: 2, activities: ['grill'] });
      await insertSignup(store, event, { activities: ['yoga'] });
      expect(await changeSignup(store, code, { partySize: 4 }, sampleNow)).toEqual({ kind: 'full' });
      expect(await changeSignup(store, code, { partySize: 1, activities: ['yoga'] }, sampleNow)).toEqual({
        kind: 'full',
      });
      const receipt = await receiptByCode(store, code, sampleNow);
      expect(receipt).toMatchObject({ partySize: 2, sequence: 0 });
      expect(receipt!.parts.map((part) => part.slug)).toEqual(['grill']);
      expect(await changeSignup(store, code, { partySize: 3 }, sampleNow)).toEqual({ kind: 'changed' });
      expect(await taken(event)).toBe(4);
    });

    test('a party larger than what it now chooses is refused beside its field (§3.1)', async () => {
      const event = await insertEvent(store, { capacity: 10, activities: [{ slug: 'yoga', capacity: 3 }] });
      const code = await insertSignup(store, event, { partySize: 5 });
      expect(await changeSignup(store, code, { activities: ['yoga'] }, sampleNow)).toEqual({
        kind: 'invalid',
        problems: [{ field: 'partySize', problem: 'larger-than-pool', limit: 3 }],
      });
    });

    test('one who left the line comes back into it only where it has room (§3.6)', async () => {
      const event = await insertEvent(store, {
        capacity: null,
        waitlist: 1,
        activities: [
          { slug: 'gym', start: '2017-05-17T10:00', end: '2017-05-17T11:00', capacity: 0 },
          { slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 0 },
        ],
      });
      const code = await insertSignup(store, event, { activities: ['gym'] });
      await serveByClock(store, at('2017-05-17T10:00'));
      const other = await join(event, { activities: ['yoga'] }, at('2017-05-17T10:00'));
      expect(other.kind).toBe('waitlisted');
      expect(await changeSignup(store, code, { activities: ['yoga'] }, at('2017-05-17T10:01'))).toEqual({
        kind: 'full',
      });
    });

    test('one who left the line comes back, last, when what has begun is no longer asked for', async () => {
      const event = await insertEvent(store, {
        capacity: null,
        activities: [
          { slug: 'gym', start: '2017-05-17T10:00', end: '2017-05-17T11:00', capacity: 0 },
          { slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 0 },
        ],
      });
      const code = await insertSignup(store, event, { activities: ['gym', 'yoga'] });
      const other = await insertSignup(store, event, { activities: ['yoga'] });
      const begun = at('2017-05-17T10:00');
      await serveByClock(store, begun);
      expect([await state(code, begun), await state(other, begun)]).toEqual(['waitlisted', 'waitlisted 1']);
      expect(await changeSignup(store, code, { note: 'Hej' }, begun)).toEqual({ kind: 'changed' });
      expect(await state(code, begun)).toBe('waitlisted');
      expect(await changeSignup(store, code, { activities: ['yoga'] }, begun)).toEqual({ kind: 'changed' });
      expect([await state(other, begun), await state(code, begun)]).toEqual(['waitlisted 1', 'waitlisted 2']);
    });

    test('what the clock has released goes to the line before it goes to a party that grows (§3.2)', async () => {
      const event = await insertEvent(store, {
        capacity: 3,
        kept: [{ audience: 'brukare', places: 2, until: '2017-05-10T00:00' }],
      });
      const holder = await insertSignup(store, event, { audience: 'staff' });
      const waiting = await insertSignup(store, event, { audience: 'staff' });
      const released = at('2017-05-10T00:00');
      expect(await changeSignup(store, holder, { partySize: 3 }, released)).toEqual({ kind: 'full' });
      expect(await changeSignup(store, holder, { partySize: 2 }, released)).toEqual({ kind: 'changed' });
      expect(await state(waiting)).toBe('confirmed');
    });

    test('two changes at the same moment both last where they change different things', async () => {
      const question = { label: '', type: 'text' as const, required: false, options: [] };
      const event = await insertEvent(store, {
        questions: [
          { ...question, id: 'kost' },
          { ...question, id: 'hjälp' },
        ],
      });
      const code = await insertSignup(store, event, { answers: { kost: 'allt' } });
      await Promise.all([
        changeSignup(store, code, { answers: { kost: 'vegan' } }, sampleNow),
        changeSignup(store, code, { answers: { hjälp: 'teckentolk' } }, sampleNow),
        changeSignup(store, code, { note: 'hej' }, sampleNow),
      ]);
      expect(await receiptByCode(store, code, sampleNow)).toMatchObject({
        note: 'hej',
        answers: { kost: 'vegan', hjälp: 'teckentolk' },
      });
    });

    test('a smaller party frees places for the line', async () => {
      const event = await insertEvent(store, { capacity: 3 });
      const code = await insertSignup(store, event, { partySize: 3 });
      const waiting = await insertSignup(store, event, { partySize: 2 });
      await changeSignup(store, code, { partySize: 1 }, sampleNow);
      expect(await state(waiting)).toBe('confirmed');
    });

    test('who waits keeps the place for fewer people or other words, and goes last for another activity', async () => {
      const event = await insertEvent(store, {
        capacity: null,
        activities: [
          { slug: 'yoga', capacity: 2 },
          { slug: 'grill', capacity: 2 },
        ],
      });
      await insertSignup(store, event, { partySize: 2, activities: ['yoga', 'grill'] });
      const first = await insertSignup(store, event, { partySize: 2, activities: ['yoga'] });
      const second = await insertSignup(store, event, { activities: ['yoga'] });
      const third = await insertSignup(store, event, { activities: ['grill'] });
      await changeSignup(store, first, { partySize: 1, note: 'nytt' }, sampleNow);
      expect([await state(first), await state(second), await state(third)]).toEqual([
        'waitlisted 1',
        'waitlisted 2',
        'waitlisted 1',
      ]);
      await changeSignup(store, first, { activities: ['grill'] }, sampleNow);
      expect([await state(first), await state(second), await state(third)]).toEqual([
        'waitlisted 2',
        'waitlisted 1',
        'waitlisted 1',
      ]);
      await changeSignup(store, second, { activities: [] }, sampleNow);
      expect(await state(second)).toBe('confirmed');
    });

    test('after closing a party may become smaller, not larger', async () => {
      const event = await insertEvent(store, { signupCloses: '2017-05-16T12:00', activities: [{ slug: 'yoga' }] });
      const code = await insertSignup(store, event, { partySize: 2 });
      const closed = at('2017-05-16T12:00');
      expect(await changeSignup(store, code, { partySize: 3 }, closed)).toEqual({
        kind: 'invalid',
        problems: [{ field: 'partySize', problem: 'closed' }],
      });
      expect(await changeSignup(store, code, { activities: ['yoga'] }, closed)).toMatchObject({ kind: 'invalid' });
      expect(await changeSignup(store, code, { partySize: 1 }, closed)).toEqual({ kind: 'changed' });
      expect(await changeSignup(store, code, { name: 'B' }, at('2017-05-17T15:00'))).toEqual({ kind: 'over' });
      await cancelSignup(store, code, closed);
      expect(await changeSignup(store, code, { name: 'B' }, closed)).toEqual({ kind: 'cancelled' });
    });
  });

  test('S9 a whole course is one signup with one pool', async () => {
    const course = await insertCourse(store, {
      slug: 'kurs',
      capacity: 1,
      dates: [
        { start: '2017-05-02T18:00', end: '2017-05-02T20:00' },
        { start: '2017-05-09T18:00', end: '2017-05-09T20:00' },
      ],
    });
    const to = { type: 'series', slug: 'kurs' } as const;
    const first = await signUp(store, to, wish(), null, sampleNow);
    const second = await signUp(store, to, wish(), null, sampleNow);
    expect([first.kind, second.kind]).toEqual(['confirmed', 'waitlisted']);
    expect(await join(course.dates[0]!)).toEqual({ kind: 'closed', window: { state: 'series', slug: 'kurs' } });
    const code = 'code' in first ? first.code : '';
    expect((await receiptByCode(store, code, sampleNow))!.dates).toHaveLength(2);
    await cancelSignup(store, code, sampleNow);
    expect(await state('code' in second ? second.code : '')).toBe('confirmed');
  });

  test('an event that is a draft or not there is unknown', async () => {
    expect(await join(await insertEvent(store, { status: 'draft' }))).toEqual({ kind: 'unknown' });
    expect(await join({ slug: 'finns-inte' })).toEqual({ kind: 'unknown' });
    expect(await changeSignup(store, '0000000000', {}, sampleNow)).toEqual({ kind: 'unknown' });
    expect(await cancelSignup(store, '0000000000', sampleNow)).toEqual({ kind: 'unknown' });
  });

  test('a notice that nobody can be mailed is on the call list', async () => {
    const event = await insertEvent(store);
    const code = await insertSignup(store, event);
    const mailed = await insertSignup(store, event, { email: 'bo@example.org' });
    const states = async (of: string) => {
      const { id } = (await receiptByCode(store, of, sampleNow))!;
      return store.read.selectFrom('outbox').select(['state', 'kind']).where('signup_id', '=', id).execute();
    };
    expect(await states(code)).toEqual([{ state: 'call', kind: 'confirmed' }]);
    expect(await states(mailed)).toEqual([{ state: 'queued', kind: 'confirmed' }]);
  });

  test('§2.4 a stolen database tells no code', async () => {
    const event = await insertEvent(store);
    const code = await insertSignup(store, event);
    const rows = JSON.stringify(await store.read.selectFrom('signup').selectAll().execute());
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(code.toLowerCase());
  });
});
