import type { Instant } from '../event';
import { addDays, defaultTimeZone, localDateOf, startOfDay } from '../time';

/**
 * How far back calendars reach: what was over by then is left out. Whole days, so that a calendar where nothing changes
 * is the same bytes all day.
 */
export const calendarsSince = (now: Instant): Instant => daysBack(now, 366);

/** How far back `/schema/events.json` reaches: other web sites show what is coming, and a little of what has been. */
export const machinesSince = (now: Instant): Instant => daysBack(now, 31);

function daysBack(now: Instant, days: number): Instant {
  return startOfDay(addDays(localDateOf(now, defaultTimeZone), -days), defaultTimeZone);
}
