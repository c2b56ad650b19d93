import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, describe, test } from 'vitest';
import {
  checkAcknowledged,
  checkAnswers,
  checkJournal,
  checkLine,
  checkMoment,
  checkNotices,
  checkOutcomes,
  checkReads,
} from './checks';
import { readHistory, writeHistory, type Operation } from './history';
import type { ClaimRow, Entry, NoticeRow, PoolRow, Rows, SignupRow, TeamRow } from './watcher';

/** Doctored histories: what each check must see, beside the same without the fault, where it must say nothing. */

const ids = new Map([
  ['dag', 'event-1'],
  ['yoga', 'activity-1'],
]);
const still = new Set<string>();
const own: PoolRow = {
  id: 'pool',
  offer_id: 'event-1',
  of: 'event',
  activity_id: null,
  team_id: null,
  audience: null,
  capacity: 3,
};
const yoga: PoolRow = { ...own, id: 'pool-yoga', of: 'activity', activity_id: 'activity-1', capacity: 1 };

const signup = (id: string, fields: Partial<SignupRow> = {}): SignupRow => ({
  id,
  offer_id: 'event-1',
  team_id: null,
  state: 'confirmed',
  party_size: 1,
  audience: null,
  has_code: 1,
  form_key: `key-${id}`,
  line_no: null,
  no_place_at: null,
  notice_count: 1,
  ...fields,
});
const waiting = (id: string, lineNo: number, fields: Partial<SignupRow> = {}) =>
  signup(id, { state: 'waitlisted', line_no: lineNo, ...fields });
const claim = (holder_id: string, fields: Partial<ClaimRow> = {}): ClaimRow => ({
  pool_id: 'pool',
  holder_id,
  places: 1,
  state: 'held',
  ...fields,
});
const rowsOf = (rows: Partial<Rows>): Rows => ({ pools: [own, yoga], signups: [], teams: [], claims: [], ...rows });

const form = (id: string, begin: number, fields: Partial<Operation> = {}): Operation => ({
  client: 0,
  process: 0,
  kind: 'signup',
  event: 'dag',
  key: `key-${id}`,
  wish: { size: 1, chosen: [] },
  begin,
  end: begin + 1,
  answer: { status: 303, code: `CODE-${id}` },
  ...fields,
});
const later = (kind: Operation['kind'], id: string, begin: number, fields: Partial<Operation> = {}): Operation => ({
  client: 0,
  process: 1,
  kind,
  event: 'dag',
  code: `CODE-${id}`,
  begin,
  end: begin + 1,
  answer: { status: 303, code: `CODE-${id}` },
  ...fields,
});

