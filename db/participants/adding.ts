import type { DeedKind } from '../../domain/deed';
import type { Instant } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import type { Wish } from '../../domain/wish';
import { signupByCode } from '../signup-rows';
import { signUp, type Asked, type OnBehalf, type SignupOutcome } from '../signups';
import type { Store } from '../store';
import { registerTeam, type TeamOutcome } from '../team-registration';
import { recordSignupDeed, type AtSignup } from './acting';

/** Somebody is signed up, now or by the same form before: `otherName` where that was under another name. */
export type Added =
  { kind: 'confirmed' | 'waitlisted'; signupId: string } | { kind: 'already'; signupId: string; otherName: boolean };

/** An outcome with the signup's id in place of its code: the code is shown where it is asked for. */
type WithoutCode<Outcome> = Exclude<Outcome, { code: string }> | Added;

/**
 * Signs somebody up who has asked an organiser to: as they would themselves, also outside the time that signup is open.
 * Where each signup is approved, an organiser has said yes by doing it.
 */
export async function addOnBehalf<Problem>(
  store: Store,
  to: { type: Offer['type']; slug: string } & Omit<AtSignup, 'signupId'>,
  read: (offer: Offer) => Asked<Problem>,
  now: Instant,
): Promise<WithoutCode<SignupOutcome> | { kind: 'unread'; problems: Problem[] } | { kind: 'each-date' }> {
  return withoutCode(store, await signUp(store, to, read, now, byOrganiser(to, 'signup-added', now)));
}

/** The same for a captain with a team. The signup is the captain's. */
export async function addTeamOnBehalf(
  store: Store,
  to: { slug: string } & Omit<AtSignup, 'signupId'>,
  team: { name: string; captain: Wish; players: string[] },
  key: string | null,
  now: Instant,
): Promise<WithoutCode<TeamOutcome>> {
  const onBehalf = byOrganiser(to, 'team-added', now);
  return withoutCode(store, await registerTeam(store, to.slug, team, key, now, onBehalf));
}

const byOrganiser = (to: Omit<AtSignup, 'signupId'>, kind: DeedKind, now: Instant): OnBehalf => ({
  by: to.by,
  alongside: (trx, signupId) => recordSignupDeed(trx, { ...to, signupId }, kind, now),
});

async function withoutCode<Outcome extends { kind: string }>(
  store: Store,
  outcome: Outcome | Extract<SignupOutcome, { code: string }>,
): Promise<WithoutCode<Outcome>> {
  if (!('code' in outcome)) return outcome as Exclude<Outcome, { code: string }>;
  const { id: signupId } = (await signupByCode(store, store.read, outcome.code))!;
  return outcome.kind === 'already'
    ? { kind: outcome.kind, signupId, otherName: outcome.otherName }
    : { kind: outcome.kind, signupId };
}
