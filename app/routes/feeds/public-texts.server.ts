import type { PublicEvent } from '../../../db/feeds/public-events';
import { eventText, feedFrame, laterChange, publicEntry } from '../../../domain/calendar';
import type { Instant } from '../../../domain/event';
import type { Language, Speech } from '../../../domain/language/speech';
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
 * Events as a calendar's entries, in their order, each text made once for as long as nothing in it changes. Bytes, so
 * that a long feed is not turned into them all at once.
 * @returns the entries of those that have a date, and when any of the events last changed
 */
export async function writeEntries(
  pieces: AsyncIterable<readonly PublicEvent[]>,
  wording: Wording,
  texts = ofProcess,
): Promise<{ entries: Buffer[]; changedAt: Instant | null }> {
  const entries: Buffer[] = [];
  let changedAt: Instant | null = null;
  for await (const events of inTurns(pieces)) {
    for (const event of events) changedAt = laterChange(changedAt, event.updatedAt);
    const dated = events.filter((event) => event.start !== null);
    if (dated.length) entries.push(bytesOf(dated, '', (event) => keptText('entry', event, wording, texts, entryText)));
  }
  return { entries, changedAt };
}

/** A calendar of such entries. */
export function calendarOf(calendar: { name: string; language: Language }, entries: readonly Buffer[]) {
  const { begin, nothing, end } = feedFrame(calendar);
  return Buffer.concat([Buffer.from(begin), ...(entries.length ? entries : [Buffer.from(nothing)]), Buffer.from(end)]);
}

/** Events as a JSON list of schema.org's Event, in their order, each made once for as long as nothing in it changes. */
export async function writeThings(
  pieces: AsyncIterable<readonly PublicEvent[]>,
  wording: Wording,
  texts = ofProcess,
): Promise<Buffer<ArrayBuffer>> {
  const things: Buffer[] = [];
  for await (const events of inTurns(pieces)) {
    if (!events.length) continue;
    if (things.length) things.push(Buffer.from(','));
    things.push(bytesOf(events, ',', (event) => keptText('thing', event, wording, texts, thingText)));
  }
  return Buffer.concat([Buffer.from('['), ...things, Buffer.from(']')]);
}

function bytesOf(events: readonly PublicEvent[], between: string, textOf: (event: PublicEvent) => string): Buffer {
  return Buffer.from(events.map(textOf).join(between));
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
