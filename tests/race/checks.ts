import { makesSignup, outcomeOf, type Operation, type State } from './history';
import type { Entry, NoticeRow, Rows, SignupRow } from './watcher';
import { World, type Waiting } from './world';

/**
 * What must hold of a race. Each check returns a sentence for everything that is wrong, and is sound: it says nothing
 * that clients who overlap in time could rightly have brought about. The unit tests of this folder feed each with
 * doctored histories.
 */

/**
 * One snapshot: limits, kept places, parties and teams whole, and nobody in line beside places that would do.
 * Sound in every snapshot, since each change is one transaction and serves the line before it ends; there is no clock
 * in the race that would release anything.
 * @param moving events whose limit is lowered meanwhile: more than the limit may be taken there (§3.4, see `checkJournal`)
 */
export function checkMoment(rows: Rows, moving: ReadonlySet<string>): string[] {
  const world = new World(rows);
  return [
    ...limits(world, moving),
    ...keptPlaces(world, moving),
    ...parties(world),
    ...teams(world),
    ...nobodyWaitsBesideFreePlaces(world),
  ];
}

function limits(world: World, moving: ReadonlySet<string>): string[] {
  return [...world.pools.values()].flatMap((pool) => {
    const taken = world.taken(pool.id);
    if (pool.of === 'kept' || pool.capacity === null || taken <= pool.capacity) return [];
    if (moving.has(pool.offer_id) && world.ownPool(pool.offer_id)?.id === pool.id) return [];
    return [`oversold: ${taken} of ${pool.capacity} places in ${pool.of} ${pool.id}`];
  });
}

/**
 * §3.5. What is taken and what is kept and free never exceed the limit together: a grant to somebody else leaves the
 * kept places, a grant to one of the audience turns kept places into taken ones, and a cancellation the other way round.
 */
function keptPlaces(world: World, moving: ReadonlySet<string>): string[] {
  const offers = new Set([...world.pools.values()].filter(({ of }) => of === 'kept').map(({ offer_id }) => offer_id));
  return [...offers].flatMap((offer) => {
    const own = world.ownPool(offer);
    if (!own || own.capacity === null || moving.has(offer)) return [];
    const kept = world.keptAndFree(offer).reduce((sum, { places }) => sum + Math.max(0, places), 0);
    const taken = world.taken(own.id);
    return taken + kept > own.capacity
      ? [`kept places taken: ${taken} taken and ${kept} kept of ${own.capacity} in ${offer}`]
      : [];
  });
}

/** §3.1: all of a signup's places or none, each of its party's size. */
function parties(world: World): string[] {
  const wanted = { confirmed: 'held', waitlisted: 'waiting', cancelled: 'ended' };
  return world.signups().flatMap((signup) => {
    const claims = world.claimsOf(signup.id);
    const split = claims.filter(({ places }) => places !== signup.party_size);
    const other = claims.filter(({ state }) => state !== wanted[signup.state]);
    return [
      ...(claims.length ? [] : [`without a place: signup ${signup.id} is ${signup.state}`]),
      ...split.map(({ places, pool_id }) => `split party: ${places} of ${signup.party_size} in pool ${pool_id}`),
      ...other.map(({ state }) => `split party: signup ${signup.id} is ${signup.state}, and a place is ${state}`),
    ];
  });
}

/** §3.10, §3.11, §3.13: a team and its players are confirmed together, it has a captain, and no more than its players. */
function teams(world: World): string[] {
  const members = new Map<string, SignupRow[]>();
  for (const signup of world.signups()) {
    if (signup.team_id !== null) members.set(signup.team_id, [...(members.get(signup.team_id) ?? []), signup]);
  }
  const ended = [...members.keys()].filter((team) => !world.teams.has(team));
  const teamPools = new Map([...world.pools.values()].map((pool) => [pool.team_id, pool]));
  return [
    ...ended.map((team) => `team not whole: ${team} has ended, and somebody is still on it`),
    ...[...world.teams.values()].flatMap((team) => {
      const own = members.get(team.id) ?? [];
      // who waits alone, with a number of their own, waits for a place in it and is not on it
      const on = own.filter((signup) => signup.state === 'confirmed' || signup.line_no === null);
      const others = on.filter((signup) => signup.state !== team.state);
      const players = on.reduce((sum, signup) => sum + signup.party_size, 0);
      const most = teamPools.get(team.id)?.capacity ?? Infinity;
      const captain = on.find((signup) => signup.id === team.captain_id && signup.has_code === 1);
      const place = world.claimsOf(team.id).map(({ state, places }) => `${places} ${state}`);
      const right = team.state === 'confirmed' ? '1 held' : '1 waiting';
      return [
        ...others.map((signup) => `team not whole: ${team.id} is ${team.state}, player ${signup.id} ${signup.state}`),
        ...(players > most ? [`oversold: ${players} of ${most} players on team ${team.id}`] : []),
        ...(captain ? [] : [`no captain on team ${team.id}`]),
        ...(place.join() === right ? [] : [`team not whole: ${team.id} is ${team.state}, its place ${place.join()}`]),
      ];
    }),
  ];
}

