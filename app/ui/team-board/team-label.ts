import type { BoardTeam } from '../../../db/team-board/view';
import type { Speech } from '../../../domain/language/speech';

/**
 * What a team is called where one chooses among them: by its name, and where another has the same, with its number, by
 * which the list of participants has it, and its captain. Captains can have the same name too, numbers cannot.
 */
export function teamLabel(t: Speech, team: BoardTeam): string {
  const captain = captainOf(team)?.name;
  if (!team.sharesName || captain === undefined) return team.name;
  return t.board_label({ team: team.name, number: team.number, captain });
}

/** The captain of a team; undefined once the people of the event are erased. */
export const captainOf = (team: BoardTeam) => team.members.find((member) => member.captain);
