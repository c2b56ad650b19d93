import type { Instant } from './event';
import { addDays, localDateOf, localToInstant } from './time';

/** How long before an event those who come can be reminded; the longest first. DESIGN §6, M1. */
export const reminderTimings = ['week', 'two-days', 'day', 'two-hours'] as const;
export type ReminderTiming = (typeof reminderTimings)[number];

/** Which reminders there are, each since when: what was due before then is not sent afterwards. */
export type ReminderTimings = Partial<Record<ReminderTiming, Instant>>;

/**
 * Where nobody has said otherwise: once, the day before. Early enough to plan the day and to give one's place to
 * somebody else, and late enough to be remembered; a second one would soon be read by nobody.
 */
export const usualTimings: ReminderTimings = { day: 0 };

/** The time of day at which reminders of days before go: people are awake, and offices that one can call are open. */
const atTen = '10:00';
const days: Record<Exclude<ReminderTiming, 'two-hours'>, number> = { week: 7, 'two-days': 2, day: 1 };

/** When something starts, and by which clock. */
export interface Start {
  startAt: Instant;
  /** false: `startAt` is the first instant of a day whose time is still open. */
  timeKnown: boolean;
  timeZone: string;
}

/** When a reminder is due; null where hours are to be counted from a time that is not known. */
export function reminderAt({ startAt, timeKnown, timeZone }: Start, timing: ReminderTiming): Instant | null {
  if (timing === 'two-hours') return timeKnown ? startAt - 2 * 3600_000 : null;
  const date = addDays(localDateOf(startAt, timeZone), -days[timing]);
  return localToInstant(`${date}T${atTen}`, timeZone);
}

/** The earliest that any reminder is due before a start, in milliseconds, with an hour for clocks that are changed. */
export const earliestReminder = 8 * 24 * 3600_000 + 3600_000;

/** How long before the start a reminder is of no more use, in milliseconds. */
const tooLate = 3600_000;

/**
 * The reminder that is to go now: the last that has become due, since after a longer stop two at once would say the
 * same. None when it starts within the hour: whoever comes is on the way.
 */
export function dueReminder(
  start: Start,
  timings: ReminderTimings,
  now: Instant,
): { timing: ReminderTiming; dueAt: Instant } | null {
  if (now > start.startAt - tooLate) return null;
  const due = reminderTimings.flatMap((timing) => {
    const since = timings[timing];
    const dueAt = since === undefined ? null : reminderAt(start, timing);
    return dueAt !== null && dueAt <= now && since !== undefined && since <= dueAt ? [{ timing, dueAt }] : [];
  });
  return due.sort((one, other) => other.dueAt - one.dueAt)[0] ?? null;
}
