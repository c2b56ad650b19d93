import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invitation, type CalendarEntry } from '../../../domain/calendar';
import { lintCalendar } from '../../support/calendar-lint';
import { hostileText, hostileTexts, pinned } from '../../support/hostile-text';
import { anyEntry, healthDay } from './samples';

const invited: CalendarEntry = {
  ...healthDay,
  organizer: { name: 'Samling Helsingborg', email: 'samling@example.se' },
  attendee: { name: 'Anna', email: 'anna@example.se' },
};

function unfolded(text: string | null): string {
  return (text ?? '').replace(/\r\n /gu, '');
}

describe('the calendar part of a mail', () => {
  it('asks for nothing: the person has already accepted', () => {
    const text = unfolded(invitation(invited, 'REQUEST', 'sv'));
    expect(text).toContain('METHOD:REQUEST\r\n');
    expect(text).toContain('ORGANIZER;CN="Samling Helsingborg":mailto:samling@example.se\r\n');
    expect(text).toContain(
      'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Anna":MAILTO:anna@example.se\r\n',
    );
    expect(text).toContain('STATUS:CONFIRMED\r\n');
    expect(lintCalendar(invitation(invited, 'REQUEST', 'sv') ?? '')).toEqual([]);
  });

  it('takes the entry out again, also when only the person has left', () => {
    const text = invitation({ ...invited, sequence: 3 }, 'CANCEL', 'en') ?? '';
    expect(text).toContain('METHOD:CANCEL\r\n');
    expect(text).toContain('STATUS:CANCELLED\r\n');
    expect(text).toContain('SEQUENCE:3\r\n');
    expect(text).toContain('PRODID:-//Samling//Samling//EN\r\n');
    expect(lintCalendar(text)).toEqual([]);
  });

  it('is the same bytes each time it is sent', () => {
    expect(invitation(invited, 'REQUEST', 'sv')).toBe(invitation({ ...invited }, 'REQUEST', 'sv'));
  });

  it.each([
    ['there is no date', { start: null }],
    ['nobody invites', { organizer: null }],
    ['nobody is invited', { attendee: undefined }],
    ['the address is none', { attendee: { name: 'Anna', email: 'anna' } }],
    ['the organizer’s address is none', { organizer: { name: 'Samling', email: '' } }],
    ['what is asked for is cancelled', { status: 'cancelled' }],
  ] as const)('is nothing when %s', (_, change) => {
    expect(invitation({ ...invited, ...change }, 'REQUEST', 'sv')).toBeNull();
  });

  it('calls by the address whoever has no name left', () => {
    const nameless = {
      organizer: { name: '\0', email: 'samling@example.se' },
      attendee: { name: ' ', email: 'a@b.se' },
    };
    const text = unfolded(invitation({ ...invited, ...nameless }, 'REQUEST', 'sv'));
    expect(text).toContain('CN="samling@example.se"');
    expect(text).toContain('CN="a@b.se"');
  });

  it.each(hostileTexts)('is sound with %j as names', (name) => {
    const entry = { ...invited, organizer: { name, email: 'a@b.se' }, attendee: { name, email: 'c@d.se' } };
    expect(lintCalendar(invitation(entry, 'REQUEST', 'sv') ?? '')).toEqual([]);
  });

  it('is sound whatever the entry, the name and the address', () => {
    const local = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(anyEntry, hostileText, local, fc.constantFrom('REQUEST', 'CANCEL'), (entry, name, word, method) => {
        const attendee = { name, email: `${word}@example.se` };
        const text = invitation({ ...entry, organizer: { name, email: 'a@b.se' }, attendee }, method, 'sv');
        if (text !== null) expect(lintCalendar(text)).toEqual([]);
      }),
      pinned,
    );
  });
});
