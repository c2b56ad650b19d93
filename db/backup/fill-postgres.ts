import type SQLite from 'better-sqlite3';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Codes } from '../codes';
import { migratorOn } from '../migrator';
import type { Database } from '../schema';
import type { Store, Trx } from '../store';
import type { Progress } from './copy-sqlite';
import { BackupRefusal } from './refusal';
import { migrationsOf, quoted, rowsTogether, tablesOf, type BackupTable } from './tables';

/** Rows between two round trips. */
const atATime = 2_000;

/**
 * Fills an empty PostgreSQL database from a backup file, in one transaction: all of it is there at once or nothing is.
 * @param filled what is done before it becomes visible, with a store inside the transaction
 * @throws BackupRefusal when the database is not empty
 */
export async function fillPostgres<T>(
  from: { file: SQLite.Database; url: string; codes: Codes; progress?: Progress },
  filled: (store: Store) => Promise<T>,
): Promise<T> {
  const { file, url, codes, progress = () => {} } = from;
  const client = new pg.Client({ connectionString: url });
  // else a lost connection would end the process; the next query tells what is wrong
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin');
    const tables = tablesOf(file);
    await refuseUnlessEmpty(client, tables);
    const db = kyselyOn(client);
    const migrator = migratorOn(db, 'postgres', { disableTransactions: true });
    // first the schema that the backup has: today's could ask for what it does not know
    const then = await migrator.migrateTo(migrationsOf(file).at(-1)!);
    if (then.error) throw then.error;
    for (const [index, table] of tables.entries()) {
      progress(index / tables.length);
      await fillTable(client, file, table);
    }
    progress(1);
    const today = await migrator.migrateToLatest();
    if (today.error) throw today.error;
    const result = await filled(storeInside(db, codes));
    await client.query('commit');
    await client.query('analyze');
    return result;
  } finally {
    // what is not committed is gone with the connection
    await client.end();
  }
}

async function refuseUnlessEmpty(client: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  const names = [...tables.map(({ name }) => name), 'kysely_migration'];
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = current_schema() and table_name = any($1) limit 1`,
    [names],
  );
  if (rows.length) throw new BackupRefusal('not-empty', rows[0]!.name);
}

async function fillTable(client: pg.Client, file: SQLite.Database, { name, columns }: BackupTable): Promise<void> {
  const list = columns.map(quoted).join(', ');
  const insert = {
    name: `fill ${name}`,
    text: `insert into ${quoted(name)} (${list}) select ${list} from json_populate_recordset(null::${quoted(name)}, $1)`,
  };
  let batch: unknown[] = [];
  const send = async () => {
    if (batch.length) await client.query({ ...insert, values: [JSON.stringify(batch)] });
    batch = [];
  };
  for (const row of file.prepare(`select ${list} from ${quoted(name)}`).iterate()) {
    batch.push(row);
    if (batch.length === rowsTogether(name, atATime)) await send();
  }
  await send();
}

/** kysely on the one connection that holds the transaction. */
function kyselyOn(client: pg.Client): Kysely<Database> {
  const only = { query: client.query.bind(client), release() {} };
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool: { connect: async () => only, end: async () => {} } }),
  });
}

/** A store whose every change is part of the transaction that is already going on. */
function storeInside(db: Kysely<Database>, codes: Codes): Store {
  return {
    dialect: 'postgres',
    codes,
    read: db,
    transact: (change) => change(db as unknown as Trx),
    close: async () => {},
  };
}
