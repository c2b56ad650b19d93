import type { PoolState } from './capacity';
import type { Instant } from './event';
import type { SignupWindow } from './offer';
import { hasLine } from './signup-room';

/**
 * How many places are left for somebody of whom nothing is known: what `fits` (domain/capacity.ts) would grant.
 * @returns null where there is no limit
 */
export function placesLeft(pool: PoolState, now: Instant): number | null {
  if (pool.capacity === null) return null;
  const keptForOthers = pool.kept
    .filter(({ until }) => until === null || now < until)
    .reduce((sum, { places, held }) => sum + Math.max(0, places - held), 0);
  return Math.max(0, pool.capacity - pool.taken - keptForOthers);
}

/** Whether so few are left that it is worth saying: at most a fifth, and at most ten. Nothing taken is never few. */
export function isFew(left: number, capacity: number): boolean {
  return left > 0 && left < capacity && left <= Math.min(10, Math.max(2, Math.ceil(capacity / 5)));
}

/** How things stand with an event, as a visitor is told in one word. */
export type Standing =
  | Exclude<SignupWindow, { state: 'open' }>
  | { state: 'open' }
  | { state: 'few'; left: number }
  /** No place now, but one can stand in line. */
  | { state: 'waitlist' }
  | { state: 'full' };

/**
 * How an offer stands: what the clock and the organiser say first, then its places.
 * @param places.waiting people in its whole line
 */
export function standingOf(
  window: SignupWindow,
  places: { left: number | null; capacity: number | null; waiting: number },
  offer: { startAt: Instant | null; waitlist: boolean; waitlistLimit: number | null },
  now: Instant,
): Standing {
  if (window.state !== 'open' || places.left === null || places.capacity === null) return window;
  if (places.left === 0) return { state: hasLine(offer, places.waiting, now) ? 'waitlist' : 'full' };
  return isFew(places.left, places.capacity) ? { state: 'few', left: places.left } : window;
}
