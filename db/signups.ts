import type { Instant } from '../domain/event';
import { isByDate, signupWindow, type Offer, type SignupWindow } from '../domain/offer';
import { foldName } from '../domain/search';
import { admit } from '../domain/waitlist';
import { chosenParts, claimsOf, firstStart, problemsOf, type Wish, type WishProblem } from '../domain/wish';
import { lastInLine, lockOffer, serveLine } from './line';
import { offerById } from './offers';
import { insertSignup, newSignup, signupByKey, type SignupRow } from './signup-rows';
import type { Store } from './store';
import { tell } from './tell';

/** What became of somebody who wanted to sign up. Codes are in their stored form, without a hyphen. */
export type SignupOutcome =
  | { kind: 'confirmed' | 'waitlisted'; code: string }
  /** The same form was sent before: its receipt. `otherName`: by somebody else, who is not signed up. CONTRACT §2.2. */
  | { kind: 'already'; code: string; otherName: boolean }
  /** No places, and no line or no room in it. */
  | { kind: 'full' }
  | { kind: 'closed'; window: Exclude<SignupWindow, { state: 'open' }> }
  | { kind: 'invalid'; problems: WishProblem[] }
  | { kind: 'unknown' };

/**
 * Signs a person or a party up to an event or a whole series: last in line, then served. One transaction, with the
 * notice that tells it. CONTRACT §2.2, §3.
 * @param key the form's own random value; null makes every call a new signup
 */
export async function signUp(
  store: Store,
  to: { type: Offer['type']; slug: string },
  wish: Wish,
  key: string | null,
  now: Instant,
): Promise<SignupOutcome> {
  return store.transact(async (trx) => {
    const found = await trx.selectFrom(to.type).select('id').where('slug', '=', to.slug).executeTakeFirst();
    if (!found) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, found.id);
    const offer = await offerById(trx, to.type, found.id);
    if (offer.status === 'draft') return { kind: 'unknown' };
    if (isByDate(offer)) return { kind: 'unknown' };

    const earlier = await signupByKey(trx, offer.id, key);
    if (earlier) return repeated(store, earlier, wish.name);
    const window = signupWindow(offer, now);
    if (window.state !== 'open') return { kind: 'closed', window };
    const problems = problemsOf(offer, wish, now);
    if (problems.length) return { kind: 'invalid', problems };

    const parts = chosenParts(offer, wish);
    const claims = claimsOf(offer, parts, wish.partySize, wish.audience);
    // those who wait first: a newcomer is let in only to what they could not take
    const line = await serveLine(trx, offer, now);
    const state = admit(offer, line, { claims, startsAt: firstStart(offer, parts), people: wish.partySize }, now);
    if (state === null) return { kind: 'full' };

    const { row, code } = newSignup(store, offer, wish, key, state, now);
    if (state === 'waitlisted') row.line_no = await lastInLine(trx, offer);
    await insertSignup(trx, row, claims);
    await tell(trx, [row], state, {}, now);
    return { kind: state, code };
  });
}

/** The answer to a form that was sent before. CONTRACT §2.2. */
export function repeated(store: Store, earlier: SignupRow, name: string): SignupOutcome & { kind: 'already' } {
  return {
    kind: 'already',
    code: store.codes.codeOf(earlier),
    otherName: foldName(name) !== earlier.name_folded,
  };
}
