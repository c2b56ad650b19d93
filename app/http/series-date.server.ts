import type { LoaderFunctionArgs } from '@remix-run/node';
import { basisOf, type Edit } from '../../db/programme/edit';
import type { SeriesEntry } from '../../db/programme/entry';
import { daysAhead } from '../../db/programme/plan';
import { readSeriesDates, type SeriesDate, type SeriesDates } from '../../db/series-dates';
import { signedUpTo } from '../../db/series-signups';
import type { Instant, LocalDate } from '../../domain/event';
import { atLineStart, formatWhen, type When } from '../../domain/language/dates';
import { speak } from '../../domain/language/speech';
import { seriesDatesPath } from '../../domain/paths';
import { isAbout, type Occurrence } from '../../domain/recurrence';
import { datesChanged } from '../../domain/series/dates-changed';
import { occurrenceOn } from '../../domain/series/edits';
import { addDays, dateOf, localDateOf, spanToInstants } from '../../domain/time';
import { readTyped, valueOf } from '../forms/typed';
import type { ComeAndGo } from '../ui/dates-come-and-go';
import type { WasBecomes } from '../ui/was-becomes';
import { requireOffer, type AtOffer } from './console-offer.server';
import type { Samling } from './context';
import { changeSeries, DateChanged, type Leads } from './series-edit.server';

/** Somebody at a series that they may change. */
export interface AtSeries extends AtOffer, SeriesDates {}

/** @param need.hostOnly to cancel, which co-hosts may not. @throws as `requireOffer` */
export async function requireSeries(
  { request, params, context: { samling } }: Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>,
  need: { hostOnly?: boolean } = {},
): Promise<AtSeries> {
  const at = await requireOffer(request, samling, { type: 'series', slug: params.slug }, 'events', need);
  const series = await readSeriesDates(samling.store.read, at.offer, samling.now());
  if (!series) throw new Response(null, { status: 404 });
  return { ...at, ...series };
}

/** Somebody at one date of such a series. */
interface AtDate extends AtSeries {
  date: SeriesDate;
  /** As the series has it; undefined of one that it no longer gives. */
  occurrence: Occurrence | undefined;
  basis: string;
}

/** The same, at one date that is not over. @throws 404 where the series has no such date */
export async function requireDate(
  args: Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>,
  need: { hostOnly?: boolean } = {},
): Promise<AtDate> {
  const at = await requireSeries(args, need);
  const date = at.dates.find((one) => one.date === args.params.date);
  if (!date || date.over) throw new Response(null, { status: 404 });
  const occurrence = occurrenceOn(at.entry, date.date);
  return { ...at, date, occurrence, basis: dateBasis(at.entry, date.date, occurrence) };
}

/** What a date is, as a short text that changes when that does: so that nobody is overwritten. */
function dateBasis(entry: SeriesEntry, date: LocalDate, occurrence = occurrenceOn(entry, date)): string {
  const layers = (entry.changed ?? []).filter((one) => isAbout(one, date));
  const own = { occurrence: occurrence ?? null, layers, title: entry.title, venue: entry.venue };
  return basisOf(own, ['occurrence', 'layers', 'title', 'venue']);
}

/** Changes one date as its form says, unless somebody else has changed it since the form was made. */
export async function changeDateOf(
  samling: Samling,
  at: AtDate,
  deed: Edit<'series'>['deed']['kind'],
  by: Pick<Edit<'series'>, 'change' | 'alongside'> & {
    fields: Leads['fields'];
    following?: boolean;
    /** Its new place, where that is another; null: to be announced. */
    venue?: string | null;
  },
) {
  const { date, offer, signed } = at;
  const after = occurrenceOn(by.change(at.entry), date.date);
  const start = after && !after.cancelled && after.start !== at.occurrence?.start && after.start;
  // at a time when it was not, whether it comes from another or was off
  const comes = after && !after.cancelled && (start || at.occurrence?.cancelled);
  const basis = valueOf(readTyped(samling.form), 'basis');
  return changeSeries(
    samling,
    {
      type: 'series',
      slug: offer.slug,
      fields: [],
      change(entry) {
        if (basis && basis !== dateBasis(entry, date.date)) throw new DateChanged();
        return by.change(entry);
      },
      alongside: by.alongside,
      deed: {
        kind: deed,
        by: signed.organiser.id,
        facts: { date: date.date, ...(start && { start }), ...(by.following && { following: true as const }) },
      },
    },
    {
      ...{ to: seriesDatesPath(offer.slug), fields: by.fields, changedMeanwhile: speak('sv').series_error_changed() },
      change: after && !after.cancelled ? changeOf(date, after, by.venue, samling.now()) : undefined,
      warning: comes ? alreadyThen(at, after, samling.now()) : undefined,
      done: start && deed === 'date-moved' ? { datum: date.date } : undefined,
    },
  );
}