describe('a moment', () => {
  const signups = ['a', 'b', 'c'].map((id) => signup(id));
  const full = rowsOf({ signups, claims: signups.map(({ id }) => claim(id)) });

  test('in which all is well', () => {
    expect(checkMoment(full, still)).toEqual([]);
  });

  test('oversold; not where the limit has just been lowered', () => {
    const oversold = rowsOf({
      signups: [...signups, signup('d')],
      claims: [...full.claims, claim('d')],
    });
    expect(checkMoment(oversold, still)).toEqual(['oversold: 4 of 3 places in event pool']);
    expect(checkMoment(oversold, new Set(['event-1']))).toEqual([]);
  });

  test('with kept places taken by others', () => {
    const kept: PoolRow = { ...own, id: 'kept', of: 'kept', audience: 'brukare', capacity: 2 };
    const withKept = (audience: string | null) =>
      rowsOf({
        pools: [own, kept],
        signups: [signup('a'), signup('b', { audience })],
        claims: [claim('a'), claim('b')],
      });
    expect(checkMoment(withKept('brukare'), still)).toEqual([]);
    expect(checkMoment(withKept('staff'), still)).toEqual(['kept places taken: 2 taken and 2 kept of 3 in event-1']);
  });

  test('with a split party', () => {
    const pair = signup('a', { party_size: 2 });
    const split = rowsOf({
      signups: [pair, signup('b')],
      claims: [claim('a', { places: 2 }), claim('a', { pool_id: 'pool-yoga' }), claim('b', { state: 'waiting' })],
    });
    expect(checkMoment(split, still)).toEqual([
      'split party: 1 of 2 in pool pool-yoga',
      'split party: signup b is confirmed, and a place is waiting',
    ]);
    expect(checkMoment(rowsOf({ signups: [pair] }), still)).toEqual(['without a place: signup a is confirmed']);
  });

  test('with somebody waiting beside a free place', () => {
    const rows = rowsOf({ signups: [waiting('a', 1)], claims: [claim('a', { state: 'waiting' })] });
    expect(checkMoment(rows, still)).toEqual(['not served: a waits beside free places']);
    const tooMany = rowsOf({
      signups: [waiting('a', 1, { party_size: 4 })],
      claims: [claim('a', { state: 'waiting', places: 4 })],
    });
    expect(checkMoment(tooMany, still)).toEqual([]);
  });

  test('with a team that is not whole', () => {
    const team: TeamRow = { id: 'team', event_id: 'event-1', state: 'confirmed', captain_id: 'a', line_no: null };
    const players: PoolRow = { ...own, id: 'players', of: 'team', team_id: 'team', capacity: 2 };
    const on = (id: string, fields: Partial<SignupRow> = {}) => signup(id, { team_id: 'team', ...fields });
    const teamOf = (signups: SignupRow[], changes: Partial<TeamRow> = {}) =>
      rowsOf({
        pools: [own, players],
        teams: [{ ...team, ...changes }],
        signups,
        claims: [
          claim('team', { pool_id: 'teams' }),
          ...signups.flatMap(({ id, state, party_size: places }) => {
            const how = state === 'confirmed' ? ('held' as const) : ('waiting' as const);
            return ['pool', 'players'].map((pool_id) => claim(id, { pool_id, places, state: how }));
          }),
        ],
      });
    expect(checkMoment(teamOf([on('a'), on('b')]), still)).toEqual([]);
    expect(checkMoment(teamOf([on('a'), on('b', { state: 'waitlisted' })]), still)).toContain(
      'team not whole: team is confirmed, player b waitlisted',
    );
    expect(checkMoment(teamOf([on('a'), on('b', { party_size: 2 })]), still)).toContain(
      'oversold: 3 of 2 players on team team',
    );
    expect(checkMoment(teamOf([on('b')]), still)).toEqual(['no captain on team team']);
    expect(checkMoment(teamOf([on('a')], { state: 'waitlisted', line_no: 1 }), still)).toContain(
      'team not whole: team is waitlisted, its place 1 held',
    );
    const ended = { ...teamOf([on('a')]), teams: [] };
    expect(checkMoment(ended, still)).toEqual(['team not whole: team has ended, and somebody is still on it']);
  });
});

