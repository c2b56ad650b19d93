import { sql, type Kysely } from 'kysely';

/**
 * Signups that look like one person's and have been found to be two: they are not pointed out again. Ids alone, which are
 * nothing once the signups are erased. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const columns = [
    'first_id text not null references signup (id)',
    'second_id text not null references signup (id)',
    // the smaller of the two first
    'check (first_id < second_id)',
    'primary key (first_id, second_id)',
  ];
  const strict = dialect === 'sqlite' ? ' strict' : '';
  await sql.raw(`create table two_people (${columns.join(', ')})${strict}`).execute(db);
  await sql.raw('create index two_people_second on two_people (second_id)').execute(db);
}
