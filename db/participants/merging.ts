import { fits, giveBack, type Claim } from '../../domain/capacity';
import type { Instant } from '../../domain/event';
import { betterStanding, bothNotes, unionOf, whyNotIntoTeam, type Standing } from '../../domain/merging';
import { whyUnchangeable, type Offer } from '../../domain/offer';
import { chosenParts, claimsOf, problemsOf, takesPart, type Wish, type WishProblem } from '../../domain/wish';
import { wishOf } from '../changes';
import { endSignups } from '../ending';
import { lockOffer, readLine, serveLine } from '../line';
import { offerOf } from '../offers';
import { columnsOf, insertClaims, type SignupRow } from '../signup-rows';
import type { Store, Trx } from '../store';
import { teamPoolOf } from '../teams';
import { addresseeColumns, tell } from '../tell';
import { changeableAt, recordSignupDeed, Undone, type AtSignup } from './acting';

export type MergeOutcome =
  | { kind: 'merged'; keptId: string }
  /** What the two chose together cannot be had. */
  | { kind: 'full' }
  /** What the two chose together is at the same time, say. */
  | { kind: 'invalid'; problems: WishProblem[] }
  /** Both play on teams: that is two places, and one of them is cancelled. */
  | { kind: 'with-team' }
  /** One plays on a team, and cannot take the other in: see `whyNotIntoTeam`. */
  | { kind: 'team-waits' | 'larger-alone' }
  /** One takes part and the other only helps, which takes two signups. */
  | { kind: 'two-roles' }
  /** One of them is cancelled. */
  | { kind: 'already' }
  | { kind: 'event-cancelled' | 'over' | 'unknown' };

/**
 * Makes one signup of two that are the same person's. The one made first is kept, with its code, as the better of the
 * two; the other ends. Of two where one plays on a team that one is kept: it is the team's, and may be its captain's. The person is told once, about the one that is left: a cancellation would read as if they had
 * lost their place. docs/decisions/0121
 * @param at one of the two
 */
export async function mergeSignups(store: Store, at: AtSignup, otherId: string, now: Instant): Promise<MergeOutcome> {
  try {
    return await store.transact((trx) => merge(trx, store, at, otherId, now));
  } catch (error) {
    if (error instanceof Undone) return error.outcome as MergeOutcome;
    throw error;
  }
}

async function merge(trx: Trx, store: Store, at: AtSignup, otherId: string, now: Instant): Promise<MergeOutcome> {
  await lockOffer(trx, store.dialect, at.offerId);
  const one = await changeableAt(trx, at);
  const other = await changeableAt(trx, { ...at, signupId: otherId });
  if (!one || !other || one.id === other.id) return { kind: 'unknown' };
  const offer = await offerOf(trx, one);
  for (const signup of [one, other]) {
    const why = whyUnchangeable(signup, offer, now)?.kind;
    if (why) return { kind: why === 'cancelled' ? 'already' : why };
  }
  const [first, second] = keptFirst(one, other);
  if (second.team_id !== null) return { kind: 'with-team' };
  if (first.team_id !== null) {
    const why = whyNotIntoTeam({ state: first.state, partySize: first.party_size }, { partySize: second.party_size });
    if (why !== null) return { kind: why };
  }
  const [wish, secondWish] = [await wishOf(trx, first, offer), await wishOf(trx, second, offer)];
  const union = unionOf(withoutDeadAddress(wish, first), secondWish);
  union.email ??= first.email;
  const claims = await unionClaims(trx, offer, [first, second], union);
  if (claims === null) return { kind: 'two-roles' };
  const chosen = [wish, secondWish].flatMap(({ activities, shifts }) => [...activities, ...shifts]);
  const problems = problemsOf(offer, union, now, chosen).filter(({ problem }) => problem === 'clash');
  if (problems.length) return { kind: 'invalid', problems };

  // what the second has is the first's to take, before anybody in line
  await endSignups(trx, [second], now, 'merged');
  const standing = betterStanding(standingOf(first), standingOf(second));
  await take(trx, offer, first, claims, standing, now);
  const told = await trx
    .updateTable('signup')
    .set((eb) => ({
      ...columnsOf(union),
      state: standing.state,
      to_approve: standing.toApprove ? (1 as const) : (0 as const),
      line_no: standing.lineNo,
      no_place_at: standing.outOfLine ? first.no_place_at : null,
      organiser_note: bothNotes(first.organiser_note, second.organiser_note),
      address_failed_at: union.email === first.email ? first.address_failed_at : second.address_failed_at,
      sequence: eb('sequence', '+', 1),
      updated_at: now,
    }))
    .where('id', '=', first.id)
    .returning(addresseeColumns)
    .executeTakeFirstOrThrow();
  await tell(trx, [told], 'changed', { byOrganiser: true }, now);
  const ids = [first.id, second.id];
  await recordSignupDeed(trx, { ...at, signupId: first.id }, 'signups-merged', now, { ids });
  await serveLine(trx, offer, now);
  return { kind: 'merged', keptId: first.id };
}

