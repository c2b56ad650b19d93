import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEventPage } from '../../db/event-page';
import { readFilterChoices } from '../../db/filter-choices';
import { countEvents, isAnythingOver, listEvents, listNearby, listPastOf } from '../../db/listing';
import { readOrganisationPage } from '../../db/organisation-page';
import { readSeriesPage } from '../../db/series-page';
import type { Store } from '../../db/store';
import { readListFilter } from '../../domain/list-filter';
import type { Standing } from '../../domain/places-left';
import { localToInstant } from '../../domain/time';
import type { Wish } from '../../domain/wish';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, type SampleEvent } from '../support/sample';

describe.each(databases)('What else is coming at the same place, on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase(dialect);
  });
  afterAll(() => database.drop());

  it('is others that are coming and on, soonest first, a series once, and not the event or its own series', async () => {
    const { store } = database;
    const on = (slug: string, day: string, more: SampleEvent = {}) =>
      insertEvent(store, { slug, start: `2017-${day}T10:00`, end: `2017-${day}T12:00`, venue: 'Parken', ...more });
    const own = await on('eget', '05-10');
    await on('senare', '06-01');
    await on('forr', '05-01');
    await on('varit', '03-01');
    await on('installt', '05-02', { status: 'cancelled' });
    await on('utkast', '05-03', { status: 'draft' });
    await on('annan-plats', '05-04', { venue: 'Heden' });
    const course = await insertCourse(store, {
      slug: 'kurs',
      venue: 'Parken',
      dates: ['05-05', '05-06'].map((day) => ({ start: `2017-${day}T18:00`, end: `2017-${day}T20:00` })),
    });
    const near = async (event: { id: string }, series: string | null = null, limit = 9) =>
      (await listNearby(store.read, { id: event.id, venue: 'Parken', series }, sampleNow, limit)).map(
        ({ slug }) => slug,
      );
    expect(await near(own)).toEqual(['forr', 'kurs-2017-05-05', 'senare']);
    expect(await near(own, null, 1)).toEqual(['forr']);
    expect(await near(course.dates[0]!, 'kurs')).toEqual(['forr', 'eget', 'senare']);
    expect(await listNearby(store.read, { id: own.id, venue: null, series: null }, sampleNow, 9)).toEqual([]);
  });
});

