import type { Instant } from './event';
import { addDays, localDateOf, localToInstant } from './time';

/** How long a few words of thanks may be, in characters. DESIGN §6, M1. */
export const longestThanks = 2_000;

/** Words of thanks as they were written: in Swedish, and in English for those whose language that is. */
export interface ThanksWords {
  sv: string;
  en: string | null;
}

/** When something is over, and by which clock. */
export interface End {
  overAt: Instant;
  timeZone: string;
}

/** As reminders, when people are awake. */
const atTen = '10:00';

/** When those who came are thanked: the day after its last day. What ends at midnight ends with the day before that. */
export function thanksAt({ overAt, timeZone }: End): Instant {
  const lastDay = localDateOf(overAt - 1, timeZone);
  return localToInstant(`${addDays(lastDay, 1)}T${atTen}`, timeZone);
}

const day = 24 * 3600_000;
const hour = 3600_000;

/** How long after its time a thanks still goes, after a longer stop: later than that it would only puzzle. */
const tooLate = 7 * day;

/** The longest ago that anything can have ended which people are thanked for now, with hours for changed clocks. */
export const longestSince = tooLate + day + 10 * hour + 3 * hour;

/** Whether the thanks goes now. What was due before there were any words is not sent afterwards. @param since when */
export function isThanksDue(end: End, since: Instant, now: Instant): boolean {
  const dueAt = thanksAt(end);
  return since <= dueAt && dueAt <= now && now <= dueAt + tooLate;
}
