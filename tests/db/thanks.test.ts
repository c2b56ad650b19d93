import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stepOn } from '../../db/backup/step-on';
import { callsOfOne } from '../../db/calls';
import { cancelSignup } from '../../db/changes';
import { deedsTo } from '../../db/deeds';
import { discardDraft } from '../../db/discarded-draft';
import { erasePeople } from '../../db/erase';
import { readLetter } from '../../db/letter';
import { copiesOf, sendAgain } from '../../db/messages/copies';
import { mailingsOf } from '../../db/messages/list';
import type { At } from '../../db/messages/recipients';
import { claimDue, giveToCallList } from '../../db/outbox';
import { setReminded } from '../../db/reminder-stops';
import { openStore, type Store } from '../../db/store';
import { countThanked, setThanks, thanksOf, thanksState, writeThanks } from '../../db/thanks';
import { localToInstant } from '../../domain/time';
import { emptyOutbox, idOf } from '../emails/sending';
import { insertSignups } from '../support/bulk-signups';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, wish } from '../support/sample';
import { copiesIn, someOrganiser, spreadAll } from '../support/send-message';
import { signUp } from '../support/sign-up';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');
const span = { start: '2017-05-17T10:00', end: '2017-05-17T15:00' };
/** The day after the sample event. */
const due = at('2017-05-18T10:00');
const words = { sv: 'Tack för att ni var med!', en: 'Thank you all!' };
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.se` });

describe.each(databases)('thanks on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  const set = async (offer: At, given: Partial<Parameters<typeof setThanks>[1]> = {}, now = sampleNow) => {
    const by = await someOrganiser(store);
    const { id: organisationId } = await store.read.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const { type, id } = offer;
    return setThanks(store, { at: { type, id }, words, by, organisationId, ...given }, now);
  };
  const event = (one: { id: string }): At => ({ type: 'event', id: one.id });
  const series = (one: { id: string }): At => ({ type: 'series', id: one.id });
  /** What the clock does at an instant. @returns who has been thanked so far */
  const pass = async (now: number, size?: number) => {
    await writeThanks(store, now);
    await spreadAll(store, now, size);
    return (await copiesIn(store)).filter(({ kind }) => kind === 'thanks').map(({ name }) => name);
  };
  const move = (offer: { id: string }, end: string | null) =>
    store.transact((trx) =>
      trx
        .updateTable('event')
        .set({ end_at: end === null ? null : at(end), over_at: end === null ? null : at(end) })
        .where('id', '=', offer.id)
        .execute(),
    );
  const setStatus = (table: 'event' | 'series', { id }: { id: string }, status: 'cancelled' | 'draft' | 'published') =>
    store.transact((trx) => trx.updateTable(table).set({ status }).where('id', '=', id).execute());
  /** A series that one signs up to a date at a time. */
  const meetings = async (...days: string[]) => {
    const course = await insertCourse(store, { dates: [] });
    await store.transact((trx) =>
      trx.updateTable('series').set({ signup: 'open' }).where('id', '=', course.id).execute(),
    );
    const dates = [];
    for (const day of days) {
      const times = { start: `${day}T18:00`, end: `${day}T20:00` };
      dates.push(await insertEvent(store, { ...times, slug: `traff-${day}`, seriesId: course.id }));
    }
    return { course, dates };
  };
  /** What is mailed of all that is queued. */
  const letters = async (now: number) => {
    const { notices } = await claimDue(store, { worker: 'w', now, limit: 99, leaseMs: 60_000 });
    const read = await Promise.all(notices.map((notice) => readLetter(store, notice, now)));
    return read.flatMap((letter) => (letter?.about === 'signup' && letter.kind === 'thanks' ? [letter] : []));
  };

  test('go at ten the day after to those who still have a place and an address, once; and nobody is called', async () => {
    const fest = await insertEvent(store, { ...span, capacity: 4 });
    await insertSignup(store, fest, person('Anna'));
    await insertSignup(store, fest, { ...person('Anna'), partySize: 1 });
    await insertSignup(store, fest, { name: 'Utan', phone: '+46701234567' });
    const gone = await insertSignup(store, fest, person('Borta'));
    await insertSignup(store, fest, person('Väntar'));
    await cancelSignup(store, gone, sampleNow);
    await store.transact((trx) =>
      trx.updateTable('signup').set({ state: 'waitlisted' }).where('name', '=', 'Väntar').execute(),
    );
    expect(await pass(due)).toEqual([]);
    await set(event(fest));
    expect(await thanksState(store.read, event(fest), sampleNow)).toEqual({
      kind: 'open',
      next: { at: event(fest), dueAt: due },
    });
    expect(await countThanked(store, event(fest), sampleNow)).toBe(1);
    expect(await pass(due - 1)).toEqual([]);
    expect(await pass(due)).toEqual(['Anna']);
    expect(await pass(due + 10_000)).toEqual(['Anna']);
    expect((await copiesIn(store)).map(({ state }) => state)).toEqual(['queued']);
    const sent = await thanksState(store.read, event(fest), due);
    expect(sent.kind).toBe('sent');
    expect(await thanksOf(store.read, fest.id)).toBeNull();
    expect(await set(event(fest), { words: null }, due)).toEqual({ kind: 'too-late' });

    // a message like any other in the list, but of its moment: it is not sent again
    const { mailings } = await mailingsOf(store.read, event(fest));
    const [thanks] = mailings.filter(({ of }) => of === 'thanks');
    expect(thanks).toMatchObject({ texts: { sv: { words: words.sv }, en: { words: words.en } }, by: 'Ordnaren' });
    const [letter] = await letters(due);
    expect(letter!.message).toMatchObject({ words: words.sv, language: 'sv' });
    await giveToCallList(
      store,
      { id: letter!.id, signupId: letter!.receipt.id, feedId: null, kind: 'thanks' },
      { now: due, error: '550', failedAddress: 'anna@example.se' },
    );
    expect((await copiesIn(store)).map(({ state }) => state)).toEqual(['dropped']);
    const again = { at: event(fest), mailingId: thanks!.id, by: '', organisationId: '' };
    expect(await sendAgain(store, again, due)).toBe(0);
    expect((await copiesOf(store.read, event(fest), thanks!.id, { state: 'sent', page: 1 })).copies).toEqual([]);
  });

  test('a restart in the middle thanks nobody twice and nobody never', async () => {
    const fest = await insertEvent(store, { ...span, capacity: null });
    await insertSignups(database, fest, 40, (n) => person(`P${n}`));
    await set(event(fest));
    const stores = await Promise.all([1, 2, 3].map(() => openStore(database.url, [testSecret])));
    await Promise.all(stores.map((one) => writeThanks(one, due)));
    await Promise.all(stores.map((one) => one.close()));
    const messages = await store.read.selectFrom('message').select('thanks').execute();
    expect(messages).toEqual([{ thanks: 1 }]);
    expect(new Set(await pass(due, 7)).size).toBe(40);
    expect(await copiesIn(store)).toHaveLength(40);
  });

  test('an address that wants no reminders gets none', async () => {
    const fest = await insertEvent(store, span);
    const anna = await insertSignup(store, fest, person('Anna'));
    const bo = await insertSignup(store, fest, person('Bo'));
    await set(event(fest));
    await setReminded(store, anna, false, sampleNow);
    expect(await countThanked(store, event(fest), sampleNow)).toBe(1);
    expect(await pass(due)).toEqual(['Bo']);
    // said between the writing and the sending
    await setReminded(store, bo, false, due);
    expect(await letters(due)).toEqual([]);
  });

  test('not of what is off or a draft, has no end, or has moved so that it is not over; a new end carries them along', async () => {
    const fest = await insertEvent(store, span);
    await insertSignup(store, fest, person('Anna'));
    await emptyOutbox(store);
    await set(event(fest));
    await setStatus('event', fest, 'cancelled');
    expect(await pass(due)).toEqual([]);
    await setStatus('event', fest, 'published');
    await move(fest, null);
    expect(await thanksState(store.read, event(fest), due)).toEqual({ kind: 'open', next: null });
    expect(await pass(due)).toEqual([]);
    await move(fest, '2017-05-24T15:00');
    expect(await pass(at('2017-05-25T09:59'))).toEqual([]);
    expect(await pass(at('2017-05-25T10:00'))).toEqual(['Anna']);
    // moved again after they were made, before they were sent
    await move(fest, '2017-06-24T15:00');
    expect(await letters(at('2017-05-25T10:00'))).toEqual([]);
  });

  test('after a longer stop they still go, but not after a week; what is written too late is refused', async () => {
    const fest = await insertEvent(store, span);
    await insertSignup(store, fest, person('Anna'));
    expect(await set(event(fest), {}, due + 1)).toEqual({ kind: 'too-late' });
    expect(await thanksState(store.read, event(fest), due + 1)).toEqual({ kind: 'late' });
    await set(event(fest), {}, due);
    const week = 7 * 24 * 3600_000;
    expect(await pass(due + week + 1)).toEqual([]);
    expect((await thanksState(store.read, event(fest), due + week)).kind).toBe('open');
    expect(await pass(due + week)).toEqual(['Anna']);
  });

  test('are changed and taken away until they go, never over a colleague’s unseen; the log has no words', async () => {
    const fest = await insertEvent(store, span);
    await insertSignup(store, fest, person('Anna'));
    expect(await set(event(fest), { basis: '' })).toEqual({ kind: 'saved' });
    expect(await set(event(fest), { basis: '' })).toEqual({ kind: 'saved' });
    const other = { sv: 'Tack, alla!', en: null };
    expect(await set(event(fest), { words: other, basis: '' })).toEqual({ kind: 'conflict', now: words });
    expect(await set(event(fest), { words: other })).toEqual({ kind: 'saved' });
    expect(await thanksOf(store.read, fest.id)).toEqual(other);
    await set(event(fest), { words: null });
    await set(event(fest), { words: null });
    expect(await pass(due)).toEqual([]);
    const deeds = await deedsTo(store.read, fest.id);
    const kinds = deeds.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['thanks-changed', 'thanks-removed', 'thanks-written']);
    expect(JSON.stringify(deeds)).not.toContain('Tack');
  });

  test('a series with one signup is thanked once, after its last date that is on', async () => {
    const course = await insertCourse(store, {
      dates: ['17', '18', '19'].map((day) => ({ start: `2017-05-${day}T18:00`, end: `2017-05-${day}T20:00` })),
    });
    await signUp(store, { type: 'series', slug: course.slug }, wish(person('Anna')), null, sampleNow);
    await set(series(course));
    await setStatus('event', course.dates[2]!, 'cancelled');
    expect(await pass(at('2017-05-18T10:00'))).toEqual([]);
    // that one more date may come is as good as a date
    const made = (until: number | null) =>
      store.transact((trx) =>
        trx.updateTable('series').set({ made_until: until }).where('id', '=', course.id).execute(),
      );
    await made(at('2017-06-01T00:00'));
    expect(await pass(at('2017-05-19T10:00'))).toEqual([]);
    await made(null);
    expect(await pass(at('2017-05-19T10:00'))).toEqual(['Anna']);
    expect(await pass(at('2017-05-20T10:00'))).toEqual(['Anna']);
    expect((await letters(at('2017-05-20T10:00'))).map(({ receipt }) => receipt.offer.type)).toEqual(['series']);
    expect((await thanksState(store.read, series(course), at('2017-05-20T10:00'))).kind).toBe('sent');
  });

  test('of any other series each date is thanked, with the words as they are then', async () => {
    const { course, dates } = await meetings('2017-05-17', '2017-05-18');
    await insertSignup(store, dates[0]!, person('Anna'));
    await insertSignup(store, dates[1]!, person('Bo'));
    await set(series(course));
    const next = { kind: 'open', next: { at: event(dates[1]!), dueAt: at('2017-05-19T10:00') } };
    expect(await pass(due)).toEqual(['Anna']);
    expect(await thanksState(store.read, series(course), due + 1)).toEqual(next);
    await set(series(course), { words: { sv: 'Andra ord', en: null } }, due + 1);
    expect(await pass(at('2017-05-19T10:00'))).toEqual(['Anna', 'Bo']);
    expect((await letters(at('2017-05-19T10:00'))).map((one) => one.message!.words).sort()).toEqual(
      ['Andra ord', words.sv].sort(),
    );
    expect((await mailingsOf(store.read, series(course))).mailings).toHaveLength(2);
  });

  test('are erased with the people, those that went and those that never did; a series’ when none is left', async () => {
    const off = await insertEvent(store, span);
    const fest = await insertEvent(store, span);
    await insertSignup(store, off, person('Anna'));
    await insertSignup(store, fest, person('Bo'));
    await set(event(off));
    await set(event(fest));
    await setStatus('event', off, 'cancelled');
    expect(await pass(due)).toEqual(['Bo']);
    const { course, dates } = await meetings('2017-05-17', '2017-09-17');
    for (const date of dates) await insertSignup(store, date, person('Cia'));
    await set(series(course));
    await erasePeople(store, at('2017-06-01T00:00'), at('2017-07-01T00:00'));
    const left = async () => JSON.stringify(await store.read.selectFrom('message').selectAll().execute());
    expect(await left()).not.toContain(words.sv);
    const kept = await store.read.selectFrom('thanking').select('offer_id').execute();
    expect(kept).toEqual([{ offer_id: course.id }]);
    await erasePeople(store, at('2017-10-01T00:00'), at('2017-10-02T00:00'));
    expect(await store.read.selectFrom('thanking').selectAll().execute()).toEqual([]);
  });

  test('a draft that is thrown away takes them with it', async () => {
    const draft = await insertEvent(store, { ...span, status: 'draft' });
    await set(event(draft));
    const by = await someOrganiser(store);
    expect(await discardDraft(store, { type: 'event', slug: draft.slug, by }, sampleNow)).toBe('discarded');
    expect(await store.read.selectFrom('thanking').selectAll().execute()).toEqual([]);
  });

  test('a restored database thanks nobody a second time, and calls nobody about it', async () => {
    const fest = await insertEvent(store, span);
    const anna = await insertSignup(store, fest, person('Anna'));
    await emptyOutbox(store);
    await set(event(fest));
    await stepOn(store, due + 3600_000);
    expect(await pass(due + 3600_000)).toEqual(['Anna']);
    expect((await claimDue(store, { worker: 'w', now: due + 3600_000, limit: 9, leaseMs: 60_000 })).notices).toEqual(
      [],
    );
    const { left } = await callsOfOne(store.read, { id: await idOf(store, anna), state: 'confirmed' });
    expect([...left]).toEqual([]);
  });
});
