import type { Generator } from './measuring/load';
import type { How } from './measuring/compare';
import type { Options } from './options';
import type { Row } from './report/rows';
import type { Databases, Dialect } from './sites/databases';

/** Something that a row has started, and that ends with the run at the latest. */
export interface Started {
  stop(): Promise<void>;
}

/** What every group of rows is given. */
export interface Bench {
  options: Options;
  /** A folder of this run's own. */
  folder: string;
  generator: Generator;
  /** The databases that could be started, SQLite first. */
  databases: Databases[];
  /** Why there is no PostgreSQL, if there is none. */
  missing: string | null;
  /** A database with the demo's programme and nobody's signup. The same one each time: copy it to write in it. */
  ordinary(databases: Databases): Promise<string>;
  /** One with 10,000 events and `options.signups` signups beside. */
  large(databases: Databases): Promise<string>;
  /** Ends what it is given when the run ends, however it ends. */
  keep<S extends Started>(started: S): S;
  /** Tells whoever waits what it is busy with. */
  say(line: string): void;
}

/** A group of rows, by the name that `--only` takes. */
export interface Group {
  name: string;
  title: string;
  /** Whether it measures on PostgreSQL too. */
  databases: 'SQLite' | 'both';
  measure(bench: Bench): Promise<Row[]>;
}

/** How a comparison is done where a row has no reason of its own. */
export function howOf({ rounds, seconds }: Options, clients = 16): How {
  return { clients, rounds, seconds };
}

/** What stands in place of PostgreSQL's rows when there is no PostgreSQL. */
export const missingDialect = (dialect: Dialect, reason: string) =>
  new Error(`${dialect} could not be started: ${reason}`);
