import { sql, type Kysely } from 'kysely';

/**
 * The index of long events (0003) holds the start too, so that SQLite need look up no row by it. It chooses between two
 * indexes by whether it must, without knowing how few events are long: it went by `event_over` instead, and read every
 * event there will be to find the few. On PostgreSQL the index has held it from the beginning. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  if (dialect === 'postgres') return;
  const run = (statement: string) => sql.raw(statement).execute(db);
  await run('drop index event_long');
  await run(
    `create index event_long on event (over_at, start_at, id, status)
      where status <> 'draft' and over_at - start_at > 172800000`,
  );
}