/** §3.2, §3.3: the line is served in the transaction of every change. */
function nobodyWaitsBesideFreePlaces(world: World): string[] {
  const offers = new Set(world.signups().map((signup) => signup.offer_id));
  return [...offers].flatMap((offer) =>
    mayBeServed(world.lineOf(offer))
      .filter((entry) => world.fits(entry.demands))
      .map((entry) => `not served: ${entry.id} waits beside free places`),
  );
}

const mayBeServed = (line: Waiting[]) => line.filter((entry) => !entry.afterItsTeam && entry.demands.length > 0);

/**
 * The journal, row by row in the order in which each event's rows were written (by whoever held its lock). At every
 * grant the world is as that transaction had it:
 * - §3.4: what is taken, the newcomer included, is within the limit as it is at that moment. Places that a changed
 *   signup had before are no newcomer: they are taken out and put in again by rows that follow each other.
 * - §3.2: whoever is let in from the line was the first that fitted: nobody ahead would have fitted in what was free.
 *   Whoever is let in as a newcomer passes nobody in the whole line who would have fitted. Names on a captain's list,
 *   which take the places of other names, and parties that grow are no newcomers: their own old places are free at
 *   that moment, and the line gets them afterwards.
 * - §3.2: a number in line that is given out is higher than all others': one goes last.
 */
export function checkJournal(journal: readonly Entry[], before: Rows): string[] {
  const world = new World(before);
  const wrong: string[] = [];
  /** Claims that were just taken out, by event: their holder may put them in again. */
  const taken = new Map<string, { holder: string; places: Map<string, number> }>();

  for (const entry of journal) {
    if (entry.of === 'claim') {
      const { row } = entry;
      const pool = world.pools.get(row.pool_id);
      const offer = pool?.offer_id ?? '';
      const own = taken.get(offer);
      if (entry.op === 'delete') {
        const places = own?.holder === row.holder_id ? own.places : new Map<string, number>();
        if (row.state === 'held') places.set(row.pool_id, row.places);
        taken.set(offer, { holder: row.holder_id, places });
      } else {
        const was = world.claim(row.holder_id, row.pool_id);
        const putBack = own?.holder === row.holder_id ? (own.places.get(row.pool_id) ?? 0) : 0;
        const isNew = row.state === 'held' && row.places > (was?.state === 'held' ? was.places : putBack);
        const total = world.taken(row.pool_id) + row.places - (was?.state === 'held' ? was.places : 0);
        if (isNew && pool?.capacity != null && total > pool.capacity) {
          wrong.push(`oversold: place ${total} of ${pool.capacity} given in ${pool.of} ${row.pool_id}`);
        }
      }
    } else {
      taken.delete(entry.of === 'team' ? entry.row.event_id : entry.row.offer_id);
      if (entry.of === 'team') wrong.push(...passed(world, entry.row.event_id, entry.row, entry.op));
      if (entry.of === 'signup') wrong.push(...passedBy(world, entry.row, entry.op));
    }
    world.apply(entry);
  }
  return wrong;
}

function passedBy(world: World, row: SignupRow, op: Entry['op']): string[] {
  // the players of a team come and go in line with it, and names on its list are no newcomers
  const withTeam = row.team_id !== null && row.line_no === null && row.state === 'waitlisted';
  if (withTeam || row.has_code === 0) return [];
  const was = world.signupsTo(row.offer_id).find((signup) => signup.id === row.id);
  if (was && was.team_id !== null && was.line_no === null) return [];
  return passed(world, row.offer_id, row, op, was?.line_no ?? null);
}

