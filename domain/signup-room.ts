import type { Instant, SignupState } from './event';
import { hasRoomInLine, hasStarted } from './waitlist';

/** What somebody of whom nothing is known can get right now, where signup is open. */
export type SignupRoom =
  /** A place. */
  | 'places'
  /** A place, if the person belongs to an audience that places are kept for. */
  | 'kept'
  /** A place in line. */
  | 'line'
  /** Only a shift: helpers take no participant's place. CONTRACT §3.7 */
  | 'shifts'
  | 'nothing';

/** Places as they stand, in people. */
export interface RoomFacts {
  /** Left for somebody of whom nothing is known; null is no limit. */
  left: number | null;
  /** People in the whole line. */
  waiting: number;
  kept: readonly { places: number; held: number }[];
  shifts: readonly { startAt: Instant | null; status: 'published' | 'cancelled'; left: number | null }[];
}

/**
 * What a form can offer, for its words before anything is sent; what comes of it is decided when it is sent.
 * CONTRACT §3.3, §3.5–3.7.
 */
export function signupRoom(
  offer: { startAt: Instant | null; waitlist: boolean; waitlistLimit: number | null },
  facts: RoomFacts,
  now: Instant,
): SignupRoom {
  if (facts.left === null || facts.left > 0) return 'places';
  if (facts.kept.some(({ places, held }) => held < places)) return 'kept';
  if (hasLine(offer, facts.waiting, now)) return 'line';
  const helps = facts.shifts.some(
    ({ startAt, status, left }) => status === 'published' && !hasStarted({ startsAt: startAt }, now) && left !== 0,
  );
  return helps ? 'shifts' : 'nothing';
}

/** What a team, or one more player of it, can get: a place, a place in line, or neither. */
export type TeamRoom = 'places' | 'line' | 'nothing';

/** The terms and length of a line, and how many people may still come beside it. */
interface LineFacts {
  offer: { startAt: Instant | null; waitlist: boolean; waitlistLimit: number | null };
  /** In the event's own pool, for somebody of whom nothing is known; null is no limit. */
  places: { left: number | null };
  /** People in the whole line. */
  waiting: number;
}

/**
 * What a team that is registered now can get: it needs one of the event's teams, and places for its players.
 * CONTRACT §3.10–11.
 * @param facts.teams left for more teams; null is no limit
 */
export function teamRoom(
  { teams, places, offer, waiting }: LineFacts & { teams: { left: number | null } | null },
  now: Instant,
): TeamRoom {
  if (teams?.left !== 0 && places.left !== 0) return 'places';
  return hasLine(offer, waiting, now) ? 'line' : 'nothing';
}

/**
 * What one who joins a team can get. `nothing`: only the place of a name that is there already. CONTRACT §3.11–12.
 * @param team.players people with a place in it
 */
export function joinRoom(
  { state, players, max }: { state: SignupState; players: number; max: number },
  { places, offer, waiting }: LineFacts,
  now: Instant,
): TeamRoom {
  const full = players >= max || places.left === 0 || state === 'waitlisted';
  if (!full) return 'places';
  return hasLine(offer, waiting, now) ? 'line' : 'nothing';
}

/** Whether one more person may go last in the line of an offer. */
export function hasLine(
  offer: { startAt: Instant | null; waitlist: boolean; waitlistLimit: number | null },
  waiting: number,
  now: Instant,
): boolean {
  return hasRoomInLine(offer, waiting, 1) && !hasStarted({ startsAt: offer.startAt }, now);
}
