import { sql } from 'kysely';
import type { Instant } from '../../domain/event';
import { serveByClock } from '../clock';
import { spreadNext } from '../messages/spread';
import { writeReminders } from '../reminders';
import type { Asker, Store, Trx } from '../store';
import { writeThanks } from '../thanks';

/** What a restored database was told about the time that it has missed. */
export interface SteppedOn {
  /** When anything in it last changed: what came after is not in it. null when nothing ever did. */
  lastChangeAt: Instant | null;
  /** How much every SEQUENCE was raised. */
  step: number;
  /** Notices that are now on the call list instead of being sent. */
  notices: number;
  /** How long before each erasure people's events were over, at the last one; null when there was none. */
  keptFor: number | null;
}

/** Above what anybody can have changed in the moments that a clock is wrong by. */
const leastStep = 1_000;

/**
 * Brings a database that has just been restored past what may have happened after the backup, of which it knows
 * nothing. Mails may have been sent, and calendars may have been told higher numbers:
 *
 * - What the clock would have told by now is told, and with all else that was queued goes to the call list with the
 *   error `restored`: no mail is sent a second time, and none is silently lost.
 * - SEQUENCE of every entry rises by one for each second since the last change and a thousand. Nothing changes more
 *   than once a second, so the next change's number is higher than any that was told; and however often one restores,
 *   the sum is no more than the seconds that have passed, which fit for 68 years.
 * - All entries are as of now, so that readers fetch them again, and every revision rises as much as SEQUENCE: a server
 *   that runs all the while, with answers kept from before, sees that none of them holds.
 */
export async function stepOn(store: Store, now: Instant): Promise<SteppedOn> {
  const lastChangeAt = await lastChange(store.read);
  await serveByClock(store, now);
  await writeReminders(store, now);
  await writeThanks(store, now);
  // of a message that was on its way, nobody knows how far it came
  while (await spreadNext(store, now));
  const step = Math.max(0, Math.ceil((now - (lastChangeAt ?? now)) / 1_000)) + leastStep;
  return store.transact(async (trx) => {
    await raiseSequences(trx, step, now);
    await trx
      .updateTable('revision')
      .set((eb) => ({ revision: eb('revision', '+', step) }))
      .execute();
    return { lastChangeAt, step, notices: await giveQueuedToCallList(trx, now), keptFor: await keptFor(trx) };
  });
}

async function lastChange(asker: Asker): Promise<Instant | null> {
  const columns = [
    ['signup', 'updated_at'],
    ['event', 'updated_at'],
    ['series', 'updated_at'],
    ['outbox', 'created_at'],
    ['outbox', 'settled_at'],
    ['erasure', 'at'],
  ] as const;
  const latest = columns.map(([table, column]) => sql`select max(${sql.ref(column)}) as at from ${sql.table(table)}`);
  const query = sql<{
    at: Instant | null;
  }>`select max(at) as at from (${sql.join(latest, sql` union all `)}) as latest`;
  return (await query.execute(asker)).rows[0]?.at ?? null;
}

async function raiseSequences(trx: Trx, step: number, now: Instant): Promise<void> {
  for (const table of ['event', 'series', 'signup'] as const) {
    await trx
      .updateTable(table)
      .set((eb) => ({ sequence: eb('sequence', '+', step), updated_at: now }))
      .execute();
  }
}

async function giveQueuedToCallList(trx: Trx, now: Instant): Promise<number> {
  const given = await trx
    .updateTable('outbox')
    .set({ state: 'call', error: 'restored', settled_at: now, lease_until: null, lease_by: null })
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return Number(given.numUpdatedRows);
}

async function keptFor(trx: Trx): Promise<number | null> {
  const last = await trx
    .selectFrom('erasure')
    .select(['at', 'before'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? last.at - last.before : null;
}
