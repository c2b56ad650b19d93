import type { Instant } from '../../domain/event';
import { doublesAmong } from '../../domain/doubles';
import { lockOffer } from '../line';
import type { Asker, Store } from '../store';
import { recordSignupDeed, signupAt, type AtSignup } from './acting';

/** Pairs of an offer's signups that look like one person's: ids, the one made first before the other. */
export async function doublesIn(asker: Asker, offerId: string): Promise<[first: string, second: string][]> {
  const rows = await asker
    .selectFrom('signup')
    .select(['id', 'name_folded as nameFolded', 'email', 'phone', 'created_at as createdAt', 'team_id as teamId'])
    .where('offer_id', '=', offerId)
    .where('state', '<>', 'cancelled')
    // whom a captain has only named is there by the captain's own list
    .where('has_code', '=', 1)
    .where('nonce', '<>', '')
    .execute();
  const onTeam = new Set(rows.flatMap(({ id, teamId }) => (teamId === null ? [] : [id])));
  const alone = onTeam.size ? await playersAlone(asker, offerId) : new Set<string>();
  // players of teams are there once by the teams' own rules, and who also helps at a shift has two signups: CONTRACT §3.7
  const mayBeOne = (one: string, other: string) =>
    onTeam.has(one) === onTeam.has(other) ? !onTeam.has(one) : alone.has(one) || alone.has(other);
  const found = await asker
    .selectFrom('signup')
    .innerJoin('two_people', 'two_people.first_id', 'signup.id')
    .select(['two_people.first_id', 'two_people.second_id'])
    .where('signup.offer_id', '=', offerId)
    .execute();
  const two = new Set(found.map((pair) => pairOf(pair.first_id, pair.second_id).join()));
  return doublesAmong(rows, (one, other) => !mayBeOne(one, other) || two.has(pairOf(one, other).join()));
}

/** Those without a team who take, or wait for, a place in the event itself: ids. */
async function playersAlone(asker: Asker, offerId: string): Promise<Set<string>> {
  const rows = await asker
    .selectFrom('signup')
    .innerJoin('claim', 'claim.holder_id', 'signup.id')
    .innerJoin('pool', 'pool.id', 'claim.pool_id')
    .select('signup.id')
    .where('signup.offer_id', '=', offerId)
    .where('signup.state', '<>', 'cancelled')
    .where('signup.team_id', 'is', null)
    .where('claim.state', '<>', 'ended')
    .where('pool.of', '=', 'event')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const pairOf = (one: string, other: string): [first: string, second: string] =>
  one < other ? [one, other] : [other, one];

/** Says that two signups are different people's, who are not pointed out as one again. @param at one of the two */
export async function keepApart(
  store: Store,
  at: AtSignup,
  otherId: string,
  now: Instant,
): Promise<{ kind: 'kept' | 'unknown' }> {
  return store.transact(async (trx) => {
    await lockOffer(trx, store.dialect, at.offerId);
    const one = await signupAt(trx, at);
    const other = await signupAt(trx, { ...at, signupId: otherId });
    if (!one || !other || one.id === other.id) return { kind: 'unknown' };
    const [first_id, second_id] = pairOf(one.id, other.id);
    const added = await trx
      .insertInto('two_people')
      .values({ first_id, second_id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('first_id')
      .execute();
    if (added.length) await recordSignupDeed(trx, at, 'signups-kept-apart', now, { ids: [first_id, second_id] });
    return { kind: 'kept' };
  });
}

/** One of two signups that look alike, with what one tells them apart by. */
export interface Double {
  id: string;
  name: string;
  partySize: number;
  email: string | null;
  phone: string | null;
  createdAt: Instant;
}

/** The same pairs, with what one compares them by. */
export async function pairsIn(asker: Asker, offerId: string): Promise<{ first: Double; second: Double }[]> {
  const pairs = await doublesIn(asker, offerId);
  if (!pairs.length) return [];
  const rows = await asker
    .selectFrom('signup')
    .select(['id', 'name', 'party_size as partySize', 'email', 'phone', 'created_at as createdAt'])
    .where('id', 'in', [...new Set(pairs.flat())])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return pairs.flatMap(([firstId, secondId]) => {
    const [first, second] = [byId.get(firstId), byId.get(secondId)];
    return first && second ? [{ first, second }] : [];
  });
}
