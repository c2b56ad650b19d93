import type { LoaderFunctionArgs } from '@remix-run/node';
import { basisOf, type Edit } from '../../db/programme/edit';
import type { SeriesEntry } from '../../db/programme/entry';
import { readSeriesDates, type SeriesDate, type SeriesDates } from '../../db/series-dates';
import type { LocalDate } from '../../domain/event';
import { speak } from '../../domain/language/speech';
import { seriesDatesPath } from '../../domain/paths';
import { isAbout } from '../../domain/recurrence';
import { occurrenceOn } from '../../domain/series/edits';
import { readTyped, valueOf } from '../forms/typed';
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

/** The same, at one date that is not over. @throws 404 where the series has no such date */
export async function requireDate(
  args: Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>,
  need: { hostOnly?: boolean } = {},
): Promise<AtSeries & { date: SeriesDate; basis: string }> {
  const at = await requireSeries(args, need);
  const date = at.dates.find((one) => one.date === args.params.date);
  if (!date || date.over) throw new Response(null, { status: 404 });
  return { ...at, date, basis: dateBasis(at.entry, date.date) };
}

/** What a date is, as a short text that changes when that does: so that nobody is overwritten. */
function dateBasis(entry: SeriesEntry, date: LocalDate): string {
  const layers = (entry.changed ?? []).filter((one) => isAbout(one, date));
  const own = { occurrence: occurrenceOn(entry, date) ?? null, layers, title: entry.title, venue: entry.venue };
  return basisOf(own, ['occurrence', 'layers', 'title', 'venue']);
}

/** Changes one date as its form says, unless somebody else has changed it since the form was made. */
export async function changeDateOf(
  samling: Samling,
  at: AtSeries & { date: SeriesDate },
  deed: Edit<'series'>['deed']['kind'],
  by: Pick<Edit<'series'>, 'change' | 'alongside'> & { fields: Leads['fields'] },
) {
  const { date, offer, signed } = at;
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
      deed: { kind: deed, by: signed.organiser.id, facts: { date: date.date } },
    },
    { to: seriesDatesPath(offer.slug), fields: by.fields, changedMeanwhile: speak('sv').series_error_changed() },
  );
}

/** Changes a series as a whole, unless its rule has been changed since the form was made. */
export async function changeSeriesOf(
  samling: Samling,
  at: AtSeries,
  fields: (keyof SeriesEntry & string)[],
  by: {
    fields: Leads['fields'];
    kind?: Edit<'series'>['deed']['kind'];
    date?: LocalDate;
    change: (entry: SeriesEntry) => SeriesEntry;
  },
) {
  const { offer, signed } = at;
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
    { to: seriesDatesPath(offer.slug), fields: by.fields, changedMeanwhile: speak('sv').series_error_changed() },
  );
}
