import { sql, type Kysely } from 'kysely';

/**
 * What organisers do with those who have signed up: an event whose signups are approved one by one, who was signed up by
 * an organiser, the organisers' own note, and how a signup ended other than by the person. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const flag = (name: string) => `${name} integer not null default 0 check (${name} in (0, 1))`;

  for (const table of ['event', 'series']) await run(`alter table ${table} add column ${flag('approval')}`);

  // 1 while the organiser has not said yes or no: it waits, and stands in no line
  await run(`alter table signup add column ${flag('to_approve')}`);
  await run('alter table signup add column added_by text');
  await run('alter table signup add column organiser_note text');
  await run("alter table signup add column ended_as text check (ended_as in ('by-organiser', 'declined', 'merged'))");

  await run('drop index signup_waiting');
  await run(
    "create index signup_waiting on signup (offer_id) where state = 'waitlisted' and no_place_at is null and to_approve = 0",
  );
  // a page of the list, the latest first
  await run('create index signup_latest on signup (offer_id, id)');

  // approving lets somebody into the line, whose length public pages show: see 0002
  for (const statement of dialect === 'sqlite' ? sqliteTrigger : postgresTrigger) await run(statement);
}

const raise = 'insert into revision (scope, revision)';

const sqliteTrigger = [
  `create trigger signup_revision_approval after update of to_approve on signup
   when old.to_approve is not new.to_approve begin
     ${raise} select new.offer_id, 1 where true on conflict (scope) do update set revision = revision + 1;
   end`,
];

const postgresTrigger = [
  `create function signup_revision_approval() returns trigger language plpgsql as $$ begin
     ${raise} values (new.offer_id, 1) on conflict (scope) do update set revision = revision.revision + 1;
     return null;
   end $$`,
  `create trigger signup_revision_approval after update of to_approve on signup for each row
   when (old.to_approve is distinct from new.to_approve) execute function signup_revision_approval()`,
];
