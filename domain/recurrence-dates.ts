import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './event';
import type { Rule, Until } from './recurrence-rule';
import { addDays, dateOf, localDateOf, localToInstant, parseLocal, weekdayOf, type Local } from './time';

/** The most dates that one series may have, and the most years it may reach: beyond, a rule is a slip of the pen. */
export const mostDates = 10_000;
export const mostYears = 100;

/** What decides a series' dates. `start` may be a date alone; `until` is the last day, included. */
export interface DatesAsked {
  rule: Rule;
  start: Local;
  zone: string;
  until?: LocalDate | null;
  /** The last day looked at where neither `until` nor the rule has an end. */
  horizon: LocalDate;
}

/**
 * A rule's dates in order, at most one a day: from the first that it gives on or after `start` to the earlier of
 * `until` and its own UNTIL or COUNT, else to `horizon`. CONTRACT §5.5.
 * @param most How many at the most. Nor does it look further than `mostYears` after the start.
 */
export function datesOf(asked: DatesAsked, most = mostDates): LocalDate[] {
  const { rule, start, zone } = asked;
  const first = dateOf(start);
  const last = lastDayOf(asked);
  const wanted = Math.min(most, rule.count ?? most);

  const dates: LocalDate[] = [];
  // Looks ahead in growing steps, so that COUNT=5 of a daily rule does not expand a century of days.
  let from = first;
  for (let days = 500; from <= last && dates.length < wanted; days *= 2) {
    const to = earliest(last, addDays(from, days));
    dates.push(...expand(rule, first, from, to));
    from = addDays(to, 1);
  }
  return dates.filter((date) => !rule.until || isWithin(rule.until, timeOn(date, start), zone)).slice(0, wanted);
}

/** Whether dates go on for ever, and are made up to a horizon. */
export function isEndless({ rule, until }: Pick<DatesAsked, 'rule' | 'until'>): boolean {
  return !until && rule.until === null && rule.count === null;
}

/** Whether the series' own end lies further off than we count; the first `mostDates + 1` dates are given. */
export function isTooLong(asked: DatesAsked, dates: LocalDate[]): boolean {
  const ends = endsOf(asked);
  const isCutOff = ends.length > 0 && earliest(...ends) > farthest(asked.start);
  const isCountMissed = ends.length === 0 && asked.rule.count !== null && dates.length < asked.rule.count;
  return dates.length > mostDates || isCutOff || isCountMissed;
}

/** The time of day that `start` has, on a date. */
export function timeOn(date: LocalDate, start: Local): Local {
  const time = parseLocal(start)?.time;
  return time ? `${date}T${time}` : date;
}

/**
 * The days in a span that a rule names, its own limits aside. Expanded in UTC, by days alone: by the event's clock the
 * library leaves out the days whose time the clock skips, and which time of day it is is not the rule's to say.
 */
function expand(rule: Rule, first: LocalDate, from: LocalDate, to: LocalDate): LocalDate[] {
  if (!rule.byWeekNo) return between(rule.days, first, from, to);
  // A rule of weeks that names no weekday means its start's. The library does not keep to that, so it is told.
  const days = { ...rule.days, BYDAY: rule.days.BYDAY ?? weekdayNames[weekdayOf(first) - 1] };
  const named = new Set(between(days, first, from, to));
  for (const date of lostInFirstWeek(days, first)) if (date >= from && date <= to) named.add(date);
  return [...named].sort();
}

/**
 * The library counts weeks by their own year, and begins with the calendar year of the first date: on 1 to 3 January the
 * last week of the year before is then lost. It is asked for again, as of a fortnight earlier.
 */
function lostInFirstWeek(days: Rule['days'], first: LocalDate): LocalDate[] {
  if (first.slice(5) > '01-03') return [];
  return between({ ...days, INTERVAL: '1' }, addDays(first, -14), first, `${first.slice(0, 4)}-01-03`);
}

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function between(days: Rule['days'], first: LocalDate, from: LocalDate, to: LocalDate): LocalDate[] {
  const rule = new RRuleTemporal({
    rruleString: Object.entries(days)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
    dtstart: midnight(first),
    temporal: Temporal,
    maxIterations: 366 * (mostYears + 1),
  });
  return rule
    .between(midnight(from), midnight(to), true)
    .map((found) => new Date(found.epochMilliseconds).toISOString().slice(0, 10));
}

function midnight(date: LocalDate): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime('UTC');
}

/** The last day that need be looked at. */
function lastDayOf(asked: DatesAsked): LocalDate {
  const ends = endsOf(asked);
  if (ends.length === 0 && asked.rule.count === null) ends.push(asked.horizon);
  return earliest(farthest(asked.start), ...ends);
}

/** The days on which a series says that it ends, COUNT aside. */
function endsOf({ rule, zone, until }: DatesAsked): LocalDate[] {
  const ends = until ? [until] : [];
  if (rule.until?.of === 'utc') ends.push(localDateOf(localToInstant(rule.until.at, 'UTC'), zone));
  else if (rule.until) ends.push(dateOf(rule.until.at));
  return ends;
}

/** UNTIL as a day counts the whole of it; as a time it is the last moment at which something may start. */
function isWithin(until: Until, start: Local, zone: string): boolean {
  if (until.of === 'day') return dateOf(start) <= until.at;
  return localToInstant(start, zone) <= localToInstant(until.at, until.of === 'utc' ? 'UTC' : zone);
}

function farthest(start: Local): LocalDate {
  return Temporal.PlainDate.from(dateOf(start)).add({ years: mostYears }).toString();
}

function earliest(...dates: LocalDate[]): LocalDate {
  return dates.reduce((a, b) => (b < a ? b : a));
}
