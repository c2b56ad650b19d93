import type { LocalDate } from '../event';
import { datesOf, parseRule } from '../recurrence';
import { addDays, dateOf, defaultTimeZone, moveLocal, parseLocal, weekdayOf, type Local } from '../time';

/** How often something is, as people say it: each has words, form fields and one rule. */
export type Rhythm =
  /** Every day, or every so many days. */
  | { every: 'day'; interval: number }
  /** On these days of the week, 1 (Monday) to 7, in order; of every so many weeks. */
  | { every: 'week'; interval: number; days: number[] }
  /** In even or odd ISO weeks, which "every other week" is not once a year has a week 53. */
  | { every: 'even' | 'odd'; days: number[] }
  /** The first Thursday: `nth` 1 to 5 in order, -1 (the last) at the end; of every so many months. */
  | { every: 'month'; interval: number; nth: number[]; day: number }
  /** On these days of the month in order, -1 (the last) at the end. */
  | { every: 'month-day'; interval: number; days: number[] }
  /** On these days, in order. */
  | { every: 'date'; dates: LocalDate[] };

/** A series as it was said: when it is, as far as that was said. */
export interface SeriesPlan {
  rhythm: Rhythm;
  /** The first day that counts; null: from now on. Of dates there is none. */
  from: LocalDate | null;
  /** `HH:MM`; null: to be announced. */
  start: string | null;
  end: string | null;
  /** How many times; of dates there is none. */
  count: number | null;
  /** The last day that counts. */
  until: LocalDate | null;
}

/** The fields of a programme file's series that say when it is. */
export interface PlannedTimes {
  rrule: string;
  start: Local;
  end?: Local;
  until?: LocalDate;
  added: { start: Local; end?: Local }[];
}

/** The largest interval that is said: beyond, it is a slip. */
export const mostInterval = 12;
export const mostTimes = 400;

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const everyOther = (first: number) => Array.from({ length: 27 }, (_, index) => 2 * index + first);
const weeks = { even: everyOther(2).filter((week) => week <= 52), odd: everyOther(1) };

/**
 * The rule, the start and the end of what was said. It starts on the first day that the rule gives, so that "every
 * other Tuesday" begins on the coming Tuesday whatever day it is said.
 * @param today from when on, where nothing was said
 * @returns null where the rule gives no day at all within a hundred years
 */
export function timesOfPlan(plan: SeriesPlan, today: LocalDate): PlannedTimes | null {
  const { rhythm, start, end, count, until } = plan;
  const spanOn = (date: LocalDate) => spanOf(date, start, end);
  if (rhythm.every === 'date') {
    const [first, ...others] = rhythm.dates;
    if (first === undefined) return null;
    return { rrule: 'FREQ=DAILY;COUNT=1', ...spanOn(first), added: others.map(spanOn) };
  }
  const first = firstDayOf(rhythm, plan.from ?? today);
  if (first === null) return null;
  const parts = [...partsOf(rhythm), ...(count === null ? [] : [`COUNT=${count}`])];
  return { rrule: parts.join(';'), ...spanOn(first), ...(until && { until }), added: [] };
}

function spanOf(date: LocalDate, start: string | null, end: string | null): { start: Local; end?: Local } {
  if (start === null) return { start: date };
  if (end === null) return { start: `${date}T${start}` };
  // what ends at one in the night ends the day after
  return { start: `${date}T${start}`, end: `${end > start ? date : addDays(date, 1)}T${end}` };
}

function partsOf(rhythm: Exclude<Rhythm, { every: 'date' }>): string[] {
  const by = (days: readonly number[]) => `BYDAY=${days.map((day) => names[day - 1]).join()}`;
  const interval = 'interval' in rhythm && rhythm.interval > 1 ? [`INTERVAL=${rhythm.interval}`] : [];
  switch (rhythm.every) {
    case 'day':
      return ['FREQ=DAILY', ...interval];
    case 'week':
      return ['FREQ=WEEKLY', ...interval, by(rhythm.days)];
    case 'even':
    case 'odd':
      return ['FREQ=YEARLY', `BYWEEKNO=${weeks[rhythm.every].join()}`, by(rhythm.days)];
    case 'month':
      return ['FREQ=MONTHLY', ...interval, `BYDAY=${rhythm.nth.map((nth) => nth + names[rhythm.day - 1]!).join()}`];
    case 'month-day':
      return ['FREQ=MONTHLY', ...interval, `BYMONTHDAY=${rhythm.days.join()}`];
  }
}

