import { describe, expect, test } from 'vitest';
import { holidaysBetween } from '../../domain/holidays';
import { addDays, weekdayOf } from '../../domain/time';

/** Easter Sundays, as a calendar on the wall has them. */
const easters: Record<number, string> = {
  2017: '04-16',
  2018: '04-01',
  2019: '04-21',
  2020: '04-12',
  2021: '04-04',
  2022: '04-17',
  2023: '04-09',
  2024: '03-31',
  2025: '04-20',
  2026: '04-05',
  2027: '03-28',
  2028: '04-16',
  2029: '04-01',
  2030: '04-21',
};
const first = (weekday: number, from: string) => {
  let date = from;
  while (weekdayOf(date) !== weekday) date = addDays(date, 1);
  return date;
};

describe.each(Object.entries(easters))('holidays of %s', (year, easterDay) => {
  const easter = `${year}-${easterDay}`;
  const midsummer = first(6, `${year}-06-20`);
  const allSaints = first(6, `${year}-10-31`);
  test('the red days', async () => {
    const holidays = await holidaysBetween(`${year}-01-01`, `${year}-12-31`);
    const red = [...holidays.values()].filter((one) => one.isRed).map((one) => one.date);
    const expected = [
      ...['01-01', '01-06', '05-01', '06-06', '12-25', '12-26'].map((day) => `${year}-${day}`),
      ...[-2, 0, 1, 39, 49].map((days) => addDays(easter, days)),
      midsummer,
      allSaints,
    ];
    expect(red.sort()).toEqual([...new Set(expected)].sort());
  });
  test('the eves', async () => {
    const holidays = await holidaysBetween(`${year}-01-01`, `${year}-12-31`);
    const eves: [string, string][] = [
      [addDays(easter, -3), 'skärtorsdagen'],
      [addDays(easter, -1), 'påskafton'],
      [addDays(midsummer, -1), 'midsommarafton'],
      [addDays(allSaints, -1), 'allhelgonaafton'],
      [`${year}-12-24`, 'julafton'],
      [`${year}-12-31`, 'nyårsafton'],
    ];
    for (const [date, name] of eves) expect([date, holidays.get(date)]).toEqual([date, { date, name, isRed: false }]);
    expect(holidays.get(`${year}-04-30`)).toBeDefined();
    // nobody is off on these
    for (const day of ['12-13', '11-11', '02-14']) expect(holidays.get(`${year}-${day}`)).toBeUndefined();
  });
});

test('of a span that crosses a year, and no more', async () => {
  const holidays = await holidaysBetween('2026-12-24', '2027-01-01');
  expect([...holidays.keys()]).toEqual(['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31', '2027-01-01']);
  expect(holidays.get('2026-12-24')).toEqual({ date: '2026-12-24', name: 'julafton', isRed: false });
});
