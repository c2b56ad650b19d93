import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { occurrencesOf, type SeriesTimes } from '../../../domain/recurrence';
import { timesOfPlan, type Rhythm, type SeriesPlan } from '../../../domain/series/plan';
import { readSaying } from '../../../domain/series/read-saying';
import { sayingLeft } from '../../../domain/series/saying-left';
import { addDays } from '../../../domain/time';

fc.configureGlobal({ seed: 20170323 });

const made = '2027-01-04'; // a Monday
const datesFrom = (series: SeriesTimes, day: string) => {
  const given = occurrencesOf(series, addDays(day, 500));
  if (!given.ok) throw new Error(JSON.stringify(given.problems));
  return given.occurrences.filter(({ date }) => date >= day).map(({ start, end }) => [start, end]);
};
/** The dates that a sentence says on a day. */
function datesSaid(said: string, day: string) {
  const saying = readSaying(said, day);
  if (!saying.ok) throw new Error(saying.problem.reason);
  return datesFrom(timesOfPlan(saying.plan, day)!, day);
}

describe('what is left of a series is said on any day', () => {
  test.each([
    ['tre onsdagar 18-20 från 13 januari', made, 'varje onsdag kl. 18.00–20.00 3 gånger från 13 januari 2027'],
    ['tre onsdagar 18-20 från 13 januari', '2027-01-20', 'varje onsdag kl. 18.00–20.00 2 gånger'],
    ['tre onsdagar 18-20 från 13 januari', '2027-01-27', 'varje onsdag kl. 18.00–20.00 1 gång'],
    ['tre onsdagar 18-20 från 13 januari', '2027-01-28', null],
    ['onsdagar 18-20 från 13 januari', made, 'varje onsdag kl. 18.00–20.00 från 13 januari 2027'],
    ['onsdagar från 13 januari till maj', made, 'varje onsdag från 13 januari 2027 till och med 31 maj 2027'],
    ['onsdagar från 13 januari till maj', '2027-02-01', 'varje onsdag till och med 31 maj 2027'],
    // every other week goes on in its own weeks
    ['varannan onsdag från 13 januari', '2027-01-20', 'varannan vecka, onsdag från 27 januari 2027'],
    ['varannan onsdag från 13 januari', '2027-01-27', 'varannan vecka, onsdag'],
    ['udda veckor, onsdag från 13 januari', '2027-01-21', 'udda veckor, onsdag'],
    ['13/1, 27/1 och 10/2', '2027-01-14', null],
  ])('%s, on %s', (text, today, said) => {
    const saying = readSaying(text, made);
    if (!saying.ok) throw new Error(saying.problem.reason);
    expect(sayingLeft(timesOfPlan(saying.plan, made)!, today)).toBe(said);
  });

  test('with the hours that it has since they were changed', () => {
    const series = { rrule: 'FREQ=WEEKLY;BYDAY=WE', start: '2027-01-13T18:00', end: '2027-01-13T20:00' };
    const changed = [{ from: '2027-02-01', following: true, start: '17:00' }];
    expect(sayingLeft({ ...series, changed }, '2027-02-02')).toBe('varje onsdag kl. 17.00–19.00');
    // until then it has both
    expect(sayingLeft({ ...series, changed }, '2027-01-20')).toBeNull();
  });

  const some = (min: number, max: number) =>
    fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 3 }).map((all) => all.sort((a, b) => a - b));
  const interval = fc.integer({ min: 1, max: 4 });
  const weekday = fc.integer({ min: 1, max: 7 });
  const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
    fc.record({ every: fc.constant('day' as const), interval }),
    fc.record({ every: fc.constant('week' as const), interval, days: some(1, 7) }),
    fc.record({ every: fc.constantFrom('even' as const, 'odd' as const), days: some(1, 7) }),
    fc.record({ every: fc.constant('month' as const), interval, nth: some(1, 4), day: weekday }),
    fc.record({ every: fc.constant('month-day' as const), interval, days: some(1, 28) }),
  );
  const hours = fc.constantFrom(
    { start: null, end: null },
    { start: '18:00', end: null },
    { start: '18:00', end: '20:00' },
    { start: '22:00', end: '01:00' },
  );
  const day = (max: number) => fc.integer({ min: 0, max }).map((days) => addDays(made, days));
  const plan: fc.Arbitrary<SeriesPlan> = fc
    .tuple(rhythm, hours, fc.option(fc.integer({ min: 1, max: 12 })), fc.option(day(60)), fc.option(day(400)))
    .map(([rhythm, hours, count, from, until]) => {
      return { rhythm, ...hours, count, from, until: until && addDays(until, 70) };
    });

  test('and read back is exactly those dates, with all that was done to some of them left out', () => {
    let nothing = 0;
    fc.assert(
      fc.property(plan, day(300), fc.boolean(), (one, today, isChanged) => {
        const times = timesOfPlan(one, made)!;
        const given = occurrencesOf(times, addDays(today, 500));
        fc.pre(given.ok);
        const left = datesFrom(times, today);
        const second = given.ok && given.occurrences[1]?.date;
        const done = isChanged &&
          second && { moved: [{ from: second, start: addDays(second, 1) }], cancelled: [second] };
        const said = sayingLeft({ ...times, ...done }, today);
        if (said !== null) expect(datesSaid(said, today)).toEqual(left);
        else if (left.length) nothing++;
      }),
      { numRuns: 500 },
    );
    // seldom is there nothing to say
    expect(nothing).toBeLessThan(25);
  });
});
