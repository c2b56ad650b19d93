import type { LocalDate } from '../event';
import type { ProgrammeChanged, ProgrammeSeries } from '../programme/schema';
import { timesOf } from '../programme/series-rules';
import { occurrencesOf, type Occurrence } from '../recurrence';
import { dateOf, moveAlong, moveLocal, parseLocal, type Local } from '../time';
import type { PlannedTimes } from './plan';

/**
 * What an organiser does to a series' dates, as changes of what a programme file says. A date is named by the day that
 * it had first, for ever. Nothing here counts on who has signed up: see db/programme/edit.ts.
 */

type Series = ProgrammeSeries;

/** A date as it is now, by its name; undefined where the series has none. */
export function occurrenceOn(series: Series, date: LocalDate): Occurrence | undefined {
  // what is named is looked at however far ahead it is
  const given = occurrencesOf(timesOf(series), date);
  return given.ok ? given.occurrences.find((one) => one.date === date) : undefined;
}

/** The new day, times and place of a date. `venue` null: to be announced; left out: the series' own. */
export interface Move {
  start: Local;
  end?: Local;
  venue?: string | null;
}

/** Moves one date; to where the series has it anyway is no move. */
export function moveDate(series: Series, date: LocalDate, { start, end, venue }: Move): Series {
  const added = addedOn(series, date);
  if (added) {
    const named = dateOf(start) === date ? undefined : date;
    const moved = { ...added, start, end, venue, from: named };
    return { ...series, added: series.added.map((one) => (one === added ? moved : one)) };
  }
  const others = series.moved.filter((one) => one.from !== date);
  const usual = occurrenceOn({ ...series, moved: others }, date);
  const same = usual?.start === start && (usual.end ?? undefined) === end && venue === undefined;
  return { ...series, moved: same ? others : [...others, { from: date, start, end, venue }].sort(byFrom) };
}

/** A date that does not take place keeps its page. */
export function cancelDate(series: Series, date: LocalDate): Series {
  const added = addedOn(series, date);
  if (added) return withAdded(series, added, { ...added, cancelled: true });
  return { ...series, cancelled: [...new Set([...series.cancelled, date])].sort() };
}

/**
 * Takes a cancelled date back.
 * @param was when it was, for one that the rule no longer gives: it is added
 */
export function restoreDate(series: Series, date: LocalDate, was: Move): Series {
  const added = addedOn(series, date);
  if (added) return withAdded(series, added, { ...added, cancelled: undefined });
  if (series.cancelled.includes(date)) {
    return { ...series, cancelled: series.cancelled.filter((one) => one !== date) };
  }
  if (occurrenceOn(series, date)) return series;
  return addDate(series, { ...was, ...(dateOf(was.start) === date ? {} : { from: date }) });
}

/** One more date. */
export function addDate(series: Series, { start, end, venue, from }: Move & { from?: LocalDate }): Series {
  const one = { start, end, venue, from, cancelled: undefined };
  return { ...series, added: [...series.added, one].sort((a, b) => (a.start < b.start ? -1 : 1)) };
}

/** What can be changed of one date, or of one and all that follow; see `changed` in the programme file. */
export type DateFields = Partial<Omit<ProgrammeChanged, 'from' | 'following'>>;

/** @param fields those that become different; null is none */
export function changeDate(series: Series, date: LocalDate, following: boolean, fields: DateFields): Series {
  const { start, end, venue, ...words } = fields;
  let after = series;
  let layer: DateFields = fields;
  const placed = !following && (addedOn(series, date) ?? series.moved.find((one) => one.from === date));
  if (placed) {
    // what moved says goes before what is changed
    const now = occurrenceOn(series, date)!;
    const ownVenue = venue === undefined ? placed.venue : venue;
    if (start || end || venue !== undefined)
      after = moveDate(series, date, { ...timesAt(now, start, end), venue: ownVenue });
    layer = words;
  } else if (following && (start || end)) {
    after = {
      ...series,
      added: series.added.map((one) =>
        (one.from ?? dateOf(one.start)) < date
          ? one
          : { ...one, ...timesAt({ start: one.start, end: one.end ?? null }, start, end) },
      ),
    };
  }
  if (!Object.values(layer).some((value) => value !== undefined)) return after;
  return {
    ...after,
    changed: withLayer(after.changed ?? [], { from: date, ...(following && { following: true }), ...layer }),
  };
}

function withLayer(
  changed: readonly ProgrammeChanged[],
  layer: Partial<ProgrammeChanged> & { from: LocalDate },
): ProgrammeChanged[] {
  const last = changed.at(-1);
  const same = last?.from === layer.from && Boolean(last.following) === Boolean(layer.following);
  const given = Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
  if (!same) return [...changed, given as unknown as ProgrammeChanged];
  // a new place takes the address of the old one with it
  const { address: _, ...kept } = last!;
  const before = layer.venue === undefined ? last! : kept;
  return [...changed.slice(0, -1), { ...before, ...given } as ProgrammeChanged];
}

function timesAt(
  now: { start: Local; end: Local | null },
  start?: string,
  end?: string,
): { start: Local; end?: Local } {
  const day = dateOf(now.start);
  const newStart = start ? `${day}T${start}` : now.start;
  if (!end) return { start: newStart, end: moveAlong(now.end, now.start, newStart) ?? undefined };
  const newEnd = `${day}T${end}`;
  return { start: newStart, end: newEnd > newStart ? newEnd : moveLocal(newEnd, 1) };
}

