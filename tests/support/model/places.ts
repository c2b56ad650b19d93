/**
 * CONTRACT §3 and §4.1 once more, as simply as can be: one event with everybody in it, in memory, where the product has
 * SQL, locks and queries. Written from the contract's words, not from the code, to be compared with it after random
 * changes (tests/db/model.test.ts). Where the contract is silent it says what docs/decisions say, and otherwise:
 *
 * - more people, too, send one who waits to the end of the line; leaving something out does not;
 * - who was told that no place came is out of the line, until they ask for something else: then they go last;
 * - in a team that waits, a player's own change leaves the team where it stands;
 * - who waits for the organiser's answer stands in no line, but keeps the number that signing up gave.
 */

/** A local time, `2017-05-17T10:00`: one zone only, so that they compare as text. */
export type Time = string;
export type Audience = 'brukare' | 'staff';

export interface Part {
  slug: string;
  of: 'activity' | 'shift';
  start: Time;
  end: Time;
  capacity: number | null;
}

/** What the organiser has written of the event. */
export interface Terms {
  status: 'published' | 'cancelled';
  venue: string;
  start: Time | null;
  end: Time | null;
  closes: Time | null;
  capacity: number | null;
  waitlist: boolean | number;
  maxPartySize: number;
  /** The organiser says yes or no to each signup. */
  approval: boolean;
  kept: { audience: Audience; places: number; until: Time | null }[];
  parts: Part[];
  teams: { capacity: number | null; max: number } | null;
}

/** A signup. */
export interface Person {
  name: string;
  size: number;
  audience: Audience | null;
  note: string | null;
  chosen: string[];
  /** Chose nothing but shifts. */
  onlyHelps: boolean;
  team: Team | null;
  /** Waits as a part of its team, and not alone. */
  withTeam: boolean;
  state: 'confirmed' | 'waitlisted' | 'cancelled';
  /** Known only by the name that the captain wrote. */
  named: boolean;
  told: string[];
  outOfLine: boolean;
  /** Waits for a yes or a no. */
  asked: boolean;
}

export interface Team {
  number: number;
  name: string;
  captain: Person;
  state: 'confirmed' | 'waitlisted' | 'cancelled';
  outOfLine: boolean;
}

/** One that stands in line: a signup, or a team with all who wait with it. */
type Entry = Person | Team;
const isTeam = (entry: Entry): entry is Team => 'captain' in entry;

/** What somebody asks for. */
export interface Wish {
  name: string;
  size: number;
  audience: Audience | null;
  note: string | null;
  chosen: string[];
}

export type Change = Partial<Wish> & { team?: string; players?: string[] };

/** An answer, in the product's words. */
export type Answer = { kind: string; person?: Person };

interface Demand {
  pool: string;
  places: number;
  audience: Audience | null;
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

export class Model {
  /** Everybody who ever signed up, in the order in which they did. */
  people: Person[] = [];
  teams: Team[] = [];
  /** All who wait, the first first. */
  line: Entry[] = [];
  readonly keys = new Map<string, Person>();

  constructor(
    public terms: Terms,
    public now: Time,
  ) {}

  /** What has happened, for whoever reads a counterexample. */
  readonly story: string[] = [];
  doing = '';
  #names = 0;

  newName(): string {
    this.#names += 1;
    return `Person ${this.#names}`;
  }

  // what one can do

