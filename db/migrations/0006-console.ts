import { sql, type Kysely } from 'kysely';

/** Who answers for an event or a series, and who did what. Frozen: see 0001. */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = (name: string, columns: string[]) =>
    run(`create table ${name} (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);

  await table('responsible', [
    // an event's or a series' id
    'offer_id text primary key',
    'organiser_id text not null references organiser (id)',
  ]);

  await run('create index responsible_organiser on responsible (organiser_id)');

  await table('deed', [
    'id text primary key',
    `at ${instant} not null`,
    'organiser_id text references organiser (id)',
    'organisation_id text not null references organisation (id)',
    'offer_id text',
    'kind text not null',
    'facts text not null',
  ]);
  await run('create index deed_offer on deed (offer_id, at) where offer_id is not null');
  await run('create index deed_organisation on deed (organisation_id, at)');
}
