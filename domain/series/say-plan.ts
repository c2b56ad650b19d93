import { formatDay } from '../language/dates';
import type { Speech } from '../language/speech';
import type { LocalDate } from '../event';
import type { Rhythm, SeriesPlan } from './plan';

/**
 * A series in words, as one would say it: "första torsdagen varje månad kl. 10.00–12.00 från 7 september 2027".
 * `readSaying` reads the Swedish back to the same.
 */
export function sayPlan(plan: SeriesPlan, t: Speech): string {
  const { start, end, from, until, count } = plan;
  const clock = (time: string) => t.event_when_clock({ hour: time.slice(0, 2), minute: time.slice(3) });
  return [
    sayRhythm(plan.rhythm, t),
    start &&
      t.event_when_at({ times: end ? t.event_when_times({ start: clock(start), end: clock(end) }) : clock(start) }),
    count && t.series_say_count({ count }),
    from && t.series_say_from({ date: sayDate(from, t) }),
    until && t.series_say_until({ date: sayDate(until, t) }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** How often, and on which days. */
export function sayRhythm(rhythm: Rhythm, t: Speech): string {
  switch (rhythm.every) {
    case 'day':
      return rhythm.interval === 1 ? t.series_say_daily() : t.series_say_every_days({ nth: every(rhythm.interval, t) });
    case 'week': {
      const { interval, days } = rhythm;
      if (interval > 1) return t.series_say_weeks({ nth: every(interval, t), days: sayWeekdays(days, t) });
      return days.join() === '1,2,3,4,5'
        ? t.series_say_workdays()
        : t.series_say_weekly({ days: sayWeekdays(days, t) });
    }
    case 'even':
      return t.series_say_even({ days: sayWeekdays(rhythm.days, t) });
    case 'odd':
      return t.series_say_odd({ days: sayWeekdays(rhythm.days, t) });
    case 'month': {
      const { interval, nth, day } = rhythm;
      const which = {
        nth: joined(
          nth.map((one) => sayNth(one, t)),
          t,
        ),
        day: sayWeekday(day, t),
      };
      return interval === 1
        ? t.series_say_monthly(which)
        : t.series_say_months({ ...which, every: every(interval, t) });
    }
    case 'month-day': {
      const { interval, days } = rhythm;
      const named = days.filter((day) => day > 0).map(String);
      const on = [
        ...(named.length ? [t.series_say_days_of_month({ days: joined(named, t) })] : []),
        ...(days.includes(-1) ? [t.series_say_last_day()] : []),
      ];
      const which = { days: joined(on, t) };
      return interval === 1
        ? t.series_say_monthly_on(which)
        : t.series_say_months_on({ ...which, every: every(interval, t) });
    }
    case 'date':
      return joined(
        rhythm.dates.map((date) => sayDate(date, t)),
        t,
      );
  }
}

/** `torsdag` */
export function sayWeekday(day: number, t: Speech): string {
  return [
    t.series_monday(),
    t.series_tuesday(),
    t.series_wednesday(),
    t.series_thursday(),
    t.series_friday(),
    t.series_saturday(),
    t.series_sunday(),
  ][day - 1]!;
}

/** `första`; -1 is `sista` */
export function sayNth(nth: number, t: Speech): string {
  if (nth === -1) return t.series_last();
  return [t.series_first(), t.series_second(), t.series_third(), t.series_fourth(), t.series_fifth()][nth - 1]!;
}

const sayWeekdays = (days: readonly number[], t: Speech) =>
  joined(
    days.map((day) => sayWeekday(day, t)),
    t,
  );

/** `varannan`, `var tredje`: in English `second`, `third`. */
function every(interval: number, t: Speech): string {
  switch (interval) {
    case 2:
      return t.series_every_second();
    case 3:
      return t.series_every_third();
    case 4:
      return t.series_every_fourth();
    case 5:
      return t.series_every_fifth();
    case 6:
      return t.series_every_sixth();
    default:
      return t.series_every_nth({ n: interval });
  }
}

/** `7 september 2027`: without its weekday, which a rule says by itself. */
function sayDate(date: LocalDate, t: Speech): string {
  return formatDay(date, t).replace(/^\p{L}+,? /u, '');
}

function joined(words: readonly string[], t: Speech): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : t.series_and({ words: words.slice(0, -1).join(', '), last });
}
