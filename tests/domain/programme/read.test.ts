import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import demo from '../../../db/programme/helsingborg-2017.json';
import { speak } from '../../../domain/language/speech';
import { nothingKnown, readProgramme, type Known } from '../../../domain/programme/read';

const organisation = { slug: 'rsmh', name: 'RSMH' };
const event = { slug: 'halsodag', title: 'Hälsodag', host: 'rsmh' };
const series = {
  slug: 'gruppen',
  title: 'Gruppen',
  host: 'rsmh',
  rrule: 'FREQ=MONTHLY;BYDAY=1TH',
  start: '2027-09-02',
};

/** What is said of a file, one `path: message` a problem. */
function problemsOf(file: unknown, known?: Known): string[] {
  const result = readProgramme(file, known);
  return result.ok ? [] : result.problems.map((problem) => `${problem.path}: ${problem.message}`);
}

function eventProblems(fields: object): string[] {
  return problemsOf({ organisations: [organisation], events: [{ ...event, ...fields }] });
}

function seriesProblems(fields: object): string[] {
  return problemsOf({ organisations: [organisation], series: [{ ...series, ...fields }] });
}

function readEvent(fields: object) {
  const result = readProgramme({ organisations: [organisation], events: [{ ...event, ...fields }] });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.programme.events[0]!;
}

describe('CONTRACT §5.1: what may be left out', () => {
  it('needs slug, title and host, and gives the rest its default', () => {
    expect(readEvent({})).toMatchObject({
      kind: 'other',
      coHosts: [],
      status: 'draft',
      timeZone: 'Europe/Stockholm',
      signup: 'open',
      waitlist: true,
      maxPartySize: 10,
      discreet: false,
      activities: [],
      shifts: [],
      kept: [],
      questions: [],
      audiences: [],
    });
    expect(readEvent({}).start).toBeUndefined();
    expect(readEvent({}).capacity).toBeUndefined();
  });

  it('says which of the needed fields is missing', () => {
    expect(problemsOf({ organisations: [organisation], events: [{ host: 'rsmh' }] })).toEqual([
      'events[0].slug: Här saknas ett värde. Det måste finnas.',
      'events[0].title: Här saknas ett värde. Det måste finnas.',
    ]);
    expect(eventProblems({ title: '  ' })).toHaveLength(1);
    expect(seriesProblems({ rrule: null })).toHaveLength(1);
    expect(seriesProblems({ start: undefined })).toHaveLength(1);
  });

  it('takes null as left out, in every field of an event that is not needed', () => {
    const { slug, title, host, ...rest } = readEvent({});
    const nulls = Object.fromEntries(Object.keys(rest).map((field) => [field, null]));
    expect(readEvent(nulls)).toEqual({ slug, title, host, ...rest });
    expect(problemsOf({ site: null, organisations: null, events: null, series: null })).toEqual([]);
  });

  it('keeps null apart from left out in the venue of a moved date', () => {
    const read = (venue: object) => {
      const moved = [{ from: '2027-10-07', start: '2027-10-06', ...venue }];
      const result = readProgramme({ organisations: [organisation], series: [{ ...series, moved }] });
      return result.ok ? result.programme.series[0]!.moved[0]!.venue : result.problems;
    };
    expect(read({ venue: null })).toBeNull();
    expect(read({})).toBeUndefined();
    expect(read({ venue: ' Heden ' })).toBe('Heden');
  });

  it('refuses a field that it does not know with the nearest name, at every depth', () => {
    const yoga = { slug: 'yoga', title: 'Yoga', capasity: 20 };
    expect(eventProblems({ activities: [yoga] })).toEqual([
      'events[0].activities[0].capasity (halsodag / yoga): Fältet capasity finns inte. Menade du capacity?',
    ]);
    expect(eventProblems({ Venue: 'Heden', access: { toilet: true } })).toEqual([
      'events[0].access.toilet (halsodag): Fältet toilet finns inte. Menade du toilets?',
      'events[0].Venue (halsodag): Fältet Venue finns inte. Menade du venue?',
    ]);
    expect(problemsOf({ event: [] })).toEqual(['event: Fältet event finns inte. Menade du events?']);
    expect(problemsOf(JSON.parse('{"__proto__": []}'))).toHaveLength(1);
    expect(seriesProblems({ moved: [{ form: '2027-10-07' }] })).toContain(
      'series[0].moved[0].form (gruppen): Fältet form finns inte. Menade du from?',
    );
  });

  it('says all that is wrong at once, also in different entries', () => {
    expect(
      problemsOf({
        organisations: [organisation],
        events: [
          { ...event, kind: 'healthday' },
          { ...event, slug: 'annan', host: 'rsmhh' },
        ],
      }),
    ).toEqual([
      expect.stringMatching(/^events\[0\]\.kind \(halsodag\): healthday går inte att välja\. Menade du health-day\?/),
      'events[1].host (annan): Arrangören rsmhh finns inte. Menade du rsmh?',
    ]);
  });

  it.each(['Halsodag', 'hälsodag', 'halso dag', 'halso--dag', '-halsodag', 'halsodag-', 'a/b', ''])(
    'refuses %j as a slug',
    (slug) => expect(eventProblems({ slug })).toHaveLength(1),
  );

  it('refuses a slug that is used twice, also as a series or as a date of a series', () => {
    const twice = { organisations: [organisation, organisation], events: [event, event] };
    expect(problemsOf(twice)).toEqual([
      'organisations[1].slug (rsmh): Namnet rsmh finns redan på ett annat ställe: organisations[0] (rsmh).',
      'events[1].slug (halsodag): Namnet halsodag finns redan på ett annat ställe: events[0] (halsodag).',
    ]);
    const file = (slug: string) => ({ organisations: [organisation], events: [{ ...event, slug }], series: [series] });
    expect(problemsOf(file('gruppen'))).toHaveLength(1);
    expect(problemsOf(file('gruppen-2027-10-07'))).toHaveLength(1);
    expect(problemsOf(file('gruppen-i-host'))).toEqual([]);
  });

  it('knows the hosts and the names of earlier files', () => {
    const known: Known = {
      organisations: new Set(['rsmh']),
      series: new Set(['kursen']),
      events: new Map([
        ['halsodag', null],
        ['gruppen-2027-10-07', 'gruppen'],
      ]),
    };
    expect(problemsOf({ events: [event] }, known)).toEqual([]);
    expect(problemsOf({ events: [event] }, nothingKnown)).toEqual([
      'events[0].host (halsodag): Arrangören rsmh finns inte. Lägg till den i organisations.',
    ]);
    expect(problemsOf({ events: [{ ...event, slug: 'kursen' }] }, known)).toHaveLength(1);
    expect(problemsOf({ events: [{ ...event, slug: 'gruppen-2027-10-07' }] }, known)).toHaveLength(1);
    expect(problemsOf({ series: [{ ...series, slug: 'halsodag' }] }, known)).toHaveLength(1);
    expect(problemsOf({ series: [series] }, known)).toEqual([]);
  });
});

