import fc from 'fast-check';
import ical from 'ical-generator';
import { describe, expect, it } from 'vitest';
import { feed, joinFeed, laterChange, writtenEntry, type CalendarEntry } from '../../../domain/calendar';
import { calendarEvent } from '../../../domain/calendar/event-text';
import { lintCalendar } from '../../support/calendar-lint';
import { hostileText, pinned } from '../../support/hostile-text';
import { anyEntry, healthDay, training } from './samples';

const named = { name: 'Evenemang hos RSMH; Ria, G7', language: 'sv' } as const;

describe('a feed', () => {
  it('says who made it, its name twice and how often to look, and no METHOD', () => {
    const head = feed({ ...named, entries: [healthDay] }).split('BEGIN:VEVENT')[0];
    expect(head?.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Samling//Samling//SV',
      'NAME:Evenemang hos RSMH\\; Ria\\, G7',
      'X-WR-CALNAME:Evenemang hos RSMH\\; Ria\\, G7',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      '',
    ]);
  });

  it('keeps what is cancelled', () => {
    const text = feed({ ...named, entries: [{ ...healthDay, status: 'cancelled', sequence: 1 }] });
    expect(text).toContain('STATUS:CANCELLED');
    expect(lintCalendar(text)).toEqual([]);
  });

  it('has the entries in time order, however they come', () => {
    const twin = { ...healthDay, uid: '0190a1b2-0000-7000-8000-000000000004' };
    const text = feed({ ...named, entries: [training, healthDay, twin] });
    expect(text.match(/UID:.*4|UID:.*5/gu)).toEqual([`UID:${twin.uid}`, `UID:${healthDay.uid}`, `UID:${training.uid}`]);
    expect(feed({ ...named, entries: [twin, training, healthDay] })).toBe(text);
    expect(feed({ ...named, entries: [healthDay, twin, training] })).toBe(text);
  });

  it('is the bytes that ical-generator writes of all the entries at once', () => {
    const entries = fc.uniqueArray(anyEntry, { selector: ({ uid }) => uid, maxLength: 5, minLength: 1 });
    fc.assert(
      fc.property(entries, (all) => {
        const calendar = ical({ prodId: { company: 'Samling', product: 'Samling', language: 'SV' }, ttl: 60 * 60 });
        const inOrder = [...all].sort((a, b) => a.start! - b.start! || (a.uid < b.uid ? -1 : 1));
        calendar.events(inOrder.map((entry) => calendarEvent(entry, calendar)!));
        expect(feed({ name: '', language: 'sv', entries: all })).toBe(`${calendar.toString()}\r\n`);
      }),
      pinned,
    );
  });

  it('joined from entries that were text already is the same, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyEntry, { selector: ({ uid }) => uid, maxLength: 5 }), (all) => {
        const written = all.flatMap(writtenEntry).reverse();
        expect(joinFeed({ ...named, entries: written })).toBe(feed({ ...named, entries: all }));
      }),
      pinned,
    );
  });

  it.each([[[]], [[{ ...healthDay, start: null }]]])('is sound without an entry', (entries: CalendarEntry[]) => {
    const text = feed({ ...named, entries });
    expect(text).not.toContain('VEVENT');
    expect(lintCalendar(text)).toEqual([]);
  });

  it('is sound with any name and any entries', () => {
    const entries = fc.uniqueArray(anyEntry, { selector: ({ uid }) => uid, maxLength: 5 });
    fc.assert(
      fc.property(hostileText, entries, (name, all) => {
        expect(lintCalendar(feed({ name, language: 'en', entries: all }))).toEqual([]);
      }),
      pinned,
    );
  });

  it('is sound with a thousand entries', () => {
    const entries = Array.from({ length: 1000 }, (_, index) => ({
      ...healthDay,
      uid: `0190a1b2-0000-7000-8000-${String(index).padStart(12, '0')}`,
      start: (healthDay.start as number) + index * 3_600_000,
      end: (healthDay.start as number) + (index + 1) * 3_600_000,
    }));
    const text = feed({ ...named, entries });
    expect(text.match(/BEGIN:VEVENT/gu)).toHaveLength(1000);
    expect(lintCalendar(text)).toEqual([]);
  });
});

describe('the last change', () => {
  it('is the newest revision of any entry', () => {
    expect([5, 9, 7].reduce<number | null>(laterChange, null)).toBe(9);
  });
});
