import { sql, type Kysely } from 'kysely';

/**
 * Pictures of events and series. The files stand beside what is said of them, so that a page that asks whether there is
 * a picture reads no file; base64, which both databases and every backup write alike. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = (name: string, columns: string[]) =>
    run(`create table ${name} (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);

  await table('picture', [
    'id text primary key',
    // an event's or a series' id
    'offer_id text not null unique',
    'alt text not null',
    'width integer not null',
    'height integer not null',
    `created_at ${instant} not null`,
  ]);
  await table('picture_file', [
    'picture_id text not null references picture (id)',
    "size text not null check (size in ('large', 'small'))",
    'data text not null',
    'primary key (picture_id, size)',
  ]);

  // public pages show it: see 0002
  if (dialect === 'postgres') {
    await run(
      'create trigger picture_revision before insert or update or delete or truncate on picture ' +
        'for each statement execute function programme_revision()',
    );
    return;
  }
  for (const event of ['insert', 'update', 'delete']) {
    await run(
      `create trigger picture_revision_${event} after ${event} on picture begin ` +
        "insert into revision (scope, revision) select 'programme', 1 where true " +
        'on conflict (scope) do update set revision = revision + 1; end',
    );
  }
}
