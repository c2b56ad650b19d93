import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  feed,
  invitation,
  ownEntry,
  uidOfDate,
  type ChosenPart,
  type OwnEvent,
  type OwnSignup,
} from '../../../domain/calendar';
import { speak } from '../../../domain/language/speech';
import { lintCalendar } from '../../support/calendar-lint';
import { hostileText, pinned } from '../../support/hostile-text';

const t = speak('sv');
/** 17 May 2017, by the clocks of Helsingborg. */
const at = (hour: number, minute = 0) => Date.UTC(2017, 4, 17, hour - 2, minute);
const receiptUrl = 'https://samling.example/anmalan/ABCDE12345';

const signup: OwnSignup = {
  uid: '0190a1b2-0000-7000-8000-0000000000aa',
  sequence: 1,
  state: 'confirmed',
  updatedAt: at(8),
  receiptUrl,
  attendee: { name: 'Anna', email: 'anna@example.se' },
};
const event: OwnEvent = {
  status: 'published',
  updatedAt: at(7),
  start: at(10),
  end: at(15),
  timeKnown: true,
  timeZone: 'Europe/Stockholm',
  title: 'Hälsodag',
  hosts: ['Socialförvaltningen', 'RSMH'],
  venue: 'Gröningen',
  address: null,
  discreet: false,
};
const yoga: ChosenPart = { title: 'Yoga', start: at(14), end: at(15) };
const brannboll: ChosenPart = { title: 'Brännboll', start: at(11), end: at(12, 30) };
const grill: ChosenPart = { title: 'Grill', start: null, end: null };
const sender = { name: 'Samling Helsingborg', email: 'samling@example.se' };

const own = (
  change: { signup?: Partial<OwnSignup>; event?: Partial<OwnEvent>; chosen?: ChosenPart[] } = {},
  speech = t,
) =>
  ownEntry(
    {
      signup: { ...signup, ...change.signup },
      event: { ...event, ...change.event },
      chosen: change.chosen ?? [],
      sender,
    },
    speech,
  );

describe('§4.4: when a signup’s own entry is', () => {
  it('the event’s time when nothing is chosen', () => {
    expect(own()).toMatchObject({ start: at(10), end: at(15), timeKnown: true });
  });

  it('from the first to the last thing chosen, in whatever order', () => {
    expect(own({ chosen: [yoga, brannboll] })).toMatchObject({ start: at(11), end: at(15) });
  });

  it('the one thing chosen', () => {
    expect(own({ chosen: [brannboll, grill] })).toMatchObject({ start: at(11), end: at(12, 30) });
  });

  it('the event’s time when what is chosen has none', () => {
    expect(own({ chosen: [grill], event: { timeKnown: false, end: null } })).toMatchObject({
      start: at(10),
      end: null,
      timeKnown: false,
    });
  });

  it('until the event ends for what has no end', () => {
    expect(own({ chosen: [{ ...yoga, end: null }] })).toMatchObject({ start: at(14), end: at(15) });
  });

  it.each([
    ['the event has no end', { end: null }],
    ['the event’s end is a day', { timeKnown: false }],
    ['the event ends earlier', { end: at(13) }],
  ])('without an end when neither has one: %s', (_, change) => {
    expect(own({ chosen: [{ ...yoga, end: null }], event: change })).toMatchObject({ start: at(14), end: null });
  });

  it('at a time as soon as what is chosen has one, though the event has only a date', () => {
    expect(own({ chosen: [yoga], event: { timeKnown: false } })).toMatchObject({ start: at(14), timeKnown: true });
  });

  it('open when there is no date', () => {
    expect(own({ event: { start: null, end: null, timeKnown: false } }).start).toBeNull();
  });
});

describe('what a signup’s own entry says', () => {
  it('what was chosen, in time order, by the event’s clock', () => {
    expect(own({ chosen: [grill, yoga, brannboll, { ...grill, title: 'Bastu' }] }).description).toBe(
      [
        'Du har valt:\n11.00–12.30 Brännboll\n14.00–15.00 Yoga\nGrill\nBastu',
        'Arrangör: Socialförvaltningen, RSMH',
        `Ändra eller avboka: ${receiptUrl}`,
      ].join('\n\n'),
    );
  });

  it('the day of what is on a later day, and a start alone', () => {
    const later = { title: 'Monter', start: at(33), end: null };
    expect(own({ chosen: [brannboll, later] }).description).toContain(
      'Du har valt:\n11.00–12.30 Brännboll\n2017-05-18 09.00 Monter\n',
    );
    expect(own({ chosen: [brannboll] }, speak('en')).description).toContain('11:00–12:30 Brännboll');
  });

  it('what is still open', () => {
    expect(own({ event: { timeKnown: false, venue: null, address: 'Gata 1' } })).toMatchObject({
      location: null,
      description: expect.stringMatching(/^Tid meddelas senare\. Plats meddelas senare\.\n\n/u) as string,
    });
  });

  it('the way back to the receipt', () => {
    expect(own().url).toBe(receiptUrl);
  });

  it('the later of both revisions, so that a moved event is a new one', () => {
    expect(own().stamp).toBe(at(8));
    expect(own({ event: { updatedAt: at(9) } }).stamp).toBe(at(9));
  });

  it('what is chosen without a date', () => {
    expect(own({ event: { start: null, end: null }, chosen: [grill] }).description).toContain('Du har valt:\nGrill\n');
  });
});

