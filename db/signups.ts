import { randomUUID } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { fits, type Claim } from '../domain/capacity';
import type { Instant, SignupState } from '../domain/event';
import { signupWindow, type Offer, type SignupWindow } from '../domain/offer';
import { foldName } from '../domain/search';
import { hasRoomInLine, hasStarted } from '../domain/waitlist';
import { chosenParts, claimsOf, firstStart, problemsOf, type Wish, type WishProblem } from '../domain/wish';
import { lastInLine, lockOffer, peopleIn, serveLine, type Line } from './line';
import { offerById } from './offers';
import type { Database } from './schema';
import type { Store, Trx } from './store';
import { tell } from './tell';

export type SignupRow = Selectable<Database['signup']>;

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
    // a series whose dates each take their own signups is nothing to sign up to
    if (offer.type === 'series' && offer.signup !== 'whole') return { kind: 'unknown' };

    const earlier = await signupByKey(trx, offer.id, key);
    if (earlier) return repeated(store, earlier, wish.name);
    const window = signupWindow(offer, now);
    if (window.state !== 'open') return { kind: 'closed', window };
    const problems = problemsOf(offer, wish, now);
    if (problems.length) return { kind: 'invalid', problems };

    const parts = chosenParts(offer, wish);
    const claims = claimsOf(offer, parts, wish.partySize, wish.audience);
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

/** A newcomer's state after the line was served: places, a place in line, or null when it is full. CONTRACT §3.2–3.6. */
export function admit(
  offer: Pick<Offer, 'waitlist' | 'waitlistLimit'>,
  line: Line,
  newcomer: { claims: Claim[]; startsAt: Instant | null; people: number },
  now: Instant,
): 'confirmed' | 'waitlisted' | null {
  return fits(newcomer.claims, line.pools, now) ? 'confirmed' : mayWait(offer, line, newcomer, now);
}

/** Whether a newcomer who gets no places may stand in line. */
export function mayWait(
  offer: Pick<Offer, 'waitlist' | 'waitlistLimit'>,
  line: Line,
  newcomer: { startsAt: Instant | null; people: number },
  now: Instant,
): 'waitlisted' | null {
  if (hasStarted(newcomer, now)) return null;
  return hasRoomInLine(offer, peopleIn(line.waiting), newcomer.people) ? 'waitlisted' : null;
}

/** The signup that a form with this key made before. */
export async function signupByKey(trx: Trx, offerId: string, key: string | null): Promise<SignupRow | undefined> {
  if (key === null) return undefined;
  return trx
    .selectFrom('signup')
    .selectAll()
    .where('offer_id', '=', offerId)
    .where('form_key', '=', key)
    .where('form_key', 'is not', null)
    .executeTakeFirst();
}

export function repeated(store: Store, earlier: SignupRow, name: string): SignupOutcome & { kind: 'already' } {
  return {
    kind: 'already',
    code: store.codes.codeOf(earlier),
    otherName: foldName(name) !== earlier.name_folded,
  };
}

/** A new signup's row, with a fresh code. */
export function newSignup(
  store: Store,
  offer: Pick<Offer, 'id' | 'type'>,
  wish: Wish,
  key: string | null,
  state: SignupState,
  now: Instant,
): {
  row: Insertable<Database['signup']> & Pick<SignupRow, 'id' | 'email' | 'address_failed_at' | 'has_code'>;
  code: string;
} {
  const { nonce, code, hash } = store.codes.fresh();
  return {
    code,
    row: {
      id: uuid(),
      offer_id: offer.id,
      event_id: offer.type === 'event' ? offer.id : null,
      series_id: offer.type === 'series' ? offer.id : null,
      team_id: null,
      state,
      ...columnsOf(wish),
      nonce,
      code_hash: hash,
      has_code: 1,
      form_key: key,
      line_no: null,
      no_place_at: null,
      address_failed_at: null,
      uid: randomUUID(),
      created_at: now,
      updated_at: now,
    },
  };
}

/** What a person wrote, as columns. */
export function columnsOf(wish: Wish) {
  return {
    name: wish.name,
    name_folded: foldName(wish.name),
    email: wish.email,
    phone: wish.phone,
    party_size: wish.partySize,
    audience: wish.audience,
    note: wish.note,
    language: wish.language,
    answers: JSON.stringify(wish.answers),
  };
}

/** Writes a signup and its claims. */
export async function insertSignup(
  trx: Trx,
  row: Insertable<Database['signup']>,
  claims: readonly Claim[],
): Promise<void> {
  await trx.insertInto('signup').values(row).execute();
  await insertClaims(trx, { signup_id: row.id }, claims, row.state === 'confirmed' ? 'held' : 'waiting');
}

/** Writes a holder's claims in pools where it has none. */
export async function insertClaims(
  trx: Trx,
  holder: { signup_id: string } | { team_id: string },
  claims: readonly Claim[],
  state: 'held' | 'waiting',
): Promise<void> {
  if (!claims.length) return;
  const [signupId, teamId] = 'signup_id' in holder ? [holder.signup_id, null] : [null, holder.team_id];
  await trx
    .insertInto('claim')
    .values(
      claims.map((claim) => ({
        pool_id: claim.poolId,
        holder_id: (signupId ?? teamId)!,
        signup_id: signupId,
        team_id: teamId,
        places: claim.places,
        state,
      })),
    )
    .execute();
}

/** The signup that a code leads to. A player whom the captain only named is not found: nobody has that code. */
export async function signupByCode(
  store: Store,
  asker: Pick<Trx, 'selectFrom'>,
  code: string,
): Promise<SignupRow | undefined> {
  return asker
    .selectFrom('signup')
    .selectAll()
    .where('code_hash', 'in', store.codes.hashesOf(code))
    .where('has_code', '=', 1)
    .executeTakeFirst();
}