  signUp(wish: Wish, key: string | null = null): Answer {
    const closed = this.#repeatedOrClosed(wish.name, key);
    if (closed) return closed;
    if (this.#problems(wish, null).length) return { kind: 'invalid' };
    const person = this.#newPerson(wish);
    if (this.terms.approval) {
      this.#serve();
      if (!this.#mayComeIn(person)) return { kind: 'full' };
      person.asked = true;
      this.line.push(person);
      return { kind: 'waitlisted', person: this.#enter(person, key, 'received') };
    }
    const kind = this.#goLastAndBeServed(person);
    if (kind === 'full') return { kind };
    return { kind, person: this.#enter(person, key, kind) };
  }

  /** The organiser says yes: it stands in line at its own place, which is served. */
  approve(person: Person): Answer {
    const no = this.#whyUnanswerable(person);
    if (no) return { kind: no };
    if (person.outOfLine || !this.#demandsOf(person).length) return { kind: 'nothing-asked' };
    person.asked = false;
    this.#serve();
    if ((person.state as string) === 'confirmed') return { kind: 'confirmed' };
    if (this.#fits(this.#demandsOf(person))) {
      this.#letIn(person);
      return { kind: 'confirmed' };
    }
    if (!this.#mayComeIn(person)) {
      person.asked = true;
      return { kind: 'full' };
    }
    this.#tell(person, 'waitlisted');
    return { kind: 'waitlisted' };
  }

  decline(person: Person): Answer {
    const no = this.#whyUnanswerable(person);
    if (no) return { kind: no };
    this.#end(person);
    this.#tell(person, 'declined');
    return { kind: 'declined' };
  }

  /** The organiser gives one who waits a place before others. @param regardless of kept places and limits */
  promote(person: Person, regardless: boolean): Answer {
    this.#serve();
    if (person.state === 'cancelled') return { kind: 'already' };
    if (this.terms.status === 'cancelled') return { kind: 'event-cancelled' };
    if (this.#isOver()) return { kind: 'over' };
    if (person.state === 'confirmed') return { kind: 'already' };
    if (person.asked) return { kind: 'to-approve' };
    if (person.team) return { kind: 'with-team' };
    const demands = this.#demandsOf(person);
    if (!demands.length) return { kind: 'nothing-asked' };
    if (!regardless && !this.#fits(demands)) return { kind: this.#fits(demands, true) ? 'kept' : 'full' };
    this.#letIn(person);
    return { kind: 'confirmed' };
  }

  registerTeam(name: string, captain: Wish, players: string[], key: string | null = null): Answer {
    const closed = this.#repeatedOrClosed(captain.name, key);
    if (closed) return closed;
    if (this.#rosterIsWrong(1 + players.length)) return { kind: 'invalid' };
    const person = this.#newPerson({ ...captain, size: 1, chosen: [] });
    const named = players.map((player) => ({ ...this.#newPerson(nobody(player)), named: true }));
    const team: Team = {
      number: this.teams.length + 1,
      name,
      captain: person,
      state: 'waitlisted',
      outOfLine: false,
    };
    for (const one of [person, ...named]) Object.assign(one, { team, withTeam: true });
    const before = [...this.people];
    this.people.push(person, ...named);
    const kind = this.#goLastAndBeServed(team);
    this.people = before;
    if (kind === 'full') return { kind };
    this.teams.push(team);
    this.#enter(person, key, 'team-registered');
    this.people.push(...named);
    return { kind, person };
  }

  joinTeam(team: Team, wish: Wish, key: string | null = null): Answer {
    const repeated = this.#repeated(wish.name, key);
    if (repeated) return repeated;
    this.#serve();
    if (team.state === 'cancelled') return { kind: 'unknown' };
    if (this.#isClosed()) return { kind: 'closed' };
    if (this.#problems(wish, null).length || wish.size > this.terms.teams!.max) return { kind: 'invalid' };

    const named = this.#membersOf(team).find(
      (one) => one.named && one.name.toLowerCase() === wish.name.toLowerCase() && wish.size === 1,
    );
    if (named) return this.#takePlaceOf(named, wish, key);
    const person = this.#newPerson(wish);
    person.team = team;
    if (team.state === 'waitlisted' && this.#playersOf(team) + wish.size <= this.terms.teams!.max) {
      const late = this.#hasStarted(team) || this.#hasStarted(person);
      if (late || !this.#hasRoomInLine(wish.size)) return { kind: 'full' };
      person.withTeam = true;
      return { kind: 'waitlisted', person: this.#enter(person, key, 'team-joined') };
    }
    const kind = this.#goLastAndBeServed(person);
    if (kind === 'full') return { kind };
    return { kind, person: this.#enter(person, key, 'team-joined') };
  }

  change(person: Person, change: Change): Answer {
    if (person.state === 'cancelled') return { kind: 'cancelled' };
    if (this.terms.status === 'cancelled') return { kind: 'event-cancelled' };
    if (this.#isOver()) return { kind: 'over' };
    this.#serve();
    const before = { ...person };
    const wish: Wish = { ...person, ...written(change) };
    if (this.#problems(wish, before).length) return { kind: 'invalid' };

    const list = person.team?.captain === person ? this.#listOf(person, change) : null;
    if (list && this.#listIsWrong(person.team!, list, wish.size - person.size)) return { kind: 'invalid' };

    // all of it or nothing; who leaves the captain's list goes first
    const [line, people, states] = [this.line, this.people, list?.removed.map((one) => ({ ...one }))];
    const granted = () => {
      for (const one of list?.removed ?? []) this.#end(one);
      const moved = this.#move(person, wish);
      return moved !== 'full' && list && !this.#addToList(person.team!, list) ? 'full' : moved;
    };
    const moved = granted();
    if (moved === 'full') {
      Object.assign(person, before);
      list?.removed.forEach((one, index) => Object.assign(one, states![index]));
      Object.assign(this, { line, people });
      return { kind: 'full' };
    }
    const renamed = list && list.name !== person.team!.name;
    if (list) person.team!.name = list.name;
    const words = ['name', 'size', 'audience', 'note'] as const;
    const same = words.every((word) => before[word] === wish[word]) && moved === 'kept';
    if (!same || renamed || list?.added.length || list?.removed.length) this.#tell(person, 'changed');
    this.#serve();
    return { kind: 'changed' };
  }

  cancel(person: Person): Answer {
    if (person.state === 'cancelled') return { kind: 'cancelled' };
    if (this.#isOver()) return { kind: 'over' };
    this.#end(person);
    this.#tell(person, 'cancelled');
    const { team } = person;
    if (team) this.#keepInLine(team);
    this.#serve();
    if (team) this.#afterLeaving(team);
    this.#serve();
    return { kind: 'cancelled' };
  }

  withdraw(person: Person): Answer {
    const { team } = person;
    if (!team || team.captain !== person) return { kind: 'not-captain' };
    if (team.state === 'cancelled') return { kind: 'withdrawn' };
    if (this.#isOver()) return { kind: 'over' };
    this.#endTeam(team);
    this.#serve();
    return { kind: 'withdrawn' };
  }

  /** The organiser loads the event as it is written now. */
  load(terms: Terms): void {
    const before = this.terms;
    const wasOver = this.#isOver();
    this.terms = terms;
    const silent = wasOver && this.#isOver();
    const news = new Map<Person, { kind: string; facts: string[] }>();
    const add = (person: Person, kind: string, facts: string[]) => {
      const earlier = news.get(person);
      if (!earlier) news.set(person, { kind, facts });
      else earlier.facts.push(...facts);
    };

    const time = before.start !== terms.start || before.end !== terms.end;
    const facts = [...(time ? ['time'] : []), ...(before.venue !== terms.venue ? ['place'] : [])];
    const on = terms.status === 'published' && !silent;
    for (const person of this.#toldOfNews()) {
      if (silent) continue;
      if (before.status !== terms.status) {
        add(person, terms.status === 'cancelled' ? 'event-cancelled' : 'event-restored', on ? [...facts] : []);
      } else if (on && facts.length) add(person, 'updated', [...facts]);
    }
    for (const old of before.parts) {
      const part = terms.parts.find((one) => one.slug === old.slug);
      const moved = part && (part.start !== old.start || part.end !== old.end);
      for (const person of this.#toldOfNews().filter((one) => one.chosen.includes(old.slug))) {
        if (moved && on) add(person, 'updated', [`moved ${old.slug}`]);
        if (part) continue;
        person.chosen = person.chosen.filter((slug) => slug !== old.slug);
        if (on) add(person, 'updated', [`gone ${old.slug}`]);
      }
      // who is out of the line has left it, and hears no more; nor do they wait for what is gone
      if (!part) for (const one of this.people) one.chosen = one.chosen.filter((slug) => slug !== old.slug);
    }
    // who waits for nothing any more stands in no line
    for (const one of this.line) if (!isTeam(one) && !this.#demandsOf(one).length) one.outOfLine = true;
    if (terms.status === 'published') {
      for (const entry of this.#inLine()) {
        // a limit has fallen below a party that could have fitted
        const fell = this.#tooSmallFor(entry, terms).filter((pool) => limitIn(before, pool) > limitIn(terms, pool));
        if (!fell.length || this.#tooSmallFor(entry, before).length) continue;
        for (const person of this.#peopleOf(entry)) add(person, 'updated', ['too large']);
      }
    }
    for (const [person, { kind, facts }] of news) this.#tell(person, [kind, ...facts.sort()].join(' '));
    this.#serve();
  }

  /** What the worker does by the clock. */
  byClock(): void {
    this.#serve();
    if (this.terms.status !== 'published') return;
    for (const entry of this.#inLine()) {
      if (!this.#hasStarted(entry)) continue;
      entry.outOfLine = true;
      for (const person of this.#peopleOf(entry)) this.#tell(person, 'no-place');
    }
  }

  // what one can see

  /** CONTRACT §1: 1 + those ahead that wait for any of the same limited pools. */
  position(person: Person): number | null {
    if (person.state !== 'waitlisted') return null;
    const entry = person.withTeam ? person.team! : person;
    const standing = this.#inLine().filter((one) => !this.#hasStarted(one));
    const index = standing.indexOf(entry);
    if (index < 0) return null;
    const limited = this.#demandsOf(entry).filter(({ pool }) => this.capacityOf(pool) !== null);
    const pools = new Set(limited.map(({ pool }) => pool));
    return (
      1 + standing.slice(0, index).filter((one) => this.#demandsOf(one).some(({ pool }) => pools.has(pool))).length
    );
  }

  /** The pools that there are, in people; teams in teams. */
  pools(): { pool: string; capacity: number | null; taken: number; waitlisted: number }[] {
    const { kept, parts, teams } = this.terms;
    const waiting = this.#inLine().filter((one) => !this.#hasStarted(one));
    const demands = waiting.flatMap((one) => this.#demandsOf(one));
    const places = (these: Demand[]) => sum(these.map((one) => one.places));
    const living = this.teams.filter((team) => team.state !== 'cancelled');
    const names = [
      'event',
      ...parts.map((part) => part.slug),
      ...(teams ? ['teams'] : []),
      ...living.map((team) => `team ${team.number}`),
    ];
    return [
      ...names.map((pool) => ({
        pool,
        capacity: this.capacityOf(pool),
        taken: this.taken(pool),
        waitlisted: places(demands.filter((one) => one.pool === pool)),
      })),
      ...kept
        .filter(({ until }) => until === null || this.now < until)
        .map(({ audience, places: capacity }) => ({
          pool: `kept ${audience}`,
          capacity,
          taken: this.taken('event', audience),
          waitlisted: places(demands.filter((one) => one.pool === 'event' && one.audience === audience)),
        })),
    ];
  }

  /** A signup's places, held or waited for, as `yoga 2 held`. */
  claimsOf(person: Person): string[] {
    if (person.state === 'cancelled') return [];
    const how = person.state === 'confirmed' ? 'held' : 'waiting';
    return this.#demandsOf(person)
      .map(({ pool, places }) => `${pool.replace(/^team .*/u, 'team')} ${places} ${how}`)
      .sort();
  }

  playersOf(team: Team): number {
    return this.#playersOf(team);
  }

  capacityOf(pool: string): number | null {
    const limit = limitIn(this.terms, pool);
    return limit === Infinity ? null : limit;
  }

  taken(pool: string, audience?: Audience): number {
    if (pool === 'teams') return this.teams.filter((team) => team.state === 'confirmed').length;
    return sum(
      this.people
        .filter((person) => person.state === 'confirmed' && (!audience || person.audience === audience))
        .flatMap((person) => this.#demandsOf(person).filter((one) => one.pool === pool))
        .map((one) => one.places),
    );
  }

  // the rules

  #whyUnanswerable(person: Person): string | null {
    if (!person.asked) return 'already';
    if (this.terms.status === 'cancelled') return 'event-cancelled';
    return this.#isOver() ? 'over' : null;
  }

  #letIn(person: Person): void {
    Object.assign(person, { state: 'confirmed', outOfLine: false });
    this.line = this.line.filter((one) => one !== person);
    this.#tell(person, 'promoted');
  }

  /** §3.2, §3.3, §3.6: a place, or a place in line. */
  #mayComeIn(person: Person): boolean {
    const mayWait = !this.#hasStarted(person) && this.#hasRoomInLine(person.size, [person]);
    return this.#fits(this.#demandsOf(person)) || mayWait;
  }

  /** §3.1, §3.4, §3.5: whether all of it can be had at once. @param keptToo also the places that are kept for others */
  #fits(demands: Demand[], keptToo = false): boolean {
    return demands.every(({ pool, audience }) => {
      const capacity = this.capacityOf(pool);
      if (capacity === null) return true;
      const own = demands.filter((one) => one.pool === pool);
      const total = this.taken(pool) + sum(own.map((one) => one.places));
      const keptForOthers = pool === 'event' && !keptToo ? this.#keptForOthers(audience, own) : 0;
      return total <= capacity - keptForOthers;
    });
  }

  #keptForOthers(audience: Audience | null, own: Demand[]): number {
    const kept = this.terms.kept.filter(({ until }) => until === null || this.now < until);
    const others = kept.filter((one) => one.audience !== audience);
    return sum(
      others.map((one) => {
        const asked = own.filter((demand) => demand.audience === one.audience).map((demand) => demand.places);
        return Math.max(0, one.places - this.taken('event', one.audience) - sum(asked));
      }),
    );
  }

  /** §3.2, §3.3: from the front, each who fits. @param newcomer is told in its own words */
  #serve(newcomer: Entry | null = null): void {
    if (this.terms.status !== 'published') return;
    for (const entry of [...this.#inLine()]) {
      const waitsForItsTeam = !isTeam(entry) && entry.team?.state === 'waitlisted';
      if (waitsForItsTeam || this.#hasStarted(entry, newcomer) || !this.#fits(this.#demandsOf(entry))) continue;
      const people = this.#peopleOf(entry);
      for (const one of [...people, entry]) one.state = 'confirmed';
      for (const one of people) one.withTeam = false;
      this.line = this.line.filter((one) => one !== entry);
      if (entry !== newcomer) for (const one of people) this.#tell(one, 'promoted');
    }
  }

  /** §3.2, §3.3, §3.6. */
  #goLastAndBeServed(entry: Entry): 'confirmed' | 'waitlisted' | 'full' {
    this.#serve();
    const people = sum(this.#peopleOf(entry).map((one) => one.size));
    const mayWait = !this.#hasStarted(entry) && this.#hasRoomInLine(people);
    this.line.push(entry);
    this.#serve(entry);
    if (entry.state === 'confirmed') return 'confirmed';
    if (mayWait) return 'waitlisted';
    this.line.pop();
    return 'full';
  }

  #hasRoomInLine(people: number, except: Person[] = []): boolean {
    const { waitlist } = this.terms;
    if (typeof waitlist === 'boolean') return waitlist;
    const waiting = this.#inLine().filter((one) => !this.#hasStarted(one));
    const others = waiting.flatMap((one) => this.#peopleOf(one)).filter((one) => !except.includes(one));
    return sum(others.map((one) => one.size)) + people <= waitlist;
  }

  /** §3.3: what a newcomer finds free when it has begun is free all the same. */
  #hasStarted(entry: Entry, newcomer: Entry | null = null): boolean {
    if (entry === newcomer) return false;
    const starts = isTeam(entry)
      ? [this.terms.start, ...this.#peopleOf(entry).map((one) => this.#firstStart(one))]
      : [this.#firstStart(entry)];
    if (!isTeam(entry) && entry.team?.state === 'waitlisted' && this.#hasStarted(entry.team)) return true;
    return starts.some((start) => start !== null && start <= this.now);
  }

  #firstStart(person: Person): Time | null {
    const starts = this.terms.parts.filter((part) => person.chosen.includes(part.slug)).map((part) => part.start);
    return starts.sort()[0] ?? this.terms.start;
  }

  /** §3.1, §3.7, §3.10, §3.11. */
  #demandsOf(entry: Entry): Demand[] {
    if (isTeam(entry)) {
      const people = this.#peopleOf(entry).flatMap((person) => this.#demandsOf(person));
      return [{ pool: 'teams', places: 1, audience: null }, ...people];
    }
    const pools = [
      ...(entry.onlyHelps && !entry.team ? [] : ['event']),
      ...entry.chosen,
      ...(entry.team ? [`team ${entry.team.number}`] : []),
    ];
    return pools.map((pool) => ({ pool, places: entry.size, audience: entry.audience }));
  }

  /** §3.1: the pools that it is larger than as a whole; a pool of 0 takes a line all the same. */
  #tooSmallFor(entry: Entry, terms: Terms): string[] {
    const demands = this.#demandsOf(entry);
    return demands
      .map(({ pool }) => pool)
      .filter((pool) => {
        const asked = sum(demands.filter((one) => one.pool === pool).map((one) => one.places));
        return limitIn(terms, pool) > 0 && asked > limitIn(terms, pool);
      });
  }

  /** The fields that are wrong. @param before what the person has already, which need not be put right */
  #problems(wish: Wish, before: Person | null): string[] {
    const { parts, maxPartySize, teams } = this.terms;
    const grows = !before || wish.size > before.size;
    const added = wish.chosen.filter((slug) => !before?.chosen.includes(slug));
    const chosen = parts.filter((part) => wish.chosen.includes(part.slug));
    const problems: string[] = [];
    if (grows && wish.size > maxPartySize) problems.push('over-party-limit');
    const had = before ? this.#demandsOf(before).map((one) => one.pool) : [];
    for (const pool of [...(onlyShifts(wish.chosen) ? [] : ['event']), ...chosen.map((part) => part.slug)]) {
      const capacity = this.capacityOf(pool);
      if (capacity && wish.size > capacity && (grows || !had.includes(pool))) problems.push('larger-than-pool');
    }
    if (before?.team && grows && wish.size > teams!.max) problems.push('larger-than-pool');
    for (const slug of added) {
      const part = parts.find((one) => one.slug === slug);
      if (!part || part.start <= this.now) problems.push('gone or begun');
    }
    for (const one of chosen) {
      for (const other of chosen) {
        const old = !added.includes(one.slug) && !added.includes(other.slug);
        if (one !== other && !old && one.start < other.end && other.start < one.end) problems.push('clash');
      }
    }
    if (before && this.#isClosed() && (grows || added.length)) problems.push('closed');
    return problems;
  }

  #isOver(): boolean {
    const { start, end } = this.terms;
    if (start === null) return false;
    return this.now >= (end ?? `${start.slice(0, 10)}T24:00`);
  }

  #isClosed(): boolean {
    const { status, closes } = this.terms;
    return status === 'cancelled' || this.#isOver() || (closes !== null && this.now >= closes);
  }

  #repeated(name: string, key: string | null): Answer | null {
    const earlier = key === null ? undefined : this.keys.get(key);
    if (!earlier) return null;
    const otherName = earlier.name.toLowerCase() !== name.toLowerCase();
    return { kind: otherName ? 'already, another' : 'already', person: earlier };
  }

  #repeatedOrClosed(name: string, key: string | null): Answer | null {
    return this.#repeated(name, key) ?? (this.#isClosed() ? { kind: 'closed' } : null);
  }

  /** §3.16: granted whole or refused; or for one who waits, the place in line. */
  #move(person: Person, wish: Wish): 'kept' | 'moved' | 'full' {
    const old = this.#demandsOf(person);
    const oldAudience = person.audience;
    const wasSize = person.size;
    const chooses = (slugs: string[]) => [...slugs].sort().join();
    const otherChoice = chooses(person.chosen) !== chooses(wish.chosen);
    const waitedFor = person.state;

    person.state = 'cancelled'; // so that its own places are free for it
    Object.assign(person, { name: wish.name, size: wish.size, audience: wish.audience, note: wish.note });
    if (otherChoice) {
      person.chosen = [...wish.chosen];
      person.onlyHelps = onlyShifts(wish.chosen);
    }
    const demands = this.#demandsOf(person);
    const hasKept = waitedFor === 'confirmed' && this.terms.kept.length > 0;
    const grown = demands.filter(({ pool, places }) => {
      const had = old.find((one) => one.pool === pool);
      if (!had || places > had.places) return true;
      return pool === 'event' && hasKept && oldAudience !== person.audience;
    });
    const fits = this.#fits(grown);
    person.state = waitedFor;
    const same = !grown.length && demands.length === old.length && wasSize === person.size;
    if (waitedFor === 'confirmed') return grown.length && !fits ? 'full' : same ? 'kept' : 'moved';

    if (person.asked) {
      if (!grown.length) return same ? 'kept' : 'moved';
      if (!this.#mayComeIn(person)) return 'full';
      person.outOfLine = false;
      this.line = [...this.line.filter((one) => one !== person), person];
      return 'moved';
    }
    const entry = person.withTeam ? person.team! : person;
    const comesBack = entry === person && person.outOfLine && (otherChoice || grown.length > 0) && demands.length > 0;
    const late = this.#hasStarted(entry);
    if (grown.length && late) return 'full';
    if (grown.length && person.team && !person.withTeam && person.size > this.terms.teams!.max) return 'full';
    if (person.withTeam && wasSize < person.size && this.#playersOf(person.team!) > this.terms.teams!.max)
      return 'full';
    const more = person.size > wasSize || (comesBack && !late);
    if (more && !this.#hasRoomInLine(person.size, [person])) return 'full';
    if (entry === person && ((grown.length && !late) || (comesBack && !late))) {
      person.outOfLine = false;
      this.line = [...this.line.filter((one) => one !== person), person];
    }
    return same ? 'kept' : 'moved';
  }

  // teams

  #membersOf(team: Team): Person[] {
    return this.people.filter((person) => person.team === team && person.state !== 'cancelled');
  }

  /** On the team, or waiting as a part of it. */
  #isOn = (person: Person) => person.state === 'confirmed' || person.withTeam;

  #playersOf(team: Team): number {
    return sum(
      this.#membersOf(team)
        .filter((one) => this.#isOn(one))
        .map((one) => one.size),
    );
  }

  #rosterIsWrong(players: number): boolean {
    const { teams, capacity } = this.terms;
    return players > teams!.max || (capacity !== null && capacity > 0 && players > capacity);
  }

  /** §3.12. */
  #takePlaceOf(named: Person, wish: Wish, key: string | null): Answer {
    const extra = wish.chosen.map((pool) => ({ pool, places: 1, audience: wish.audience }));
    if (named.state === 'confirmed' && !this.#fits(extra)) return { kind: 'full' };
    Object.assign(named, wish, { named: false, chosen: [...wish.chosen] });
    const { state: kind } = named;
    this.#tell(named, 'team-joined');
    if (key !== null) this.keys.set(key, named);
    this.#serve();
    return { kind, person: named };
  }

  /** §3.15: the captain's list is the whole list of those known only by name. */
  #listOf(captain: Person, { team: name, players }: Change) {
    const removed = this.#membersOf(captain.team!).filter((one) => one.named);
    const added: string[] = [];
    for (const player of players ?? removed.map((one) => one.name)) {
      const there = removed.findIndex((one) => one.name === player);
      if (there >= 0) removed.splice(there, 1);
      else added.push(player);
    }
    return { name: name ?? captain.team!.name, added, removed };
  }

  /** @param grown by how many the captain's own party becomes larger */
  #listIsWrong(team: Team, { added, removed }: { added: string[]; removed: Person[] }, grown: number): boolean {
    const more = added.length > removed.length;
    if (!added.length && !removed.length) return false;
    if (this.#isClosed() && more) return true;
    return (more || grown > 0) && this.#rosterIsWrong(this.#playersOf(team) + grown + added.length - removed.length);
  }

  /** @returns whether there is room for them, in places or in the line */
  #addToList(team: Team, { added, removed }: { added: string[]; removed: Person[] }): boolean {
    const newcomers = added.map((player) => ({ ...this.#newPerson(nobody(player)), named: true, team }));
    const demands = newcomers.flatMap((one) => this.#demandsOf(one));
    // other names for those who were there are other words, for a team that waits
    const mayWait = () => this.#hasRoomInLine(added.length) && !this.#hasStarted(team) && !team.outOfLine;
    const waits = team.state === 'waitlisted';
    const granted = waits ? added.length <= removed.length || mayWait() : this.#fits(demands);
    if (added.length && !granted) return false;
    for (const one of newcomers) Object.assign(one, { state: team.state, withTeam: waits });
    this.people = [...this.people, ...newcomers];
    return true;
  }

  /** §3.11: as long as somebody with a code waits with it, or could, a waiting team stands in line. */
  #keepInLine(team: Team): void {
    const members = this.#membersOf(team).filter((one) => !one.named);
    if (team.state !== 'waitlisted' || members.some(this.#isOn)) return;
    const room = this.terms.teams!.max - this.#playersOf(team);
    const reserve = members.find((one) => !one.outOfLine && one.size <= room);
    if (!reserve) return;
    reserve.withTeam = true;
    this.line = this.line.filter((one) => one !== reserve);
  }

  /** §3.13. */
  #afterLeaving(team: Team): void {
    if (team.state === 'cancelled') return;
    const members = this.#membersOf(team).filter((one) => !one.named);
    const next = members.find(this.#isOn);
    if (!next) return this.#endTeam(team);
    if (members.includes(team.captain)) return;
    team.captain = next;
    this.#tell(next, 'captain');
  }

  #endTeam(team: Team): void {
    const members = this.#membersOf(team);
    for (const one of members) this.#end(one);
    team.state = 'cancelled';
    this.line = this.line.filter((one) => one !== team);
    for (const one of members) this.#tell(one, 'team-withdrawn');
  }

  // saying what is wrong

  /** @throws Error with the story when they are not the same */
  expect(seen: unknown, expected: unknown): void {
    const [one, other] = [seen, expected].map((value) => JSON.stringify(value, null, 1));
    if (one !== other) throw this.disagree(one!, other!);
  }

  disagree(seen: string, expected: string): Error {
    const steps = this.story.map((line, index) => `${index + 1}. ${line}`);
    if (!this.story.at(-1)?.startsWith(`${this.doing} →`)) steps.push(this.doing);
    return new Error(
      ['the product disagrees with the model', ...steps, `product: ${seen}`, `model: ${expected}`].join('\n'),
    );
  }

  // bookkeeping

  #newPerson(wish: Wish): Person {
    return {
      ...wish,
      chosen: [...wish.chosen],
      onlyHelps: onlyShifts(wish.chosen),
      team: null,
      withTeam: false,
      state: 'waitlisted',
      named: false,
      told: [],
      outOfLine: false,
      asked: false,
    };
  }

  #enter(person: Person, key: string | null, told: string): Person {
    this.people.push(person);
    if (key !== null) this.keys.set(key, person);
    this.#tell(person, told);
    return person;
  }

  #end(person: Person): void {
    person.state = 'cancelled';
    person.withTeam = false;
    person.asked = false;
    this.line = this.line.filter((one) => one !== person);
  }

  #tell(person: Person, what: string): void {
    if (!person.named) person.told.push(what);
  }

  #inLine(): Entry[] {
    return this.line.filter((one) => !one.outOfLine && (isTeam(one) || !one.asked));
  }

  #peopleOf(entry: Entry): Person[] {
    return isTeam(entry) ? this.#membersOf(entry).filter((one) => one.withTeam) : [entry];
  }

  #toldOfNews(): Person[] {
    return this.people.filter(
      (one) =>
        one.state === 'confirmed' ||
        (one.state === 'waitlisted' && !(one.withTeam ? one.team!.outOfLine : one.outOfLine)),
    );
  }
}

/** Shifts are known by their names, so that one which is gone is still one. */
export const isShift = (slug: string) => slug.startsWith('pass');

/** A pool's limit; that of a part which is not there is 0. */
function limitIn({ capacity, parts, teams }: Terms, pool: string): number {
  if (pool === 'event') return capacity ?? Infinity;
  if (pool === 'teams') return teams?.capacity ?? Infinity;
  if (pool.startsWith('team ')) return teams?.max ?? Infinity;
  const part = parts.find((one) => one.slug === pool);
  return part ? (part.capacity ?? Infinity) : 0;
}

const nobody = (name: string): Wish => ({ name, size: 1, audience: null, note: null, chosen: [] });
const onlyShifts = (chosen: string[]) => chosen.length > 0 && chosen.every(isShift);
const written = (change: Change): Partial<Wish> => {
  const { team: _team, players: _players, ...wish } = change;
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
};
