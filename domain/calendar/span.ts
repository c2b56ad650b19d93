import type { Instant, LocalDate } from '../event';
import { addDays, localDateOf } from '../time';
import type { CalendarEntry } from './entry';

/** When an entry is, as a calendar writes it: by instants, or by whole days with the day after the last as its end. */
export type Span = { allDay: false; start: Instant; end: Instant | null } | AllDay;
interface AllDay {
  allDay: true;
  start: LocalDate;
  end: LocalDate;
}

/**
 * A time without an end gets none: RFC 5545 §3.6.1 then ends it where it begins, and §3.8.2.2 wants a DTEND to be later
 * than its DTSTART, so that one equal to it would be wrong. A date without a time fills its day (or days), which is
 * written out because not every calendar takes one day for granted.
 * @returns null when there is no date. CONTRACT §4.4.
 */
export function spanOf(entry: Pick<CalendarEntry, 'start' | 'end' | 'timeKnown' | 'timeZone'>): Span | null {
  const { timeZone } = entry;
  if (entry.start === null) return null;
  const start = wholeSecond(entry.start);
  const end = entry.end === null ? null : wholeSecond(entry.end);
  // ical-generator would swap an end that comes first.
  const realEnd = end !== null && end > start ? end : null;
  if (entry.timeKnown) return { allDay: false, start, end: realEnd };
  const lastDay = localDateOf(realEnd === null ? start : realEnd - 1, timeZone);
  return { allDay: true, start: localDateOf(start, timeZone), end: addDays(lastDay, 1) };
}

/** A calendar knows no smaller part of time, so that two instants may there be one. */
function wholeSecond(instant: Instant): Instant {
  return Math.floor(instant / 1000) * 1000;
}
