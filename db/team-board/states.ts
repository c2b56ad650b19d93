import type { SignupState } from '../../domain/event';
import type { PlayerState, TeamState } from './rows';

/** What of a player a deed can change. */
interface PlayerPlace {
  teamId: string | null;
  /** Whether the player waited with the team, and not alone nor with a place. */
  withTeam: boolean;
}

/** What of a team a deed can change. */
interface TeamFacts {
  name: string;
  state: SignupState;
  captainId: string | null;
  words: string | null;
  lineNo: number | null;
}

/** How those were that a deed changed, and how it left them. Ids, and names of teams: forgotten with the people. */
export interface BoardStates {
  players: { id: string; before: PlayerPlace; after: PlayerPlace }[];
  /** `before` null: the deed made it. */
  teams: { id: string; before: TeamFacts | null; after: TeamFacts }[];
}

interface Compared {
  teams: ReadonlyMap<string, TeamState>;
  players: ReadonlyMap<string, PlayerState>;
}

/** What differs between two looks at a board. */
export function changesBetween(before: Compared, after: Compared): BoardStates {
  const players = [...after.players.values()].map((player) => {
    const former = before.players.get(player.id) ?? player;
    return { id: player.id, before: placeOf(former), after: placeOf(player) };
  });
  const teams = [...after.teams.values()].map((team) => {
    const former = before.teams.get(team.id);
    return { id: team.id, before: former ? factsOf(former) : null, after: factsOf(team) };
  });
  return { players: players.filter(differs), teams: teams.filter(differs) };
}

const differs = ({ before, after }: { before: unknown; after: unknown }) =>
  JSON.stringify(before) !== JSON.stringify(after);

const placeOf = ({ teamId, state, lineNo }: PlayerState): PlayerPlace => ({
  teamId,
  withTeam: teamId !== null && state === 'waitlisted' && lineNo === null,
});

const factsOf = ({ name, state, captainId, words, lineNo }: TeamState): TeamFacts => ({
  name,
  state,
  captainId,
  words,
  lineNo,
});
