import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openStore, type Dialect, type Store } from '../../db/store';
import { giveBack, onServer, takeDatabase } from './postgres-databases';

/** SECRET of every test. */
export const testSecret = 'a secret of the tests';

/** Both databases, for `describe.each(databases)`: every database function is tested on each. */
export const databases: { name: string; dialect: Dialect }[] = [
  { name: 'SQLite', dialect: 'sqlite' },
  { name: 'PostgreSQL', dialect: 'postgres' },
];

export interface TestDatabase {
  /** What DATABASE_URL would say: for a second process or a second store on the same data. */
  url: string;
  store: Store;
  /** Closes the store and removes the database. */
  drop(): Promise<void>;
}

/** An empty, migrated database of its own. */
export async function testDatabase(dialect: Dialect): Promise<TestDatabase> {
  return dialect === 'sqlite' ? sqliteDatabase() : postgresDatabase();
}

async function sqliteDatabase(): Promise<TestDatabase> {
  // a folder of its own: a template copied over a database whose -wal remains would corrupt it
  const folder = mkdtempSync(join(tmpdir(), 'samling-sqlite-'));
  const file = join(folder, 'test.db');
  copyFileSync(inject('sqliteTemplate'), file);
  const url = `sqlite:${file}`;
  const store = await openStore(url, [testSecret]);
  return {
    url,
    store,
    async drop() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function postgresDatabase(): Promise<TestDatabase> {
  const url = await takeDatabase();
  const store = await openStore(url, [testSecret]);
  return {
    url,
    store,
    async drop() {
      await store.close();
      await giveBack(url);
    },
  };
}

/** A place where there is no database of ours yet: to be migrated, or restored into. */
export async function emptyPlace(dialect: Dialect): Promise<Pick<TestDatabase, 'url' | 'drop'>> {
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'samling-empty-'));
    return {
      url: `sqlite:${join(folder, 'new', 'test.db')}`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name}`);
  return { url: `${inject('postgres')}/${name}`, drop: () => onServer(`drop database ${name} with (force)`) };
}
