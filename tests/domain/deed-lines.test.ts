import { expect, test } from 'vitest';
import { changedFields } from '../../domain/changed-fields';
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

test('the fields that differ are named, and what is not said is no difference', () => {
  const before = { title: 'Fest', venue: undefined, access: { stepFree: true }, kept: [] };
  expect(changedFields(before, { title: 'Fest', access: { stepFree: true }, kept: [] })).toEqual([]);
  expect(changedFields(before, { ...before, title: 'Kalas', venue: 'Parken', access: {} })).toEqual([
    'title',
    'venue',
    'access',
  ]);
});
