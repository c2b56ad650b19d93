import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventText, feed, type CalendarEntry } from '../../../domain/calendar';
import { lintCalendar } from '../../support/calendar-lint';
import { hostileTexts, pinned } from '../../support/hostile-text';
import { anyEntry, healthDay, training } from './samples';

function lintOf(entry: CalendarEntry): string[] {
  return lintCalendar(feed({ name: 'Prov', language: 'sv', entries: [entry] }));
}

describe('the text of an entry', () => {
  it('is this, to the byte', () => {
    expect(eventText(healthDay)?.split('\r\n')).toEqual([
      'BEGIN:VEVENT',
      'UID:0190a1b2-0000-7000-8000-000000000005',
      'SEQUENCE:0',
      'DTSTAMP:20170401T123000Z',
      'DTSTART:20170517T080000Z',
      'DTEND:20170517T130000Z',
      'SUMMARY:Hälsodag på Gröningen',
      'LOCATION:Gröningen\\, Strandvägen',
      'DESCRIPTION:Yoga\\, brännboll\\; och grill.\\nAlla är välkomna.',
      'URL;VALUE=URI:https://samling.example/evenemang/halsodag',
      'STATUS:CONFIRMED',
      'LAST-MODIFIED:20170401T123000Z',
      'END:VEVENT',
      '',
    ]);
  });

  it('§4.4: a date without a time is an all-day entry on the day of the event’s own clock', () => {
    const text = eventText(training);
    expect(text).toContain('DTSTART;VALUE=DATE:20171002\r\n');
    expect(text).toContain('DTEND;VALUE=DATE:20171003\r\n');
    expect(lintOf(training)).toEqual([]);
  });

  it('§4.4: days without a time end after their last', () => {
    // Row 9: 1–2 June; what is written as 2 June ends as 3 June begins.
    const mashup = { ...training, start: Date.UTC(2017, 4, 31, 22), end: Date.UTC(2017, 5, 2, 22) };
    expect(eventText(mashup)).toContain('DTSTART;VALUE=DATE:20170601\r\nDTEND;VALUE=DATE:20170603\r\n');
  });

  it('§4.4: no date, no entry', () => {
    expect(eventText({ ...healthDay, start: null })).toBeNull();
  });

  it.each([null, ''])('§4.4: no venue (%j), no LOCATION', (location) => {
    expect(eventText({ ...healthDay, location })).not.toContain('LOCATION');
  });

  it('has no DESCRIPTION when there is none', () => {
    expect(eventText({ ...healthDay, description: null })).not.toContain('DESCRIPTION');
  });

  it.each([
    ['is not known', null],
    ['is the start', healthDay.start],
    ['is before the start, which ical-generator would swap', (healthDay.start as number) - 1],
  ])('has no DTEND when the end %s', (_, end) => {
    const text = eventText({ ...healthDay, end });
    expect(text).toContain('DTSTART:20170517T080000Z');
    expect(text).not.toContain('DTEND');
    expect(lintOf({ ...healthDay, end })).toEqual([]);
  });

  it.each([
    ['tentative', 'TENTATIVE'],
    ['cancelled', 'CANCELLED'],
  ] as const)('of what is %s says so, and keeps nobody busy', (status, word) => {
    expect(eventText({ ...healthDay, status })).toContain(`STATUS:${word}\r\n`);
    expect(eventText({ ...healthDay, status })).toContain('TRANSP:TRANSPARENT');
  });

  it('names nobody, though an invitation of the same entry does', () => {
    const person = { name: 'Anna', email: 'anna@example.se' };
    expect(eventText({ ...healthDay, organizer: person, attendee: person })).toBe(eventText(healthDay));
  });

  it('an id cannot begin a property', () => {
    const text = eventText({ ...healthDay, uid: 'a;b,c\r\nX-EVIL:1' });
    expect(text).toContain('UID:a\\;b\\,c X-EVIL:1\r\n');
    expect(text).not.toMatch(/^X-EVIL/mu);
  });

  it('folds at 75 octets, wherever an emoji sequence falls', () => {
    for (let before = 40; before < 80; before++) {
      const entry = { ...healthDay, title: `${'x'.repeat(before)}👨‍👩‍👧‍👦🏳️‍🌈å${'y'.repeat(90)}` };
      expect(lintOf(entry)).toEqual([]);
      expect(eventText(entry)?.replace(/\r\n /gu, '')).toContain(`SUMMARY:${entry.title}\r\n`);
    }
  });

  it.each(hostileTexts)('is sound with %j in every field', (text) => {
    expect(lintOf({ ...healthDay, title: text, location: text, description: text })).toEqual([]);
  });

  it('is sound and the same at each call, whatever the entry', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(lintOf(entry)).toEqual([]);
        expect(eventText({ ...entry })).toBe(eventText(entry));
      }),
      pinned,
    );
  });
});
