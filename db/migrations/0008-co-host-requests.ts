import { sql, type Kysely } from 'kysely';

/** Organisations that are asked to host an event or a series with another. Frozen: see 0001. */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const columns = [
    'id text primary key',
    // an event's or a series' id
    'offer_id text not null',
    "offer_type text not null check (offer_type in ('event', 'series'))",
    'organisation_id text not null references organisation (id)',
    'asked_by text not null references organiser (id)',
    `asked_at ${instant} not null`,
    `settled_at ${instant}`,
    "outcome text check (outcome in ('accepted', 'declined', 'taken-back'))",
  ];
  await run(`create table co_host_request (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);
  await run(
    'create unique index co_host_request_waiting on co_host_request (offer_id, organisation_id) where settled_at is null',
  );
  await run('create index co_host_request_organisation on co_host_request (organisation_id, settled_at)');
  await run('create index co_host_request_offer on co_host_request (offer_id)');
  await run('alter table outbox add column co_host_request_id text references co_host_request (id)');
}
