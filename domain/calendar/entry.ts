import type { Instant } from '../event';

/** Somebody in an invitation. */
export interface CalendarPerson {
  name: string;
  email: string;
}

/** One thing in a calendar: what every feed, file and invitation is made from. Text may be anything; it is cleaned. */
export interface CalendarEntry {
  /** Random, the same for ever, never the slug. */
  uid: string;
  /** Raised at every change that is told. */
  sequence: number;
  /** The last revision of what the entry says, never now: the same data gives the same bytes. */
  stamp: Instant;
  /** null: no date yet, and so no entry. */
  start: Instant | null;
  /** Of a date without a time: the first instant after its last day, as `spanToInstants` gives it. */
  end: Instant | null;
  /** false: only the date is known. */
  timeKnown: boolean;
  timeZone: string;
  title: string;
  /** null: no venue, no LOCATION. */
  location: string | null;
  description: string | null;
  /** Absolute. */
  url: string;
  status: 'confirmed' | 'tentative' | 'cancelled';
  /** Written in invitations only: RFC 5545 forbids both in what is merely published. */
  organizer?: CalendarPerson | null;
  attendee?: CalendarPerson | null;
}

/** The venue and its address on one line. An address without a venue is no place: CONTRACT §4.4. */
export function placeLine(venue: string | null, address: string | null): string | null {
  if (!venue) return null;
  return address ? `${venue}, ${address}` : venue;
}
