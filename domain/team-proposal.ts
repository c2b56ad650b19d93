import { shuffled, type Chance } from './chance';

/** A signup: a player, or a party that is never split. */
export interface ProposalPlayer {
  id: string;
  /** People. */
  size: number;
  /** As told, or null. It decides who is mixed with whom, and is shown to nobody. */
  audience: string | null;
  /** Whether the person has a code, so that somebody can lead a new team. */
  hasCode: boolean;
}

export interface ProposalTeam {
  id: string;
  players: readonly ProposalPlayer[];
}

export interface ProposalTerms {
  /** Fewest and most players in a team. */
  min: number;
  max: number;
  /** How many more teams there may be. */
  newTeams: number;
}

/** Where each lone player would play. */
export interface Proposal {
  placements: { player: string; team: string }[];
  /** Names of the teams to be made, `new-1` …, as in `placements`. */
  newTeams: string[];
  /** Who found no team. */
  left: string[];
}

/** A team as it grows. */
interface Growing {
  id: string;
  players: number;
  audiences: Map<string, number>;
}

/** Lone players who belong together. */
interface Unit {
  members: readonly ProposalPlayer[];
  size: number;
}

/**
 * Where lone players could play: first with the friends they asked for, then in teams that are too few, then in new
 * teams while there are enough people for a whole one, and what is left wherever there is room. Whoever asked for each
 * other stay together as long as any team has room for them all; audiences are mixed where people told theirs. Nobody is moved
 * who has a team, so no team is left worse, and a new team is never too few.
 * @param pairs who asked for whom, either way: lone players, and players of the teams
 * @param chance decides where nothing else does; the same chance gives the same proposal
 */
export function proposeTeams(
  teams: readonly ProposalTeam[],
  lone: readonly ProposalPlayer[],
  pairs: readonly (readonly [string, string])[],
  terms: ProposalTerms,
  chance: Chance,
): Proposal {
  const growing = teams.map(({ id, players }) => grown({ id, players: 0, audiences: new Map() }, players));
  const placements: Proposal['placements'] = [];
  const room = (team: Growing) => terms.max - team.players;
  const put = (unit: Unit, team: Growing) => {
    grown(team, unit.members);
    for (const { id } of unit.members) placements.push({ player: id, team: team.id });
  };
  const together = unitsOf(lone, pairs).flatMap((unit) => (unit.size > terms.max ? singles(unit) : [unit]));
  // the large first, while there is room for them
  let units = shuffled(together, chance).sort((one, other) => other.size - one.size);

  function place(choose: (unit: Unit) => Growing | undefined): void {
    units = units.filter((unit) => {
      const team = choose(unit);
      if (team) put(unit, team);
      return !team;
    });
  }

  const friends = friendTeams(teams, pairs);
  place((unit) => {
    const asked = growing.filter((team) => room(team) >= unit.size && askedFor(unit, team.id, friends) > 0);
    return best(asked, (team) => -askedFor(unit, team.id, friends));
  });

  // those who need the fewest first, so that as many as can be become whole
  const missing = (team: Growing) => terms.min - team.players;
  const short = growing.filter((team) => missing(team) > 0).sort((one, other) => missing(one) - missing(other));
  for (const team of short) {
    while (missing(team) > 0) {
      const fitting = units.filter((unit) => unit.size <= room(team));
      const unit = best(fitting, (one) => likeness(one, team) / one.size);
      if (!unit) break;
      units = units.filter((one) => one !== unit);
      put(unit, team);
    }
  }

  const made = newTeams(units, terms);
  for (const { team, units: own } of made) {
    growing.push(team);
    for (const unit of own) for (const { id } of unit.members) placements.push({ player: id, team: team.id });
    units = units.filter((unit) => !own.includes(unit));
  }

  const spread = (unit: Unit) =>
    best(
      growing.filter((team) => room(team) >= unit.size),
      (team) => team.players,
      (team) => likeness(unit, team),
    );
  place(spread);
  // friends for whom no team has room: better apart than without a team
  units = units.flatMap(singles);
  place(spread);

  return {
    placements,
    newTeams: made.map(({ team }) => team.id),
    left: units.flatMap((unit) => unit.members.map(({ id }) => id)),
  };
}

