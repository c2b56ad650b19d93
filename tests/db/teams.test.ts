import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup, changeSignup, teamWithout } from '../../db/changes';
import { serveByClock } from '../../db/clock';
import { receiptByCode } from '../../db/receipts';
import { signupByCode } from '../../db/signup-rows';
import type { Store } from '../../db/store';
import { joinTeam } from '../../db/team-joining';
import { registerTeam } from '../../db/team-registration';
import { teamByCode, teamByWords, withdrawTeam } from '../../db/teams';
import { localToInstant } from '../../domain/time';
import type { Wish } from '../../domain/wish';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, sampleNow, wish, type SampleEvent } from '../support/sample';

describe.each(databases)('teams on $name (CONTRACT §3.10–14)', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  const tournament = (more: SampleEvent = {}) =>
    insertEvent(store, {
      slug: 'brannboll',
      capacity: null,
      teams: { capacity: 2, minPlayers: 3, maxPlayers: 4 },
      ...more,
    });
  const register = async (
    name: string,
    players: string[] = [],
    captain: Partial<Wish> = {},
    key: string | null = null,
  ) => {
    const outcome = await registerTeam(
      store,
      'brannboll',
      { name, captain: wish({ name: `Kapten ${name}`, ...captain }), players },
      key,
      sampleNow,
    );
    if (!('code' in outcome)) return { kind: outcome.kind, code: '', team: '', outcome };
    const receipt = await receiptByCode(store, outcome.code, sampleNow);
    return { kind: outcome.kind, code: outcome.code, team: receipt!.team!.code, outcome };
  };
  const join = async (team: string, given: Partial<Wish>, key: string | null = null) => {
    const outcome = await joinTeam(store, team, wish(given), key, sampleNow);
    return { kind: outcome.kind, code: 'code' in outcome ? outcome.code : '', outcome };
  };
  const receipt = async (code: string) => (await receiptByCode(store, code, sampleNow))!;
  const state = async (code: string) => {
    const { state, position } = await receipt(code);
    return position === null ? state : `${state} ${position}`;
  };
  const told = async (code: string) => {
    const { id } = await receipt(code);
    const rows = await store.read
      .selectFrom('outbox')
      .select('kind')
      .where('signup_id', '=', id)
      .orderBy('ordinal')
      .execute();
    return rows.map((row) => row.kind);
  };
  const teamsTaken = async () => {
    const rows = await store.read
      .selectFrom('claim')
      .innerJoin('pool', 'pool.id', 'claim.pool_id')
      .select(['claim.state', 'claim.places'])
      .where('pool.of', '=', 'teams')
      .where('claim.state', '=', 'held')
      .execute();
    return rows.length;
  };

  test('§3.10 captain and named players are on the team', async () => {
    await tournament();
    const { kind, code } = await register('Vildkatterna', ['Bo', 'Cia']);
    expect(kind).toBe('confirmed');
    const { team } = await receipt(code);
    expect(team).toMatchObject({ name: 'Vildkatterna', number: 1, players: 3, captain: true, min: 3, max: 4 });
    expect(team!.members.map(({ name, named, captain }) => [name, named, captain])).toEqual([
      ['Kapten Vildkatterna', false, true],
      ['Bo', true, false],
      ['Cia', true, false],
    ]);
    expect(team!.words).toMatch(/^\p{L}+-\p{L}+-\p{L}+$/u);
    expect((await teamByWords(store.read, team!.words!))!.id).toBe(team!.id);
    expect(await told(code)).toEqual(['team-registered']);
  });

  test('§3.10 more players than a team may have are refused beside their field', async () => {
    await tournament();
    const { outcome } = await register('Stora', ['A', 'B', 'C', 'D']);
    expect(outcome).toEqual({ kind: 'invalid', problems: [{ field: 'player', problem: 'too-many', limit: 4 }] });
    expect((await register('Lagom', ['A', 'B', 'C'])).kind).toBe('confirmed');
  });

  test("§3.10 players take places in the event's own pool, all or none", async () => {
    const event = await tournament({ capacity: 5 });
    expect((await register('Ett', ['A', 'B'])).kind).toBe('confirmed');
    const two = await register('Två', ['C', 'D']);
    expect(two.kind).toBe('waitlisted');
    expect(await teamsTaken()).toBe(1);
    const lone = await insertSignup(store, event, { name: 'Ensam' });
    expect(await state(lone)).toBe('confirmed');
    await cancelSignup(store, lone, sampleNow);
    expect(await state(two.code)).toBe('waitlisted 1');
  });

  test('§3.11 a waiting team is one entry; who joins waits with it, and is confirmed with it, whole', async () => {
    await tournament();
    const first = await register('Ett');
    await register('Två');
    const third = await register('Tre', ['Namnet'], { email: 'kapten@example.org' });
    const fourth = await register('Fyra');
    expect([third.kind, fourth.kind]).toEqual(['waitlisted', 'waitlisted']);
    const player = await join(third.team, { name: 'Dan' });
    expect(player.kind).toBe('waitlisted');
    expect([await state(third.code), await state(player.code), await state(fourth.code)]).toEqual([
      'waitlisted 1',
      'waitlisted 1',
      'waitlisted 2',
    ]);
    await cancelSignup(store, first.code, sampleNow);
    expect([await state(third.code), await state(player.code), await state(fourth.code)]).toEqual([
      'confirmed',
      'confirmed',
      'waitlisted 1',
    ]);
    expect(await told(player.code)).toEqual(['team-joined', 'promoted']);
    expect((await receipt(third.code)).team!.members.every((member) => member.state === 'confirmed')).toBe(true);
    expect(await teamsTaken()).toBe(2);
  });

  test('§3.11 a player whose team has room but whose event is full waits alone', async () => {
    await tournament({ capacity: 3 });
    const { team, code } = await register('Ett', ['A', 'B']);
    const player = await join(team, { name: 'Dan' });
    expect(player.kind).toBe('waitlisted');
    expect(await state(player.code)).toBe('waitlisted 1');
    await changeSignup(store, code, { players: ['A'] }, sampleNow);
    expect(await state(player.code)).toBe('confirmed');
    expect((await receipt(code)).team!.players).toBe(3);
  });

  test('a full team has reserves, who get the first free place in it', async () => {
    await tournament();
    const { team, code } = await register('Ett', ['A', 'B', 'C']);
    const reserve = await join(team, { name: 'Dan' });
    expect(reserve.kind).toBe('waitlisted');
    expect((await receipt(code)).team!.players).toBe(4);
    await changeSignup(store, code, { players: ['A', 'B'] }, sampleNow);
    expect(await state(reserve.code)).toBe('confirmed');
  });

  test('a reserve of a waiting team waits for it and then for a place in it', async () => {
    await tournament({ teams: { capacity: 1, minPlayers: 2, maxPlayers: 2 } });
    const first = await register('Ett');
    const second = await register('Två', ['A']);
    const reserve = await join(second.team, { name: 'Dan' });
    expect([await state(second.code), await state(reserve.code)]).toEqual(['waitlisted 1', 'waitlisted 2']);
    await cancelSignup(store, first.code, sampleNow);
    expect([await state(second.code), await state(reserve.code)]).toEqual(['confirmed', 'waitlisted 1']);
    await changeSignup(store, second.code, { players: [] }, sampleNow);
    expect(await state(reserve.code)).toBe('confirmed');
  });

  test("§3.12 who joins under a named player's name takes that place", async () => {
    await tournament();
    const { team, code } = await register('Ett', ['Bo', 'Åsa']);
    const asa = await join(team, { name: ' A\u030Asa ', phone: '+46701740605' });
    expect(asa.kind).toBe('confirmed');
    const { team: after } = await receipt(code);
    expect(after!.players).toBe(3);
    expect(after!.members.filter((member) => !member.named).map((member) => member.name)).toEqual([
      'Kapten Ett',
      ' A\u030Asa ',
    ]);
    const second = await join(team, { name: 'Åsa' });
    expect(second.kind).toBe('confirmed');
    expect((await receipt(code)).team!.players).toBe(4);
  });

  describe('§3.13 leaving', () => {
    test("a captain's role passes to the next player with a code, who is told", async () => {
      await tournament();
      const { team, code } = await register('Ett', ['Namnet']);
      const dan = await join(team, { name: 'Dan' });
      const eva = await join(team, { name: 'Eva' });
      await cancelSignup(store, code, sampleNow);
      expect(await told(dan.code)).toEqual(['team-joined', 'captain']);
      expect((await receipt(dan.code)).team!.captain).toBe(true);
      expect((await receipt(eva.code)).team!.captain).toBe(false);
      expect((await receipt(dan.code)).team!.players).toBe(3);
    });

    test('a captain who leaves only names behind ends the team', async () => {
      await tournament();
      const first = await register('Ett', ['Namnet']);
      await register('Två');
      const third = await register('Tre');
      await cancelSignup(store, first.code, sampleNow);
      expect((await teamByCode(store, store.read, first.team))!.state).toBe('cancelled');
      expect(await state(third.code)).toBe('confirmed');
      expect(await teamsTaken()).toBe(2);
      expect((await join(first.team, { name: 'Sen' })).kind).toBe('unknown');
    });

    test('what becomes of the team is known before, changes nothing, and is what then happens', async () => {
      await tournament({ teams: { capacity: 1, minPlayers: 1, maxPlayers: 4 }, capacity: 4 });
      const { team, code } = await register('Ett', ['Alex', 'Bo']);
      const without = (who: string) => teamWithout(store, (trx) => signupByCode(store, trx, who), sampleNow);
      const mate = (name: string, people = 1): unknown => ({ id: expect.any(String), name, people });
      const ends = { kind: 'ended', name: 'Ett', number: 1, names: [mate('Alex'), mate('Bo')], inLine: [] };
      expect(await without(code)).toEqual(ends);

      // too large for what the captain leaves, so that names alone are left all the same
      const large = await join(team, { name: 'Stor', partySize: 3 });
      expect(await without(code)).toEqual({ ...ends, inLine: [mate('Stor', 3)] });
      const dan = await join(team, { name: 'Dan' });
      expect([await state(large.code), await state(dan.code)]).toEqual(['waitlisted 1', 'confirmed']);
      const led = {
        kind: 'led-by',
        name: 'Ett',
        number: 1,
        captain: { id: (await receipt(dan.code)).id, name: 'Dan' },
      };
      expect(await without(code)).toEqual(led);
      expect(await without(dan.code)).toBe(null);
      expect([await told(code), await told(dan.code)]).toEqual([['team-registered'], ['team-joined']]);
      expect((await receipt(code)).team!).toMatchObject({ captain: true, players: 4 });

      expect(await cancelSignup(store, code, sampleNow)).toEqual({ kind: 'cancelled', team: led });
      const left = await without(dan.code);
      expect(left).toMatchObject({ kind: 'ended' });
      expect(await cancelSignup(store, dan.code, sampleNow)).toEqual({ kind: 'cancelled', team: left });
      expect(await without(dan.code)).toBe(null);
    });

    test('a team that everybody has left gives its place back', async () => {
      await tournament({ teams: { capacity: 1, minPlayers: 1, maxPlayers: 4 } });
      const first = await register('Ett');
      const dan = await join(first.team, { name: 'Dan' });
      const second = await register('Två');
      await cancelSignup(store, dan.code, sampleNow);
      expect(await state(second.code)).toBe('waitlisted 1');
      await cancelSignup(store, first.code, sampleNow);
      expect(await state(second.code)).toBe('confirmed');
    });

    test('the captain withdraws the team and every player is told; nobody else can', async () => {
      await tournament();
      const { team, code } = await register('Ett', ['Namnet'], { email: 'k@example.org' });
      const dan = await join(team, { name: 'Dan' });
      expect(await withdrawTeam(store, dan.code, sampleNow)).toEqual({ kind: 'not-captain' });
      expect(await withdrawTeam(store, code, sampleNow)).toEqual({ kind: 'withdrawn' });
      expect(await withdrawTeam(store, code, sampleNow)).toEqual({ kind: 'withdrawn' });
      expect(await told(dan.code)).toEqual(['team-joined', 'team-withdrawn']);
      expect(await told(code)).toEqual(['team-registered', 'team-withdrawn']);
      expect([await state(code), await state(dan.code)]).toEqual(['cancelled', 'cancelled']);
      expect(await teamsTaken()).toBe(0);
      const late = await register('Två');
      expect(await withdrawTeam(store, late.code, localToInstant('2017-05-17T15:00', 'Europe/Stockholm'))).toEqual({
        kind: 'over',
      });
    });
  });

  describe('§3.11, §3.13 who waits alone for a place in a team', () => {
    test('keeps a waiting team in the line when all who waited with it have left', async () => {
      await tournament({ teams: { capacity: 1, minPlayers: 1, maxPlayers: 1 } });
      const first = await register('Ett');
      const second = await register('Två');
      const reserve = await join(second.team, { name: 'Dan' });
      const third = await register('Tre');
      await cancelSignup(store, second.code, sampleNow);
      expect([await state(reserve.code), await state(third.code)]).toEqual(['waitlisted 1', 'waitlisted 2']);
      expect((await receipt(reserve.code)).team!.captain).toBe(true);
      expect(await teamsTaken()).toBe(1);
      await cancelSignup(store, first.code, sampleNow);
      expect([await state(reserve.code), await state(third.code)]).toEqual(['confirmed', 'waitlisted 1']);
      expect(await teamsTaken()).toBe(1);
    });

    test('comes on the team when there is room, and is its captain when nobody else is left', async () => {
      await tournament({ teams: { capacity: 1, minPlayers: 1, maxPlayers: 1 } });
      const first = await register('Ett');
      const reserve = await join(first.team, { name: 'Dan' });
      await cancelSignup(store, first.code, sampleNow);
      expect(await state(reserve.code)).toBe('confirmed');
      expect(await told(reserve.code)).toEqual(['team-joined', 'promoted', 'captain']);
    });

    test('holds no team up: a team with nobody left on it gives its place back, and they are told', async () => {
      const event = await tournament({ capacity: 1, teams: { capacity: 1, minPlayers: 1, maxPlayers: 2 } });
      const first = await register('Ett');
      const earlier = await insertSignup(store, event, { name: 'Utan lag' });
      const reserve = await join(first.team, { name: 'Dan' });
      await cancelSignup(store, first.code, sampleNow);
      expect(await state(earlier)).toBe('confirmed');
      expect(await state(reserve.code)).toBe('cancelled');
      expect(await told(reserve.code)).toEqual(['team-joined', 'team-withdrawn']);
      expect(await teamsTaken()).toBe(0);
    });

    test('is no captain before somebody who is on the team', async () => {
      await tournament({ teams: { capacity: 1, minPlayers: 1, maxPlayers: 2 }, capacity: 2 });
      const first = await register('Ett');
      const reserve = await join(first.team, { name: 'Stor', partySize: 2 });
      const player = await join(first.team, { name: 'Eva' });
      expect([await state(reserve.code), await state(player.code)]).toEqual(['waitlisted 1', 'confirmed']);
      await cancelSignup(store, first.code, sampleNow);
      expect((await receipt(player.code)).team!.captain).toBe(true);
    });
  });

  test('§4.4 a withdrawn team is taken out of a calendar that captain and player share', async () => {
    await tournament();
    const { team, code } = await register('Ett', [], { email: 'hem@example.org' });
    await join(team, { name: 'Dan', email: 'hem@example.org' });
    await withdrawTeam(store, code, sampleNow, 'en');
    const rows = await store.read.selectFrom('outbox').select('facts').where('kind', '=', 'team-withdrawn').execute();
    expect(rows.map((row) => row.facts)).toEqual(['{"withdrawEntry":true}', '{"withdrawEntry":true}']);
    expect((await receipt(code)).language).toBe('en');
  });

  describe('§3.3 a team’s wait ends when the first thing that it asks for starts', () => {
    const begun = localToInstant('2017-05-17T10:00', 'Europe/Stockholm');
    const yoga = { slug: 'yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00' };
    const late = async () => {
      await tournament({ capacity: 4, teams: { capacity: 1, minPlayers: 1, maxPlayers: 3 }, activities: [yoga] });
      return { first: await register('Ett', ['A']), second: await register('Två', ['B']) };
    };

    test('which is the event, also when a player has chosen something later', async () => {
      const { first, second } = await late();
      await join(second.team, { name: 'Dan', activities: ['yoga'] });
      await withdrawTeam(store, first.code, begun);
      expect((await receipt(second.code)).state).toBe('waitlisted');
      await serveByClock(store, begun);
      expect(await told(second.code)).toEqual(['team-registered', 'no-place']);
    });

    test('then nobody joins it, and it is not let in with them beyond the limit', async () => {
      const { first, second } = await late();
      await insertSignup(store, { slug: 'brannboll' }, { partySize: 2 });
      await serveByClock(store, begun);
      await withdrawTeam(store, first.code, begun);
      const later = wish({ name: 'Dan', activities: ['yoga'] });
      expect(await joinTeam(store, second.team, later, null, begun)).toEqual({ kind: 'full' });
      const reserve = wish({ name: 'Eva', partySize: 2, activities: ['yoga'] });
      expect(await joinTeam(store, second.team, reserve, null, begun)).toEqual({ kind: 'full' });
      await serveByClock(store, begun);
      expect((await receipt(second.code)).state).toBe('waitlisted');
    });

    test('then it takes no more names and no larger parties; other names and smaller parties it does', async () => {
      const { second } = await late();
      const change = (what: Parameters<typeof changeSignup>[2]) => changeSignup(store, second.code, what, begun);
      expect(await change({ players: ['B', 'C'] })).toEqual({ kind: 'full' });
      expect(await change({ partySize: 2 })).toEqual({ kind: 'full' });
      expect(await change({ players: ['C'] })).toEqual({ kind: 'changed' });
      await serveByClock(store, begun);
      expect(await change({ players: ['D'] })).toEqual({ kind: 'changed' });
      expect(await change({ players: [] })).toEqual({ kind: 'changed' });
      expect(await receipt(second.code)).toMatchObject({ state: 'waitlisted', position: null });
    });
  });

  test('§3.6 a captain’s larger party and new names are counted together', async () => {
    await tournament({ waitlist: 3, teams: { capacity: 0, minPlayers: 1, maxPlayers: 4 } });
    const { code } = await register('Ett');
    expect(await changeSignup(store, code, { partySize: 3, players: ['A'] }, sampleNow)).toEqual({ kind: 'full' });
    expect(await changeSignup(store, code, { partySize: 2, players: ['A'] }, sampleNow)).toEqual({ kind: 'changed' });
    // other names are no more people, also where the line is longer than it may be now
    await store.transact((trx) => trx.updateTable('event').set({ waitlist_limit: 1 }).execute());
    expect(await changeSignup(store, code, { players: ['B'] }, sampleNow)).toEqual({ kind: 'changed' });
    expect(await changeSignup(store, code, { players: ['B', 'C'] }, sampleNow)).toEqual({ kind: 'full' });
  });

  test('§3.10 a player who also helps at a shift takes a place in the event', async () => {
    const event = await tournament({ capacity: 2, shifts: [{ slug: 'grill', capacity: 5 }, { slug: 'kiosk' }] });
    const { team } = await register('Ett');
    const player = await join(team, { name: 'Dan', shifts: ['grill'] });
    expect(player.kind).toBe('confirmed');
    expect((await join(team, { name: 'Eva', shifts: ['grill'] })).kind).toBe('waitlisted');
    expect(await changeSignup(store, player.code, { shifts: ['kiosk'] }, sampleNow)).toEqual({ kind: 'changed' });
    expect(await state(await insertSignup(store, event, { name: 'Utan lag' }))).toBe('waitlisted 2');
  });

  test('§3.12, §3.5 an audience told by who takes a named place frees what was kept for it', async () => {
    const event = await tournament({ capacity: 3, kept: [{ audience: 'brukare', places: 1 }] });
    const { team } = await register('Ett', ['Bo']);
    const waiting = await insertSignup(store, event, { name: 'Utan lag' });
    expect(await state(waiting)).toBe('waitlisted 1');
    await join(team, { name: 'Bo', audience: 'brukare' });
    expect(await state(waiting)).toBe('confirmed');
  });

  test('§3.11 who joins a team that the clock has just let in is confirmed with it', async () => {
    await tournament({
      capacity: 3,
      kept: [{ audience: 'brukare', places: 1, until: '2017-04-02T00:00' }],
      teams: { capacity: 1, minPlayers: 1, maxPlayers: 3 },
    });
    const { team, code } = await register('Ett', ['Bo', 'Cia']);
    expect(await state(code)).toBe('waitlisted 1');
    const later = localToInstant('2017-04-02T00:00', 'Europe/Stockholm');
    const joined = await joinTeam(store, team, wish({ name: 'bo' }), null, later);
    expect(joined.kind).toBe('confirmed');
    expect(await teamsTaken()).toBe(1);
  });

  test('§2.2 the key leads to the receipt also when the team has been withdrawn', async () => {
    await tournament();
    const { team, code } = await register('Ett');
    const dan = await join(team, { name: 'Dan' }, 'nyckel-3');
    await withdrawTeam(store, code, sampleNow);
    expect((await join(team, { name: 'Dan' }, 'nyckel-3')).outcome).toEqual({
      kind: 'already',
      code: dan.code,
      otherName: false,
    });
  });

  test('§3.14 the ordinary form signs up a player without a team', async () => {
    const event = await tournament();
    const lone = await insertSignup(store, event);
    expect((await receipt(lone)).team).toBeNull();
  });

  describe("§3.15 the captain's change", () => {
    test("takes the team's name and the whole list of players", async () => {
      await tournament();
      const { code, team } = await register('Ett', ['Bo', 'Cia']);
      await join(team, { name: 'Dan' });
      expect(await changeSignup(store, code, { team: 'Nya', players: ['Cia'] }, sampleNow)).toEqual({
        kind: 'changed',
      });
      const after = (await receipt(code)).team!;
      expect(after.name).toBe('Nya');
      expect(after.members.map((member) => member.name)).toEqual(['Kapten Ett', 'Cia', 'Dan']);
      expect(await changeSignup(store, code, { players: ['Cia', 'E', 'F'] }, sampleNow)).toEqual({
        kind: 'invalid',
        problems: [{ field: 'player', problem: 'too-many', limit: 4 }],
      });
      expect(await changeSignup(store, code, { players: ['Cia', 'E'] }, sampleNow)).toEqual({ kind: 'changed' });
      expect((await receipt(code)).team!.players).toBe(4);
    });

    test('is refused whole when the event has no place for the new names', async () => {
      const event = await tournament({ capacity: 3 });
      await insertSignup(store, event, { name: 'Utan lag' });
      const { code } = await register('Ett', ['Bo']);
      expect(await changeSignup(store, code, { team: 'Nya', players: ['Bo', 'Cia'] }, sampleNow)).toEqual({
        kind: 'full',
      });
      expect((await receipt(code)).team).toMatchObject({ name: 'Ett', players: 2 });
    });

    test("counts the captain's own party as it will be, and not who waits alone", async () => {
      await tournament();
      const { code, team } = await register('Ett', ['Bo', 'Cia']);
      await join(team, { name: 'Två till', partySize: 2 });
      expect(await changeSignup(store, code, { players: ['Bo', 'Cia', 'Dan'] }, sampleNow)).toEqual({
        kind: 'changed',
      });
      expect(await changeSignup(store, code, { partySize: 2, players: ['Bo', 'Cia', 'Dan'] }, sampleNow)).toEqual({
        kind: 'full',
      });
      expect(await changeSignup(store, code, { partySize: 5 }, sampleNow)).toEqual({
        kind: 'invalid',
        problems: [{ field: 'partySize', problem: 'larger-than-pool', limit: 4 }],
      });
    });

    test('gives the places of the names that go to the party that grows, and the other way round', async () => {
      const event = await tournament({ capacity: 4 });
      await insertSignup(store, event, { name: 'Utan lag' });
      const { code } = await register('Ett', ['Bo', 'Cia']);
      expect(await changeSignup(store, code, { partySize: 3, players: ['Bo'] }, sampleNow)).toEqual({ kind: 'full' });
      expect((await receipt(code)).team!.members.map(({ name }) => name)).toEqual(['Kapten Ett', 'Bo', 'Cia']);
      expect(await changeSignup(store, code, { partySize: 2, players: ['Bo'] }, sampleNow)).toEqual({
        kind: 'changed',
      });
      expect(await changeSignup(store, code, { partySize: 3, players: [] }, sampleNow)).toEqual({ kind: 'changed' });
      expect((await receipt(code)).team).toMatchObject({ players: 3, members: [{ name: 'Kapten Ett' }] });
      expect(await changeSignup(store, code, { partySize: 1, players: ['Bo', 'Cia'] }, sampleNow)).toEqual({
        kind: 'changed',
      });
      expect((await receipt(code)).team!.players).toBe(3);
    });

    test('of a waiting team is refused when it would be more than a team may have', async () => {
      await tournament({ teams: { capacity: 0, minPlayers: 1, maxPlayers: 4 } });
      const { code } = await register('Ett');
      expect(await changeSignup(store, code, { partySize: 3, players: ['a', 'b'] }, sampleNow)).toEqual({
        kind: 'invalid',
        problems: [{ field: 'player', problem: 'too-many', limit: 4 }],
      });
    });

    test("is nobody else's", async () => {
      await tournament();
      const { code, team } = await register('Ett', ['Bo']);
      const dan = await join(team, { name: 'Dan' });
      await changeSignup(store, dan.code, { team: 'Dans', players: [] }, sampleNow);
      expect((await receipt(code)).team).toMatchObject({ name: 'Ett', players: 3 });
    });
  });

  test('§3.3 players of a team that got no place are told once', async () => {
    await tournament({ teams: { capacity: 1, minPlayers: 1, maxPlayers: 4 } });
    await register('Ett');
    const second = await register('Två', ['Namnet']);
    const dan = await join(second.team, { name: 'Dan' });
    const start = localToInstant('2017-05-17T10:00', 'Europe/Stockholm');
    expect(await serveByClock(store, start)).toBe(1);
    expect(await serveByClock(store, start)).toBe(0);
    expect(await told(second.code)).toEqual(['team-registered', 'no-place']);
    expect(await told(dan.code)).toEqual(['team-joined', 'no-place']);
  });

  test('§2.2 the same key gives the same receipt', async () => {
    await tournament();
    const first = await register('Ett', [], {}, 'nyckel');
    const again = await register('Ett', [], {}, 'nyckel');
    expect(again.outcome).toEqual({ kind: 'already', code: first.code, otherName: false });
    const dan = await join(first.team, { name: 'Dan' }, 'nyckel-2');
    expect((await join(first.team, { name: 'Eva' }, 'nyckel-2')).outcome).toEqual({
      kind: 'already',
      code: dan.code,
      otherName: true,
    });
  });

  test('an event without teams, and a team that is not there, are unknown', async () => {
    await insertEvent(store, { slug: 'brannboll' });
    expect((await register('Ett')).kind).toBe('unknown');
    expect((await join('0000000000', {})).kind).toBe('unknown');
  });
});
