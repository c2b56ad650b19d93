import { sql, type Kysely } from 'kysely';

/**
 * What organisers write to many, reminders, and who has been called: a message is one row, from which the worker makes
 * a notice for each that it reaches. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = (name: string, columns: string[]) =>
    run(`create table ${name} (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);

  await table('message', [
    'id text primary key',
    // an event's or a series' id
    'offer_id text not null',
    "kind text not null check (kind in ('message', 'reminder'))",
    "whom text not null check (whom in ('in', 'all', 'line', 'captains', 'teamless', 'part'))",
    'part_id text references activity (id)',
    'subject text',
    'words text',
    'subject_en text',
    'words_en text',
    'sent_by text references organiser (id)',
    'form_key text',
    // of a reminder
    'timing text',
    `start_at ${instant}`,
    `due_at ${instant}`,
    `created_at ${instant} not null`,
    // how far it has come: the last signup that has been looked at, and its offer
    'spread_offer text',
    'spread_signup text',
    `spread_at ${instant}`,
    "check (kind = 'reminder' or (subject is not null and words is not null))",
  ]);
  await run('create unique index message_form_key on message (offer_id, form_key) where form_key is not null');
  await run("create unique index message_reminder on message (offer_id, timing, start_at) where kind = 'reminder'");
  await run('create index message_offer on message (offer_id, created_at)');
  await run('create index message_spreading on message (spread_at, created_at, id) where spread_at is null');

  await table('reminding', [
    // an event's or a series' id
    'offer_id text primary key',
    // an object: which reminders there are, and since when
    'timings text not null',
  ]);
  await table('reminder_stop', ['address_hash text primary key', `at ${instant} not null`]);

  await run('alter table outbox add column message_id text references message (id)');
  await run(`alter table outbox add column called_at ${instant}`);
  await run('alter table outbox add column called_by text references organiser (id)');
  await run('alter table outbox add column missed_calls integer not null default 0');
  await run(
    'create unique index outbox_message on outbox (message_id, signup_id, ordinal) where message_id is not null',
  );
  // what is told to one goes before what is told to thousands, so each is walked by itself
  await run('drop index outbox_due');
  await run("create index outbox_due on outbox (next_attempt_at, id) where state = 'queued' and message_id is null");
  await run(
    "create index outbox_due_of_many on outbox (next_attempt_at, id) where state = 'queued' and message_id is not null",
  );
  // those that are a reason to call: the rest was seen on a screen, and is most of them
  await run(
    `create index outbox_to_call on outbox (signup_id) where state = 'call' and (kind not in ('confirmed', 'waitlisted',
      'received', 'changed', 'cancelled', 'team-registered', 'team-joined', 'reminder') or facts like '%"byOrganiser":true%')`,
  );
  // a message walks along the signups of an event, some at a time

  for (const offer of ['event', 'series']) await run(`alter table ${offer} add column confirmation text`);
}
