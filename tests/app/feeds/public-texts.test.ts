import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptTexts } from '../../../app/routes/feeds/kept-texts.server';
import { calendarOf, writeEntries, writeThings } from '../../../app/routes/feeds/public-texts.server';
import { publicEventPieces, type FeedScope, type PublicEvent } from '../../../db/feeds/public-events';
import type { Store } from '../../../db/store';
import { feed, publicEntry } from '../../../domain/calendar';
import { audiences, kinds } from '../../../domain/event';
import { speak, type Language } from '../../../domain/language/speech';
import { eventPath } from '../../../domain/paths';
import { publicEventFacts } from '../../../domain/public-event';
import { schemaOrgEvent } from '../../../domain/schema-org';
import { localToInstant } from '../../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../../support/databases';
import { hostileText } from '../../support/hostile-text';
import { insertEvent } from '../../support/sample';

const baseUrl = 'https://samling.example';
const stockholm = 'Europe/Stockholm';
const named = { name: 'Prov' };

async function writtenCalendar(pieces: AsyncIterable<PublicEvent[]>, language: Language, texts = new KeptTexts()) {
  const { entries } = await writeEntries(pieces, { baseUrl, t: speak(language) }, texts);
  return calendarOf({ ...named, language }, entries).toString();
}

async function writtenThings(pieces: AsyncIterable<PublicEvent[]>, language: Language, texts = new KeptTexts()) {
  return (await writeThings(pieces, { baseUrl, t: speak(language) }, texts)).toString();
}

/** As they are read: soonest first, then by UID, those without a date last. */
function inOrder(events: readonly PublicEvent[]): PublicEvent[] {
  const at = ({ start }: PublicEvent) => start ?? Number.MAX_SAFE_INTEGER;
  return [...events].sort((one, other) => at(one) - at(other) || (one.uid < other.uid ? -1 : 1));
}

async function* inPieces(events: readonly PublicEvent[]): AsyncGenerator<PublicEvent[]> {
  const size = 2;
  for (let from = 0; from < events.length; from += size) yield inOrder(events).slice(from, from + size);
}

/** Built whole, each thing from the facts. */
function wholeCalendar(events: readonly PublicEvent[], language: Language): string {
  const t = speak(language);
  const entries = events.map((event) => {
    const hosts = event.hosts.map(({ name }) => name);
    return publicEntry({ ...event, hosts, url: baseUrl + eventPath(language, event.slug) }, t);
  });
  return feed({ ...named, language, entries });
}

function wholeThings(events: readonly PublicEvent[], language: Language): string {
  const t = speak(language);
  return JSON.stringify(inOrder(events).map((event) => schemaOrgEvent(publicEventFacts(event, { baseUrl, t }), t)));
}

const text = hostileText.filter((one) => one.trim() !== '');
const instant = fc.integer({ min: Date.UTC(2017, 0, 1), max: Date.UTC(2030, 0, 1) });
const host = fc.record({
  slug: fc.stringMatching(/^[a-z]{1,9}$/),
  name: text,
  phone: fc.option(text),
  email: fc.option(fc.emailAddress()),
  url: fc.option(fc.webUrl()),
});
const anyEvent: fc.Arbitrary<PublicEvent> = fc.record({
  uid: fc.uuid(),
  sequence: fc.nat({ max: 9 }),
  updatedAt: instant,
  status: fc.constantFrom('published' as const, 'cancelled' as const),
  start: fc.option(instant),
  end: fc.option(instant),
  timeKnown: fc.boolean(),
  timeZone: fc.constantFrom('Europe/Stockholm', 'America/Los_Angeles'),
  slug: fc.stringMatching(/^[a-z0-9]{1,12}$/),
  title: text,
  kind: fc.constantFrom(...kinds),
  discreet: fc.boolean(),
  venue: fc.option(text),
  address: fc.option(text),
  summary: fc.option(text),
  description: fc.option(text),
  audiences: fc.uniqueArray(fc.constantFrom(...audiences)),
  cost: fc.option(text),
  access: fc.record({ stepFree: fc.boolean(), toilets: fc.boolean() }),
  signup: fc.constantFrom('open' as const, 'none' as const),
  externalSignup: fc.option(fc.webUrl()),
  wholeSeries: fc.option(fc.stringMatching(/^[a-z]{1,9}$/)),
  picture: fc.option(fc.uuid()),
  hosts: fc.tuple(host, host),
});

describe('the texts of many events', () => {
  it('joined are the bytes of the whole, through any changes, in both languages', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Object.keys(sampleKeys)), anyEvent), {
      maxLength: 4,
    });
    const events = fc.uniqueArray(anyEvent, { selector: ({ uid }) => uid, minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(events, changes, async (first, then) => {
        const texts = new KeptTexts();
        let now = first;
        for (const change of [null, ...then]) {
          if (change) now = changed(now, ...change);
          for (const language of ['sv', 'en'] as const) {
            expect(await writtenCalendar(inPieces(now), language, texts)).toBe(wholeCalendar(now, language));
            expect(await writtenThings(inPieces(now), language, texts)).toBe(wholeThings(now, language));
          }
        }
      }),
      { seed: 20170517, numRuns: 25 },
    );
  });
});

