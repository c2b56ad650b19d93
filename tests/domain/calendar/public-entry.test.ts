import { describe, expect, it } from 'vitest';
import { feed, publicEntry, type CalendarEvent } from '../../../domain/calendar';
import { speak } from '../../../domain/language/speech';
import { lintCalendar } from '../../support/calendar-lint';

const t = speak('sv');
const event: CalendarEvent = {
  uid: '0190a1b2-0000-7000-8000-000000000013',
  sequence: 2,
  updatedAt: Date.UTC(2017, 7, 1),
  status: 'published',
  start: Date.UTC(2017, 8, 21, 11, 30),
  end: Date.UTC(2017, 8, 21, 14),
  timeKnown: true,
  timeZone: 'Europe/Stockholm',
  title: 'Brännbollsyra',
  hosts: ['Socialförvaltningen', 'RSMH'],
  venue: 'Heden',
  address: 'Hedens gata 1',
  summary: 'Kick-off.',
  description: 'Lag om åtta.',
  url: 'https://samling.example/evenemang/brannbollsyra',
};

describe('an event in a public calendar', () => {
  it('has its own words, its hosts and the way to its page', () => {
    expect(publicEntry(event, t)).toEqual({
      uid: event.uid,
      sequence: 2,
      stamp: event.updatedAt,
      start: event.start,
      end: event.end,
      timeKnown: true,
      timeZone: 'Europe/Stockholm',
      title: 'Brännbollsyra',
      location: 'Heden, Hedens gata 1',
      description:
        'Kick-off.\n\nLag om åtta.\n\nArrangör: Socialförvaltningen, RSMH\n\nLäs mer: https://samling.example/evenemang/brannbollsyra',
      url: event.url,
      status: 'confirmed',
    });
  });

  it('says first that it is cancelled, in the title too', () => {
    const entry = publicEntry({ ...event, status: 'cancelled', venue: null }, t);
    expect(entry.title).toBe('INSTÄLLT: Brännbollsyra');
    expect(entry.status).toBe('cancelled');
    expect(entry.description).toMatch(/^Det här är inställt\.\n\nKick-off\./u);
    expect(publicEntry({ ...event, status: 'cancelled' }, speak('en')).title).toBe('CANCELLED: Brännbollsyra');
  });

  it('says what is still to be announced', () => {
    const entry = publicEntry({ ...event, timeKnown: false, venue: null, summary: null, description: null }, t);
    expect(entry.description).toMatch(/^Tid meddelas senare\. Plats meddelas senare\.\n\nArrangör:/u);
  });

  it('§4.4: no venue, no LOCATION, not even an address', () => {
    expect(publicEntry({ ...event, venue: null }, t).location).toBeNull();
    expect(publicEntry({ ...event, address: null }, t).location).toBe('Heden');
  });

  it('makes a sound feed', () => {
    const entries = [publicEntry(event, t), publicEntry({ ...event, uid: 'b', status: 'cancelled' }, t)];
    expect(lintCalendar(feed({ name: t.calendar_name_site({ site: 'Samling' }), language: 'sv', entries }))).toEqual(
      [],
    );
  });
});
