import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../domain/chance';
import { proposeTeams, type ProposalPlayer, type ProposalTeam, type ProposalTerms } from '../../domain/team-proposal';

const player = (id: string, more: Partial<ProposalPlayer> = {}): ProposalPlayer => ({
  id,
  size: 1,
  audience: null,
  hasCode: true,
  ...more,
});
const crowd = (from: string, count: number, more: Partial<ProposalPlayer> = {}) =>
  Array.from({ length: count }, (_, index) => player(`${from}${index + 1}`, more));
const terms: ProposalTerms = { min: 6, max: 10, newTeams: 16 };

/** A made-up event: teams, lone players, who asked for whom. */
const town = fc
  .record({
    min: fc.integer({ min: 1, max: 6 }),
    more: fc.integer({ min: 0, max: 5 }),
    newTeams: fc.integer({ min: 0, max: 4 }),
    teams: fc.array(fc.integer({ min: 1, max: 11 }), { maxLength: 5 }),
    lone: fc.array(
      fc.record({
        size: fc.integer({ min: 1, max: 3 }),
        audience: fc.constantFrom(null, 'brukare', 'staff', 'public'),
        hasCode: fc.boolean(),
      }),
      { maxLength: 25 },
    ),
    wishes: fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 12 }),
    seed: fc.integer({ min: 1, max: 1000 }),
  })
  .map(({ min, more, newTeams, teams, lone, wishes, seed }) => {
    const max = min + more;
    const built: ProposalTeam[] = teams.map((size, index) => ({
      id: `team-${index + 1}`,
      players: crowd(`member-${index + 1}-`, Math.min(size, max)),
    }));
    const alone = lone.map((one, index) => player(`lone-${index + 1}`, one));
    const all = [...built.flatMap((team) => team.players), ...alone].map(({ id }) => id);
    const pairs = wishes.flatMap(([one, other]): [string, string][] => {
      const [first, second] = [all[one % all.length], all[other % all.length]];
      return first !== undefined && second !== undefined && first !== second ? [[first, second]] : [];
    });
    return { teams: built, lone: alone, pairs, terms: { min, max, newTeams }, seed };
  });

function sizesAfter(
  teams: readonly ProposalTeam[],
  lone: readonly ProposalPlayer[],
  proposal: ReturnType<typeof proposeTeams>,
) {
  const sizes = new Map(teams.map((team) => [team.id, team.players.reduce((sum, { size }) => sum + size, 0)]));
  for (const id of proposal.newTeams) sizes.set(id, 0);
  const sizeOf = new Map(lone.map(({ id, size }) => [id, size]));
  for (const { player, team } of proposal.placements) sizes.set(team, (sizes.get(team) ?? NaN) + sizeOf.get(player)!);
  return sizes;
}

