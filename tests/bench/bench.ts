import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTimeZone, localDateOf } from '../../domain/time';
import type { Bench, Group, Started } from './context';
import { describeMachine } from './machine';
import { Generator } from './measuring/load';
import { readOptions, usage, type Options } from './options';
import { profile } from './profile';
import { writeDocument, writePlot } from './report/document';
import type { Report } from './report/report';
import { failed, type Row } from './report/rows';
import { tablesOf } from './report/table';
import { consolePages } from './rows/console';
import { elsewhere } from './rows/elsewhere';
import { feed } from './rows/feed';
import { firstView } from './rows/first-view';
import { large } from './rows/large';
import { memory } from './rows/memory';
import { pages } from './rows/pages';
import { race } from './rows/race';
import { signups } from './rows/signups';
import { steps } from './rows/steps';
import { fillOrdinary, postgresDatabases, sqliteDatabases } from './sites/databases';
import { largeDatabase } from './sites/large';
import { Postgres } from './sites/postgres';

/** DESIGN §5, from its first row to its last. */
const groups: Group[] = [firstView, steps, pages, signups, feed, large, memory, race, consolePages, elsewhere];

/** `npm run bench`: what the site does on this machine, beside the limit. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return void console.log(usage);
  const unknown = options.only.filter((name) => !groups.some((group) => group.name === name));
  if (unknown.length) throw new Error(`--only: there is no ${unknown.join(', ')}\n\n${usage}`);

  const folder = mkdtempSync(join(tmpdir(), 'samling-bench-'));
  chmodSync(folder, 0o755);
  const started: Started[] = [];
  let stopped: Promise<void> | undefined;
  // once, whoever asks first: when somebody breaks off, what was under way fails and asks too
  const stop = () =>
    (stopped ??= (async () => {
      for (const one of started.reverse()) await one.stop();
      rmSync(folder, { recursive: true, force: true });
    })());
  const breakOff = () => {
    // what is under way fails when its database goes, and that is no fault
    process.on('uncaughtException', () => {});
    void stop().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, breakOff);
  try {
    const bench = await prepare(options, folder, started);
    if (options.profile) return void console.log(await profile(bench, options.profile));
    const report = await measure(bench);
    if (options.write) writeDocument(options.write, report);
    if (options.plot) writePlot(options.plot, report);
    console.log(options.json ? JSON.stringify(report, null, 2) : tablesOf(report));
  } finally {
    await stop();
  }
}

async function prepare(options: Options, folder: string, started: Started[]): Promise<Bench> {
  const keep = <S extends Started>(one: S): S => {
    started.push(one);
    return one;
  };
  const say = (line: string) => console.error(`  ${line}`);
  const generator = new Generator();
  keep({ stop: async () => generator.close() });
  const databases = [sqliteDatabases(folder)];
  let missing: string | null = null;
  const wanted = groups.filter(({ name }) => isWanted(options, name));
  if (wanted.some(({ databases: needed }) => needed === 'both') && !options.profile) {
    say('PostgreSQL starts');
    try {
      databases.push(postgresDatabases(keep(await Postgres.start(join(folder, 'postgres')))));
    } catch (error) {
      missing = String((error as Error | undefined)?.message ?? error);
    }
  }
  const made = new Map<string, Promise<string>>();
  const once = (name: string, make: () => Promise<string>) => {
    const url = made.get(name) ?? make();
    made.set(name, url);
    return url;
  };
  return {
    options,
    folder,
    generator,
    databases,
    missing,
    ordinary: (on) => once(`ordinary ${on.dialect}`, () => on.make('ordinary', fillOrdinary)),
    large: (on) => once(`large ${on.dialect}`, () => largeDatabase(on, options, say)),
    keep,
    say,
  };
}

const isWanted = ({ only }: Options, name: string) => !only.length || only.includes(name);

async function measure(bench: Bench): Promise<Report> {
  const { options, databases, folder } = bench;
  const report: Report = {
    when: localDateOf(Date.now(), defaultTimeZone),
    machine: { ...describeMachine(folder), databases: databases.map(({ version }) => version) },
    options: { rounds: options.rounds, seconds: options.seconds, quick: options.signups < 1_000_000 },
    groups: [],
  };
  for (const group of groups.filter(({ name }) => isWanted(options, name))) {
    bench.say(group.title);
    const rows = await group.measure(bench).catch((error: unknown): Row[] => [failed(group.name, group.name, error)]);
    report.groups.push({ name: group.name, title: group.title, rows });
  }
  return report;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