describe('CONTRACT §5.2: kinds, questions, signup', () => {
  it.each([
    { kind: 'party' },
    { audiences: ['alla'] },
    { status: 'open' },
    { signup: 'closed' },
    { signup: 'whole' },
    { externalSignup: 'javascript:alert(1)' },
    { externalSignup: '//evil.example' },
    { externalSignup: 'https://' },
    { externalSignup: 'ftp://example.org' },
    { questions: [{ id: 'a b', label: 'Vad?' }] },
    { questions: [{ id: 'toString', label: 'Vad?' }] },
    { questions: [{ id: 'a', label: 'Vad?', type: 'choice' }] },
    { questions: [{ id: 'a', label: 'Vad?', type: 'text', options: ['x'] }] },
    {
      questions: [
        { id: 'a', label: 'Vad?' },
        { id: 'a', label: 'När?' },
      ],
    },
    { capacity: -1 },
    { capacity: 2.5 },
    { capacity: '90' },
    { capacity: 1e9 },
    { waitlist: 'ja' },
    { waitlist: -1 },
    { maxPartySize: 0 },
    { discreet: 'true' },
    { kept: [{ audience: 'brukare', places: 10 }] },
    { capacity: 9, kept: [{ audience: 'brukare', places: 10 }] },
    {
      capacity: 20,
      kept: [
        { audience: 'brukare', places: 15 },
        { audience: 'staff', places: 6 },
      ],
    },
    {
      capacity: 20,
      kept: [
        { audience: 'brukare', places: 5 },
        { audience: 'brukare', places: 6 },
      ],
    },
    { teams: { minPlayers: 10, maxPlayers: 6 } },
    { teams: { minPlayers: 0 } },
    { timeZone: 'Europe/Helsingborg' },
    { timeZone: '+02:00' },
    { contact: { email: 'inte en adress' } },
    { title: 'x'.repeat(201) },
    {
      activities: [
        { slug: 'yoga', title: 'Yoga' },
        { slug: 'yoga', title: 'Yoga' },
      ],
    },
    { activities: {} },
    { host: 'Rsmh' },
  ])('refuses %j', (fields) => {
    expect(eventProblems(fields)).toHaveLength(1);
  });

  it.each([
    { waitlist: 0 },
    { waitlist: false },
    { capacity: 0 },
    { capacity: 20, kept: [{ audience: 'brukare', places: 20 }] },
    { teams: {} },
    { externalSignup: 'https://example.org/anmalan?x=1' },
    { questions: [{ id: 'kost', label: 'Vad?', type: 'choices', required: true, options: ['Allt', 'Inget'] }] },
    { activities: [{ slug: 'yoga', title: 'Yoga' }], shifts: [{ slug: 'yoga', title: 'Duka' }] },
  ])('takes %j', (fields) => {
    expect(eventProblems(fields)).toEqual([]);
  });

  it('lets a series take one signup for all its dates, but not teams', () => {
    expect(seriesProblems({ signup: 'whole' })).toEqual([]);
    expect(seriesProblems({ signup: 'whole', teams: {} })).toHaveLength(1);
  });
});