describe.each(databases)('The list on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await testDatabase(dialect);
    store = database.store;
    await insertEvent(store, { slug: 'varit', title: 'Vårfest', start: '2017-03-06T10:00', end: '2017-03-06T12:00' });
    await insertEvent(store, {
      slug: 'pagar',
      title: 'Mashup',
      start: '2017-03-31T10:00',
      end: '2017-04-02T16:00',
      venue: 'Arenan',
    });
    const health = await insertEvent(store, {
      slug: 'halsodag',
      title: 'Hälsodag på Gröningen',
      capacity: 5,
      kept: [],
    });
    await insertSignup(store, health, { partySize: 4 });
    const coffee = await insertEvent(store, {
      slug: 'frukost',
      title: 'Frukost 100% kaffe',
      kind: 'breakfast-dialogue',
      host: 'rsmh',
      start: '2017-05-31T08:00',
      end: '2017-05-31T09:30',
      venue: 'Bredgatan 17',
      capacity: 2,
    });
    await insertSignup(store, coffee, { partySize: 2 });
    await insertSignup(store, coffee, { name: 'Bo' });
    await insertEvent(store, { slug: 'utkast', title: 'Utkast om hälsa', status: 'draft' });
    await insertEvent(store, {
      slug: 'installt',
      title: 'Inställd hälsa',
      status: 'cancelled',
      start: '2017-04-20T13:00',
    });
    await insertEvent(store, {
      slug: 'datum-senare',
      title: 'OCN-utbildning',
      kind: 'course',
      start: null,
      venue: null,
    });
    await insertCourse(store, {
      slug: 'kurs',
      host: 'hela-manniskan',
      kind: 'course',
      capacity: 3,
      venue: 'Södergatan',
      dates: [
        { start: '2017-03-20T18:00', end: '2017-03-20T20:00' },
        { start: '2017-04-10T18:00', end: '2017-04-10T20:00' },
        { start: '2017-04-17T18:00', end: '2017-04-17T20:00' },
      ],
    });
    // RSMH is a co-host of the health day
    const rsmh = await store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow();
    await store.transact((trx) =>
      trx.insertInto('co_host').values({ offer_id: health.id, organisation_id: rsmh.id, position: 0 }).execute(),
    );
  });
  afterAll(() => database.drop());

  const all = { limit: 100, offset: 0 };
  const found = async (query: string, span = all) => {
    const { events } = await listEvents(store.read, readListFilter(new URLSearchParams(query)), sampleNow, span);
    return events.map(({ slug }) => slug);
  };
  const coming = ['pagar', 'kurs-2017-04-10', 'kurs-2017-04-17', 'installt', 'halsodag', 'frukost', 'datum-senare'];

  it('has what is coming and what goes on, soonest first, without a date last, and no draft', async () => {
    expect(await found('')).toEqual(coming);
  });
  it('gives a part, and tells whether there is more', async () => {
    const part = (offset: number) =>
      listEvents(store.read, readListFilter(new URLSearchParams()), sampleNow, { limit: 3, offset });
    expect((await part(3)).events.map(({ slug }) => slug)).toEqual(coming.slice(3, 6));
    expect((await part(3)).more).toBe(true);
    expect(await part(6)).toMatchObject({ more: false });
    expect((await part(99)).events).toEqual([]);
  });
  it('counts, and no further than it is told to', async () => {
    const filter = readListFilter(new URLSearchParams());
    expect(await countEvents(store.read, filter, sampleNow, 100)).toBe(7);
    expect(await countEvents(store.read, filter, sampleNow, 3)).toBe(4);
  });
  it('finds words whatever their case and marks, each of them, and takes nothing as a pattern', async () => {
    expect(await found('q=HALSODAG')).toEqual(['halsodag']);
    expect(await found('q=gröningen hälso')).toEqual(['halsodag']);
    expect(await found('q=' + encodeURIComponent('100%'))).toEqual(['frukost']);
    expect(await found('q=' + encodeURIComponent('1%k'))).toEqual([]);
    expect(await found('q=' + encodeURIComponent("_'\\"))).toEqual([]);
  });
  it('filters by organisation, host or co-host', async () => {
    expect(await found('arrangor=rsmh')).toEqual(['halsodag', 'frukost']);
    expect(await found('arrangor=finns-inte')).toEqual([]);
  });
  it('filters by kind and place', async () => {
    expect(await found('typ=course')).toEqual(['kurs-2017-04-10', 'kurs-2017-04-17', 'datum-senare']);
    expect(await found('typ=fest')).toEqual([]);
    expect(await found('plats=sodergatan')).toEqual(['kurs-2017-04-10', 'kurs-2017-04-17']);
    expect(await found('plats=ingenstans')).toEqual([]);
  });
  it('begins where it is told to, also in the past', async () => {
    expect(await found('fran=2017-03-01')).toEqual(['varit', 'kurs-2017-03-20', ...coming]);
    expect(await found('fran=2017-05-18')).toEqual(['frukost', 'datum-senare']);
    expect(await isAnythingOver(store.read, localToInstant('2017-03-06T12:00', 'Europe/Stockholm'))).toBe(true);
    expect(await isAnythingOver(store.read, localToInstant('2017-03-06T11:59', 'Europe/Stockholm'))).toBe(false);
  });
  it('tells how each event stands', async () => {
    const { events } = await listEvents(store.read, readListFilter(new URLSearchParams()), sampleNow, all);
    const event = (slug: string) => events.find((one) => one.slug === slug)!;
    expect(event('halsodag').standing).toEqual({ state: 'few', left: 1 });
    expect(event('frukost').standing).toEqual({ state: 'waitlist' });
    expect(event('installt').standing).toEqual({ state: 'cancelled' });
    expect(event('kurs-2017-04-10').standing).toEqual({ state: 'series', slug: 'kurs' });
  });
  it('offers to choose from what there is, drafts left out', async () => {
    const { organisations, kinds, venues } = await readFilterChoices(store.read, { organisation: null, venue: null });
    expect(organisations.map(({ slug }) => slug)).toEqual(['hela-manniskan', 'rsmh', 'socialforvaltningen']);
    expect(kinds.sort()).toEqual(['breakfast-dialogue', 'course', 'health-day']);
    expect(venues).toEqual(['Arenan', 'Bredgatan 17', 'Gröningen', 'Södergatan']);
  });

  describe('An event page', () => {
    it('counts places, and people in line', async () => {
      const page = (await readEventPage(store.read, 'frukost', sampleNow))!;
      expect(page.places).toEqual({ capacity: 2, taken: 2, left: 0, waiting: 1 });
      expect(page.standing).toEqual({ state: 'waitlist' });
      expect(page.text.host.slug).toBe('rsmh');
    });
    it('names co-hosts, and a series with its other dates that are to come', async () => {
      expect((await readEventPage(store.read, 'halsodag', sampleNow))!.text.coHosts.map(({ slug }) => slug)).toEqual([
        'rsmh',
      ]);
      const evening = (await readEventPage(store.read, 'kurs-2017-04-10', sampleNow))!;
      expect(evening.series).toMatchObject({ slug: 'kurs', otherDates: [{ slug: 'kurs-2017-04-17' }] });
    });
    it('is not there for a draft', async () => {
      expect(await readEventPage(store.read, 'utkast', sampleNow)).toBeUndefined();
      expect(await readEventPage(store.read, 'finns-inte', sampleNow)).toBeUndefined();
    });
  });

  it('A series page has its dates, those to come first, and its one pool', async () => {
    const page = (await readSeriesPage(store.read, 'kurs', sampleNow))!;
    expect(page.coming.map(({ slug }) => slug)).toEqual(['kurs-2017-04-10', 'kurs-2017-04-17']);
    expect(page.past.map(({ slug }) => slug)).toEqual(['kurs-2017-03-20']);
    expect(page.places).toMatchObject({ capacity: 3, left: 3 });
  });

  it('The list and the event page say the same: kept places, a full line, what has begun', async () => {
    const today = { start: '2017-04-01T13:00', end: '2017-04-01T15:00' };
    const kept = [{ audience: 'brukare' as const, places: 2 }];
    const samples: { is: Standing; event: SampleEvent; signups: Partial<Wish>[] }[] = [
      { is: { state: 'few', left: 1 }, event: { capacity: 5, kept }, signups: [{ audience: 'brukare' }, {}, {}] },
      { is: { state: 'waitlist' }, event: { capacity: 3, kept }, signups: [{}] },
      {
        is: { state: 'few', left: 2 },
        event: { capacity: 3, kept: kept.map((one) => ({ ...one, until: '2017-04-01T13:30' })) },
        signups: [{}],
      },
      { is: { state: 'waitlist' }, event: { capacity: 1, waitlist: 2 }, signups: [{}, {}] },
      { is: { state: 'full' }, event: { capacity: 1, waitlist: 2 }, signups: [{}, {}, {}] },
      { is: { state: 'full' }, event: { capacity: 1, waitlist: false }, signups: [{}] },
      // what has begun has no line any more
      { is: { state: 'full' }, event: { capacity: 1, waitlist: 1, ...today }, signups: [{}, {}] },
      { is: { state: 'open' }, event: { capacity: null }, signups: [{}] },
    ];
    const { store: own, drop } = await testDatabase(dialect);
    try {
      for (const [index, { event, signups }] of samples.entries()) {
        const offer = await insertEvent(own, { slug: `fest-${index}`, ...event });
        for (const signup of signups) await insertSignup(own, offer, signup);
      }
      const now = localToInstant('2017-04-01T13:30', 'Europe/Stockholm');
      const { events } = await listEvents(own.read, readListFilter(new URLSearchParams()), now, all);
      for (const [index, { is }] of samples.entries()) {
        const slug = `fest-${index}`;
        expect([slug, events.find((one) => one.slug === slug)!.standing]).toEqual([slug, is]);
        expect([slug, (await readEventPage(own.read, slug, now))!.standing]).toEqual([slug, is]);
      }
    } finally {
      await drop();
    }
  });

  it('An organisation page has what it hosts and co-hosts, and what has been, latest first', async () => {
    const page = (await readOrganisationPage(store.read, 'rsmh', sampleNow))!;
    expect(page.coming.map(({ slug }) => slug)).toEqual(['halsodag', 'frukost']);
    const own = (await readOrganisationPage(store.read, 'hela-manniskan', sampleNow))!;
    expect(own.past.map(({ slug }) => slug)).toEqual(['kurs-2017-03-20']);
    expect(await listPastOf(store.read, 'no such id', sampleNow, 10)).toEqual([]);
    expect(await readOrganisationPage(store.read, 'finns-inte', sampleNow)).toBeUndefined();
  });
});
