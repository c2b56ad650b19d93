import type { Instant } from '../domain/event';
import type { Offer } from '../domain/offer';
import type { Standing } from '../domain/places-left';
import { readOfferText, type OfferText } from './event-page';
import { readListed, type ListedEvent } from './listed-event';
import { listComingDates, listPastDates } from './listing';
import { readPlaces, type Places } from './offer-places';
import { offerById, offerBySlug } from './offers';
import { pictureOf, type PictureShown } from './pictures';
import { withoutForgotten, type SeriesDate } from './series-dates';
import type { Asker } from './store';

/** A series' page: what it is, and all its dates. */
export interface SeriesPage {
  offer: Offer;
  text: OfferText;
  /** Of one signup for the whole series; where each date takes its own, see the dates. */
  standing: Standing;
  places: Places;
  /** In time order, cancelled and moved ones too. */
  coming: ListedEvent[];
  /** Latest first. */
  past: ListedEvent[];
  picture: PictureShown | null;
}

const pastShown = 12;

/** @returns undefined when there is no such series, or when it is a draft */
export async function readSeriesPage(asker: Asker, slug: string, now: Instant): Promise<SeriesPage | undefined> {
  const offer = await offerBySlug(asker, 'series', slug);
  return (
    offer &&
    pageWith(asker, offer, now, {
      coming: await withoutForgotten(asker, offer, await listComingDates(asker, offer.id, now)),
      past: await listPastDates(asker, offer.id, now, pastShown),
    })
  );
}

async function pageWith(
  asker: Asker,
  offer: Offer,
  now: Instant,
  dates: Pick<SeriesPage, 'coming' | 'past'>,
): Promise<SeriesPage> {
  const { standing, places } = await readPlaces(asker, offer, now);
  const text = await readOfferText(asker, 'series', offer.id);
  return { offer, text, standing, places, ...dates, picture: await pictureOf(asker, offer.id) };
}

/**
 * A series' page as others see it, or, of a draft, will once it is published: a draft's dates are drafts too, whichever
 * of them is cancelled.
 * @param series.dates all that it has, as `readSeriesDates` gives them
 */
export async function seriesAsPublished(
  asker: Asker,
  series: { id: string; dates: readonly SeriesDate[] },
  now: Instant,
): Promise<SeriesPage> {
  const offer = await offerById(asker, 'series', series.id);
  if (offer.status !== 'draft') return (await readSeriesPage(asker, offer.slug, now))!;
  // what its rule no longer gives stays a draft
  const given = series.dates.filter((date) => date.given);
  const isCancelled = new Map(given.map((date) => [date.id, date.cancelled]));
  const listed = await readListed(
    asker,
    given.map(({ id }) => id),
    now,
  );
  const dates = listed.map((date): ListedEvent =>
    isCancelled.get(date.id)
      ? { ...date, status: 'cancelled', standing: { state: 'cancelled' } }
      : { ...date, status: 'published' },
  );
  const isPast = ({ overAt }: ListedEvent) => overAt !== null && overAt <= now;
  const on = dates.filter(({ status }) => status === 'published');
  const [first, last] = [on[0], on.at(-1)];
  const published: Offer = {
    ...offer,
    status: 'published',
    startAt: first?.startAt ?? null,
    timeKnown: first?.timeKnown ?? false,
    endAt: last?.endAt ?? null,
    overAt: last?.overAt ?? null,
  };
  return pageWith(asker, published, now, {
    coming: dates.filter((date) => !isPast(date)),
    past: dates.filter(isPast).reverse().slice(0, pastShown),
  });
}
