import { sql, type Kysely } from 'kysely';

/**
 * Why somebody was let in before others, beside the deed and with the signup: what is written there can be about a
 * person, and is erased with them. What deeds had goes there, or away where nobody is left whom it would be erased with.
 * Frozen: see 0001.
 */
export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const columns = [
    'deed_id text primary key references deed (id)',
    'signup_id text not null references signup (id)',
    'reason text not null',
  ];
  await run(`create table deed_reason (${columns.join(', ')})${dialect === 'sqlite' ? ' strict' : ''}`);
  await run('create index deed_reason_signup on deed_reason (signup_id)');

  const { reason, signupId, without } = dialect === 'sqlite' ? sqlite : postgres;
  // SQLite otherwise leaves what was overwritten readable in the file
  if (dialect === 'sqlite') await run('pragma secure_delete = on');
  await run(`insert into deed_reason (deed_id, signup_id, reason)
    select deed.id, signup.id, ${reason} from deed join signup on signup.id = ${signupId}
    where deed.kind = 'signup-promoted' and ${reason} is not null and signup.nonce <> ''`);
  await run(`update deed set facts = ${without} where ${reason} is not null`);
}

const sqlite = {
  reason: "json_extract(deed.facts, '$.reason')",
  signupId: "json_extract(deed.facts, '$.ids[0]')",
  without: "json_remove(deed.facts, '$.reason')",
};

const postgres = {
  reason: "(deed.facts::jsonb ->> 'reason')",
  signupId: "(deed.facts::jsonb -> 'ids' ->> 0)",
  without: "(facts::jsonb - 'reason')::text",
};
