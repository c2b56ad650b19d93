import SQLite from 'better-sqlite3';
import pg from 'pg';

/** A statement as it reached the database, with what was bound to it the first time. */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** Lists of any length are one statement. */
const shapeOf = (text: string) => text.replace(/\((?:(?:\?|\$\d+)(?:, ?)?)+\)/g, '(…)');

/**
 * Writes down every different statement that reaches a database of either kind in this process, the site's own too,
 * until it is stopped. @returns what ends it, and gives what it has heard
 */
export function hearStatements(): () => Statement[] {
  const heard = new Map<string, Statement>();
  const hear = (text: string, values: readonly unknown[]) => {
    const shape = shapeOf(text);
    if (!heard.has(shape)) heard.set(shape, { text, values });
  };

  const { prepare } = SQLite.prototype;
  SQLite.prototype.prepare = function (this: SQLite.Database, text: string) {
    hear(text, []);
    return prepare.call(this, text);
  } as typeof prepare;

  const client = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
  const { query } = client;
  client.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    const { text, values } =
      typeof first === 'string'
        ? { text: first, values: Array.isArray(second) ? second : [] }
        : (first as { text?: string; values?: unknown[] });
    if (text !== undefined) hear(text, values ?? []);
    return query.apply(this, args);
  };

  return () => {
    SQLite.prototype.prepare = prepare;
    client.query = query;
    return [...heard.values()].filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text));
  };
}
