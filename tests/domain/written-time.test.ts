import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, weekdayOf } from '../../domain/time';
import { readDate, readTime } from '../../domain/written-time';

/** A Wednesday. */
const today = '2017-05-10';

describe('A day as people type it', () => {
  it.each([
    ['2017-05-17', '2017-05-17'],
    ['20170517', '2017-05-17'],
    [' 17/5 ', '2017-05-17'],
    ['17/5 2018', '2018-05-17'],
    ['17.5.2018', '2018-05-17'],
    ['17-5', '2017-05-17'],
    ['17 maj', '2017-05-17'],
    ['17 MAJ.', '2017-05-17'],
    ['17maj', '2017-05-17'],
    ['den 17:e maj', '2017-05-17'],
    ['onsdag 17 maj', '2017-05-17'],
    ['onsdagen den 17 maj 2017', '2017-05-17'],
    ['lör 3 juni', '2017-06-03'],
    ['3 sept', '2017-09-03'],
    ['2 februari', '2018-02-02'],
    ['9/5', '2018-05-09'],
    ['10/5', '2017-05-10'],
    ['29/2', '2020-02-29'],
    ['i dag', '2017-05-10'],
    ['imorgon', '2017-05-11'],
    ['torsdag', '2017-05-11'],
    ['på torsdag', '2017-05-11'],
    ['onsdag', '2017-05-17'],
    ['tis', '2017-05-16'],
  ])('%s is %s', (written, date) => {
    expect(readDate(written, today)).toBe(date);
  });

  it.each([
    '',
    'snart',
    '32/5',
    '31/4',
    '2017-02-30',
    'maj',
    '17',
    '17 mars maj',
    '5/17',
    'v 20',
    '17 ma',
    '0000-01-01',
  ])('%s is none', (written) => {
    expect(readDate(written, today)).toBeNull();
  });

  const days = fc.integer({ min: 0, max: 3000 }).map((ahead) => addDays(today, ahead));

  test('every day is read in each way that it can be written', () => {
    fc.assert(
      fc.property(days, (date) => {
        const [year, month, day] = date.split('-').map(Number) as [number, number, number];
        const written = [date, `${day}/${month} ${year}`, `${day}.${month}.${year}`, longDay(date)];
        expect(written.map((text) => readDate(text, today))).toEqual(written.map(() => date));
      }),
    );
  });

  test('without a year it is never a day that has been, and never further than a leap year away', () => {
    fc.assert(
      fc.property(days, days, (now, date) => {
        const [, month, day] = date.split('-').map(Number) as [number, number, number];
        const read = readDate(`${day}/${month}`, now)!;
        expect(read >= now).toBe(true);
        expect(read.slice(5)).toBe(date.slice(5));
        expect(read <= addDays(now, date.endsWith('02-29') ? 2922 : 366)).toBe(true);
      }),
    );
  });

  test('a weekday is within the week that comes', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (now, weekday) => {
        const name = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'][weekday - 1]!;
        const read = readDate(name, now)!;
        expect(weekdayOf(read)).toBe(weekday);
        expect(read > now && read <= addDays(now, 7)).toBe(true);
      }),
    );
  });

  test('nothing that is typed makes it fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readDate(text, today) ?? today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(readTime(text) ?? '00:00').toMatch(/^\d{2}:\d{2}$/);
      }),
    );
  });
});

describe('A time as people type it', () => {
  it.each([
    ['14.00', '14:00'],
    ['14:00', '14:00'],
    ['14,30', '14:30'],
    ['kl 14', '14:00'],
    ['kl. 9.15', '09:15'],
    ['kl14', '14:00'],
    ['14', '14:00'],
    ['klockan 9', '09:00'],
    ['KL 14.30', '14:30'],
    ['1430', '14:30'],
    ['930', '09:30'],
    ['9', '09:00'],
    ['14 30', '14:30'],
    ['00.00', '00:00'],
    ['23:59', '23:59'],
  ])('%s is %s', (written, time) => {
    expect(readTime(written)).toBe(time);
  });
  it.each(['', 'lunch', '24.00', '14.60', '12345', '1', '14.0'].filter((text) => text !== '1'))(
    '%s is none',
    (written) => {
      expect(readTime(written)).toBeNull();
    },
  );
});

const longDay = (date: string) =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(`${date}T00:00Z`));
