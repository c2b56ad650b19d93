import { expect, test } from 'vitest';
import type { Outcome } from './outcome';
import { allHeld, markdownTable, placed, type Row } from './table';

const machine = { cores: 2, processor: 'Abacus', memoryGB: 4, node: 'v20.19.0', syncMs: 1.25 };
const good: Outcome = {
  rounds: 200,
  acknowledged: 9_000,
  lost: 0,
  doubled: 0,
  noticesLost: 0,
  repeats: 40,
  outage: 1.5,
  wrong: [],
  late: [],
  told: ['something was measured'],
};
const row = (outcome: Row['outcome']): Row => ({ id: 'kill', fault: 'kill -9', database: 'SQLite', took: 60, outcome });

test('a fault that lost nothing has held, and what was measured stands below', () => {
  const table = markdownTable([row(good)], machine);
  expect(table).toContain('| kill -9 | SQLite | 200 | 9000 | 0 | 0 | 0 | 40 | 1.5 s | held |');
  expect(table).toContain('- kill -9, SQLite: something was measured');
  expect(allHeld([row(good)])).toBe(true);
});

test.each([
  { lost: 1 },
  { doubled: 1 },
  { noticesLost: 1 },
  { wrong: ['a form was answered 500'] },
  { late: ['a page waited'] },
])('one with %o has not', (fault) => {
  const rows = [row(good), row({ ...good, ...fault })];
  expect(allHeld(rows)).toBe(false);
  expect(markdownTable(rows, machine)).toContain('**not held**');
});

test('one that could not be tried here says so and is no loss', () => {
  const rows = [row('it takes root')];
  expect(markdownTable(rows, machine)).toContain('not tried: it takes root');
  expect(allHeld(rows)).toBe(true);
});

test('the table takes the place of the one before', () => {
  const page = '# Faults\n\n<!-- faults -->\nold\n<!-- /faults -->\n\nafter\n';
  expect(placed(page, 'new')).toBe('# Faults\n\n<!-- faults -->\n\nnew\n\n<!-- /faults -->\n\nafter\n');
  expect(() => placed('# A page without a place\n', 'new')).toThrow(/no <!-- faults -->/);
});
