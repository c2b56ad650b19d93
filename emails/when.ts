import type { Instant, LocalDate } from '../domain/event';
import { atLineStart, formatDay, formatSpan, formatWhen } from '../domain/language/dates';
import type { Speech } from '../domain/language/speech';
import { localDateOf } from '../domain/time';

/** A time as an event, an activity or a date of a series has it. */
export interface Span {
  startAt: Instant | null;
  endAt: Instant | null;
  /** false: only the date is known. */
  timeKnown: boolean;
}

/** When something is, as a line of its own. A mail is read any day, so that every day is said with its year. */
export function sayWhen(span: Span, zone: string, t: Speech): string {
  return atLineStart(formatWhen({ ...span, timeZone: zone }, t), t);
}

/** Which it is that has another day now; null where it has not. */
export function sayDayBefore(day: LocalDate | null, t: Speech): string | null {
  return day === null ? null : t.mail_news_before({ day: formatDay(day, t) });
}

/** The hours of a part of an event, with its day where that is not the event's first; null while they are open. */
export function sayHours(
  part: { startAt: Instant | null; endAt: Instant | null },
  event: { startAt: Instant | null; timeZone: string },
  t: Speech,
): string | null {
  if (part.startAt === null) return null;
  const besideDay = event.startAt === null ? '' : localDateOf(event.startAt, event.timeZone);
  return formatSpan({ startAt: part.startAt, endAt: part.endAt, timeZone: event.timeZone }, t, besideDay);
}
