import type { Instant } from '../domain/event';
import type { Offer } from '../domain/offer';
import type { Standing } from '../domain/places-left';
import { readOfferText, type OfferText } from './event-page';
import type { ListedEvent } from './listed-event';
import { listComingDates, listPastDates } from './listing';
import { readPlaces, type Places } from './offer-places';
import { offerBySlug } from './offers';
import { pictureOf, type PictureShown } from './pictures';
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
  if (!offer) return undefined;
  const { standing, places } = await readPlaces(asker, offer, now);
  return {
    offer,
    text: await readOfferText(asker, 'series', offer.id),
    standing,
    places,
    coming: await listComingDates(asker, offer.id, now),
    past: await listPastDates(asker, offer.id, now, pastShown),
    picture: await pictureOf(asker, offer.id),
  };
}
