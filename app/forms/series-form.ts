import type { LocalDate } from '../../domain/event';
import { speak, type Speech } from '../../domain/language/speech';
import { lastAtTheEnd, mostTimes, planOfTimes, type Rhythm, type SeriesPlan } from '../../domain/series/plan';
import { readSaying, type SayingProblem } from '../../domain/series/read-saying';
import { sayPlan } from '../../domain/series/say-plan';
import { mostPlaces } from '../../domain/programme/fields';
import { readNumber } from '../../domain/written-number';
import { readTime, writtenTime } from '../../domain/written-time';
import type { FieldError } from '../ui/error-summary';
import { cleanLine } from './clean';
import { valueOf, valuesOf, type Typed } from './typed';

/** How often, as the form's list has it: what it is called there. */
export const rhythmChoices = [
  ...(['week-1', 'week-2', 'week-3', 'week-4', 'even', 'odd'] as const),
  ...(['month-1', 'month-2', 'month-3', 'month-day', 'workdays', 'day'] as const),
] as const;
export type RhythmChoice = (typeof rhythmChoices)[number];

/** The fields that say when a series is, beside its sentence. */
export const rhythmFieldNames: readonly string[] = [
  ...['every', 'weekday', 'nth', 'monthDay', 'start', 'end', 'from', 'until', 'count'],
];

/** A day as it is written in a field: as a browser sends it, or as people write it. @returns undefined for none of these */
export function readDay(written: string, today: LocalDate): LocalDate | null | undefined {
  const text = cleanLine(written);
  if (!text) return null;
  const saying = readSaying(text, today);
  if (!saying.ok || saying.plan.rhythm.every !== 'date' || saying.plan.start) return undefined;
  const [date, ...more] = saying.plan.rhythm.dates;
  return more.length ? undefined : date;
}

/** A time of day. @returns `HH:MM`; null where nothing is written; undefined for what is none */
export const readClock = (written: string): string | null | undefined =>
  cleanLine(written) ? (readTime(written) ?? undefined) : null;

/** A number of places. @returns null for none; undefined for what is none */
export function readPlaces(written: string): number | null | undefined {
  if (!written.trim()) return null;
  const number = readNumber(written);
  return number === null || number > mostPlaces ? undefined : number;
}

/** From when to when; what is wrong stands beside its field. */
export function readClocks(
  t: Speech,
  typed: Typed,
): { start: string | null; end: string | null; errors: FieldError[] } {
  const [start, end] = [readClock(valueOf(typed, 'start')), readClock(valueOf(typed, 'end'))];
  const errors: FieldError[] = [];
  if (start === undefined) errors.push({ name: 'start', message: t.editor_fault_time() });
  if (end === undefined) errors.push({ name: 'end', message: t.editor_fault_time() });
  if (start === null && end) errors.push({ name: 'start', message: t.series_error_start_missing() });
  return { start: start ?? null, end: end ?? null, errors };
}

/** When a series is: from its sentence, or with `way` from its fields. */
export function readPlan(t: Speech, typed: Typed, today: LocalDate): { plan: SeriesPlan } | { errors: FieldError[] } {
  if (valueOf(typed, 'way') === 'fields') return planOfFields(t, typed, today);
  const saying = readSaying(valueOf(typed, 'said'), today);
  return saying.ok
    ? { plan: saying.plan }
    : { errors: [{ name: 'said', message: sayingProblemWords(t, saying.problem) }] };
}

/**
 * When a series is, as its sentence stands in a form before anybody has typed in it.
 * @param other what is not to be said as it is now
 * @returns nothing where there are no words for it, or where it is on days that are named
 */
export function saidNow(series: Parameters<typeof planOfTimes>[0], other: Partial<SeriesPlan>): Typed {
  const plan = planOfTimes(series);
  if (!plan || plan.rhythm.every === 'date') return [];
  return [['said', sayPlan({ ...plan, ...other }, speak('sv'))]];
}

/** What a sentence was not understood for, with what to do. */
export function sayingProblemWords(t: Speech, problem: SayingProblem): string {
  switch (problem.reason) {
    case 'empty':
      return t.series_saying_empty();
    case 'how-often':
      return t.series_saying_how_often();
    case 'which-day':
      return t.series_saying_which_day();
    case 'which-of-month':
      return t.series_saying_which_of_month();
    case 'no-such-date':
      return t.series_saying_no_date({ said: problem.said });
    case 'no-such-time':
      return t.series_saying_no_time({ said: problem.said });
    case 'too-many':
      return t.series_saying_too_many({ said: problem.said });
    case 'until-before-from':
      return t.series_error_until();
    case 'from-words':
      return t.series_saying_from({ said: problem.said });
    case 'until-words':
      return t.series_saying_until({ said: problem.said });
    case 'words':
      return t.series_saying_words({ said: problem.said });
  }
}

