import type { EventStatus, Instant, SignupState } from '../event';
import type { Speech } from '../language/speech';
import { placeLine, type CalendarEntry, type CalendarPerson } from './entry';
import { chosenLines, ownTimes, type ChosenPart } from './own-times';
import { openQuestions, paragraphs } from './public-entry';

/** What a person's own entry needs of the signup. */
export interface OwnSignup {
  /** Of a signup to a whole series: `uidOfDate`. */
  uid: string;
  sequence: number;
  state: SignupState;
  updatedAt: Instant;
  /** Absolute. */
  receiptUrl: string;
  /** The person, when there is an address to invite. */
  attendee?: CalendarPerson | null;
}

/** What a person's own entry needs of the event. */
export interface OwnEvent {
  status: EventStatus;
  updatedAt: Instant;
  start: Instant | null;
  end: Instant | null;
  timeKnown: boolean;
  timeZone: string;
  title: string;
  /** Names of the host and the co-hosts, the host first. */
  hosts: readonly string[];
  venue: string | null;
  address: string | null;
  discreet: boolean;
}

/**
 * A signup's own calendar entry: from the first to the last thing it chose, else the event's time. CONTRACT §4.4.
 * Of a discreet event neither title, host nor activities are told (§4.5); the place is, because the person must find
 * there. Its link is always the receipt's, where one changes or cancels.
 * @param own.sender who invites: the site, never the host, so that a discreet event's host is not told by it.
 */
export function ownEntry(
  own: { signup: OwnSignup; event: OwnEvent; chosen: readonly ChosenPart[]; sender?: CalendarPerson | null },
  t: Speech,
): CalendarEntry {
  const { signup, event, chosen } = own;
  const times = ownTimes(event, chosen);
  return {
    uid: signup.uid,
    sequence: signup.sequence,
    stamp: Math.max(signup.updatedAt, event.updatedAt),
    ...times,
    timeZone: event.timeZone,
    title: ownTitle(signup, event, t),
    location: placeLine(event.venue, event.address),
    description: paragraphs([
      stateNote(signup, event, t),
      openQuestions({ timeKnown: times.timeKnown, venue: event.venue }, t),
      ...(event.discreet
        ? [t.calendar_discreet_description()]
        : [chosenLines(chosen, times.start, event.timeZone, t), t.calendar_hosts({ hosts: event.hosts.join(', ') })]),
      t.calendar_own_link({ url: signup.receiptUrl }),
    ]),
    url: signup.receiptUrl,
    status: ownStatus(signup, event),
    organizer: own.sender ?? null,
    attendee: signup.attendee ?? null,
  };
}

/**
 * The UID of one date in a signup to a whole series: as random as the two that it is made from, and the same for ever.
 */
export function uidOfDate(signupUid: string, eventUid: string): string {
  return `${signupUid}.${eventUid}`;
}

function ownStatus(signup: OwnSignup, event: OwnEvent): CalendarEntry['status'] {
  if (event.status === 'cancelled' || signup.state === 'cancelled') return 'cancelled';
  return signup.state === 'waitlisted' ? 'tentative' : 'confirmed';
}

function ownTitle(signup: OwnSignup, event: OwnEvent, t: Speech): string {
  const title = event.discreet ? t.calendar_discreet_title() : event.title;
  if (event.status === 'cancelled') return t.calendar_cancelled_title({ title });
  if (signup.state === 'cancelled') return t.calendar_withdrawn_title({ title });
  return signup.state === 'waitlisted' ? t.calendar_waitlisted_title({ title }) : title;
}

function stateNote(signup: OwnSignup, event: OwnEvent, t: Speech): string | null {
  if (event.status === 'cancelled') return t.calendar_cancelled_note();
  if (signup.state === 'cancelled') return t.calendar_withdrawn_note();
  return signup.state === 'waitlisted' ? t.calendar_waitlisted_note() : null;
}
