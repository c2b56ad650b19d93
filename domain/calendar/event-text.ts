import type { ICalCalendar } from 'ical-generator';
import ical, { ICalEvent, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { cleanLine, cleanLines, cleanUrl } from './clean-text';
import type { CalendarEntry } from './entry';
import { foldLines } from './fold';
import { spanOf } from './span';

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/** What an event says that it belongs to; nothing of it is in the event's own text. */
const anyCalendar = ical();

/**
 * One entry as a VEVENT, folded, with its last CRLF: what a feed joins, and what can be kept for as long as the entry
 * stays the same.
 * @returns null when there is no date. CONTRACT §4.4.
 */
export function eventText(entry: CalendarEntry): string | null {
  const event = calendarEvent(entry, anyCalendar);
  return event && foldLines(event.toString());
}

/**
 * The entry as ical-generator takes it, everything in it cleaned; `calendar` is only what it will say it belongs to.
 * The calendar must have no time zone: ical-generator then leaves the Z out of DTSTAMP.
 */
export function calendarEvent(entry: CalendarEntry, calendar: ICalCalendar): ICalEvent | null {
  const span = spanOf(entry);
  if (!span) return null;
  const stamp = new Date(entry.stamp);
  return new ICalEvent(
    {
      // Written as it is, without even the escaping that TEXT asks for.
      id: cleanLine(entry.uid).replace(/[;,]/gu, '\\$&'),
      sequence: entry.sequence,
      stamp,
      lastModified: stamp,
      allDay: span.allDay,
      // A date is given as its midnight in UTC, which is how ical-generator reads it without a time zone.
      start: new Date(span.start),
      end: span.end === null ? null : new Date(span.end),
      summary: cleanLine(entry.title),
      location: cleanLine(entry.location ?? '') || null,
      description: cleanLines(entry.description ?? '') || null,
      url: cleanUrl(entry.url),
      status: statuses[entry.status],
      // Nobody is busy a whole day because an hour is not yet known, or while it is unsure that they come.
      transparency: !span.allDay && entry.status === 'confirmed' ? null : ICalEventTransparency.TRANSPARENT,
    },
    calendar,
  );
}