/** That the series has another date at the time that one would have; undefined where it has none. */
function alreadyThen({ offer, dates }: AtSeries, after: Occurrence, now: Instant) {
  const t = speak('sv');
  const { start, end } = spanToInstants(after.start, after.end, offer.timeZone);
  const isThen = (other: SeriesDate) => {
    if (other.date === after.date || other.cancelled || other.startAt === null) return false;
    // a day without a time is all of that day
    if (!other.timeKnown || !after.start.includes('T')) {
      return localDateOf(other.startAt, offer.timeZone) === dateOf(after.start);
    }
    return other.startAt < (end ?? start + 1) && start < (other.endAt ?? other.startAt + 1);
  };
  const others = dates.filter(isThen).map((other) => formatWhen(other, t, now));
  return others.length ? t.series_already({ when: new Intl.ListFormat(t.language).format(others) }) : undefined;
}

/** When and where a date is, and will be. */
function changeOf(date: SeriesDate, after: Occurrence, newVenue: string | null | undefined, now: Instant): WasBecomes {
  const t = speak('sv');
  const line = (when: When, venue: string | null) =>
    [atLineStart(formatWhen(when, t, now), t), venue ?? t.series_no_venue()].join('. ');
  const { start, end } = spanToInstants(after.start, after.end, date.timeZone);
  const when = { startAt: start, endAt: end, timeKnown: after.start.includes('T'), timeZone: date.timeZone };
  return { was: line(date, date.venue), becomes: line(when, newVenue === undefined ? date.venue : newVenue) };
}

/** Changes a series as a whole, unless its rule has been changed since the form was made. */
export async function changeSeriesOf(
  samling: Samling,
  at: AtSeries,
  fields: (keyof SeriesEntry & string)[],
  by: {
    fields: Leads['fields'];
    kind?: Edit<'series'>['deed']['kind'];
    /** The one that it adds. */
    date?: LocalDate;
    /** Whether it may take dates away or give others: then which is asked about first. */
    asksDates?: boolean;
    change: (entry: SeriesEntry) => SeriesEntry;
  },
) {
  const { offer, signed } = at;
  // nothing where the series has a date of that name: it is refused, not asked about
  const added = by.date && occurrenceOn(by.change(at.entry), by.date);
  return changeSeries(
    samling,
    {
      type: 'series',
      slug: offer.slug,
      fields,
      basis: valueOf(readTyped(samling.form), 'basis') || undefined,
      change: by.change,
      deed: {
        kind: by.kind ?? 'edited',
        by: signed.organiser.id,
        facts: by.date ? { date: by.date } : { fields },
      },
    },
    {
      ...{ to: seriesDatesPath(offer.slug), fields: by.fields, changedMeanwhile: speak('sv').series_error_changed() },
      warning: added ? alreadyThen(at, added, samling.now()) : undefined,
      dates: by.asksDates ? await comeAndGo(samling, at, by.change(at.entry)) : undefined,
    },
  );
}

/** Which dates a change takes away and gives; undefined where it is neither, and of a draft, which nobody has seen. */
async function comeAndGo(samling: Samling, at: AtSeries, after: SeriesEntry): Promise<ComeAndGo | undefined> {
  const { offer, entry, dates } = at;
  if (offer.status !== 'published') return undefined;
  const now = samling.now();
  const horizon = addDays(localDateOf(now, offer.timeZone), daysAhead);
  const last = dates.reduce((far, { date }) => (date > far ? date : far), horizon);
  const { gone, come, endless } = datesChanged(entry, after, now, last);
  if (!gone.length && !come.length) return undefined;
  const whole = entry.signup === 'whole' ? (await signedUpTo(samling.store.read, offer.id, now)).whole : 0;
  const own = new Map(dates.map(({ date, numbers }) => [date, numbers.confirmed.people + numbers.waitlisted.people]));
  const isOurs = entry.signup !== 'none' && !entry.externalSignup;
  const whenOf = ({ start, end }: Occurrence): When => {
    const span = spanToInstants(start, end, offer.timeZone);
    return { startAt: span.start, endAt: span.end, timeKnown: start.includes('T'), timeZone: offer.timeZone };
  };
  return {
    gone: gone.map((one) => {
      const people = whole + (own.get(one.date) ?? 0);
      return { ...whenOf(one), people: isOurs || people ? people : null };
    }),
    come: come.map(whenOf),
    endless,
  };
}