/**
 * Another rule from its start on. Dates that both rules give keep what was done to them; times inside follow the first
 * date. What has been stays as it was, which loading sees to; what was moved from a day that has been to one that is to
 * come is added, since a rule from today on does not give it.
 */
export function changeRule(series: Series, times: PlannedTimes, today: LocalDate): Series {
  const { rrule, start, end, until } = times;
  const before = occurrencesOf(timesOf(series), dateOf(series.start));
  const bare: Series = {
    ...series,
    ...{ rrule, start, end, until },
    ...{ moved: [], cancelled: [], added: [], changed: undefined },
  };
  const farthest = [
    ...series.moved.map((one) => one.from),
    ...series.cancelled,
    ...(series.changed ?? []).map((one) => one.from),
  ]
    .concat(series.added.map(nameOf), dateOf(start))
    .sort()
    .at(-1)!;
  const given = occurrencesOf(timesOf(bare), farthest);
  if (!before.ok || !given.ok) return bare;
  const dates = new Set(given.occurrences.map((one) => one.date));
  const added: AddedDate[] = [
    ...[...series.added, ...movedAhead(series, today)].filter((one) => !dates.has(nameOf(one)) && !times.added.length),
    ...addedDates(times.added),
  ];
  const all = new Set([...dates, ...added.map(nameOf)]);
  const changed = (series.changed ?? [])
    .filter((one) => one.following || all.has(one.from))
    // the times said now are for all
    .map((one) => (one.following ? { ...one, start: undefined, end: undefined } : one))
    .filter(({ from: _, following: __, ...fields }) => Object.values(fields).some((value) => value !== undefined));
  return movedInside(
    {
      ...bare,
      moved: series.moved.filter((one) => dates.has(one.from)),
      cancelled: series.cancelled.filter((date) => dates.has(date)),
      added,
      changed: changed.length ? changed : undefined,
    },
    before.first,
    given.first,
  );
}

/** Dates that have been by the rule and are to come where they were moved, as added ones. */
function movedAhead(series: Series, today: LocalDate): AddedDate[] {
  const names = series.moved.map(({ from }) => from).filter((date) => date < today);
  return names.flatMap((from) => {
    const moved = occurrenceOn(series, from);
    if (!moved || dateOf(moved.start) < today) return [];
    const { start, end, venue, cancelled } = moved;
    return [{ from, start, end: end ?? undefined, venue, cancelled: cancelled || undefined }];
  });
}

/** When a series that is made is, and which of the dates of its rule are left out. */
export interface MadeTimes extends Omit<PlannedTimes, 'added'> {
  added: AddedDate[];
  cancelled: LocalDate[];
}

/**
 * The same series again on other dates: what was done to the old ones is left behind; times inside, and when one can
 * sign up, follow the first date.
 */
export function againOn(series: Series, { rrule, start, end, until, added, cancelled }: MadeTimes): Series {
  const bare: Series = {
    ...series,
    ...{ rrule, start, end, until, added, cancelled, moved: [], changed: undefined },
  };
  const before = occurrencesOf(timesOf(series), dateOf(series.start));
  const after = occurrencesOf(timesOf(bare), dateOf(start));
  if (before.ok && after.ok) return movedInside(bare, before.first, after.first);
  return { ...bare, signupOpens: undefined, signupCloses: undefined };
}

/** Ends a series with a day: what is after it is in it no more. */
export function endAfter(series: Series, until: LocalDate): Series {
  const added = series.added.filter((one) => nameOf(one) <= until);
  return {
    ...series,
    until,
    added,
    moved: series.moved.filter((one) => one.from <= until),
    cancelled: series.cancelled.filter((date) => date <= until),
    changed: series.changed?.filter((one) => one.from <= until),
  };
}

function movedInside(series: Series, from: Local, to: Local): Series {
  const move = <Time extends Local | undefined>(time: Time) => moveAlong(time, from, to) as Time;
  const parts = (list: Series['activities']) =>
    list.map((part) => ({ ...part, start: move(part.start), end: move(part.end) }));
  return {
    ...series,
    signupOpens: move(series.signupOpens),
    signupCloses: move(series.signupCloses),
    kept: series.kept.map((one) => ({ ...one, until: move(one.until) })),
    activities: parts(series.activities),
    shifts: parts(series.shifts),
  };
}

type AddedDate = Series['added'][number];

/** Dates that are said one by one, as a programme file has them. */
export const addedDates = (added: PlannedTimes['added']): AddedDate[] =>
  added.map(({ start, end }) => ({ start, end, from: undefined, venue: undefined, cancelled: undefined }));

const nameOf = ({ from, start }: AddedDate): LocalDate => from ?? dateOf(start);
const byFrom = (one: { from: LocalDate }, other: { from: LocalDate }) => (one.from < other.from ? -1 : 1);
const addedOn = (series: Series, date: LocalDate) => series.added.find((one) => nameOf(one) === date);
const withAdded = (series: Series, old: AddedDate, now: AddedDate): Series => ({
  ...series,
  added: series.added.map((one) => (one === old ? now : one)),
});

/** The time of day of a written time: `18:00`; null where there is none. */
export const timeOf = (local: Local | null | undefined): string | null => (local ? parseLocal(local)!.time : null);
