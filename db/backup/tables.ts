import type SQLite from 'better-sqlite3';

/** A table of ours, as a backup file has it. */
export interface BackupTable {
  name: string;
  /** The columns that are written, those that the database makes by itself left out. */
  columns: string[];
}

/** What the database itself keeps by triggers, as the other tables are written: it is not copied but made anew. */
export const derivedTables = ['revision', 'hosting', 'event_searched'];

/**
 * The tables of a backup file, each after those that it refers to. Asked of the file, so that a new table is never
 * forgotten. What is derived is left out, a search index (a virtual table) too, and so is kysely's own account.
 */
export function tablesOf(file: SQLite.Database): BackupTable[] {
  const names = file
    .prepare<[], { name: string }>(
      `select name from pragma_table_list
       where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'
         and name not like 'kysely\\_%' escape '\\'
       order by name`,
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !derivedTables.includes(name));
  return parentsFirst(file, names).map((name) => ({
    name,
    columns: file
      .prepare<[string], { name: string }>('select name from pragma_table_xinfo(?) where hidden = 0 order by cid')
      .all(name)
      .map((column) => column.name),
  }));
}

/** How many rows each table has. */
export function countRows(file: SQLite.Database): Record<string, number> {
  const counts = tablesOf(file).map(({ name }) => {
    const { n } = file.prepare<[], { n: number }>(`select count(*) as n from ${quoted(name)}`).get()!;
    return [name, n] as const;
  });
  return Object.fromEntries(counts);
}

/** kysely's account of the migrations that a database has been through, in order. */
export const migrationsQuery = 'select name from kysely_migration order by name';

/** The same of a backup file; none where there is no such account. */
export function migrationsOf(file: SQLite.Database): string[] {
  const has = file.prepare(`select 1 from pragma_table_list where name = 'kysely_migration'`).get();
  if (!has) return [];
  return file
    .prepare<[], { name: string }>(migrationsQuery)
    .all()
    .map(({ name }) => name);
}

/** An identifier, which both databases quote alike. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function parentsFirst(file: SQLite.Database, names: readonly string[]): string[] {
  const refersTo = new Map(
    names.map((name) => [
      name,
      file
        .prepare<[string], { table: string }>('select distinct "table" from pragma_foreign_key_list(?)')
        .all(name)
        .map((row) => row.table),
    ]),
  );
  const placed = new Set<string>();
  const place = (name: string) => {
    if (placed.has(name)) return;
    for (const parent of refersTo.get(name) ?? []) if (parent !== name && names.includes(parent)) place(parent);
    placed.add(name);
  };
  names.forEach(place);
  return [...placed];
}

/** How many rows of a table are held in memory at once, where `usual` ones are small: a picture's file is not. */
export const rowsTogether = (table: string, usual: number): number =>
  table === 'picture_file' ? Math.min(usual, 20) : usual;
