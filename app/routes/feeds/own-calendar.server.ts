import type { CodedDate } from '../../../db/feeds/own-calendar';
import { readSite } from '../../../db/site';
import { feed, lastChange, ownEntry } from '../../../domain/calendar';
import type { Speech } from '../../../domain/language/speech';
import { receiptPath } from '../../../domain/paths';
import type { Samling } from '../../http/context';
import { calendarAnswer } from '../../http/machine-answers.server';
import { requestSpeech } from '../../http/request-speech';

/** A calendar of one person's own dates: events, no names, each with its receipt's address. CONTRACT §4.4–6. */
export async function ownCalendar(
  request: Request,
  samling: Samling,
  dates: readonly CodedDate[],
  naming: (t: Speech, words: { site: string }) => string,
): Promise<Response> {
  const t = requestSpeech(request);
  const entries = dates.map(({ code, event, chosen, ...signup }) => {
    const receiptUrl = samling.baseUrl + receiptPath(t.language, code);
    return ownEntry({ signup: { ...signup, receiptUrl }, event, chosen }, t);
  });
  const site = (await readSite(samling.store.read))?.name ?? t.site_name();
  const name = naming(t, { site });
  return calendarAnswer(feed({ name, language: t.language, entries }), lastChange(entries), 'one-person');
}
