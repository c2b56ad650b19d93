import type { Instant } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import { signupByCode } from '../signup-rows';
import { signUp, type Asked, type SignupOutcome } from '../signups';
import type { Store } from '../store';
import { recordSignupDeed, type AtSignup } from './acting';

type Added = Exclude<SignupOutcome, { code: string }> | { kind: 'confirmed' | 'waitlisted'; signupId: string };
type AddedBefore = { kind: 'already'; signupId: string; otherName: boolean };

/**
 * Signs somebody up who has asked an organiser to: as they would themselves, also outside the time that signup is open.
 * Where each signup is approved, an organiser has said yes by doing it.
 * @returns the signup's id in place of its code: the code is shown where it is asked for
 */
export async function addOnBehalf<Problem>(
  store: Store,
  to: { type: Offer['type']; slug: string } & Omit<AtSignup, 'signupId'>,
  read: (offer: Offer) => Asked<Problem>,
  now: Instant,
): Promise<Added | AddedBefore | { kind: 'unread'; problems: Problem[] } | { kind: 'each-date' }> {
  const outcome = await signUp(store, to, read, now, {
    by: to.by,
    alongside: (trx, signupId) => recordSignupDeed(trx, { ...to, signupId }, 'signup-added', now),
  });
  if (!('code' in outcome)) return outcome;
  const signup = (await signupByCode(store, store.read, outcome.code))!;
  return outcome.kind === 'already'
    ? { kind: 'already', signupId: signup.id, otherName: outcome.otherName }
    : { kind: outcome.kind, signupId: signup.id };
}
