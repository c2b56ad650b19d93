import { sql, type Kysely } from 'kysely';

/**
 * The team board: whom a player without a team asked to play with, how the board was before each deed, and which
 * captains have been reminded that their team is short. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = (name: string, columns: string[]) =>
    run(`create table ${name} (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);

  await run('alter table signup add column play_with text');

  await table('undo', [
    'id text primary key',
    'offer_id text not null',
    `at ${instant} not null`,
    'kind text not null',
    // how the teams and players that it touched were, and how it left them
    'states text not null',
    `undone_at ${instant}`,
  ]);
  await run('create index undo_offer on undo (offer_id, id)');

  await table('nudging', [
    'team_id text primary key references team (id)',
    // null: it is not short
    `short_since ${instant}`,
    `first_at ${instant}`,
    `second_at ${instant}`,
  ]);
  await run("create index event_teams on event (start_at) where team_max is not null and status = 'published'");
}