describe('the journal', () => {
  const start = rowsOf({});
  const comes = (
    row: SignupRow,
    claims = [claim(row.id, { state: row.state === 'confirmed' ? 'held' : 'waiting' })],
  ) => [
    { of: 'signup', op: 'insert', row } as Entry,
    ...claims.map((one): Entry => ({ of: 'claim', op: 'insert', row: { ...one, places: row.party_size } })),
  ];
  const goes = (id: string): Entry[] => [
    { of: 'signup', op: 'update', row: signup(id, { state: 'cancelled' }) },
    { of: 'claim', op: 'update', row: claim(id, { state: 'ended' }) },
  ];
  const isLetIn = (id: string): Entry[] => [
    { of: 'signup', op: 'update', row: signup(id) },
    { of: 'claim', op: 'update', row: claim(id) },
  ];
  const full = ['a', 'b', 'c'].flatMap((id) => comes(signup(id)));

  test('of a line that is served in order', () => {
    const journal = [...full, ...comes(waiting('d', 1)), ...comes(waiting('e', 2)), ...goes('a'), ...isLetIn('d')];
    expect(checkJournal(journal, start)).toEqual([]);
  });

  test('of a place too many, also for a moment only', () => {
    const journal = [...full, ...comes(signup('d')), ...goes('d')];
    expect(checkJournal(journal, start)).toEqual(['oversold: place 4 of 3 given in event pool']);
  });

  test('of somebody let in where the limit had been lowered; who was there may become fewer', () => {
    const lowered: Entry = { of: 'pool', op: 'update', row: { ...own, capacity: 1 } };
    const pair = comes(signup('a', { party_size: 3 }));
    const fewer: Entry[] = [
      { of: 'claim', op: 'delete', row: claim('a', { places: 3 }) },
      { of: 'claim', op: 'insert', row: claim('a', { places: 2 }) },
      { of: 'signup', op: 'update', row: signup('a', { party_size: 2 }) },
    ];
    expect(checkJournal([...pair, lowered, ...fewer], start)).toEqual([]);
    expect(checkJournal([...pair, lowered, ...goes('a'), ...comes(signup('b', { party_size: 2 }))], start)).toEqual([
      'oversold: place 2 of 1 given in event pool',
    ]);
  });

  test('of one let in before another who would have fitted', () => {
    const journal = [...full, ...comes(waiting('d', 1)), ...comes(waiting('e', 2)), ...goes('a'), ...isLetIn('e')];
    expect(checkJournal(journal, start)).toEqual(['overtaken line: e was let in before d, who would have fitted']);
    const larger = [
      ...full,
      ...comes(waiting('d', 1, { party_size: 2 })),
      ...comes(waiting('e', 2)),
      ...goes('a'),
      ...isLetIn('e'),
    ];
    expect(checkJournal(larger, start)).toEqual([]);
  });

  test('of a newcomer who passes the line', () => {
    const journal = [...full, ...comes(waiting('d', 1)), ...goes('a'), ...comes(signup('e'))];
    expect(checkJournal(journal, start)).toEqual(['overtaken line: e was let in before d, who would have fitted']);
  });

  test('of one who goes in before others in line', () => {
    const journal = [...full, ...comes(waiting('d', 2)), ...comes(waiting('e', 2))];
    expect(checkJournal(journal, start)).toEqual(['overtaken line: e went in before d, number 2']);
  });
});

describe('what was acknowledged', () => {
  const rows = rowsOf({ signups: [signup('a')], claims: [claim('a')] });
  const check = (history: Operation[], those = rows) => checkAcknowledged(history, those, ids);

  test('and is there', () => {
    expect(check([form('a', 0), form('a', 5)])).toEqual([]);
  });

  test('and lost', () => {
    expect(check([form('a', 0), form('b', 0)])).toEqual(['lost: event-1 key-b was acknowledged and is not there']);
  });

  test('or refused, and there all the same; a form that died may be either', () => {
    expect(check([form('a', 0, { answer: { status: 409 } })])).toEqual(['refused and yet there: event-1 key-a']);
    expect(check([form('a', 0, { answer: null }), form('b', 0, { answer: { status: 503 } })])).toEqual([]);
  });

  test('twice', () => {
    const twice = rowsOf({ signups: [signup('a'), signup('b', { form_key: 'key-a' })] });
    expect(check([form('a', 0)], twice)).toEqual(['signed up twice: event-1 key-a']);
    expect(check([form('a', 0), form('a', 1, { answer: { status: 303, code: 'CODE-b' } })])).toEqual([
      'two receipts for one form: event-1 key-a led to CODE-a and CODE-b',
    ]);
  });

  test('to nobody', () => {
    expect(check([])).toEqual(["nobody's: event-1 key-a is there, and nobody sent it"]);
  });

  test('or a fault', () => {
    expect(
      checkAnswers([form('a', 0, { answer: { status: 500 } }), form('b', 0, { answer: { status: 503 } })]),
    ).toEqual(['a fault: signup of dag was answered 500']);
  });
});

