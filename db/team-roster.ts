import { fits } from '../domain/capacity';
import type { Instant } from '../domain/event';
import type { Offer } from '../domain/offer';
import { foldName } from '../domain/search';
import { namedPlayer, rosterChange, rosterProblems, type RosterProblem } from '../domain/team';
import { hasRoomInLine, peopleIn, standsIn } from '../domain/waitlist';
import { endSignups } from './ending';
import { readLine } from './line';
import { insertSignup, newSignup, type SignupRow } from './signup-rows';
import type { Store, Trx } from './store';
import { isOnTeam, membersOf, teamPoolOf } from './teams';

/** What became of a captain's list. */
export type RosterOutcome =
  { kind: 'kept' | 'changed' } | { kind: 'full' } | { kind: 'invalid'; problems: RosterProblem[] };

/** The captain's part of a change: the team's name, and the whole list of the players known only by name. §3.15. */
export async function changeRoster(
  trx: Trx,
  store: Store,
  offer: Offer,
  captain: SignupRow,
  change: { team?: string; players?: string[]; partySize: number },
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
  // the captain's own party is counted as it will be; who waits alone for a place is not on the team
  const sizeOf = (member: SignupRow) => (member.id === captain.id ? change.partySize : member.party_size);
  const players = members.filter(isOnTeam).reduce((sum, member) => sum + sizeOf(member), 0);
  const more = added.length > removed.length;
  const grows = more || change.partySize > captain.party_size;
  if (at.closed && more) {
    return { kind: 'invalid', problems: [{ field: 'player', problem: 'closed' }] };
  }
  const problems = grows ? rosterProblems(offer, players + added.length - removed.length) : [];
  if (problems.length) return { kind: 'invalid', problems };

  await endSignups(trx, removed, at.now);
  if (!added.length) return { kind: 'changed' };
  const pool = await teamPoolOf(trx, team.id);
  const claims = [offer.poolId, pool].map((poolId) => ({ poolId, places: 1, audience: null }));
  const line = await readLine(trx, offer);
  const isConfirmed = team.state === 'confirmed';
  const newPeople = added.length + change.partySize - captain.party_size;
  const mayWait = () =>
    standsIn(line.waiting, team.id, at.now) && hasRoomInLine(offer, peopleIn(line.waiting, at.now), newPeople);
  // other names for those who were there are other words, for a team that waits
  const granted = isConfirmed
    ? fits(
        added.flatMap(() => claims),
        line.pools,
        at.now,
      )
    : !more || mayWait();
  if (!granted) return { kind: 'full' };
  for (const name of added) {
    const wish = namedPlayer(name, captain.language);
    const player = newSignup(store, offer, wish, null, isConfirmed ? 'confirmed' : 'waitlisted', at.now);
    player.row.team_id = team.id;
    player.row.has_code = 0;
    // of a team that was told that no place came: out of the line with the others
    if (!isConfirmed) player.row.no_place_at = captain.no_place_at;
    await insertSignup(trx, player.row, claims);
  }
  return { kind: 'changed' };
}