describe('times', () => {
  it.each([
    { start: '2027-05-17 10:00' },
    { start: '2027-05-17T10:00:00Z' },
    { start: '2027-02-29' },
    { start: '2027-05-17T24:00' },
    { start: '17/5 2027' },
    { end: '2027-05-17T10:00' },
    { start: '2027-05-17T10:00', end: '2027-05-17T10:00' },
    { start: '2027-05-17T10:00', end: '2027-05-16T12:00' },
    { start: '2027-05-17T10:00', end: '2027-05-17' },
    { start: '2027-05-17', end: '2027-05-17T12:00' },
    { start: '2027-05-17', end: '2027-05-16' },
    { signupCloses: '2027-05-17' },
    { signupOpens: '2027-05-17T10:00', signupCloses: '2027-05-16T10:00' },
    { activities: [{ slug: 'yoga', title: 'Yoga', start: '2027-05-17' }] },
    { activities: [{ slug: 'yoga', title: 'Yoga', start: '2027-05-17T15:00', end: '2027-05-17T14:00' }] },
  ])('refuses %j', (fields) => {
    expect(eventProblems(fields)).toHaveLength(1);
  });

  it('takes a date alone, and two days of which the times are open', () => {
    expect(eventProblems({ start: '2027-06-01' })).toEqual([]);
    expect(eventProblems({ start: '2027-06-01', end: '2027-06-02' })).toEqual([]);
    expect(eventProblems({ start: '2027-06-01', end: '2027-06-01' })).toEqual([]);
  });

  it('doubts an activity on another day, and loads it all the same', () => {
    const activities = [{ slug: 'yoga', title: 'Yoga', start: '2028-05-17T14:00', end: '2028-05-17T15:00' }];
    const file = {
      organisations: [organisation],
      events: [{ ...event, start: '2027-05-17T10:00', end: '2027-05-17T15:00', activities }],
    };
    const result = readProgramme(file);
    expect(result.ok && result.doubts).toEqual([
      { path: 'events[0].activities[0].start (halsodag / yoga)', message: expect.any(String) },
    ]);
  });
});

