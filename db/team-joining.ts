import { fits } from '../domain/capacity';
import type { Instant } from '../domain/event';
import { signupWindow } from '../domain/offer';
import { foldName } from '../domain/search';
import { admit, mayWait, standsIn } from '../domain/waitlist';
import { chosenParts, claimsOf, firstStart, playerProblems, problemsOf, type Wish } from '../domain/wish';
import { lastInLine, lockOffer, serveLine } from './line';
import { offerById } from './offers';
import { columnsOf, insertClaims, insertNewcomer, newSignup, signupByKey, type SignupRow } from './signup-rows';
import { repeated, type SignupOutcome } from './signups';
import type { Store, Trx } from './store';
import { playersOf, teamByCode, teamPoolOf } from './teams';
import { addresseeColumns, tell } from './tell';

/**
 * Joins a team by its code. Who joins under the name of a player whom the captain named takes that player's place.
 * Who joins while the team waits, waits with it; who finds the team or the event full waits alone.
 * CONTRACT §3.10–12.
 */
export async function joinTeam(
  store: Store,
  teamCode: string,
  wish: Wish,
  key: string | null,
  now: Instant,
): Promise<SignupOutcome> {
  return store.transact(async (trx) => {
    const found = await teamByCode(store, trx, teamCode);
    if (!found) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, found.event_id);
    const offer = await offerById(trx, 'event', found.event_id);
    if (offer.status === 'draft') return { kind: 'unknown' };
    const earlier = await signupByKey(trx, offer.id, key);
    if (earlier) return repeated(store, earlier, wish.name);
    // before the team is read: serving may let it in
    const line = await serveLine(trx, offer, now);
    const team = await trx.selectFrom('team').selectAll().where('id', '=', found.id).executeTakeFirstOrThrow();
    if (team.state === 'cancelled' || !offer.teams) return { kind: 'unknown' };
    const window = signupWindow(offer, now);
    if (window.state !== 'open') return { kind: 'closed', window };
    const problems = [...problemsOf(offer, wish, now), ...playerProblems(offer, null, wish)];
    if (problems.length) return { kind: 'invalid', problems };

    const pool = await teamPoolOf(trx, team.id);
    const named = await namedPlaceOf(trx, team.id, wish);
    const parts = chosenParts(offer, wish);
    const claims = [
      ...claimsOf(offer, parts, wish.partySize, wish.audience, true),
      { poolId: pool, places: wish.partySize, audience: wish.audience },
    ];
    if (named) {
      const extra = claims.filter((claim) => parts.some((part) => part.poolId === claim.poolId));
      if (named.state === 'confirmed' && !fits(extra, line.pools, now)) return { kind: 'full' };
      await insertClaims(trx, { signup_id: named.id }, extra, named.state === 'confirmed' ? 'held' : 'waiting');
      const outcome = await takeNamedPlace(trx, store, named, wish, key, now);
      // an audience that is told now may leave more to others of what is kept
      await serveLine(trx, offer, now);
      return outcome;
    }
    // nobody waits for, or with, a team whose own wait is over
    if (team.state === 'waitlisted' && !standsIn(line.waiting, team.id, now)) return { kind: 'full' };

    const withTeam = team.state === 'waitlisted' && (await playersOf(trx, pool)) + wish.partySize <= offer.teams.max;
    const newcomer = { claims, startsAt: firstStart(offer, parts), people: wish.partySize };
    // a place in the event is no use while the team itself waits: who joins then waits with it
    const state = team.state === 'waitlisted' ? mayWait(offer, line, newcomer, now) : admit(offer, line, newcomer, now);
    if (state === null) return { kind: 'full' };

    const { row, code } = newSignup(store, offer, wish, key, state, now);
    row.team_id = team.id;
    if (state === 'waitlisted' && !withTeam) row.line_no = await lastInLine(trx, offer);
    await insertNewcomer(trx, row, claims, 'team-joined', now);
    return { kind: state, code };
  });
}

async function namedPlaceOf(trx: Trx, teamId: string, wish: Wish): Promise<SignupRow | undefined> {
  if (wish.partySize !== 1) return undefined;
  return trx
    .selectFrom('signup')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('state', '<>', 'cancelled')
    .where('has_code', '=', 0)
    .where('name_folded', '=', foldName(wish.name))
    .orderBy('id')
    .executeTakeFirst();
}

/** The named player's place becomes that of the person who joined, with a code that was given to nobody before. */
async function takeNamedPlace(
  trx: Trx,
  store: Store,
  named: SignupRow,
  wish: Wish,
  key: string | null,
  now: Instant,
): Promise<SignupOutcome> {
  const { nonce, code, hash } = store.codes.fresh();
  const row = await trx
    .updateTable('signup')
    .set({ ...columnsOf(wish), nonce, code_hash: hash, has_code: 1, form_key: key, updated_at: now })
    .where('id', '=', named.id)
    .returning(addresseeColumns)
    .executeTakeFirstOrThrow();
  await tell(trx, [row], 'team-joined', {}, now);
  return { kind: named.state === 'confirmed' ? 'confirmed' : 'waitlisted', code };
}
