import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { deedsTo } from '../../db/deeds';
import { erasePeople } from '../../db/erase';
import { offerById } from '../../db/offers';
import { addOrganiser } from '../../db/organisers';
import type { AtSignup } from '../../db/participants/acting';
import {
  askForCode,
  cancelOnBehalf,
  changeOnBehalf,
  codeAskedFor,
  hasDone,
  looksFor,
} from '../../db/participants/acts';
import { addOnBehalf, addTeamOnBehalf } from '../../db/participants/adding';
import { doublesIn, keepApart, pairsIn } from '../../db/participants/doubles';
import {
  allParticipants,
  listNames,
  listParticipants,
  participantsShown,
  teamsIn,
  type ParticipantPage,
} from '../../db/participants/list';
import { mergeSignups } from '../../db/participants/merging';
import { noteBasis, writeNote } from '../../db/participants/note';
import { readParticipant } from '../../db/participants/one';
import { printedList } from '../../db/participants/printed';
import { promoteSignup } from '../../db/participants/promotion';
import { migrations } from '../../db/migrations';
import { loadProgramme } from '../../db/programme/load';
import { receiptOf } from '../../db/receipts';
import { signupByCode } from '../../db/signup-rows';
import { registerTeam } from '../../db/team-registration';
import { readParticipantFilter } from '../../domain/participant-filter';
import type { PrintedColumns } from '../../domain/printed-columns';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertSignup, sampleNow as now, wish } from '../support/sample';
import type { Wish } from '../../domain/wish';

