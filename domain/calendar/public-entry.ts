import type { EventStatus, Instant } from '../event';
import type { Speech } from '../language/speech';
import { placeLine, type CalendarEntry } from './entry';

/** What a public calendar tells about an event. */
export interface CalendarEvent {
  uid: string;
  sequence: number;
  updatedAt: Instant;
  status: EventStatus;
  start: Instant | null;
  end: Instant | null;
  timeKnown: boolean;
  timeZone: string;
  title: string;
  /** Names of the host and the co-hosts, the host first. */
  hosts: readonly string[];
  venue: string | null;
  address: string | null;
  summary: string | null;
  description: string | null;
  /** The event's page, absolute. */
  url: string;
}

/** An event in public feeds and in its own file. A discreet event is here as it is: CONTRACT §4.5. */
export function publicEntry(event: CalendarEvent, t: Speech): CalendarEntry {
  const cancelled = event.status === 'cancelled';
  return {
    uid: event.uid,
    sequence: event.sequence,
    stamp: event.updatedAt,
    start: event.start,
    end: event.end,
    timeKnown: event.timeKnown,
    timeZone: event.timeZone,
    title: cancelled ? t.calendar_cancelled_title({ title: event.title }) : event.title,
    location: placeLine(event.venue, event.address),
    description: paragraphs([
      cancelled ? t.calendar_cancelled_note() : openQuestions(event, t),
      event.summary,
      event.description,
      t.calendar_hosts({ hosts: event.hosts.join(', ') }),
      t.calendar_event_link({ url: event.url }),
    ]),
    url: event.url,
    status: cancelled ? 'cancelled' : 'confirmed',
  };
}

/** What is still to be announced, so that nobody takes a day for the whole day or looks for a place in vain. */
export function openQuestions(event: { timeKnown: boolean; venue: string | null }, t: Speech): string {
  const open = [event.timeKnown ? null : t.calendar_time_later(), event.venue ? null : t.calendar_place_later()];
  return open.filter(Boolean).join(' ');
}

/** What is there, with an empty line between. */
export function paragraphs(texts: readonly (string | null)[]): string {
  return texts.filter(Boolean).join('\n\n');
}
