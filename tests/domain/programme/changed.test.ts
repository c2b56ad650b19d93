import { describe, expect, test } from 'vitest';
import { readProgramme } from '../../../domain/programme/read';
import { occurrencesOf, type SeriesTimes } from '../../../domain/recurrence';

const base: SeriesTimes = { rrule: 'FREQ=WEEKLY;COUNT=4', start: '2027-09-02T10:00', end: '2027-09-02T12:00' };
const times = (more: Partial<SeriesTimes>) => {
  const given = occurrencesOf({ ...base, ...more }, '2028-12-31');
  if (!given.ok) return given.problems;
  return given.occurrences.map(({ date, start, end, moved }) => [date, start, end, moved]);
};

describe('what is changed of a series’ dates', () => {
  test('one date, or one and all that follow, gets other times of day', () => {
    expect(
      times({
        changed: [
          { from: '2027-09-09', start: '18:00' },
          { from: '2027-09-16', following: true, start: '09:30', end: '11:00' },
        ],
      }),
    ).toEqual([
      ['2027-09-02', '2027-09-02T10:00', '2027-09-02T12:00', false],
      ['2027-09-09', '2027-09-09T18:00', '2027-09-09T20:00', true],
      ['2027-09-16', '2027-09-16T09:30', '2027-09-16T11:00', false],
      ['2027-09-23', '2027-09-23T09:30', '2027-09-23T11:00', false],
    ]);
  });
  test('a later layer goes before an earlier, and a moved date before both', () => {
    expect(
      times({
        changed: [
          { from: '2027-09-09', following: true, start: '18:00', end: '21:00' },
          { from: '2027-09-16', end: '22:00' },
        ],
        moved: [{ from: '2027-09-23', start: '2027-09-24T08:00' }],
      }),
    ).toEqual([
      ['2027-09-02', '2027-09-02T10:00', '2027-09-02T12:00', false],
      ['2027-09-09', '2027-09-09T18:00', '2027-09-09T21:00', false],
      ['2027-09-16', '2027-09-16T18:00', '2027-09-16T22:00', false],
      ['2027-09-23', '2027-09-24T08:00', '2027-09-24T11:00', true],
    ]);
  });
  test('an end before its start is the night after', () => {
    const [, second] = times({ changed: [{ from: '2027-09-09', start: '22:00', end: '01:00' }] });
    expect(second).toEqual(['2027-09-09', '2027-09-09T22:00', '2027-09-10T01:00', true]);
  });
  test('is about dates of the series; what follows may begin on any day', () => {
    expect(times({ changed: [{ from: '2027-09-10', start: '18:00' }] })).toEqual([
      { reason: 'changed-not-a-date', date: '2027-09-10' },
    ]);
    expect(times({ changed: [{ from: '2027-09-10', following: true, start: '18:00' }] })).toHaveLength(4);
  });
  test('an added date keeps its first date as its name when it moves, and can be cancelled', () => {
    const given = occurrencesOf(
      {
        rrule: 'FREQ=DAILY;COUNT=1',
        start: '2027-04-20T13:00',
        end: '2027-04-20T16:00',
        added: [
          { from: '2027-08-31', start: '2027-09-01T13:00' },
          { start: '2027-10-19T13:00', cancelled: true },
        ],
      },
      '2027-12-31',
    );
    expect(given).toMatchObject({
      occurrences: [
        { date: '2027-04-20', moved: false, cancelled: false },
        { date: '2027-08-31', start: '2027-09-01T13:00', end: '2027-09-01T16:00', moved: true },
        { date: '2027-10-19', cancelled: true },
      ],
    });
  });
});

describe('a programme file that changes dates of a series', () => {
  const read = (more: object) =>
    readProgramme({
      organisations: [{ slug: 'rsmh', name: 'RSMH' }],
      series: [{ slug: 'mote', title: 'Möte', host: 'rsmh', ...base, ...more }],
    });
  const problems = (more: object) => {
    const outcome = read(more);
    return outcome.ok ? [] : outcome.problems.map(({ path }) => path);
  };
  test('is read, and one without changes says nothing of them', () => {
    const outcome = read({ changed: [{ from: '2027-09-09', venue: ' ', title: ' Julmöte ', capacity: null }] });
    expect(outcome).toMatchObject({
      programme: { series: [{ changed: [{ from: '2027-09-09', venue: null, title: 'Julmöte', capacity: null }] }] },
    });
    const without = read({ changed: [] });
    expect(without.ok && Object.keys(JSON.parse(JSON.stringify(without.programme.series[0])))).not.toContain('changed');
  });
  test.each([
    ['a time that is none', { changed: [{ from: '2027-09-09', start: '25:00' }] }, 'changed[0].start'],
    ['a start that is its end', { changed: [{ from: '2027-09-09', start: '10:00', end: '10:00' }] }, 'changed[0].end'],
    ['no date of the series', { changed: [{ from: '2027-09-10', title: 'x' }] }, 'changed[0].from'],
    [
      'places of a whole course',
      { signup: 'whole', changed: [{ from: '2027-09-09', capacity: 3 }] },
      'changed[0].capacity',
    ],
    [
      'fewer places than are kept',
      { capacity: 9, kept: [{ audience: 'staff', places: 5 }], changed: [{ from: '2027-09-09', capacity: 3 }] },
      'changed[0].capacity',
    ],
    ['an unknown field', { changed: [{ from: '2027-09-09', tittle: 'x' }] }, 'changed[0].tittle'],
  ])('is refused: %s', (_what, more, path) => {
    expect(problems(more)).toEqual([expect.stringContaining(`series[0].${path}`)]);
  });
});
