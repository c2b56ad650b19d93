import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import programme from '../../../db/programme/helsingborg-2017.json';
import { speak } from '../../../domain/language/speech';
import { occurrencesOf, type SeriesTimes } from '../../../domain/recurrence';
import { planOfTimes, timesOfPlan, type Rhythm, type SeriesPlan } from '../../../domain/series/plan';
import { readSaying } from '../../../domain/series/read-saying';
import { sayPlan } from '../../../domain/series/say-plan';
import { addDays, isoWeekOf, weekdayOf } from '../../../domain/time';

fc.configureGlobal({ seed: 20170323 });

const sv = speak('sv');
const today = '2027-03-01'; // a Monday
const read = (text: string, day = today) => {
  const saying = readSaying(text, day);
  return saying.ok ? sayPlan(saying.plan, sv) : saying.problem;
};

describe('a series is made by saying it', () => {
  test.each([
    ['varje månad, första torsdagen, 10–12', 'första torsdagen varje månad kl. 10.00–12.00'],
    ['Första torsdagen i månaden kl 10-12', 'första torsdagen varje månad kl. 10.00–12.00'],
    ['1:a torsdagen varje månad 10:00-12:00', 'första torsdagen varje månad kl. 10.00–12.00'],
    ['forsta och tredje onsdagen i månaden', 'första och tredje onsdagen varje månad'],
    ['första tors i månaden 10-12', 'första torsdagen varje månad kl. 10.00–12.00'],
    ['sista fredagen varannan månad kl 13', 'sista fredagen varannan månad kl. 13.00'],
    ['varannan vecka på tisdagar kl 13', 'varannan vecka, tisdag kl. 13.00'],
    ['varannan tisdag 13.30', 'varannan vecka, tisdag kl. 13.30'],
    ['jämna veckor, torsdag 10-12', 'jämna veckor, torsdag kl. 10.00–12.00'],
    ['torsdagar jämna veckor från och med 7 oktober', 'jämna veckor, torsdag från 7 oktober 2027'],
    ['ojämna veckor, torsdag 10-12', 'udda veckor, torsdag kl. 10.00–12.00'],
    ['torsdagar ojämn vecka kl 10', 'udda veckor, torsdag kl. 10.00'],
    ['udda v, mån och ons kl. 9–10.30', 'udda veckor, måndag och onsdag kl. 09.00–10.30'],
    ['varje vardag', 'varje vardag'],
    ['mån-fre 8-9', 'varje vardag kl. 08.00–09.00'],
    ['alla dagar', { reason: 'how-often' }],
    ['varje dag kl 12', 'varje dag kl. 12.00'],
    ['var tredje dag', 'var tredje dag'],
    ['fem torsdagar 18-20 från 5 oktober', 'varje torsdag kl. 18.00–20.00 5 gånger från 5 oktober 2027'],
    ['5 torsdagskvällar 18-20, start 7/10', 'varje torsdag kl. 18.00–20.00 5 gånger från 7 oktober 2027'],
    ['torsdagar 18-20, 5 gånger från torsdag 7 oktober', 'varje torsdag kl. 18.00–20.00 5 gånger från 7 oktober 2027'],
    ['var tredje vecka på onsdagar', 'var tredje vecka, onsdag'],
    ['var 3:e onsdag', 'var tredje vecka, onsdag'],
    ['den 15 varje månad', 'den 15 varje månad'],
    ['varje månad den 1 och den 15, kl 10-12', 'den 1 och 15 varje månad kl. 10.00–12.00'],
    ['sista dagen i månaden', 'sista dagen varje månad'],
    ['en gång i veckan, tisdagar', 'varje tisdag'],
    ['varje vecka från 7/9 till 30/11', 'varje tisdag från 7 september 2027 till och med 30 november 2027'],
    ['ons 17-19 t.o.m. 15 december', 'varje onsdag kl. 17.00–19.00 till och med 15 december 2027'],
    ['varje måndag till juni', 'varje måndag till och med 30 juni 2027'],
    ['varje måndag från september till maj', 'varje måndag från 1 september 2027 till och med 31 maj 2028'],
    ['7/9, 5/10 och 2/11 kl 10-12', '7 september 2027, 5 oktober 2027 och 2 november 2027 kl. 10.00–12.00'],
    ['7, 14 och 21 september 2028 klockan 18', '7 september 2028, 14 september 2028 och 21 september 2028 kl. 18.00'],
    ['2027-09-07 2027-10-05 1000-1130', '7 september 2027 och 5 oktober 2027 kl. 10.00–11.30'],
    ['torsdag 7 oktober och måndag 11 oktober', '7 oktober 2027 och 11 oktober 2027'],
    ['lördagar mellan 10 och 12', 'varje lördag kl. 10.00–12.00'],
    ['fredagskvällar 22-01', 'varje fredag kl. 22.00–01.00'],
    [
      'varannan torsdag kl 14–16 under våren',
      'varannan vecka, torsdag kl. 14.00–16.00 från 1 mars 2027 till och med 31 maj 2027',
    ],
    [
      'varannan torsdag kl 14–16, våren 2028',
      'varannan vecka, torsdag kl. 14.00–16.00 från 15 januari 2028 till och med 31 maj 2028',
    ],
    ['varje tisdag hela hösten', 'varje tisdag från 15 augusti 2027 till och med 15 december 2027'],
    ['tisdagar i höst 13-15', 'varje tisdag kl. 13.00–15.00 från 15 augusti 2027 till och med 15 december 2027'],
    ['onsdagar i sommar', 'varje onsdag från 1 juni 2027 till och med 31 augusti 2027'],
    ['tisdagar HT 2027', 'varje tisdag från 15 augusti 2027 till och med 15 december 2027'],
    ['torsdagar höstterminen', 'varje torsdag från 15 augusti 2027 till och med 15 december 2027'],
    ['torsdagar under hösten och våren', 'varje torsdag från 15 augusti 2027 till och med 31 maj 2028'],
    ['varje vecka under våren', { reason: 'which-day' }],
    [
      'varannan torsdag kl 14–16 januari till maj',
      'varannan vecka, torsdag kl. 14.00–16.00 från 1 mars 2027 till och med 31 maj 2027',
    ],
    ['torsdagar jan–maj 2028', 'varje torsdag från 1 januari 2028 till och med 31 maj 2028'],
    ['torsdagar, september till november', 'varje torsdag från 1 september 2027 till och med 30 november 2027'],
    ['torsdagar november-februari', 'varje torsdag från 1 november 2027 till och med 29 februari 2028'],
    ['torsdagar i oktober', 'varje torsdag från 1 oktober 2027 till och med 31 oktober 2027'],
    ['torsdagar i oktober och november', 'varje torsdag från 1 oktober 2027 till och med 30 november 2027'],
    [
      'första torsdagen i månaden under hösten',
      'första torsdagen varje månad från 15 augusti 2027 till och med 15 december 2027',
    ],
    ['varje torsdag fram till jul', 'varje torsdag till och med 23 december 2027'],
    ['varje torsdag från 5 oktober till jul', 'varje torsdag från 5 oktober 2027 till och med 23 december 2027'],
    ['torsdagar till nyår', 'varje torsdag till och med 31 december 2027'],
    ['varje torsdag till sista maj', 'varje torsdag till och med 31 maj 2027'],
    ['varje torsdag t.o.m. sista februari', 'varje torsdag till och med 29 februari 2028'],
    ['varje torsdag till slutet av maj', 'varje torsdag till och med 31 maj 2027'],
    ['torsdagar från 8 mars hela våren', 'varje torsdag från 8 mars 2027 till och med 31 maj 2027'],
    ['torsdagar hela hösten till 1 december', 'varje torsdag från 15 augusti 2027 till och med 1 december 2027'],
    ['fem torsdagar i höst', 'varje torsdag 5 gånger från 15 augusti 2027 till och med 15 december 2027'],
    ['i var tredje vecka, torsdag', 'var tredje vecka, torsdag'],
    ['torsdagar från 5 januari till 7 maj', 'varje torsdag från 5 januari 2028 till och med 7 maj 2028'],
    ['torsdagar från 5 januari till maj', 'varje torsdag från 5 januari 2028 till och med 31 maj 2028'],
    ['varje torsdag 5 januari till maj', 'varje torsdag från 5 januari 2028 till och med 31 maj 2028'],
    ['varje torsdag 5 januari till 7 maj', 'varje torsdag från 5 januari 2028 till och med 7 maj 2028'],
    ['varje torsdag kl 14 i vår', 'varje torsdag kl. 14.00 från 1 mars 2027 till och med 31 maj 2027'],
    ['torsdagar till våren', { reason: 'until-words', said: 'till våren' }],
    ['varje onsdag 14-16 från nästa vecka', 'varje onsdag kl. 14.00–16.00 från 8 mars 2027'],
    ['varje onsdag nästa vecka', 'varje onsdag från 8 mars 2027'],
    ['varannan torsdag 10-12 med start nästa vecka', 'varannan vecka, torsdag kl. 10.00–12.00 från 8 mars 2027'],
    ['varje vecka från nästa vecka', { reason: 'which-day' }],
    ['onsdagar från nästa onsdag kl 14', 'varje onsdag kl. 14.00 från 10 mars 2027'],
    ['varje vecka från och med nästa onsdag', 'varje onsdag från 10 mars 2027'],
    ['torsdagar från nästa vecka till sista maj', 'varje torsdag från 8 mars 2027 till och med 31 maj 2027'],
    ['torsdagar från nästa vecka till och med maj', 'varje torsdag från 8 mars 2027 till och med 31 maj 2027'],
    ['torsdagar till nästa onsdag', 'varje torsdag till och med 10 mars 2027'],
    [
      'torsdagar 10-12 från vecka 49 till vecka 22',
      'varje torsdag kl. 10.00–12.00 från 6 december 2027 till och med 4 juni 2028',
    ],
    ['torsdagar v. 49–v. 22', 'varje torsdag från 6 december 2027 till och med 4 juni 2028'],
    ['torsdagar från v 9 till vecka 10', 'varje torsdag från 1 mars 2027 till och med 14 mars 2027'],
    ['torsdagar från vecka 49 till maj', 'varje torsdag från 6 december 2027 till och med 31 maj 2028'],
    ['torsdagar från vecka 2 2029', 'varje torsdag från 8 januari 2029'],
    ['torsdagar från vecka 53', 'varje torsdag från 27 december 2032'],
    ['torsdagar från vecka 54', { reason: 'no-such-date', said: 'vecka 54' }],
    ['varannan vecka 10-12 på torsdagar', 'varannan vecka, torsdag kl. 10.00–12.00'],
    ['torsdagar 10-12 från efter påsk till maj', { reason: 'from-words', said: 'från efter påsk' }],
    ['torsdagar med start efter jul, kl 10', { reason: 'from-words', said: 'med start efter jul' }],
    [
      'torsdagar från 5 oktober till dess att vi tröttnar',
      { reason: 'until-words', said: 'till dess att vi tröttnar' },
    ],
    ['7/9 och 5/10 under hösten', { reason: 'how-often' }],
    ['', { reason: 'empty' }],
    ['varje månad', { reason: 'which-day' }],
    ['varannan vecka kl 13', { reason: 'which-day' }],
    ['varje månad på torsdagar', { reason: 'which-of-month' }],
    ['kl 10-12', { reason: 'how-often' }],
    ['när det passar', { reason: 'words', said: 'när' }],
    ['varje torsdag om månen är full', { reason: 'words', said: 'månen' }],
    ['31/2 kl 10', { reason: 'no-such-date', said: '31/2' }],
    ['torsdagar 25-26', { reason: 'no-such-time', said: '25-26' }],
    ['torsdagar från 5 oktober 2027 till 1 september 2027', { reason: 'until-before-from' }],
  ])('%s', (text, said) => {
    expect(read(text)).toEqual(said);
  });

  test.each([
    ['under våren', '01-15', '05-31'],
    ['hela sommaren', '06-01', '08-31'],
    ['under hösten', '08-15', '12-15'],
    ['januari till maj', '01-01', '05-31'],
    ['i juni', '06-01', '06-30'],
    ['okt–dec', '10-01', '12-31'],
  ])('%s is the next one, or what is left of the one that is on', (words, first, last) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (ahead) => {
        const day = addDays('2026-01-01', ahead);
        const saying = readSaying(`varje torsdag ${words}`, day);
        if (!saying.ok) throw new Error(saying.problem.reason);
        const { from, until } = saying.plan;
        expect(until!.slice(5)).toBe(last);
        expect(until! >= day && until! <= addDays(day, 366)).toBe(true);
        const begins = `${until!.slice(0, 4)}-${first}`;
        expect(from).toBe(begins < day ? day : begins);
      }),
    );
  });

  test('from next week is from its Monday, and next Wednesday the one in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (ahead) => {
        const day = addDays('2026-01-01', ahead);
        const fromOf = (words: string) => {
          const saying = readSaying(`varje torsdag ${words}`, day);
          return saying.ok ? saying.plan.from : saying.problem;
        };
        const monday = addDays(day, 8 - weekdayOf(day));
        expect(fromOf('från nästa vecka')).toBe(monday);
        expect(fromOf('från och med nästa onsdag')).toBe(addDays(monday, 2));
      }),
    );
  });

  test('from a week to a week is from today or its Monday to the Sunday of the first such week after', () => {
    const week = fc.integer({ min: 1, max: 52 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), week, week, (ahead, first, last) => {
        const day = addDays('2026-01-01', ahead);
        const saying = readSaying(`varje torsdag 10-12 från vecka ${first} till vecka ${last}`, day);
        if (!saying.ok) throw new Error(saying.problem.reason);
        const [from, until] = [saying.plan.from!, saying.plan.until!];
        expect([isoWeekOf(from).week, isoWeekOf(until).week]).toEqual([first, last]);
        expect(from === day || weekdayOf(from) === 1).toBe(true);
        expect(weekdayOf(until)).toBe(7);
        expect(from >= day && from <= addDays(day, 371)).toBe(true);
        expect(until >= from && until <= addDays(from, 377)).toBe(true);
        expect([saying.plan.start, saying.plan.end]).toEqual(['10:00', '12:00']);
      }),
    );
  });

  test('takes anything that is typed, and reads it or says why not', () => {
    const words = fc.constantFrom(
      ...'varje varannan torsdag den 15 10-12 7/9 från till , månad första våren hösten i under jan–maj jul 2027 sista maj nästa vecka 49 22 onsdag \uE000 ☃ 5 oktober kl'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const saying = readSaying(text, today);
          if (saying.ok) timesOfPlan(saying.plan, today);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what was said is said back', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'));
  const clock = time.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const span = fc
    .tuple(fc.option(clock), fc.option(clock))
    .map(([start, end]) => ({ start, end: start === end || start === null ? null : end }));
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2027-03-01', days));
  const some = (min: number, max: number) =>
    fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }).map((all) => all.sort((a, b) => a - b));
  const withLast = (max: number) =>
    fc.tuple(some(1, max), fc.boolean()).map(([days, last]) => (last ? [...days.slice(1), -1] : days));
  const interval = fc.integer({ min: 1, max: 12 });
  const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
    fc.record({ every: fc.constant('day' as const), interval }),
    fc.record({ every: fc.constant('week' as const), interval, days: some(1, 7) }),
    fc.constant<Rhythm>({ every: 'week' as const, interval: 1, days: [1, 2, 3, 4, 5] }),
    fc.record({ every: fc.constantFrom('even' as const, 'odd' as const), days: some(1, 7) }),
    fc.record({
      every: fc.constant('month' as const),
      interval,
      nth: withLast(5),
      day: fc.integer({ min: 1, max: 7 }),
    }),
    fc.record({ every: fc.constant('month-day' as const), interval, days: withLast(28) }),
  );
  const plan: fc.Arbitrary<SeriesPlan> = fc.oneof(
    fc
      .tuple(rhythm, span, fc.option(fc.integer({ min: 2, max: 50 })), fc.option(day), fc.option(day))
      .map(([rhythm, span, count, one, other]) => {
        const [from, until] = one && other && other < one ? [other, one] : [one, other];
        return { rhythm, ...span, count, from, until };
      }),
    fc.tuple(fc.uniqueArray(day, { minLength: 1, maxLength: 6 }), span).map(([dates, span]) => ({
      rhythm: { every: 'date' as const, dates: dates.sort() },
      ...span,
      from: null,
      count: null,
      until: null,
    })),
  );

  test('in Swedish, and read to the same', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const said = sayPlan(one, sv);
        expect([said, readSaying(said, today)]).toEqual([said, { ok: true, plan: one }]);
      }),
      { numRuns: 1000 },
    );
  });

  test('also of its rule: how often, when and until when', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const times = timesOfPlan(one, today)!;
        const again = planOfTimes(times)!;
        expect({ ...again, from: null }).toEqual({ ...one, from: null });
        if (one.from && again.from) expect(again.from >= one.from).toBe(true);
        expect(timesOfPlan(again, today)).toEqual(times);
      }),
      { numRuns: 500 },
    );
  });

  test('in English too', () => {
    const saying = readSaying('jämna veckor, torsdag 10-12 från 5 oktober 2027', today);
    expect(saying.ok && sayPlan(saying.plan, speak('en'))).toBe('even weeks, Thursday 10:00–12:00 from 5 October 2027');
  });

  test('has no words for what nobody says', () => {
    for (const rrule of [
      'FREQ=YEARLY;BYDAY=20MO',
      'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
      'FREQ=WEEKLY;UNTIL=20280101',
    ]) {
      expect(planOfTimes({ rrule, start: '2027-05-03T10:00' })).toBeNull();
    }
  });
});

