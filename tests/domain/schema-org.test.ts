import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speak } from '../../domain/language/speech';
import { jsonLdScript, schemaOrgEvent, type PublicEventFacts } from '../../domain/schema-org';
import { hostileText, pinned } from '../support/hostile-text';

const t = speak('sv');
const signupUrl = 'https://samling.example/evenemang/brannbollsyra/anmalan';

/** Row 13 of the programme: 21 September 2017, 13.30–16.00 by the clocks of Helsingborg. */
const occasion = {
  start: Date.UTC(2017, 8, 21, 11, 30),
  end: Date.UTC(2017, 8, 21, 14),
  timeKnown: true,
  signupUrl,
};
const facts: PublicEventFacts = {
  uid: '0190a1b2-0000-7000-8000-000000000013',
  url: 'https://samling.example/evenemang/brannbollsyra',
  title: 'Brännbollsyra',
  status: 'published',
  summary: 'Kick-off.',
  description: 'Lag om åtta.',
  occasions: [occasion],
  timeZone: 'Europe/Stockholm',
  venue: 'Heden',
  address: 'Hedens gata 1',
  hosts: [
    { name: 'Socialförvaltningen', url: 'https://example.se', phone: '042-10 50 00', email: 'a@b.se' },
    { name: 'RSMH' },
  ],
  cost: 'Gratis',
  access: { stepFree: true, toilets: true },
  keywords: [{ code: 'tournament', name: 'Turnering' }],
};

const event = (change: Partial<PublicEventFacts> = {}, language: 'sv' | 'en' = 'sv') =>
  schemaOrgEvent({ ...facts, ...change }, speak(language));

