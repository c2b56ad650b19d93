import { calledOffAt, holdsSince } from '../../domain/calls';
import type { Instant } from '../../domain/event';
import type { Language } from '../../domain/language/speech';
import type { MessageTexts, MessageWords } from '../../domain/message';
import { wantsNoReminders } from '../reminder-stops';
import type { SignupRow } from '../signup-rows';
import type { Asker, Store } from '../store';
import { endOf } from './thanked';

/** A message's words as one person gets them. */
export interface LetterMessage extends MessageWords {
  /** What they are written in: Swedish where nobody wrote them in the person's own language. */
  language: Language;
}

/** The words of a message in a language, or in Swedish. */
export function wordsIn({ sv, en }: MessageTexts, language: Language): LetterMessage {
  return language === 'en' && en ? { ...en, language: 'en' } : { ...sv, language: 'sv' };
}

/**
 * What one copy of a message, a thanks or a reminder says.
 * @returns null when it is no longer to be sent: the person has left, or what it was written about has been called off
 *   since; or what they would be reminded of is off, has moved or begun, or what they would be thanked for is off or has moved to where
 *   it is not over, or they want neither
 */
export async function letterMessage(
  store: Store,
  asker: Asker,
  messageId: string,
  signup: SignupRow,
  now: Instant,
): Promise<{ message: LetterMessage | null; eventId: string | null } | null> {
  const row = await asker.selectFrom('message').selectAll().where('id', '=', messageId).executeTakeFirst();
  if (!row || signup.state === 'cancelled') return null;
  if (row.kind === 'message') {
    const en = row.subject_en === null ? null : { subject: row.subject_en, words: row.words_en ?? '' };
    const texts = { sv: { subject: row.subject ?? '', words: row.words ?? '' }, en };
    if (row.subject === '') return null; // erased: see db/erase.ts
    if (row.thanks) {
      const thanked = await isThanked(store, asker, row.offer_id, signup, now);
      return thanked ? { message: wordsIn(texts, signup.language), eventId: null } : null;
    }
    const stands = holdsSince(row.created_at, calledOffAt(await toldOfStatus(asker, signup.id)));
    return stands ? { message: wordsIn(texts, signup.language), eventId: null } : null;
  }
  const event = await asker
    .selectFrom('event')
    .select(['status', 'start_at'])
    .where('id', '=', row.offer_id)
    .executeTakeFirst();
  const stands = event?.status === 'published' && event.start_at === row.start_at && now < (row.start_at ?? 0);
  if (!stands || signup.state !== 'confirmed') return null;
  if (signup.email !== null && (await wantsNoReminders(store, asker, signup.email))) return null;
  return { message: null, eventId: row.offer_id };
}

/** Whether somebody still has a place at what is over, and takes thanks for it. */
async function isThanked(
  store: Store,
  asker: Asker,
  offerId: string,
  signup: SignupRow,
  now: Instant,
): Promise<boolean> {
  if (signup.state !== 'confirmed') return false;
  const event = await asker.selectFrom('event').select('id').where('id', '=', offerId).executeTakeFirst();
  const end = await endOf(asker, { type: event ? 'event' : 'series', id: offerId });
  if (end === null || end.overAt > now) return false;
  return signup.email === null || !(await wantsNoReminders(store, asker, signup.email));
}

/** What the person has been told, or is about to be, of what they signed up to being off and on again, in its order. */
async function toldOfStatus(
  asker: Asker,
  signupId: string,
): Promise<{ kind: 'event-cancelled' | 'event-restored'; writtenAt: Instant }[]> {
  const kinds = ['event-cancelled', 'event-restored'] as const;
  const rows = await asker
    .selectFrom('outbox')
    .select(['kind', 'created_at'])
    .where('signup_id', '=', signupId)
    .where('feed_id', 'is', null)
    .where('kind', 'in', kinds)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => ({ kind: row.kind as (typeof kinds)[number], writtenAt: row.created_at }));
}