function passed(
  world: World,
  offer: string,
  row: { id: string; state: State; line_no: number | null },
  op: Entry['op'],
  before: number | null = world.teams.get(row.id)?.line_no ?? null,
): string[] {
  const line = world.lineOf(offer);
  if (row.state === 'waitlisted' && row.line_no !== null && row.line_no !== before) {
    const behind = line.filter((entry) => entry.id !== row.id && entry.lineNo >= row.line_no!);
    return behind.map((entry) => `overtaken line: ${row.id} went in before ${entry.id}, number ${entry.lineNo}`);
  }
  const isLetIn = row.state === 'confirmed' && (op === 'insert' || before !== null);
  if (!isLetIn) return [];
  const ahead = mayBeServed(line).filter((entry) => entry.id !== row.id && (before === null || entry.lineNo < before));
  return ahead
    .filter((entry) => world.fits(entry.demands))
    .map((entry) => `overtaken line: ${row.id} was let in before ${entry.id}, who would have fitted`);
}

/**
 * §2.2 and §6: who was told that they are signed up is there, once; who was refused is not; a form that died without an
 * answer may be either.
 */
export function checkAcknowledged(
  history: readonly Operation[],
  rows: Rows,
  ids: ReadonlyMap<string, string>,
): string[] {
  const wrong: string[] = [];
  const stored = new Map<string, SignupRow[]>();
  for (const row of rows.signups) {
    if (row.form_key === null) continue;
    const key = `${row.offer_id} ${row.form_key}`;
    stored.set(key, [...(stored.get(key) ?? []), row]);
  }
  const forms = groupBy(history.filter(makesSignup), ({ event, key }) => `${ids.get(event)} ${key}`);
  for (const [key, sent] of forms) {
    const there = stored.get(key)?.length ?? 0;
    const done = sent.filter((operation) => outcomeOf(operation) === 'done');
    const codes = new Set(done.map(({ answer }) => answer!.code));
    if (codes.size > 1) wrong.push(`two receipts for one form: ${key} led to ${[...codes].join(' and ')}`);
    if (there > 1) wrong.push(`signed up twice: ${key}`);
    if (done.length && !there) wrong.push(`lost: ${key} was acknowledged and is not there`);
    const mayBeThere = sent.some((operation) => outcomeOf(operation) !== 'refused');
    if (there && !mayBeThere) wrong.push(`refused and yet there: ${key}`);
  }
  for (const key of stored.keys()) if (!forms.has(key)) wrong.push(`nobody's: ${key} is there, and nobody sent it`);
  const written = new Set(history.flatMap(({ wish }) => wish?.players ?? []));
  if (!written.size && rows.signups.some((row) => row.has_code === 0)) wrong.push('a named player whom nobody named');
  return wrong;
}

/**
 * How each signup stands at the end, against what was asked of it. A change or cancellation that began after another
 * was acknowledged comes after it; of those that overlap either may be the last, and one that died may have been done.
 */
export function checkOutcomes(history: readonly Operation[], rows: Rows, ids: ReadonlyMap<string, string>): string[] {
  const world = new World(rows);
  const slugs = new Map([...ids].map(([slug, id]) => [id, slug]));
  const ended = new Set(rows.teams.filter((team) => team.state === 'cancelled').map((team) => team.id));
  const wrong: string[] = [];
  for (const { row, operations } of signupsOf(history, rows, ids)) {
    const cancels = operations.filter(({ kind }) => kind === 'cancel');
    const withTeam = row.team_id !== null && ended.has(row.team_id);
    if (cancels.some((one) => outcomeOf(one) === 'done') && row.state !== 'cancelled') {
      wrong.push(`lost cancellation: ${row.id} is ${row.state}`);
    }
    if (row.state === 'cancelled') {
      const asked = withTeam || cancels.some((one) => outcomeOf(one) !== 'refused');
      if (!asked) wrong.push(`lost: ${row.id} is cancelled, and nobody asked for it`);
      continue;
    }
    const sizes = possibleLast(operations, ({ wish }) => wish?.size);
    if (!sizes.includes(row.party_size)) {
      wrong.push(`lost change: ${row.id} has a party of ${row.party_size}, and ${sizes.join(' or ')} was acknowledged`);
    }
    const parts = world.claimsOf(row.id).map(({ pool_id }) => world.pools.get(pool_id)?.activity_id ?? null);
    const chosen = parts.filter((id) => id !== null).map((id) => slugs.get(id) ?? id);
    const choices = possibleLast(operations, ({ wish }) => wish?.chosen && [...wish.chosen].sort().join());
    if (!choices.includes(chosen.sort().join())) {
      wrong.push(
        `lost change: ${row.id} has chosen [${chosen.join()}], and [${choices.join('] or [')}] was acknowledged`,
      );
    }
  }
  return wrong;
}

/** Values that may be the last: unless one that was done began after it was. */
function possibleLast<T>(operations: readonly Operation[], valueOf: (one: Operation) => T | undefined): T[] {
  const writes = operations.filter((one) => outcomeOf(one) !== 'refused' && valueOf(one) !== undefined);
  const last = writes.filter((one) => !writes.some((later) => outcomeOf(later) === 'done' && later.begin > one.end));
  return last.map((one) => valueOf(one)!);
}

