import { v7 as uuid } from 'uuid';
import { giveBack, grant, type Claim, type Pools } from '../../domain/capacity';
import type { Instant, SignupState } from '../../domain/event';
import type { NoticeFacts, NoticeKind } from '../../domain/notice';
import type { Offer } from '../../domain/offer';
import { foldName } from '../../domain/search';
import { namedPlayer } from '../../domain/team';
import { admit, hasStarted, serve, type Line, type Waiting } from '../../domain/waitlist';
import { chosenParts, claimsOf, firstStart, problemsOf, type Wish } from '../../domain/wish';
import { newSignup } from '../signup-rows';
import type { Store } from '../store';
import { claimRows, noRows, settledNotice, type ClaimRow, type Rows, type SignupRow, type TeamRow } from './rows';

/** One that asks for places: a party on one signup, or a team with a signup for each player. */
interface Entry extends Waiting {
  team: TeamRow | null;
  signups: SignupRow[];
  claimRows: ClaimRow[];
}

/**
 * Everybody who signs up to one offer, in memory: the same rules decide as in db/signups.ts, and what comes of it is
 * rows that can be written all at once.
 */
export class Crowd {
  readonly #store: Store;
  readonly #offer: Offer;
  readonly #entries: Entry[] = [];
  readonly #rows: Rows = noRows();
  #pools: Pools;
  #line: Entry[] = [];

  /** @param line of an offer to which nobody has signed up yet */
  constructor(store: Store, offer: Offer, { pools }: Line) {
    this.#store = store;
    this.#offer = offer;
    this.#pools = pools;
  }

  /** How many signups there are, those that were given up included. */
  get size(): number {
    return this.#rows.signup.length;
  }