describe.each(databases)('those who have signed up, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let by: string;
  let organisationId: string;
  const slug = 'fest';
  const dance = { slug: 'dans', title: 'Dans', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: 1 };
  const song = { slug: 'sang', title: 'Sång', start: '2017-05-17T11:30', end: '2017-05-17T12:30' };
  const walk = { slug: 'vandring', title: 'Vandring', start: '2017-05-17T13:00', end: '2017-05-17T14:00' };

  const load = async (fields: object = {}) => {
    const file = {
      organisations: [{ slug: 'rsmh', name: 'RSMH' }],
      events: [
        {
          slug,
          title: 'Fest',
          host: 'rsmh',
          status: 'published',
          start: '2017-05-17T10:00',
          end: '2017-05-17T15:00',
          capacity: 3,
          activities: [dance, song, walk],
          shifts: [{ slug: 'bord', title: 'Bord' }],
          signupCloses: '2017-05-10T12:00',
          ...fields,
        },
      ],
    };
    const outcome = await loadProgramme(database.store, file, { now });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  };

  beforeEach(async () => {
    database = await testDatabase(dialect);
    await load();
    const who = { email: 'anna@example.se', name: 'Anna A', organisation: 'rsmh', role: 'organiser' as const };
    await addOrganiser(database.store, who, now);
    ({ id: by } = await database.store.read.selectFrom('organiser').select('id').executeTakeFirstOrThrow());
    ({ id: organisationId } = await database.store.read
      .selectFrom('organisation')
      .select('id')
      .executeTakeFirstOrThrow());
  });
  afterEach(() => database.drop());

  const add = (name: string, more: Partial<Wish> = {}, when = now) =>
    insertSignup(database.store, { slug }, { name, ...more }, when);
  const rowOf = async (code: string) => (await signupByCode(database.store, database.store.read, code))!;
  const at = async (code: string): Promise<AtSignup> => {
    const { id, offer_id } = await rowOf(code);
    return { offerId: offer_id, signupId: id, by, organisationId };
  };
  const event = async () => {
    const row = await database.store.read.selectFrom('event').select('id').executeTakeFirstOrThrow();
    return offerById(database.store.read, 'event', row.id);
  };
  const filter = (fields: Record<string, string> = {}) => readParticipantFilter((name) => fields[name] ?? '');
  const list = async (fields: Record<string, string> = {}, after: string | null = null) =>
    listParticipants(database.store, await event(), filter(fields), after, now);
  const rowsIn = (page: ParticipantPage) => page.groups.flatMap(({ rows }) => rows);
  const names = async (fields: Record<string, string>) =>
    rowsIn(await list(fields))
      .map(({ name }) => name)
      .sort();
  const deeds = async () => deedsTo(database.store.read, (await event()).id);
  const told = async (code: string) => {
    const { id } = await rowOf(code);
    const rows = await database.store.read
      .selectFrom('outbox')
      .select('kind')
      .where('signup_id', '=', id)
      .orderBy('ordinal')
      .execute();
    return rows.map(({ kind }) => kind);
  };
  const claims = async (code: string) => {
    const { id } = await rowOf(code);
    const rows = await database.store.read
      .selectFrom('claim')
      .innerJoin('pool', 'pool.id', 'claim.pool_id')
      .leftJoin('activity', 'activity.id', 'pool.activity_id')
      .select(['pool.of', 'activity.slug', 'claim.places', 'claim.state'])
      .where('holder_id', '=', id)
      .execute();
    return rows.map((row) => `${row.slug ?? row.of} ${row.places} ${row.state}`).sort();
  };

  test('are listed with what they chose, those with a place first, and in each who came first', async () => {
    await add('Bo', { partySize: 2, activities: ['vandring'], phone: '+46701234567', note: 'Rullstol' });
    await add('Eva', { activities: ['dans'], email: 'eva@example.se' });
    const kim = await add('Kim');
    const page = await list();
    expect(page.groups.map(({ view, people }) => [view, people])).toEqual([
      ['plats', 3],
      ['vantar', 1],
    ]);
    expect(page).toMatchObject({ signups: 3, people: 4, next: null });
    expect(rowsIn(page).map(({ name, state, position, chosen }) => [name, state, position, chosen])).toEqual([
      ['Bo', 'confirmed', null, ['Vandring']],
      ['Eva', 'confirmed', null, ['Dans']],
      ['Kim', 'waitlisted', 1, []],
    ]);
    expect(rowsIn(page)[0]).toMatchObject({ partySize: 2, phone: '+46701234567', note: 'Rullstol', audience: null });
    await cancelSignup(database.store, kim, now);
    expect(await names({})).toEqual(['Bo', 'Eva']);
    expect(await names({ visa: 'avbokade' })).toEqual(['Kim']);
  });

  test('are found by name, phone, mail and code, and by a filter', async () => {
    const questions = [{ id: 'kost', label: 'Äter du något särskilt?', type: 'text' }];
    await load({ capacity: 2, kept: [{ audience: 'brukare', places: 1 }], questions });
    const dansId = (await event()).parts.find((part) => part.slug === 'dans')!.id;
    const bo = await add('Åsa Öberg', { phone: '+46701234567', activities: ['dans'] });
    const said = { note: 'Kommer med rullstol', answers: { kost: 'Nötter', borta: 'hemligt' } };
    await add('Eva', { email: 'eva@example.se', audience: 'staff', ...said });
    expect(await names({ q: 'asa' })).toEqual(['Åsa Öberg']);
    expect(await names({ q: 'notter' })).toEqual(['Eva']);
    expect(await names({ q: 'eva rullstol' })).toEqual(['Eva']);
    expect(await names({ q: 'hemligt' })).toEqual([]);
    expect(await names({ q: '070-123' })).toEqual(['Åsa Öberg']);
    expect(await names({ q: 'EVA@' })).toEqual(['Eva']);
    expect(await names({ q: `${bo.slice(0, 5)}-${bo.slice(5)}`.toLowerCase() })).toEqual(['Åsa Öberg']);
    expect(await names({ del: dansId })).toEqual(['Åsa Öberg']);
    expect(await names({ visa: 'vantar' })).toEqual(['Eva']);
    expect(await names({ visa: 'plats' })).toEqual(['Åsa Öberg']);
    expect(await names({ visa: 'nas-inte' })).toEqual([]);
    // told only because it decides who has the kept places
    expect(rowsIn(await list({ q: 'eva' }))[0]).toMatchObject({ audience: 'staff' });
    await add('Ingen');
    expect(await names({ visa: 'nas-inte' })).toEqual(['Ingen']);
    expect((await list({ q: 'finns inte' })).signups).toBe(0);
  });

  test('of a team are found by it, and those without one', async () => {
    await load({ teams: { capacity: 3, maxPlayers: 5 }, capacity: undefined });
    const team = { name: 'Lyran', captain: wish({ name: 'Kim' }), players: ['Bo'] };
    await registerTeam(database.store, slug, team, null, now);
    await add('Eva');
    expect(await names({ lag: '1' })).toEqual(['Bo', 'Kim']);
    expect(await names({ lag: 'utan' })).toEqual(['Eva']);
    expect(await teamsIn(database.store.read, (await event()).id)).toEqual([{ number: 1, name: 'Lyran' }]);
    const bo = rowsIn(await list({ q: 'Bo' }))[0]!;
    expect(bo).toMatchObject({ hasCode: false, team: { number: 1, name: 'Lyran' } });
    // whom the captain only named is the captain's to change
    const { id } = await event();
    const bos = { offerId: id, signupId: bo.id, by, organisationId };
    expect(await cancelOnBehalf(database.store, bos, now)).toEqual({ kind: 'unknown' });
    expect(await askForCode(database.store, bos, now)).toBe(false);
  });

  test('come a page at a time, each once', async () => {
    await load({ capacity: participantsShown + 10, activities: [], shifts: [] });
    for (let n = 0; n < participantsShown + 20; n++) await add(`Nr ${n}`);
    const first = await list();
    expect(first).toMatchObject({ signups: participantsShown + 20 });
    const second = await list({}, first.next);
    expect(second.next).toBeNull();
    const all = [...rowsIn(first), ...rowsIn(second)].map(({ name }) => name);
    // the line begins where those with a place end, also in the middle of a page
    expect(second.groups.map(({ view, rows }) => [view, rows.length])).toEqual([
      ['plats', 10],
      ['vantar', 10],
    ]);
    expect(new Set(all).size).toBe(participantsShown + 20);
    const searched = await list({ q: 'nr' });
    const rest = await list({ q: 'nr' }, searched.next);
    expect([...rowsIn(searched), ...rowsIn(rest)].map(({ name }) => name)).toEqual(all);
    const exact = await list({ visa: 'vantar' });
    expect([rowsIn(exact).length, exact.next]).toEqual([10, null]);
    expect(await allParticipants(database.store, await event(), filter())).toHaveLength(participantsShown + 20);
  });

  test('are at the door names and numbers alone', async () => {
    await add('Bo', { partySize: 2, phone: '+46701234567', email: 'bo@example.se', note: 'hemligt' });
    await add('Eva', { partySize: 2 });
    const { id } = await event();
    expect(await listNames(database.store.read, id, '', null)).toEqual({
      rows: [{ name: 'Bo', partySize: 2 }],
      people: 2,
      next: null,
    });
    const search = async (words: string) => (await listNames(database.store.read, id, words, null)).rows.length;
    expect([await search('bo'), await search('070'), await search('bo@'), await search('hemligt')]).toEqual([
      1, 0, 0, 0,
    ]);
  });

  test('are at the door in the order of their names, a page from where the one before ended', async () => {
    await load({ capacity: 500 });
    const bo = await add('Bo');
    for (const name of ['Örjan', 'Åke', 'adam']) await add(name);
    const { id } = await event();
    const named = async (after: string | null) =>
      (await listNames(database.store.read, id, '', after)).rows.map(({ name }) => name);
    expect(await named(null)).toEqual(['adam', 'Bo', 'Åke', 'Örjan']);
    expect(await named((await rowOf(bo)).id)).toEqual(['Åke', 'Örjan']);
    await cancelSignup(database.store, bo, now);
    expect(await named((await rowOf(bo)).id)).toEqual(['Åke', 'Örjan']);
    const many = Array.from({ length: participantsShown }, (_, index) => `Cia ${1000 + index}`);
    for (const name of many.reverse()) await add(name);
    const first = await listNames(database.store.read, id, '', null);
    const second = await listNames(database.store.read, id, '', first.next);
    expect([first.rows[1]!.name, first.rows.length, second.rows.map(({ name }) => name), second.next]).toEqual([
      'Cia 1000',
      participantsShown,
      [`Cia ${999 + participantsShown}`, 'Åke', 'Örjan'],
      null,
    ]);
  });

  test('are on paper in Swedish order, with phones only where asked for', async () => {
    await load({ capacity: 20 });
    await add('Örjan', { activities: ['vandring'], phone: '+46701234567' });
    await add('Åke', { activities: ['vandring'] });
    await add('Adam', { note: 'Rullstol', answers: { kost: 'Nötter', annat: 'hemligt' } });
    const offer = await event();
    const none = { phones: false, notes: false, questions: [] };
    const print = (part: string | null, columns: Partial<PrintedColumns> = {}) =>
      printedList(database.store.read, offer, { part, columns: { ...none, ...columns } });
    expect((await print(null))[0]!.rows.map(({ name }) => name)).toEqual(['Adam', 'Åke', 'Örjan']);
    const walkId = offer.parts.find((part) => part.slug === 'vandring')!.id;
    expect(await print(walkId)).toMatchObject([
      { part: walkId, rows: [{ name: 'Åke' }, { name: 'Örjan', phone: null }] },
    ]);
    expect((await print(walkId, { phones: true }))[0]!.rows[1]).toMatchObject({ phone: '+46701234567', note: null });
    const kitchen = await print(null, { notes: true, questions: ['kost'] });
    expect(kitchen[0]!.rows[0]).toMatchObject({ note: 'Rullstol', answers: { kost: 'Nötter' }, phone: null });
    expect((await print(null))[0]!.rows[0]).toMatchObject({ note: null, answers: {} });
    const each = await print('each');
    expect(each.map(({ rows }) => rows.length)).toEqual([0, 0, 2, 0, 1]);
    expect(each.at(-1)).toMatchObject({ part: null, rows: [{ name: 'Adam' }] });
  });

  test('are changed and cancelled for them, also after signup has closed, and told', async () => {
    const late = localToInstant('2017-05-12T12:00', 'Europe/Stockholm');
    const bo = await add('Bo', { activities: ['vandring'] });
    const place = await at(bo);
    expect(await changeOnBehalf(database.store, place, 'signup-edited', { partySize: 2 }, late)).toEqual({
      kind: 'changed',
    });
    expect(await changeOnBehalf(database.store, place, 'signup-edited', {}, late)).toEqual({ kind: 'same' });
    const full = await changeOnBehalf(database.store, place, 'signup-moved', { activities: ['dans'] }, late);
    expect(full).toMatchObject({ kind: 'invalid' });
    const moved = await changeOnBehalf(
      database.store,
      place,
      'signup-moved',
      { partySize: 1, activities: ['dans'] },
      late,
    );
    expect(moved).toEqual({ kind: 'changed' });
    expect(await cancelOnBehalf(database.store, place, late)).toEqual({ kind: 'cancelled' });
    expect(await cancelOnBehalf(database.store, place, late)).toEqual({ kind: 'cancelled' });
    expect(await told(bo)).toEqual(['confirmed', 'changed', 'changed', 'cancelled']);
    expect(await rowOf(bo)).toMatchObject({ ended_as: 'by-organiser' });
    const { id } = await rowOf(bo);
    // a change of nothing is no deed, nor is cancelling twice
    expect((await deeds()).map(({ kind, facts }) => [kind, facts]).sort()).toEqual([
      ['signup-cancelled', { ids: [id] }],
      ['signup-edited', { ids: [id] }],
      ['signup-moved', { ids: [id] }],
    ]);
    expect(await changeOnBehalf(database.store, { ...place, offerId: 'another' }, 'signup-edited', {}, late)).toEqual({
      kind: 'unknown',
    });
  });

  test('take the reason for it with them when they are erased, also one that was in the log before', async () => {
    await load({ capacity: 1 });
    await add('Bo');
    const kim = await add('Kim');
    const how = { reason: 'Kim har ledsagare', regardless: true };
    await promoteSignup(database.store, await at(kim), how, now);
    const everything = async () =>
      JSON.stringify([
        await database.store.read.selectFrom('deed').selectAll().execute(),
        await database.store.read.selectFrom('deed_reason').selectAll().execute(),
      ]);
    // as it was written before
    const { id: signupId } = await rowOf(kim);
    await database.store.transact(async (trx) => {
      await trx.schema.dropTable('deed_reason').execute();
      const facts = JSON.stringify({ ids: [signupId], reason: how.reason });
      await trx.updateTable('deed').set({ facts }).where('kind', '=', 'signup-promoted').execute();
      const cancelled = { id: 'x', at: now, kind: 'cancelled' as const, facts: '{"reason":"Kim är sjuk","count":2}' };
      const whose = { organiser_id: by, organisation_id: organisationId, offer_id: null };
      await trx
        .insertInto('deed')
        .values({ ...cancelled, ...whose })
        .execute();
      await migrations['0016-deed-reasons']!.up(trx as never, dialect);
    });
    expect((await deeds())[0]).toMatchObject({ kind: 'signup-promoted', reason: how.reason });
    expect(await everything()).not.toContain('sjuk');
    expect((await everything()).match(/ledsagare/g)).toHaveLength(1);
    const late = localToInstant('2017-12-01T12:00', 'Europe/Stockholm');
    await erasePeople(database.store, late, late);
    expect((await deeds())[0]).toMatchObject({ kind: 'signup-promoted', reason: null });
    expect(await everything()).not.toContain('ledsagare');
  });

  test('are let in out of order with a reason, above the limit only in so many words', async () => {
    await load({ kept: [{ audience: 'brukare', places: 1 }] });
    const bo = await add('Bo', { partySize: 2 });
    const kim = await add('Kim');
    const li = await add('Li');
    const promote = async (code: string, regardless: boolean) =>
      (await promoteSignup(database.store, await at(code), { reason: 'Behöver komma', regardless }, now)).kind;
    expect(await promote(li, false)).toBe('kept');
    expect(await promote(li, true)).toBe('confirmed');
    expect(await promote(kim, false)).toBe('full');
    expect((await rowOf(kim)).state).toBe('waitlisted');
    expect(await promote(kim, true)).toBe('confirmed');
    expect(await promote(kim, true)).toBe('already');
    expect(await promote(bo, true)).toBe('already');
    expect(await told(kim)).toEqual(['waitlisted', 'promoted']);
    expect((await deeds())[0]).toMatchObject({ kind: 'signup-promoted', reason: 'Behöver komma' });
    // nobody else comes in until it fits again: §3.4
    expect(rowsIn(await list({ q: 'kim' }))[0]).toMatchObject({ state: 'confirmed' });
    const vi = await add('Vi', { audience: 'brukare' });
    expect((await rowOf(vi)).state).toBe('waitlisted');
    await cancelSignup(database.store, li, now);
    expect((await rowOf(vi)).state).toBe('waitlisted');
    await cancelSignup(database.store, kim, now);
    expect((await rowOf(vi)).state).toBe('confirmed');
  });

  test('are added for them, also when signup has closed, once for each form', async () => {
    const late = localToInstant('2017-05-12T12:00', 'Europe/Stockholm');
    const { id: offerId } = await event();
    const addFor = (name: string, key: string, when = late) =>
      addOnBehalf<never>(
        database.store,
        { type: 'event', slug, offerId, by, organisationId },
        () => ({ wish: wish({ name }), key }),
        when,
      );
    const [one, two] = await Promise.all([addFor('Bo', 'k'), addFor('Bo', 'k')]);
    expect([one.kind, two.kind].sort()).toEqual(['already', 'confirmed']);
    expect(await addFor('Eva', 'k')).toMatchObject({ kind: 'already', otherName: true });
    expect(rowsIn(await list())).toMatchObject([{ name: 'Bo', addedBy: { name: 'Anna A' } }]);
    expect(await names({ visa: 'av-arrangor' })).toEqual(['Bo']);
    const deedsDone = await deeds();
    expect(deedsDone.map(({ kind }) => kind)).toEqual(['signup-added']);
    const over = localToInstant('2017-05-17T15:00', 'Europe/Stockholm');
    expect(await addFor('Li', 'l', over)).toMatchObject({ kind: 'closed', window: { state: 'over' } });
    for (const name of ['A', 'B']) await addFor(name, name);
    expect(await addFor('Sist', 's')).toMatchObject({ kind: 'waitlisted' });
  });

  test('where signups are approved need no yes when an organiser adds them', async () => {
    await load({ approval: true });
    const { id: offerId } = await event();
    const to = { type: 'event' as const, slug, offerId, by, organisationId };
    const added = await addOnBehalf<never>(database.store, to, () => ({ wish: wish(), key: null }), now);
    expect(added).toMatchObject({ kind: 'confirmed' });
    await add('Bo');
    expect(await names({ visa: 'fraga' })).toEqual(['Bo']);
    expect(await names({ visa: 'vantar' })).toEqual([]);
  });

  describe('as a team', () => {
    const early = localToInstant('2017-03-01T12:00', 'Europe/Stockholm');
    const late = localToInstant('2017-05-12T12:00', 'Europe/Stockholm');
    const withTeams = (fields: object = {}) =>
      load({ teams: { capacity: 1, minPlayers: 2, maxPlayers: 3 }, activities: [], shifts: [], ...fields });
    const addTeam = async (
      name: string,
      { players = [], key = null, when = late }: { players?: string[]; key?: string | null; when?: number } = {},
    ) => {
      const { id: offerId } = await event();
      const captain = wish({ name: `Kapten ${name}`, email: 'kapten@example.se' });
      const to = { slug, offerId, by, organisationId };
      return addTeamOnBehalf(database.store, to, { name, captain, players }, key, when);
    };
    const signupOf = async (outcome: Awaited<ReturnType<typeof addTeam>>) => {
      if (!('signupId' in outcome)) throw new Error(`not added: ${outcome.kind}`);
      return database.store.read
        .selectFrom('signup')
        .selectAll()
        .where('id', '=', outcome.signupId)
        .executeTakeFirstOrThrow();
    };

    test('are added before signup opens and after it has closed, told as by the public form', async () => {
      await withTeams({ signupOpens: '2017-03-10T12:00', teams: { capacity: 2, minPlayers: 2, maxPlayers: 3 } });
      const captain = wish({ name: 'Själv' });
      for (const when of [early, late]) {
        const own = await registerTeam(database.store, slug, { name: 'Egna', captain, players: [] }, null, when);
        expect(own.kind).toBe('closed');
      }
      const one = await addTeam('Ett', { when: early });
      const two = await addTeam('Två', { players: ['Bo'] });
      expect([one.kind, two.kind]).toEqual(['confirmed', 'confirmed']);
      const signup = await signupOf(two);
      const { team } = await receiptOf(database.store, database.store.read, signup, late);
      expect(team).toMatchObject({ name: 'Två', captain: true, players: 2, state: 'confirmed' });
      expect(team!.members.map(({ name, named }) => [name, named])).toEqual([
        ['Kapten Två', false],
        ['Bo', true],
      ]);
      expect(await told(database.store.codes.codeOf(signup))).toEqual(['team-registered']);
      // whom the captain has only named was not added by asking for it
      expect(await names({ visa: 'av-arrangor' })).toEqual(['Kapten Ett', 'Kapten Två']);
      const over = localToInstant('2017-05-17T15:00', 'Europe/Stockholm');
      expect(await addTeam('Tre', { when: over })).toMatchObject({ kind: 'closed', window: { state: 'over' } });
    });

    const merge = async (one: string, other: string) =>
      mergeSignups(database.store, await at(one), (await rowOf(other)).id, late);
    const codeOf = async (outcome: Awaited<ReturnType<typeof addTeam>>) =>
      database.store.codes.codeOf(await signupOf(outcome));
    const pairs = async () => doublesIn(database.store.read, (await event()).id);

    test('and without one are found, and become the one on the team, counted once', async () => {
      await withTeams({ capacity: 4, teams: { capacity: 2, minPlayers: 2, maxPlayers: 3 }, activities: [walk] });
      const alone = await add('kapten ett', { email: 'KAPTEN@example.se', phone: '+4670', activities: ['vandring'] });
      const captain = await codeOf(await addTeam('Ett', { players: ['Bo', 'Kapten'] }));
      const waits = await add('Li');
      expect((await rowOf(waits)).state).toBe('waitlisted');
      const [{ id: aloneId }, { id: captainId }] = [await rowOf(alone), await rowOf(captain)];
      expect(await pairs()).toEqual([[aloneId, captainId]]);
      // the captain's is kept, though the other came first
      expect(await merge(alone, captain)).toEqual({ kind: 'merged', keptId: captainId });
      expect(await claims(captain)).toEqual(['event 1 held', 'team 1 held', 'vandring 1 held']);
      expect(await rowOf(captain)).toMatchObject({ state: 'confirmed', phone: '+4670', party_size: 1 });
      const { team } = await receiptOf(database.store, database.store.read, await rowOf(captain), late);
      expect(team).toMatchObject({ name: 'Ett', captain: true, players: 3, state: 'confirmed' });
      expect(await rowOf(alone)).toMatchObject({ state: 'cancelled', ended_as: 'merged' });
      expect([await told(alone), await told(captain)]).toEqual([['confirmed'], ['team-registered', 'changed']]);
      // the place that was counted twice is another's now
      expect((await rowOf(waits)).state).toBe('confirmed');
      expect(await pairs()).toEqual([]);
    });

    test('and without one stay two where the team waits, the party is larger or one helps besides', async () => {
      const shifts = [{ slug: 'bord', title: 'Bord' }];
      await withTeams({ capacity: 20, shifts });
      const captain = await codeOf(await addTeam('Ett', { players: ['Bo'] }));
      const larger = await add('Kapten Ett', { email: 'kapten@example.se', partySize: 2 });
      expect(await merge(captain, larger)).toEqual({ kind: 'larger-alone' });
      const waiting = await codeOf(await addTeam('Två'));
      const alone = await add('Anna');
      expect(await merge(waiting, alone)).toEqual({ kind: 'team-waits' });
      expect(await merge(captain, waiting)).toEqual({ kind: 'with-team' });
      for (const code of [captain, larger, alone]) expect((await rowOf(code)).state).toBe('confirmed');
      expect((await rowOf(waiting)).state).toBe('waitlisted');

      const before = await pairs();
      const helper = await add('Kapten Ett', { email: 'kapten@example.se', shifts: ['bord'] });
      const [{ id: captainId }, { id: largerId }, { id: helperId }] = [
        await rowOf(captain),
        await rowOf(larger),
        await rowOf(helper),
      ];
      expect(before).toContainEqual([largerId, captainId]);
      expect(await pairs()).toContainEqual([largerId, captainId]);
      expect(await pairs()).not.toContainEqual([helperId, captainId]);
      expect(await merge(captain, helper)).toEqual({ kind: 'two-roles' });
    });

    test('stand last in line when it is full, and are refused where there is none', async () => {
      await withTeams();
      await addTeam('Ett');
      const [two, three] = [await addTeam('Två', { players: ['Bo'] }), await addTeam('Tre')];
      expect([two.kind, three.kind]).toEqual(['waitlisted', 'waitlisted']);
      const receipt = await receiptOf(database.store, database.store.read, await signupOf(three), late);
      expect(receipt).toMatchObject({ state: 'waitlisted', position: 2 });
      await withTeams({ waitlist: false });
      expect(await addTeam('Fyra')).toEqual({ kind: 'full' });
      await withTeams({ teams: { capacity: null, minPlayers: 1, maxPlayers: 2 } });
      expect(await addTeam('Fem', { players: ['A', 'B'] })).toEqual({
        kind: 'invalid',
        problems: [{ field: 'player', problem: 'too-many', limit: 2 }],
      });
    });

    test('need no yes', async () => {
      await withTeams();
      await database.store.transact((trx) => trx.updateTable('event').set({ approval: 1 }).execute());
      expect(await signupOf(await addTeam('Ett'))).toMatchObject({ state: 'confirmed', to_approve: 0 });
    });

    test('are one team for each form, written down once and without a name', async () => {
      await withTeams({ teams: { capacity: 4, minPlayers: 2, maxPlayers: 3 } });
      const outcomes = await Promise.all([addTeam('Ett', { key: 'k' }), addTeam('Ett', { key: 'k' })]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'confirmed']);
      const [one, again] = await Promise.all(outcomes.map(signupOf));
      expect(one!.id).toBe(again!.id);
      expect(await addTeam('Två', { key: 'k' })).toEqual({ kind: 'already', signupId: one!.id, otherName: true });
      expect(await teamsIn(database.store.read, (await event()).id)).toHaveLength(1);
      expect((await deeds()).map(({ kind, facts }) => [kind, facts])).toEqual([['team-added', { ids: [one!.id] }]]);
      // their code is there for whoever has just added them
      const place = { offerId: (await event()).id, signupId: one!.id, by, organisationId };
      expect(await codeAskedFor(database.store, place, late)).toBe(database.store.codes.codeOf(one!));
      expect(await codeAskedFor(database.store, { ...place, by: 'somebody else' }, late)).toBeNull();
    });

    test('come to no draft, and to no event without teams', async () => {
      expect(await addTeam('Ett')).toEqual({ kind: 'unknown' });
      await withTeams({ status: 'draft' });
      expect(await addTeam('Ett')).toEqual({ kind: 'unknown' });
      expect(await deeds()).toEqual([]);
    });
  });

  test('have a code that is shown for an hour to whoever asked for it', async () => {
    const bo = await add('Bo');
    const place = await at(bo);
    expect(await codeAskedFor(database.store, place, now)).toBeNull();
    expect(await askForCode(database.store, place, now)).toBe(true);
    expect(await codeAskedFor(database.store, place, now + 1)).toBe(bo);
    expect(await codeAskedFor(database.store, { ...place, by: 'somebody else' }, now)).toBeNull();
    expect(await codeAskedFor(database.store, await at(await add('Eva')), now)).toBeNull();
    expect(await codeAskedFor(database.store, place, now + looksFor)).toBeNull();
    expect((await deeds()).map(({ kind }) => kind)).toEqual(['code-shown']);
    expect(await hasDone(database.store.read, place, ['list-printed'], 'phone', now)).toBe(false);
  });

  test('have a note that two organisers do not overwrite for each other, erased with them', async () => {
    const bo = await add('Bo');
    const place = await at(bo);
    const write = (note: string | null, basis: string) => writeNote(database.store, place, { note, basis }, now);
    expect(await write('Ring först', noteBasis(null))).toEqual({ kind: 'written' });
    expect(await write('Ring först', noteBasis(null))).toEqual({ kind: 'same' });
    expect(await write('Något annat', noteBasis(null))).toEqual({ kind: 'conflict', note: 'Ring först' });
    expect(await write('Något annat', noteBasis('Ring först'))).toEqual({ kind: 'written' });
    expect(rowsIn(await list())[0]).toMatchObject({ organiserNote: 'Något annat' });
    expect((await deeds()).map(({ kind, facts }) => [kind, JSON.stringify(facts).includes('Ring')])).toEqual([
      ['note-written', false],
      ['note-written', false],
    ]);
    const { offerId, signupId } = place;
    await erasePeople(database.store, localToInstant('2017-06-01T00:00', 'Europe/Stockholm'), now + 90 * 86_400_000);
    const row = await database.store.read
      .selectFrom('signup')
      .select('organiser_note')
      .where('id', '=', signupId)
      .executeTakeFirstOrThrow();
    expect(row.organiser_note).toBeNull();
    expect(await write('Efteråt', noteBasis(null))).toEqual({ kind: 'unknown' });
    expect((await list()).signups).toBe(0);
    expect(offerId).toBe((await event()).id);
  });

  test('are told about with all that they have been told', async () => {
    const bo = await add('Bo');
    const one = await readParticipant(database.store.read, await event(), await rowOf(bo), now);
    expect(one).toMatchObject({
      name: 'Bo',
      told: [{ kind: 'confirmed', state: 'call', call: null, at: now }],
      doubles: [],
    });
    expect(JSON.stringify(one)).not.toContain(bo);
  });

  describe('twice', () => {
    const merge = async (one: string, other: string) =>
      mergeSignups(database.store, await at(one), (await rowOf(other)).id, now);

    test('are pointed out until somebody has found that they are two people', async () => {
      const [first, second] = [await add('Bo'), await add('bo')];
      const { id } = await event();
      const apart = async (one: string, otherId: string) => keepApart(database.store, await at(one), otherId, now);
      expect(await doublesIn(database.store.read, id)).toHaveLength(1);
      const ids = [(await rowOf(first)).id, (await rowOf(second)).id].sort();
      for (const one of [first, second]) {
        const other = one === first ? second : first;
        expect(await apart(one, (await rowOf(other)).id)).toEqual({ kind: 'kept' });
      }
      expect(await doublesIn(database.store.read, id)).toEqual([]);
      // the second who says it has done nothing
      const written = (await deeds()).filter(({ kind }) => kind === 'signups-kept-apart');
      expect(written).toMatchObject([{ facts: { ids } }]);
      expect(await apart(first, (await rowOf(first)).id)).toEqual({ kind: 'unknown' });
      expect(await apart(first, 'nobody')).toEqual({ kind: 'unknown' });
    });

    test('are pointed out, and become one as the better of the two', async () => {
      const first = await add('Bo', { partySize: 2, note: 'Rullstol' });
      await add('Li');
      const second = await add('bo', { email: 'bo@example.se', note: 'Kommer sent' });
      const { id } = await event();
      expect(await doublesIn(database.store.read, id)).toEqual([[(await rowOf(first)).id, (await rowOf(second)).id]]);
      expect(await pairsIn(database.store.read, id)).toMatchObject([{ first: { name: 'Bo' }, second: { name: 'bo' } }]);
      const [kept, gone] = [await rowOf(first), await rowOf(second)];
      expect(await merge(second, first)).toEqual({ kind: 'merged', keptId: kept.id });
      expect(await rowOf(first)).toMatchObject({
        state: 'confirmed',
        party_size: 2,
        email: 'bo@example.se',
        note: 'Rullstol\n\nKommer sent',
      });
      expect(await rowOf(second)).toMatchObject({ state: 'cancelled', ended_as: 'merged' });
      // told once, about the one that is left
      expect([await told(first), await told(second)]).toEqual([['confirmed', 'changed'], ['waitlisted']]);
      expect((await deeds())[0]).toMatchObject({ kind: 'signups-merged', facts: { ids: [kept.id, gone.id] } });
      expect(await merge(first, second)).toEqual({ kind: 'already' });
      expect(await merge(first, first)).toEqual({ kind: 'unknown' });
    });

    test('get what either chose where it can be had, with the place of the one who has one', async () => {
      await load({ capacity: 10 });
      const first = await add('Bo', { activities: ['vandring'] });
      const second = await add('Bo', { activities: ['dans'] });
      await merge(first, second);
      expect(await claims(first)).toEqual(['dans 1 held', 'event 1 held', 'vandring 1 held']);
    });

    test('are refused in words where it cannot be had, and stay as they were', async () => {
      await load({ capacity: 10 });
      const first = await add('Bo', { activities: ['sang'] });
      const second = await add('Bo', { activities: ['dans'] });
      expect(await merge(first, second)).toMatchObject({ kind: 'invalid', problems: [{ problem: 'clash' }] });
      const third = await add('Bo', { activities: ['vandring'], partySize: 1 });
      const waits = await add('Bo', { activities: ['dans'] });
      expect((await rowOf(waits)).state).toBe('waitlisted');
      expect(await merge(third, waits)).toEqual({ kind: 'full' });
      expect([(await rowOf(third)).state, (await rowOf(waits)).state]).toEqual(['confirmed', 'waitlisted']);
      const helps = await add('Bo', { shifts: ['bord'] });
      const comes = await add('Bo');
      expect(await merge(helps, comes)).toEqual({ kind: 'two-roles' });
    });

    test('keep the earlier place in line', async () => {
      await add('Fullt', { partySize: 3 });
      const [one, li, two] = [await add('Bo'), await add('Li'), await add('Bo', { partySize: 2 })];
      await merge(two, one);
      expect(await claims(one)).toEqual(['event 2 waiting']);
      const page = await list({ visa: 'vantar' });
      expect(rowsIn(page).map(({ name, position }) => [name, position])).toEqual([
        ['Bo', 1],
        ['Li', 2],
      ]);
      expect((await rowOf(li)).state).toBe('waitlisted');
    });
  });
});
