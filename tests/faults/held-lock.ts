import SQLite from 'better-sqlite3';
import pg from 'pg';
import type { Ground } from './ground';

/** A lock that somebody else holds on what changes need: SQLite's write lock, or PostgreSQL's on the rows of a table. */
export interface HeldLock {
  release(): Promise<void>;
}

/** Takes it, over a connection of its own. @param table whose rows are locked on PostgreSQL */
export async function holdLock(
  { dialect, databaseUrl }: Pick<Ground, 'dialect' | 'databaseUrl'>,
  table: 'pool' | 'outbox',
): Promise<HeldLock> {
  if (dialect === 'sqlite') {
    const db = new SQLite(databaseUrl.slice('sqlite:'.length), { timeout: 5_000 });
    db.exec('begin immediate');
    return {
      async release() {
        db.exec('rollback');
        db.close();
      },
    };
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(`select id from ${table} order by id for update`);
  return {
    async release() {
      await client.query('rollback');
      await client.end();
    },
  };
}
