import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  type ICalEvent,
} from 'ical-generator';
import type { Language } from '../language/speech';
import { cleanAddress, cleanName } from './clean-text';
import type { CalendarEntry } from './entry';
import { calendarEvent } from './event-text';
import { productOf } from './feed';

/**
 * The calendar part of a mail. REQUEST puts the entry into the person's calendar as already accepted (they have signed
 * up; nothing is asked), or changes it when SEQUENCE has risen; CANCEL takes it out. RFC 5546 §3.2.2 and §3.2.5. The
 * content type's `method=` must be the same.
 * @returns null when there is nothing to send: no date, no organizer or attendee that can be mailed, or a REQUEST for
 * what is cancelled.
 */
export function invitation(entry: CalendarEntry, method: 'REQUEST' | 'CANCEL', language: Language): string | null {
  if (method === 'REQUEST' && entry.status === 'cancelled') return null;
  const calendar = ical({ prodId: productOf(language), method: ICalCalendarMethod[method] });
  const event = calendarEvent(method === 'CANCEL' ? { ...entry, status: 'cancelled' } : entry, calendar);
  if (!event || !addPeople(event, entry)) return null;
  calendar.events([event]);
  return `${calendar.toString()}\r\n`;
}

/** Adds who invites and who is invited, or neither and says false. */
function addPeople(event: ICalEvent, { organizer, attendee }: CalendarEntry): boolean {
  const from = organizer && cleanAddress(organizer.email);
  const to = attendee && cleanAddress(attendee.email);
  if (!from || !to) return false;
  event.organizer({ name: cleanName(organizer.name) || from, email: from });
  event.createAttendee({
    name: cleanName(attendee.name) || to,
    email: to,
    type: ICalAttendeeType.INDIVIDUAL,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  return true;
}