describe('a proposal for teams', () => {
  test('places nobody twice and loses nobody, is never over the most, and leaves no more teams short', () => {
    fc.assert(
      fc.property(town, ({ teams, lone, pairs, terms, seed }) => {
        const proposal = proposeTeams(teams, lone, pairs, terms, chanceFrom(seed));
        const told = [...proposal.placements.map((one) => one.player), ...proposal.left];
        expect([...told].sort()).toEqual(lone.map(({ id }) => id).sort());
        const sizes = sizesAfter(teams, lone, proposal);
        const before = sizesAfter(teams, [], { placements: [], newTeams: [], left: [] });
        for (const [id, size] of sizes) {
          expect(size).toBeLessThanOrEqual(terms.max);
          expect(size).toBeGreaterThanOrEqual(before.get(id) ?? terms.min);
        }
        const short = (all: Map<string, number>) => [...all.values()].filter((size) => size < terms.min).length;
        expect(short(sizes)).toBeLessThanOrEqual(short(before));
        expect(proposal.newTeams.length).toBeLessThanOrEqual(terms.newTeams);
        const lead = new Map(lone.map(({ id, hasCode }) => [id, hasCode]));
        for (const made of proposal.newTeams) {
          expect(proposal.placements.some(({ player, team }) => team === made && lead.get(player))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('leaves nobody out while any team has room', () => {
    fc.assert(
      fc.property(town, ({ teams, lone, pairs, terms, seed }) => {
        const proposal = proposeTeams(teams, lone, pairs, terms, chanceFrom(seed));
        const sizes = sizesAfter(teams, lone, proposal);
        const room = Math.max(0, ...[...sizes.values()].map((size) => terms.max - size));
        const sizeOf = new Map(lone.map(({ id, size }) => [id, size]));
        expect(proposal.left.filter((id) => sizeOf.get(id)! <= room)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('keeps friends together when they fit in any team', () => {
    fc.assert(
      fc.property(town, ({ teams, lone, pairs, terms, seed }) => {
        const proposal = proposeTeams(teams, lone, pairs, terms, chanceFrom(seed));
        const sizes = sizesAfter(teams, lone, proposal);
        const teamOf = new Map(proposal.placements.map((one) => [one.player, one.team]));
        for (const group of groupsOf(lone, pairs)) {
          const people = group.reduce((sum, { size }) => sum + size, 0);
          const found = new Set(group.map(({ id }) => teamOf.get(id) ?? null));
          if (found.size < 2) continue;
          // apart: then no team has room for them all, those of them counted who are on it
          for (const [id, size] of sizes) {
            const own = group.filter((one) => teamOf.get(one.id) === id).reduce((sum, one) => sum + one.size, 0);
            expect(size - own + people).toBeGreaterThan(terms.max);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is the same for the same input and chance', () => {
    fc.assert(
      fc.property(town, ({ teams, lone, pairs, terms, seed }) => {
        const made = () => proposeTeams(teams, lone, pairs, terms, chanceFrom(seed));
        expect(made()).toEqual(made());
      }),
    );
  });

  test('fills the team that needs the fewest first, then makes whole teams, then spreads what is left', () => {
    const teams = [
      { id: 'four', players: crowd('f', 4) },
      { id: 'five', players: crowd('v', 5) },
      { id: 'whole', players: crowd('w', 7) },
    ];
    const after = (count: number) => {
      const lone = crowd('lone', count);
      return Object.fromEntries(sizesAfter(teams, lone, proposeTeams(teams, lone, [], terms, chanceFrom(1))));
    };
    expect(after(1)).toEqual({ four: 4, five: 6, whole: 7 });
    expect(after(3)).toEqual({ four: 6, five: 6, whole: 7 });
    expect(after(5)).toEqual({ four: 7, five: 7, whole: 7 });
    expect(after(9)).toEqual({ four: 6, five: 6, whole: 7, 'new-1': 6 });
    expect(after(19)).toEqual({ four: 6, five: 6, whole: 7, 'new-1': 8, 'new-2': 8 });
  });

  test('puts a player with the friend who has a team, whoever asked', () => {
    const teams = [
      { id: 'short', players: crowd('s', 5) },
      { id: 'whole', players: crowd('w', 8) },
    ];
    const { placements } = proposeTeams(teams, [player('eva'), player('bo')], [['w3', 'eva']], terms, chanceFrom(1));
    expect(placements).toEqual([
      { player: 'eva', team: 'whole' },
      { player: 'bo', team: 'short' },
    ]);
  });

  test('mixes audiences evenly over new teams, and over those it fills', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const lone = [...crowd('b', 8, { audience: 'brukare' }), ...crowd('s', 8, { audience: 'staff' })];
      const made = proposeTeams([], lone, [], terms, chanceFrom(seed));
      const of = (team: string, letter: string) =>
        made.placements.filter((one) => one.team === team && one.player.startsWith(letter)).length;
      expect(made.newTeams.map((team) => [of(team, 'b'), of(team, 's')])).toEqual([
        [4, 4],
        [4, 4],
      ]);
      const short = [{ id: 'staff', players: crowd('x', 5, { audience: 'staff' }) }];
      const two = [player('s1', { audience: 'staff' }), player('b1', { audience: 'brukare' })];
      const [first] = proposeTeams(short, two, [], { ...terms, newTeams: 0 }, chanceFrom(seed)).placements;
      expect(first).toEqual({ player: 'b1', team: 'staff' });
    }
  });
});

/** Lone players who asked for each other, straight or through others. */
function groupsOf(lone: readonly ProposalPlayer[], pairs: readonly (readonly [string, string])[]): ProposalPlayer[][] {
  const left = new Map(lone.map((one) => [one.id, one]));
  const groups: ProposalPlayer[][] = [];
  for (const { id } of lone) {
    const group: ProposalPlayer[] = [];
    const reach = (next: string) => {
      const found = left.get(next);
      if (!found) return;
      left.delete(next);
      group.push(found);
      for (const [one, other] of pairs) {
        if (one === next) reach(other);
        if (other === next) reach(one);
      }
    };
    reach(id);
    if (group.length > 1) groups.push(group);
  }
  return groups;
}
