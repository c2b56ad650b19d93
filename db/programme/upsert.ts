import type { CompiledQuery, Kysely } from 'kysely';
import type { Asker, Trx } from '../store';

/** Values that one statement may carry: SQLite takes 32,766, PostgreSQL 65,535. */
const mostValues = 16_000;

/** The columns of a row that others point at, or that name it for ever: an update leaves them as they are. */
const lasting = new Set(['id', 'uid', 'slug', 'created_at']);

/** Tables whose rows a programme writes whole. */
export type Written = 'site' | 'organisation' | 'series' | 'event' | 'activity' | 'pool' | 'co_host';

/**
 * Statements that insert rows, or update those that are there (by `id`), ready to be run: building them for ten
 * thousand events takes longer than running them, and is done before the write lock is taken.
 */
export function upserts(builder: Asker, table: Written, rows: readonly object[]): CompiledQuery[] {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const updated = table === 'site' ? columns : columns.filter((column) => !lasting.has(column));
  const size = Math.max(1, Math.floor(mostValues / columns.length));
  const statements: CompiledQuery[] = [];
  for (let from = 0; from < rows.length; from += size) {
    const some = rows.slice(from, from + size) as Record<string, unknown>[];
    statements.push(
      loose(builder)
        .insertInto(table)
        .values(some)
        .onConflict((conflict) =>
          table === 'co_host'
            ? conflict.doNothing()
            : conflict
                .column('id')
                .doUpdateSet((eb) =>
                  Object.fromEntries(updated.map((column) => [column, eb.ref(`excluded.${column}`)])),
                ),
        )
        .compile(),
    );
  }
  return statements;
}

/** Runs statements that `upserts` has built, one after another in their order. */
export async function run(trx: Trx, statements: readonly CompiledQuery[]): Promise<void> {
  for (const statement of statements) await trx.executeQuery(statement);
}

/** Rows of every table alike: they come whole from compare.ts, whose types have been checked. */
function loose(builder: Asker): Kysely<Record<Written, Record<string, unknown>>> {
  return builder as unknown as Kysely<Record<Written, Record<string, unknown>>>;
}
