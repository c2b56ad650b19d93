import type { DeedKind } from '../../domain/deed';
import type { Instant } from '../../domain/event';
import {
  cancelFound,
  changeFound,
  NotAgreed,
  teamWithout,
  type CancelOutcome,
  type Change,
  type ChangeOutcome,
} from '../changes';
import type { Asker, Store } from '../store';
import type { TeamAfter } from '../teams';
import { changeableAt, recordSignupDeed, signupAt, type AtSignup } from './acting';

/**
 * Changes a signup for its person, by the same rules as their own form, also after signup has closed. They are told.
 * @param kind which deed it is: other words, or other activities
 * @returns besides what became of it: `same`, where nothing was another than before, and nobody is told
 */
export async function changeOnBehalf(
  store: Store,
  at: AtSignup,
  kind: 'signup-edited' | 'signup-moved',
  change: Change,
  now: Instant,
): Promise<ChangeOutcome | { kind: 'same' }> {
  let isChanged = false;
  const alongside = async (trx: Parameters<typeof recordSignupDeed>[0]) => {
    isChanged = true;
    await recordSignupDeed(trx, at, kind, now);
  };
  const outcome = await changeFound(store, (trx) => changeableAt(trx, at), change, now, { alongside });
  return outcome.kind === 'changed' && !isChanged ? { kind: 'same' } : outcome;
}

/**
 * Gives a signup's places up for its person, as they would themselves. They are told.
 * @param agrees whether what becomes of a captain's team is what was said yes to; null: nothing becomes of any
 * @returns besides what became of it: `to-confirm`, where that was not so, and nothing is done
 */
export async function cancelOnBehalf(
  store: Store,
  at: AtSignup,
  now: Instant,
  agrees: (team: TeamAfter | null) => boolean = () => true,
): Promise<CancelOutcome | { kind: 'to-confirm' }> {
  const alongside = (trx: Parameters<typeof recordSignupDeed>[0]) => recordSignupDeed(trx, at, 'signup-cancelled', now);
  try {
    return await cancelFound(store, (trx) => changeableAt(trx, at), now, { organiser: { alongside }, agrees });
  } catch (error) {
    if (error instanceof NotAgreed) return { kind: 'to-confirm' };
    throw error;
  }
}

/** What cancelling would do to the team of a captain; null where nothing. */
export const teamWithoutSignup = (store: Store, at: AtSignup, now: Instant): Promise<TeamAfter | null> =>
  teamWithout(store, (trx) => changeableAt(trx, at), now);

/** How long an organiser who has asked for something that is written down may look at it again. */
export const looksFor = 60 * 60_000;

/** Writes down that an organiser looks at a signup's code. @returns whether there is one */
export async function askForCode(store: Store, at: AtSignup, now: Instant): Promise<boolean> {
  return store.transact(async (trx) => {
    if (!(await changeableAt(trx, at))) return false;
    await recordSignupDeed(trx, at, 'code-shown', now);
    return true;
  });
}

/** A signup's code, where this organiser has asked for it a moment ago, or has just made the signup; else null. */
export async function codeAskedFor(store: Store, at: AtSignup, now: Instant): Promise<string | null> {
  const kinds: DeedKind[] = ['code-shown', 'signup-added', 'team-added'];
  if (!(await hasDone(store.read, at, kinds, at.signupId, now))) return null;
  const signup = await signupAt(store.read, at);
  return signup?.has_code ? store.codes.codeOf(signup) : null;
}

/** Whether an organiser has done something to an offer within `looksFor`. @param to what its facts must tell of */
export async function hasDone(
  asker: Asker,
  at: { offerId: string; by: string },
  kinds: readonly DeedKind[],
  to: string,
  now: Instant,
): Promise<boolean> {
  const rows = await asker
    .selectFrom('deed')
    .select('facts')
    .where('offer_id', '=', at.offerId)
    .where('at', '>', now - looksFor)
    .where('organiser_id', '=', at.by)
    .where('kind', 'in', kinds)
    .execute();
  return rows.some(({ facts }) => facts.includes(JSON.stringify(to)));
}
