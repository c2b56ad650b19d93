import { sql } from 'kysely';
import { openStore, type Store } from '../../db/store';
import type { StoredSignup } from './ledger';

/**
 * Looks into a database through a connection of its own, which is closed again: one that stays open would keep SQLite
 * from having to recover.
 */
export async function look<T>(url: string, secret: string, at: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(url, [secret]);
  try {
    return await at(store);
  } finally {
    await store.close();
  }
}

/** Every signup with its notices. */
export async function readStored({ read, codes }: Store): Promise<StoredSignup[]> {
  const signups = await read.selectFrom('signup').selectAll().execute();
  const notices = await read
    .selectFrom('outbox')
    .select(['signup_id', 'id', 'kind', 'state'])
    .where('feed_id', 'is', null)
    .orderBy('ordinal')
    .execute();
  const bySignup = new Map<string | null, StoredSignup['notices']>(signups.map(({ id }) => [id, []]));
  for (const { signup_id, ...notice } of notices) bySignup.get(signup_id)?.push(notice);
  return signups.map((row) => ({
    name: row.name,
    key: row.form_key,
    code: codes.codeOf(row),
    state: row.state,
    notices: bySignup.get(row.id)!,
  }));
}

/** What may never be, as questions whose answer must be 0. A whole change is there, or none of it. */
const impossible: Record<string, string> = {
  'a signup without places in its event': `
    select count(*) as n from signup s where s.state <> 'cancelled' and not exists (
      select 1 from claim c join pool p on p.id = c.pool_id
      where c.holder_id = s.id and p.offer_id = s.offer_id and p."of" in ('event', 'series') and c.state <> 'ended')`,
  'a signup without a notice': `
    select count(*) as n from signup s where s.has_code = 1
      and not exists (select 1 from outbox o where o.signup_id = s.id)`,
  'a signup that counts other notices than there are': `
    select count(*) as n from signup s
    where s.notice_count <> (select count(*) from outbox o where o.signup_id = s.id and o.feed_id is null)`,
  'a confirmed signup that waits for places, or a waiting one that holds some': `
    select count(*) as n from signup s join claim c on c.holder_id = s.id
    where (s.state = 'confirmed' and c.state = 'waiting') or (s.state = 'waitlisted' and c.state = 'held')`,
  'a cancelled signup with places': `
    select count(*) as n from signup s join claim c on c.holder_id = s.id
    where s.state = 'cancelled' and c.state <> 'ended'`,
  'places of nobody': `
    select count(*) as n from claim c where c.signup_id is not null
      and not exists (select 1 from signup s where s.id = c.signup_id)`,
  'a notice of nobody': `
    select count(*) as n from outbox o where o.feed_id is null
      and not exists (select 1 from signup s where s.id = o.signup_id)`,
  'two signups from one form': `
    select count(*) as n from (
      select 1 from signup where form_key is not null group by offer_id, form_key having count(*) > 1) twice`,
  'a pool with more taken than it has': `
    select count(*) as n from pool p where p.capacity < (
      select coalesce(sum(c.places), 0) from claim c where c.pool_id = p.id and c.state = 'held')`,
  // every signup of these tests is one person's, in its event's own pool alone
  'somebody who waits while there is room': `
    select count(*) as n from pool p where p.capacity > (
        select coalesce(sum(c.places), 0) from claim c where c.pool_id = p.id and c.state = 'held')
      and exists (select 1 from claim c where c.pool_id = p.id and c.state = 'waiting')`,
};

/**
 * Looks for halves of changes, and, on SQLite, for a damaged file.
 * @returns what was found, in words
 */
export async function findHalfWritten({ read, dialect }: Store): Promise<string[]> {
  const found: string[] = [];
  for (const [what, question] of Object.entries(impossible)) {
    const { rows } = await sql.raw<{ n: number }>(question).execute(read);
    if (Number(rows[0]?.n) !== 0) found.push(`${what}: ${rows[0]?.n}`);
  }
  if (dialect === 'sqlite') {
    const { rows } = await sql.raw<{ integrity_check: string }>('pragma integrity_check').execute(read);
    if (rows[0]?.integrity_check !== 'ok') found.push(`integrity_check: ${rows[0]?.integrity_check}`);
    const orphans = await sql.raw('pragma foreign_key_check').execute(read);
    if (orphans.rows.length) found.push(`foreign_key_check: ${orphans.rows.length}`);
  }
  return found;
}
