import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  endOfDay,
  instantToLocal,
  isoWeekOf,
  isTimeZone,
  localDateOf,
  localToInstant,
  moveAlong,
  moveLocal,
  overAt,
  parseLocal,
  spanToInstants,
  startOfDay,
  weekdayOf,
} from '../../domain/time';
import { evenWeekThursdays, oddWeekMondays } from './wall-calendar';

fc.configureGlobal({ seed: 20170323 });

const zone = 'Europe/Stockholm';
const utc = (text: string) => Date.parse(text);
const span = <End extends string | null>(start: string, end: End) => spanToInstants(start, end, zone);

/** Any minute from 2000 to 2040 as the clock on the wall shows it. */
const walls = fc
  .integer({ min: utc('2000-01-01T00:00Z') / 60_000, max: utc('2040-01-01T00:00Z') / 60_000 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(0, 16));
const dates = walls.map((wall) => wall.slice(0, 10));
const zones = fc.constantFrom(
  zone,
  'UTC',
  'Europe/Helsinki',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
);

describe('a written time', () => {
  test('is a date, or a date and a time', () => {
    expect(parseLocal('2027-05-17')).toEqual({ date: '2027-05-17', time: null });
    expect(parseLocal('2027-05-17T14:00')).toEqual({ date: '2027-05-17', time: '14:00' });
    expect(parseLocal('2028-02-29T23:59')).toEqual({ date: '2028-02-29', time: '23:59' });
  });

  test.each([
    '',
    'soon',
    '2027-02-29',
    '2100-02-29',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '0000-01-01',
    '2027-5-17',
    '20270517',
    '2027-05-17T24:00',
    '2027-05-17T14:60',
    '2027-05-17T14',
    '2027-05-17T14:00:00',
    '2027-05-17T14:00Z',
    '2027-05-17T14:00+02:00',
    '2027-05-17 14:00',
    ' 2027-05-17',
    '2027-05-17\n',
    '+002027-05-17',
    '２０２７-05-17',
  ])('is nothing else: %j', (text) => {
    expect(parseLocal(text)).toBeNull();
    expect(() => localToInstant(text, zone)).toThrow(RangeError);
  });

  test('every day that exists is taken, and its day after is the next', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseLocal(date)?.date).toBe(date);
        expect(daysBetween(date, addDays(date, 1))).toBe(1);
        expect(weekdayOf(addDays(date, 7))).toBe(weekdayOf(date));
      }),
    );
  });
});

describe('CONTRACT §5.8: local times as instants', () => {
  test('winter and summer', () => {
    expect(localToInstant('2027-01-17T14:00', zone)).toBe(utc('2027-01-17T13:00Z'));
    expect(localToInstant('2027-05-17T14:00', zone)).toBe(utc('2027-05-17T12:00Z'));
  });

  test('a time that the clock skips is the one an hour later', () => {
    expect(localToInstant('2027-03-28T02:30', zone)).toBe(utc('2027-03-28T01:30Z'));
    expect(instantToLocal(localToInstant('2027-03-28T02:30', zone), zone)).toBe('2027-03-28T03:30');
    expect(localToInstant('2027-03-28T02:00', zone)).toBe(localToInstant('2027-03-28T03:00', zone));
  });

  test('a doubled time is the first', () => {
    expect(localToInstant('2027-10-31T02:30', zone)).toBe(utc('2027-10-31T00:30Z'));
    expect(instantToLocal(utc('2027-10-31T01:30Z'), zone)).toBe('2027-10-31T02:30');
  });

  test('an end that would not be after its start keeps the written length', () => {
    // 02.30 is 03.30 that night, and 03.15 comes before it.
    expect(span('2027-03-28T02:30', '2027-03-28T03:15')).toEqual({
      start: utc('2027-03-28T01:30Z'),
      end: utc('2027-03-28T02:15Z'),
    });
    expect(span('2027-03-28T02:30', '2027-03-28T03:30').end).toBe(utc('2027-03-28T02:30Z'));
  });

  test('an end that is after its start is left where it is', () => {
    expect(span('2027-03-28T01:30', '2027-03-28T02:30')).toEqual({
      start: utc('2027-03-28T00:30Z'),
      end: utc('2027-03-28T01:30Z'),
    });
    expect(span('2027-03-28T02:30', '2027-03-28T04:00').end).toBe(utc('2027-03-28T02:00Z'));
    // through the doubled hour: three hours long on a clock that shows two
    const night = span('2027-10-31T01:30', '2027-10-31T03:30');
    expect(night.end - night.start).toBe(3 * 3600_000);
    expect(span('2027-10-31T02:15', '2027-10-31T02:45').end).toBe(utc('2027-10-31T00:45Z'));
  });

  test('dates alone are whole days', () => {
    expect(span('2027-06-01', null)).toEqual({ start: utc('2027-05-31T22:00Z'), end: null });
    expect(span('2027-06-01', '2027-06-02')).toEqual({
      start: utc('2027-05-31T22:00Z'),
      end: utc('2027-06-02T22:00Z'),
    });
    expect(span('2027-03-28', '2027-03-28').end).toBe(utc('2027-03-28T22:00Z'));
  });

  test('what is written comes back, but for what the clock skips', () => {
    fc.assert(
      fc.property(walls, zones, (wall, where) => {
        const back = instantToLocal(localToInstant(wall, where), where);
        if (back !== wall) {
          // skipped: later by no more than the hour that the clock jumped
          const later = utc(`${back}Z`) - utc(`${wall}Z`);
          expect(later).toBeGreaterThan(0);
          expect(later).toBeLessThanOrEqual(3600_000);
        }
        expect(localDateOf(localToInstant(back, where), where)).toBe(back.slice(0, 10));
      }),
    );
  });

  test('whatever is written to end later ends later', () => {
    // Half of these begin within an hour of where Stockholm's clock jumps.
    const nights = fc.constantFrom('2027-03-28T01:00', '2026-03-29T01:00', '2027-10-31T01:00', '2026-10-25T01:00');
    const near = fc.tuple(nights, fc.integer({ min: 0, max: 150 })).map(([wall, minutes]) => later(wall, minutes));
    fc.assert(
      fc.property(fc.oneof(walls, near), fc.integer({ min: 1, max: 3000 }), (wall, minutes) => {
        const { start, end } = span(wall, later(wall, minutes));
        expect(end).toBeGreaterThan(start);
        expect(Math.abs(end - start - minutes * 60_000)).toBeLessThanOrEqual(3600_000);
      }),
    );
  });
});

