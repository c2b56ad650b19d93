import { randomInt } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { signupWindow, type Offer } from '../domain/offer';
import { foldName } from '../domain/search';
import { namedPlayer, rosterProblems, type RosterProblem } from '../domain/team';
import { threeWords } from '../domain/team-words';
import { admit } from '../domain/waitlist';
import type { Wish, WishProblem } from '../domain/wish';
import { lastInLine, lockOffer, serveLine } from './line';
import { offerById } from './offers';
import { insertClaims, insertSignup, newSignup, signupByKey } from './signup-rows';
import { repeated, type SignupOutcome } from './signups';
import type { Store, Trx } from './store';
import { teamByWords, type TeamRow } from './teams';
import { tell } from './tell';

export type TeamOutcome =
  Exclude<SignupOutcome, { kind: 'invalid' }> | { kind: 'invalid'; problems: (WishProblem | RosterProblem)[] };

/**
 * Registers a team with its captain and the players known by name so far: one of the event's teams, and a place for
 * each player where the event's own pool has a limit; all of it or a place in line. CONTRACT §3.10–11.
 * @param captain partySize, activities and shifts are not asked of a captain, and ignored
 */
export async function registerTeam(
  store: Store,
  eventSlug: string,
  team: { name: string; captain: Wish; players: string[] },
  key: string | null,
  now: Instant,
): Promise<TeamOutcome> {
  return store.transact(async (trx) => {
    const found = await trx.selectFrom('event').select('id').where('slug', '=', eventSlug).executeTakeFirst();
    if (!found) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, found.id);
    const offer = await offerById(trx, 'event', found.id);
    if (offer.status === 'draft' || !offer.teams) return { kind: 'unknown' };

    const earlier = await signupByKey(trx, offer.id, key);
    if (earlier) return repeated(store, earlier, team.captain.name);
    const window = signupWindow(offer, now);
    if (window.state !== 'open') return { kind: 'closed', window };
    const problems = rosterProblems(offer, 1 + team.players.length);
    if (problems.length) return { kind: 'invalid', problems };

    const people: Wish[] = [
      { ...team.captain, partySize: 1, activities: [], shifts: [] },
      ...team.players.map((name) => namedPlayer(name, team.captain.language)),
    ];
    const line = await serveLine(trx, offer, now);
    const claims = [
      { poolId: offer.teams.poolId, places: 1, audience: null },
      ...people.map((one) => ({ poolId: offer.poolId, places: 1, audience: one.audience })),
    ];
    const state = admit(offer, line, { claims, startsAt: offer.startAt, people: people.length }, now);
    if (state === null) return { kind: 'full' };

    const row = await newTeam(trx, store, offer, team.name, state, now);
    const pool = await newTeamPool(trx, offer, row);
    let code = '';
    for (const [index, one] of people.entries()) {
      const player = newSignup(store, offer, one, index === 0 ? key : null, state, now);
      player.row.team_id = row.id;
      player.row.has_code = index === 0 ? 1 : 0;
      await insertSignup(trx, player.row, [
        { poolId: offer.poolId, places: 1, audience: one.audience },
        { poolId: pool, places: 1, audience: one.audience },
      ]);
      if (index > 0) continue;
      code = player.code;
      await trx.updateTable('team').set({ captain_id: player.row.id }).where('id', '=', row.id).execute();
      await tell(trx, [player.row], 'team-registered', {}, now);
    }
    return { kind: state, code };
  });
}

async function newTeam(
  trx: Trx,
  store: Store,
  offer: Offer,
  name: string,
  state: 'confirmed' | 'waitlisted',
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
    captain_id: null,
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

async function newTeamPool(trx: Trx, offer: Offer, team: TeamRow): Promise<string> {
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
