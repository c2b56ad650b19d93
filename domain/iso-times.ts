import { Temporal } from 'temporal-polyfill';
import type { Instant } from './event';
import { localDateOf } from './time';

/**
 * When something begins and ends, as ISO 8601 by the event's own clock: `2017-05-17T10:00:00+02:00`, or a date alone
 * while the time is open; null while the date is, or where no end is known.
 */
export function isoTimes(event: {
  startAt: Instant | null;
  endAt: Instant | null;
  timeKnown: boolean;
  timeZone: string;
}): { start: string | null; end: string | null } {
  const { startAt, endAt, timeKnown, timeZone } = event;
  if (startAt === null) return { start: null, end: null };
  if (timeKnown)
    return { start: withOffset(startAt, timeZone), end: endAt === null ? null : withOffset(endAt, timeZone) };
  // the end of a date is the first instant after its last day
  return { start: localDateOf(startAt, timeZone), end: endAt === null ? null : localDateOf(endAt - 1, timeZone) };
}

/** An instant by a clock, with that clock's offset: `2017-05-17T10:00:00+02:00`. */
export function withOffset(instant: Instant, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return zoned.toString({ smallestUnit: 'second', timeZoneName: 'never' });
}
