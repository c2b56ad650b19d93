import type { Instant } from '../../domain/event';
import { whyUnchangeable, type Offer } from '../../domain/offer';
import { admit } from '../../domain/waitlist';
import { endSignups } from '../ending';
import { letIn, lockOffer, serveLine } from '../line';
import { offerOf } from '../offers';
import type { SignupRow } from '../signup-rows';
import type { Store, Trx } from '../store';
import { tell } from '../tell';
import { changeableAt, recordSignupDeed, Undone, type AtSignup } from './acting';

/** Why a signup that waited for a yes or a no can be given neither. */
export type NotAsked =
  | { kind: 'unknown' }
  /** Somebody has said yes or no, or the person has left. */
  | { kind: 'already' }
  | { kind: 'event-cancelled' }
  | { kind: 'over' };

export type ApproveOutcome =
  | { kind: 'confirmed' | 'waitlisted' }
  /** Neither a place nor room in line: it still waits for an answer. */
  | { kind: 'full' }
  /** What it asked for is gone from the programme. */
  | { kind: 'nothing-asked' }
  | NotAsked;

/**
 * Says yes to a signup: it stands in line at the number that it has had since it was made, and the line is served.
 * What comes of it follows by the ordinary rules, and is told.
 */
export async function approveSignup(store: Store, at: AtSignup, now: Instant): Promise<ApproveOutcome> {
  try {
    return await store.transact(async (trx) => {
      const asked = await askedAt(store, trx, at, now);
      if ('kind' in asked) return asked;
      const { offer, signup } = asked;
      await trx.updateTable('signup').set({ to_approve: 0, updated_at: now }).where('id', '=', signup.id).execute();
      await recordSignupDeed(trx, at, 'signup-approved', now);
      return { kind: await admitAtItsPlace(trx, offer, signup, now) };
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome as ApproveOutcome;
    throw error;
  }
}

/** @throws Undone with `full` or `nothing-asked` */
async function admitAtItsPlace(
  trx: Trx,
  offer: Offer,
  signup: SignupRow,
  now: Instant,
): Promise<'confirmed' | 'waitlisted'> {
  const line = await serveLine(trx, offer, now);
  const { state } = await trx
    .selectFrom('signup')
    .select('state')
    .where('id', '=', signup.id)
    .executeTakeFirstOrThrow();
  if (state === 'confirmed') return state;
  const self = line.waiting.find((one) => one.id === signup.id);
  if (!self?.claims.length) throw new Undone<ApproveOutcome>({ kind: 'nothing-asked' });
  const others = line.waiting.filter((one) => one !== self);
  // a newcomer may come to what has begun, which nobody waits for any more
  const granted = admit(offer, { waiting: others, pools: line.pools }, self, now);
  if (granted === null) throw new Undone<ApproveOutcome>({ kind: 'full' });
  if (granted === 'confirmed') await letIn(trx, [signup.id], now);
  else {
    await trx
      .updateTable('signup')
      .set((eb) => ({ sequence: eb('sequence', '+', 1) }))
      .where('id', '=', signup.id)
      .execute();
    await tell(trx, [signup], 'waitlisted', { byOrganiser: true }, now);
  }
  return granted;
}

/** Says no to a signup: it ends, and is told so in words of its own. Again is harmless. */
export async function declineSignup(
  store: Store,
  at: AtSignup,
  now: Instant,
): Promise<{ kind: 'declined' } | NotAsked> {
  return store.transact(async (trx) => {
    const asked = await askedAt(store, trx, at, now);
    if ('kind' in asked) return asked;
    await endSignups(trx, [asked.signup], now, 'declined');
    await tell(trx, [asked.signup], 'declined', {}, now);
    await recordSignupDeed(trx, at, 'signup-declined', now);
    return { kind: 'declined' };
  });
}

async function askedAt(
  store: Store,
  trx: Trx,
  at: AtSignup,
  now: Instant,
): Promise<{ offer: Offer; signup: SignupRow } | NotAsked> {
  await lockOffer(trx, store.dialect, at.offerId);
  const signup = await changeableAt(trx, at);
  if (!signup) return { kind: 'unknown' };
  if (!signup.to_approve) return { kind: 'already' };
  const offer = await offerOf(trx, signup);
  const why = whyUnchangeable(signup, offer, now)?.kind;
  return why === 'over' || why === 'event-cancelled' ? { kind: why } : { offer, signup };
}
