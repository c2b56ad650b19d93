import type { LocalDate } from './event';
import { datesOf, isEndless, isTooLong, mostDates, timeOn, type DatesAsked } from './recurrence-dates';
import { parseRule, type RuleFault } from './recurrence-rule';
import { dateOf, daysBetween, defaultTimeZone, moveAlong, moveLocal, parseLocal, type Local } from './time';

export { datesOf, type DatesAsked } from './recurrence-dates';
export { parseRule, type ParsedRule, type Rule, type RuleFault } from './recurrence-rule';

/** A date of a series that is elsewhere than its rule says. What is left out stays as the rule has it. */
export interface Moved {
  from: LocalDate;
  start?: Local | null;
  /** Left out, the occurrence keeps the series' length. */
  end?: Local | null;
  /** null: to be announced; left out: the series' own. */
  venue?: string | null;
}

/** A date that the rule does not give. Without an `end` it has the series' length. */
export interface Added {
  start: Local;
  end?: Local | null;
  venue?: string | null;
  /** The date that it had first, where it has been moved: it names the event for ever. */
  from?: LocalDate | null;
  cancelled?: boolean | null;
}

/** Other times of day for one date, or for one and all that follow; later in the list goes before earlier. */
export interface Changed {
  from: LocalDate;
  following?: boolean | null;
  /** `HH:MM` */
  start?: string | null;
  end?: string | null;
}

/** The part of a programme file's series that says when it is. CONTRACT §5. */
export interface SeriesTimes {
  rrule: string;
  start: Local;
  end?: Local | null;
  until?: LocalDate | null;
  /** IANA name; Europe/Stockholm when left out. */
  zone?: string | null;
  moved?: Moved[] | null;
  cancelled?: LocalDate[] | null;
  added?: Added[] | null;
  changed?: Changed[] | null;
}

/** One event of a series. */
export interface Occurrence {
  /** The rule's date, or the added one's: it names the event for ever. CONTRACT §5.7. */
  date: LocalDate;
  start: Local;
  end: Local | null;
  /** Whether it starts at another time than the rule's, or than what is usual since a change of all that follow. */
  moved: boolean;
  cancelled: boolean;
  /** undefined: the series' own; null: to be announced. */
  venue: string | null | undefined;
}

/** Why a series is refused, and the date at fault as it was written. CONTRACT §5.6. */
export type SeriesProblem =
  | { reason: 'rule'; fault: RuleFault }
  /** not `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, or a day that the calendar does not have */
  | {
      reason: 'not-a-date';
      field: 'start' | 'end' | 'until' | 'moved' | 'cancelled' | 'added' | 'changed';
      date: string;
    }
  /** BYHOUR or BYMINUTE say another time of day than `start`, or several */
  | { reason: 'time-in-rule' }
  /** the rule gives no date at all within its limits */
  | { reason: 'no-date' }
  /** more dates or years than a series may have: `mostDates`, `mostYears` */
  | { reason: 'too-long' }
  | { reason: 'moved-not-a-date'; date: LocalDate }
  | { reason: 'moved-twice'; date: LocalDate }
  | { reason: 'cancelled-not-a-date'; date: LocalDate }
  /** also one that was moved away or cancelled: move it back instead */
  | { reason: 'added-already-a-date'; date: LocalDate }
  | { reason: 'added-twice'; date: LocalDate }
  /** of one date alone: of all that follow any day will do */
  | { reason: 'changed-not-a-date'; date: LocalDate }
  | { reason: 'end-not-after-start'; field: 'end' | 'moved' | 'added' | 'changed'; date: LocalDate };

export type Occurrences =
  | {
      ok: true;
      /** The first date that the rule gives, with the series' time of day: what times inside are written for. */
      first: Local;
      /** Whether the rule goes on after the horizon, so that more dates are to be made later. */
      endless: boolean;
      occurrences: Occurrence[];
    }
  | { ok: false; problems: SeriesProblem[] };

/**
 * The occurrences of a series in the order of their dates; a moved one stands where the rule has it. Times inside
 * (activities, closing) follow each with `moveAlong(written, first, occurrence.start)`.
 * @param horizon The last day for which an endless rule's dates are made; added dates are always all there.
 */
