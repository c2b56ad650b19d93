import { v7 as uuid } from 'uuid';
import type { Instant } from '../../domain/event';
import { reached, type MessageTexts, type Recipients } from '../../domain/message';
import { recordDeed } from '../deeds';
import type { Asker, Store, Trx } from '../store';
import { reachOf, type At, type Reach } from './recipients';

/** A message that an organiser sends. */
export interface Sending {
  at: At;
  to: Recipients;
  texts: MessageTexts;
  by: string;
  organisationId: string;
  /** The form's own: the same again is the same message. */
  key: string;
}

export type SendOutcome =
  /** `reach`: as it is now, which need not be as it was when it was looked at. */
  | { kind: 'sent'; id: string; reach: Reach }
  /** The form was sent again: what it sent before. */
  | { kind: 'already'; id: string }
  /** There is nobody whom it would reach. */
  | { kind: 'nobody' }
  /** The activity or shift is none of the event's. */
  | { kind: 'no-such-part' };

/**
 * Sends a message to many: one row, whether it reaches ten or ten thousand. The worker makes the notices (spread.ts).
 */
export async function sendMessage(store: Store, sending: Sending, now: Instant): Promise<SendOutcome> {
  const { at, to, texts, by, organisationId, key } = sending;
  const before = await sentBefore(store.read, at.id, key);
  if (before !== undefined) return { kind: 'already', id: before };
  const reach = await reachOf(store.read, at, to, now);
  return store.transact(async (trx) => {
    if (to.whom === 'part' && !(await isPartOf(trx, at.id, to.partId))) return { kind: 'no-such-part' };
    const count = reached(reach);
    if (count === 0) return { kind: 'nobody' };
    const id = uuid();
    const inserted = await trx
      .insertInto('message')
      .values({
        id,
        offer_id: at.id,
        kind: 'message',
        thanks: 0,
        whom: to.whom,
        part_id: to.partId,
        subject: texts.sv.subject,
        words: texts.sv.words,
        subject_en: texts.en?.subject ?? null,
        words_en: texts.en?.words ?? null,
        sent_by: by,
        form_key: key,
        timing: null,
        start_at: null,
        due_at: null,
        created_at: now,
        spread_offer: null,
        spread_signup: null,
        spread_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) {
      const first = await sentBefore(trx, at.id, key);
      if (first === undefined) throw new Error(`no message has the key ${key}`);
      return { kind: 'already', id: first };
    }
    const facts = { ids: [id], count };
    await recordDeed(trx, { kind: 'message-sent', by, organisationId, offerId: at.id, facts }, now);
    return { kind: 'sent', id, reach };
  });
}

/** The message that a form has sent already. @param key the form's */
export async function sentBefore(asker: Asker, offerId: string, key: string): Promise<string | undefined> {
  const row = await asker
    .selectFrom('message')
    .select('id')
    .where('offer_id', '=', offerId)
    .where('form_key', '=', key)
    .where('form_key', 'is not', null)
    .executeTakeFirst();
  return row?.id;
}

async function isPartOf(trx: Trx, eventId: string, partId: string): Promise<boolean> {
  const part = await trx
    .selectFrom('activity')
    .select('id')
    .where('id', '=', partId)
    .where('event_id', '=', eventId)
    .where('status', '=', 'published')
    .executeTakeFirst();
  return part !== undefined;
}
