import { randomUUID } from 'node:crypto';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { Instant } from '../../domain/event';
import type { Recipients } from '../../domain/message';
import { thoseWithoutReminders } from '../reminder-stops';
import type { Database } from '../schema';
import type { Asker, Dialect, Store, Trx } from '../store';
import { hasAddress, offersAt, readerOf, recipientsOf, type At, type Recipient } from './recipients';
import { offersThanked, thankedOf } from './thanked';

type MessageRow = Selectable<Database['message']>;

/** For how many people one transaction writes notices: other changes wait no longer than for a large programme. */
const together = 500;

/**
 * Makes notices of the message that has waited longest, for the next of those that it reaches. Done by the worker again
 * and again until nothing is left. How far it has come is written in the same transaction as the notices, so that a
 * restart in the middle goes on from there: nobody twice, nobody never.
 * @returns whether there may be more to do at once
 */
export async function spreadNext(store: Store, now: Instant, size = together): Promise<boolean> {
  // an idle worker takes no lock
  const [waiting] = await unspread(store.read).execute();
  if (!waiting) return false;
  return store.transact(async (trx) => {
    const message = await lockMessage(trx, store.dialect, waiting.id);
    // another worker is at it
    if (!message) return false;
    const { some, next } = await nextRecipients(trx, message, size);
    await writeCopies(trx, store, message, some, now);
    const last = some.at(-1);
    await trx
      .updateTable('message')
      .set({
        ...(last && { spread_offer: last.offer_id, spread_signup: last.id }),
        ...(next === 'none' && { spread_at: now }),
      })
      .where('id', '=', message.id)
      .execute();
    return true;
  });
}

const unspread = (asker: Asker) =>
  asker.selectFrom('message').select('id').where('spread_at', 'is', null).orderBy('created_at').orderBy('id').limit(1);

async function lockMessage(trx: Trx, dialect: Dialect, id: string): Promise<MessageRow | undefined> {
  return trx
    .selectFrom('message')
    .selectAll()
    .where('id', '=', id)
    .where('spread_at', 'is', null)
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked())
    .executeTakeFirst();
}

/** The next signups in the order of their offers and ids, after the last that was looked at. */
async function nextRecipients(
  trx: Trx,
  message: MessageRow,
  size: number,
): Promise<{ some: Recipient[]; next: 'more' | 'none' }> {
  const { spread_offer: lastOffer, spread_signup: lastSignup } = message;
  const some: Recipient[] = [];
  for (const offerId of await offersOf(trx, message)) {
    if (lastOffer !== null && offerId < lastOffer) continue;
    const left = size - some.length;
    const found = await candidates(trx, message, offerId)
      .where('signup.id', '>', offerId === lastOffer ? (lastSignup ?? '') : '')
      .orderBy('signup.id')
      .limit(left)
      .execute();
    some.push(...found);
    if (found.length === left) return { some, next: 'more' };
  }
  return { some, next: 'none' };
}

/** A message's own event or series; of a reminder, also the series that its event is a date of. See `offersThanked`. */
async function offersOf(trx: Trx, message: MessageRow): Promise<string[]> {
  if (message.kind === 'reminder') {
    const event = await trx
      .selectFrom('event')
      .select('series_id')
      .where('id', '=', message.offer_id)
      .executeTakeFirstOrThrow();
    return [message.offer_id, ...(event.series_id === null ? [] : [event.series_id])].sort();
  }
  const event = await trx.selectFrom('event').select('id').where('id', '=', message.offer_id).executeTakeFirst();
  const at: At = { type: event ? 'event' : 'series', id: message.offer_id };
  return message.thanks ? offersThanked(trx, at) : offersAt(trx, at, message.created_at);
}

function candidates(trx: Trx, message: MessageRow, offerId: string) {
  if (message.thanks) return thankedOf(trx, offerId, message.created_at);
  const recipients = { whom: message.whom, partId: message.part_id } as Recipients;
  if (message.kind === 'message') return recipientsOf(trx, offerId, recipients, message.created_at);
  const dueAt = message.due_at ?? 0;
  return (
    recipientsOf(trx, offerId, recipients, dueAt)
      .where('signup.email', 'is not', null)
      .where('signup.address_failed_at', 'is', null)
      // whoever has been told anything since the reminder was due knows when it is: who got a place, whose event moved
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox')
              .select('outbox.id')
              .whereRef('outbox.signup_id', '=', 'signup.id')
              .where('outbox.message_id', 'is', null)
              .where('outbox.feed_id', 'is', null)
              .where('outbox.created_at', '>=', dueAt),
          ),
        ),
      )
  );
}

async function writeCopies(
  trx: Trx,
  store: Store,
  message: MessageRow,
  some: readonly Recipient[],
  now: Instant,
): Promise<void> {
  const readers = await readersSoFar(trx, message.id, some);
  const emails = message.kind === 'reminder' || message.thanks ? some.flatMap((one) => one.email ?? []) : [];
  const stopped = await thoseWithoutReminders(store, trx, emails);
  const rows: Insertable<Database['outbox']>[] = [];
  for (const one of some) {
    if (hasAddress(one)) {
      if (readers.has(readerOf(one)) || stopped.has(one.email!.toLowerCase())) continue;
      readers.add(readerOf(one));
    }
    rows.push(copyOf(message, one, 1, now));
  }
  if (rows.length) await trx.insertInto('outbox').values(rows).execute();
}

/** Readers among some people who have a copy already, by another signup of theirs. */
async function readersSoFar(trx: Trx, messageId: string, some: readonly Recipient[]): Promise<Set<string>> {
  const emails = [...new Set(some.flatMap((one) => (hasAddress(one) ? one.email!.toLowerCase() : [])))];
  if (!emails.length) return new Set();
  const rows = await trx
    .selectFrom('signup')
    .select(['signup.email', 'signup.name_folded'])
    .where('signup.email', 'is not', null)
    .where(sql<string>`lower(signup.email)`, 'in', emails)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('outbox')
          .select('outbox.id')
          .whereRef('outbox.signup_id', '=', 'signup.id')
          .where('outbox.message_id', '=', messageId),
      ),
    )
    .execute();
  return new Set(rows.map(readerOf));
}

/** One copy of a message. @param time which time it goes to that signup, from 1 */
export function copyOf(
  message: Pick<MessageRow, 'id' | 'kind' | 'thanks'>,
  to: Pick<Recipient, 'id' | 'email' | 'address_failed_at'>,
  time: number,
  now: Instant,
): Insertable<Database['outbox']> {
  const reachable = hasAddress(to);
  return {
    id: randomUUID(),
    signup_id: to.id,
    feed_id: null,
    message_id: message.id,
    kind: message.thanks ? 'thanks' : message.kind,
    facts: '{}',
    ordinal: time,
    state: reachable ? 'queued' : 'call',
    attempts: 0,
    next_attempt_at: now,
    lease_until: null,
    lease_by: null,
    created_at: now,
    settled_at: reachable ? null : now,
    error: reachable ? null : 'no-address',
  };
}
