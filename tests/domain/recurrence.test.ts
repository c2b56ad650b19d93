import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  datesOf,
  occurrencesOf,
  parseRule,
  type Occurrence,
  type Occurrences,
  type SeriesProblem,
  type SeriesTimes,
} from '../../domain/recurrence';
import { addDays, daysBetween, isoWeekOf, spanToInstants, weekdayOf } from '../../domain/time';
import {
  evenWeekSundays,
  evenWeekThursdays,
  everyThirdWednesday,
  firstMondays,
  firstThursdays,
  firstTuesdays,
  lastFridays,
  leapDays,
  oddWeekMondays,
  oddWeekThursdays,
  thirdWednesdays,
} from './wall-calendar';

fc.configureGlobal({ seed: 20170323 });

const zone = 'Europe/Stockholm';
const evenWeeks = Array.from({ length: 26 }, (_, index) => 2 * index + 2).join();
const oddWeeks = Array.from({ length: 27 }, (_, index) => 2 * index + 1).join();

/** The rules of the programme, and the days that a calendar on the wall gives them from 2017 to 2030. */
const patterns: [name: string, rule: string, dates: string[]][] = [
  ['first Thursday', 'FREQ=MONTHLY;BYDAY=1TH', firstThursdays],
  ['first Monday', 'FREQ=MONTHLY;BYDAY=1MO', firstMondays],
  ['first Tuesday', 'FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=1,2,3,4,5,6,7', firstTuesdays],
  ['third Wednesday', 'FREQ=MONTHLY;BYDAY=3WE', thirdWednesdays],
  ['last Friday', 'FREQ=MONTHLY;BYDAY=-1FR', lastFridays],
  ['Thursday in even weeks', `FREQ=YEARLY;BYWEEKNO=${evenWeeks};BYDAY=TH`, evenWeekThursdays],
  ['Thursday in odd weeks', `FREQ=YEARLY;BYWEEKNO=${oddWeeks};BYDAY=TH`, oddWeekThursdays],
  ['Monday in odd weeks', `FREQ=YEARLY;BYWEEKNO=${oddWeeks};BYDAY=MO`, oddWeekMondays],
  ['Sunday in even weeks', `FREQ=YEARLY;BYWEEKNO=${evenWeeks};BYDAY=SU`, evenWeekSundays],
  ['every third Wednesday', 'FREQ=WEEKLY;INTERVAL=3', everyThirdWednesday],
  ['29 February', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', leapDays],
];

describe('the dates on the wall, 2017 to 2030', () => {
  test.each(patterns)('%s', (_name, rule, dates) => {
    expect(expand(rule, dates[0]!, '2030-12-31')).toEqual(dates);
  });

  // "Every third week" counts from its start; the others are the same whenever one begins to look.
  const anchored = patterns.filter(([name]) => name !== 'every third Wednesday');
  test.each(anchored)('%s, whichever day near New Year it is started on', (_name, rule, dates) => {
    for (const year of [2019, 2020, 2021, 2022, 2023, 2026]) {
      for (let day = -8; day <= 8; day++) {
        const start = addDays(`${year}-12-31`, day);
        const horizon = addDays(start, 400);
        const expected = dates.filter((date) => date >= start && date <= horizon);
        expect(expand(rule, start, horizon), `from ${start}`).toEqual(expected);
      }
    }
  });

  test('the last week of a year that reaches into January is not lost', () => {
    const inWeek53 = 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR,SA,SU';
    expect(expand(inWeek53, '2021-01-01', '2026-12-31')).toEqual(['2021-01-01', '2021-01-02', '2021-01-03']);
    expect(expand(inWeek53, '2021-01-03', '2027-01-03').slice(0, 2)).toEqual(['2021-01-03', '2027-01-01']);
    // The weekday of a rule that names none is its start's.
    expect(expand('FREQ=YEARLY;BYWEEKNO=53', '2021-01-01', '2040-12-31')).toEqual([
      '2021-01-01',
      '2027-01-01',
      '2032-12-31',
      '2038-01-01',
    ]);
    expect(expand('FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU;COUNT=2', '2023-01-01', '2023-01-01')).toEqual([
      '2023-01-01',
      '2023-12-31',
    ]);
  });

  test('"every other week" is not the same as even weeks, which is why the programme does not say so', () => {
    const everyOther = expand('FREQ=WEEKLY;INTERVAL=2', '2017-03-23', '2030-12-31');
    const firstOutOfStep = everyOther.findIndex((date, index) => date !== evenWeekThursdays[index]);
    expect(everyOther[firstOutOfStep]).toBe('2021-01-07');
    expect(evenWeekThursdays[firstOutOfStep]).toBe('2021-01-14');
  });
});

describe("the programme's series", () => {
  test('rows 1 and 2: Thursdays in even weeks, 20 April on the Wednesday before and without a place', () => {
    const { occurrences } = good(
      {
        rrule: `FREQ=YEARLY;BYWEEKNO=${evenWeeks};BYDAY=TH`,
        start: '2017-03-23T10:00',
        end: '2017-03-23T12:00',
        until: '2017-06-01',
        moved: [{ from: '2017-04-20', start: '2017-04-19T10:30', end: '2017-04-19T12:00', venue: null }],
      },
      '2018-01-01',
    );
    expect(occurrences.map((one) => one.date)).toEqual([
      '2017-03-23',
      '2017-04-06',
      '2017-04-20',
      '2017-05-04',
      '2017-05-18',
      '2017-06-01',
    ]);
    expect(occurrences[2]).toEqual({
      date: '2017-04-20',
      start: '2017-04-19T10:30',
      end: '2017-04-19T12:00',
      moved: true,
      cancelled: false,
      venue: null,
    });
    expect(occurrences[3]).toMatchObject({ start: '2017-05-04T10:00', end: '2017-05-04T12:00', moved: false });
    expect(occurrences[3]!.venue).toBeUndefined();
  });

  test('row 3: four dates that follow no rule', () => {
    const { occurrences, endless } = good(
      {
        rrule: 'FREQ=DAILY;COUNT=1',
        start: '2017-04-20T13:00',
        end: '2017-04-20T16:00',
        added: [
          { start: '2017-11-09T13:00' },
          { start: '2017-09-14' },
          { start: '2018-02-08T09:00', end: '2018-02-08T12:00' },
        ],
      },
      '2017-05-01',
    );
    expect(endless).toBe(false);
    expect(occurrences.map(({ date, start, end }) => [date, start, end])).toEqual([
      ['2017-04-20', '2017-04-20T13:00', '2017-04-20T16:00'],
      ['2017-09-14', '2017-09-14', null],
      ['2017-11-09', '2017-11-09T13:00', '2017-11-09T16:00'],
      ['2018-02-08', '2018-02-08T09:00', '2018-02-08T12:00'],
    ]);
  });

  test('row 6: a course of three evenings', () => {
    const { occurrences } = good({ rrule: 'FREQ=WEEKLY;COUNT=3', start: '2017-05-02T17:00' }, '2017-05-02');
    expect(occurrences.map((one) => one.start)).toEqual(['2017-05-02T17:00', '2017-05-09T17:00', '2017-05-16T17:00']);
    expect(occurrences.map((one) => one.end)).toEqual([null, null, null]);
  });

  test('row 10: it starts at the first date that the rule gives, not at the start that was written', () => {
    const { first, endless, occurrences } = good(
      { rrule: 'FREQ=MONTHLY;BYDAY=1TH', start: '2017-08-14T10:00', end: '2017-08-14T12:00' },
      '2017-12-31',
    );
    expect({ first, endless }).toEqual({ first: '2017-09-07T10:00', endless: true });
    expect(occurrences.map((one) => one.end)).toEqual(firstThursdays.slice(8, 12).map((date) => `${date}T12:00`));
  });
});

describe('CONTRACT §5.5: where a series ends', () => {
  const starts = '2027-09-02T10:00';
  const last = (rule: string, until?: string) => expand(rule, starts, '2028-12-31', until).at(-1);

  test('until its own last day, that day included', () => {
    expect(last('FREQ=WEEKLY', '2027-09-16')).toBe('2027-09-16');
    expect(last('FREQ=WEEKLY', '2027-09-15')).toBe('2027-09-09');
  });

  test("at the earlier of `until` and the rule's own end", () => {
    expect(last('FREQ=WEEKLY;COUNT=3', '2028-06-01')).toBe('2027-09-16');
    expect(last('FREQ=WEEKLY;COUNT=30', '2027-09-10')).toBe('2027-09-09');
    expect(last('FREQ=WEEKLY;UNTIL=20270909', '2028-06-01')).toBe('2027-09-09');
    expect(last('FREQ=WEEKLY;UNTIL=20280601', '2027-09-10')).toBe('2027-09-09');
  });

  test('also beyond the horizon, which is for rules without an end', () => {
    expect(expand('FREQ=MONTHLY;COUNT=40', starts, '2027-10-01')).toHaveLength(40);
    expect(expand('FREQ=YEARLY', starts, '2027-10-01', '2040-12-31')).toHaveLength(14);
    expect(expand('FREQ=WEEKLY', starts, '2027-10-01')).toHaveLength(5);
  });

  test('UNTIL as a day counts the whole day', () => {
    expect(last('FREQ=DAILY;UNTIL=20270905')).toBe('2027-09-05');
  });

  test("UNTIL as a time by the event's clock", () => {
    expect(last('FREQ=DAILY;UNTIL=20270905T100000')).toBe('2027-09-05');
    expect(last('FREQ=DAILY;UNTIL=20270905T095959')).toBe('2027-09-04');
  });

  test('UNTIL in UTC, two hours before in summer', () => {
    expect(last('FREQ=DAILY;UNTIL=20270905T080000Z')).toBe('2027-09-05');
    expect(last('FREQ=DAILY;UNTIL=20270905T075900Z')).toBe('2027-09-04');
    // The day has already begun here.
    expect(expand('FREQ=DAILY;UNTIL=20270904T223000Z', '2027-09-02T00:15', '2028-01-01').at(-1)).toBe('2027-09-05');
    expect(expand('FREQ=DAILY;UNTIL=20270904T220000Z', '2027-09-02', '2028-01-01').at(-1)).toBe('2027-09-05');
  });

  test('COUNT counts from the first date that the rule gives', () => {
    expect(expand('FREQ=MONTHLY;BYDAY=1TH;COUNT=2', '2027-08-14T10:00', '2027-08-14')).toEqual([
      '2027-09-02',
      '2027-10-07',
    ]);
  });

  test('a rule without an end that begins after the horizon has no dates yet, and is no fault', () => {
    expect(good({ rrule: 'FREQ=WEEKLY;BYDAY=TH', start: '2030-01-01T10:00' }, '2028-01-01')).toEqual({
      ok: true,
      first: '2030-01-03T10:00',
      endless: true,
      occurrences: [],
    });
  });

  test('a series that has no date at all, or no end in sight, is refused', () => {
    const reasons = (series: Partial<SeriesTimes>) => bad({ rrule: 'FREQ=DAILY', start: starts, ...series });
    expect(reasons({ until: '2027-09-01' })).toEqual([{ reason: 'no-date' }]);
    expect(reasons({ rrule: 'FREQ=DAILY;UNTIL=20270902T075900Z' })).toEqual([{ reason: 'no-date' }]);
    expect(reasons({ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' })).toEqual([{ reason: 'no-date' }]);
    expect(reasons({ rrule: 'FREQ=DAILY;COUNT=10001' })).toEqual([{ reason: 'too-long' }]);
    expect(reasons({ rrule: 'FREQ=YEARLY;COUNT=102' })).toEqual([{ reason: 'too-long' }]);
    expect(reasons({ rrule: 'FREQ=YEARLY;UNTIL=99991231' })).toEqual([{ reason: 'too-long' }]);
    expect(reasons({ rrule: 'FREQ=YEARLY', until: '9999-12-31' })).toEqual([{ reason: 'too-long' }]);
    expect(reasons({ start: '1927-09-02T10:00' })).toEqual([{ reason: 'too-long' }]);
  });
});

describe('awkward days', () => {
  test('29 February yearly is a leap day, never 1 March', () => {
    expect(expand('FREQ=YEARLY', '2020-02-29', '2030-12-31')).toEqual(leapDays);
  });

  test('the 31st is left out of months that have none', () => {
    expect(expand('FREQ=MONTHLY', '2027-01-31', '2027-12-31')).toEqual(
      ['01', '03', '05', '07', '08', '10', '12'].map((month) => `2027-${month}-31`),
    );
  });

  test.each([
    ['spring', '2027-03-28', '2027-03-28T01:30:00.000Z'],
    ['autumn', '2027-10-31', '2027-10-31T00:30:00.000Z'],
  ])('half past two at night keeps its date when the clock changes, in %s', (_season, date, instant) => {
    const start = `${addDays(date, -14)}T02:30`;
    const { occurrences } = good({ rrule: 'FREQ=WEEKLY;COUNT=5', start, end: start.replace('02:30', '03:15') }, date);
    expect(occurrences.map((one) => one.date)).toEqual([-14, -7, 0, 7, 14].map((days) => addDays(date, days)));
    const changed = occurrences[2]!;
    const { start: at, end } = spanToInstants(changed.start, changed.end as string, zone);
    expect(new Date(at).toISOString()).toBe(instant);
    expect(end).toBeGreaterThan(at);
    expect(occurrences[3]!.start.slice(11)).toBe('02:30');
  });

  test('a date alone gives dates alone, and keeps its length in days', () => {
    const { first, occurrences } = good(
      {
        rrule: 'FREQ=YEARLY;COUNT=2',
        start: '2027-06-01',
        end: '2027-06-02',
        moved: [{ from: '2028-06-01', start: '2028-05-31' }],
      },
      '2027-06-01',
    );
    expect(first).toBe('2027-06-01');
    expect(occurrences.map(({ start, end }) => [start, end])).toEqual([
      ['2027-06-01', '2027-06-02'],
      ['2028-05-31', '2028-06-01'],
    ]);
  });
});

describe('CONTRACT §5.6: dates moved, cancelled and added', () => {
  const series: SeriesTimes = {
    rrule: 'FREQ=MONTHLY;BYDAY=1TH',
    start: '2027-09-02T10:00',
    end: '2027-09-02T12:00',
    until: '2028-06-01',
  };
  const withThese = (more: Partial<SeriesTimes>) => good({ ...series, ...more }, '2027-09-02').occurrences;
  const on = (date: string, occurrences: Occurrence[]) => occurrences.find((one) => one.date === date);

  test("the contract's example", () => {
    const occurrences = withThese({
      moved: [{ from: '2027-10-07', start: '2027-10-06T10:30', end: '2027-10-06T12:00', venue: null }],
      cancelled: ['2027-12-02'],
      added: [{ start: '2027-12-09T10:00', end: '2027-12-09T12:00' }],
    });
    expect(occurrences.map((one) => one.date)).toEqual([
      ...firstThursdays.filter((date) => date >= '2027-09-02' && date <= '2027-12-02'),
      '2027-12-09',
      ...firstThursdays.filter((date) => date > '2027-12-09' && date <= '2028-06-01'),
    ]);
    expect(on('2027-12-02', occurrences)).toMatchObject({ cancelled: true, moved: false, start: '2027-12-02T10:00' });
    expect(on('2027-10-07', occurrences)).toMatchObject({ moved: true, start: '2027-10-06T10:30', venue: null });
    expect(on('2027-12-09', occurrences)).toMatchObject({ moved: false, cancelled: false, venue: undefined });
  });

  test('what is left out of a move stays: the length, the time, the place', () => {
    const moved = [
      { from: '2027-10-07', start: '2027-10-06T13:00' },
      { from: '2027-11-04', venue: 'Bredgatan' },
      { from: '2027-12-02', start: '2027-12-03' },
      { from: '2028-01-06', end: '2028-01-06T15:00' },
    ];
    const occurrences = withThese({ moved });
    expect(on('2027-10-07', occurrences)).toMatchObject({ moved: true, end: '2027-10-06T15:00', venue: undefined });
    expect(on('2027-11-04', occurrences)).toMatchObject({
      moved: false,
      start: '2027-11-04T10:00',
      venue: 'Bredgatan',
    });
    expect(on('2027-12-02', occurrences)).toMatchObject({ moved: true, start: '2027-12-03', end: null });
    expect(on('2028-01-06', occurrences)).toMatchObject({ moved: false, end: '2028-01-06T15:00' });
  });

  test('a date can be moved onto another one, and be cancelled after it has moved', () => {
    const occurrences = withThese({
      moved: [{ from: '2027-10-07', start: '2027-11-04T13:00' }],
      cancelled: ['2027-10-07'],
    });
    expect(on('2027-10-07', occurrences)).toMatchObject({ start: '2027-11-04T13:00', moved: true, cancelled: true });
    expect(occurrences.map((one) => one.date).slice(0, 3)).toEqual(['2027-09-02', '2027-10-07', '2027-11-04']);
  });

  test.each<[string, Partial<SeriesTimes>, SeriesProblem[]]>([
    [
      'a moved date that the rule does not give',
      { moved: [{ from: '2027-10-06', start: '2027-10-08T10:00' }] },
      [{ reason: 'moved-not-a-date', date: '2027-10-06' }],
    ],
    [
      'one after the last',
      { moved: [{ from: '2028-07-06', start: '2028-07-07T10:00' }] },
      [{ reason: 'moved-not-a-date', date: '2028-07-06' }],
    ],
    [
      'a date moved twice',
      {
        moved: [
          { from: '2027-10-07', start: '2027-10-06' },
          { from: '2027-10-07', start: '2027-10-08' },
        ],
      },
      [{ reason: 'moved-twice', date: '2027-10-07' }],
    ],
    [
      'a cancelled date that the rule does not give',
      { cancelled: ['2027-10-08'] },
      [{ reason: 'cancelled-not-a-date', date: '2027-10-08' }],
    ],
    [
      'an added date, cancelled',
      { added: [{ start: '2027-10-08T10:00' }], cancelled: ['2027-10-08'] },
      [{ reason: 'cancelled-not-a-date', date: '2027-10-08' }],
    ],
    [
      'an added date that is already one',
      { added: [{ start: '2027-10-07T18:00' }] },
      [{ reason: 'added-already-a-date', date: '2027-10-07' }],
    ],
    [
      'one that was moved away',
      { moved: [{ from: '2027-10-07', start: '2027-10-06' }], added: [{ start: '2027-10-07T10:00' }] },
      [{ reason: 'added-already-a-date', date: '2027-10-07' }],
    ],
    [
      'one that was cancelled',
      { cancelled: ['2027-10-07'], added: [{ start: '2027-10-07' }] },
      [{ reason: 'added-already-a-date', date: '2027-10-07' }],
    ],
    [
      'a date added twice',
      { added: [{ start: '2027-10-08T10:00' }, { start: '2027-10-08T18:00' }] },
      [{ reason: 'added-twice', date: '2027-10-08' }],
    ],
    [
      'an end before its start',
      { end: '2027-09-02T09:00' },
      [{ reason: 'end-not-after-start', field: 'end', date: '2027-09-02' }],
    ],
    [
      'a moved end before its start',
      { moved: [{ from: '2027-10-07', start: '2027-10-07T13:00', end: '2027-10-07T13:00' }] },
      [{ reason: 'end-not-after-start', field: 'moved', date: '2027-10-07' }],
    ],
    [
      'an added end before its start',
      { added: [{ start: '2027-10-08T10:00', end: '2027-10-07T12:00' }] },
      [{ reason: 'end-not-after-start', field: 'added', date: '2027-10-08' }],
    ],
    [
      'days that the calendar does not have',
      { start: '2027-02-29T10:00', until: '2027-06-31', cancelled: ['soon'] },
      [
        { reason: 'not-a-date', field: 'start', date: '2027-02-29T10:00' },
        { reason: 'not-a-date', field: 'until', date: '2027-06-31' },
        { reason: 'not-a-date', field: 'cancelled', date: 'soon' },
      ],
    ],
    [
      'a time where a day is asked for',
      { until: '2028-06-01T10:00' },
      [{ reason: 'not-a-date', field: 'until', date: '2028-06-01T10:00' }],
    ],
    [
      'all that is wrong at once',
      { cancelled: ['2027-10-08', '2027-10-09'] },
      [
        { reason: 'cancelled-not-a-date', date: '2027-10-08' },
        { reason: 'cancelled-not-a-date', date: '2027-10-09' },
      ],
    ],
  ])('refused: %s', (_what, more, problems) => {
    expect(bad({ ...series, ...more })).toEqual(problems);
  });

  test('a rule without an end knows its dates beyond the horizon when somebody names one', () => {
    const endless = { ...series, until: null };
    const far = '2029-10-04';
    expect(good({ ...endless, cancelled: [far] }, '2027-12-31').occurrences.map((one) => one.date)).not.toContain(far);
    expect(good({ ...endless, cancelled: [far] }, '2029-12-31').occurrences).toContainEqual(
      expect.objectContaining({ date: far, cancelled: true }),
    );
    expect(bad({ ...endless, added: [{ start: far }] })).toEqual([{ reason: 'added-already-a-date', date: far }]);
    expect(good({ ...endless, added: [{ start: '2029-10-05' }] }, '2027-12-31').occurrences.at(-1)?.date).toBe(
      '2029-10-05',
    );
  });
});

describe('the grammar of a rule, RFC 5545 §3.3.10', () => {
  test.each<[string, object]>([
    ['', { reason: 'malformed', part: '' }],
    ['every Thursday', { reason: 'malformed', part: 'every Thursday' }],
    ['FREQ=WEEKLY;', { reason: 'malformed', part: '' }],
    ['FREQ=WEEKLY; INTERVAL=2', { reason: 'malformed', part: ' INTERVAL=2' }],
    ['FREQ=WEEKLY;BYDAY=', { reason: 'malformed', part: 'BYDAY=' }],
    ['FREQ=WEEKLY\nDTSTART:20270101', { reason: 'malformed', part: 'FREQ=WEEKLY\nDTSTART:20270101' }],
    ['RRULE:FREQ=WEEKLY', { reason: 'malformed', part: 'RRULE:FREQ=WEEKLY' }],
    ['FREQ=WEEKLY;BYEASTER=1', { reason: 'unknown-part', part: 'BYEASTER' }],
    ['FREQ=WEEKLY;X-NAME=1', { reason: 'unknown-part', part: 'X-NAME' }],
    ['FREQ=WEEKLY;RSCALE=HEBREW', { reason: 'unknown-part', part: 'RSCALE' }],
    ['FREQ=WEEKLY;COUNT=2;COUNT=3', { reason: 'repeated-part', part: 'COUNT' }],
    ['FREQ=WEEKLY;freq=DAILY', { reason: 'repeated-part', part: 'FREQ' }],
    ['COUNT=3', { reason: 'no-frequency' }],
    ['FREQ=HOURLY', { reason: 'too-frequent', value: 'HOURLY' }],
    ['FREQ=MINUTELY', { reason: 'too-frequent', value: 'MINUTELY' }],
    ['FREQ=SECONDLY', { reason: 'too-frequent', value: 'SECONDLY' }],
    ['FREQ=FORTNIGHTLY', { reason: 'bad-value', part: 'FREQ', value: 'FORTNIGHTLY' }],
    ['FREQ=DAILY;COUNT=0', { reason: 'bad-value', part: 'COUNT', value: '0' }],
    ['FREQ=DAILY;COUNT=-1', { reason: 'bad-value', part: 'COUNT', value: '-1' }],
    ['FREQ=DAILY;COUNT=2.5', { reason: 'bad-value', part: 'COUNT', value: '2.5' }],
    ['FREQ=DAILY;COUNT=1e3', { reason: 'bad-value', part: 'COUNT', value: '1E3' }],
    ['FREQ=DAILY;COUNT=99999999999999', { reason: 'bad-value', part: 'COUNT', value: '99999999999999' }],
    ['FREQ=DAILY;INTERVAL=0', { reason: 'bad-value', part: 'INTERVAL', value: '0' }],
    ['FREQ=DAILY;INTERVAL=-2', { reason: 'bad-value', part: 'INTERVAL', value: '-2' }],
    ['FREQ=DAILY;UNTIL=20270230', { reason: 'bad-value', part: 'UNTIL', value: '20270230' }],
    ['FREQ=DAILY;UNTIL=2027-06-01', { reason: 'bad-value', part: 'UNTIL', value: '2027-06-01' }],
    ['FREQ=DAILY;UNTIL=20270601T250000Z', { reason: 'bad-value', part: 'UNTIL', value: '20270601T250000Z' }],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270601', { reason: 'count-and-until' }],
    ['FREQ=YEARLY;BYMONTH=13', { reason: 'bad-value', part: 'BYMONTH', value: '13' }],
    ['FREQ=YEARLY;BYMONTH=0', { reason: 'bad-value', part: 'BYMONTH', value: '0' }],
    ['FREQ=YEARLY;BYMONTH=1,,2', { reason: 'bad-value', part: 'BYMONTH', value: '1,,2' }],
    ['FREQ=YEARLY;BYWEEKNO=54', { reason: 'bad-value', part: 'BYWEEKNO', value: '54' }],
    ['FREQ=YEARLY;BYWEEKNO=0', { reason: 'bad-value', part: 'BYWEEKNO', value: '0' }],
    ['FREQ=YEARLY;BYYEARDAY=367', { reason: 'bad-value', part: 'BYYEARDAY', value: '367' }],
    ['FREQ=MONTHLY;BYMONTHDAY=32', { reason: 'bad-value', part: 'BYMONTHDAY', value: '32' }],
    ['FREQ=MONTHLY;BYDAY=TO', { reason: 'bad-value', part: 'BYDAY', value: 'TO' }],
    ['FREQ=MONTHLY;BYDAY=0TH', { reason: 'bad-value', part: 'BYDAY', value: '0TH' }],
    ['FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=0', { reason: 'bad-value', part: 'BYSETPOS', value: '0' }],
    ['FREQ=DAILY;BYHOUR=24', { reason: 'bad-value', part: 'BYHOUR', value: '24' }],
    ['FREQ=WEEKLY;WKST=8', { reason: 'bad-value', part: 'WKST', value: '8' }],
    ['FREQ=WEEKLY;BYDAY=1TH', { reason: 'part-out-of-place', part: 'BYDAY' }],
    ['FREQ=YEARLY;BYWEEKNO=2;BYDAY=1TH', { reason: 'part-out-of-place', part: 'BYDAY' }],
    ['FREQ=WEEKLY;BYMONTHDAY=1', { reason: 'part-out-of-place', part: 'BYMONTHDAY' }],
    ['FREQ=MONTHLY;BYWEEKNO=2', { reason: 'part-out-of-place', part: 'BYWEEKNO' }],
    ['FREQ=WEEKLY;BYWEEKNO=2,4', { reason: 'part-out-of-place', part: 'BYWEEKNO' }],
    ['FREQ=MONTHLY;BYYEARDAY=2', { reason: 'part-out-of-place', part: 'BYYEARDAY' }],
    ['FREQ=MONTHLY;BYSETPOS=1', { reason: 'part-out-of-place', part: 'BYSETPOS' }],
    ['FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=17', { reason: 'unclear-together', parts: ['BYWEEKNO', 'BYMONTHDAY'] }],
    ['FREQ=YEARLY;BYDAY=1FR;BYMONTHDAY=13', { reason: 'unclear-together', parts: ['BYDAY', 'BYMONTHDAY'] }],
    ['FREQ=DAILY;__proto__=1', { reason: 'malformed', part: '__proto__=1' }],
    ['FREQ=DAILY;constructor=1', { reason: 'unknown-part', part: 'constructor' }],
  ])('refuses %j', (text, fault) => {
    expect(parseRule(text)).toEqual({ ok: false, fault });
    expect(bad({ rrule: text, start: '2027-09-02T10:00' })).toEqual([{ reason: 'rule', fault }]);
  });

  test('takes parts in any order and letters of any size', () => {
    expect(expand('byday=1th;freq=monthly;count=2', '2027-09-02', '2027-09-02')).toEqual(['2027-09-02', '2027-10-07']);
  });

  test('takes a time of day only when it says what `start` says', () => {
    const rrule = 'FREQ=WEEKLY;COUNT=2;BYHOUR=10;BYMINUTE=0;BYSECOND=0';
    expect(good({ rrule, start: '2027-09-02T10:00' }, '2027-09-02').occurrences).toHaveLength(2);
    expect(bad({ rrule, start: '2027-09-02T10:30' })).toEqual([{ reason: 'time-in-rule' }]);
    expect(bad({ rrule, start: '2027-09-02' })).toEqual([{ reason: 'time-in-rule' }]);
    expect(bad({ rrule: 'FREQ=DAILY;COUNT=2;BYHOUR=10,15', start: '2027-09-02T10:00' })).toEqual([
      { reason: 'time-in-rule' },
    ]);
  });

  test('whatever is written gets an answer', () => {
    const words = fc.constantFrom(
      'FREQ',
      'COUNT',
      'UNTIL',
      'BYDAY',
      'BYWEEKNO',
      'INTERVAL',
      '=',
      ';',
      ',',
      '-',
      '1',
      '53',
      'TH',
      'DAILY',
      'YEARLY',
      'å',
      '\0',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join('')),
        ),
        (text) => {
          const result = occurrencesOf({ rrule: text, start: '2027-09-02T10:00' }, '2027-10-01');
          expect(result.ok || result.problems.length > 0).toBe(true);
        },
      ),
    );
  });
});

describe('of every rule', () => {
  const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  const days = fc.uniqueArray(weekday, { minLength: 1, maxLength: 3 }).map((list) => list.join());
  const nth = fc.constantFrom(1, 2, 3, 4, -1);
  const rules = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 5 }), days).map(([n, list]) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${list}`),
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), nth, weekday)
      .map(([m, n, day]) => `FREQ=MONTHLY;INTERVAL=${m};BYDAY=${n}${day}`),
    fc
      .tuple(fc.constantFrom(evenWeeks, oddWeeks), days)
      .map(([weeks, list]) => `FREQ=YEARLY;BYWEEKNO=${weeks};BYDAY=${list}`),
    fc.integer({ min: 1, max: 40 }).map((n) => `FREQ=DAILY;INTERVAL=${n}`),
    fc.integer({ min: 1, max: 31 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
  );
  const starts = fc.integer({ min: 0, max: 5000 }).map((days) => addDays('2017-01-01', days));
  const lengths = fc.integer({ min: 0, max: 800 });
  const some = { numRuns: 60 };

  test('its dates come strictly one after another, from the start on and not beyond the horizon', () => {
    fc.assert(
      fc.property(rules, starts, lengths, (rule, start, length) => {
        const horizon = addDays(start, length);
        const dates = expand(rule, start, horizon);
        dates.forEach((date, index) => expect(date > (dates[index - 1] ?? '')).toBe(true));
        expect(dates.every((date) => date >= start && date <= horizon)).toBe(true);
      }),
      some,
    );
  });

  test('a farther horizon adds dates at the end and changes none', () => {
    fc.assert(
      fc.property(rules, starts, lengths, lengths, (rule, start, length, more) => {
        const [near, far] = [
          expand(rule, start, addDays(start, length)),
          expand(rule, start, addDays(start, length + more)),
        ];
        expect(far.slice(0, near.length)).toEqual(near);
        expect(far.slice(near.length).every((date) => date > addDays(start, length))).toBe(true);
      }),
      some,
    );
  });

  test('the time of day changes no date, not even where the clock skips it', () => {
    const times = fc.constantFrom('00:00', '02:00', '02:30', '23:59');
    fc.assert(
      fc.property(rules, starts, times, (rule, start, time) => {
        const horizon = addDays(start, 500);
        expect(expand(rule, `${start}T${time}`, horizon)).toEqual(expand(rule, start, horizon));
      }),
      some,
    );
  });

  test('COUNT takes that many from the front', () => {
    fc.assert(
      fc.property(rules, starts, fc.integer({ min: 1, max: 20 }), (rule, start, count) => {
        const counted = expand(`${rule};COUNT=${count}`, start, start);
        expect(counted).toHaveLength(count);
        expect(expand(rule, start, counted.at(-1)!)).toEqual(counted);
      }),
      some,
    );
  });

  test('even weeks are even, odd weeks are odd, on the weekday and on no other day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1),
        fc.integer({ min: 1, max: 7 }),
        starts,
        lengths,
        (parity, day, start, length) => {
          const name = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][day - 1];
          const rule = `FREQ=YEARLY;BYWEEKNO=${parity ? oddWeeks : evenWeeks};BYDAY=${name}`;
          const all = Array.from({ length: length + 1 }, (_, index) => addDays(start, index));
          expect(expand(rule, start, addDays(start, length))).toEqual(
            all.filter((date) => weekdayOf(date) === day && isoWeekOf(date).week % 2 === parity),
          );
        },
      ),
      some,
    );
  });

  test('the first of a weekday is among the first seven days, once a month', () => {
    fc.assert(
      fc.property(weekday, starts, (day, start) => {
        const dates = expand(`FREQ=MONTHLY;BYDAY=1${day}`, start, addDays(start, 800));
        expect(dates.every((date) => Number(date.slice(8)) <= 7)).toBe(true);
        expect(new Set(dates.map((date) => date.slice(0, 7))).size).toBe(dates.length);
        expect(dates.length).toBeGreaterThanOrEqual(26);
      }),
      some,
    );
  });

  test('every n weeks is every 7 n days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), starts, (n, start) => {
        const dates = expand(`FREQ=WEEKLY;INTERVAL=${n}`, start, addDays(start, 800));
        expect(dates).toEqual(dates.map((_, index) => addDays(start, 7 * n * index)));
        expect(daysBetween(dates.at(-1)!, addDays(start, 800))).toBeLessThan(7 * n);
      }),
      some,
    );
  });

  test('moving and cancelling change neither how many there are nor what they are called; adding adds', () => {
    const which = fc.array(fc.nat(30), { maxLength: 6 });
    fc.assert(
      fc.property(rules, starts, which, which, which, (rrule, start, toMove, toCancel, toAdd) => {
        const series: SeriesTimes = { rrule, start: `${start}T10:00`, end: `${start}T12:00` };
        const horizon = addDays(start, 700);
        const plain = good(series, horizon);
        const dates = plain.occurrences.map((one) => one.date);
        const pick = (list: number[]) => [...new Set(list.flatMap((index) => dates[index] ?? []))];
        const added = [...new Set(toAdd.map((days) => addDays(start, days)))].filter((date) => !dates.includes(date));
        const changed = good(
          {
            ...series,
            moved: pick(toMove).map((from, index) => ({ from, start: `${addDays(from, index - 3)}T13:00` })),
            cancelled: pick(toCancel),
            added: added.map((date) => ({ start: date })),
          },
          horizon,
        );
        expect(changed.first).toBe(plain.first);
        expect(changed.occurrences.map((one) => one.date)).toEqual([...dates, ...added].sort());
        expect(changed.occurrences.filter((one) => one.moved)).toHaveLength(pick(toMove).length);
        expect(changed.occurrences.filter((one) => one.cancelled)).toHaveLength(pick(toCancel).length);
        const untouched = (one: Occurrence) => !one.moved && !one.cancelled && !added.includes(one.date);
        expect(plain.occurrences).toEqual(expect.arrayContaining(changed.occurrences.filter(untouched)));
      }),
      some,
    );
  });
});

function expand(text: string, start: string, horizon: string, until?: string): string[] {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.fault)}`);
  return datesOf({ rule: parsed.rule, start, zone, until, horizon });
}

function good(series: SeriesTimes, horizon: string): Extract<Occurrences, { ok: true }> {
  const result = occurrencesOf(series, horizon);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

function bad(series: SeriesTimes): SeriesProblem[] {
  const result = occurrencesOf(series, '2028-12-31');
  return result.ok ? [] : result.problems;
}
