import { sql, type Kysely } from 'kysely';

/** Passkeys: what an organiser logs in with besides mailed codes. Frozen: see 0001. */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const instant = dialect === 'sqlite' ? 'integer' : 'bigint';
  const table = (name: string, columns: string[]) =>
    run(`create table ${name} (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);

  await table('passkey', [
    'id text primary key',
    'organiser_id text not null references organiser (id)',
    'credential text not null unique',
    'public_key text not null',
    // an unsigned number of 32 bits
    `counter ${instant} not null`,
    'transports text not null',
    'device text',
    `created_at ${instant} not null`,
    `used_at ${instant}`,
  ]);
  await run('create index passkey_organiser on passkey (organiser_id)');

  await table('passkey_challenge', [
    'id text primary key',
    'challenge text not null',
    "purpose text not null check (purpose in ('login', 'proof', 'new'))",
    // whose browser it was given to; null: nobody is logged in
    'session_id text references session (id)',
    `expires_at ${instant} not null`,
  ]);
  await run('create index passkey_challenge_expires on passkey_challenge (expires_at)');

  await table('passkey_offer', [
    'organiser_id text not null references organiser (id)',
    // what browser it is, in words; empty where nothing is known
    'device text not null',
    `offered_at ${instant} not null`,
    'primary key (organiser_id, device)',
  ]);
}
