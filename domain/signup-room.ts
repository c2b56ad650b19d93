import type { Instant } from './event';
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

/** Whether one more person may go last in the line of an offer. */
export function hasLine(
  offer: { startAt: Instant | null; waitlist: boolean; waitlistLimit: number | null },
  waiting: number,
  now: Instant,
): boolean {
  return hasRoomInLine(offer, waiting, 1) && !hasStarted({ startsAt: offer.startAt }, now);
}
