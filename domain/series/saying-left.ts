import type { LocalDate } from '../event';
import { speak } from '../language/speech';
import { occurrencesOf, type Occurrence, type SeriesTimes } from '../recurrence';
import { addDays, dateOf, parseLocal, type Local } from '../time';
import { planOfTimes, timesOfPlan, type SeriesPlan } from './plan';
import { readSaying } from './read-saying';
import { sayPlan } from './say-plan';

/** How many days of a series without an end are compared: twice what is made ahead of it. */
const daysCompared = 800;

/**
 * What is left of a series' rule from a day on, as one would say it that day: who changes the hours in that sentence
 * changes nothing else. What was moved, cancelled or added by itself is not said.
 * @param series as a programme file writes it
 * @returns a sentence that `readSaying` reads to exactly the dates and hours that are left; null where there is none
 */
export function sayingLeft(series: SeriesTimes, today: LocalDate): string | null {
  const { rrule, start, end, until } = series;
  const plan = planOfTimes({ rrule, start, end: end ?? undefined, until: until ?? undefined });
  if (!plan || plan.rhythm.every === 'date') return null;
  const first = dateOf(start);
  const horizon = addDays(first > today ? first : today, daysCompared);
  // hours that have been changed for all that follow are those that it has
  const changed = (series.changed ?? []).filter(({ following }) => following);
  const left = datesFrom({ rrule, start, end, until, changed }, today, horizon);
  const next = left[0];
  if (!next) return null;
  const now = { ...plan, start: timeOf(next.start), end: next.end && timeOf(next.end) };
  const count = plan.count === null ? null : left.length;
  const plans: SeriesPlan[] = [
    ...(first >= today ? [now] : []),
    { ...now, count, from: null },
    // every other week is counted from its first
    { ...now, count, from: next.date },
  ];
  const spans = JSON.stringify(left.map(spanOf));
  for (const one of plans) {
    const said = sayPlan(one, speak('sv'));
    const saying = readSaying(said, today);
    const times = saying.ok ? timesOfPlan(saying.plan, today) : null;
    if (times && JSON.stringify(datesFrom(times, today, horizon).map(spanOf)) === spans) return said;
  }
  return null;
}

function datesFrom(series: SeriesTimes, today: LocalDate, horizon: LocalDate): Occurrence[] {
  const given = occurrencesOf(series, horizon);
  return given.ok ? given.occurrences.filter(({ date }) => date >= today) : [];
}

const spanOf = ({ start, end }: Occurrence) => [start, end];
const timeOf = (local: Local) => parseLocal(local)!.time;
