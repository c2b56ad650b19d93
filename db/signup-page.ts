import type { Instant } from '../domain/event';
import { signupWindow, type Offer, type SignupWindow } from '../domain/offer';
import { signupRoom, type SignupRoom } from '../domain/signup-room';
import type { ListedEvent } from './listed-event';
import { listComingDates } from './listing';
import { readOfferText, type OfferText } from './event-page';
import { readPlaces, type KeptOnPage, type PartOnPage, type Places } from './offer-places';
import { countedOfferBySlug } from './offers';
import type { Counted } from './pools';
import type { Asker } from './store';

/** All that a form about an offer shows around its fields. */
export interface SignupPage {
  offer: Offer;
  text: OfferText;
  window: SignupWindow;
  room: SignupRoom;
  places: Places;
  kept: KeptOnPage[];
  parts: PartOnPage[];
  /** Places for teams, counted in teams; null where there are no teams. */
  teams: Places | null;
  /** People in the whole line. */
  waiting: number;
  /** Of a whole series: its coming dates, soonest first. */
  dates: ListedEvent[];
}

/** @returns undefined when there is no such offer, or when it is a draft */
export async function readSignupPage(
  asker: Asker,
  type: Offer['type'],
  slug: string,
  now: Instant,
): Promise<SignupPage | undefined> {
  const found = await countedOfferBySlug(asker, type, slug);
  return found && signupPageOf(asker, found.offer, now, found);
}

/** The same of an offer that one already has. @param counted where one has counted its places too */
export async function signupPageOf(asker: Asker, offer: Offer, now: Instant, counted?: Counted): Promise<SignupPage> {
  const { places, kept, parts, teams, inLine: waiting } = await readPlaces(asker, offer, now, counted);
  const shifts = parts.filter((part) => part.of === 'shift').map((part) => ({ ...part, left: part.places.left }));
  return {
    offer,
    text: await readOfferText(asker, offer.type, offer.id),
    window: signupWindow(offer, now),
    room: signupRoom(offer, { left: places.left, waiting, kept, shifts }, now),
    places,
    kept,
    parts,
    teams: offer.teams && teams,
    waiting,
    dates: offer.type === 'series' ? (await listComingDates(asker, offer.id, now)).filter(isOn) : [],
  };
}

const isOn = ({ status }: ListedEvent) => status === 'published';
