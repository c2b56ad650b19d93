import { readPublicEvents, type FeedScope, type PublicEvent } from '../../../db/feeds/public-events';
import { findScope } from '../../../db/feeds/scope';
import { readSite } from '../../../db/site';
import { calendarsSince, feed, lastChange, publicEntry, type CalendarEntry } from '../../../domain/calendar';
import type { Speech } from '../../../domain/language/speech';
import { eventPath } from '../../../domain/paths';
import type { Samling } from '../../http/context';
import { calendarAnswer, faultFor } from '../../http/machine-answers.server';
import { requestSpeech } from '../../http/request-speech';

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
  const { read } = samling.store;
  const since = scope.of === 'event' ? null : calendarsSince(samling.now());
  const events = await readPublicEvents(read, scope, since);
  const entries = events.map((event) => entryOf(event, samling, t));
  const site = (await readSite(read))?.name ?? t.site_name();
  const name = naming(t, { title, site });
  return calendarAnswer(feed({ name, language: t.language, entries }), lastChange(entries), 'everybody');
}

function entryOf(event: PublicEvent, { baseUrl }: Samling, t: Speech): CalendarEntry {
  const url = baseUrl + eventPath(t.language, event.slug);
  return publicEntry({ ...event, hosts: event.hosts.map((host) => host.name), url }, t);
}
