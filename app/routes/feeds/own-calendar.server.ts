import type { CodedDate } from '../../../db/feeds/own-calendar';
import { readSite } from '../../../db/site';
import {
  joinFeed,
  laterChange,
  ownEntry,
  writtenEntry,
  type CalendarEntry,
  type WrittenEntry,
} from '../../../domain/calendar';
import type { Instant } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';
import { receiptPath } from '../../../domain/paths';
import type { Samling } from '../../http/context';
import { calendarAnswer } from '../../http/machine-answers.server';
import { requestSpeech } from '../../http/request-speech';
import { inTurns } from './turns.server';

/** A calendar of one person's own dates: events, no names, each with its receipt's address. CONTRACT §4.4–6. */
export async function ownCalendar(
  request: Request,
  samling: Samling,
  pieces: AsyncIterable<readonly CodedDate[]>,
  naming: (t: Speech, words: { site: string }) => string,
): Promise<Response> {
  const t = requestSpeech(request);
  const entries: WrittenEntry[] = [];
  let changedAt: Instant | null = null;
  for await (const dates of inTurns(pieces)) {
    for (const date of dates) {
      const entry = entryOf(date, samling, t);
      changedAt = laterChange(changedAt, entry.stamp);
      entries.push(...writtenEntry(entry));
    }
  }
  const site = (await readSite(samling.store.read))?.name ?? t.site_name();
  const name = naming(t, { site });
  return calendarAnswer(joinFeed({ name, language: t.language, entries }), changedAt, 'one-person');
}

function entryOf({ code, event, chosen, ...signup }: CodedDate, { baseUrl }: Samling, t: Speech): CalendarEntry {
  const receiptUrl = baseUrl + receiptPath(t.language, code);
  return ownEntry({ signup: { ...signup, receiptUrl }, event, chosen }, t);
}