/**
 * §3.2 from outside: of two that stand in line at a moment, the one whose form was acknowledged before the other's began
 * has the lower number. Who asked for more or for something else meanwhile went to the end, and counts from then; of
 * whom something is under way at the moment nothing is said.
 * @param at when the rows were read: [began, ended]
 */
export function checkLine(
  history: readonly Operation[],
  rows: Rows,
  ids: ReadonlyMap<string, string>,
  [began, ended]: readonly [number, number],
): string[] {
  const standing = signupsOf(history, rows, ids).flatMap(({ row, operations }) => {
    if (row.state !== 'waitlisted' || row.line_no === null || row.no_place_at !== null) return [];
    const until = operations.filter((one) => one.begin < ended);
    if (until.some((one) => outcomeOf(one) === 'unknown' || one.end > began)) return [];
    const joined = wentLast(until.filter((one) => outcomeOf(one) === 'done'));
    return joined ? [{ id: row.id, offer: row.offer_id, lineNo: row.line_no, joined }] : [];
  });
  const wrong: string[] = [];
  for (const line of groupBy(standing, ({ offer }) => offer).values()) {
    for (const one of line) {
      for (const other of line) {
        if (one.joined.end < other.joined.begin && one.lineNo >= other.lineNo) {
          wrong.push(`overtaken line: ${other.id} (${other.lineNo}) came after ${one.id} (${one.lineNo})`);
        }
      }
    }
  }
  return wrong;
}

/** When a signup took its place in line: between which two moments. */
function wentLast(done: readonly Operation[]): { begin: number; end: number } | null {
  const form = done.find(makesSignup);
  if (!form) return null;
  let joined = { begin: form.begin, end: form.end };
  let had = form.wish!;
  const changes = done.filter(({ kind }) => kind === 'change').sort((one, other) => one.begin - other.begin);
  for (const [index, change] of changes.entries()) {
    const next = { ...had, ...change.wish };
    // two at the same time: whether the second asked for more depends on which came first
    if (changes[index + 1] && changes[index + 1]!.begin < change.end) return null;
    const more = (next.size ?? 1) > (had.size ?? 1) || next.chosen?.some((slug) => !had.chosen?.includes(slug));
    // who chose nothing but shifts asks for a place in the event too when they are left out
    if (!more && onlyHelps(had.chosen) && !onlyHelps(next.chosen)) return null;
    if (more) joined = { begin: change.begin, end: change.end };
    had = next;
  }
  return joined;
}

const onlyHelps = (chosen: string[] = []) => chosen.length > 0 && chosen.every((slug) => slug.startsWith('pass'));

/**
 * What was read by the API: nothing older than what had been acknowledged before the read began, and never backwards:
 * from cancelled to confirmed, or from confirmed to waitlisted.
 * @param moving slugs of events whose limit is lowered meanwhile
 */
export function checkReads(history: readonly Operation[], moving: ReadonlySet<string> = new Set()): string[] {
  const rank = { waitlisted: 0, confirmed: 1, cancelled: 2 };
  const wrong: string[] = [];
  const byCode = groupBy(
    history.filter(({ code, answer }) => code !== undefined || answer?.code !== undefined),
    ({ code, answer }) => code ?? answer!.code!,
  );
  for (const [code, all] of byCode) {
    const sent = all.filter(makesSignup);
    if (!sent.length) continue;
    const operations = [asOne(sent), ...all.filter((one) => !makesSignup(one))];
    const reads = operations.filter(({ answer }) => answer?.seen);
    const cancelled = operations.filter((one) => one.kind === 'cancel' && outcomeOf(one) === 'done');
    for (const read of reads) {
      const { state, size } = read.answer!.seen!;
      if (state !== 'cancelled' && cancelled.some(({ end }) => end < read.begin)) {
        wrong.push(`old answer: ${code} was cancelled, and is read as ${state}`);
      }
      const later = reads.find((other) => read.end < other.begin && rank[other.answer!.seen!.state] < rank[state]);
      if (later) wrong.push(`backwards: ${code} is read as ${state}, and then as ${later.answer!.seen!.state}`);
      const begun = operations.filter(({ begin, kind }) => begin < read.end && kind !== 'receipt');
      const sizes = possibleLast(
        // what was still under way may have been done or not
        begun.map((one) => (one.end > read.begin && outcomeOf(one) === 'done' ? { ...one, answer: null } : one)),
        ({ wish }) => wish?.size,
      );
      if (!sizes.includes(size)) wrong.push(`old answer: ${code} is read with ${size}, and has ${sizes.join(' or ')}`);
    }
  }
  for (const { answer, event } of history) {
    for (const over of moving.has(event) ? [] : (answer?.over ?? []))
      wrong.push(`oversold: ${event} is read with ${over}`);
  }
  return wrong;
}

