import { publicEventPieces, type FeedScope } from '../../../db/feeds/public-events';
import { findScope } from '../../../db/feeds/scope';
import { readSite } from '../../../db/site';
import { calendarsSince } from '../../../domain/calendar';
import type { Speech } from '../../../domain/language/speech';
import type { Samling } from '../../http/context';
import { calendarAnswer, faultFor } from '../../http/machine-answers.server';
import { requestSpeech } from '../../http/request-speech';
import { calendarOf, writeEntries } from './public-texts.server';

/** What a calendar is called. */
type Naming = (t: Speech, words: { title: string; site: string }) => string;

/** The calendar of an organisation, a series or an event: whatever of it everybody may know. */
export async function namedCalendar(
  request: Request,
  samling: Samling,
  { of, slug = '' }: { of: 'organisation' | 'series' | 'event'; slug: string | undefined },
  naming: Naming,
): Promise<Response> {
  const found = await findScope(samling.store.read, of, slug);
  return found ? publicCalendar(request, samling, found, naming) : faultFor(request, samling, 'not-found');
}

/** A public calendar: what was over more than a year ago is left out, but not of an event's own file. */
export async function publicCalendar(
  request: Request,
  samling: Samling,
  { scope, title }: { scope: FeedScope; title: string },
  naming: Naming,
): Promise<Response> {
  const t = requestSpeech(request);
  const { baseUrl, store } = samling;
  const since = scope.of === 'event' ? null : calendarsSince(samling.now());
  const { entries, changedAt } = await writeEntries(publicEventPieces(store.read, scope, since), { baseUrl, t });
  const site = (await readSite(store.read))?.name ?? t.site_name();
  const name = naming(t, { title, site });
  return calendarAnswer(calendarOf({ name, language: t.language }, entries), changedAt, 'everybody');
}
