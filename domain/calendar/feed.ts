import ical, { escape } from 'ical-generator';
import type { Instant } from '../event';
import type { Language } from '../language/speech';
import { cleanLine } from './clean-text';
import type { CalendarEntry } from './entry';
import { eventText } from './event-text';

const hour = 60 * 60;
const end = 'END:VCALENDAR';

/**
 * RFC 5545 wants one component or more in a calendar, and some readers refuse it without. Where there is no entry yet,
 * this says nothing in a form that they accept.
 */
const nothingYet = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
  '',
].join('\r\n');

/**
 * A calendar to subscribe to: no METHOD, cancelled entries stay as STATUS:CANCELLED, the same bytes for the same data
 * in whatever order it comes. Entries without a date are left out.
 */
export function feed(calendar: { name: string; language: Language; entries: readonly CalendarEntry[] }): string {
  const events = inOrder(calendar.entries).flatMap((entry) => eventText(entry) ?? []);
  return joinFeed({ name: calendar.name, language: calendar.language, events });
}

/** A feed from entries that are text already (`eventText`), in the order in which they are to stand. */
export function joinFeed(calendar: { name: string; language: Language; events: readonly string[] }): string {
  const { name, language, events } = calendar;
  const frame = ical({
    prodId: productOf(language),
    // Written as it is, without the escaping that TEXT asks for.
    name: escape(cleanLine(name), false),
    ttl: hour,
  }).toString();
  return `${frame.slice(0, -end.length)}${events.join('') || nothingYet}${end}\r\n`;
}

/** Who made the calendar: PRODID. */
export function productOf(language: Language) {
  return { company: 'Samling', product: 'Samling', language: language.toUpperCase() };
}

/** When any of the entries last changed, for Last-Modified; null without entries. */
export function lastChange(entries: readonly CalendarEntry[]): Instant | null {
  return entries.reduce<Instant | null>((last, { stamp }) => Math.max(last ?? stamp, stamp), null);
}

/** By start, then uid: as far as one can tell, no two entries are alike in both. */
function inOrder(entries: readonly CalendarEntry[]): CalendarEntry[] {
  return [...entries].sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));
}
