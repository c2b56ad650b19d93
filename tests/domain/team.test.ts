import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldName } from '../../domain/search';
import { inviteFor, rosterChange, rosterProblems } from '../../domain/team';

const teams = { min: 2, max: 4, poolId: 'teams', capacity: null };

test('a team has as many players as it may, and no more than its event has places (§3.1, §3.10)', () => {
  expect(rosterProblems({ teams, capacity: null }, 4)).toEqual([]);
  expect(rosterProblems({ teams, capacity: null }, 5)).toEqual([{ field: 'player', problem: 'too-many', limit: 4 }]);
  expect(rosterProblems({ teams, capacity: 3 }, 4)).toEqual([
    { field: 'player', problem: 'larger-than-pool', limit: 3 },
  ]);
  // a pool of 0 takes a line all the same
  expect(rosterProblems({ teams, capacity: 0 }, 4)).toEqual([]);
});

test("a captain's list is the whole list: who is new, and who is gone (§3.15)", () => {
  const named = ['bo', 'åsa', 'bo'].map((name_folded, id) => ({ id, name_folded }));
  expect(rosterChange(named, ['BO', ' A\u030Asa', 'Bo'])).toEqual({ added: [], removed: [] });
  expect(rosterChange(named, ['Bo', 'Cia'])).toEqual({ added: ['Cia'], removed: [named[1], named[2]] });
  expect(rosterChange([], [])).toEqual({ added: [], removed: [] });
});

test('whatever the lists, those who stay, are new and are gone add up', () => {
  const name = fc.constantFrom('Bo', 'bo', 'Cia', 'Åsa');
  fc.assert(
    fc.property(fc.array(name), fc.array(name), (before, after) => {
      const named = before.map((one, id) => ({ id, name_folded: foldName(one) }));
      const { added, removed } = rosterChange(named, after);
      expect(named.length - removed.length + added.length).toBe(after.length);
      expect(removed.every((player) => named.includes(player))).toBe(true);
    }),
  );
});

test("a team's link is for more players, then for those known by name, then for nobody", () => {
  const team = (players: number, ...named: boolean[]) => ({
    players,
    max: 4,
    members: named.map((one) => ({ named: one })),
  });
  expect(inviteFor(team(3, false, true))).toBe('more');
  expect(inviteFor(team(4, false, true))).toBe('names');
  expect(inviteFor(team(4, false, false))).toBe(null);
  // a limit that was lowered
  expect(inviteFor(team(5, false))).toBe(null);
});
