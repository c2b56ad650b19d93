import { resolve } from 'node:path';
import type SQLite from 'better-sqlite3';
import pg from 'pg';
import type { Revisions } from './revisions';
import { openSqliteFilePatiently } from './sqlite';
import { Unavailable } from './unavailable';

/** Whether an answer stands: nothing at all was written since, or nothing of what it shows, or it does not. */
export type Stands = 'untouched' | 'compared' | 'changed';

/** Tells whether what answers were made from still stands, whichever process may have changed it. */
export interface RevisionWatch {
  /** To be called before an answer is made. */
  begin(): Watched;
  /**
   * Whether everything that an answer was made from stands, not at some earlier time but after this call: all who ask
   * in the same turn, or while a question is on its way, are answered by one question that begins after that.
   * @throws Unavailable, or what the driver throws, when the database does not say in time
   */
  stands(watched: Watched): Promise<Stands>;
  close(): Promise<void>;
}

/** What one answer was made from. */
export interface Watched {
  readonly shown: Revisions;
  /** SQLite: the version of the data at which it was last seen to stand. PostgreSQL: the connection it is known by. */
  stamp: number;
}

/** @param url as `openStore` takes it */
export async function openRevisionWatch(url: string): Promise<RevisionWatch> {
  return url.startsWith('sqlite:')
    ? watchSqlite(await openSqliteFilePatiently(resolve(url.slice('sqlite:'.length)), 'read'))
    : watchPostgres(url);
}

/** Somebody who waits to be told. */
interface Waiting {
  watched: Watched;
  answer(stands: Stands): void;
  fail(error: unknown): void;
}

/**
 * `PRAGMA data_version` differs as soon as any other connection has committed, and this one never writes: 8 µs tell
 * that nothing at all has changed, to all who ask in the same turn. Where something has, the revisions are compared,
 * and if they stand the answer is stamped with the version that was read before them.
 */
function watchSqlite(db: SQLite.Database): RevisionWatch {
  const version = db.prepare<[], number>('pragma data_version').pluck();
  const revisions = db
    .prepare<[string], [string, number]>(
      'select scope, revision from revision where scope in (select value from json_each(?))',
    )
    .raw();
  let waiting: Waiting[] = [];

  function look(): void {
    const these = waiting;
    waiting = [];
    let now: number;
    try {
      now = version.get() ?? Number.NaN;
    } catch (error) {
      for (const { fail } of these) fail(error);
      return;
    }
    for (const { watched, answer, fail } of these) {
      try {
        answer(compare(watched, now));
      } catch (error) {
        fail(error);
      }
    }
  }

  function compare(watched: Watched, now: number): Stands {
    if (watched.stamp === now) return 'untouched';
    if (!areSame(watched.shown, new Map(revisions.all(JSON.stringify([...watched.shown.keys()]))))) return 'changed';
    watched.stamp = now;
    return 'compared';
  }

  return {
    begin: () => ({ shown: new Map(), stamp: Number.NaN }),
    stands: (watched) =>
      new Promise((answer, fail) => {
        if (waiting.push({ watched, answer, fail }) === 1) setImmediate(look);
      }),
    close: async () => void db.close(),
  };
}

/** How long PostgreSQL may take to say whether an answer stands, in milliseconds. */
const patience = 1_000;

/**
 * One question at a time, for everybody who waits when it begins: who comes later waits for the next, which begins as
 * soon as this is answered. So a hundred who ask at once cost what one does, and each is told of a time after it asked.
 *
 * What is known by one connection does not stand by the next: between them the server may have been replaced by one
 * that had not heard of the last changes, and counts to the same numbers another way.
 */
function watchPostgres(url: string): RevisionWatch {
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: patience });
  let connection = 0;
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    connection += 1;
    client.on('error', () => {});
  });

  let waiting: Waiting[] = [];
  let asking = false;

  async function ask(): Promise<void> {
    if (asking) return;
    asking = true;
    while (waiting.length) {
      const these = waiting;
      waiting = [];
      try {
        const now = await revisionsOf(new Set(these.flatMap(({ watched }) => [...watched.shown.keys()])));
        for (const { watched, answer } of these) {
          answer(watched.stamp === connection && areSame(watched.shown, now) ? 'compared' : 'changed');
        }
      } catch (error) {
        for (const { fail } of these) fail(error);
      }
    }
    asking = false;
  }

  async function revisionsOf(scopes: Set<string>): Promise<Map<string, number>> {
    const question = pool.query<{ scope: string; revision: number }>({
      name: 'revisions',
      text: 'select scope, revision from revision where scope = any($1)',
      values: [[...scopes]],
      query_timeout: patience,
    } as pg.QueryConfig);
    const { rows } = await question.catch((error: unknown) => {
      throw new Unavailable('the revisions cannot be read', { cause: error });
    });
    return new Map(rows.map(({ scope, revision }) => [scope, Number(revision)]));
  }

  return {
    begin: () => ({ shown: new Map(), stamp: connection }),
    stands: (watched) =>
      new Promise((answer, fail) => {
        waiting.push({ watched, answer, fail });
        void ask();
      }),
    close: () => pool.end(),
  };
}

/** A scope that has no row yet stands at 0. */
function areSame(shown: Revisions, now: ReadonlyMap<string, number>): boolean {
  for (const [scope, revision] of shown) if ((now.get(scope) ?? 0) !== revision) return false;
  return true;
}
