import type { Machine } from '../bench/machine';
import { isHeld, type Outcome } from './outcome';

/** A row of the table: a fault on one database. */
export interface Row {
  /** For `--only`. */
  id: string;
  fault: string;
  database: 'SQLite' | 'PostgreSQL';
  /** How long it took, in seconds. */
  took: number;
  /** What became of it, or why it was not tried. */
  outcome: Outcome | string;
}

const columns = [
  'fault',
  'database',
  'rounds',
  'acknowledged',
  'lost',
  'doubled',
  'notices lost',
  'repeats',
  'well again after',
  'verdict',
];

/** Whether every row that could be tried held. */
export const allHeld = (rows: readonly Row[]) =>
  rows.every(({ outcome }) => typeof outcome === 'string' || isHeld(outcome));

function cells({ fault, database, outcome }: Row): string[] {
  if (typeof outcome === 'string') return [fault, database, ...Array<string>(7).fill('–'), 'not tried'];
  const { rounds, acknowledged, lost, doubled, noticesLost, repeats, outage } = outcome;
  const counts = [rounds, acknowledged, lost, doubled, noticesLost, repeats].map(String);
  const back = outage === null ? '–' : `${outage.toFixed(1)} s`;
  return [fault, database, ...counts, back, isHeld(outcome) ? 'held' : '**not held**'];
}

/** What else is to be said of a row. */
function remarks({ fault, database, outcome }: Row): string[] {
  if (typeof outcome === 'string') return [`${fault}, ${database}: not tried: ${outcome}`];
  return [
    ...outcome.wrong.map((wrong) => `${fault}, ${database}: WRONG: ${wrong}`),
    ...outcome.late.map((late) => `${fault}, ${database}: LATE: ${late}`),
    ...outcome.told.map((told) => `${fault}, ${database}: ${told}`),
  ];
}

/** The table for a page in docs/, with the machine that it is from. */
export function markdownTable(rows: readonly Row[], machine: Machine): string {
  const line = (texts: string[]) => `| ${texts.join(' | ')} |`;
  return [
    `${machine.cores} cores of ${machine.processor}, ${machine.memoryGB} GB, node ${machine.node}; a write that stays ` +
      `takes ${machine.syncMs.toFixed(1)} ms.`,
    '',
    line(columns),
    line(columns.map((name, place) => (place > 1 && name !== 'verdict' ? '--:' : '---'))),
    ...rows.map((row) => line(cells(row))),
    '',
    ...rows.flatMap(remarks).map((text) => `- ${text}`),
  ].join('\n');
}

/** One row, for whoever waits. */
export function rowInWords(row: Row): string {
  const [fault, database, ...rest] = cells(row);
  const counts = columns.slice(2).map((name, place) => `${name} ${rest[place]}`);
  return [
    `${fault}, ${database} (${row.took.toFixed(0)} s): ${counts.join(', ')}`,
    ...remarks(row).map((text) => `  ${text}`),
  ].join('\n');
}

const [begin, end] = ['<!-- faults -->', '<!-- /faults -->'];

/**
 * Puts a table in its place in a page.
 * @throws Error when the page has no place for it
 */
export function placed(page: string, table: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`there is no ${begin} … ${end} to write between`);
  return `${page.slice(0, from + begin.length)}\n\n${table}\n\n${page.slice(to)}`;
}
