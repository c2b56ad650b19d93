import { describe, expect, test } from 'vitest';
import { changedFields } from '../../domain/changed-fields';
import type { DeedFacts, DeedKind } from '../../domain/deed';
import { deedLines } from '../../domain/deed-lines';

const [anna, bo] = [{ email: 'anna@example.se' }, { email: 'bo@example.se' }];
const minute = 60_000;
const edited = (at: number, by: { email: string }, ...fields: string[]) => ({
  at: at * minute,
  by,
  kind: 'edited' as const,
  facts: { fields },
});

test('what one person changed in a while is told as one', () => {
  const published = { at: 10 * minute, by: anna, kind: 'published' as const, facts: {} };
  const lines = deedLines([
    edited(200, anna, 'title'),
    edited(50, bo, 'venue'),
    edited(40, anna, 'cost'),
    edited(30, anna, 'title', 'cost'),
    edited(20, anna, 'summary'),
    published,
    edited(5, anna, 'start'),
  ]);
  expect(lines.map(({ at, by, facts }) => [at / minute, by.email[0], 'fields' in facts ? facts.fields : null])).toEqual(
    [
      [200, 'a', ['title']],
      [50, 'b', ['venue']],
      [40, 'a', ['summary', 'title', 'cost']],
      [10, 'a', null],
      [5, 'a', ['start']],
    ],
  );
});

describe('what one person did many times in a row', () => {
  const done = (at: number, kind: DeedKind, by = anna, facts: DeedFacts = {}) => ({ at: at * minute, by, kind, facts });
  const told = (deeds: ReturnType<typeof done>[]) =>
    deedLines(deeds).map(({ at, kind, by, facts }) => [at / minute, by.email[0], kind, facts.count]);

  test('is told with how many times, each kind for itself, whatever their order', () => {
    const deeds = [
      done(9, 'call-ticked'),
      done(8, 'call-ticked'),
      done(7, 'call-missed'),
      done(6, 'call-ticked'),
      done(5, 'call-unticked'),
      done(4, 'call-missed'),
    ];
    expect(told(deeds)).toEqual([
      [9, 'a', 'call-ticked', 3],
      [7, 'a', 'call-missed', 2],
      [5, 'a', 'call-unticked', undefined],
    ]);
  });

  test('is told anew after somebody else’s, after something else, and after an hour', () => {
    const deeds = [
      done(300, 'player-placed'),
      done(299, 'player-placed'),
      done(200, 'player-placed'),
      done(199, 'player-placed', bo),
      done(198, 'player-placed'),
      done(197, 'team-renamed'),
      done(196, 'player-placed'),
    ];
    expect(told(deeds)).toEqual([
      [300, 'a', 'player-placed', 2],
      [200, 'a', 'player-placed', undefined],
      [199, 'b', 'player-placed', undefined],
      [198, 'a', 'player-placed', undefined],
      [197, 'a', 'team-renamed', undefined],
      [196, 'a', 'player-placed', undefined],
    ]);
  });

  test('is not joined where each says something else', () => {
    const deeds = [done(3, 'list-exported', anna, { count: 4 }), done(2, 'list-exported', anna, { count: 9 })];
    expect(told(deeds).map(([, , , count]) => count)).toEqual([4, 9]);
  });
});

test('the fields that differ are named, and what is not said is no difference', () => {
  const before = { title: 'Fest', venue: undefined, access: { stepFree: true }, kept: [] };
  expect(changedFields(before, { title: 'Fest', access: { stepFree: true }, kept: [] })).toEqual([]);
  expect(changedFields(before, { ...before, title: 'Kalas', venue: 'Parken', access: {} })).toEqual([
    'title',
    'venue',
    'access',
  ]);
  // a form sends all its fields, also those in which nothing is written
  const where = { venue: 'Parken', access: { stepFree: undefined, directions: undefined } };
  expect(changedFields({ title: 'Fest' }, { title: 'Fest', ...where })).toEqual(['venue']);
  expect(changedFields({ access: {} }, { access: undefined })).toEqual([]);
});
