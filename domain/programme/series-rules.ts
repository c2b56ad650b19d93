import { atLineStart, formatDay } from '../language/dates';
import type { Speech } from '../language/speech';
import { occurrencesOf, type RuleFault, type SeriesProblem, type SeriesTimes } from '../recurrence';
import { dateOf } from '../time';
import { quoted } from './problem';
import { checkSpan, type Complaint } from './rules';
import type { ProgrammeSeries } from './schema';

/** The part of a series that says when it is, as domain/recurrence reads it. */
export function timesOf(series: ProgrammeSeries): SeriesTimes {
  const { rrule, start, end, until, timeZone: zone, moved, cancelled, added, changed } = series;
  return { rrule, start, end, until, zone, moved, cancelled, added, changed };
}

/** What makes a series' dates impossible, CONTRACT §5.5 and §5.6: its rule, and the dates that depart from it. */
export function seriesComplaints(series: ProgrammeSeries, t: Speech): Complaint[] {
  const spans: Complaint[] = [];
  for (const list of ['moved', 'added'] as const) {
    series[list].forEach((one, index) => {
      // what a moved date leaves out is the series' own
      const start = one.start ?? `${one.from}${series.start.slice(10)}`;
      checkSpan({ start, end: one.end }, [list, index], (at, message) => spans.push({ at, message }), t);
    });
  }
  if (series.until && series.until < dateOf(series.start)) {
    spans.push({ at: ['until'], message: t.programme_until_before_start() });
  }
  spans.push(...layerComplaints(series, t));
  if (spans.length) return spans;
  // any horizon will do: named dates are looked at however far ahead they are
  const dates = occurrencesOf(timesOf(series), dateOf(series.start));
  return dates.ok ? [] : dates.problems.map((problem) => complaintOf(problem, series, t));
}

/** What is changed of some dates must go with the rest of the series. */
function layerComplaints({ changed = [], start, kept, signup }: ProgrammeSeries, t: Speech): Complaint[] {
  const keptPlaces = kept.reduce((sum, one) => sum + one.places, 0);
  return changed.flatMap((one, index): Complaint[] => {
    const at = (field: string) => ['changed', index, field];
    const complaints: Complaint[] = [];
    // an end without a start would stand alone on a poster
    if (one.end && !one.start && start.length === 10) {
      complaints.push({ at: at('start'), message: t.programme_start_needs_time() });
    }
    if (one.capacity !== undefined && signup === 'whole') {
      complaints.push({ at: at('capacity'), message: t.programme_changed_whole_capacity() });
    } else if (keptPlaces && one.capacity === null) {
      complaints.push({ at: at('capacity'), message: t.programme_kept_without_capacity() });
    } else if (typeof one.capacity === 'number' && keptPlaces > one.capacity) {
      const message = t.programme_kept_too_many({ kept: String(keptPlaces), capacity: String(one.capacity) });
      complaints.push({ at: at('capacity'), message });
    }
    return complaints;
  });
}

function complaintOf(problem: SeriesProblem, series: ProgrammeSeries, t: Speech): Complaint {
  switch (problem.reason) {
    case 'rule':
      return { at: ['rrule'], message: ruleWords(problem.fault, t) };
    case 'time-in-rule':
      return { at: ['rrule'], message: t.programme_rule_time() };
    case 'no-date':
      return { at: ['rrule'], message: t.programme_rule_no_date() };
    case 'too-long':
      return { at: ['rrule'], message: t.programme_rule_too_long() };
    case 'moved-not-a-date':
      return { at: [...movedAt(series, problem.date), 'from'], message: t.programme_date_not_given(problem) };
    case 'moved-twice':
      return { at: [...movedAt(series, problem.date, 'last'), 'from'], message: t.programme_date_twice(problem) };
    case 'cancelled-not-a-date':
      return {
        at: ['cancelled', series.cancelled.indexOf(problem.date)],
        message: t.programme_date_not_given(problem),
      };
    case 'added-already-a-date': {
      const date = atLineStart(formatDay(problem.date, t), t);
      return { at: [...addedAt(series, problem.date), 'start'], message: t.programme_date_already({ date }) };
    }
    case 'added-twice':
      return { at: [...addedAt(series, problem.date, 'last'), 'start'], message: t.programme_date_twice(problem) };
    case 'changed-not-a-date':
      return { at: [...changedAt(series, problem.date), 'from'], message: t.programme_date_not_in_series(problem) };
    case 'end-not-after-start':
      if (problem.field === 'changed') {
        return { at: [...changedAt(series, problem.date), 'end'], message: t.programme_end_before_start() };
      }
      if (problem.field === 'end') return { at: ['end'], message: t.programme_end_before_start() };
      return {
        at: [...(problem.field === 'moved' ? movedAt : addedAt)(series, problem.date), 'end'],
        message: t.programme_end_before_start(),
      };
    case 'not-a-date':
      return { at: [problem.field], message: t.programme_local_form() };
  }
}

function movedAt(series: ProgrammeSeries, date: string, which: 'first' | 'last' = 'first'): PropertyKey[] {
  return ['moved', indexOf(series.moved, (one) => one.from === date, which)];
}

function addedAt(series: ProgrammeSeries, date: string, which: 'first' | 'last' = 'first'): PropertyKey[] {
  return ['added', indexOf(series.added, (one) => (one.from ?? dateOf(one.start)) === date, which)];
}

function changedAt({ changed = [] }: ProgrammeSeries, date: string): PropertyKey[] {
  return ['changed', indexOf(changed, (one) => one.from === date, 'first')];
}

function indexOf<T>(list: readonly T[], is: (one: T) => boolean, which: 'first' | 'last'): number {
  const index = which === 'first' ? list.findIndex(is) : list.findLastIndex(is);
  return Math.max(index, 0);
}

function ruleWords(fault: RuleFault, t: Speech): string {
  switch (fault.reason) {
    case 'malformed':
      return t.programme_rule_malformed({ part: quoted(fault.part) });
    case 'unknown-part':
      return t.programme_rule_unknown_part({ part: quoted(fault.part) });
    case 'repeated-part':
      return t.programme_rule_repeated_part({ part: fault.part });
    case 'no-frequency':
      return t.programme_rule_no_frequency();
    case 'too-frequent':
      return t.programme_rule_too_frequent({ value: quoted(fault.value) });
    case 'bad-value':
      return t.programme_rule_bad_value({ part: fault.part, value: quoted(fault.value) });
    case 'count-and-until':
      return t.programme_rule_count_and_until();
    case 'part-out-of-place':
      return t.programme_rule_part_out_of_place({ part: fault.part });
    case 'unclear-together':
      return t.programme_rule_unclear_together({ one: fault.parts[0], other: fault.parts[1] });
  }
}