/** Every field that may change; the UID never does. */
const sampleKeys: Record<Exclude<keyof PublicEvent, 'uid'>, true> = {
  sequence: true,
  updatedAt: true,
  status: true,
  start: true,
  end: true,
  timeKnown: true,
  timeZone: true,
  slug: true,
  title: true,
  kind: true,
  discreet: true,
  venue: true,
  address: true,
  summary: true,
  description: true,
  audiences: true,
  cost: true,
  access: true,
  signup: true,
  externalSignup: true,
  wholeSeries: true,
  picture: true,
  hosts: true,
};

/** One field of one event as another event has it. */
function changed(events: readonly PublicEvent[], which: number, field: string, other: PublicEvent): PublicEvent[] {
  const at = which % events.length;
  return events.map((event, index) =>
    index === at ? { ...event, [field]: other[field as keyof PublicEvent] } : event,
  );
}

describe.each(databases)('feeds of many events on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  const site: FeedScope = { of: 'site' };
  const read = (scope: FeedScope = site) => publicEventPieces(store.read, scope, 0);
  const many = 210;

  /** Inserts an event that nobody sees, with its host. */
  async function hostOf(host: string): Promise<string> {
    const { id } = await insertEvent(store, { host, status: 'draft' });
    const row = await store.read.selectFrom('event').select('host_id').where('id', '=', id).executeTakeFirstOrThrow();
    return row.host_id;
  }

  beforeAll(async () => {
    database = await testDatabase(dialect);
    ({ store } = database);
    const hostIds = [await hostOf('rsmh'), await hostOf('ria')];
    const pattern = await store.read.selectFrom('event').selectAll().executeTakeFirstOrThrow();
    const rows = Array.from({ length: many }, (_, n) => {
      const start =
        n % 50 === 49 ? null : localToInstant(`2017-06-${String(1 + (n % 28)).padStart(2, '0')}`, stockholm);
      const named = { id: uuid(), uid: randomUUID(), slug: `nr-${n}`, title: `Nummer ${n}` };
      const times = { start_at: start, end_at: null, over_at: start === null ? null : start + 3_600_000 };
      return { ...pattern, status: 'published' as const, ...named, ...times, host_id: hostIds[n % 10 ? 1 : 0]! };
    });
    await store.transact((trx) => trx.insertInto('event').values(rows).execute());
  });
  afterAll(() => database.drop());

  const change = (slug: string, columns: object) =>
    store.transact((trx) => trx.updateTable('event').set(columns).where('slug', '=', slug).execute());

  it('have every event once, soonest first, those without a date last', async () => {
    const events: PublicEvent[] = [];
    for await (const piece of read()) events.push(...piece);
    expect(new Set(events.map(({ slug }) => slug)).size).toBe(many);
    expect(events).toHaveLength(many);
    const starts = events.map(({ start }) => start ?? Infinity);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
  });

  it('write each text once, and after a change only what it changed', async () => {
    const texts = new KeptTexts();
    /** How many texts both feeds wrote in both languages; and that they are what is written without kept texts. */
    const written = async () => {
      const before = texts.written;
      expect(await writtenCalendar(read(), 'sv', texts)).toBe(await writtenCalendar(read(), 'sv'));
      expect(await writtenThings(read(), 'en', texts)).toBe(await writtenThings(read(), 'en'));
      await writtenCalendar(read(), 'en', texts);
      await writtenThings(read(), 'sv', texts);
      return texts.written - before;
    };
    const dated = many - 4;
    expect(await written()).toBe(2 * (dated + many));
    expect(await written()).toBe(0);
    await change('nr-7', { title: 'Flyttad', sequence: 1 });
    expect(await written()).toBe(4);
    // also what the event's own row does not tell
    await store.transact((trx) =>
      trx.updateTable('organisation').set({ name: 'Riksförbundet' }).where('slug', '=', 'rsmh').execute(),
    );
    expect(await written()).toBe(4 * 21);
    // what nobody is shown changes nothing
    await change('nr-8', { max_party_size: 3 });
    expect(await written()).toBe(0);
  });

  it('share an event’s text: an organisation’s has none to write once the site’s has been read', async () => {
    const texts = new KeptTexts();
    await writtenCalendar(read(), 'sv', texts);
    const { id } = await store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'ria')
      .executeTakeFirstOrThrow();
    const before = texts.written;
    expect(await writtenCalendar(read({ of: 'organisation', id }), 'sv', texts)).toContain('Nummer 1\r\n');
    expect(texts.written).toBe(before);
  });

  it('leave out what becomes a draft, and miss or repeat nothing that moves, while they are read', async () => {
    const [before, slugs]: [string[], string[]] = [[], []];
    for await (const piece of read()) before.push(...piece.map(({ slug }) => slug));
    let pieces = 0;
    for await (const piece of read()) {
      slugs.push(...piece.map(({ slug }) => slug));
      pieces += 1;
      if (pieces > 1) continue;
      await change(before[0]!, { start_at: 3e12, end_at: null, over_at: 3e12 });
      await change(before[150]!, { start_at: 1, end_at: null, over_at: 2 });
      await change(before[151]!, { status: 'draft' });
    }
    expect(pieces).toBeGreaterThan(2);
    expect(slugs).toEqual(before.filter((slug) => slug !== before[151]));
  });
});