  /** Signs a party up. @returns whether there was a place, if only in line */
  join(wish: Wish, at: Instant): boolean {
    const problems = problemsOf(this.#offer, wish, at);
    if (problems.length) throw new Error(`${this.#offer.slug}: ${JSON.stringify(problems)}`);
    const parts = chosenParts(this.#offer, wish);
    const claims = claimsOf(this.#offer, parts, wish.partySize, wish.audience);
    const asks = { claims, startsAt: firstStart(this.#offer, parts), people: wish.partySize };
    const state = admit(this.#offer, { waiting: this.#line, pools: this.#pools }, asks, at);
    if (state === null) return false;
    const signup = this.#newSignup(wish, state, at);
    if (state === 'waitlisted') signup.line_no = this.#lastInLine();
    const rows = claimRows({ signup: signup.id }, claims, state === 'confirmed' ? 'held' : 'waiting');
    this.#add({ ...asks, id: signup.id, team: null, signups: [signup], claimRows: rows }, state);
    this.#tell(signup, state, {}, at);
    return true;
  }

  /**
   * Registers a team of an offer that has teams.
   * @param players the captain first; those `named` are known by name alone
   */
  joinAsTeam(name: string, words: string, players: { wish: Wish; named: boolean }[], at: Instant): boolean {
    const { teams, poolId } = this.#offer;
    if (!teams) throw new Error(`${this.#offer.slug} has no teams`);
    const own = { poolId: uuid(), places: 1, audience: null };
    const inTeams = { poolId: teams.poolId, places: 1, audience: null };
    const inEvent = { poolId, places: 1, audience: null };
    const pools = new Map(this.#pools).set(own.poolId, { id: own.poolId, capacity: teams.max, taken: 0, kept: [] });
    const claims: Claim[] = [inTeams, ...players.flatMap(() => [inEvent, own])];
    const asks = { claims, startsAt: this.#offer.startAt, people: players.length };
    const state = admit(this.#offer, { waiting: this.#line, pools }, asks, at);
    if (state === null) return false;
    this.#pools = pools;
    const claimState = state === 'confirmed' ? 'held' : 'waiting';
    const { nonce, hash } = this.#store.codes.fresh();
    const team: TeamRow = {
      id: uuid(),
      event_id: this.#offer.id,
      name,
      name_folded: foldName(name),
      state,
      number: 1 + this.#rows.team.length,
      captain_id: null,
      nonce,
      code_hash: hash,
      words,
      line_no: state === 'waitlisted' ? this.#lastInLine() : null,
      created_at: at,
    };
    const signups = players.map(({ wish, named }) => {
      const signup = this.#newSignup(named ? namedPlayer(wish.name, wish.language) : wish, state, at);
      return Object.assign(signup, { team_id: team.id, has_code: named ? 0 : 1 } as const);
    });
    team.captain_id = signups[0]!.id;
    const rows = signups.flatMap(({ id }) => claimRows({ signup: id }, [inEvent, own], claimState));
    this.#rows.team.push(team);
    this.#rows.pool.push({
      ...{ id: own.poolId, offer_id: this.#offer.id, of: 'team', activity_id: null, team_id: team.id },
      ...{ audience: null, kept_until: null, capacity: teams.max },
    });
    const teamRows = claimRows({ team: team.id }, [inTeams], claimState);
    this.#add({ ...asks, id: team.id, team, signups, claimRows: [...teamRows, ...rows] }, state);
    signups.forEach((signup, index) => this.#tell(signup, index ? 'team-joined' : 'team-registered', {}, at));
    return true;
  }

  /** One of those who have signed up gives it up, and the line is served. @param draw which, from 0 to 1 */
  leave(draw: number, at: Instant): void {
    const living = this.#entries.filter(({ signups }) => signups[0]!.state !== 'cancelled');
    const entry = living[Math.floor(draw * living.length)];
    if (!entry) return;
    const { state } = entry.signups[0]!;
    if (state === 'confirmed') this.#pools = giveBack(entry.claims, this.#pools);
    this.#line = this.#line.filter((one) => one !== entry);
    this.#become(entry, 'cancelled', at);
    if (entry.team) entry.team.words = null;
    for (const signup of entry.signups) {
      const withdrawEntry = state === 'confirmed' && signup.email !== null;
      this.#tell(signup, entry.team ? 'team-withdrawn' : 'cancelled', { withdrawEntry }, at);
    }
    this.serve(at);
  }

  /** Gives those who wait what is free: also when time alone has released kept places. */
  serve(at: Instant): void {
    if (!this.#line.length) return;
    const { served, pools } = serve(this.#line, this.#pools, at);
    this.#pools = pools;
    const promoted = this.#line.filter(({ id }) => served.includes(id));
    this.#line = this.#line.filter(({ id }) => !served.includes(id));
    for (const entry of promoted) {
      this.#become(entry, 'confirmed', at);
      for (const signup of entry.signups) this.#tell(signup, 'promoted', {}, at);
    }
  }

  /** What has been told by now beyond their own doings: that no place came, that it is cancelled. */
  finish(now: Instant): void {
    if (this.#offer.status === 'cancelled') {
      for (const signup of this.#rows.signup)
        if (signup.state !== 'cancelled') this.#change(signup, 'event-cancelled', now);
      return;
    }
    for (const entry of this.#line.filter((one) => hasStarted(one, now))) {
      for (const signup of entry.signups) {
        signup.no_place_at = entry.startsAt;
        this.#change(signup, 'no-place', entry.startsAt ?? now);
      }
    }
  }

  /** All that is to be written. */
  rows(): Rows {
    return { ...this.#rows, claim: this.#entries.flatMap((entry) => entry.claimRows) };
  }

  #newSignup(wish: Wish, state: SignupState, at: Instant): SignupRow {
    const { row } = newSignup(this.#store, this.#offer, wish, null, state, at);
    const signup = { ...row, sequence: 0, notice_count: 0 } as SignupRow;
    this.#rows.signup.push(signup);
    return signup;
  }

  #add(entry: Entry, state: 'confirmed' | 'waitlisted'): void {
    this.#entries.push(entry);
    if (state === 'confirmed') this.#pools = grant(entry.claims, this.#pools);
    else this.#line.push(entry);
  }

  #become(entry: Entry, state: 'confirmed' | 'cancelled', at: Instant): void {
    if (entry.team) Object.assign(entry.team, { state, line_no: null });
    for (const signup of entry.signups) {
      Object.assign(signup, { state, line_no: null, sequence: signup.sequence + 1, updated_at: at });
    }
    for (const claim of entry.claimRows) claim.state = state === 'confirmed' ? 'held' : 'ended';
  }

  #change(signup: SignupRow, kind: NoticeKind, at: Instant): void {
    Object.assign(signup, { sequence: signup.sequence + 1, updated_at: at });
    this.#tell(signup, kind, {}, at);
  }

  #tell(signup: SignupRow, kind: NoticeKind, facts: NoticeFacts, at: Instant): void {
    this.#rows.outbox.push(...settledNotice(signup, kind, facts, at));
  }

  /** As `lastInLine` (db/line.ts): one more than the last who waits. */
  #lastInLine(): number {
    const last = this.#line.at(-1);
    return 1 + ((last?.team ?? last?.signups[0])?.line_no ?? 0);
  }
}
