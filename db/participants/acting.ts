import type { DeedFacts, DeedKind } from '../../domain/deed';
import type { Instant } from '../../domain/event';
import { recordDeed } from '../deeds';
import type { SignupRow } from '../signup-rows';
import type { Asker, Trx } from '../store';

/** An organiser at one signup to an event or a series. */
export interface AtSignup {
  offerId: string;
  signupId: string;
  /** Who does it, and in which organisation's name: ids. */
  by: string;
  organisationId: string;
}

/**
 * A signup to an event or a series, by its id.
 * @returns undefined where it is another event's, or has been erased
 */
export async function signupAt(
  asker: Asker,
  { offerId, signupId }: Pick<AtSignup, 'offerId' | 'signupId'>,
): Promise<SignupRow | undefined> {
  return asker
    .selectFrom('signup')
    .selectAll()
    .where('id', '=', signupId)
    .where('offer_id', '=', offerId)
    .where('nonce', '<>', '')
    .executeTakeFirst();
}

/** The same where somebody has its code: a player whom a captain has only named is the captain's to change. */
export async function changeableAt(asker: Asker, at: AtSignup): Promise<SignupRow | undefined> {
  const signup = await signupAt(asker, at);
  return signup?.has_code ? signup : undefined;
}

/** Writes down what was done to a signup: its id, which is nothing once it is erased, and no name. */
export async function recordSignupDeed(
  trx: Trx,
  at: AtSignup,
  kind: DeedKind,
  now: Instant,
  facts: DeedFacts = {},
): Promise<void> {
  const { by, organisationId, offerId, signupId } = at;
  await recordDeed(trx, { kind, by, organisationId, offerId, facts: { ids: [signupId], ...facts } }, now);
}

/** Carries an outcome out of a transaction that must leave nothing behind. */
export class Undone<Outcome> extends Error {
  constructor(readonly outcome: Outcome) {
    super('undone');
  }
}
