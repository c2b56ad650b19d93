import type { Instant, LocalDate } from '../event';
import { daysBetween, instantToLocal, localDateOf } from '../time';
import type { Language, Speech } from './speech';

/**
 * When something is, as it is stored. Without a known time `startAt` is the day's first instant, `endAt` the last day's
 * end.
 */
export interface When {
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  timeZone: string;
}

/** How numbers, days and months are written. English is written as in Britain, with a 24-hour clock and days first. */
const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/**
 * A whole line saying when: `måndag 17 maj 2027 kl. 14.00–15.00`. It begins in lower case; see `atLineStart`.
 * @param now With it the day's year is left out when it is this one, and today and tomorrow are said to be that.
 */
export function formatWhen(when: When, t: Speech, now?: Instant): string {
  if (when.startAt === null) return t.event_when_no_date();
  const today = now === undefined ? undefined : localDateOf(now, when.timeZone);
  const first = localDateOf(when.startAt, when.timeZone);
  const last = lastDayOf(when.startAt, when.endAt, when.timeZone);

  const startDay = formatDay(first, t, today);
  const endDay = last === first ? null : plainDay(last, t, today);
  if (!when.timeKnown) {
    return t.event_when_time_later({ day: endDay ? t.event_when_days({ startDay, endDay }) : startDay });
  }
  const start = formatTime(when.startAt, when.timeZone, t);
  if (when.endAt === null) return t.event_when_day_at({ day: startDay, times: start });
  const end = formatTime(when.endAt, when.timeZone, t);
  return endDay
    ? t.event_when_days_at({ startDay, startTime: start, endDay, endTime: end })
    : t.event_when_day_at({ day: startDay, times: t.event_when_times({ start, end }) });
}

/** A moment as `formatWhen` says it, such as when signup closes: `måndag 17 maj kl. 14.00`. */
export function formatMoment(instant: Instant, timeZone: string, t: Speech, now?: Instant): string {
  return formatWhen({ startAt: instant, timeKnown: true, endAt: null, timeZone }, t, now);
}

/**
 * A day, as a heading over what happens on it: `måndag 17 maj 2027`.
 * @param today With it the year is left out when it is this one, and a near day is named: `i morgon, tisdag 18 maj`.
 */
export function formatDay(date: LocalDate, t: Speech, today?: LocalDate): string {
  const day = plainDay(date, t, today);
  const near = today === undefined ? null : nearDay(date, t, today);
  return near ? t.event_when_near_day({ near, day }) : day;
}

/** `i går`, `i dag` or `i morgon`; null for any other day. */
export function nearDay(date: LocalDate, t: Speech, today: LocalDate): string | null {
  const days = daysBetween(today, date);
  return Math.abs(days) > 1 ? null : nearDays(t.language).format(days, 'day');
}

/** A time of day by the event's clock: `14.00`, in English `14:00`. */
export function formatTime(instant: Instant, zone: string, t: Speech): string {
  const local = instantToLocal(instant, zone);
  return t.event_when_clock({ hour: local.slice(11, 13), minute: local.slice(14, 16) });
}

/**
 * From when to when, for a part of an event: `kl. 14.00–15.00`, or only `kl. 14.00`. The days are said where the reader
 * cannot know them: when it goes on into another day, or is on another than the one beside it.
 * @param besideDay The day that the page shows beside it; left out, that is the day when it begins.
 */
export function formatSpan(
  span: { startAt: Instant; endAt: Instant | null; timeZone: string },
  t: Speech,
  besideDay?: LocalDate,
): string {
  const { startAt: start, endAt: end, timeZone: zone } = span;
  const first = localDateOf(start, zone);
  const last = lastDayOf(start, end, zone);
  const startTime = formatTime(start, zone, t);
  const endTime = end === null ? null : formatTime(end, zone, t);
  if (endTime !== null && last !== first) {
    // The event beside it says which year it is.
    const [startDay, endDay] = [plainDay(first, t, first), plainDay(last, t, first)];
    return t.event_when_days_at({ startDay, startTime, endDay, endTime });
  }
  const times = endTime === null ? startTime : t.event_when_times({ start: startTime, end: endTime });
  return (besideDay ?? first) === first
    ? t.event_when_at({ times })
    : t.event_when_day_at({ day: plainDay(first, t, first), times });
}

/** A day in the pieces of a big date block: `{ weekday: 'mån', day: '17', month: 'maj' }`. */
export function formatShortDay(date: LocalDate, t: Speech): { weekday: string; day: string; month: string } {
  const piece = (options: Intl.DateTimeFormatOptions) => formatter(t.language, options).format(utc(date));
  return { weekday: piece({ weekday: 'short' }), day: piece({ day: 'numeric' }), month: piece({ month: 'short' }) };
}

/** The same words with a capital, for where they begin a line. */
export function atLineStart(text: string, t: Speech): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(locales[t.language]) + text.slice(first.length);
}

/** What ends as a day begins ended the day before. */
function lastDayOf(start: Instant, end: Instant | null, zone: string): LocalDate {
  return localDateOf(end === null ? start : Math.max(start, end - 1), zone);
}

function plainDay(date: LocalDate, t: Speech, today?: LocalDate): string {
  const isThisYear = today?.slice(0, 4) === date.slice(0, 4);
  return formatter(t.language, isThisYear ? dayAndMonth : { ...dayAndMonth, year: 'numeric' }).format(utc(date));
}

const dayAndMonth = { weekday: 'long', day: 'numeric', month: 'long' } as const;

/** A day has no time zone; it is formatted in the one where it is taken to begin. */
function utc(date: LocalDate): number {
  return Date.parse(`${date}T00:00Z`);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it a hundred times. */
function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' });
  formatters.set(key, known);
  return known;
}

const nearDayFormatters = new Map<Language, Intl.RelativeTimeFormat>();

/** Kept as `formatter` keeps its own: a list of what happens today and tomorrow would make one for each of its events. */
function nearDays(language: Language): Intl.RelativeTimeFormat {
  const known = nearDayFormatters.get(language) ?? new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' });
  nearDayFormatters.set(language, known);
  return known;
}
