import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { claimDue } from '../../db/outbox';
import { loadProgramme } from '../../db/programme/load';
import { remindedByCode, setReminded } from '../../db/reminder-stops';
import { setTimings, timingsOf, writeReminders } from '../../db/reminders';
import { openStore, type Store } from '../../db/store';
import { stepOn } from '../../db/backup/step-on';
import { changeSignup } from '../../db/changes';
import { localToInstant } from '../../domain/time';
import { emptyOutbox } from '../emails/sending';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, wish } from '../support/sample';
import { copiesIn, someOrganiser, spreadAll } from '../support/send-message';
import { signUp } from '../support/sign-up';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');
/** The sample event is 17 May 10.00; usually one is reminded the day before at 10. */
const dayBefore = at('2017-05-16T10:00');

describe.each(databases)('reminders on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  /** What the clock does at an instant. @returns who has been reminded so far */
  const pass = async (now: number) => {
    await writeReminders(store, now);
    await spreadAll(store, now);
    return (await copiesIn(store)).filter(({ kind }) => kind === 'reminder').map(({ name }) => name);
  };
  const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.se` });

  test('go the day before to those who have a place and an address, once', async () => {
    const event = await insertEvent(store, { capacity: 2 });
    await insertSignup(store, event, person('Anna'));
    await insertSignup(store, event, { name: 'Utan' });
    await insertSignup(store, event, person('Väntar'));
    expect(await pass(dayBefore - 1)).toEqual([]);
    expect(await pass(dayBefore)).toEqual(['Anna']);
    expect(await pass(dayBefore + 10_000)).toEqual(['Anna']);
    expect(await pass(at('2017-05-17T09:59'))).toEqual(['Anna']);
    // nobody is on the call list for want of a reminder
    expect((await copiesIn(store)).map(({ state }) => state)).toEqual(['queued']);
  });

  test('not to who signs up or gets a place afterwards: they have just been told', async () => {
    const event = await insertEvent(store, { capacity: 5 });
    await insertSignup(store, event, person('Anna'));
    await insertSignup(store, event, person('Sen'), dayBefore);
    expect(await pass(dayBefore + 3600_000)).toEqual(['Anna']);
  });

  test('a moved event is reminded of anew, at its new time, and not twice of the same', async () => {
    const file = (start: string, more = {}) => ({
      organisations: [{ slug: 'rsmh', name: 'RSMH' }],
      events: [{ slug: 'fest', title: 'Fest', host: 'rsmh', status: 'published', start, ...more }],
    });
    const load = async (programme: object, now: number) =>
      expect(await loadProgramme(store, programme, { now })).toMatchObject({ ok: true });
    await load(file('2017-05-17T10:00'), sampleNow);
    await insertSignup(store, { slug: 'fest' }, person('Anna'));
    expect(await pass(dayBefore)).toEqual(['Anna']);
    // later the same day: everybody is told, which is as good as a reminder
    await load(file('2017-05-17T14:00'), dayBefore + 3600_000);
    expect(await pass(dayBefore + 2 * 3600_000)).toEqual(['Anna']);
    // and back: it has been reminded of
    await load(file('2017-05-17T10:00'), dayBefore + 3 * 3600_000);
    expect(await pass(dayBefore + 4 * 3600_000)).toEqual(['Anna']);
    await load(file('2017-05-24T10:00'), dayBefore + 5 * 3600_000);
    expect(await pass(at('2017-05-23T09:00'))).toEqual(['Anna']);
    expect(await pass(at('2017-05-23T10:00'))).toEqual(['Anna', 'Anna']);
    await load(file('2017-05-30T10:00'), at('2017-05-23T11:00'));
    await load(file('2017-05-30T10:00', { status: 'cancelled' }), at('2017-05-23T12:00'));
    expect(await pass(at('2017-05-29T12:00'))).toEqual(['Anna', 'Anna']);
  });

  test('a whole series reminds of each date', async () => {
    const course = await insertCourse(store, {
      dates: [
        { start: '2017-05-17T18:00', end: '2017-05-17T20:00' },
        { start: '2017-05-18T18:00', end: '2017-05-18T20:00' },
      ],
    });
    await signUp(store, { type: 'series', slug: course.slug }, wish(person('Anna')), null, sampleNow);
    expect(await pass(dayBefore)).toEqual(['Anna']);
    expect(await pass(at('2017-05-17T10:00'))).toEqual(['Anna', 'Anna']);
    const { notices } = await claimDue(store, { worker: 'w', now: dayBefore, limit: 9, leaseMs: 60_000 });
    expect(notices.map(({ kind }) => kind).sort()).toEqual(['confirmed', 'reminder', 'reminder']);
  });

  test('at the times that were chosen, from when they were; or never', async () => {
    const event = await insertEvent(store);
    await insertSignup(store, event, person('Anna'));
    const by = await someOrganiser(store);
    const { id: organisationId } = await store.read.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const set = (timings: Parameters<typeof setTimings>[1]['timings'], now: number) =>
      setTimings(store, { offerId: event.id, timings, by, organisationId }, now);
    expect(Object.keys(await timingsOf(store.read, event.id))).toEqual(['day']);
    await set(['week', 'two-hours'], at('2017-05-11T12:00'));
    expect(await pass(at('2017-05-11T12:00'))).toEqual([]);
    expect(await pass(dayBefore)).toEqual([]);
    expect(await pass(at('2017-05-17T08:00'))).toEqual(['Anna']);
    await emptyOutbox(store);
    await set([], at('2017-05-11T13:00'));
    await set([], at('2017-05-11T14:00'));
    expect(await timingsOf(store.read, event.id)).toEqual({});
    const other = await insertEvent(store);
    await insertSignup(store, other, person('Bo'));
    expect(await pass(dayBefore)).toEqual(['Bo']);
    expect((await deedsTo(store.read, event.id)).map(({ kind }) => kind)).toEqual(['reminders-set', 'reminders-set']);
  });

  test('an address that wants none gets none, whatever it is signed up to, and everything else as before', async () => {
    const event = await insertEvent(store);
    const anna = await insertSignup(store, event, person('Anna'));
    await insertSignup(store, event, { name: 'Annas barn', email: 'ANNA@example.se' });
    await insertSignup(store, event, person('Bo'));
    expect(await remindedByCode(store, anna)).toBe('yes');
    expect(await setReminded(store, anna, false, sampleNow)).toBe(true);
    expect(await setReminded(store, anna, false, sampleNow)).toBe(true);
    expect(await remindedByCode(store, anna)).toBe('stopped');
    const stops = await store.read.selectFrom('reminder_stop').selectAll().execute();
    expect(stops).toHaveLength(1);
    expect(JSON.stringify(stops)).not.toMatch(/anna/iu);
    expect(await pass(dayBefore)).toEqual(['Bo']);
    // another address of the same signup is another
    await changeSignup(store, anna, { email: 'ny@example.se' }, sampleNow);
    expect(await remindedByCode(store, anna)).toBe('yes');
    await changeSignup(store, anna, { email: 'anna@example.se' }, sampleNow);
    expect(await setReminded(store, anna, true, sampleNow)).toBe(true);
    expect(await remindedByCode(store, anna)).toBe('yes');
    expect(await setReminded(store, 'AAAAAAAAAA', false, sampleNow)).toBe(false);
  });

  test('workers at the same moment write them once; a restored database sends none again', async () => {
    const event = await insertEvent(store);
    await insertSignup(store, event, person('Anna'));
    const stores = await Promise.all([1, 2, 3].map(() => openStore(database.url, [testSecret])));
    await Promise.all(stores.map((one) => writeReminders(one, dayBefore)));
    await Promise.all(stores.map((one) => one.close()));
    expect(await pass(dayBefore)).toEqual(['Anna']);

    await store.transact(async (trx) => {
      await trx.deleteFrom('outbox').execute();
      await trx.deleteFrom('message').execute();
    });
    await stepOn(store, dayBefore + 3600_000);
    expect(await pass(dayBefore + 3600_000)).toEqual(['Anna']);
    const left = await claimDue(store, { worker: 'w', now: dayBefore + 3600_000, limit: 9, leaseMs: 60_000 });
    expect(left.notices).toEqual([]);
  });
});
