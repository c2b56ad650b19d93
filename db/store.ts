import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { codesUnder, type Codes } from './codes';
import { migratorOn } from './migrator';
import type { Database } from './schema';
import { ImmediateSqliteDialect, openSqliteFilePatiently } from './sqlite';
import { isUnavailable, isWorthRepeating, Unavailable } from './unavailable';

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

function outside<T>(value: T): T {
  if (inside.getStore()) throw new Error('inside a transaction: use the trx that you were given');
  return value;
}

/** How long PostgreSQL may keep asking for a transaction again. */
const repeatPatience = 5_000;

interface Connections {
  dialect: Dialect;
  write: Kysely<Database>;
  read: Kysely<Database>;
  close(): Promise<void>;
}

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

function storeOn({ dialect, write, read, close }: Connections, codes: Codes): Store {
  return {
    dialect,
    codes,
    get read() {
      return outside(read);
    },
    async transact(change) {
      outside(null);
      const deadline = Date.now() + repeatPatience;
      for (;;) {
        try {
          return await write.transaction().execute((trx) => inside.run(true, () => change(trx)));
        } catch (error) {
          if (!isWorthRepeating(error)) throw error;
          if (Date.now() > deadline) throw new Unavailable('too many changes at once', { cause: error });
          await wait(1 + Math.random() * 20);
        }
      }
    },
    close,
  };
}

async function connectSqlite(path: string): Promise<Connections> {
  const file = resolve(path);
  mkdirSync(dirname(file), { recursive: true });
  const write = await openSqliteFilePatiently(file, 'write');
  const read = await openSqliteFilePatiently(file, 'read');
  return {
    dialect: 'sqlite',
    write: new Kysely<Database>({ dialect: new ImmediateSqliteDialect(write) }),
    read: new Kysely<Database>({ dialect: new ImmediateSqliteDialect(read) }),
    async close() {
      // the writer last, so that it empties and removes the -wal; kysely would not close what it never used
      read.close();
      write.close();
    },
  };
}

// counts, sums and instants fit a double; as strings they would compare wrongly
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

function connectPostgres(url: string): Connections {
  const pool = (max: number) => {
    const connections = new pg.Pool({
      connectionString: url,
      max,
      connectionTimeoutMillis: 3_000,
      options: '-c lock_timeout=3000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=15000',
    });
    // without both listeners a restart of the server ends this process; the next query tells what is wrong
    connections.on('error', () => {});
    connections.on('connect', (client) => client.on('error', () => {}));
    return connections;
  };
  const kyselyOn = (connections: pg.Pool) =>
    new Kysely<Database>({ dialect: new PostgresDialect({ pool: connections }) });
  const [write, read] = [pool(10), pool(5)];
  return {
    dialect: 'postgres',
    write: kyselyOn(write),
    read: kyselyOn(read),
    async close() {
      await Promise.all([write.end(), read.end()]);
    },
  };
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
  const { dialect, write, close } = url.startsWith('sqlite:')
    ? await connectSqlite(url.slice('sqlite:'.length))
    : connectPostgres(url);
  try {
    const migrator = migratorOn(write, dialect);
    const deadline = Date.now() + migrationPatience;
    for (;;) {
      const { error } = await migrator.migrateToLatest();
      if (!error) return;
      // on SQLite others who start at the same moment can hold the lock; PostgreSQL's migration lock waits by itself
      if (!isUnavailable(error) || Date.now() > deadline) throw error;
      await wait(10 + Math.random() * 40);
    }
  } finally {
    await close();
  }
}