export function occurrencesOf(series: SeriesTimes, horizon: LocalDate): Occurrences {
  const slips = slipsOf(series);
  if (slips.length) return refused(...slips);
  const parsed = parseRule(series.rrule);
  if (!parsed.ok) return refused({ reason: 'rule', fault: parsed.fault });
  const { rule } = parsed;
  const { start, until } = series;
  if (!agreesOnTime(rule.hours, rule.minutes, start)) return refused({ reason: 'time-in-rule' });

  const zone = series.zone ?? defaultTimeZone;
  const asked: DatesAsked = { rule, start, zone, until, horizon: farthestNamed(series, horizon) };
  const dates = datesOf(asked, mostDates + 1);
  // An endless rule whose first date lies beyond the horizon is asked for that date as if it had only one.
  const first = dates[0] ?? datesOf({ ...asked, rule: { ...rule, count: 1 } }, 1)[0];
  if (first === undefined) return refused({ reason: 'no-date' });
  if (isTooLong(asked, dates)) return refused({ reason: 'too-long' });
  const problems = exceptionProblems(series, new Set(dates));
  if (problems.length) return refused(...problems);

  const endless = isEndless(asked);
  const made = endless ? dates.filter((date) => date <= horizon) : dates;
  const occurrences = [
    ...made.map((date) => ruledOn(date, series)),
    ...(series.added ?? []).map((one) => addedTo(series, one)),
  ];
  occurrences.sort((a, b) => (a.date < b.date ? -1 : 1));
  return { ok: true, first: timeOn(first, start), endless, occurrences };
}

/** The occurrence on a date that the rule gives. */
function ruledOn(date: LocalDate, series: SeriesTimes): Occurrence {
  const usual = timesOn(date, series, true);
  const own = timesOn(date, series);
  const move = series.moved?.find((one) => one.from === date);
  const start = move?.start ?? own.start;
  return {
    date,
    start,
    end: move?.end ?? usualEnd(own, start),
    moved: start !== usual.start,
    cancelled: series.cancelled?.includes(date) ?? false,
    venue: move?.venue,
  };
}

function addedTo(series: SeriesTimes, added: Added): Occurrence {
  const { start, end, venue, cancelled } = added;
  const date = nameOf(added);
  return {
    date,
    start,
    end: end ?? usualEnd(timesOn(date, series), start),
    moved: date !== dateOf(start),
    cancelled: cancelled ?? false,
    venue,
  };
}

/** The date that names an added one. */
const nameOf = ({ start, from }: Added): LocalDate => from ?? dateOf(start);

/** Whether a change is about a date. */
export function isAbout({ from, following }: Pick<Changed, 'from' | 'following'>, date: LocalDate): boolean {
  return following ? from <= date : from === date;
}

/**
 * When a date would be by the series and what has been changed of its times of day.
 * @param followingOnly without what was changed for it alone
 */
function timesOn(date: LocalDate, series: SeriesTimes, followingOnly = false): Pick<SeriesTimes, 'start' | 'end'> {
  const start = timeOn(date, series.start);
  let times: Pick<SeriesTimes, 'start' | 'end'> = { start, end: usualEnd(series, start) };
  for (const change of series.changed ?? []) {
    if (!isAbout(change, date) || (followingOnly && !change.following)) continue;
    const newStart = change.start ? `${date}T${change.start}` : times.start;
    const newEnd = change.end ? endAt(newStart, change.end) : usualEnd(times, newStart);
    times = { start: newStart, end: newEnd };
  }
  return times;
}

/** A time of day on the day when something starts, or the day after where it would else be over before. */
function endAt(start: Local, time: string): Local {
  const sameDay = `${dateOf(start)}T${time}`;
  return hasTime(start) && sameDay <= start ? moveLocal(sameDay, 1) : sameDay;
}

/** Where something that starts so ends when it is as long as the series says; in days, where a time is open. */
function usualEnd(series: Pick<SeriesTimes, 'start' | 'end'>, start: Local): Local | null {
  if (!series.end) return null;
  if (hasTime(series.start) && hasTime(start)) return moveAlong(series.end, series.start, start);
  const lastDay = moveLocal(dateOf(series.end), daysBetween(dateOf(series.start), dateOf(start)));
  return lastDay === dateOf(start) ? null : lastDay;
}