describe('days', () => {
  test('are 23, 24 or 25 hours long', () => {
    const hours = (date: string) => (endOfDay(date, zone) - startOfDay(date, zone)) / 3600_000;
    expect(['2027-03-28', '2027-05-17', '2027-10-31'].map(hours)).toEqual([23, 24, 25]);
  });

  test('begin when the clock lets them, where it skips midnight', () => {
    expect(instantToLocal(startOfDay('2024-03-31', 'Asia/Beirut'), 'Asia/Beirut')).toBe('2024-03-31T01:00');
  });

  test('follow one another without a gap', () => {
    fc.assert(
      fc.property(dates, zones, (date, where) => {
        expect(endOfDay(date, where)).toBe(startOfDay(addDays(date, 1), where));
        expect(localDateOf(startOfDay(date, where), where)).toBe(date);
        expect(localDateOf(endOfDay(date, where) - 1, where)).toBe(date);
      }),
    );
  });

  test('have weeks that belong to a year of their own', () => {
    expect(isoWeekOf('2017-03-23')).toEqual({ year: 2017, week: 12 });
    expect(isoWeekOf('2021-01-03')).toEqual({ year: 2020, week: 53 });
    expect(isoWeekOf('2026-12-31')).toEqual({ year: 2026, week: 53 });
    expect(isoWeekOf('2024-12-30')).toEqual({ year: 2025, week: 1 });
    expect(evenWeekThursdays.every((date) => isoWeekOf(date).week % 2 === 0)).toBe(true);
    expect(oddWeekMondays.every((date) => isoWeekOf(date).week % 2 === 1)).toBe(true);
  });
});

describe('CONTRACT §3.9: when an event is over', () => {
  const start = utc('2027-05-17T08:00Z');

  test('when it ends', () => {
    expect(overAt({ start, end: utc('2027-05-17T13:00Z') }, zone)).toBe(utc('2027-05-17T13:00Z'));
  });

  test("without an end, with its start's day by the event's clock", () => {
    expect(overAt({ start, end: null }, zone)).toBe(utc('2027-05-17T22:00Z'));
    expect(overAt({ start: startOfDay('2027-05-17', zone), end: null }, zone)).toBe(utc('2027-05-17T22:00Z'));
    expect(overAt({ start: utc('2027-05-17T23:00Z'), end: null }, zone)).toBe(utc('2027-05-18T22:00Z'));
  });

  test('without a date, never', () => {
    expect(overAt({ start: null, end: null }, zone)).toBeNull();
  });
});

describe('CONTRACT §5.5: times that move with a date', () => {
  test('by days keep their time of day, also over a change of clocks', () => {
    expect(moveLocal('2027-05-17T14:00', 3)).toBe('2027-05-20T14:00');
    expect(moveLocal('2027-03-27T02:30', 1)).toBe('2027-03-28T02:30');
    expect(moveLocal('2027-05-17', -17)).toBe('2027-04-30');
    expect(moveLocal(null, 3)).toBeNull();
    expect(moveLocal(undefined, 3)).toBeUndefined();
  });

  test('along with a start that has moved', () => {
    const along = (written: string, to: string) => moveAlong(written, '2027-09-02T10:00', to);
    expect(along('2027-09-02T11:00', '2027-10-07T10:00')).toBe('2027-10-07T11:00');
    expect(along('2027-09-02T11:00', '2027-10-06T10:30')).toBe('2027-10-06T11:30');
    expect(along('2027-09-01T12:00', '2027-10-06T10:30')).toBe('2027-10-05T12:30');
    expect(along('2027-09-02T23:45', '2027-10-06T10:30')).toBe('2027-10-07T00:15');
    // a date alone, and a start whose time is still open, move by days
    expect(along('2027-08-30', '2027-10-06T10:30')).toBe('2027-10-03');
    expect(along('2027-09-02T11:00', '2027-10-06')).toBe('2027-10-06T11:00');
    expect(moveAlong(null, '2027-09-02T10:00', '2027-10-06')).toBeNull();
  });

  test('and back again', () => {
    fc.assert(
      fc.property(walls, walls, walls, (written, from, to) => {
        expect(moveAlong(moveAlong(written, from, to), to, from)).toBe(written);
        expect(moveAlong(from, from, to)).toBe(to);
      }),
    );
  });
});

test('time zones are names, not offsets', () => {
  expect(['Europe/Stockholm', 'Europe/Helsinki', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
  expect(['', 'Stockholm', 'Europe/Nowhere', '+01:00', '__proto__', 'Europe/Stockholm\n'].some(isTimeZone)).toBe(false);
});

function later(wall: string, minutes: number): string {
  return new Date(utc(`${wall}Z`) + minutes * 60_000).toISOString().slice(0, 16);
}