describe('how a signup stands', () => {
  const pair = rowsOf({ signups: [signup('a', { party_size: 2 })], claims: [claim('a', { places: 2 })] });
  const check = (history: Operation[], those = pair) => checkOutcomes(history, those, ids);
  const resize = (size: number, begin: number, fields: Partial<Operation> = {}) =>
    later('change', 'a', begin, { wish: { size }, ...fields });

  test('as it was last changed', () => {
    expect(check([form('a', 0), resize(3, 5), resize(2, 10)])).toEqual([]);
    expect(check([form('a', 0), resize(2, 5), resize(3, 10)])).toEqual([
      'lost change: a has a party of 2, and 3 was acknowledged',
    ]);
  });

  test('as either of two that overlapped, or one that died', () => {
    expect(check([form('a', 0), resize(2, 5, { end: 11 }), resize(3, 10)])).toEqual([]);
    expect(check([form('a', 0), resize(2, 5, { answer: null })])).toEqual([]);
    expect(check([form('a', 0), resize(2, 5, { answer: { status: 409 } })])).toEqual([
      'lost change: a has a party of 2, and 1 was acknowledged',
    ]);
  });

  test('with what it chose', () => {
    const chose = [form('a', 0, { wish: { size: 2, chosen: ['yoga'] } })];
    const both = [claim('a', { places: 2 }), claim('a', { pool_id: 'pool-yoga', places: 2 })];
    expect(check(chose, { ...pair, claims: both })).toEqual([]);
    expect(check(chose)).toEqual(['lost change: a has chosen [], and [yoga] was acknowledged']);
  });

  test('cancelled because it was asked for, or because its team has ended', () => {
    const gone = rowsOf({ signups: [signup('a', { state: 'cancelled' })] });
    expect(check([form('a', 0)], gone)).toEqual(['lost: a is cancelled, and nobody asked for it']);
    expect(check([form('a', 0), later('cancel', 'a', 5)], gone)).toEqual([]);
    const team: TeamRow = { id: 'team', event_id: 'event-1', state: 'cancelled', captain_id: 'b', line_no: null };
    const withTeam = rowsOf({ signups: [signup('a', { state: 'cancelled', team_id: 'team' })], teams: [team] });
    expect(check([form('a', 0)], withTeam)).toEqual([]);
    expect(check([form('a', 0, { wish: { size: 2 } }), later('cancel', 'a', 5)])).toContain(
      'lost cancellation: a is confirmed',
    );
  });
});

describe('the line, from outside', () => {
  const line = (first: number, second: number) => rowsOf({ signups: [waiting('a', first), waiting('b', second)] });
  const check = (history: Operation[], rows: Rows, at: [number, number] = [100, 101]) =>
    checkLine(history, rows, ids, at);

  test('is in the order in which people came', () => {
    expect(check([form('a', 0), form('b', 5)], line(1, 2))).toEqual([]);
    expect(check([form('a', 0), form('b', 5)], line(2, 1))).toEqual(['overtaken line: b (1) came after a (2)']);
  });

  test('says nothing of those who came at the same time, or of whom something is under way', () => {
    expect(check([form('a', 0, { end: 6 }), form('b', 5)], line(2, 1))).toEqual([]);
    const changing = later('change', 'a', 99, { end: 105, wish: { size: 2 } });
    expect(check([form('a', 0), form('b', 5), changing], line(2, 1))).toEqual([]);
  });

  test('counts from when one asked for more', () => {
    const more = later('change', 'a', 10, { wish: { size: 2 } });
    expect(check([form('a', 0), form('b', 5), more], line(2, 1))).toEqual([]);
    expect(check([form('a', 0), form('b', 5), more], line(1, 2))).toEqual(['overtaken line: a (1) came after b (2)']);
    const fewer = later('change', 'a', 10, { wish: { size: 1 } });
    expect(check([form('a', 0, { wish: { size: 2 } }), form('b', 5), fewer], line(1, 2))).toEqual([]);
  });
});

