import type { LocalDate } from '../event';
import { occurrencesOf, parseRule, type SeriesTimes } from '../recurrence';
import { addDays, dateOf, daysBetween, isoWeekOf, moveLocal, weekdayOf, type Local } from '../time';

/**
 * Moves a programme's dates so that there is always something ahead, as PROGRAMME.md says: a single event to the same
 * ISO week and weekday of the coming twelve months; a series keeps its rule, starts in its own ISO week of the past
 * twelve months and goes on for twelve; a moved date follows its week. A series that ends by itself (a course of four
 * evenings, four workshops a year) would mostly be over already: it moves as a single event does. A week 53 becomes
 * week 52 in a year that has none.
 * @param programme a programme file as JSON.parse gives it, which is not changed
 */
export function moveForward<File>(programme: File, today: LocalDate): File {
  const file = structuredClone(programme) as DatedFile;
  for (const event of file.events ?? []) moveEvent(event, today);
  for (const series of file.series ?? []) {
    if (endsByItself(series)) moveCourse(series, today);
    else moveSeries(series, today);
  }
  return file as File;
}

type Time = Local | null | undefined;

interface Part {
  start?: Time;
  end?: Time;
}

interface Dated extends Part {
  signupOpens?: Time;
  signupCloses?: Time;
  kept?: { until?: Time }[] | null;
  activities?: Part[] | null;
  shifts?: Part[] | null;
}

type DatedSeries = Dated & SeriesTimes & { timeZone?: string | null };

/** The fields of a programme file that this moves. */
interface DatedFile {
  events?: Dated[] | null;
  series?: DatedSeries[] | null;
}

function moveEvent(event: Dated, today: LocalDate): void {
  if (!event.start) return;
  const day = dateOf(event.start);
  moveAll(event, daysBetween(day, sameWeekFrom(day, today)));
}

/** Every date keeps its own week, the first of them ahead. */
function moveCourse(series: DatedSeries, today: LocalDate): void {
  const written = structuredClone(series);
  moveDates(series, sameWeekFrom(dateOf(series.start), today));
  const days = daysBetween(dateOf(written.start), dateOf(series.start));
  series.until = moveLocal(series.until, days);
  series.rrule = series.rrule.replace(/(?<=UNTIL=)\d{8}/i, (day) => {
    const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    return moveLocal(date, days).replaceAll('-', '');
  });
  moveInside(series, written);
  moveExceptions(series, written);
}

function moveSeries(series: DatedSeries, today: LocalDate): void {
  const written = structuredClone(series);
  moveDates(series, sameWeekUntil(dateOf(series.start), today));
  series.until = yearAfter(today);
  moveInside(series, written);
  moveExceptions(series, written);
}

function moveDates(series: DatedSeries, start: LocalDate): void {
  const days = daysBetween(dateOf(series.start), start);
  series.start = moveLocal(series.start, days);
  series.end = moveLocal(series.end, days);
}

/** What is written for the first date that the rule gives follows that date, which need not be the start's. */
function moveInside(series: DatedSeries, written: DatedSeries): void {
  const days = daysBetween(firstDateOf(written), firstDateOf(series));
  const { start, end } = series;
  moveAll(series, days);
  series.start = start;
  series.end = end;
}

/**
 * Dates that depart from the rule, each to its own week. The first Thursday of a month need not be in the same week of
 * another year: then the rule's nearest date is the one that is moved or cancelled.
 */
