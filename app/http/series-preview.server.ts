import { clashesOf, type Clash } from '../../db/clashes';
import type { Instant, LocalDate } from '../../domain/event';
import { holidaysBetween, type Holiday } from '../../domain/holidays';
import { occurrencesOf } from '../../domain/recurrence';
import { timesOfPlan, type PlannedTimes, type SeriesPlan } from '../../domain/series/plan';
import { addDays, dateOf, defaultTimeZone, localDateOf, spanToInstants } from '../../domain/time';
import type { Samling } from './context';

/** The dates that something said would give, before anything is made. */
export interface Preview {
  plan: SeriesPlan;
  dates: PreviewDate[];
  /** There are more than these: how many are shown is `datesShown`. */
  goesOn: boolean;
  /** Whether they never end by themselves. */
  endless: boolean;
}

export interface PreviewDate {
  date: LocalDate;
  startAt: Instant;
  endAt: Instant | null;
  timeKnown: boolean;
  timeZone: string;
  holiday: Holiday | null;
  /** What the organisation has at the same time. */
  clashes: Clash[];
}

/** How many dates a preview shows. */
const datesShown = 60;
/** How many days ahead it looks: as far as dates are made. */
const daysAhead = 400;

/** Which day it is where the series are. */
export const todayOf = (samling: Pick<Samling, 'now'>): LocalDate => localDateOf(samling.now(), defaultTimeZone);

/**
 * @param ownSeries the id of the series whose dates these would be, where there is one
 * @returns `past`: whether the last of them has been; null where what was said gives no date
 */
export async function previewOf(
  samling: Samling,
  plan: SeriesPlan,
  organisationId: string,
  ownSeries?: string,
): Promise<(Preview & { times: PlannedTimes; past: boolean }) | null> {
  const today = todayOf(samling);
  const times = timesOfPlan(plan, today);
  if (!times) return null;
  const first = dateOf(times.start);
  const given = occurrencesOf(times, addDays(first > today ? first : today, daysAhead));
  if (!given.ok || !given.occurrences.length) return null;
  const shown = given.occurrences.slice(0, datesShown);
  const holidays = await holidaysBetween(shown[0]!.date, shown.at(-1)!.date);
  const spans = shown.map(({ start, end }) => spanToInstants(start, end, defaultTimeZone));
  const known = plan.start !== null;
  const clashes = known
    ? await clashesOf(samling.store.read, organisationId, spans, ownSeries)
    : new Map<number, Clash[]>();
  const dates = shown.map(({ date }, index): PreviewDate => ({
    date,
    startAt: spans[index]!.start,
    endAt: spans[index]!.end,
    timeKnown: known,
    timeZone: defaultTimeZone,
    holiday: holidays.get(date) ?? null,
    clashes: clashes.get(index) ?? [],
  }));
  const { endless, occurrences } = given;
  const past = !endless && occurrences.every(({ start }) => dateOf(start) < today);
  return { plan, times, dates, goesOn: endless || occurrences.length > datesShown, endless, past };
}