/** §2.3: nothing that is sent makes a 500. A 503 is an honest answer. */
export function checkAnswers(history: readonly Operation[]): string[] {
  const faults = history.filter(({ answer }) => answer && answer.status >= 500 && answer.status !== 503);
  return faults.map(({ kind, event, answer }) => `a fault: ${kind} of ${event} was answered ${answer!.status}`);
}

/** §4.1, §4.2: each change of state is told, in order, without gaps, and the last notice fits how it stands. */
export function checkNotices(rows: Rows, notices: readonly NoticeRow[], journal: readonly Entry[]): string[] {
  const told = groupBy(notices, ({ signup_id }) => signup_id);
  const promotions = new Map<string, number>();
  const states = new Map<string, State>();
  for (const { of, row } of journal) {
    if (of !== 'signup') continue;
    if (states.get(row.id) === 'waitlisted' && row.state === 'confirmed') {
      promotions.set(row.id, 1 + (promotions.get(row.id) ?? 0));
    }
    states.set(row.id, row.state);
  }
  return rows.signups.flatMap((row) => {
    const own = told.get(row.id) ?? [];
    const kinds = own.map(({ kind }) => kind);
    const wrong = (what: string) => [`${what}: ${row.id} is ${row.state} and was told ${kinds.join(', ')}`];
    // a name that nobody has joined under is told nothing, and afterwards what others are
    if (row.has_code === 0) return kinds.length ? wrong('a name was told') : [];
    const gap = own.some(({ ordinal }, index) => ordinal !== index + 1) || own.length !== row.notice_count;
    const first = ['confirmed', 'waitlisted', 'team-registered', 'team-joined'];
    const ends = ['cancelled', 'team-withdrawn'];
    const promoted = kinds.filter((kind) => kind === 'promoted').length;
    const ended = kinds.filter((kind) => ends.includes(kind)).length;
    const joined = kinds[0] === 'team-joined';
    // who joined under a name may have been let in with the team before
    const fewest = joined ? 0 : (promotions.get(row.id) ?? 0);
    const most = promotions.get(row.id) ?? 0;
    return [
      ...(gap ? wrong('a gap in the notices') : []),
      ...(first.includes(kinds[0] ?? '') ? [] : wrong('not told at first')),
      ...(promoted < fewest || promoted > most ? wrong(`let in ${most} times`) : []),
      ...(kinds[0] === 'confirmed' && promoted ? wrong('told of a place twice') : []),
      ...(kinds[0] === 'waitlisted' && row.state === 'confirmed' && !promoted ? wrong('not told of a place') : []),
      ...(ended !== (row.state === 'cancelled' ? 1 : 0) ? wrong('not told how it stands') : []),
      ...(row.state === 'cancelled' && !ends.includes(kinds.at(-1) ?? '') ? wrong('told after the end') : []),
      ...(own.at(-1)?.state === 'dropped' ? wrong('the last notice was dropped') : []),
    ];
  });
}

/** The signups that somebody was told of, each with all that was asked of it. */
function signupsOf(history: readonly Operation[], rows: Rows, ids: ReadonlyMap<string, string>) {
  const byKey = new Map(rows.signups.map((row) => [`${row.offer_id} ${row.form_key}`, row]));
  const byCode = groupBy(
    history.filter((one) => one.code !== undefined),
    ({ code }) => code!,
  );
  const forms = groupBy(history.filter(makesSignup), ({ event, key }) => `${ids.get(event)} ${key}`);
  return [...forms].flatMap(([key, sent]) => {
    const row = byKey.get(key);
    const code = sent.find((one) => outcomeOf(one) === 'done')?.answer?.code;
    return row && code !== undefined ? [{ row, operations: [asOne(sent), ...(byCode.get(code) ?? [])] }] : [];
  });
}

/** The same form sent several times is one: it was done when the first was answered, and the others changed nothing. */
function asOne(sent: readonly Operation[]): Operation {
  const done = sent.filter((one) => outcomeOf(one) === 'done');
  const first = done.sort((one, other) => one.end - other.end)[0] ?? sent[0]!;
  return { ...first, begin: Math.min(...sent.map(({ begin }) => begin)) };
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
