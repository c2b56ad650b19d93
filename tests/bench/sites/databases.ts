import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { loadDemo } from '../../../db/programme/demo';
import { loadProgramme, type LoadOutcome } from '../../../db/programme/load';
import { migrate, openStore } from '../../../db/store';
import { askPostgres } from '../../support/ask-postgres';
import type { Postgres } from './postgres';
import { secret } from './our-site';
import { measuredProgramme } from './programme';

export type Dialect = 'SQLite' | 'PostgreSQL';

/** Makes databases, and copies of them. */
export interface Databases {
  readonly dialect: Dialect;
  /** Its name and version. */
  readonly version: string;
  /** @returns the URL of a copy that may be written in */
  copyOf(url: string): Promise<string>;
  /** Makes an empty one and fills it. @returns its URL; it is closed and may be copied */
  make(name: string, fill: (url: string) => Promise<void>): Promise<string>;
  /** One number that a statement gives. */
  count(url: string, statement: string): Promise<number>;
  /** CPU time of a database server beside the sites, in microseconds; 0 where there is none. */
  cpu(): number | undefined;
}

/** The file of a SQLite database's URL. */
export const fileOf = (url: string) => url.slice('sqlite:'.length);

/** @param folder where the files are */
export function sqliteDatabases(folder: string): Databases {
  const fresh = (name: string) => join(folder, `${name}-${randomBytes(4).toString('hex')}`, 'samling.db');
  return {
    dialect: 'SQLite',
    version: `SQLite ${sqliteVersion()}`,
    async copyOf(url) {
      const file = fresh('copy');
      mkdirSync(dirname(file), { recursive: true });
      copyFileSync(fileOf(url), file);
      return `sqlite:${file}`;
    },
    async make(name, fill) {
      const file = fresh(name);
      mkdirSync(dirname(file), { recursive: true });
      await fill(`sqlite:${file}`);
      if (existsSync(`${file}-wal`)) throw new Error('the database was not closed: its -wal is still there');
      return `sqlite:${file}`;
    },
    async count(url, statement) {
      const db = new SQLite(fileOf(url), { readonly: true });
      try {
        return Number(db.prepare(statement).pluck().get());
      } finally {
        db.close();
      }
    },
    cpu: () => 0,
  };
}

export function postgresDatabases(postgres: Postgres): Databases {
  const create = async (name: string, template = 'template1') => {
    const unique = `${name}_${randomBytes(4).toString('hex')}`;
    await askPostgres(`${postgres.url}/postgres`, `create database ${unique} template ${template} strategy file_copy`);
    return `${postgres.url}/${unique}`;
  };
  return {
    dialect: 'PostgreSQL',
    version: `PostgreSQL ${postgres.version}`,
    copyOf: (url) => create('copy', url.split('/').at(-1)!),
    async make(name, fill) {
      const url = await create(name);
      await fill(url);
      // as autovacuum does within a minute, so that it does not do it while something is measured
      await askPostgres(url, 'vacuum analyze');
      return url;
    },
    async count(url, statement) {
      const [row] = await askPostgres<Record<string, unknown>>(url, statement);
      return Number(Object.values(row ?? {})[0]);
    },
    cpu: () => postgres.cpu,
  };
}

/** The demo's programme and the one that is measured: what an empty database is here, since nobody has signed up. */
export async function fillOrdinary(url: string): Promise<void> {
  await migrate(url);
  const store = await openStore(url, [secret]);
  try {
    const options = { now: Date.now() };
    wellLoaded(await loadDemo(store, options));
    wellLoaded(await loadProgramme(store, measuredProgramme(options.now), options));
  } finally {
    await store.close();
  }
}

function wellLoaded(outcome: LoadOutcome): void {
  if (!outcome.ok) throw new Error(outcome.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

function sqliteVersion(): string {
  const db = new SQLite(':memory:');
  try {
    return String(db.prepare('select sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
}
