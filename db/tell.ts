import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/event';
import type { NoticeFacts, NoticeKind } from '../domain/notice';
import type { Database } from './schema';
import type { Trx } from './store';

/** What of a signup decides how it is told. */
export type Addressee = Pick<Selectable<Database['signup']>, 'id' | 'email' | 'address_failed_at' | 'has_code'>;

/** The columns of `Addressee`. */
export const addresseeColumns = ['id', 'email', 'address_failed_at', 'has_code'] as const;

/**
 * Writes a notice to the outbox, in the transaction of what it tells. Nothing is sent inside a request: a worker
 * does. Who cannot be mailed is at once on the call list (CONTRACT §4.3); a player whom the captain only named has
 * nothing to be told by, and is told by the captain.
 */
export async function tell(
  trx: Trx,
  addressees: readonly Addressee[],
  kind: NoticeKind,
  facts: NoticeFacts,
  now: Instant,
): Promise<void> {
  for (const addressee of addressees) {
    if (!addressee.has_code) continue;
    const { notice_count: ordinal } = await trx
      .updateTable('signup')
      .set((eb) => ({ notice_count: eb('notice_count', '+', 1) }))
      .where('id', '=', addressee.id)
      .returning('notice_count')
      .executeTakeFirstOrThrow();
    const reachable = addressee.email !== null && addressee.address_failed_at === null;
    await trx
      .insertInto('outbox')
      .values({
        id: randomUUID(),
        signup_id: addressee.id,
        feed_id: null,
        kind,
        facts: JSON.stringify(facts),
        ordinal,
        state: reachable ? 'queued' : 'call',
        next_attempt_at: now,
        lease_until: null,
        lease_by: null,
        created_at: now,
        settled_at: reachable ? null : now,
        error: reachable ? null : 'no-address',
      })
      .execute();
  }
}
