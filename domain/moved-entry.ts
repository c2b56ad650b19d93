import type { LocalDate } from './event';
import { dateOf, moveAlong, type Local } from './time';

interface Timed {
  start?: Local;
  end?: Local;
}

/** The times of an event as a programme file writes it. */
export interface EntryTimes extends Timed {
  signupOpens?: Local;
  signupCloses?: Local;
  kept: readonly { until?: Local }[];
  activities: readonly Timed[];
  shifts: readonly Timed[];
}

/**
 * An event's inner times when its own are others: activities, shifts and kept places follow its start. Where the day
 * is taken away theirs are too, since they would stand on a day that is no longer the event's.
 */
export function partsMoved<Entry extends EntryTimes>(entry: Entry, start: Local | undefined): Entry {
  const from = entry.start;
  if (from === start || (from === undefined && start !== undefined)) return entry;
  const move = (local: Local | undefined) => (from && start ? moveAlong(local, from, start) : undefined);
  const part = <Part extends Timed>(one: Part) => ({ ...one, start: move(one.start), end: move(one.end) });
  return {
    ...entry,
    kept: entry.kept.map((one) => ({ ...one, until: move(one.until) })),
    activities: entry.activities.map(part),
    shifts: entry.shifts.map(part),
  };
}

/**
 * An event as it would be on another day, all its times moved along; without a day, it has none.
 * @param date the day that it begins
 */
export function onDate<Entry extends EntryTimes>(entry: Entry, date: LocalDate | null): Entry {
  const from = entry.start;
  const start = date === null ? undefined : from ? `${date}${from.slice(10)}` : date;
  const move = (local: Local | undefined) => (from && start ? moveAlong(local, from, start) : undefined);
  return {
    ...partsMoved(entry, start),
    start,
    end: move(entry.end),
    signupOpens: move(entry.signupOpens),
    signupCloses: move(entry.signupCloses),
  };
}

/** Whether it goes on for more than a day and a night: then it matters on which day a part of it is. */
export const isOverDays = ({ start, end }: Timed): boolean =>
  start !== undefined && end !== undefined && dateOf(end) > dateOf(start);
