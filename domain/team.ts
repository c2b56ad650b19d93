import type { Offer } from './offer';
import { foldName } from './search';
import type { Wish } from './wish';

/** What is wrong with the list of players, in the field `player`. */
export type RosterProblem =
  | { field: 'player'; problem: 'too-many'; limit: number }
  | { field: 'player'; problem: 'larger-than-pool'; limit: number }
  | { field: 'player'; problem: 'closed' };

/** What is wrong with a team of so many players. CONTRACT §3.1, §3.10. */
export function rosterProblems(offer: Pick<Offer, 'teams' | 'capacity'>, players: number): RosterProblem[] {
  if (offer.teams && players > offer.teams.max) {
    return [{ field: 'player', problem: 'too-many', limit: offer.teams.max }];
  }
  if (offer.capacity && players > offer.capacity) {
    return [{ field: 'player', problem: 'larger-than-pool', limit: offer.capacity }];
  }
  return [];
}

/**
 * How many people there are when there are as many teams as there may be and each is as small as it may be; all of them
 * take places in the event's own pool (CONTRACT §3.10). null: any number of teams.
 */
export const leastPeople = ({ capacity, minPlayers }: { capacity?: number; minPlayers: number }): number | null =>
  capacity === undefined ? null : capacity * minPlayers;

/** How many more players a team needs to be one; 0 when it is enough. */
export const shortBy = (players: number, { min }: { min: number }): number => Math.max(0, min - players);

/**
 * Whom a team's link and three words are for: more players, or, once it is full, those who are known by name alone and
 * take their own place. null: nobody, when all of a full team have joined by themselves.
 */
export function inviteFor(team: {
  players: number;
  max: number;
  members: readonly { named: boolean }[];
}): 'more' | 'names' | null {
  if (team.players < team.max) return 'more';
  return team.members.some(({ named }) => named) ? 'names' : null;
}

/**
 * Which names are new in a captain's list, and which of the named players are gone from it; the same name twice is two
 * people. CONTRACT §3.15.
 * @param named the players known only by name, with their names as `foldName` gives them
 */
export function rosterChange<Player extends { name_folded: string }>(
  named: readonly Player[],
  names: readonly string[],
): { added: string[]; removed: Player[] } {
  const left = [...named];
  const added = names.filter((name) => {
    const index = left.findIndex((player) => player.name_folded === foldName(name));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return { added, removed: left };
}

/** What a player known only by name asks for: one place, in the captain's language, without an address. */
export function namedPlayer(name: string, language: Wish['language']): Wish {
  return {
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
  };
}
