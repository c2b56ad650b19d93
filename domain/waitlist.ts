import { fits, grant, type Claim, type Pools } from './capacity';
import type { Instant } from './event';

/**
 * One that waits: a signup, or a whole team with all the players that it has. It waits for all its claims together
 * and holds none of them meanwhile. CONTRACT §3.2, §3.11.
 */
export interface Waiting {
  id: string;
  claims: Claim[];
  /** When the first thing it asks for starts; from then it is no longer served. null: not set. CONTRACT §3.3. */
  startsAt: Instant | null;
  /** People, for the line's greatest length. */
  people: number;
  /** A player who waits for a place in a team that itself waits is served only after it: that team's id. */
  after?: string | null;
}

/**
 * Serves a line from the front: each who fits in what is free gets the places, each who does not stays where it
 * stands. One pass is enough, because granting only ever makes less free.
 * @returns the ids served, in order, and the pools afterwards
 */
export function serve(line: readonly Waiting[], pools: Pools, now: Instant): { served: string[]; pools: Pools } {
  const served: string[] = [];
  const waiting = new Set(line.map((one) => one.id));
  let free = pools;
  for (const one of line) {
    if (hasStarted(one, now)) continue;
    if (one.after && waiting.has(one.after)) continue;
    if (!fits(one.claims, free, now)) continue;
    free = grant(one.claims, free);
    waiting.delete(one.id);
    served.push(one.id);
  }
  return { served, pools: free };
}

/** Whether the first thing that one asks for has begun, so that its wait is over. */
export function hasStarted(one: Pick<Waiting, 'startsAt'>, now: Instant): boolean {
  return one.startsAt !== null && now >= one.startsAt;
}

/**
 * Where one stands: 1 + those ahead who wait for any of the same limited pools. CONTRACT §1 (`position`).
 * @param line everybody who waits, in order, including the one asked for
 * @returns null when it is not in the line
 */
export function positionOf(id: string, line: readonly Waiting[], pools: Pools, now: Instant): number | null {
  const index = line.findIndex((one) => one.id === id);
  const self = line[index];
  if (!self || hasStarted(self, now)) return null;
  const limited = new Set(
    self.claims.map((claim) => claim.poolId).filter((poolId) => pools.get(poolId)?.capacity != null),
  );
  const ahead = line
    .slice(0, index)
    .filter((one) => !hasStarted(one, now) && one.claims.some((claim) => limited.has(claim.poolId)));
  return 1 + ahead.length;
}

/** Whether the line may grow by so many people. CONTRACT §3.6. */
export function hasRoomInLine(
  terms: { waitlist: boolean; waitlistLimit: number | null },
  peopleWaiting: number,
  people: number,
): boolean {
  return terms.waitlist && (terms.waitlistLimit === null || peopleWaiting + people <= terms.waitlistLimit);
}

/** Everybody who waits for an offer, in order, and its pools as they are. */
export interface Line {
  waiting: Waiting[];
  pools: Pools;
}

/** People in a line: who waits for what has begun stands in it no longer. CONTRACT §3.3, §3.6. */
export function peopleIn(line: readonly Waiting[], now: Instant): number {
  return line.filter((one) => !hasStarted(one, now)).reduce((people, one) => people + one.people, 0);
}

/** Whether one still stands in line, for what has not begun. CONTRACT §3.3. */
export function standsIn(line: readonly Waiting[], id: string, now: Instant): boolean {
  return line.some((one) => one.id === id && !hasStarted(one, now));
}

/** What a newcomer asks for. */
export type Newcomer = Pick<Waiting, 'claims' | 'startsAt' | 'people'>;

/**
 * A newcomer's state: places, a place in line, or null when it is full. CONTRACT §3.2–3.6.
 * @param line as it is once those who wait have been served: a newcomer goes last
 */
export function admit(
  terms: { waitlist: boolean; waitlistLimit: number | null },
  line: Line,
  newcomer: Newcomer,
  now: Instant,
): 'confirmed' | 'waitlisted' | null {
  return fits(newcomer.claims, line.pools, now) ? 'confirmed' : mayWait(terms, line, newcomer, now);
}

/** Whether a newcomer who gets no places may stand in line. */
export function mayWait(
  terms: { waitlist: boolean; waitlistLimit: number | null },
  line: Line,
  newcomer: Pick<Newcomer, 'startsAt' | 'people'>,
  now: Instant,
): 'waitlisted' | null {
  if (hasStarted(newcomer, now)) return null;
  return hasRoomInLine(terms, peopleIn(line.waiting, now), newcomer.people) ? 'waitlisted' : null;
}
