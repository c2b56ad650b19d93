import { whyUnreached } from '../../domain/calls';
import type { DeedKind } from '../../domain/deed';
import type { Instant } from '../../domain/event';
import { mayNudge } from '../../domain/nudge';
import { isOver } from '../../domain/offer';
import { friendPairs, matchWishes } from '../../domain/play-with';
import { foldName } from '../../domain/search';
import { shortBy } from '../../domain/team';
import { positionOf, type Line } from '../../domain/waitlist';
import { readLine } from '../line';
import { lastNudgedByHand } from '../nudges';
import { offerById } from '../offers';
import type { Asker } from '../store';
import { isOn, readBoardRows, type PlayerState, type TeamState } from './rows';
import { lastDeedOn, type LastDeed } from './undo';

/** A player on the board. Audiences are never shown. */
export interface BoardMember {
  id: string;
  name: string;
  partySize: number;
  captain: boolean;
  /** Known only by name: has no code. */
  named: boolean;
  /** Waits alone for a place: where in line, null where that is not known. */
  waits: boolean;
  position: number | null;
  /** Whom the player asked to play with, and where that one is. */
  wishes: { name: string; where: 'here' | 'no-team' | 'unknown' | { team: string } }[];
  /** Ids of the teams that have somebody the player asked for, or who asked for the player. */
  friendTeams: string[];
}

export interface BoardTeam {
  id: string;
  number: number;
  name: string;
  /** Whether another team on the board has the same name, but for case and spaces: nobody is refused one for it. */
  sharesName: boolean;
  waits: boolean;
  position: number | null;
  /** People. */
  players: number;
  /** How many more it needs to be a team. */
  short: number;
  /** How many more it can take. */
  room: number;
  captainsPhone: string | null;
  /** Why a reminder does not come to the captain, who has no phone either; null where it does, and without a captain. */
  captainUnreached: 'nothing-given' | 'mail-fails' | null;
  members: BoardMember[];
}

/** What was done last, for its words and for undoing it. Names as they are now. */
export interface DeedDone {
  id: string;
  kind: DeedKind;
  /** How many players it moved, and the first of them. */
  count: number;
  player: string | null;
  /** Where it moved them; null: among those without a team. Of a deed that only changed a team: that team. */
  team: string | null;
  /** Whether another team has the same name as that team: see `BoardTeam.sharesName`. */
  sharesName: boolean;
  /** What a team is called that ended, since its only player was moved. */
  ended: string | null;
  /** Of a merge the team that ended, of a split the one that was split, of a renaming the name it had. */
  formerTeam: string | null;
}

export interface TeamBoard {
  min: number;
  max: number;
  teams: BoardTeam[];
  /** Those without a team. */
  lone: BoardMember[];
  /** Whether anything can be done: the event is neither over nor cancelled. */
  open: boolean;
  last: DeedDone | null;
  nudge: { possible: boolean; lastAt: Instant | null };
}

/** @returns undefined where the event has no teams */
export async function readTeamBoard(asker: Asker, eventId: string, now: Instant): Promise<TeamBoard | undefined> {
  const offer = await offerById(asker, 'event', eventId);
  if (!offer.teams) return undefined;
  const { teams, players } = await readBoardRows(asker, offer);
  const line = await readLine(asker, offer);
  const last = await lastDeedOn(asker, eventId);
  const lastAt = await lastNudgedByHand(asker, eventId);
  const shown = membersOf(teams, players, line, now);
  const { min, max } = offer.teams;
  const open = offer.status !== 'cancelled' && !isOver(offer, now);
  const sharesName = sharedNames(teams);
  const boardTeams = teams.map((team): BoardTeam => {
    const own = players.filter((player) => player.teamId === team.id);
    const captain = own.find((player) => player.id === team.captainId);
    const people = own.filter(isOn).reduce((sum, player) => sum + player.partySize, 0);
    return {
      id: team.id,
      number: team.number,
      name: team.name,
      sharesName: sharesName(team),
      waits: team.state === 'waitlisted',
      position: team.state === 'waitlisted' ? positionOf(team.id, line.waiting, line.pools, now) : null,
      players: people,
      short: shortBy(people, { min }),
      room: Math.max(0, max - people),
      captainsPhone: captain?.phone ?? null,
      captainUnreached: captain ? whyUnreached({ ...captain, addressFailed: captain.addressFailedAt !== null }) : null,
      members: shown(team),
    };
  });
  const anyShort = boardTeams.some((team) => !team.waits && team.short > 0);
  return {
    min,
    max,
    teams: boardTeams,
    lone: shown(null),
    open,
    last: last ? doneBy(last, teams, players, sharesName) : null,
    nudge: { possible: open && anyShort && mayNudge(lastAt, now), lastAt },
  };
}