/** As many whole teams as there are people and places for; none where there are too few. */
function newTeams(
  all: readonly Unit[],
  { min, max, newTeams: most }: ProposalTerms,
): { team: Growing; units: Unit[] }[] {
  // somebody has to lead it
  const units = all.filter((unit) => unit.members.some(({ hasCode }) => hasCode));
  const people = sum(units);
  const usual = Math.ceil((min + max) / 2);
  const wanted = Math.min(most, Math.floor(people / min), Math.max(1, Math.round(people / usual)));
  // those of one audience after one another, so that they are dealt to one team each
  const dealt = [...units].sort(
    (one, other) => other.size - one.size || audienceOf(one).localeCompare(audienceOf(other)),
  );
  for (let count = wanted; count > 0; count--) {
    const made = Array.from({ length: count }, (_, index) => ({
      team: { id: `new-${index + 1}`, players: 0, audiences: new Map<string, number>() } as Growing,
      units: [] as Unit[],
    }));
    for (const unit of dealt) {
      const into = best(
        made.filter(({ team }) => team.players + unit.size <= max),
        ({ team }) => team.players,
        ({ team }) => likeness(unit, team),
      );
      if (!into) continue;
      grown(into.team, unit.members);
      into.units.push(unit);
    }
    if (made.every(({ team }) => team.players >= min)) return made;
  }
  return [];
}

/** Lone players by who asked for whom. */
function unitsOf(lone: readonly ProposalPlayer[], pairs: readonly (readonly [string, string])[]): Unit[] {
  const groupOf = new Map(lone.map((player) => [player.id, new Set([player])]));
  for (const [one, other] of pairs) {
    const [group, joined] = [groupOf.get(one), groupOf.get(other)];
    if (!group || !joined || group === joined) continue;
    for (const player of joined) {
      group.add(player);
      groupOf.set(player.id, group);
    }
  }
  return [...new Set(groupOf.values())].map((group) => unitOf([...group]));
}

/** The teams in which somebody asked for a lone player, or is asked for by one: the player's id to the teams'. */
function friendTeams(
  teams: readonly ProposalTeam[],
  pairs: readonly (readonly [string, string])[],
): Map<string, string[]> {
  const teamOf = new Map(teams.flatMap(({ id, players }) => players.map((player) => [player.id, id])));
  const found = new Map<string, string[]>();
  for (const pair of pairs) {
    for (const [player, friend] of [pair, [pair[1], pair[0]] as const]) {
      const team = teamOf.get(friend);
      if (team !== undefined) found.set(player, [...(found.get(player) ?? []), team]);
    }
  }
  return found;
}

const askedFor = (unit: Unit, team: string, friends: ReadonlyMap<string, string[]>) =>
  unit.members.flatMap(({ id }) => friends.get(id) ?? []).filter((one) => one === team).length;

const unitOf = (members: readonly ProposalPlayer[]): Unit => ({
  members,
  size: members.reduce((n, one) => n + one.size, 0),
});
const singles = (unit: Unit): Unit[] => unit.members.map((player) => unitOf([player]));
const sum = (units: readonly Unit[]) => units.reduce((people, unit) => people + unit.size, 0);
const audienceOf = (unit: Unit) => unit.members[0]?.audience ?? '';

/** How many on a team are of the audiences that some others are of. */
const likeness = (unit: Unit, team: Growing) =>
  unit.members.reduce((like, { audience, size }) => like + (team.audiences.get(audience ?? '') ?? 0) * size, 0);

function grown(team: Growing, players: readonly ProposalPlayer[]): Growing {
  for (const { size, audience } of players) {
    team.players += size;
    if (audience !== null) team.audiences.set(audience, (team.audiences.get(audience) ?? 0) + size);
  }
  return team;
}

/** The one with the lowest cost; among equals by the next cost, then the first. */
function best<T>(list: readonly T[], ...costs: ((one: T) => number)[]): T | undefined {
  const worse = (one: T, other: T) => {
    for (const cost of costs) if (cost(one) !== cost(other)) return cost(one) > cost(other);
    return false;
  };
  return list.reduce<T | undefined>(
    (least, one) => (least === undefined || worse(least, one) ? one : least),
    undefined,
  );
}
