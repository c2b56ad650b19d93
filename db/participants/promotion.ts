import { whyNot, type Claim } from '../../domain/capacity';
import type { Instant } from '../../domain/event';
import { whyUnchangeable } from '../../domain/offer';
import { recordDeed } from '../deeds';
import { letIn, lockOffer, serveLine } from '../line';
import { offerOf } from '../offers';
import type { Store } from '../store';
import { changeableAt, type AtSignup } from './acting';

export type PromoteOutcome =
  | { kind: 'confirmed' }
  /** Only places that are kept for others are free, or none: it takes a word more to let somebody in. */
  | { kind: 'kept' | 'full' }
  /** It no longer waits. */
  | { kind: 'already' }
  /** It waits for a yes or a no, which comes first. */
  | { kind: 'to-approve' }
  /** Its team waits, or it waits for a place in one: the team's board is where that is seen to. */
  | { kind: 'with-team' }
  /** What it asked for is gone from the programme. */
  | { kind: 'nothing-asked' }
  | { kind: 'event-cancelled' | 'over' | 'unknown' };

/**
 * Gives one who waits places before others, with a reason that is written down, and erased with the person. The line is served first, so that what
 * is free is what nobody in order could have.
 * @param how.reason in the organiser's words, which name nobody
 * @param how.regardless into places that are kept for others, or above the limit: said by the organiser in so many
 *   words. Nobody else is let in until it fits again (CONTRACT §3.4)
 */
export async function promoteSignup(
  store: Store,
  at: AtSignup,
  how: { reason: string; regardless: boolean },
  now: Instant,
): Promise<PromoteOutcome> {
  return store.transact(async (trx): Promise<PromoteOutcome> => {
    await lockOffer(trx, store.dialect, at.offerId);
    const known = await changeableAt(trx, at);
    if (!known) return { kind: 'unknown' };
    const offer = await offerOf(trx, known);
    const { pools } = await serveLine(trx, offer, now);
    const signup = (await changeableAt(trx, at))!;
    const why = whyUnchangeable(signup, offer, now)?.kind;
    if (why === 'over' || why === 'event-cancelled') return { kind: why };
    if (signup.state !== 'waitlisted') return { kind: 'already' };
    if (signup.to_approve) return { kind: 'to-approve' };
    if (signup.team_id !== null) return { kind: 'with-team' };
    const rows = await trx
      .selectFrom('claim')
      .select(['pool_id', 'places'])
      .where('holder_id', '=', signup.id)
      .where('state', '=', 'waiting')
      .execute();
    if (!rows.length) return { kind: 'nothing-asked' };
    const claims = rows.map((row): Claim => ({
      poolId: row.pool_id,
      places: row.places,
      audience: signup.audience,
    }));
    const room = whyNot(claims, pools, now);
    if (room !== 'free' && !how.regardless) return { kind: room };
    await trx.updateTable('signup').set({ no_place_at: null }).where('id', '=', signup.id).execute();
    await letIn(trx, [signup.id], now);
    const { by, organisationId, offerId } = at;
    const deed = { kind: 'signup-promoted' as const, by, organisationId, offerId, facts: { ids: [signup.id] } };
    const deedId = await recordDeed(trx, deed, now);
    await trx.insertInto('deed_reason').values({ deed_id: deedId, signup_id: signup.id, reason: how.reason }).execute();
    return { kind: 'confirmed' };
  });
}
