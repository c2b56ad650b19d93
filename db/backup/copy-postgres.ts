import SQLite from 'better-sqlite3';
import { Kysely } from 'kysely';
import pg from 'pg';
import { isKnownMigration, migratorOn } from '../migrator';
import type { Database } from '../schema';
import { ImmediateSqliteDialect } from '../sqlite';
import type { Progress } from './copy-sqlite';
import { BackupRefusal } from './refusal';
import { migrationsQuery, quoted, rowsTogether, tablesOf, type BackupTable } from './tables';

/** Rows between two round trips. */
const atATime = 5_000;

/**
 * Copies a PostgreSQL database as it is at this moment into a new SQLite file of the same schema version, while others
 * go on writing to it. No program of PostgreSQL's is needed.
 * @returns how many rows each table then has
 */
export async function copyPostgres(url: string, to: string, progress: Progress): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  // else a lost connection would end the process; the next query tells what is wrong
  client.on('error', () => {});
  await client.connect();
  const file = new SQLite(to);
  try {
    file.pragma('synchronous = off');
    await client.query('begin isolation level repeatable read, read only');
    await migrateAlike(client, file);
    const tables = tablesOf(file);
    await refuseOtherColumns(client, tables);
    file.exec('begin');
    const rows: Record<string, number> = {};
    for (const [index, table] of tables.entries()) {
      progress(index / tables.length);
      rows[table.name] = await copyTable(client, file, table);
    }
    file.exec('commit');
    await client.query('commit');
    progress(1);
    return rows;
  } finally {
    file.close();
    await client.end();
  }
}

/** Gives the file the schema that the database has, which may be older than this program's. */
async function migrateAlike(client: pg.Client, file: SQLite.Database): Promise<void> {
  const known = await client.query<{ there: boolean }>(`select to_regclass('kysely_migration') is not null as there`);
  if (!known.rows[0]!.there) throw new BackupRefusal('no-database');
  const { rows } = await client.query<{ name: string }>(migrationsQuery);
  const last = rows.at(-1)?.name;
  if (last === undefined) throw new BackupRefusal('no-database');
  if (!isKnownMigration(last)) throw new BackupRefusal('newer', last);
  const migrator = migratorOn(new Kysely<Database>({ dialect: new ImmediateSqliteDialect(file) }), 'sqlite');
  const { error } = await migrator.migrateTo(last);
  if (error) throw error;
}

/** A column that would be left out is a fault of ours: better no backup than one that lacks something. */
async function refuseOtherColumns(client: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select table_name as "table", array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = current_schema() and is_generated = 'NEVER' group by table_name`,
  );
  for (const { name, columns } of tables) {
    const there = rows.find(({ table }) => table === name)?.columns ?? [];
    const lacking = [
      ...there.filter((one) => !columns.includes(one)),
      ...columns.filter((one) => !there.includes(one)),
    ];
    if (lacking.length) throw new Error(`${name} is not the same in both databases: ${lacking.join(', ')}`);
  }
}

async function copyTable(client: pg.Client, file: SQLite.Database, { name, columns }: BackupTable): Promise<number> {
  const list = columns.map(quoted).join(', ');
  const insert = file.prepare(`insert into ${quoted(name)} (${list}) values (${columns.map(() => '?').join(', ')})`);
  await client.query(`declare rows no scroll cursor for select ${list} from ${quoted(name)}`);
  const together = rowsTogether(name, atATime);
  let count = 0;
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: `fetch ${together} from rows`, rowMode: 'array' });
    for (const row of rows) insert.run(row);
    count += rows.length;
    if (rows.length < together) break;
  }
  await client.query('close rows');
  return count;
}
