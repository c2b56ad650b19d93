import type { Instant } from '../event';
import type { Speech } from '../language/speech';
import { instantToLocal, localDateOf } from '../time';
import type { CalendarEntry } from './entry';

/** An activity or a shift that a signup chose. */
export interface ChosenPart {
  title: string;
  start: Instant | null;
  end: Instant | null;
}

type Times = Pick<CalendarEntry, 'start' | 'end' | 'timeKnown'>;

/**
 * From the first to the last thing that was chosen; what was chosen without a time is at some time of the event, so
 * that alone it gives the event's. What has no end lasts until the event's, or as long as one knows. CONTRACT §4.4.
 */
export function ownTimes(event: Times, chosen: readonly ChosenPart[]): Times {
  const timed = chosen.flatMap(({ start, end }) =>
    start === null ? [] : { start, end: end ?? lastUntil(start, event) },
  );
  if (!timed.length) return { start: event.start, end: event.end, timeKnown: event.timeKnown };
  const start = Math.min(...timed.map((part) => part.start));
  const end = Math.max(...timed.map((part) => part.end));
  return { start, end: end > start ? end : null, timeKnown: true };
}

/** What was chosen, a line each: when, by the event's clock, and what. The day only where it is not the first. */
export function chosenLines(
  chosen: readonly ChosenPart[],
  firstStart: Instant | null,
  timeZone: string,
  t: Speech,
): string | null {
  if (!chosen.length) return null;
  const firstDay = firstStart === null ? null : localDateOf(firstStart, timeZone);
  const lines = inTimeOrder(chosen).map((part) => {
    if (part.start === null) return part.title;
    const day = localDateOf(part.start, timeZone);
    const start = clock(part.start, timeZone, t);
    const end = part.end === null ? null : clock(part.end, timeZone, t);
    const line = timedLine(part.title, start, end, t);
    return day === firstDay ? line : t.calendar_chosen_on({ date: day, line });
  });
  return [t.calendar_chosen(), ...lines].join('\n');
}

function timedLine(title: string, start: string, end: string | null, t: Speech): string {
  return end === null ? t.calendar_chosen_from({ start, title }) : t.calendar_chosen_between({ start, end, title });
}

function lastUntil(start: Instant, event: Times): Instant {
  return event.timeKnown && event.end !== null ? Math.max(start, event.end) : start;
}

function inTimeOrder(chosen: readonly ChosenPart[]): ChosenPart[] {
  return [...chosen].sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity) || 0);
}

function clock(instant: Instant, timeZone: string, t: Speech): string {
  const local = instantToLocal(instant, timeZone);
  return t.calendar_time({ hour: local.slice(11, 13), minute: local.slice(14, 16) });
}
