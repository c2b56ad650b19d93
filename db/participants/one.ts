import type { EndedAs, Instant } from '../../domain/event';
import type { Language } from '../../domain/language/speech';
import type { Offer } from '../../domain/offer';
import type { SignupRow } from '../signup-rows';
import type { Asker } from '../store';
import { callsOfOne } from '../calls';
import { doublesIn } from './doubles';
import { participantById, type Participant } from './list';

/** Something that one has been told about a signup, or is about to be. */
export interface Told {
  id: string;
  /** See domain/notice.ts */
  kind: string;
  at: Instant;
  state: 'queued' | 'sent' | 'dropped' | 'call';
  settledAt: Instant | null;
  calledAt: Instant | null;
  /**
   * Of what could not be mailed: whether somebody has to tell it, or has, as the call list has it; or whether a later one
   * tells it too. Else nobody needs to.
   */
  call: 'left' | 'overtaken' | 'done' | null;
}

/** One who has signed up, with all that an organiser sees of them. The code is not among it. */
export interface OneParticipant extends Participant {
  language: Language;
  endedAs: EndedAs | null;
  /** The latest first. */
  told: Told[];
  /** Signups that look like the same person's: ids and names. */
  doubles: { id: string; name: string }[];
}

/** @param signup as `signupAt` finds it, of this offer */
export async function readParticipant(
  asker: Asker,
  offer: Offer,
  signup: SignupRow,
  now: Instant,
): Promise<OneParticipant> {
  const participant = await participantById(asker, offer, signup.id, now);
  const told = await asker
    .selectFrom('outbox')
    .select(['id', 'kind', 'created_at as at', 'state', 'settled_at as settledAt', 'called_at as calledAt'])
    .where('signup_id', '=', signup.id)
    .where('feed_id', 'is', null)
    .orderBy('created_at', 'desc')
    // what came in the same moment, in the order in which it happened
    .orderBy('ordinal', 'desc')
    .execute();
  const { left, overtaken, done } = await callsOfOne(asker, signup);
  const callOf = (id: string): Told['call'] => {
    if (left.has(id)) return 'left';
    if (overtaken.has(id)) return 'overtaken';
    return done.has(id) ? 'done' : null;
  };
  return {
    ...participant,
    language: signup.language,
    endedAs: signup.ended_as,
    told: told.map((one) => ({ ...one, call: callOf(one.id) })),
    doubles: signup.state === 'cancelled' ? [] : await doublesOf(asker, offer.id, signup.id),
  };
}

async function doublesOf(asker: Asker, offerId: string, id: string): Promise<{ id: string; name: string }[]> {
  const pairs = (await doublesIn(asker, offerId)).filter((pair) => pair.includes(id));
  const others = pairs.map(([first, second]) => (first === id ? second : first));
  return others.length ? asker.selectFrom('signup').select(['id', 'name']).where('id', 'in', others).execute() : [];
}
