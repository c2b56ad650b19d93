import { sql, type Kysely } from 'kysely';

/**
 * Those who wait for an organiser's answer can be written to. SQLite changes no check of a column that is there, so that
 * the column is made anew; the same is done on both, for the columns to stand in one order. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const whoms = "'in', 'all', 'line', 'unanswered', 'captains', 'teamless', 'part'";
  await run(`alter table message add column to_whom text not null default 'in' check (to_whom in (${whoms}))`);
  await run('update message set to_whom = whom');
  await run('alter table message drop column whom');
  await run('alter table message rename column to_whom to whom');
}