/** Whether a team has its name in common with another of these. */
function sharedNames(teams: readonly TeamState[]): (team: TeamState) => boolean {
  const times = new Map<string, number>();
  for (const name of teams.map((team) => foldName(team.name))) times.set(name, (times.get(name) ?? 0) + 1);
  return (team) => times.get(foldName(team.name))! > 1;
}

function membersOf(teams: TeamState[], players: PlayerState[], line: Line, now: Instant) {
  const wishes = matchWishes(players);
  const playerOf = new Map(players.map((player) => [player.id, player]));
  const nameOf = new Map(teams.map((team) => [team.id, team.name]));
  const friends = new Map<string, string[]>();
  for (const [one, other] of friendPairs(wishes)) {
    for (const [id, friend] of [
      [one, other],
      [other, one],
    ] as const) {
      const team = playerOf.get(friend)?.teamId;
      if (team) friends.set(id, [...(friends.get(id) ?? []), team]);
    }
  }
  return (team: TeamState | null): BoardMember[] =>
    players
      .filter((player) => player.teamId === (team?.id ?? null))
      .sort((one, other) => Number(other.id === team?.captainId) - Number(one.id === team?.captainId))
      .map((player) => ({
        id: player.id,
        name: player.name,
        partySize: player.partySize,
        captain: player.id === team?.captainId,
        named: !player.hasCode,
        waits: !isOn(player),
        friendTeams: friends.get(player.id) ?? [],
        position: isOn(player) ? null : positionOf(player.id, line.waiting, line.pools, now),
        wishes: (wishes.get(player.id) ?? []).map(({ written, id }) => {
          const friend = id === null ? undefined : playerOf.get(id);
          if (!friend) return { name: written, where: 'unknown' };
          if (friend.teamId === null) return { name: friend.name, where: 'no-team' };
          const where = friend.teamId === team?.id ? 'here' : { team: nameOf.get(friend.teamId) ?? '' };
          return { name: friend.name, where };
        }),
      }));
}

function doneBy(
  last: LastDeed,
  teams: TeamState[],
  players: PlayerState[],
  sharesName: (team: TeamState) => boolean,
): DeedDone {
  const { states } = last;
  const names = new Map(teams.map((team) => [team.id, team.name]));
  const moved = states.players.filter(({ before, after }) => before.teamId !== after.teamId);
  const [first] = moved;
  const ended = states.teams.find(({ after }) => after.state === 'cancelled');
  const made = states.teams.find(({ before }) => before === null);
  const [changed] = states.teams;
  const goal = first ? first.after.teamId : (changed?.id ?? null);
  const goalTeam = teams.find(({ id }) => id === (made?.id ?? goal));
  const from = last.kind === 'team-split' ? (first?.before.teamId ?? null) : null;
  return {
    id: last.id,
    kind: last.kind,
    count: moved.length,
    player: players.find((player) => player.id === (first?.id ?? changed?.after.captainId))?.name ?? null,
    team: goalTeam?.name ?? null,
    sharesName: goalTeam !== undefined && sharesName(goalTeam),
    ended: last.kind === 'player-moved' ? (ended?.before?.name ?? null) : null,
    formerTeam: from !== null ? (names.get(from) ?? null) : ((ended ?? changed)?.before?.name ?? null),
  };
}
