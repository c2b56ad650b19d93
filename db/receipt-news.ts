import type { Instant } from '../domain/event';
import type { Language } from '../domain/language/speech';
import type { NoticeFacts, NoticeKind } from '../domain/notice';
import { newsOn, type News, type ReceiptNotice } from '../domain/receipt-news';
import { wordsIn, type LetterMessage } from './messages/letter-message';
import { statement } from './statement';
import type { Asker } from './store';

/** A message as the page of a signup that it went to shows it. */
export interface ReceiptMessage extends LetterMessage {
  id: string;
  at: Instant;
}

const toldOf = statement<{ signupId: string }>()((db, { signupId }) =>
  db
    .selectFrom('outbox')
    .leftJoin('message', 'message.id', 'outbox.message_id')
    .select(['outbox.kind', 'outbox.facts', 'outbox.ordinal', 'outbox.state', 'outbox.created_at', 'outbox.message_id'])
    .select(['message.subject', 'message.words', 'message.subject_en', 'message.words_en'])
    .select('message.created_at as written_at')
    .where('outbox.signup_id', '=', signupId)
    .where('outbox.feed_id', 'is', null),
);

/**
 * What somebody would know if every mail had reached them: the messages that were written to their signup, the latest
 * first, and what is new since they signed up or last changed it. For many it is the only way to hear of it. CONTRACT §4.1
 */
export async function receiptNews(
  asker: Asker,
  signupId: string,
  language: Language,
): Promise<{ news: News[]; messages: ReceiptMessage[] }> {
  const rows = await toldOf(asker, { signupId });
  const notices = rows
    .filter((row) => row.message_id === null)
    .map((row): ReceiptNotice => ({
      kind: row.kind as NoticeKind,
      facts: JSON.parse(row.facts) as NoticeFacts,
      ordinal: row.ordinal,
      at: row.created_at,
    }));
  const messages = new Map<string, ReceiptMessage>();
  for (const row of rows) {
    // a copy that was dropped has been overtaken by another, or came when they had left; what is erased says nothing
    if (row.message_id === null || row.kind !== 'message' || row.state === 'dropped' || !row.subject) continue;
    const en = row.subject_en === null ? null : { subject: row.subject_en, words: row.words_en ?? '' };
    const texts = { sv: { subject: row.subject, words: row.words ?? '' }, en };
    messages.set(row.message_id, { id: row.message_id, at: row.written_at!, ...wordsIn(texts, language) });
  }
  // ids are in the order in which they were made, also within one millisecond
  const latestFirst = [...messages.values()].sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  const writtenAt = latestFirst.map(({ at }) => at);
  return { news: newsOn(notices, writtenAt), messages: latestFirst };
}