describe('what was read', () => {
  const read = (state: 'confirmed' | 'waitlisted' | 'cancelled', begin: number, size = 1) =>
    later('receipt', 'a', begin, { answer: { status: 200, seen: { state, size } } });

  test('is never older than what was acknowledged', () => {
    const cancel = later('cancel', 'a', 5);
    expect(checkReads([form('a', 0), cancel, read('cancelled', 10)])).toEqual([]);
    expect(checkReads([form('a', 0), cancel, read('confirmed', 10)])).toEqual([
      'old answer: CODE-a was cancelled, and is read as confirmed',
    ]);
    expect(checkReads([form('a', 0), { ...cancel, end: 11 }, read('confirmed', 10)])).toEqual([]);
    const change = later('change', 'a', 5, { wish: { size: 2 } });
    expect(checkReads([form('a', 0), change, read('confirmed', 10)])).toEqual([
      'old answer: CODE-a is read with 1, and has 2',
    ]);
    expect(checkReads([form('a', 0), { ...change, end: 11 }, read('confirmed', 10)])).toEqual([]);
  });

  test('never goes backwards', () => {
    expect(checkReads([form('a', 0), read('waitlisted', 5), read('confirmed', 10)])).toEqual([]);
    expect(checkReads([form('a', 0), read('confirmed', 5), read('waitlisted', 10)])).toEqual([
      'backwards: CODE-a is read as confirmed, and then as waitlisted',
    ]);
  });

  test('of an event is never above its limit', () => {
    const over = later('event', 'a', 5, { answer: { status: 200, over: ['4 of 3 taken in event'] } });
    expect(checkReads([form('a', 0), over])).toEqual(['oversold: dag is read with 4 of 3 taken in event']);
  });
});

describe('what was told', () => {
  const told = (id: string, ...kinds: string[]) =>
    kinds.map((kind, index): NoticeRow => ({ signup_id: id, ordinal: index + 1, kind, state: 'sent' }));
  const check = (row: SignupRow, notices: NoticeRow[], journal: Entry[] = []) =>
    checkNotices(rowsOf({ signups: [{ ...row, notice_count: notices.length }] }), notices, journal);
  const wasLetIn: Entry[] = [
    { of: 'signup', op: 'insert', row: waiting('a', 1) },
    { of: 'signup', op: 'update', row: signup('a') },
  ];

  test('fits how it stands', () => {
    expect(check(signup('a'), told('a', 'confirmed', 'changed'))).toEqual([]);
    expect(check(signup('a'), told('a', 'waitlisted', 'promoted'), wasLetIn)).toEqual([]);
    expect(check(signup('a', { state: 'cancelled' }), told('a', 'confirmed', 'cancelled'))).toEqual([]);
  });

  test.each([
    ['not told of a place', signup('a'), told('a', 'waitlisted'), wasLetIn],
    ['let in 1 times', signup('a'), told('a', 'waitlisted', 'promoted', 'promoted'), wasLetIn],
    ['told of a place twice', signup('a'), told('a', 'confirmed', 'promoted'), wasLetIn],
    ['not told how it stands', signup('a', { state: 'cancelled' }), told('a', 'confirmed'), []],
    ['told after the end', signup('a', { state: 'cancelled' }), told('a', 'confirmed', 'cancelled', 'changed'), []],
    ['not told at first', signup('a'), told('a', 'changed'), []],
    ['a gap in the notices', signup('a'), told('a', 'confirmed', 'changed', 'changed').toSpliced(1, 1), []],
    ['a name was told', signup('a', { has_code: 0 }), told('a', 'confirmed'), []],
    [
      'the last notice was dropped',
      signup('a'),
      told('a', 'confirmed').map((row): NoticeRow => ({ ...row, state: 'dropped' })),
      [],
    ],
  ])('%s', (what, row, notices, journal) => {
    expect(check(row, notices, journal).join('\n')).toContain(what);
  });
});

test('a history is kept as a line of JSON for each operation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samling-history-'));
  const file = join(folder, 'history.jsonl');
  const history = [form('a', 0), later('cancel', 'a', 5)];
  writeHistory(file, history);
  expect(readHistory(file)).toEqual(history);
  rmSync(folder, { recursive: true });
});
