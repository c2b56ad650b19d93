import { randomInt } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { organiserWindow, signupWindow, type Offer } from '../domain/offer';
import { foldName } from '../domain/search';
import { namedPlayer, rosterProblems, type RosterProblem } from '../domain/team';
import { threeWords } from '../domain/team-words';
import { admit } from '../domain/waitlist';
import type { Wish, WishProblem } from '../domain/wish';
import { lastInLine, lineBefore, lockOfferBySlug } from './line';
import { countedOfferBySlug } from './offers';
import { insertClaims, insertNewcomer, insertSignup, newSignup, signupByKey, type SignupRow } from './signup-rows';
import { repeated, type OnBehalf, type SignupOutcome } from './signups';
import type { Store, Trx } from './store';
import { teamByWords, type TeamRow } from './teams';

export type TeamOutcome =
  Exclude<SignupOutcome, { kind: 'invalid' }> | { kind: 'invalid'; problems: (WishProblem | RosterProblem)[] };

/**
 * Registers a team with its captain and the players known by name so far: one of the event's teams, and a place for
 * each player where the event's own pool has a limit; all of it or a place in line. CONTRACT §3.10–11.
 * @param captain partySize, activities and shifts are not asked of a captain, and ignored
 * @param onBehalf by an organiser, for a captain who has asked them to; the signup that it is given is the captain's
 */
export async function registerTeam(
  store: Store,
  eventSlug: string,
  team: { name: string; captain: Wish; players: string[] },
  key: string | null,
  now: Instant,
  onBehalf?: OnBehalf,
): Promise<TeamOutcome> {
  return store.transact(async (trx) => {
    await lockOfferBySlug(trx, store.dialect, { type: 'event', slug: eventSlug });
    const found = await countedOfferBySlug(trx, 'event', eventSlug);
    if (!found) return { kind: 'unknown' };
    const { offer } = found;
    if (!offer.teams) return { kind: 'unknown' };

    const earlier = await signupByKey(trx, offer.id, key);
    if (earlier) return repeated(store, earlier, team.captain.name);
    const window = (onBehalf ? organiserWindow : signupWindow)(offer, now);
    if (window.state !== 'open') return { kind: 'closed', window };
    const problems = rosterProblems(offer, 1 + team.players.length);
    if (problems.length) return { kind: 'invalid', problems };

    const people: Wish[] = [
      { ...team.captain, partySize: 1, activities: [], shifts: [] },
      ...team.players.map((name) => namedPlayer(name, team.captain.language)),
    ];
    const claims = [
      { poolId: offer.teams.poolId, places: 1, audience: null },
      ...people.map((one) => ({ poolId: offer.poolId, places: 1, audience: one.audience })),
    ];
    const newcomer = { claims, startsAt: offer.startAt, people: people.length };
    const state = admit(offer, await lineBefore(trx, offer, newcomer, found, now), newcomer, now);
    if (state === null) return { kind: 'full' };

    const [captain, ...named] = people.map((one, index) =>
      newSignup(store, offer, one, index ? null : key, state, now),
    );
    const row = await newTeam(trx, store, offer, { name: team.name, captainId: captain!.row.id, state }, now);
    const pool = await newTeamPool(trx, offer, row);
    const claimsOf = ({ audience }: SignupRow) =>
      [offer.poolId, pool].map((poolId) => ({ poolId, places: 1, audience }));
    const own = { ...captain!.row, team_id: row.id, added_by: onBehalf?.by ?? null };
    await insertNewcomer(trx, own, claimsOf(own), 'team-registered', now);
    for (const player of named) {
      await insertSignup(trx, { ...player.row, team_id: row.id, has_code: 0 }, claimsOf(player.row));
    }
    await onBehalf?.alongside(trx, own.id);
    return { kind: state, code: captain!.code };
  });
}

/** Writes a new team with one of the event's places for teams: whoever calls has seen that there is one. */
export async function newTeam(
  trx: Trx,
  store: Store,
  offer: Offer,
  { name, captainId, state }: { name: string; captainId: string; state: 'confirmed' | 'waitlisted' },
  now: Instant,
): Promise<TeamRow> {
  const { last } = await trx
    .selectFrom('team')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('event_id', '=', offer.id)
    .executeTakeFirstOrThrow();
  const { nonce, hash } = store.codes.fresh();
  const row: TeamRow = {
    id: uuid(),
    event_id: offer.id,
    name,
    name_folded: foldName(name),
    state,
    number: 1 + (last ?? 0),
    captain_id: captainId,
    nonce,
    code_hash: hash,
    words: await freeWords(trx),
    line_no: state === 'waitlisted' ? await lastInLine(trx, offer) : null,
    created_at: now,
  };
  await trx.insertInto('team').values(row).execute();
  const teams = { poolId: offer.teams!.poolId, places: 1, audience: null };
  await insertClaims(trx, { team_id: row.id }, [teams], state === 'confirmed' ? 'held' : 'waiting');
  return row;
}

/** Three words that no coming team has; an ended team gives its words back. */
async function freeWords(trx: Trx): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const words = threeWords(randomInt);
    if (!(await teamByWords(trx, words))) return words;
  }
  throw new Error('no free words after 20 draws: the list of words is too short');
}

/** Writes the pool of a new team's players. @returns its id */
export async function newTeamPool(trx: Trx, offer: Offer, team: Pick<TeamRow, 'id'>): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('pool')
    .values({
      id,
      offer_id: offer.id,
      of: 'team',
      activity_id: null,
      team_id: team.id,
      audience: null,
      kept_until: null,
      capacity: offer.teams!.max,
    })
    .execute();
  return id;
}
