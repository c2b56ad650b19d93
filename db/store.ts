import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { codesUnder, type Codes } from './codes';
import { migratorOn } from './migrator';
import { connectPostgres, migratingPostgres } from './postgres';
import type { Database } from './schema';
import { SharedCommits } from './shared-commits';
import { askersOn, migratingSqlite, openSqliteFilePatiently } from './sqlite';
import { isUnavailable } from './unavailable';

export type Dialect = 'sqlite' | 'postgres';
export type Trx = Transaction<Database>;
/** Something that can be asked: a store's `read`, or the transaction one is in. */
export type Asker = Kysely<Database>;

/**
 * A database that is open. Reads have a connection of their own: kysely queues everything on SQLite's one connection,
 * and a page should not wait behind a held write lock.
 */
export interface Store {
  readonly dialect: Dialect;
  readonly codes: Codes;
  /** For questions outside a transaction. @throws Error inside one, where it would hang or see the past */
  readonly read: Asker;
  /**
   * One whole change: all of it or nothing. Repeats the change when PostgreSQL asks for it, so `change` does nothing
   * but database work.
   * @throws Unavailable when the lock did not come in time
   */
  transact<T>(change: (trx: Trx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Who waits inside a transaction: for the guard that `read` and `transact` are not used there. */
const inside = new AsyncLocalStorage<true>();

/**
 * Whether the guard stands: it finds what is written wrong, which every test does. On Node 20 it costs each promise of
 * the whole process, a tenth of a signup's time.
 */
const guards = process.env.NODE_ENV !== 'production';

function outside<T>(value: T): T {
  if (inside.getStore()) throw new Error('inside a transaction: use the trx that you were given');
  return value;
}

/** What a store is made of: each database brings its own. */
export type Connections = Pick<Store, 'dialect' | 'read' | 'transact' | 'close'>;

/**
 * Opens what `url` says: `sqlite:./data/samling.db` or `postgres://…`. Does not migrate.
 * @param secrets SECRET, the current one first
 * @throws Error when the file cannot be opened or the server is not a PostgreSQL
 */
export async function openStore(url: string, secrets: readonly [string, ...string[]]): Promise<Store> {
  const connections = url.startsWith('sqlite:')
    ? await connectSqlite(url.slice('sqlite:'.length))
    : connectPostgres(url);
  return storeOn(connections, codesUnder(secrets));
}

function storeOn({ dialect, read, transact, close }: Connections, codes: Codes): Store {
  return {
    dialect,
    codes,
    get read() {
      return outside(read);
    },
    async transact(change) {
      outside(null);
      return transact(guards ? (trx) => inside.run(true, () => change(trx)) : change);
    },
    close,
  };
}

async function connectSqlite(path: string): Promise<Connections> {
  const file = fileAt(path);
  const [write, read] = [await openSqliteFilePatiently(file, 'write'), await openSqliteFilePatiently(file, 'read')];
  const commits = new SharedCommits(write);
  const { during } = await askersOn(write);
  return {
    dialect: 'sqlite',
    read: (await askersOn(read)).asker,
    transact: (change) => commits.run(() => during(change)),
    async close() {
      // the writer last, so that it empties and removes the -wal
      read.close();
      write.close();
    },
  };
}

/** The file that `sqlite:…` says, in a folder that is made when it is missing. */
function fileAt(path: string): string {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** Whether the database answers a question. @param patience how long it may take, in milliseconds */
export async function isAnswering({ read }: Pick<Store, 'read'>, patience: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patience, false);
  });
  const asked = sql`select 1`.execute(read).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}

/** How long a start waits for another that is migrating. */
const migrationPatience = 15_000;

/**
 * Brings the database to the newest schema; several processes may do so at once, and one of them does it.
 * @throws Error with the migration that failed
 */
export async function migrate(url: string): Promise<void> {
  const [dialect, db] = url.startsWith('sqlite:')
    ? (['sqlite', await migratingSqlite(fileAt(url.slice('sqlite:'.length)))] as const)
    : (['postgres', migratingPostgres(url)] as const);
  try {
    const migrator = migratorOn(db, dialect);
    const deadline = Date.now() + migrationPatience;
    for (;;) {
      const { error } = await migrator.migrateToLatest();
      if (!error) return;
      // on SQLite others who start at the same moment can hold the lock; PostgreSQL's migration lock waits by itself
      if (!isUnavailable(error) || Date.now() > deadline) throw error;
      await wait(10 + Math.random() * 40);
    }
  } finally {
    await db.destroy();
  }
}
