import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Database } from './schema';
import { nameOfStatement } from './statement';
import type { Connections } from './store';
import { isWorthRepeating, Unavailable } from './unavailable';

/** How long PostgreSQL may keep asking for a transaction again, in ms. */
const repeatPatience = 5_000;

// counts, sums and instants fit a double; as strings they would compare wrongly
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/**
 * How long a connection in use may be silent, in ms: longer than any statement may take (below). A machine that loses its
 * power, or a network that is cut, closes nothing, and without this whoever asked would wait for a quarter of an hour.
 */
const silencePatience = 18_000;

/** Opens a server for a store: a pool for changes, and a small one of its own for reading. */
export function connectPostgres(url: string): Connections {
  const [write, read] = [poolOf(url, 10), poolOf(url, 5)];
  const changing = kyselyOn(write);
  return {
    dialect: 'postgres',
    read: kyselyOn(read),
    async transact(change) {
      const deadline = Date.now() + repeatPatience;
      for (;;) {
        try {
          return await changing.transaction().execute(change);
        } catch (error) {
          if (!isWorthRepeating(error)) throw error;
          if (Date.now() > deadline) throw new Unavailable('too many changes at once', { cause: error });
          await wait(1 + Math.random() * 20);
        }
      }
    },
    async close() {
      await Promise.all([write.end(), read.end()]);
    },
  };
}

/** Opens a server for the migrator; whoever migrates destroys it. */
export function migratingPostgres(url: string): Kysely<Database> {
  return kyselyOn(poolOf(url, 10));
}

const kyselyOn = (pool: pg.Pool) =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool: rememberStatements(pool) }) });

/** A pool whose connections keep prepared what is compiled once (db/statement.ts). */
function rememberStatements(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      const ask = (text: string, values: readonly unknown[]) =>
        client.query({ name: nameOfStatement(text), text, values: [...values] });
      return { query: ask as unknown as PostgresPoolClient['query'], release: (error) => client.release(error) };
    },
    end: () => pool.end(),
  };
}

function poolOf(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 3_000,
    options: '-c lock_timeout=3000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=15000',
  });
  // without both listeners a restart of the server ends this process; the next query tells what is wrong
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // one that nobody uses is closed by the pool long before
    const stream = client.connection.stream as Socket; // typed as any stream, since it may be wrapped in TLS
    stream.setTimeout(silencePatience, () => stream.destroy(new Error('Connection terminated: the server is silent')));
  });
  return pool;
}
