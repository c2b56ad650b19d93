import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import pg from 'pg';
import { askPostgres } from './ask-postgres';
import { templateDatabase } from './database-templates';

/**
 * Databases that a test is done with, empty again, for the next test of this process. Making one and taking it away is a
 * fifth of a second of the kernel's, copying and removing a thousand files: a tenth of what all tests cost.
 */
const emptied: string[] = [];

/** How many rows one may have had and still be kept: what is deleted stays in its files, and slows who comes after. */
const mostDeleted = 3_000;

/** @returns the address of a migrated PostgreSQL database that has nothing in it and nobody else uses */
export async function takeDatabase(): Promise<string> {
  const kept = emptied.pop();
  if (kept) return kept;
  const name = `test_${randomBytes(8).toString('hex')}`;
  // copying files is much less work than writing each page to the log
  await onServer(`create database ${name} template ${templateDatabase} strategy file_copy`);
  const url = `${inject('postgres')}/${name}`;
  shapeOfNew ??= withClient(url, shapeOf);
  await shapeOfNew;
  return url;
}

/** Gives back what `takeDatabase` gave: emptied for another test, or removed where a test left more than rows in it. */
export async function giveBack(url: string): Promise<void> {
  const isKept = await withClient(url, async (client) => {
    if ((await othersOn(client)) || (await shapeOf(client)) !== (await shapeOfNew)) return false;
    return (await deleteAll(client)) <= mostDeleted;
  });
  if (isKept) emptied.push(url);
  else await onServer(`drop database ${url.slice(url.lastIndexOf('/') + 1)} with (force)`);
}

/** Says something to the server, and not to one of its databases. */
export async function onServer(statement: string): Promise<void> {
  await askPostgres(`${inject('postgres')}/postgres`, statement);
}

let shapeOfNew: Promise<string> | undefined;

/** All that is not rows, as migrations leave it: a test that adds a trigger or takes away an index changes it. */
async function shapeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ shape: string }>(`
    select md5(string_agg(part, ' ' order by part)) as shape from (
      select concat_ws(' ', relkind, relname, relnatts, relchecks, reloptions) from pg_class
        where relnamespace = 'public'::regnamespace
      union all select concat_ws(' ', tgname, tgenabled) from pg_trigger
      union all select concat_ws(' ', conname, convalidated) from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select concat_ws(' ', proname, prosrc) from pg_proc where pronamespace = 'public'::regnamespace
      union all select nspname from pg_namespace where nspname !~ '^pg_(toast_)?temp'
      -- what a test has had counted makes others' plans
      union all select 'counted' from pg_statistic where starelid in
        (select oid from pg_class where relnamespace = 'public'::regnamespace)
    ) as parts (part)`);
  return rows[0]!.shape;
}

/** Whether somebody else has it open: a process that a test killed, perhaps, and that PostgreSQL has not missed yet. */
async function othersOn(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  return rowCount !== 0;
}

/** Deletes every row but the migrator's own. Triggers and references are not asked: nothing is left. @returns how many */
async function deleteAll(client: pg.Client): Promise<number> {
  await client.query(`set session_replication_role = replica`);
  const { rows: tables } = await client.query<{ name: string }>(`
    select quote_ident(relname) as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
      and pg_relation_size(oid) > 0`);
  let deleted = 0;
  for (const { name } of tables) deleted += (await client.query(`delete from ${name}`)).rowCount ?? 0;
  return deleted;
}

async function withClient<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}
