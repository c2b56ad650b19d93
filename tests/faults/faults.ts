import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Dialect } from '../../db/store';
import { describeMachine } from '../bench/machine';
import { Processes } from '../contract/processes';
import { testSmtp } from '../support/smtp';
import { faults, type Fault } from './catalogue';
import { brokenOff } from './outcome';
import { startPostgres, type Postgres } from './postgres';
import { smallDisk } from './small-disk';
import { allHeld, markdownTable, placed, rowInWords, type Row } from './table';

/**
 * `npm run bench:faults`: torments the site, as it is built and in processes of its own, with every fault, and counts
 * what was lost. Ends with 1 when anything was.
 */
const { values } = parseArgs({
  options: {
    /** Faults by id, with commas. */
    only: { type: 'string' },
    /** sqlite or postgres alone. */
    database: { type: 'string' },
    /** Rounds of each, in place of its own number. */
    rounds: { type: 'string' },
    json: { type: 'boolean', default: false },
    /** A page whose table is to be replaced. */
    write: { type: 'string' },
  },
});

const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
const say = (text: string) => process.stderr.write(`${text}\n`);

const only = values.only?.split(',');
const unknown = only?.filter((id) => !faults.some((fault) => fault.id === id)) ?? [];
if (unknown.length) {
  say(`There is no fault ${unknown.join(', ')}. There are: ${faults.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}

/** What stands open: closed after each fault, and when somebody breaks off, so that nothing is left behind. */
const standing: (() => void | Promise<void>)[] = [];
async function closeDownTo(depth: number): Promise<void> {
  while (standing.length > depth) await standing.pop()!();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void closeDownTo(0).finally(() => process.exit(130)));
}

const rows: Row[] = [];
for (const dialect of ['sqlite', 'postgres'] as const) {
  if (values.database && values.database !== dialect) continue;
  const tried = faults.filter(({ id, rounds }) => rounds[dialect] && (!only || only.includes(id)));
  if (!tried.length) continue;
  const postgres = dialect === 'postgres' ? await startPostgres() : undefined;
  if (postgres) standing.push(() => postgres.close());
  for (const fault of tried) {
    say(`${fault.name}, ${names[dialect]} …`);
    const row = await tryFault(fault, dialect, postgres);
    rows.push(row);
    say(rowInWords(row));
  }
  await closeDownTo(0);
}

const machine = describeMachine(tmpdir());
const table = markdownTable(rows, machine);
console.log(values.json ? JSON.stringify({ machine, faults: rows }, null, 2) : table);
if (values.write) writeFileSync(values.write, placed(readFileSync(values.write, 'utf8'), table));
process.exit(allHeld(rows) ? 0 : 1);

async function tryFault(fault: Fault, dialect: Dialect, postgres: Postgres | undefined): Promise<Row> {
  const begun = performance.now();
  const depth = standing.length;
  const smtp = await testSmtp();
  const run = new Processes();
  standing.push(
    () => smtp.close(),
    () => run.close(),
  );
  const disk = (megabytes: number) => {
    const made = smallDisk(megabytes);
    // taken away after what runs on it
    if (made) standing.splice(depth, 0, () => made.close());
    return made;
  };
  const databaseUrl = postgres ? await postgres.create() : `sqlite:${join(run.folder, 'samling.db')}`;
  const ground = { dialect, databaseUrl, smtp, run, secret: 'a secret of those who look for faults' };
  const rounds = Number(values.rounds ?? fault.rounds[dialect]);
  const outcome = await fault.try(ground, rounds, { postgres, disk }).catch(brokenOff);
  await closeDownTo(depth);
  const took = (performance.now() - begun) / 1000;
  return { id: fault.id, fault: fault.name, database: names[dialect], took, outcome };
}