describe('CONTRACT §5.6: dates of a series that are refused, with the reason', () => {
  it.each([
    [{ rrule: 'FREQ=DAILY;COUNT=0' }, /^series\[0\]\.rrule \(gruppen\): COUNT kan inte vara 0\./],
    [{ rrule: 'FREQ=DAILY;COUNT=-1' }, /COUNT kan inte vara -1/],
    [{ rrule: 'varje torsdag' }, /går inte att läsa/],
    [{ rrule: 'FREQ=HOURLY' }, /flera tider per dag/],
    [{ rrule: 'FREQ=YEARLY;BYMONTH=13' }, /BYMONTH kan inte vara 13/],
    [{ moved: [{ from: '2027-10-08', start: '2027-10-06' }] }, /^series\[0\]\.moved\[0\]\.from .*2027-10-08/],
    [{ cancelled: ['2027-10-07', '2027-10-08'] }, /^series\[0\]\.cancelled\[1\] .*2027-10-08/],
    [{ added: [{ start: '2027-10-07' }] }, /^series\[0\]\.added\[0\]\.start .*redan ett datum/],
    [
      { moved: [{ from: '2027-10-07', start: '2027-10-06' }], added: [{ start: '2027-10-07' }] },
      /^series\[0\]\.added\[0\]\.start .*Flytta då tillbaka/,
    ],
    [
      {
        moved: [
          { from: '2027-10-07', start: '2027-10-06' },
          { from: '2027-10-07', start: '2027-10-05' },
        ],
      },
      /^series\[0\]\.moved\[1\]\.from .*två gånger/,
    ],
    [{ added: [{ start: '2027-10-08' }, { start: '2027-10-08' }] }, /^series\[0\]\.added\[1\]\.start .*två gånger/],
    [{ until: '2027-09-01' }, /^series\[0\]\.until .*slutar innan/],
    [{ until: '2028-01-01T10:00' }, /^series\[0\]\.until .*Skriv bara dagen/],
    [{ moved: [{ from: '2027-10-07', start: '2027-10-06T10:00', end: '2027-10-06T09:00' }] }, /moved\[0\]\.end/],
  ])('%j', (fields, message) => {
    expect(seriesProblems(fields)).toEqual([expect.stringMatching(message)]);
  });

  it('takes explicit dates', () => {
    const fields = { rrule: 'FREQ=DAILY;COUNT=1', start: '2027-04-20T13:00', added: [{ start: '2027-08-31T13:00' }] };
    expect(seriesProblems(fields)).toEqual([]);
  });
});

describe('the messages', () => {
  it('can be English', () => {
    const result = readProgramme({ evnets: [] }, nothingKnown, speak('en'));
    expect(result).toEqual({
      ok: false,
      problems: [{ path: 'evnets', message: 'There is no field called evnets. Did you mean events?' }],
    });
  });

  it('cleans what no database can hold out of the texts', () => {
    expect(readEvent({ title: 'Hälso\u0000dag\nför  alla\ud800', description: 'Ett\r\nTvå\u0007' })).toMatchObject({
      title: 'Hälsodag för alla',
      description: 'Ett\nTvå',
    });
  });

  it('come for anything at all that JSON can hold, and never an exception', () => {
    const fields = [...Object.keys(demo.events[0]!), 'rrule', 'moved', 'added', 'until', 'cancelled', 'teams'];
    const entry = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue());
    const file = fc.oneof(
      fc.jsonValue(),
      fc.record({ organisations: fc.array(entry), events: fc.array(entry), series: fc.array(entry) }),
    );
    fc.assert(
      fc.property(file, (anything) => {
        const result = readProgramme(anything);
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe('the files that we give', () => {
  it('docs/programme-file.md has an example that loads, with nothing to doubt', () => {
    const page = readFileSync(new URL('../../../docs/programme-file.md', import.meta.url), 'utf8');
    const [, example] = /```json\n([\s\S]+?)```/.exec(page) ?? [];
    expect(readProgramme(JSON.parse(example ?? ''))).toMatchObject({ ok: true, doubts: [] });
  });

  it('the demo programme loads, with nothing to doubt', () => {
    expect(readProgramme(demo)).toMatchObject({ ok: true, doubts: [] });
  });

  it('the demo programme has every organisation of PROGRAMME.md, with what it does and how one comes the first time', () => {
    expect(demo.organisations).toHaveLength(15);
    for (const one of demo.organisations) expect(one.about && one.firstTime && one.phone, one.slug).toBeTruthy();
  });

  it('the demo programme is easy to read: LIX at most 35', () => {
    for (const entry of [...demo.organisations, ...demo.events, ...demo.series]) {
      expect(lix(textsOf(entry).join(' ')), entry.slug).toBeLessThanOrEqual(35);
    }
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, one]): string[] => {
    if (
      ['about', 'firstTime', 'summary', 'description', 'directions', 'food', 'arvode', 'cost', 'label'].includes(field)
    ) {
      return [/[.?!]$/.test(String(one)) ? String(one) : `${one}.`];
    }
    return textsOf(one);
  });
}

/** Words per sentence and a hundredth for each word of more than six letters. */
function lix(text: string): number {
  const words = text.match(/[\p{L}\p{N}-]+/gu) ?? [];
  const sentences = text.match(/[.?!:]+(\s|$)/gu)?.length ?? 1;
  return words.length / sentences + (100 * words.filter((word) => word.length > 6).length) / words.length;
}
