import type { LocalDate } from './event';

/** A day on which many people are off: a red day, or an eve that is kept as one. */
export interface Holiday {
  date: LocalDate;
  /** Its name in Swedish: `juldagen`. */
  name: string;
  isRed: boolean;
}

/**
 * Eves and days before that the library counts as mere observances and that people in Sweden are off on, or leave early.
 * What it calls bank holidays (midsummer's, Christmas' and New Year's eve) and half days are taken as they are.
 */
const eves = ['easter -3', 'easter -1', 'easter 48'];

/**
 * The holidays of Sweden from one date to another, by date. The library and its data of the whole world take some 30 MB
 * of memory, so that they are fetched when somebody first asks.
 */
export async function holidaysBetween(from: LocalDate, to: LocalDate): Promise<Map<LocalDate, Holiday>> {
  const found = new Map<LocalDate, Holiday>();
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (const holiday of await holidaysOf(year)) {
      if (holiday.date < from || holiday.date > to) continue;
      // of two on one day, the red one is what the calendar on the wall shows
      if (holiday.isRed || !found.has(holiday.date)) found.set(holiday.date, holiday);
    }
  }
  return found;
}

const known = new Map<number, Holiday[]>();

async function holidaysOf(year: number): Promise<Holiday[]> {
  const before = known.get(year);
  if (before) return before;
  const { default: Holidays } = await import('date-holidays');
  const holidays = new Holidays('SE', { languages: ['sv'] }).getHolidays(year, 'sv').flatMap((one): Holiday[] => {
    const isRed = one.type === 'public';
    if (!isRed && one.type !== 'bank' && one.type !== 'optional' && !eves.includes(one.rule)) return [];
    return [{ date: one.date.slice(0, 10), name: one.name, isRed }];
  });
  known.set(year, holidays);
  return holidays;
}
