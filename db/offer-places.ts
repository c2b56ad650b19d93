import type { PoolState } from '../domain/capacity';
import type { Instant } from '../domain/event';
import { signupWindow, type Offer, type OfferPart } from '../domain/offer';
import { placesLeft, standingOf } from '../domain/places-left';
import { hasStarted, peopleIn } from '../domain/waitlist';
import { readLine } from './line';
import type { Counted } from './pools';
import type { Asker } from './store';

/** How many places there are, and how many are taken, in people (teams in teams). */
export interface Places {
  capacity: number | null;
  taken: number;
  /** For somebody of whom nothing is known; null is no limit. */
  left: number | null;
  /** People who wait for them. */
  waiting: number;
}

/** A part of an event, with its places. */
export interface PartOnPage extends OfferPart {
  places: Places;
}

/** Places kept for an audience that are still kept. */
export interface KeptOnPage {
  audience: string;
  places: number;
  held: number;
  until: Instant | null;
}

/**
 * An offer's places as pages tell them: its own, each part's, its teams'.
 * @param counted where one has counted
 */
export async function readPlaces(asker: Asker, offer: Offer, now: Instant, counted?: Counted) {
  const line = await readLine(asker, offer, counted);
  const waiting = line.waiting.filter((one) => !hasStarted(one, now));
  // a line can be long, and there are many parts
  const waitingIn = new Map<string, number>();
  for (const { claims } of waiting) {
    for (const { poolId, places } of claims) waitingIn.set(poolId, (waitingIn.get(poolId) ?? 0) + places);
  }
  const placesIn = (poolId: string): Places => {
    const pool: PoolState = line.pools.get(poolId) ?? { id: poolId, capacity: null, taken: 0, kept: [] };
    return {
      capacity: pool.capacity,
      taken: pool.taken,
      left: placesLeft(pool, now),
      waiting: waitingIn.get(poolId) ?? 0,
    };
  };
  const places = placesIn(offer.poolId);
  const inLine = peopleIn(waiting, now);
  return {
    places,
    /** People in the whole line. */
    inLine,
    standing: standingOf(signupWindow(offer, now), { ...places, waiting: inLine }, offer, now),
    kept: (line.pools.get(offer.poolId)?.kept ?? []).filter(({ until }) => until === null || now < until),
    parts: offer.parts.map((part): PartOnPage => ({ ...part, places: placesIn(part.poolId) })),
    teams: placesIn(offer.teams?.poolId ?? ''),
  };
}
