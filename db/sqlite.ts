import { setTimeout as wait } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDialectConfig,
} from 'kysely';
import { isUnavailable, Unavailable } from './unavailable';

/** How long a change waits for another process's write lock before it gives up with an honest answer. */
const lockPatience = 3_000;

/**
 * Opens one connection. `synchronous=FULL` at every open: a WAL database reopens with NORMAL, which can lose what was
 * acknowledged when the power goes. The busy timeout is 0 where it writes: better-sqlite3's own wait would stop the
 * whole process, so waiting is done in `beginTransaction` below.
 */
export function openSqliteFile(file: string, role: 'write' | 'read'): SQLite.Database {
  const db = new SQLite(file, { timeout: role === 'write' ? 0 : 100 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  if (role === 'read') db.pragma('query_only = ON');
  return db;
}

/** Opening can itself be busy, while others open or after a kill: try for a while. */
export async function openSqliteFilePatiently(file: string, role: 'write' | 'read'): Promise<SQLite.Database> {
  const deadline = Date.now() + lockPatience;
  for (;;) {
    try {
      return openSqliteFile(file, role);
    } catch (error) {
      if (!isUnavailable(error) || Date.now() > deadline) throw error;
      await wait(5 + Math.random() * 20);
    }
  }
}

/** Takes the write lock before anything is read, so that what was read still holds when it writes. */
class ImmediateDriver extends SqliteDriver {
  readonly #db: SQLite.Database;

  constructor(db: SQLite.Database) {
    super({ database: db });
    this.#db = db;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const deadline = Date.now() + lockPatience;
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        return;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        if (Date.now() > deadline) throw new Unavailable('another process holds the write lock', { cause: error });
        await wait(0.3 + Math.random() * 1.7);
      }
    }
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // after SQLITE_FULL the transaction is already rolled back, and a second rollback would hide the real error
    if (this.#db.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
}

/** kysely's Migrator has no lock on SQLite; inside an immediate transaction it needs none. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #db: SQLite.Database;

  constructor(db: SQLite.Database) {
    super({ database: db } satisfies SqliteDialectConfig);
    this.#db = db;
  }

  override createDriver() {
    return new ImmediateDriver(this.#db);
  }

  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }
}
