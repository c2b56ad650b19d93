import type { ClaimRow, Entry, PoolRow, Rows, SignupRow, TeamRow } from './watcher';

/** Places in one pool, for people of one audience. */
export interface Demand {
  pool: string;
  places: number;
  audience: string | null;
}

/** One that stands in line: a signup, or a team with all who wait with it. */
export interface Waiting {
  id: string;
  lineNo: number;
  demands: Demand[];
  /** Waits for a place in a team that itself waits. */
  afterItsTeam: boolean;
}

/** Who holds and who waits for what, at one moment: read at once, or written row by row as the journal has it. */
export class World {
  readonly pools = new Map<string, PoolRow>();
  readonly teams = new Map<string, TeamRow>();
  /** By event or series. */
  readonly #signups = new Map<string, Map<string, SignupRow>>();
  readonly #own = new Map<string, PoolRow>();
  readonly #kept = new Map<string, Map<string, PoolRow>>();
  /** By holder and pool. */
  readonly #claims = new Map<string, Map<string, ClaimRow>>();
  readonly #taken = new Map<string, number>();

  constructor(rows?: Rows) {
    for (const row of rows?.pools ?? []) this.#setPool(row);
    for (const row of rows?.signups ?? []) this.#setSignup(row);
    for (const row of rows?.teams ?? []) this.teams.set(row.id, row);
    for (const row of rows?.claims ?? []) this.#setClaim(row);
  }

  /** What the journal says was written. Who has left is forgotten. */
  apply({ of, op, row }: Entry): void {
    if (of === 'pool') return this.#setPool(row);
    if (of === 'signup') return this.#setSignup(row);
    if (of === 'claim') return op === 'delete' ? this.#removeClaim(row) : this.#setClaim(row);
    this.teams.set(row.id, row);
    if (row.state === 'cancelled') this.teams.delete(row.id);
  }

  signupsTo(offer: string): SignupRow[] {
    return [...(this.#signups.get(offer)?.values() ?? [])];
  }

  signups(): SignupRow[] {
    return [...this.#signups.values()].flatMap((own) => [...own.values()]);
  }

  claimsOf(holder: string): ClaimRow[] {
    return [...(this.#claims.get(holder)?.values() ?? [])].filter((claim) => claim.state !== 'ended');
  }

  claim(holder: string, pool: string): ClaimRow | undefined {
    return this.#claims.get(holder)?.get(pool);
  }

  /** Places held. */
  taken(pool: string): number {
    return this.#taken.get(pool) ?? 0;
  }

  /** The pool of an event or series itself. */
  ownPool(offer: string): PoolRow | undefined {
    return this.#own.get(offer);
  }

  /** Kept places that are not held by those they are kept for. CONTRACT §3.5. */
  keptAndFree(offer: string): { audience: string | null; places: number }[] {
    const own = this.ownPool(offer)?.id ?? '';
    return [...(this.#kept.get(offer)?.values() ?? [])].map(({ audience, capacity }) => {
      const theirs = this.signupsTo(offer).filter((signup) => signup.audience === audience);
      const held = theirs.map((signup) => this.claim(signup.id, own)).filter((claim) => claim?.state === 'held');
      return { audience, places: (capacity ?? 0) - sum(held.map((claim) => claim!.places)) };
    });
  }

  /** Those in an event's line, the first first. */
  lineOf(offer: string): Waiting[] {
    const entries = new Map<string, Waiting>();
    for (const signup of this.signupsTo(offer)) {
      if (signup.state !== 'waitlisted' || signup.no_place_at !== null) continue;
      const team = signup.team_id === null ? undefined : this.teams.get(signup.team_id);
      const withTeam = signup.line_no === null ? team : undefined;
      const id = (withTeam ?? signup).id;
      const entry = entries.get(id) ?? {
        id,
        lineNo: (withTeam ?? signup).line_no ?? 0,
        demands: withTeam ? this.#demandsOf(withTeam.id, null) : [],
        afterItsTeam: !withTeam && team?.state === 'waitlisted',
      };
      entries.set(id, { ...entry, demands: [...entry.demands, ...this.#demandsOf(signup.id, signup.audience)] });
    }
    return [...entries.values()].sort((one, other) => one.lineNo - other.lineNo);
  }

  /** Whether all of it could be had at this moment. CONTRACT §3.1, §3.4, §3.5. */
  fits(demands: Demand[]): boolean {
    return demands.every(({ pool: id, audience }) => {
      const pool = this.pools.get(id);
      if (!pool || pool.capacity === null) return true;
      const own = demands.filter((demand) => demand.pool === id);
      const others = this.ownPool(pool.offer_id)?.id === id ? this.keptAndFree(pool.offer_id) : [];
      const keptForOthers = others
        .filter((kept) => kept.audience !== audience)
        .map((kept) => kept.places - placesOf(own.filter((demand) => demand.audience === kept.audience)))
        .map((places) => Math.max(0, places));
      return this.taken(id) + placesOf(own) <= pool.capacity - sum(keptForOthers);
    });
  }

  #demandsOf(holder: string, audience: string | null): Demand[] {
    return this.claimsOf(holder).map(({ pool_id, places }) => ({ pool: pool_id, places, audience }));
  }

  #setPool(row: PoolRow): void {
    this.pools.set(row.id, row);
    if (row.of === 'event' || row.of === 'series') this.#own.set(row.offer_id, row);
    if (row.of === 'kept') within(this.#kept, row.offer_id).set(row.id, row);
  }

  #setSignup(row: SignupRow): void {
    const own = within(this.#signups, row.offer_id);
    if (row.state === 'cancelled') own.delete(row.id);
    else own.set(row.id, row);
  }

  #setClaim(row: ClaimRow): void {
    this.#removeClaim(row);
    within(this.#claims, row.holder_id).set(row.pool_id, row);
    if (row.state === 'held') this.#taken.set(row.pool_id, this.taken(row.pool_id) + row.places);
  }

  #removeClaim({ holder_id, pool_id }: ClaimRow): void {
    const old = this.claim(holder_id, pool_id);
    if (!old) return;
    this.#claims.get(holder_id)!.delete(pool_id);
    if (old.state === 'held') this.#taken.set(pool_id, this.taken(pool_id) - old.places);
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const placesOf = (demands: Demand[]) => sum(demands.map((demand) => demand.places));

function within<T>(groups: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const group = groups.get(key) ?? new Map<string, T>();
  groups.set(key, group);
  return group;
}