function moveExceptions(series: DatedSeries, written: DatedSeries): void {
  const years = isoWeekOf(dateOf(series.start)).year - isoWeekOf(dateOf(written.start)).year;
  const inItsWeek = (date: LocalDate) => sameWeekIn(date, isoWeekOf(date).year + years);
  const given = datesOf(series);
  const used = new Set<LocalDate>();
  const nearestGiven = (date: LocalDate): LocalDate | undefined => {
    const wanted = inItsWeek(date);
    const free = given.filter((one) => !used.has(one));
    const near = free.sort((a, b) => Math.abs(daysBetween(wanted, a)) - Math.abs(daysBetween(wanted, b)))[0];
    // farther than half a month it is another date, and this one is not in the series any more
    return near !== undefined && Math.abs(daysBetween(wanted, near)) <= 15 ? near : undefined;
  };

  series.moved = written.moved?.flatMap((move) => {
    const from = nearestGiven(move.from);
    if (from === undefined) return [];
    used.add(from);
    const days = daysBetween(move.from, from);
    return [{ ...move, from, start: moveLocal(move.start, days), end: moveLocal(move.end, days) }];
  });
  series.cancelled = written.cancelled?.flatMap((date) => {
    const near = nearestGiven(date);
    if (near === undefined) return [];
    used.add(near);
    return [near];
  });
  const taken = new Set(given);
  series.added = written.added?.map((one) => {
    const own = dateOf(one.start);
    let day = inItsWeek(own);
    while (taken.has(day)) day = addDays(day, 1);
    taken.add(day);
    const days = daysBetween(own, day);
    return {
      ...one,
      from: moveLocal(one.from, days),
      start: moveLocal(one.start, days),
      end: moveLocal(one.end, days),
    };
  });
  used.clear();
  series.changed = written.changed?.flatMap((change) => {
    const from = change.following ? inItsWeek(change.from) : nearestGiven(change.from);
    return from === undefined ? [] : [{ ...change, from }];
  });
}

function moveAll(entry: Dated, days: number): void {
  move(entry, ['start', 'end', 'signupOpens', 'signupCloses'], days);
  for (const part of [...(entry.activities ?? []), ...(entry.shifts ?? [])]) move(part, ['start', 'end'], days);
  for (const kept of entry.kept ?? []) move(kept, ['until'], days);
}

function move<Field extends string>(entry: { [F in Field]?: Time }, fields: readonly Field[], days: number): void {
  for (const field of fields) {
    const time = entry[field];
    if (time) entry[field] = moveLocal(time, days);
  }
}

function endsByItself(series: DatedSeries): boolean {
  const parsed = parseRule(series.rrule);
  return parsed.ok && (parsed.rule.count !== null || parsed.rule.until !== null);
}

function firstDateOf(series: DatedSeries): LocalDate {
  const dates = occurrencesOf(ruleOf(series), dateOf(series.start));
  return dates.ok ? dateOf(dates.first) : dateOf(series.start);
}

/** The rule's own dates, without what departs from them. */
function datesOf(series: DatedSeries): LocalDate[] {
  const farEnough = addDays(dateOf(series.start), 800);
  const dates = occurrencesOf(ruleOf(series), farEnough);
  return dates.ok ? dates.occurrences.map((one) => one.date) : [];
}

function ruleOf({ rrule, start, until, timeZone }: DatedSeries): SeriesTimes {
  return { rrule, start, until, zone: timeZone };
}

/** The first date from `today` on in a date's own ISO week, on its own weekday. */
function sameWeekFrom(date: LocalDate, today: LocalDate): LocalDate {
  const { year } = isoWeekOf(today);
  const days = [year - 1, year, year + 1, year + 2].map((one) => sameWeekIn(date, one));
  return days.find((day) => day >= today) ?? date;
}

/** The last date until `today` in a date's own ISO week, on its own weekday. */
function sameWeekUntil(date: LocalDate, today: LocalDate): LocalDate {
  const { year } = isoWeekOf(today);
  const days = [year + 1, year, year - 1, year - 2].map((one) => sameWeekIn(date, one));
  return days.find((day) => day <= today) ?? date;
}

/** A date's ISO week and weekday in another ISO year. */
function sameWeekIn(date: LocalDate, year: number): LocalDate {
  // 4 January is always in week 1, and 28 December in the year's last week
  const monday = addDays(`${pad(year)}-01-04`, 1 - weekdayOf(`${pad(year)}-01-04`));
  const week = Math.min(isoWeekOf(date).week, isoWeekOf(`${pad(year)}-12-28`).week);
  return addDays(monday, (week - 1) * 7 + weekdayOf(date) - 1);
}

function pad(year: number): string {
  return String(year).padStart(4, '0');
}

function yearAfter(today: LocalDate): LocalDate {
  return addDays(today, 365);
}
