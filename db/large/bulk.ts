import { resolve } from 'node:path';
import pg from 'pg';
import { openSqliteFilePatiently } from '../sqlite';
import { crowdTables, type CrowdTable, type Rows } from './rows';

/** Writes very many rows at once: past kysely, which builds a statement for every few of them. */
export interface BulkWriter {
  /** All of it in one transaction. */
  write(rows: Rows): Promise<void>;
  /** Lets the database get to know what it has been given, and closes the connection. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** A connection of its own to what `url` says, see `openStore`. */
export async function openBulkWriter(url: string): Promise<BulkWriter> {
  return url.startsWith('sqlite:') ? bulkSqlite(url.slice('sqlite:'.length)) : bulkPostgres(url);
}

async function bulkSqlite(path: string): Promise<BulkWriter> {
  const db = await openSqliteFilePatiently(resolve(path), 'write');
  db.pragma('busy_timeout = 10000');
  // random keys go all over their indexes: those pages are better kept in memory until they are full
  db.pragma('cache_size = -200000');
  const columnsOf = (table: CrowdTable) =>
    (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const inserts = crowdTables.map((table) => {
    const columns = columnsOf(table);
    const names = columns.map((name) => `"${name}"`).join();
    const values = columns.map((name) => `@${name}`).join();
    return { table, insert: db.prepare(`insert into ${table} (${names}) values (${values})`) };
  });
  const writeAll = db.transaction((rows: Rows) => {
    for (const { table, insert } of inserts) for (const row of rows[table]) insert.run(row);
  });
  return {
    write: async (rows) => writeAll.immediate(rows),
    async finish() {
      db.pragma('wal_checkpoint(truncate)');
    },
    close: async () => void db.close(),
  };
}

async function bulkPostgres(url: string): Promise<BulkWriter> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const columns = new Map<CrowdTable, string>();
  for (const table of crowdTables) {
    const { fields } = await client.query(`select * from ${table} limit 0`);
    columns.set(table, fields.map(({ name }) => `"${name}"`).join());
  }
  return {
    async write(rows) {
      await client.query('begin');
      for (const table of crowdTables) {
        const names = columns.get(table)!;
        // one parameter however many rows there are, and the table itself says what each value is
        const insert = `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1)`;
        if (rows[table].length) await client.query(insert, [JSON.stringify(rows[table])]);
      }
      await client.query('commit');
    },
    async finish() {
      await client.query('vacuum analyze');
    },
    close: () => client.end(),
  };
}
