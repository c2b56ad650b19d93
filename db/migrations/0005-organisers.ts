import { sql, type Kysely } from 'kysely';

/**
 * Those who log in: organisers, what they may do for which organisation, invitations, logins that are under way, and
 * sessions. A notice can be about one of them in place of a signup. Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = (name: string, columns: string[]) =>
    run(`create table ${name} (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);
  const role = "role text not null check (role in ('administrator', 'organiser', 'door'))";

  await table('organiser', [
    'id text primary key',
    'email text not null unique',
    'name text',
    `created_at ${instant} not null`,
  ]);

  await table('membership', [
    'organisation_id text not null references organisation (id)',
    'organiser_id text not null references organiser (id)',
    role,
    `created_at ${instant} not null`,
    'primary key (organisation_id, organiser_id)',
  ]);
  await run('create index membership_organiser on membership (organiser_id)');

  await table('invitation', [
    'id text primary key',
    'organisation_id text not null references organisation (id)',
    'email text not null',
    role,
    'invited_by text not null references organiser (id)',
    'nonce text not null',
    'token_hash text not null unique',
    `created_at ${instant} not null`,
    `expires_at ${instant} not null`,
    `settled_at ${instant}`,
  ]);
  await run('create index invitation_organisation on invitation (organisation_id, email)');

  await table('login', [
    'id text primary key',
    // null: of an address that nobody has here, so that its answer takes the same way
    'organiser_id text references organiser (id)',
    'nonce text not null',
    'tries integer not null default 0',
    `created_at ${instant} not null`,
    `expires_at ${instant} not null`,
    `used_at ${instant}`,
  ]);
  await run('create index login_organiser on login (organiser_id, created_at) where organiser_id is not null');
  await run('create index login_expires on login (expires_at)');

  await table('session', [
    'id text primary key',
    'organiser_id text not null references organiser (id)',
    'token_hash text not null unique',
    'device text',
    `created_at ${instant} not null`,
    `seen_at ${instant} not null`,
    `proved_at ${instant} not null`,
    `ended_at ${instant}`,
  ]);
  await run('create index session_organiser on session (organiser_id) where ended_at is null');

  await run('alter table outbox add column login_id text references login (id)');
  await run('alter table outbox add column invitation_id text references invitation (id)');
  await run('create index outbox_login on outbox (login_id) where login_id is not null');
}
