import { v7 as uuid } from 'uuid';
import { sendMessage, type SendOutcome, type Sending } from '../../db/messages/send';
import { spreadNext } from '../../db/messages/spread';
import type { Store } from '../../db/store';
import { sampleNow, type InsertedOffer } from './sample';

export const words = { sv: { subject: 'Ta med stövlar', words: 'Det regnar.\n\nVi ses!' }, en: null };

/** An organiser of the event's host, made where there is none. */
export async function someOrganiser(store: Store): Promise<string> {
  const known = await store.read.selectFrom('organiser').select('id').executeTakeFirst();
  if (known) return known.id;
  const id = uuid();
  const row = { id, email: 'ordna@example.org', name: 'Ordnaren', created_at: sampleNow };
  await store.transact((trx) => trx.insertInto('organiser').values(row).execute());
  return id;
}

/** Sends a message to everybody who has a place, unless told otherwise. */
export async function send(
  store: Store,
  event: Pick<InsertedOffer, 'id'>,
  given: Partial<Sending> = {},
  now = sampleNow,
): Promise<SendOutcome> {
  const by = await someOrganiser(store);
  const { id: organisationId } = await store.read.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
  const sending: Sending = {
    at: { type: 'event', id: event.id },
    to: { whom: 'in', partId: null },
    texts: words,
    by,
    organisationId,
    key: uuid(),
    ...given,
  };
  return sendMessage(store, sending, now);
}

/** Makes all notices that are left to make. */
export async function spreadAll(store: Store, now = sampleNow, size?: number): Promise<void> {
  while (await spreadNext(store, now, size));
}

/** The copies of messages, by their signups. */
export async function copiesIn(store: Store) {
  return store.read
    .selectFrom('outbox')
    .innerJoin('signup', 'signup.id', 'outbox.signup_id')
    .select(['outbox.id', 'outbox.signup_id', 'outbox.message_id', 'outbox.state', 'outbox.kind', 'signup.name'])
    .where('outbox.message_id', 'is not', null)
    .orderBy('signup.name')
    .execute();
}
