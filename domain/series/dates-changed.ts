import type { Instant, LocalDate } from '../event';
import type { ProgrammeSeries } from '../programme/schema';
import { timesOf } from '../programme/series-rules';
import { occurrencesOf, type Occurrence } from '../recurrence';
import { overAt, spanToInstants } from '../time';

/** What a change of a series makes of its dates that are to come. A date that is moved is the same date. */
export interface DatesChanged {
  /** Dates that took place before the change and do not after it. */
  gone: Occurrence[];
  /** The other way round; those that are cancelled are in neither. */
  come: Occurrence[];
  /** Whether it had an end and has none any more: more dates than these are to come. */
  endless: boolean;
}

/**
 * Which dates a change takes away, and which it gives, in order.
 * @param horizon the last day looked at where a series has no end
 */
export function datesChanged(
  before: ProgrammeSeries,
  after: ProgrammeSeries,
  now: Instant,
  horizon: LocalDate,
): DatesChanged {
  const [old, next] = [comingOf(before, now, horizon), comingOf(after, now, horizon)];
  const names = (dates: readonly Occurrence[]) => new Set(dates.map(({ date }) => date));
  const [hadThem, hasThem] = [names(old.dates), names(next.dates)];
  return {
    gone: old.dates.filter(({ date }) => !hasThem.has(date)),
    come: next.dates.filter(({ date }) => !hadThem.has(date)),
    endless: next.endless && !old.endless,
  };
}

function comingOf(series: ProgrammeSeries, now: Instant, horizon: LocalDate) {
  const given = occurrencesOf(timesOf(series), horizon);
  if (!given.ok) return { dates: [], endless: false };
  const isOver = ({ start, end }: Occurrence) =>
    (overAt(spanToInstants(start, end, series.timeZone), series.timeZone) ?? now) <= now;
  return {
    dates: given.occurrences.filter((one) => !one.cancelled && !isOver(one)),
    endless: given.endless,
  };
}
