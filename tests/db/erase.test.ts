import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEventView } from '../../db/api-views';
import { erasePeople } from '../../db/erase';
import { confirmFeed, feedByToken, makeFeed } from '../../db/feeds/secret-feed';
import { receiptByCode } from '../../db/receipts';
import { signUp } from '../support/sign-up';
import type { Store } from '../../db/store';
import { registerTeam } from '../../db/team-registration';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, wish } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');
/** The sample event is on 17 May 2017, 10–15. */
const dayAfter = at('2017-05-18T00:00');
const later = at('2017-12-01T12:00');
const nothing = { signups: 0, teams: 0, notices: 0, feeds: 0 };

describe.each(databases)('erasing on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    ({ store } = database);
  });
  afterEach(() => database.drop());

  const all = (table: 'signup' | 'team' | 'claim' | 'outbox' | 'feed' | 'erasure') =>
    store.read.selectFrom(table).selectAll().execute();
  const everything = async () =>
    JSON.stringify(await Promise.all((['signup', 'team', 'claim', 'outbox', 'feed'] as const).map(all)));

  it('takes names, addresses, notes, answers and codes away, and leaves the counts', async () => {
    const event = await insertEvent(store, {
      questions: [{ id: 'kost', label: 'Kost', type: 'text', required: false, options: [] }],
    });
    const code = await insertSignup(store, event, {
      name: 'Gunvor Spökström',
      email: 'gunvor@example.se',
      phone: '+46701234567',
      note: 'rullstol-not',
      answers: { kost: 'glutenfritt' },
      partySize: 3,
      language: 'en',
    });
    const before = await readEventView(store.read, event.slug, later);
    expect(await erasePeople(store, dayAfter, later)).toEqual({ signups: 1, teams: 0, notices: 1, feeds: 0 });

    const kept = await everything();
    for (const gone of ['Gunvor', 'gunvor', '4670', 'rullstol', 'gluten', code]) expect(kept).not.toContain(gone);
    expect(await all('signup')).toMatchObject([
      { name: '', email: null, phone: null, note: null, answers: '{}', state: 'confirmed', party_size: 3, nonce: '' },
    ]);
    expect(await all('outbox')).toEqual([]);
    expect(await readEventView(store.read, event.slug, later)).toEqual(before);
    expect(await receiptByCode(store, code, later)).toBeUndefined();
  });

  it('is noted, once, with what it took', async () => {
    await insertSignup(store, await insertEvent(store, {}), {});
    await insertSignup(store, await insertEvent(store, {}), {});
    const erased = await erasePeople(store, dayAfter, later);
    const log = await all('erasure');
    expect(log).toMatchObject([{ at: later, before: dayAfter }]);
    expect(JSON.parse(log[0]!.counts)).toEqual(erased);
    expect(erased).toEqual({ ...nothing, signups: 2, notices: 2 });
  });

  it('again finds nothing, changes nothing and notes nothing', async () => {
    await insertSignup(store, await insertEvent(store, {}), { email: 'anna@example.se' });
    await erasePeople(store, dayAfter, later);
    const [kept, log] = [await everything(), await all('erasure')];
    expect(await erasePeople(store, dayAfter, later + 1)).toEqual(nothing);
    expect([await everything(), await all('erasure')]).toEqual([kept, log]);
  });

  it.each([
    ['an event that is over at that instant', '2017-05-17T10:00', at('2017-05-17T15:00'), 1],
    ['one that is over a moment later', '2017-05-17T10:00', at('2017-05-17T15:00') - 1, 0],
  ])('with the limit exactly: %s', async (_, start, before, count) => {
    await insertSignup(store, await insertEvent(store, { start, end: '2017-05-17T15:00' }), {});
    expect((await erasePeople(store, before, later)).signups).toBe(count);
  });

  it('leaves what is still on, whatever the date says, and what has no date', async () => {
    const coming = await insertEvent(store, { start: '2017-12-01T10:00', end: '2017-12-01T15:00' });
    const open = await insertEvent(store, { start: null });
    const codes = [await insertSignup(store, coming, {}), await insertSignup(store, open, {})];
    expect(await erasePeople(store, at('2030-01-01T00:00'), later)).toEqual(nothing);
    for (const code of codes) expect(await receiptByCode(store, code, later)).toMatchObject({ name: 'Anna' });
  });

  it('takes those who cancelled or waited too', async () => {
    const event = await insertEvent(store, { capacity: 1 });
    await insertSignup(store, event, { name: 'Först' });
    await insertSignup(store, event, { name: 'Väntar' });
    expect((await erasePeople(store, dayAfter, later)).signups).toBe(2);
    expect((await all('signup')).map(({ state }) => state).sort()).toEqual(['confirmed', 'waitlisted']);
  });

  it('leaves an audience only where five people or more told it', async () => {
    const event = await insertEvent(store, { audiences: ['brukare', 'staff'] });
    await insertSignup(store, event, { audience: 'staff', partySize: 2 });
    await insertSignup(store, event, { audience: 'staff', partySize: 3 });
    await insertSignup(store, event, { audience: 'brukare', partySize: 4 });
    await erasePeople(store, dayAfter, later);
    const told = (await all('signup')).map(({ audience, party_size: size }) => [size, audience]);
    expect(told.sort()).toEqual([
      [2, 'staff'],
      [3, 'staff'],
      [4, null],
    ]);
  });

  it('leaves a team as its number', async () => {
    const cup = await insertEvent(store, { teams: { capacity: 4, minPlayers: 1, maxPlayers: 8 } });
    const team = { name: 'Svenssons hörna', captain: wish({ name: 'Kapten Krok' }), players: ['Alex'] };
    await registerTeam(store, cup.slug, team, null, sampleNow);
    expect(await erasePeople(store, dayAfter, later)).toMatchObject({ signups: 2, teams: 1 });
    const [row] = await all('team');
    expect(row).toMatchObject({
      name: 'Lag 1',
      number: 1,
      state: 'confirmed',
      words: null,
      nonce: '',
      captain_id: null,
    });
    expect(await everything()).not.toMatch(/Svensson|Krok|Alex/);
    expect((await readEventView(store.read, cup.slug, later))!.pools).toContainEqual({
      of: 'team',
      slug: '1',
      capacity: 8,
      taken: 2,
      waitlisted: 0,
    });
    expect(await erasePeople(store, dayAfter, later)).toEqual(nothing);
  });

  it('takes the people of a whole series when all its dates are over', async () => {
    const dates = [
      { start: '2017-05-02T17:00', end: '2017-05-02T19:00' },
      { start: '2017-05-09T17:00', end: '2017-05-09T19:00' },
    ];
    const course = await insertCourse(store, { dates });
    await signUp(store, { type: 'series', slug: course.slug }, wish(), null, sampleNow);
    expect(await erasePeople(store, at('2017-05-09T00:00'), later)).toEqual(nothing);
    await store.transact((trx) => trx.updateTable('series').set({ made_until: later }).execute());
    expect(await erasePeople(store, dayAfter, later)).toEqual(nothing);
    await store.transact((trx) => trx.updateTable('series').set({ made_until: null }).execute());
    expect(await erasePeople(store, dayAfter, later)).toMatchObject({ signups: 1 });
  });

  it('ends the secret calendars that then show nothing, and no others', async () => {
    const past = await insertEvent(store, {});
    const coming = await insertEvent(store, { start: '2018-05-17T10:00' });
    const feedOf = async (code: string, confirmed: boolean) => {
      const feed = (await makeFeed(store, code, sampleNow))!;
      const row = await store.read.selectFrom('feed').selectAll().where('id', '=', feed.id).executeTakeFirstOrThrow();
      if (confirmed) await confirmFeed(store, store.codes.feedTokensOf(row).confirm, sampleNow);
      return feed.token;
    };
    const [anna, bo, cia] = ['anna@example.se', 'bo@example.se', 'cia@example.se'];
    const annas = await feedOf(await insertSignup(store, past, { email: anna }), true);
    await insertSignup(store, coming, { email: 'Anna@example.se' });
    const bos = await feedOf(await insertSignup(store, past, { email: bo }), true);
    const cias = await feedOf(await insertSignup(store, past, { email: cia }), false);
    await insertSignup(store, coming, { email: cia });

    expect(await erasePeople(store, dayAfter, later)).toMatchObject({ signups: 3, feeds: 2 });
    expect(await feedByToken(store, annas)).toMatchObject({ state: 'confirmed' });
    expect(await feedByToken(store, bos)).toBe('ended');
    expect(await feedByToken(store, cias)).toBe('ended');
    const kept = JSON.stringify(await all('feed'));
    expect(kept).toContain(anna);
    expect(kept).not.toContain(bo);
    expect(kept).not.toContain(cia);

    // and Anna's, once what it gathered is gone as well
    expect(await erasePeople(store, at('2018-06-01T00:00'), at('2018-06-02T00:00'))).toMatchObject({ feeds: 1 });
    expect(await feedByToken(store, annas)).toBe('ended');
  });
});
