import ical, { escape } from 'ical-generator';
import type { Instant } from '../event';
import type { Language } from '../language/speech';
import { cleanLine } from './clean-text';
import type { CalendarEntry } from './entry';
import { eventText } from './event-text';

const hour = 60 * 60;

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

/** An entry that is text already, and where it stands in a feed. */
export interface WrittenEntry {
  start: Instant;
  uid: string;
  /** As `eventText` gives it. */
  text: string;
}

/**
 * A calendar to subscribe to: no METHOD, cancelled entries stay as STATUS:CANCELLED, the same bytes for the same data
 * in whatever order it comes. Entries without a date are left out.
 */
export function feed(calendar: { name: string; language: Language; entries: readonly CalendarEntry[] }): string {
  return joinFeed({ ...calendar, entries: calendar.entries.flatMap(writtenEntry) });
}

/** An entry as a feed takes it; none without a date. CONTRACT §4.4. */
export function writtenEntry(entry: CalendarEntry): WrittenEntry[] {
  const { start, uid } = entry;
  const text = eventText(entry);
  return start === null || text === null ? [] : [{ start, uid, text }];
}

/** The same feed from entries that are text already. */
export function joinFeed(calendar: { name: string; language: Language; entries: readonly WrittenEntry[] }): string {
  const { begin, nothing, end } = feedFrame(calendar);
  const events = inOrder(calendar.entries).map(({ text }) => text);
  return begin + (events.join('') || nothing) + end;
}

/** What stands around the entries of a feed, and in their place when there are none. */
export function feedFrame({ name, language }: { name: string; language: Language }): {
  begin: string;
  nothing: string;
  end: string;
} {
  const empty = ical({
    prodId: productOf(language),
    // Written as it is, without the escaping that TEXT asks for.
    name: escape(cleanLine(name), false),
    ttl: hour,
  }).toString();
  const end = 'END:VCALENDAR';
  return { begin: empty.slice(0, -end.length), nothing: nothingYet, end: `${end}\r\n` };
}

/** Who made the calendar: PRODID. */
export function productOf(language: Language) {
  return { company: 'Samling', product: 'Samling', language: language.toUpperCase() };
}

/** When something last changed, for Last-Modified: the later of what is known so far (null: nothing) and one more. */
export function laterChange(last: Instant | null, stamp: Instant): Instant {
  return last === null ? stamp : Math.max(last, stamp);
}

/** By start, then uid: as far as one can tell, no two entries are alike in both. */
function inOrder(entries: readonly WrittenEntry[]): WrittenEntry[] {
  return [...entries].sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));
}
