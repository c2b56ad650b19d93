import { setTimeout as wait } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import {
  CompiledQuery,
  DefaultQueryExecutor,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  Transaction,
  type ConnectionProvider,
  type DatabaseConnection,
  type KyselyProps,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from './schema';
import { lockPatience } from './shared-commits';
import { isUnavailable, Unavailable } from './unavailable';

/**
 * Opens one connection. `synchronous=FULL` at every open: a WAL database reopens with NORMAL, which can lose what was
 * acknowledged when the power goes. The busy timeout is 0 where it writes: better-sqlite3's own wait would stop the
 * whole process, so waiting is done in db/shared-commits.ts.
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

/** How many statements a connection keeps prepared: lists of many lengths would else add to them without end. */
const statementsKept = 500;

/** A file as kysely asks it, which remembers how a statement was prepared: that takes longer than most take to run. */
export function rememberStatements(db: SQLite.Database): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: statementsKept });
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement: SqliteStatement = db.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    close: () => db.close(),
  };
}

/** Asks an open file straight: it answers at once, so there is no connection to wait for. */
export async function askersOn(db: SQLite.Database) {
  const dialect = new SqliteDialect({ database: rememberStatements(db) });
  const driver = dialect.createDriver();
  await driver.init();
  const connection = await driver.acquireConnection();
  const executor = new DefaultQueryExecutor(dialect.createQueryCompiler(), dialect.createAdapter(), {
    provideConnection: (consumer) => consumer(connection),
  });
  const props = { config: { dialect }, dialect, driver, executor } satisfies KyselyProps;

  /**
   * Runs a change with an asker of its own, inside a transaction that stands open. Afterwards that asker asks nothing
   * more: something that the change forgot to wait for would else end up in somebody else's.
   */
  async function during<T>(change: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
    let hasEnded = false;
    const provider: ConnectionProvider = {
      async provideConnection(consumer) {
        if (hasEnded) throw new Error('the transaction has ended: something in it was not awaited');
        if (!db.inTransaction) throw new Unavailable('the database undid the transaction');
        return consumer(connection);
      },
    };
    const trx = new Transaction<Database>({ ...props, executor: executor.withConnectionProvider(provider) });
    try {
      return await change(trx);
    } finally {
      hasEnded = true;
    }
  }
  return { asker: new Kysely<Database>(props), during };
}

/** Takes the write lock before anything is read, for the migrator. */
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

/** For the migrator; a store asks with `askersOn`. */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #db: SQLite.Database;

  constructor(db: SQLite.Database) {
    super({ database: db });
    this.#db = db;
  }

  override createDriver() {
    return new ImmediateDriver(this.#db);
  }

  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }
}

/** Opens a file for the migrator; whoever migrates destroys it. */
export async function migratingSqlite(file: string): Promise<Kysely<Database>> {
  return new Kysely<Database>({ dialect: new ImmediateSqliteDialect(await openSqliteFilePatiently(file, 'write')) });
}
