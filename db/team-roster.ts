import { fits } from '../domain/capacity';
import type { Instant } from '../domain/event';
import type { Offer } from '../domain/offer';
import { foldName } from '../domain/search';
import { hasRoomInLine } from '../domain/waitlist';
import type { Wish } from '../domain/wish';
import { endSignups } from './ending';
import { peopleIn, readLine } from './line';
import { insertSignup, newSignup, type SignupRow } from './signups';
import type { Store, Trx } from './store';
import { membersOf, teamPoolOf } from './teams';

/** What is wrong with the list of players, in the field `player`. */
export type RosterProblem =
  | { field: 'player'; problem: 'too-many'; limit: number }
  | { field: 'player'; problem: 'larger-than-pool'; limit: number }
  | { field: 'player'; problem: 'closed' };

export type RosterOutcome =
  { kind: 'kept' | 'changed' } | { kind: 'full' } | { kind: 'invalid'; problems: RosterProblem[] };

/** The captain's part of a change: the team's name, and the whole list of the players known only by name. §3.15. */
export async function changeRoster(
  trx: Trx,
  store: Store,
  offer: Offer,
  captain: SignupRow,
  change: { team?: string; players?: string[] },
  at: { closed: boolean; now: Instant },
): Promise<RosterOutcome> {
  if (!captain.team_id || !offer.teams || (change.team === undefined && change.players === undefined)) {
    return { kind: 'kept' };
  }
  const team = await trx.selectFrom('team').selectAll().where('id', '=', captain.team_id).executeTakeFirstOrThrow();
  if (team.captain_id !== captain.id) return { kind: 'kept' };
  const renamed = change.team !== undefined && change.team !== team.name;
  if (renamed) {
    await trx
      .updateTable('team')
      .set({ name: change.team!, name_folded: foldName(change.team!) })
      .where('id', '=', team.id)
      .execute();
  }
  if (change.players === undefined) return { kind: renamed ? 'changed' : 'kept' };

  const members = await membersOf(trx, team.id);
  const { added, removed } = rosterChange(
    members.filter((member) => !member.has_code),
    change.players,
  );
  if (!added.length && !removed.length) return { kind: renamed ? 'changed' : 'kept' };
  const grows = added.length > removed.length;
  if (at.closed && grows) return { kind: 'invalid', problems: [{ field: 'player', problem: 'closed' }] };
  const before = members.reduce((players, member) => players + member.party_size, 0);
  const problems = grows ? rosterProblems(offer, before + added.length - removed.length) : [];
  if (problems.length) return { kind: 'invalid', problems };

  await endSignups(trx, removed, at.now);
  const pool = await teamPoolOf(trx, team.id);
  for (const name of added) {
    const wish = namedPlayer(name, captain.language);
    const claims = [offer.poolId, pool].map((poolId) => ({ poolId, places: 1, audience: null }));
    const line = await readLine(trx, offer);
    const granted =
      team.state === 'confirmed' ? fits(claims, line.pools, at.now) : hasRoomInLine(offer, peopleIn(line.waiting), 1);
    if (!granted) return { kind: 'full' };
    const player = newSignup(store, offer, wish, null, team.state === 'confirmed' ? 'confirmed' : 'waitlisted', at.now);
    player.row.team_id = team.id;
    player.row.has_code = 0;
    await insertSignup(trx, player.row, claims);
  }
  return { kind: 'changed' };
}

/** What is wrong with a team of so many players. CONTRACT §3.10. */
export function rosterProblems(offer: Offer, players: number): RosterProblem[] {
  if (offer.teams && players > offer.teams.max) {
    return [{ field: 'player', problem: 'too-many', limit: offer.teams.max }];
  }
  if (offer.capacity && players > offer.capacity) {
    return [{ field: 'player', problem: 'larger-than-pool', limit: offer.capacity }];
  }
  return [];
}

/** Which names are new in a list and which are gone from it; the same name twice is two people. */
function rosterChange(named: readonly SignupRow[], names: readonly string[]) {
  const left = [...named];
  const added = names.filter((name) => {
    const index = left.findIndex((player) => player.name_folded === foldName(name));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return { added, removed: left };
}

/** A player known only by name: of one, in the captain's language, without an address or a code. */
export const namedPlayer = (name: string, language: Wish['language']): Wish => ({
  name,
  email: null,
  phone: null,
  partySize: 1,
  activities: [],
  shifts: [],
  audience: null,
  note: null,
  answers: {},
  language,
});