/** The programme's rows by the words that an organiser would write in March 2017. */
describe('the real programme’s series can be made by hand', () => {
  const said: Record<string, [text: string, until?: string]> = {
    // row 1; its moved date, row 2, is tests/features/console-series.test.ts's
    ledningsgrupp: ['jämna veckor, torsdag 10-12, från 23 mars till 29 juni'],
    // row 3
    'invanare-som-medskapare': ['20/4, 31/8, 19/10 och 7/12 kl 13-16'],
    // row 6
    rekryteringsutbildning: ['tre tisdagar 17-20 från 25 april'],
    // rows 10, 11 and 12
    utvecklingsgruppen: ['varje månad, första torsdagen, 10–12, från 7 september'],
    'gemensam-utvecklingsgrupp': ['första måndagen varje månad 13.30-15.30 från september'],
    innovationsgruppen: ['1:a tisdagen i månaden kl 16-18 fr.o.m. 1 september'],
    // row 20
    'halsa-i-stadsparken': ['varannan onsdag 11-14, 6/9 till 29/11'],
    'samtalskvall-ifs': ['tredje onsdagen i månaden 18-20 från 20 september'],
    // row 22
    'kurs-overskuldsattning': ['fyra tisdagskvällar 18–20, start 10 oktober'],
  };
  const datesOf = (times: SeriesTimes) => {
    const given = occurrencesOf(times, '2018-10-01');
    return given.ok ? given.occurrences.map(({ date, start, end }) => [date, start, end]) : given.problems;
  };
  test.each(programme.series.map(({ slug }) => [slug]))('%s', (slug) => {
    const series = programme.series.find((one) => one.slug === slug)!;
    const { rrule, start, end } = series;
    const rest = series as Pick<SeriesTimes, 'until' | 'added'>;
    const written = datesOf({ rrule, start, end, until: rest.until, added: rest.added });
    const saying = readSaying(said[slug]![0], '2017-03-01');
    expect(saying).toMatchObject({ ok: true });
    expect(saying.ok && datesOf(timesOfPlan(saying.plan, '2017-03-01')!)).toEqual(written);
  });
});