describe('an event for municipal web sites', () => {
  it('is this, key by key', () => {
    expect(JSON.stringify(event())).toBe(
      JSON.stringify({
        '@context': 'https://schema.org',
        '@type': 'Event',
        '@id': 'urn:uuid:0190a1b2-0000-7000-8000-000000000013',
        url: 'https://samling.example/evenemang/brannbollsyra',
        name: 'Brännbollsyra',
        description: ['Kick-off.\n\nLag om åtta.'],
        inLanguage: 'sv',
        isAccessibleForFree: true,
        eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
        eventStatus: 'https://schema.org/EventScheduled',
        startDate: '2017-09-21T13:30:00+02:00',
        endDate: '2017-09-21T16:00:00+02:00',
        eventSchedule: [
          {
            '@type': 'Schedule',
            startDate: '2017-09-21T13:30:00+02:00',
            endDate: '2017-09-21T16:00:00+02:00',
            scheduleTimezone: 'Europe/Stockholm',
            url: signupUrl,
          },
        ],
        location: [{ '@type': 'Place', name: 'Heden', address: 'Hedens gata 1' }],
        organizer: [
          {
            '@type': 'Organization',
            name: 'Socialförvaltningen',
            url: 'https://example.se',
            telephone: '042-10 50 00',
            email: 'a@b.se',
          },
          { '@type': 'Organization', name: 'RSMH' },
        ],
        keywords: [{ '@type': 'DefinedTerm', name: 'Turnering', termCode: 'tournament' }],
        physicalAccessibilityFeatures: ['Man kommer in utan trappsteg', 'Det finns toalett'],
        offers: [{ '@type': 'Offer', url: signupUrl, price: 0, priceCurrency: 'SEK' }],
        potentialAction: [
          { '@type': 'RegisterAction', name: 'Anmäl dig', title: 'Anmäl dig', url: signupUrl, target: signupUrl },
        ],
      }),
    );
  });

  it('has INSTÄLLT in its name and nowhere to sign up when it is cancelled', () => {
    const cancelled = event({ status: 'cancelled' });
    expect(cancelled).toMatchObject({
      name: 'INSTÄLLT: Brännbollsyra',
      eventStatus: 'https://schema.org/EventCancelled',
      '@id': event()['@id'],
    });
    expect(JSON.stringify(cancelled)).not.toContain(signupUrl);
    expect(event({ status: 'cancelled' }, 'en').name).toBe('CANCELLED: Brännbollsyra');
  });

  it('has the same id in every language', () => {
    expect(event({}, 'en')['@id']).toBe(event()['@id']);
    expect(event({}, 'en').inLanguage).toBe('en');
  });

  it('without an end is over with its day', () => {
    const [schedule] = event({ occasions: [{ ...occasion, end: null }] }).eventSchedule as [object];
    expect(schedule).toMatchObject({ startDate: '2017-09-21T13:30:00+02:00', endDate: '2017-09-21T23:59:59+02:00' });
  });

  it('without a time has dates alone, one or several', () => {
    const day = { ...occasion, timeKnown: false, start: Date.UTC(2017, 4, 30, 22), end: null };
    expect(event({ occasions: [day] })).toMatchObject({ startDate: '2017-05-31', endDate: '2017-05-31' });
    const twoDays = { ...day, end: Date.UTC(2017, 5, 1, 22) };
    expect(event({ occasions: [twoDays] })).toMatchObject({ startDate: '2017-05-31', endDate: '2017-06-01' });
  });

  it('writes the offset of the day, in winter too', () => {
    const winter = { ...occasion, start: Date.UTC(2017, 11, 7, 9), end: Date.UTC(2017, 11, 7, 11) };
    expect(event({ occasions: [winter] }).startDate).toBe('2017-12-07T10:00:00+01:00');
  });

  it('of a series spans its dates and offers the first that one can sign up to', () => {
    const justCome = { ...occasion, signupUrl: null };
    const later = { ...occasion, start: Date.UTC(2017, 8, 28, 11, 30), end: Date.UTC(2017, 8, 28, 14) };
    const series = event({ occasions: [justCome, later] });
    expect(series).toMatchObject({
      startDate: '2017-09-21T13:30:00+02:00',
      endDate: '2017-09-28T16:00:00+02:00',
      offers: [{ url: signupUrl }],
    });
    const [first, second] = series.eventSchedule as [object, object];
    expect(first).not.toHaveProperty('url');
    expect(second).toHaveProperty('url', signupUrl);
  });

  it('leaves out what is not known', () => {
    const bare = event({
      occasions: [],
      venue: null,
      address: 'Gata 1',
      summary: null,
      description: ' ',
      cost: null,
      access: {},
      keywords: [],
    });
    expect(Object.keys(bare)).toEqual([
      '@context',
      '@type',
      '@id',
      'url',
      'name',
      'inLanguage',
      'eventAttendanceMode',
      'eventStatus',
      'organizer',
    ]);
  });

  it('has a place without an address', () => {
    expect(event({ address: null }).location).toEqual([{ '@type': 'Place', name: 'Heden' }]);
  });

  it.each([
    ['Gratis. Lunch kostar 50 kr', true],
    ['kostnadsfritt', true],
    ['0 kr', true],
    ['Free of charge', true],
    ['50 kr', false],
    ['Lunch ingår', undefined],
    ['Freelansare betalar själva', undefined],
  ])('that costs %j is free: %s', (cost, free) => {
    expect(event({ cost }).isAccessibleForFree).toBe(free);
    expect(JSON.stringify(event({ cost }).offers)).toBe(
      JSON.stringify([{ '@type': 'Offer', url: signupUrl, ...(free ? { price: 0, priceCurrency: 'SEK' } : {}) }]),
    );
  });
});

describe('JSON in a script element', () => {
  it('cannot end the element, and is the same JSON', () => {
    const thing = { name: '</script><!--<script>&\u2028\u2029' };
    expect(jsonLdScript(thing)).toBe(
      '{"name":"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e\\u0026\\u2028\\u2029"}',
    );
    expect(JSON.parse(jsonLdScript(thing))).toEqual(thing);
  });

  it('is whole and the same at each call, whatever was written', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, other) => {
        const change = {
          title,
          summary: other,
          description: title,
          venue: other,
          address: title,
          hosts: [{ name: other }],
        };
        const script = jsonLdScript(event(change));
        expect(script).not.toMatch(/[<>&\u2028\u2029]|\p{Surrogate}/u);
        expect(JSON.parse(script)).toEqual(event(change));
        expect(jsonLdScript(schemaOrgEvent({ ...facts, ...change }, t))).toBe(script);
      }),
      pinned,
    );
  });
});
