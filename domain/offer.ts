import type { Audience, EventStatus, Instant, SignupMode, SignupState } from './event';
import type { Question } from './question';

/** A part of an event that one can choose: an activity or a shift. */
export interface OfferPart {
  id: string;
  of: 'activity' | 'shift';
  slug: string;
  title: string;
  startAt: Instant | null;
  endAt: Instant | null;
  /** `cancelled`: gone from the programme, kept for those who had chosen it. */
  status: 'published' | 'cancelled';
  poolId: string;
  capacity: number | null;
}

/**
 * What one can sign up to, and on which terms: an event, or a series with one signup for all its dates. Everything
 * that the rules of places, lines and closing need to know, and nothing that changes with each signup.
 */
export interface Offer {
  id: string;
  type: 'event' | 'series';
  slug: string;
  title: string;
  status: EventStatus;
  signup: SignupMode;
  externalSignup: string | null;
  /** Of an event whose series takes one signup for all its dates: that series' slug. */
  wholeSeries: string | null;
  /** Of a series: its first and last date's. */
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  /** When it is over; null is never. CONTRACT §3.9. */
  overAt: Instant | null;
  timeZone: string;
  signupOpensAt: Instant | null;
  signupClosesAt: Instant | null;
  maxPartySize: number;
  /** Whether the organiser says yes or no to each signup. */
  approval: boolean;
  waitlist: boolean;
  /** The longest line in people; null is no limit. */
  waitlistLimit: number | null;
  audiences: Audience[];
  questions: Question[];
  parts: OfferPart[];
  /** The offer's own pool, which exists also without a limit. */
  poolId: string;
  capacity: number | null;
  teams: TeamTerms | null;
}

/** How teams are made up. `poolId` is the pool that counts teams. */
export interface TeamTerms {
  min: number;
  max: number;
  poolId: string;
  capacity: number | null;
}

/** What the clock and the organiser let one do with an offer right now. */
export type SignupWindow =
  | { state: 'open' }
  /** `signup: none`: just come */
  | { state: 'none' }
  /** Somebody else takes the signups. */
  | { state: 'external'; url: string }
  /** One signs up to the whole series instead. */
  | { state: 'series'; slug: string }
  | { state: 'not-yet'; opensAt: Instant }
  | { state: 'closed'; closedAt: Instant }
  | { state: 'cancelled' }
  | { state: 'over' };

/** Whether one can sign up to an offer. CONTRACT §3.9, §5.2. */
export function signupWindow(
  offer: Pick<
    Offer,
    'status' | 'signup' | 'externalSignup' | 'wholeSeries' | 'overAt' | 'signupOpensAt' | 'signupClosesAt' | 'type'
  >,
  now: Instant,
): SignupWindow {
  if (offer.status === 'cancelled') return { state: 'cancelled' };
  if (isOver(offer, now)) return { state: 'over' };
  if (offer.externalSignup) return { state: 'external', url: offer.externalSignup };
  if (offer.type === 'event' && offer.wholeSeries) return { state: 'series', slug: offer.wholeSeries };
  if (offer.signup === 'none') return { state: 'none' };
  if (offer.signupClosesAt !== null && now >= offer.signupClosesAt) {
    return { state: 'closed', closedAt: offer.signupClosesAt };
  }
  if (offer.signupOpensAt !== null && now < offer.signupOpensAt) {
    return { state: 'not-yet', opensAt: offer.signupOpensAt };
  }
  return { state: 'open' };
}

/**
 * The same for an organiser who signs somebody up: also before signup has opened, and after it has closed. Not where
 * there is nothing to sign up to.
 */
export function organiserWindow(offer: Parameters<typeof signupWindow>[0], now: Instant): SignupWindow {
  const window = signupWindow(offer, now);
  return window.state === 'closed' || window.state === 'not-yet' ? { state: 'open' } : window;
}

/** Why an organiser can sign nobody up to it either; null where they can. A draft takes no signups. */
export function whyNotOnBehalf(
  offer: Parameters<typeof organiserWindow>[0],
  now: Instant,
): 'draft' | 'dates' | Exclude<SignupWindow['state'], 'open'> | null {
  if (offer.status === 'draft') return 'draft';
  if (isByDate(offer)) return 'dates';
  const { state } = organiserWindow(offer, now);
  return state === 'open' ? null : state;
}

/** Whether it is over. Until then a place can be given up, also after signup has closed. */
export function isOver(offer: Pick<Offer, 'overAt'>, now: Instant): boolean {
  return offer.overAt !== null && now >= offer.overAt;
}

/** Whether it is a series that one signs up to one date at a time, so that it takes no signups itself. CONTRACT §5.2. */
export function isByDate(offer: Pick<Offer, 'type' | 'signup' | 'externalSignup'>): boolean {
  return offer.type === 'series' && offer.signup === 'open' && offer.externalSignup === null;
}

/** How one comes to what takes no signups: one just comes, or signs up where somebody else takes them. CONTRACT §5.2. */
export type WithoutSignup = Extract<SignupWindow, { state: 'none' | 'external' }>;

/** Whether it takes no signups at any time, however it stands; null where it does. */
export function withoutSignup(offer: Pick<Offer, 'signup' | 'externalSignup' | 'wholeSeries'>): WithoutSignup | null {
  if (offer.externalSignup !== null) return { state: 'external', url: offer.externalSignup };
  return offer.signup === 'none' && offer.wholeSeries === null ? { state: 'none' } : null;
}

/** Why a signup can no longer be changed in anything; null while it can. CONTRACT §3.15. */
export function whyUnchangeable(
  { state }: { state: SignupState },
  offer: Pick<Offer, 'status' | 'overAt'>,
  now: Instant,
): { kind: 'cancelled' | 'event-cancelled' | 'over' } | null {
  if (state === 'cancelled') return { kind: 'cancelled' };
  if (offer.status === 'cancelled') return { kind: 'event-cancelled' };
  return isOver(offer, now) ? { kind: 'over' } : null;
}
