import { Temporal } from 'temporal-polyfill';
import type { Instant, LocalDate } from './event';

/** A date and a time of day by an event's own clock, `YYYY-MM-DDTHH:MM`. */
export type LocalTime = string;
/** As written in a programme file: a date and a time, or a date whose time is still open. */
export type Local = LocalTime | LocalDate;

export const defaultTimeZone = 'Europe/Stockholm';

const localForm = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d))?$/;

/**
 * Takes a written time apart, strictly: `2027-05-17` or `2027-05-17T14:00`, and a day that the calendar has.
 * @returns `time` as `HH:MM`, or null for a date alone; null in place of all when it is none of these.
 */
export function parseLocal(text: string): { date: LocalDate; time: string | null } | null {
  const [, date, hour, minute] = localForm.exec(text) ?? [];
  // A year 0 exists in ISO 8601 but on no notice board; it is a slip of the pen.
  if (date === undefined || date < '0001') return null;
  // Reads 30 February as 2 March, or not at all.
  const read = new Date(`${date}T00:00Z`);
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== date) return null;
  return { date, time: hour === undefined ? null : `${hour}:${minute}` };
}

/** Whether our clock knows a name of the IANA time zone database, as `Europe/Stockholm`; an offset is not a name. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * When a written time is. A local time that the clock skips is the one an hour later (as far as the clock jumps), a
 * doubled one is the first. A date alone is the start of its day. CONTRACT §5.8.
 * @throws RangeError for what `parseLocal` refuses.
 */
export function localToInstant(local: Local, zone: string): Instant {
  const { date, time } = taken(local);
  if (time === null) return startOfDay(date, zone);
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/**
 * When something written begins and ends. An end that after CONTRACT §5.8 is not after its start keeps the written
 * length: 02.30–03.00 on the night when 02.30 is skipped is 03.30–04.00. An end of a date alone is that day's end.
 * @throws RangeError for what `parseLocal` refuses.
 */
export function spanToInstants<End extends Local | null>(
  startLocal: Local,
  endLocal: End,
  zone: string,
): { start: Instant; end: End extends null ? null : Instant } {
  const start = localToInstant(startLocal, zone);
  let end: Instant | null = null;
  if (endLocal !== null) {
    const { date, time } = taken(endLocal);
    end = time === null ? endOfDay(date, zone) : localToInstant(endLocal, zone);
    if (end <= start) end = start + writtenLength(startLocal, endLocal);
  }
  return { start, end: end as End extends null ? null : Instant };
}

/** What the event's clock shows at an instant, whole minutes: `YYYY-MM-DDTHH:MM`. */
export function instantToLocal(instant: Instant, zone: string): LocalTime {
  return zoned(instant, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** Which day it is by the event's clock. */
export function localDateOf(instant: Instant, zone: string): LocalDate {
  return zoned(instant, zone).toPlainDate().toString();
}

/** The first instant of a day: midnight, or later where the clock skips it. */
export function startOfDay(date: LocalDate, zone: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The first instant that no longer belongs to a day: the start of the next. */
export function endOfDay(date: LocalDate, zone: string): Instant {
  return startOfDay(addDays(date, 1), zone);
}

/**
 * When an event is over: its end, else the end of its start's day, else (no date yet) never, which is null.
 * CONTRACT §3.9. Whether the time of day is known makes no difference.
 */
export function overAt(event: { start: Instant | null; end: Instant | null }, zone: string): Instant | null {
  if (event.end !== null) return event.end;
  return event.start === null ? null : endOfDay(localDateOf(event.start, zone), zone);
}

/** The ISO 8601 week of a date, and the year that the week belongs to, which at New Year need not be the date's. */
export function isoWeekOf(date: LocalDate): { year: number; week: number } {
  const day = Temporal.PlainDate.from(date);
  // Both are undefined only in calendars without weeks, which ISO 8601's is not.
  return { year: day.yearOfWeek as number, week: day.weekOfYear as number };
}

/** The ISO 8601 day of the week, from 1 (Monday) to 7 (Sunday). */
export function weekdayOf(date: LocalDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** The date `days` later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** How many days `to` comes after `from`; negative when before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/**
 * The same time of day a number of days later. How what is written for a series' first date (an activity's time, the
 * closing of signup) moves with each date: `moveLocal(written, daysBetween(firstDate, date))`. CONTRACT §5.5.
 * @throws RangeError for what `parseLocal` refuses.
 */
export function moveLocal<Written extends Local | null | undefined>(local: Written, days: number): Written {
  if (local === null || local === undefined) return local;
  const { date, time } = taken(local);
  const moved = addDays(date, days);
  return (time === null ? moved : `${moved}T${time}`) as Written;
}

/**
 * A written time carried along when what it belongs to moves from one start to another: by the days between, and, where
 * both starts have a time of day, by the difference between those too. So an activity an hour into a meeting stays an
 * hour into it when one date of the series is moved from 10.00 to 10.30. CONTRACT §5.5.
 * @throws RangeError for what `parseLocal` refuses.
 */
export function moveAlong<Written extends Local | null | undefined>(local: Written, from: Local, to: Local): Written {
  if (local === null || local === undefined) return local;
  const [own, before, after] = [taken(local), taken(from), taken(to)];
  if (own.time === null || before.time === null || after.time === null) {
    return moveLocal(local, daysBetween(before.date, after.date));
  }
  return wallClockAt(wallClock(local) + wallClock(to) - wallClock(from)) as Written;
}

/** The date part of a written time. */
export function dateOf(local: Local): LocalDate {
  return taken(local).date;
}

/** Milliseconds from one written time to another by a clock that never jumps; of a date alone, to the day's end. */
function writtenLength(startLocal: Local, endLocal: Local): number {
  const wholeLastDay = taken(endLocal).time === null ? 24 * 3600_000 : 0;
  return wallClock(endLocal) + wholeLastDay - wallClock(startLocal);
}

/** A written time as milliseconds on a clock that never jumps, so that two can be subtracted. Not an instant. */
function wallClock(local: Local): number {
  return Date.parse(local.length > 10 ? `${local}Z` : `${local}T00:00Z`);
}

function wallClockAt(milliseconds: number): LocalTime {
  return new Date(milliseconds).toISOString().slice(0, 16);
}

function zoned(instant: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

function taken(local: Local): { date: LocalDate; time: string | null } {
  const parts = parseLocal(local);
  if (!parts) throw new RangeError(`Not a local date or time: ${JSON.stringify(local)}`);
  return parts;
}