describe('§4.4: how sure it is', () => {
  it('confirmed', () => {
    expect(own()).toMatchObject({ status: 'confirmed', title: 'Hälsodag' });
  });

  it('TENTATIVE while it waits', () => {
    const entry = own({ signup: { state: 'waitlisted' } });
    expect(entry).toMatchObject({ status: 'tentative', title: 'Preliminär – reservlista: Hälsodag' });
    expect(entry.description).toMatch(/^Du står på reservlistan\./u);
  });

  it('CANCELLED when the person has left', () => {
    const entry = own({ signup: { state: 'cancelled' } });
    expect(entry).toMatchObject({ status: 'cancelled', title: 'Avbokat: Hälsodag' });
    expect(entry.description).toMatch(/^Du har lämnat din plats\./u);
  });

  it.each(['confirmed', 'waitlisted', 'cancelled'] as const)('CANCELLED with the event, for who is %s', (state) => {
    const entry = own({ signup: { state }, event: { status: 'cancelled' } });
    expect(entry).toMatchObject({ status: 'cancelled', title: 'INSTÄLLT: Hälsodag' });
    expect(entry.description).toMatch(/^Det här är inställt\./u);
  });
});

describe('§4.5: a discreet event', () => {
  const secret = { discreet: true, title: 'Samtalsgrupp', hosts: ['Schizofreniföreningen'] };
  const talk = { ...yoga, title: 'Samtal' };

  it.each(['confirmed', 'waitlisted', 'cancelled'] as const)('tells neither what nor who, for who is %s', (state) => {
    for (const language of ['sv', 'en'] as const) {
      const entry = own({ signup: { state }, event: secret, chosen: [talk] }, speak(language));
      const texts = [feed({ name: '', language, entries: [entry] }), invitation(entry, 'CANCEL', language)];
      for (const text of texts) expect(text).not.toMatch(/Samtal|Schizo/u);
    }
  });

  it('keeps the time and the place, because the person must find there', () => {
    expect(own({ event: secret, chosen: [talk] })).toMatchObject({
      title: 'Bokad aktivitet',
      start: at(14),
      location: 'Gröningen',
      description: `Följ länken för att läsa mer. Den är bara din.\n\nÄndra eller avboka: ${receiptUrl}`,
      url: receiptUrl,
    });
  });

  it('is invited to by the site', () => {
    expect(invitation(own({ event: secret }), 'REQUEST', 'sv')).toContain('ORGANIZER;CN="Samling Helsingborg"');
  });
});

describe('a signup’s own entry as a file', () => {
  it('names nobody when there is nobody to invite', () => {
    const entry = ownEntry({ signup: { ...signup, attendee: undefined }, event, chosen: [] }, t);
    expect(entry).toMatchObject({ organizer: null, attendee: null });
  });

  it('has a UID for each date of a whole series, the same for ever', () => {
    expect(uidOfDate('a', 'b')).toBe('a.b');
    expect(uidOfDate('a', 'b')).not.toBe(uidOfDate('a', 'c'));
  });

  it('is sound whatever was written and chosen', () => {
    const instant = fc.integer({ min: at(0), max: at(48) });
    const part = fc.record({ title: hostileText, start: fc.option(instant), end: fc.option(instant) });
    const state = fc.constantFrom('confirmed', 'waitlisted', 'cancelled');
    fc.assert(
      fc.property(hostileText, state, fc.boolean(), fc.array(part, { maxLength: 4 }), (text, at, discreet, chosen) => {
        const entry = own({
          signup: { state: at },
          event: { title: text, hosts: [text], venue: text, discreet },
          chosen,
        });
        expect(lintCalendar(feed({ name: text, language: 'sv', entries: [entry] }))).toEqual([]);
      }),
      pinned,
    );
  });
});
