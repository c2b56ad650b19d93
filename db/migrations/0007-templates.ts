import { sql, type Kysely } from 'kysely';

/** Events kept as templates, and what an organiser says when something is called off. Frozen: see 0001. */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = (name: string, columns: string[]) =>
    run(`create table ${name} (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);

  await table('template', [
    'id text primary key',
    'organisation_id text not null references organisation (id)',
    'name text not null',
    'entry text not null',
    `created_at ${instant} not null`,
  ]);
  await run('create index template_organisation on template (organisation_id)');

  await table('called_off', [
    // an event's or a series' id
    'offer_id text primary key',
    'words text not null',
    `at ${instant} not null`,
  ]);
}
