import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countEvents, listEvents } from '../../db/listing';
import { readListFilter, searchWords } from '../../domain/list-filter';
import { fold } from '../../domain/search';
import { oneLine } from '../../domain/text';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { hostileTexts } from '../support/hostile-text';
import { insertEvent, sampleNow } from '../support/sample';

const all = { limit: 1_000, offset: 0 };
/** Pieces of words, so that what is looked for is often there, and letters that are easily taken for others. */
const piece = fc.constantFrom(
  ...[
    'Hälso',
    'dag',
    'halso',
    'på',
    'Gröningen',
    'ÅÄÖ',
    'a',
    'ab',
    'aba',
    'O',
    '100%',
    '_x',
    '\\',
    '"',
    '*',
    '-',
    'OR',
    'NEAR(',
  ],
  ...[' ', ' ', ' ', 'ø', 'o', 'ß', 'ss', 'é', 'e\u0301', 'ﬁ', 'İ', 'и', 'й', 'مر', '😀', '你好吗', "'"],
);
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));

describe.each(databases)('Searching on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase(dialect);
  });
  afterAll(() => database.drop());

  const found = async (fields: Record<string, string>) => {
    const { events } = await listEvents(
      database.store.read,
      readListFilter(new URLSearchParams(fields)),
      sampleNow,
      all,
    );
    return events.map(({ slug }) => slug);
  };

  it('finds what a look at every text finds, soonest first, and counts as many', async () => {
    const stored: { slug: string; title: string; venue: string | null; start: string | null }[] = [];
    const samples = fc.sample(
      fc.record({ title: text, venue: fc.option(text), day: fc.integer({ min: 1, max: 60 }) }),
      {
        numRuns: 60,
        seed: 2017,
      },
    );
    for (const [index, { title, venue, day }] of samples.entries()) {
      // the programme file cleans what is stored
      const one = {
        slug: `fest-${index}`,
        title: oneLine(title) || 'Fest',
        venue: venue === null ? null : oneLine(venue) || null,
        start: day > 50 ? null : new Date(Date.UTC(2017, 2, 1 + day)).toISOString().slice(0, 10),
      };
      stored.push(one);
      await insertEvent(database.store, { ...one, end: null });
    }
    const isComing = ({ start }: (typeof stored)[number]) => start === null || start >= '2017-04-01';
    const order = new Map(stored.map((one) => [one.slug, one.start ?? '9999']));

    await fc.assert(
      fc.asyncProperty(text, fc.option(text, { freq: 2 }), async (q, plats) => {
        const fields = { q, ...(plats !== null && { plats }) };
        const filter = readListFilter(new URLSearchParams(fields));
        const words = searchWords(filter.text);
        const place = filter.venue === null ? null : fold(filter.venue);
        const wanted = stored.filter(
          (one) =>
            isComing(one) &&
            words.every((word) => fold([one.title, one.venue].join(' ')).includes(word)) &&
            (place === null || (one.venue !== null && fold(one.venue).includes(place))),
        );
        const slugs = await found(fields);
        expect([...slugs].sort()).toEqual(wanted.map(({ slug }) => slug).sort());
        expect(slugs.map((slug) => order.get(slug)!)).toEqual(slugs.map((slug) => order.get(slug)!).sort());
        expect(await countEvents(database.store.read, filter, sampleNow, 100)).toBe(wanted.length);
      }),
      { numRuns: 150, seed: 2017 },
    );
  });

  it.each(hostileTexts)('takes %j as text', async (hostile) => {
    for (const field of ['q', 'plats', 'arrangor', 'typ', 'fran']) {
      expect(Array.isArray(await found({ [field]: hostile }))).toBe(true);
    }
  });

  it('follows an event that gets another name, place, host, time or status', async () => {
    const { store } = database;
    const { id, slug } = await insertEvent(store, { slug: 'ny', title: 'Kvastbindning', venue: 'Ladan' });
    const change = (columns: object) =>
      store.transact((trx) => trx.updateTable('event').set(columns).where('id', '=', id).execute());
    expect(await found({ q: 'kvastbind' })).toEqual([slug]);
    await change({ search: 'korgflatning', venue: 'Logen', venue_folded: 'logen' });
    expect(await found({ q: 'kvastbind' })).toEqual([]);
    expect(await found({ q: 'korgflat', plats: 'LOGEN' })).toEqual([slug]);
    await change({ status: 'draft' });
    expect(await found({ q: 'korgflat' })).toEqual([]);
    await change({ status: 'published', start_at: sampleNow - 5, end_at: null, over_at: sampleNow - 1 });
    expect(await found({ q: 'korgflat' })).toEqual([]);
    expect(await found({ q: 'korgflat', fran: '2017-03-01' })).toEqual([slug]);
    await change({ start_at: null, over_at: null });
    expect(await found({ q: 'korgflat' })).toEqual([slug]);
    await insertEvent(store, { slug: 'annat', title: 'Annat', host: 'rsmh' });
    const { id: host } = await store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow();
    await change({ host_id: host });
    expect(await found({ q: 'korgflat', arrangor: 'rsmh' })).toEqual([slug]);
    expect(await found({ q: 'korgflat', arrangor: 'socialforvaltningen' })).toEqual([]);
  });

  it('finds what began long ago and goes on, first', async () => {
    const { store } = database;
    const span = { start: '2017-01-10T10:00', end: '2017-06-10T10:00' };
    await insertEvent(store, { slug: 'lang', title: 'Vävnader', ...span });
    await insertEvent(store, { slug: 'kort', title: 'Vävning' });
    expect(await found({ q: 'väv' })).toEqual(['lang', 'kort']);
    expect((await found({})).slice(0, 1)).toEqual(['lang']);
    const page = (offset: number) =>
      listEvents(store.read, readListFilter(new URLSearchParams('q=väv')), sampleNow, { limit: 1, offset });
    expect((await page(1)).events.map(({ slug }) => slug)).toEqual(['kort']);
    expect((await page(2)).events).toEqual([]);
  });
});
