import { fits, giveBack, tooLargeFor, type Claim } from '../domain/capacity';
import type { Instant } from '../domain/event';
import type { Offer } from '../domain/offer';
import { admit, hasRoomInLine, hasStarted, peopleIn, standsIn } from '../domain/waitlist';
import { chosenParts, claimsOf, firstStart, type Wish } from '../domain/wish';
import { lastInLine, readLine } from './line';
import { insertClaims, type SignupRow } from './signup-rows';
import type { Trx } from './store';
import { playersOf } from './teams';

/**
 * Moves a signup's claims to what it now asks for.
 * @returns `full` when they cannot be had, `waiting` when it went to the end of the line
 */
export async function movePlaces(
  trx: Trx,
  offer: Offer,
  signup: SignupRow,
  before: Wish,
  wish: Wish,
  now: Instant,
): Promise<'kept' | 'moved' | 'waiting' | 'full'> {
  const rows = await trx
    .selectFrom('claim')
    .selectAll()
    .where('holder_id', '=', signup.id)
    .where('state', '<>', 'ended')
    .execute();
  const toClaim = (row: { pool_id: string; places: number }): Claim => ({
    poolId: row.pool_id,
    places: row.places,
    audience: signup.audience,
  });
  const old = rows.map(toClaim);
  const team = rows.filter((row) => !isOffers(offer, row.pool_id)); // the team's own pool stays chosen
  const sameParts = sameChoices(before, wish);
  const plays = signup.team_id !== null;
  const parts = chosenParts(offer, wish);
  const asked = sameParts
    ? old // also when what was chosen is gone: who only helped does not take a participant's place
    : [...claimsOf(offer, parts, wish.partySize, wish.audience, plays), ...team.map(toClaim)];
  const wanted = asked.map((claim) => ({ ...claim, places: wish.partySize, audience: wish.audience }));
  const line = await readLine(trx, offer);
  // who waits keeps the place in line for other words, the audience among them
  const keeps = (poolId: string) => signup.state === 'confirmed' && (line.pools.get(poolId)?.kept.length ?? 0) > 0;
  const grown = wanted.filter((claim) => grows(claim, old, keeps(claim.poolId)));
  const same = !grown.length && wanted.length === old.length && wanted.every((claim) => sameIn(claim, old));
  if (same) return 'kept';

  if (signup.state === 'confirmed') {
    if (grown.length && !fits(grown, giveBack(old, line.pools), now)) return 'full';
    await replaceClaims(trx, signup.id, wanted, 'held');
    return 'moved';
  }

  if (tooLargeFor(grown, line.pools)) return 'full';
  const withTeam = signup.line_no === null && signup.team_id !== null;
  if (withTeam && grown.length && !standsIn(line.waiting, signup.team_id!, now)) return 'full';
  if (withTeam && offer.teams && (await wouldOverfill(trx, offer.teams.max, team, signup, wish))) return 'full';
  if (signup.to_approve) {
    // who is not in the line yet may ask for whatever a newcomer may
    const newcomer = { claims: wanted, startsAt: firstStart(offer, parts), people: wish.partySize };
    if (grown.length && !admit(offer, line, newcomer, now)) return 'full';
    await replaceClaims(trx, signup.id, wanted, 'waiting');
    if (!grown.length) return 'moved';
    await goLast(trx, offer, signup);
    return 'waiting';
  }
  const others = line.waiting.filter((one) => one.id !== signup.id);
  const people = peopleIn(others, now) - (withTeam ? signup.party_size : 0);
  // one who had left the line, because what they waited for began, comes back into it for something else, like anybody
  const comesBack =
    signup.no_place_at !== null &&
    (grown.length > 0 || !sameParts) &&
    wanted.length > 0 &&
    !hasStarted({ startsAt: firstStart(offer, parts) }, now);
  const more = wish.partySize > signup.party_size || comesBack;
  if (more && !hasRoomInLine(offer, people, wish.partySize)) return 'full';
  await replaceClaims(trx, signup.id, wanted, 'waiting');
  if (withTeam || !(grown.length || comesBack)) return 'moved';
  await goLast(trx, offer, signup);
  return 'waiting';
}

async function goLast(trx: Trx, offer: Offer, { id }: Pick<SignupRow, 'id'>): Promise<void> {
  await trx
    .updateTable('signup')
    .set({ line_no: await lastInLine(trx, offer), no_place_at: null })
    .where('id', '=', id)
    .execute();
}

/** Whether a party that grows would be more than its waiting team may have. */
async function wouldOverfill(
  trx: Trx,
  max: number,
  teamClaims: readonly { pool_id: string }[],
  signup: SignupRow,
  wish: Wish,
): Promise<boolean> {
  const pool = teamClaims[0]?.pool_id;
  if (!pool || wish.partySize <= signup.party_size) return false;
  return (await playersOf(trx, pool)) - signup.party_size + wish.partySize > max;
}

function sameChoices(before: Wish, wish: Wish): boolean {
  const choices = ({ activities, shifts }: Wish) => JSON.stringify([[...activities].sort(), [...shifts].sort()]);
  return choices(before) === choices(wish);
}

/** Whether a claim asks for more than its holder has in that pool: more places, or other people's kept places. */
function grows(claim: Claim, old: readonly Claim[], placesAreKept: boolean): boolean {
  const had = old.find((one) => one.poolId === claim.poolId);
  if (!had || claim.places > had.places) return true;
  return placesAreKept && claim.audience !== had.audience;
}

const sameIn = (claim: Claim, old: readonly Claim[]) =>
  old.some((one) => one.poolId === claim.poolId && one.places === claim.places && one.audience === claim.audience);

const isOffers = (offer: Offer, poolId: string) =>
  poolId === offer.poolId || offer.parts.some((part) => part.poolId === poolId);

async function replaceClaims(
  trx: Trx,
  signupId: string,
  claims: readonly Claim[],
  state: 'held' | 'waiting',
): Promise<void> {
  // a claim that has ended stays, as the memory of an activity that is gone, unless it is chosen again
  await trx
    .deleteFrom('claim')
    .where('holder_id', '=', signupId)
    .where((eb) => eb.or([eb('state', '<>', 'ended'), eb('pool_id', 'in', ['', ...claims.map((one) => one.poolId)])]))
    .execute();
  await insertClaims(trx, { signup_id: signupId }, claims, state);
}
