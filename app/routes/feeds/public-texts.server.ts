import type { PublicEvent } from '../../../db/feeds/public-events';
import { eventText, laterChange, publicEntry, type WrittenEntry } from '../../../domain/calendar';
import type { Instant } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';
import { eventPath } from '../../../domain/paths';
import { publicEventFacts } from '../../../domain/public-event';
import { schemaOrgEvent } from '../../../domain/schema-org';
import { KeptTexts } from './kept-texts.server';
import { inTurns } from './turns.server';

/** What the words about an event depend on besides the event. */
export interface Wording {
  baseUrl: string;
  t: Speech;
}

/** Of this process: all feeds, in all languages, have an event's text from here. */
const ofProcess = new KeptTexts();

/**
 * Events as a calendar's entries, each text made once for as long as nothing in it changes.
 * @returns the entries of those that have a date, and when any of the events last changed
 */
export async function writeEntries(
  pieces: AsyncIterable<readonly PublicEvent[]>,
  wording: Wording,
  texts = ofProcess,
): Promise<{ entries: WrittenEntry[]; changedAt: Instant | null }> {
  const entries: WrittenEntry[] = [];
  let changedAt: Instant | null = null;
  for await (const events of inTurns(pieces)) {
    for (const event of events) {
      changedAt = laterChange(changedAt, event.updatedAt);
      if (event.start === null) continue;
      const text = keptText('entry', event, wording, texts, entryText);
      entries.push({ start: event.start, uid: event.uid, text });
    }
  }
  return { entries, changedAt };
}

/** Events as a JSON list of schema.org's Event, in their order, each made once for as long as nothing in it changes. */
export async function writeThings(
  pieces: AsyncIterable<readonly PublicEvent[]>,
  wording: Wording,
  texts = ofProcess,
): Promise<string> {
  const things: string[] = [];
  for await (const events of inTurns(pieces)) {
    for (const event of events) things.push(keptText('thing', event, wording, texts, thingText));
  }
  return `[${things.join(',')}]`;
}

function keptText(
  kind: string,
  event: PublicEvent,
  wording: Wording,
  texts: KeptTexts,
  write: (event: PublicEvent, wording: Wording) => string,
): string {
  return texts.textOf([kind, wording.baseUrl, wording.t.language, event], () => write(event, wording));
}

function entryText(event: PublicEvent, { baseUrl, t }: Wording): string {
  const url = baseUrl + eventPath(t.language, event.slug);
  const hosts = event.hosts.map((host) => host.name);
  return eventText(publicEntry({ ...event, hosts, url }, t)) ?? '';
}

const thingText = (event: PublicEvent, wording: Wording): string =>
  JSON.stringify(schemaOrgEvent(publicEventFacts(event, wording), wording.t));