function planOfFields(t: Speech, typed: Typed, today: LocalDate): { plan: SeriesPlan } | { errors: FieldError[] } {
  const { start, end, errors } = readClocks(t, typed);
  const from = readDay(valueOf(typed, 'from'), today);
  const until = readDay(valueOf(typed, 'until'), from ?? today);
  if (from === undefined) errors.push({ name: 'from', message: t.series_error_day() });
  if (until === undefined) errors.push({ name: 'until', message: t.series_error_day() });
  if (from && until && until < from) errors.push({ name: 'until', message: t.series_error_until() });
  const times = readPlaces(valueOf(typed, 'count'));
  if (times === undefined || times === 0 || (times ?? 0) > mostTimes) {
    errors.push({ name: 'count', message: t.series_error_count() });
  }
  const rhythm = rhythmOfFields(t, typed, errors);
  if (!rhythm || errors.length) return { errors };
  return { plan: { rhythm, from: from ?? null, start, end, count: times ?? null, until: until ?? null } };
}

function rhythmOfFields(t: Speech, typed: Typed, errors: FieldError[]): Rhythm | null {
  const every = valueOf(typed, 'every');
  const [kind, number = '1'] = every.split('-');
  const days = [...new Set(valuesOf(typed, 'weekday').map(Number))].filter((day) => day >= 1 && day <= 7).sort();
  const nth = lastAtTheEnd(
    valuesOf(typed, 'nth')
      .map(Number)
      .filter((one) => one === -1 || (one >= 1 && one <= 5)),
  );
  const interval = Number(number);
  const wrong = (name: string, message: string) => {
    errors.push({ name, message });
    return null;
  };
  if (!(rhythmChoices as readonly string[]).includes(every)) return wrong('every', t.series_saying_how_often());
  if (every === 'day') return { every, interval: 1 };
  if (every === 'workdays') return { every: 'week', interval: 1, days: [1, 2, 3, 4, 5] };
  if (every === 'month-day') {
    const day = Number(valueOf(typed, 'monthDay'));
    if (!Number.isInteger(day) || day < 1 || day > 31) return wrong('monthDay', t.series_error_month_day());
    return { every: 'month-day', interval: 1, days: [day] };
  }
  if (!days.length) return wrong('weekday', t.series_error_weekday());
  if (every === 'even' || every === 'odd') return { every, days };
  if (kind === 'week') {
    return days.length === 7 && interval === 1 ? { every: 'day', interval } : { every: 'week', interval, days };
  }
  const [day] = days;
  if (days.length > 1 || day === undefined) return wrong('weekday', t.series_error_one_weekday());
  if (!nth.length) return wrong('nth', t.series_saying_which_of_month());
  return { every: 'month', interval, nth, day };
}

/** What was typed with its sentence and its fields saying the same, so that one can go on in either. */
export function withPlan(typed: Typed, plan: SeriesPlan): Typed {
  const isByFields = valueOf(typed, 'way') === 'fields';
  const said = isByFields ? sayPlan(plan, speak('sv')) : valueOf(typed, 'said');
  const others = typed.filter(([name]) => name !== 'said' && !rhythmFieldNames.includes(name));
  return [...others, ['said', said], ...fieldsOfPlan(plan)];
}

/** The fields' values for a plan. */
function fieldsOfPlan(plan: SeriesPlan): Typed {
  const { rhythm, from, until, start, end, count } = plan;
  return [
    ['every', choiceOf(rhythm)],
    ...('days' in rhythm && rhythm.every !== 'month-day' ? rhythm.days : []).map(
      (day) => ['weekday', String(day)] as const,
    ),
    ...(rhythm.every === 'month' ? [['weekday', String(rhythm.day)] as const] : []),
    ...(rhythm.every === 'month' ? rhythm.nth.map((nth) => ['nth', String(nth)] as const) : []),
    ...(rhythm.every === 'month-day' ? [['monthDay', String(rhythm.days[0])] as const] : []),
    ['start', writtenTime(start)],
    ['end', writtenTime(end)],
    ['from', from ?? ''],
    ['until', until ?? ''],
    ['count', count === null ? '' : String(count)],
  ];
}

function choiceOf(rhythm: Rhythm): string {
  switch (rhythm.every) {
    case 'week':
      return rhythm.interval === 1 && rhythm.days.join() === '1,2,3,4,5' ? 'workdays' : `week-${rhythm.interval}`;
    case 'month':
      return `month-${rhythm.interval}`;
    case 'date':
      return '';
    default:
      return rhythm.every;
  }
}