/** A date can be moved, cancelled or collided with before the worker has come as far as to make it. */
function farthestNamed(series: SeriesTimes, horizon: LocalDate): LocalDate {
  const named = [
    ...(series.moved ?? []).map((one) => one.from),
    ...(series.cancelled ?? []),
    ...(series.added ?? []).map(nameOf),
    ...(series.changed ?? []).map((one) => one.from),
  ];
  return named.reduce((far, date) => (date > far ? date : far), horizon);
}

/** Moved, cancelled and added dates that do not go with the rule's. CONTRACT §5.6. */
function exceptionProblems(series: SeriesTimes, dates: Set<LocalDate>): SeriesProblem[] {
  const problems: SeriesProblem[] = [];
  const moved = new Set<LocalDate>();
  for (const { from: date, start, end } of series.moved ?? []) {
    if (!dates.has(date)) problems.push({ reason: 'moved-not-a-date', date });
    if (moved.has(date)) problems.push({ reason: 'moved-twice', date });
    if (end && !isAfter(end, start ?? timeOn(date, series.start))) {
      problems.push({ reason: 'end-not-after-start', field: 'moved', date });
    }
    moved.add(date);
  }
  for (const date of series.cancelled ?? []) {
    if (!dates.has(date)) problems.push({ reason: 'cancelled-not-a-date', date });
  }
  const added = new Set<LocalDate>();
  for (const { start, end, from } of series.added ?? []) {
    const date = from ?? dateOf(start);
    if (dates.has(date)) problems.push({ reason: 'added-already-a-date', date });
    if (added.has(date)) problems.push({ reason: 'added-twice', date });
    if (end && !isAfter(end, start)) problems.push({ reason: 'end-not-after-start', field: 'added', date });
    added.add(date);
  }
  for (const { from: date, following, start, end } of series.changed ?? []) {
    if (!following && !dates.has(date) && !added.has(date)) problems.push({ reason: 'changed-not-a-date', date });
    if (start && start === end) problems.push({ reason: 'end-not-after-start', field: 'changed', date });
  }
  return problems;
}

/** Whatever is not a date, before anything counts on it. */
function slipsOf({ start, end, until, moved, cancelled, added, changed }: SeriesTimes): SeriesProblem[] {
  const problems: SeriesProblem[] = [];
  const check = (field: DateField, text: string | null | undefined, mayHaveTime: boolean) => {
    if (text === null || text === undefined) return;
    const parts = parseLocal(text);
    if (!parts || (parts.time !== null && !mayHaveTime)) problems.push({ reason: 'not-a-date', field, date: text });
  };
  check('start', start, true);
  check('end', end, true);
  check('until', until, false);
  for (const one of moved ?? []) {
    check('moved', one.from, false);
    check('moved', one.start, true);
    check('moved', one.end, true);
  }
  for (const date of cancelled ?? []) check('cancelled', date, false);
  for (const one of added ?? []) {
    check('added', one.start, true);
    check('added', one.end, true);
    check('added', one.from, false);
  }
  for (const one of changed ?? []) check('changed', one.from, false);
  if (!problems.length && end && !isAfter(end, start)) {
    problems.push({ reason: 'end-not-after-start', field: 'end', date: dateOf(start) });
  }
  return problems;
}

function hasTime(local: Local): boolean {
  return parseLocal(local)?.time !== null;
}

type DateField = Extract<SeriesProblem, { reason: 'not-a-date' }>['field'];

/** As written: what the clock skips or doubles is mended later (CONTRACT §5.8). A date alone is the whole day. */
function isAfter(end: Local, start: Local): boolean {
  return hasTime(end) && hasTime(start) ? end > start : dateOf(end) >= dateOf(start);
}

/** A rule's BYHOUR and BYMINUTE can only repeat what `start` says. */
function agreesOnTime(hours: number[] | null, minutes: number[] | null, start: Local): boolean {
  const [hour, minute] = parseLocal(start)?.time?.split(':').map(Number) ?? [];
  return (hours ?? []).every((one) => one === hour) && (minutes ?? []).every((one) => one === minute);
}

function refused(...problems: SeriesProblem[]): Occurrences {
  return { ok: false, problems };
}
