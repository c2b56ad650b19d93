import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { deedsTo } from '../../db/deeds';
import { erasePeople } from '../../db/erase';
import { receiptByCode } from '../../db/receipts';
import type { Store } from '../../db/store';
import { changeCaptain, mergeTeams, movePlayer, renameTeam, splitTeam } from '../../db/team-board/deeds';
import { readProposal, useProposal } from '../../db/team-board/proposal';
import { nudgeCaptains } from '../../db/nudges';
import { undoLast } from '../../db/team-board/undo';
import { readTeamBoard } from '../../db/team-board/view';
import { joinTeam } from '../../db/team-joining';
import { registerTeam } from '../../db/team-registration';
import { withdrawTeam } from '../../db/teams';
import { addOrganiser } from '../../db/organisers';
import type { Wish } from '../../domain/wish';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import {
  insertEvent,
  insertSignup,
  sampleNow as now,
  wish,
  type InsertedOffer,
  type SampleEvent,
} from '../support/sample';

const minute = 60_000;

describe.each(databases)('the team board, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  let event: InsertedOffer;
  let at: { slug: string; by: string; organisationId: string };
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  async function tournament(more: SampleEvent = {}) {
    event = await insertEvent(store, {
      slug: 'brannboll',
      host: 'rsmh',
      capacity: null,
      teams: { capacity: 4, minPlayers: 3, maxPlayers: 5 },
      ...more,
    });
    const who = { email: 'anna@example.se', name: 'Anna', organisation: 'rsmh', role: 'organiser' as const };
    await addOrganiser(store, who, now);
    const { id: by } = await store.read.selectFrom('organiser').select('id').executeTakeFirstOrThrow();
    const { id: organisationId } = await store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow();
    at = { slug: 'brannboll', by, organisationId };
  }
  async function register(name: string, players: string[] = [], captain: Partial<Wish> = {}): Promise<string> {
    const team = { name, captain: wish({ name: `Kapten ${name}`, ...captain }), players };
    const outcome = await registerTeam(store, 'brannboll', team, null, now);
    if (!('code' in outcome)) throw new Error(outcome.kind);
    return outcome.code;
  }
  const alone = (name: string, given: Partial<Wish> = {}) => insertSignup(store, event, { name, ...given });
  const board = async () => (await readTeamBoard(store.read, event.id, now))!;
  const team = async (name: string) => {
    const found = (await board()).teams.find((one) => one.name === name);
    if (!found) throw new Error(`no team ${name}`);
    return found;
  };
  const player = async (name: string) => {
    const row = await store.read
      .selectFrom('signup')
      .select(['id', 'team_id'])
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return { player: row.id, from: row.team_id };
  };
  const move = async (name: string, to: string | null, when = now) =>
    movePlayer(store, at, { ...(await player(name)), to: to === null ? null : (await team(to)).id }, when);
  const undo = async (when = now) => undoLast(store, at, (await board()).last?.id ?? '', when);
  /** The board in words: each team with its players, the captain first, and those without a team. */
  async function words() {
    const { teams, lone } = await board();
    const names = (members: { name: string }[]) => members.map(({ name }) => name).join(' ');
    return [...teams.map((one) => `${one.name}: ${names(one.members)}`), `-: ${names(lone)}`];
  }
  const outbox = (state: 'queued' | 'call' | 'dropped' = 'queued') =>
    store.read
      .selectFrom('outbox')
      .innerJoin('signup', 'signup.id', 'outbox.signup_id')
      .select(['signup.name', 'outbox.kind', 'outbox.next_attempt_at'])
      .where('outbox.state', '=', state)
      .where('outbox.kind', 'in', ['team-placed', 'team-changed', 'captain'])
      .orderBy('outbox.created_at')
      .orderBy('outbox.ordinal')
      .execute();
  const told = async (state: 'queued' | 'call' = 'queued') =>
    (await outbox(state)).map(({ name, kind }) => `${name}: ${kind}`).sort();
  /** Places held in every pool, to see that nothing is lost or taken twice. */
  async function held() {
    const rows = await store.read
      .selectFrom('pool')
      .leftJoin('team', 'team.id', 'pool.team_id')
      .leftJoin('claim', (join) => join.onRef('claim.pool_id', '=', 'pool.id').on('claim.state', '=', 'held'))
      .select(['pool.of', 'team.name', 'claim.places'])
      .execute();
    const sums: Record<string, number> = {};
    for (const row of rows) {
      const key = row.name ?? row.of;
      sums[key] = (sums[key] ?? 0) + (row.places ?? 0);
    }
    return sums;
  }

  test('says which teams share a name, but for case and spaces, those in line too and none that is gone', async () => {
    await tournament({ teams: { capacity: 3, minPlayers: 1, maxPlayers: 5 } });
    await register('Åsarna');
    await register('Asarna');
    const gone = await register('Asarna');
    await register('  åSARNA ');
    await register('Åsarna  FC');
    const shared = async () => (await board()).teams.flatMap((one) => (one.sharesName ? [one.number] : []));
    expect((await board()).teams.map(({ waits }) => waits)).toEqual([false, false, false, true, true]);
    expect(await shared()).toEqual([1, 2, 3, 4]);
    await withdrawTeam(store, gone, now);
    expect(await shared()).toEqual([1, 4]);
  });

  test('tells of a captain whom nothing reaches, and why', async () => {
    await tournament();
    await register('Nås', [], { email: 'kapten@example.se' });
    await register('Rings', [], { phone: '+46701234567' });
    await register('Tyst');
    await register('Studs', [], { email: 'borta@example.se' });
    await store.transact((trx) =>
      trx.updateTable('signup').set({ address_failed_at: now }).where('email', '=', 'borta@example.se').execute(),
    );
    const why = (await board()).teams.map(({ name, captainUnreached }) => [name, captainUnreached]);
    expect(Object.fromEntries(why)).toEqual({ Nås: null, Rings: null, Tyst: 'nothing-given', Studs: 'mail-fails' });
  });

  test('shows teams, who is short, and those without a team with whom they asked for', async () => {
    await tournament();
    await register('Bollarna', ['Bo'], { phone: '+46701234567' });
    await alone('Eva', { playWith: 'Bo' });
    await alone('Li', { playWith: 'eva och Ulla' });
    await alone('Hjälparen');
    const { teams, lone, last, nudge } = await board();
    expect(teams).toMatchObject([
      { name: 'Bollarna', players: 2, short: 1, room: 3, waits: false, captainsPhone: '+46701234567' },
    ]);
    expect(teams[0]!.members).toMatchObject([
      { name: 'Kapten Bollarna', captain: true, named: false },
      { name: 'Bo', captain: false, named: true },
    ]);
    expect(lone.map(({ name, wishes }) => [name, wishes])).toEqual([
      ['Eva', [{ name: 'Bo', where: { team: 'Bollarna' } }]],
      [
        'Li',
        [
          { name: 'Eva', where: 'no-team' },
          { name: 'Ulla', where: 'unknown' },
        ],
      ],
      ['Hjälparen', []],
    ]);
    expect(last).toBeNull();
    expect(nudge).toEqual({ possible: true, lastAt: null });
  });

  test('places a lone player, who is told once it is quiet, as the captain is, and undoes it', async () => {
    await tournament();
    await register('Bollarna', [], { email: 'kapten@example.se' });
    await alone('Eva', { email: 'eva@example.se' });
    expect(await move('Eva', 'Bollarna')).toEqual({ kind: 'done' });
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Eva', '-: ']);
    expect(await held()).toEqual({ event: 2, teams: 1, Bollarna: 2 });
    expect(await told()).toEqual(['Eva: team-placed', 'Kapten Bollarna: team-changed']);
    expect((await outbox()).every((row) => row.next_attempt_at === now + 2 * minute)).toBe(true);
    expect((await board()).last).toMatchObject({ kind: 'player-placed', player: 'Eva', team: 'Bollarna', count: 1 });
    expect((await deedsTo(store.read, event.id)).map(({ kind }) => kind)).toEqual(['player-placed']);

    expect(await undo()).toEqual({ kind: 'done' });
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna', '-: Eva']);
    expect(await held()).toEqual({ event: 2, teams: 1, Bollarna: 1 });
    // nothing was sent, so nothing is told after all
    expect(await told()).toEqual([]);
    expect(await undo()).toEqual({ kind: 'refused', why: { kind: 'nothing-to-undo' } });
  });

  test('calls nobody about what was undone, also where captains were reminded in between', async () => {
    await tournament();
    await register('Bollarna', [], { phone: '+46701234567' });
    await alone('Eva', { phone: '+46701234568' });
    await move('Eva', 'Bollarna');
    expect(await told('call')).toEqual(['Eva: team-placed', 'Kapten Bollarna: team-changed']);
    const reminded = await nudgeCaptains(store, at, now);
    expect(reminded.kind).toBe('nudged');
    await undo();
    expect(await told('call')).toEqual([]);
    // the reminder itself is still to be told
    const left = await store.read.selectFrom('outbox').select('kind').where('state', '=', 'call').execute();
    expect(left.map(({ kind }) => kind)).toContain('team-incomplete');
  });

  test('tells anew what is undone once it has been sent', async () => {
    await tournament();
    await register('Bollarna');
    await alone('Eva', { email: 'eva@example.se' });
    await move('Eva', 'Bollarna');
    await store.transact((trx) =>
      trx.updateTable('outbox').set({ state: 'sent' }).where('state', '=', 'queued').execute(),
    );
    await undo(now + 5 * minute);
    expect(await told()).toEqual(['Eva: team-placed']);
  });

  test('asks the organiser to call a captain without an address once, however many are placed', async () => {
    await tournament();
    await register('Bollarna');
    for (const name of ['Eva', 'Li']) await alone(name);
    await move('Eva', 'Bollarna');
    await move('Li', 'Bollarna', now + minute);
    expect(await told('call')).toEqual(['Eva: team-placed', 'Kapten Bollarna: team-changed', 'Li: team-placed']);
  });

  test('refuses in words a full team, a larger party, a team in line, and who has moved meanwhile', async () => {
    await tournament({ teams: { capacity: 2, minPlayers: 3, maxPlayers: 3 } });
    await register('Bollarna', ['Bo', 'Cia']);
    await register('Racketen', ['Do']);
    await register('Väntarna');
    await alone('Eva', { partySize: 2 });
    const before = await words();
    expect(await move('Eva', 'Bollarna')).toEqual({
      kind: 'refused',
      why: { kind: 'team-full', team: 'Bollarna', room: 0 },
    });
    expect(await move('Eva', 'Racketen')).toEqual({
      kind: 'refused',
      why: { kind: 'team-full', team: 'Racketen', room: 1 },
    });
    expect(await move('Eva', 'Väntarna')).toMatchObject({ why: { kind: 'team-waits' } });
    const { id: into } = await team('Racketen');
    const stale = { player: (await player('Bo')).player, from: null, to: into };
    expect(await movePlayer(store, at, stale, now)).toMatchObject({ why: { kind: 'moved' } });
    const missing = { player: 'nobody', from: null, to: into };
    expect(await movePlayer(store, at, missing, now)).toMatchObject({ why: { kind: 'gone' } });
    expect(await words()).toEqual(before);
    expect((await board()).last).toBeNull();
  });

  test('passes the captain’s role on, ends a team that is empty, and leaves no names alone', async () => {
    await tournament();
    const captain = await register('Bollarna', ['Namn'], { email: 'kapten@example.se' });
    const code = (await receiptByCode(store, captain, now))!.team!.code;
    await register('Racketen');
    expect(await move('Kapten Bollarna', 'Racketen')).toMatchObject({ why: { kind: 'leaves-names' } });
    await joinTeam(store, code, wish({ name: 'Eva', email: 'eva@example.se' }), null, now);
    await move('Kapten Bollarna', 'Racketen');
    expect(await words()).toEqual(['Bollarna: Eva Namn', 'Racketen: Kapten Racketen Kapten Bollarna', '-: ']);
    expect(await told()).toEqual(['Eva: captain', 'Kapten Bollarna: team-placed']);
    await undo();
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Namn Eva', 'Racketen: Kapten Racketen', '-: ']);

    await move('Kapten Racketen', null);
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Namn Eva', '-: Kapten Racketen']);
    expect(await held()).toEqual({ event: 4, teams: 1, Bollarna: 3, Racketen: 0 });
    await undo();
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Namn Eva', 'Racketen: Kapten Racketen', '-: ']);
    expect(await held()).toEqual({ event: 4, teams: 2, Bollarna: 3, Racketen: 1 });
  });

  test('merges two teams, and undoing gives back both with their codes and words', async () => {
    await tournament();
    await register('Bollarna', ['Bo']);
    await register('Racketen', ['Do', 'Ro']);
    const rows = () => store.read.selectFrom('team').selectAll().orderBy('number').execute();
    const before = { rows: await rows(), words: await words(), held: await held() };
    const merge = { team: (await team('Bollarna')).id, into: (await team('Racketen')).id };
    expect(await mergeTeams(store, at, merge, now)).toEqual({ kind: 'done' });
    expect(await words()).toEqual(['Racketen: Kapten Racketen Kapten Bollarna Bo Do Ro', '-: ']);
    expect((await board()).last).toMatchObject({ kind: 'teams-merged', formerTeam: 'Bollarna', team: 'Racketen' });
    expect(await held()).toEqual({ event: 5, teams: 1, Bollarna: 0, Racketen: 5 });
    expect(await undo()).toEqual({ kind: 'done' });
    expect({ rows: await rows(), words: await words(), held: await held() }).toEqual(before);

    await alone('Eva');
    await move('Eva', 'Racketen');
    expect(await mergeTeams(store, at, merge, now)).toMatchObject({ why: { kind: 'team-full' } });
    expect((await rows()).map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
  });

  test('merges a team in line into one that has its place, and back', async () => {
    await tournament({ teams: { capacity: 1, minPlayers: 3, maxPlayers: 5 } });
    await register('Bollarna');
    const waiting = await register('Väntarna', ['Do']);
    await register('Sist');
    const before = { words: await words(), held: await held() };
    expect((await team('Väntarna')).position).toBe(1);
    const merge = { team: (await team('Väntarna')).id, into: (await team('Bollarna')).id };
    expect(await mergeTeams(store, at, merge, now)).toEqual({ kind: 'done' });
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Kapten Väntarna Do', 'Sist: Kapten Sist', '-: ']);
    expect((await receiptByCode(store, waiting, now))!.state).toBe('confirmed');
    expect((await team('Sist')).position).toBe(1);
    await undo();
    expect({ words: await words(), held: await held() }).toEqual(before);
    expect((await receiptByCode(store, waiting, now))!.state).toBe('waitlisted');
    expect((await team('Väntarna')).position).toBe(1);
    expect((await team('Sist')).position).toBe(2);
  });

  test('gives a team’s place to who waits, and then cannot undo it', async () => {
    await tournament({ teams: { capacity: 2, minPlayers: 3, maxPlayers: 5 } });
    await register('Bollarna');
    await register('Racketen');
    await register('Väntarna');
    const merge = { team: (await team('Bollarna')).id, into: (await team('Racketen')).id };
    await mergeTeams(store, at, merge, now);
    expect(await team('Väntarna')).toMatchObject({ waits: false });
    expect(await undo()).toEqual({ kind: 'refused', why: { kind: 'no-more-teams' } });
    expect(await words()).toEqual(['Racketen: Kapten Racketen Kapten Bollarna', 'Väntarna: Kapten Väntarna', '-: ']);
  });

  test('splits a team, which gets words and a code of its own, and undoes it', async () => {
    await tournament();
    const code = await register('Bollarna', ['Bo', 'Cia']);
    const own = (await receiptByCode(store, code, now))!.team!.code;
    await joinTeam(store, own, wish({ name: 'Eva', email: 'eva@example.se' }), null, now);
    const { id } = await team('Bollarna');
    const ids = async (...names: string[]) => Promise.all(names.map(async (name) => (await player(name)).player));
    const split = async (names: string[], name = 'Nya') =>
      splitTeam(store, at, { team: id, players: await ids(...names), name }, now);
    expect(await split([])).toMatchObject({ why: { kind: 'nobody-chosen' } });
    expect(await split(['Bo', 'Cia'])).toMatchObject({ why: { kind: 'no-captain' } });
    expect(await split(['Eva'], '')).toMatchObject({ why: { kind: 'name-missing' } });
    expect(await split(['Kapten Bollarna', 'Bo', 'Cia', 'Eva'])).toMatchObject({ why: { kind: 'all-chosen' } });
    expect(await split(['Bo', 'Eva'])).toEqual({ kind: 'done' });
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Cia', 'Nya: Eva Bo', '-: ']);
    expect(await told()).toEqual(['Eva: captain']);
    const made = await store.read.selectFrom('team').selectAll().where('name', '=', 'Nya').executeTakeFirstOrThrow();
    expect(made).toMatchObject({
      number: 2,
      state: 'confirmed',
      words: expect.stringMatching(/^\S+-\S+-\S+$/u) as string,
    });
    expect(await held()).toEqual({ event: 4, teams: 2, Bollarna: 2, Nya: 2 });
    await undo();
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Bo Cia Eva', '-: ']);
    expect(await held()).toEqual({ event: 4, teams: 1, Bollarna: 4, Nya: 0 });
  });

  test('renames, and changes captain, and undoes both, one at a time', async () => {
    await tournament();
    const code = await register('Bollarna', ['Namn'], { email: 'kapten@example.se' });
    const own = (await receiptByCode(store, code, now))!.team!.code;
    await joinTeam(store, own, wish({ name: 'Eva', email: 'eva@example.se' }), null, now);
    const { id } = await team('Bollarna');
    expect(await renameTeam(store, at, { team: id, name: '' }, now)).toMatchObject({ why: { kind: 'name-missing' } });
    await renameTeam(store, at, { team: id, name: 'Bollorna' }, now);
    expect(await told()).toEqual(['Kapten Bollarna: team-changed']);
    const named = { team: id, player: (await player('Namn')).player };
    expect(await changeCaptain(store, at, named, now)).toMatchObject({ why: { kind: 'no-captain' } });
    await changeCaptain(store, at, { team: id, player: (await player('Eva')).player }, now);
    expect(await words()).toEqual(['Bollorna: Eva Kapten Bollarna Namn', '-: ']);
    expect((await told()).filter((one) => one.endsWith('captain'))).toEqual(['Eva: captain']);
    expect((await board()).last).toMatchObject({ kind: 'captain-changed', player: 'Eva', team: 'Bollorna' });
    await undo();
    expect((await board()).last).toMatchObject({ kind: 'team-renamed', formerTeam: 'Bollarna', team: 'Bollorna' });
    await undo();
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Namn Eva', '-: ']);
    expect((await deedsTo(store.read, event.id)).map(({ kind }) => kind).sort()).toEqual(
      ['team-renamed', 'captain-changed', 'board-undone', 'board-undone'].sort(),
    );
  });

  test('refuses to undo what something later stands in the way of', async () => {
    await tournament({ teams: { capacity: 4, minPlayers: 1, maxPlayers: 2 } });
    await register('Bollarna');
    const code = await alone('Eva');
    await alone('Li');
    await move('Eva', 'Bollarna');
    await cancelSignup(store, code, now);
    expect(await undo()).toEqual({ kind: 'refused', why: { kind: 'in-the-way' } });

    await register('Racketen', ['Ro']);
    await move('Ro', 'Bollarna');
    await insertSignup(store, event, { name: 'Mo' });
    const own = await store.read
      .selectFrom('team')
      .selectAll()
      .where('name', '=', 'Racketen')
      .executeTakeFirstOrThrow();
    await joinTeam(store, store.codes.codeOf(own), wish({ name: 'Ny' }), null, now);
    expect(await undo()).toEqual({ kind: 'refused', why: { kind: 'in-the-way' } });
  });

  test('two who press Ångra at once undo one deed', async () => {
    await tournament();
    await register('Bollarna');
    for (const name of ['Eva', 'Li']) await alone(name);
    await move('Eva', 'Bollarna');
    await move('Li', 'Bollarna');
    const { last } = await board();
    const outcomes = await Promise.all([1, 2].map(() => undoLast(store, at, last!.id, now)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Eva', '-: Li']);
  });

  test('never puts more on a team than it takes, whoever places at the same moment', async () => {
    await tournament({ teams: { capacity: 4, minPlayers: 1, maxPlayers: 3 } });
    await register('Bollarna');
    const names = ['A', 'B', 'C', 'D', 'E'];
    for (const name of names) await alone(name);
    const outcomes = await Promise.all(names.map((name) => move(name, 'Bollarna')));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(2);
    expect((await team('Bollarna')).players).toBe(3);
  });

  test('one in line who is placed waits on, for the event and the team together', async () => {
    await tournament({ capacity: 2 });
    await register('Bollarna');
    const first = await alone('Eva');
    await alone('Li');
    expect((await board()).lone.map(({ name, waits, position }) => [name, waits, position])).toEqual([
      ['Eva', false, null],
      ['Li', true, 1],
    ]);
    expect(await move('Li', 'Bollarna')).toEqual({ kind: 'done' });
    expect((await team('Bollarna')).members).toMatchObject([{}, { name: 'Li', waits: true, position: 1 }]);
    await cancelSignup(store, first, now);
    expect((await team('Bollarna')).members).toMatchObject([{}, { name: 'Li', waits: false }]);
    expect(await held()).toEqual({ event: 2, teams: 1, Bollarna: 2 });
  });

  test('uses a proposal whole or in part, refuses an old one, and undoes it', async () => {
    await tournament();
    await register('Bollarna', ['Bo']);
    for (const name of ['Eva', 'Li', 'Mo', 'No', 'Oa']) await alone(name, { audience: 'brukare' });
    const shown = (await readProposal(store.read, event.id, 1, now))!;
    expect(shown.teams).toMatchObject([
      { name: 'Bollarna', before: 2, after: 3, whole: true },
      { id: 'new-1', name: null, before: 0, after: 4, whole: true },
    ]);
    expect(JSON.stringify(shown)).not.toContain('brukare');
    const all = shown.teams.flatMap(({ placed }) => placed.map(({ id }) => id));
    const use = (basis: string, players: string[], name = 'Lag 2') =>
      useProposal(store, at, { basis, seed: 1, players, names: new Map([['new-1', name]]) }, now);
    expect(await use(shown.basis, [])).toMatchObject({ why: { kind: 'nobody-chosen' } });
    expect(await use(shown.basis, all, '')).toMatchObject({ why: { kind: 'name-missing' } });
    expect(await use(shown.basis, all)).toEqual({ kind: 'done' });
    expect((await board()).teams.map(({ name, players }) => [name, players])).toEqual([
      ['Bollarna', 3],
      ['Lag 2', 4],
    ]);
    expect((await board()).last).toMatchObject({ kind: 'proposal-used', count: 5 });
    await undo();
    expect(await words()).toEqual(['Bollarna: Kapten Bollarna Bo', '-: Eva Li Mo No Oa']);

    const kept = all.slice(1);
    expect(await use(shown.basis, kept)).toEqual({ kind: 'done' });
    expect((await board()).lone).toHaveLength(1);
    expect(await use(shown.basis, all)).toMatchObject({ why: { kind: 'outdated' } });
  });

  test('forgets wishes and former names with the people', async () => {
    await tournament();
    await register('Annas lag');
    await alone('Eva', { playWith: 'Anna' });
    await renameTeam(store, at, { team: (await team('Annas lag')).id, name: 'Bollarna' }, now);
    const later = now + 400 * 24 * 3600_000;
    await erasePeople(store, later, later);
    expect(await store.read.selectFrom('undo').selectAll().execute()).toEqual([]);
    const rows = await store.read.selectFrom('signup').select('play_with').execute();
    expect(rows.map((row) => row.play_with)).toEqual([null, null]);
  });

  test('is closed when the event is over or cancelled', async () => {
    await tournament();
    await register('Bollarna');
    await alone('Eva');
    expect(await move('Eva', 'Bollarna', now + 400 * 24 * 3600_000)).toMatchObject({ why: { kind: 'over' } });
    await store.transact((trx) => trx.updateTable('event').set({ status: 'cancelled' }).execute());
    expect(await move('Eva', 'Bollarna')).toMatchObject({ why: { kind: 'event-cancelled' } });
    expect((await board()).open).toBe(false);
  });
});
