import type { Instant } from './event';

const day = 24 * 3600_000;

/** How many days before the start a captain whose team is short is reminded, the first time and the last. */
export const nudgeDays = { first: 7, second: 2 } as const;
export type NudgeStep = keyof typeof nudgeDays;

/** How far ahead of its start an event's teams are watched: a day more than the first reminder. */
export const watchedBefore = (nudgeDays.first + 1) * day;

/** How long a team must have been short before its captain is reminded, and how far apart two reminders are. */
const patience = day;

/** How long the organiser waits between two reminders by hand. */
export const betweenNudges = 3600_000;

/** What is known of a team that is short. */
export interface ShortTeam {
  /** Since when it has been too few; null: it is not. */
  shortSince: Instant | null;
  /** When each reminder was sent by the clock. */
  first: Instant | null;
  second: Instant | null;
  /** When the organiser last reminded all captains. */
  byHand: Instant | null;
}

/**
 * Which reminder a team's captain is due, by the clock. Each is sent once, whatever becomes of the team afterwards; a
 * team that comes too late for the first gets it when it has been short for a day; none after the start.
 */
export function nudgeDue(team: ShortTeam, startAt: Instant | null, now: Instant): NudgeStep | null {
  if (startAt === null || now >= startAt || team.shortSince === null) return null;
  if (now - team.shortSince < patience) return null;
  const last = Math.max(...[team.first, team.second, team.byHand].map((at) => at ?? -Infinity));
  if (now - last < patience) return null;
  if (now >= startAt - nudgeDays.second * day) return team.second === null ? 'second' : null;
  return now >= startAt - nudgeDays.first * day && team.first === null ? 'first' : null;
}

/** Whether the organiser may remind all captains now. @param last when that was last done */
export const mayNudge = (last: Instant | null, now: Instant): boolean => last === null || now - last >= betweenNudges;