function firstDayOf(rhythm: Exclude<Rhythm, { every: 'date' }>, from: LocalDate): LocalDate | null {
  const once = 'interval' in rhythm ? { ...rhythm, interval: 1 } : rhythm;
  const parsed = parseRule(partsOf(once).join(';'));
  if (!parsed.ok) return null;
  const asked = { rule: { ...parsed.rule, count: 1 }, start: from, zone: defaultTimeZone, horizon: from };
  return datesOf(asked, 1)[0] ?? null;
}

/**
 * What a series' rule is in words, where there are words for it: a rule of a file can say more than one says aloud.
 * @param series as a programme file writes it
 * @returns null where there are none
 */
export function planOfTimes(series: {
  rrule: string;
  start: Local;
  end?: Local;
  until?: LocalDate;
  added?: readonly { start: Local; end?: Local }[];
}): SeriesPlan | null {
  const parsed = parseRule(series.rrule);
  if (!parsed.ok || parsed.rule.until !== null) return null;
  const { date, time } = parseLocal(series.start)!;
  const end = series.end ? parseLocal(series.end) : null;
  // what goes on for days has an end that is no time of day
  if (end && end.date !== date && end.date !== moveLocal(date, 1)) return null;
  const { rule } = parsed;
  const added = series.added ?? [];
  const whole = { from: date, start: time, end: end?.time ?? null, count: rule.count, until: series.until ?? null };
  if (rule.count === 1 && rule.days.FREQ === 'DAILY') {
    const dates = [date, ...added.map((one) => dateOf(one.start))].sort();
    return { ...whole, rhythm: { every: 'date', dates }, from: null, count: null };
  }
  const rhythm = rhythmOf(rule.days, weekdayOf(date), Number(date.slice(8)));
  return rhythm && { ...whole, rhythm };
}

function rhythmOf(parts: Record<string, string>, startsOn: number, startDay: number): Rhythm | null {
  const { FREQ, INTERVAL = '1', BYDAY, BYMONTHDAY, BYWEEKNO, WKST = 'MO', ...others } = parts;
  const interval = Number(INTERVAL);
  if (Object.keys(others).length || WKST !== 'MO' || interval > mostInterval) return null;
  const plain = /^(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*$/;
  const days = BYDAY === undefined ? [startsOn] : plain.test(BYDAY) ? daysIn(BYDAY) : null;
  if (FREQ === 'YEARLY' && BYWEEKNO && days && interval === 1 && !BYMONTHDAY) {
    const named = inOrder(BYWEEKNO.split(',').map(Number));
    if (named.join() === weeks.even.join()) return { every: 'even', days };
    // what leaves out the one week 53 in six years is meant as odd weeks too
    if (named.join() === weeks.odd.join() || named.join() === weeks.odd.slice(0, -1).join()) {
      return { every: 'odd', days };
    }
    return null;
  }
  if (BYWEEKNO) return null;
  if (FREQ === 'DAILY' && !BYDAY && !BYMONTHDAY) return { every: 'day', interval };
  if (FREQ === 'WEEKLY' && days && !BYMONTHDAY) {
    return days.length === 7 && interval === 1 ? { every: 'day', interval } : { every: 'week', interval, days };
  }
  if (FREQ === 'MONTHLY' && BYDAY && !BYMONTHDAY) return monthly(BYDAY, interval);
  if (FREQ === 'MONTHLY' && !BYDAY) {
    const on = BYMONTHDAY ? BYMONTHDAY.split(',').map(Number) : [startDay];
    return on.some((day) => day < -1) ? null : { every: 'month-day', interval, days: lastAtTheEnd(on) };
  }
  return null;
}

function monthly(byDay: string, interval: number): Rhythm | null {
  const each = byDay.split(',').map((one) => /^\+?(-1|[1-5])(\w\w)$/.exec(one));
  const day = each[0]?.[2];
  if (!day || !each.every((one) => one?.[2] === day)) return null;
  const nth = lastAtTheEnd(each.map((one) => Number(one![1])));
  return { every: 'month', interval, nth, day: daysIn(day)[0]! };
}

const daysIn = (byDay: string) => inOrder(byDay.split(',').map((name) => names.indexOf(name as 'MO') + 1));
/** Each once, from the least. */
export const inOrder = (numbers: readonly number[]) => [...new Set(numbers)].sort((one, other) => one - other);
/** The same with -1, the last, after all others. */
export const lastAtTheEnd = (numbers: readonly number[]) => {
  const ordered = inOrder(numbers);
  return ordered[0] === -1 ? [...ordered.slice(1), -1] : ordered;
};
