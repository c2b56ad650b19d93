import type { Instant } from '../domain/event';
import { isByDate, organiserWindow, signupWindow, type Offer, type SignupWindow } from '../domain/offer';
import { foldName } from '../domain/search';
import { admit } from '../domain/waitlist';
import { chosenParts, claimsOf, firstStart, problemsOf, type Wish, type WishProblem } from '../domain/wish';
import { lastInLine, lineBefore, lockOfferBySlug } from './line';
import { countedOfferBySlug } from './offers';
import { insertNewcomer, newSignup, signupByKey, type SignupRow } from './signup-rows';
import type { Store, Trx } from './store';

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
 * What somebody asks for: the wish, and the form's own random value (null makes every call a new signup); or what could
 * not be read, in the words of whoever reads.
 */
export type Asked<Problem> = { wish: Wish; key: string | null } | { problems: Problem[] };

/** An organiser who signs somebody up for them. */
export interface OnBehalf {
  /** Their id. */
  by: string;
  /** What else belongs to it, in its transaction. */
  alongside: (trx: Trx, signupId: string) => Promise<void>;
}

/**
 * Signs a person or a party up to an event or a whole series: last in line, then served. One transaction, with the
 * notice that tells it. CONTRACT §2.2, §3.
 * @param read reads what is asked for. What an offer asks is known first when it has been found: so a form is read in
 *   here, and the offer asked for once
 * Where the organiser says yes or no to each signup, it waits for that, and stands in no line: only what could have
 * places, or wait for them, is taken in at all.
 * @param onBehalf by an organiser, for somebody who has asked them to
 * @returns besides what became of it: `unread`, what could not be read, with whether one could sign up at all;
 *   `each-date`, of a series where one signs up to one date at a time
 */
export async function signUp<Problem>(
  store: Store,
  to: { type: Offer['type']; slug: string },
  read: (offer: Offer) => Asked<Problem>,
  now: Instant,
  onBehalf?: OnBehalf,
): Promise<SignupOutcome | { kind: 'unread'; problems: Problem[]; window: SignupWindow } | { kind: 'each-date' }> {
  const windowOf = onBehalf ? organiserWindow : signupWindow;
  return store.transact(async (trx) => {
    await lockOfferBySlug(trx, store.dialect, to);
    const found = await countedOfferBySlug(trx, to.type, to.slug);
    if (!found) return { kind: 'unknown' };
    const { offer } = found;
    if (isByDate(offer)) return { kind: 'each-date' };
    const asked = read(offer);
    if ('problems' in asked) return { kind: 'unread', problems: asked.problems, window: windowOf(offer, now) };
    const { wish, key } = asked;

    const earlier = await signupByKey(trx, offer.id, key);
    if (earlier) return repeated(store, earlier, wish.name);
    const window = windowOf(offer, now);
    if (window.state !== 'open') return { kind: 'closed', window };
    const problems = problemsOf(offer, wish, now);
    if (problems.length) return { kind: 'invalid', problems };

    const parts = chosenParts(offer, wish);
    const claims = claimsOf(offer, parts, wish.partySize, wish.audience);
    const newcomer = { claims, startsAt: firstStart(offer, parts), people: wish.partySize };
    const state = admit(offer, await lineBefore(trx, offer, newcomer, found, now), newcomer, now);
    if (state === null) return { kind: 'full' };

    const asksFirst = offer.approval && !onBehalf;
    const kind = asksFirst ? 'waitlisted' : state;
    const { row, code } = newSignup(store, offer, wish, key, kind, now);
    if (kind === 'waitlisted') row.line_no = await lastInLine(trx, offer);
    if (asksFirst) row.to_approve = 1;
    if (onBehalf) row.added_by = onBehalf.by;
    await insertNewcomer(trx, row, claims, asksFirst ? 'received' : kind, now);
    await onBehalf?.alongside(trx, row.id);
    return { kind, code };
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
