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
import { isOnTeam, membersOf, teamPoolOf, type TeamRow } from './teams';

/** What a captain's list changes in a team. */
interface RosterPlan {
  team: TeamRow;
  captain: SignupRow;
  /** The captain's own party, as it will be. */
  partySize: number;
  /** The team's new name; null for the one it has. */
  name: string | null;
  added: string[];
  removed: SignupRow[];
  /** Why it cannot be so. */
  problems: RosterProblem[];
}

/**
 * The captain's part of a change: the team's name, and the whole list of the players known only by name. CONTRACT §3.15.
 * @param closed whether signup has closed
 * @returns null when nothing of the team is changed, as by anybody but its captain
 */
export async function planRoster(
  trx: Trx,
  offer: Offer,
  captain: SignupRow,
  change: { team?: string; players?: string[]; partySize: number },
  closed: boolean,
): Promise<RosterPlan | null> {
  if (!captain.team_id || !offer.teams || (change.team === undefined && change.players === undefined)) return null;
  const team = await trx.selectFrom('team').selectAll().where('id', '=', captain.team_id).executeTakeFirstOrThrow();
  if (team.captain_id !== captain.id) return null;
  const name = change.team === undefined || change.team === team.name ? null : change.team;
  const members = await membersOf(trx, team.id);
  const named = members.filter((member) => !member.has_code);
  const { added, removed } = change.players ? rosterChange(named, change.players) : { added: [], removed: [] };
  if (name === null && !added.length && !removed.length) return null;
  return { team, captain, partySize: change.partySize, name, added, removed, problems: problems() };

  function problems(): RosterProblem[] {
    if (!added.length && !removed.length) return [];
    if (closed && added.length > removed.length) return [{ field: 'player', problem: 'closed' }];
    if (added.length <= removed.length && change.partySize <= captain.party_size) return [];
    // the captain's own party is counted as it will be; who waits alone for a place is not on the team
    const sizeOf = (member: SignupRow) => (member.id === captain.id ? change.partySize : member.party_size);
    const players = members.filter(isOnTeam).reduce((sum, member) => sum + sizeOf(member), 0);
    return rosterProblems(offer, players + added.length - removed.length);
  }
}

/** Renames the team, and lets go who is no longer on the list. */
export async function shortenRoster(trx: Trx, { team, name, removed }: RosterPlan, now: Instant): Promise<void> {
  if (name !== null) {
    await trx
      .updateTable('team')
      .set({ name, name_folded: foldName(name) })
      .where('id', '=', team.id)
      .execute();
  }
  await endSignups(trx, removed, now);
}

/** Puts the new names on the team. @returns false when there is no place for all of them */
export async function lengthenRoster(
  trx: Trx,
  store: Store,
  offer: Offer,
  { team, captain, partySize, added, removed }: RosterPlan,
  now: Instant,
): Promise<boolean> {
  if (!added.length) return true;
  const pool = await teamPoolOf(trx, team.id);
  const claims = [offer.poolId, pool].map((poolId) => ({ poolId, places: 1, audience: null }));
  const all = added.flatMap(() => claims);
  const line = await readLine(trx, offer);
  const isConfirmed = team.state === 'confirmed';
  const newPeople = added.length + partySize - captain.party_size;
  const mayWait = () =>
    standsIn(line.waiting, team.id, now) && hasRoomInLine(offer, peopleIn(line.waiting, now), newPeople);
  // other names for those who were there are other words, for a team that waits
  const granted = isConfirmed ? fits(all, line.pools, now) : added.length <= removed.length || mayWait();
  if (!granted) return false;
  for (const name of added) {
    const wish = namedPlayer(name, captain.language);
    const { row } = newSignup(store, offer, wish, null, isConfirmed ? 'confirmed' : 'waitlisted', now);
    // of a team that was told that no place came: out of the line with the others
    const noPlaceAt = isConfirmed ? null : captain.no_place_at;
    await insertSignup(trx, { ...row, team_id: team.id, has_code: 0, no_place_at: noPlaceAt }, claims);
  }
  return true;
}