/** An address that does not exist is no address, where the other has one. */
const withoutDeadAddress = (wish: Wish, signup: SignupRow): Wish =>
  signup.address_failed_at === null ? wish : { ...wish, email: null };

/**
 * The places that the two ask for together.
 * @returns null where one takes part and the other only helps, which takes two signups: CONTRACT §3.7
 */
async function unionClaims(trx: Trx, offer: Offer, both: SignupRow[], union: Wish): Promise<Claim[] | null> {
  const rows = await trx
    .selectFrom('claim')
    .select(['holder_id', 'pool_id'])
    .where(
      'holder_id',
      'in',
      both.map(({ id }) => id),
    )
    .where('state', '<>', 'ended')
    .execute();
  // all that they had chosen is gone
  if (!rows.length) return [];
  const parts = chosenParts(offer, union);
  const [first, second] = both;
  if (first?.team_id) {
    const own = rows.filter((row) => row.holder_id === second?.id);
    if (own.length && !own.some((row) => row.pool_id === offer.poolId)) return null;
    const place = { poolId: await teamPoolOf(trx, first.team_id), places: union.partySize, audience: union.audience };
    return [...claimsOf(offer, parts, union.partySize, union.audience, true), place];
  }
  const takesPlace = rows.some((row) => row.pool_id === offer.poolId);
  return takesPlace && !takesPart(parts) ? null : claimsOf(offer, parts, union.partySize, union.audience);
}

/** @throws Undone with `full` */
async function take(
  trx: Trx,
  offer: Offer,
  first: SignupRow,
  claims: readonly Claim[],
  standing: Standing,
  now: Instant,
): Promise<void> {
  if (standing.state === 'confirmed') {
    const rows = await trx
      .selectFrom('claim')
      .select(['pool_id', 'places'])
      .where('holder_id', '=', first.id)
      .where('state', '=', 'held')
      .execute();
    const held = rows.map((row): Claim => ({ poolId: row.pool_id, places: row.places, audience: first.audience }));
    const { pools } = await readLine(trx, offer);
    if (!fits(claims, giveBack(held, pools), now)) throw new Undone<MergeOutcome>({ kind: 'full' });
  }
  await trx
    .deleteFrom('claim')
    .where('holder_id', '=', first.id)
    .where((eb) => eb.or([eb('state', '<>', 'ended'), eb('pool_id', 'in', ['', ...claims.map((one) => one.poolId)])]))
    .execute();
  await insertClaims(trx, { signup_id: first.id }, claims, standing.state === 'confirmed' ? 'held' : 'waiting');
}

const standingOf = (row: SignupRow): Standing => ({
  state: row.state === 'confirmed' ? 'confirmed' : 'waitlisted',
  toApprove: row.to_approve === 1,
  lineNo: row.line_no,
  outOfLine: row.no_place_at !== null,
});

/** The one that is kept of two, before the one that ends. */
export function keptFirst<Signup extends Pick<SignupRow, 'id' | 'created_at' | 'team_id'>>(
  one: Signup,
  other: Signup,
): [kept: Signup, ends: Signup] {
  const isKept = (one.team_id === null) === (other.team_id === null) ? isBefore(one, other) : one.team_id !== null;
  return isKept ? [one, other] : [other, one];
}

const isBefore = (one: Pick<SignupRow, 'id' | 'created_at'>, other: Pick<SignupRow, 'id' | 'created_at'>) =>
  one.created_at === other.created_at ? one.id < other.id : one.created_at < other.created_at;
