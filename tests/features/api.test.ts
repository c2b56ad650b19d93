import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as answers from '../../app/routes/feeds/api/answers';
import { signUp } from '../support/sign-up';
import { startApp, type TestApp } from '../support/app';
import { insertCourse, insertEvent, insertSignup, insertSite, sampleNow, wish } from '../support/sample';

describe('the read API', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ now: sampleNow });
    await insertSite(app.store);
    await insertEvent(app.store, {
      slug: 'halsodag',
      title: 'Hälsodag',
      capacity: 3,
      activities: [{ slug: 'yoga', capacity: 2 }],
      teams: { capacity: 2, minPlayers: 1, maxPlayers: 8 },
      kept: [{ audience: 'brukare', places: 1 }],
    });
    await insertEvent(app.store, {
      slug: 'datum',
      title: 'Bara datum',
      start: '2017-10-02',
      end: '2017-10-03',
      venue: null,
    });
    await insertEvent(app.store, { slug: 'oppet', title: 'Utan datum', start: null });
    await insertEvent(app.store, {
      slug: 'installd',
      title: 'Inställd',
      status: 'cancelled',
      start: '2017-04-20T10:00',
    });
    await insertEvent(app.store, {
      slug: 'varit',
      title: 'Har varit',
      start: '2017-03-20T10:00',
      end: '2017-03-20T11:00',
    });
    await insertEvent(app.store, { slug: 'utkast', title: 'Utkast', status: 'draft' });
    await insertEvent(app.store, {
      slug: 'extern',
      title: 'AMF-ruset',
      externalSignup: 'https://example.org/anmal',
      start: '2017-09-10T12:00',
    });
    await insertCourse(app.store, {
      slug: 'kurs',
      host: 'hela-manniskan',
      dates: [{ start: '2017-09-05T17:00', end: '2017-09-05T19:00' }],
    });
  });
  afterAll(() => app.close());

  /** Asks, and holds the answer against its schema: nothing is missing, and nothing more is told. */
  async function ask<Schema extends z.ZodObject>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    const answer = await app.get(path);
    expect(answer.status, path).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    return schema.strict().parse(await answer.json()) as z.infer<Schema>;
  }

  it('lists what is coming, soonest first, in the words of its schema', async () => {
    const { events, next } = await ask('/api/v1/events', answers.eventList);
    expect(events.map(({ slug }) => slug)).toEqual([
      'installd',
      'halsodag',
      'kurs-2017-09-05',
      'extern',
      'datum',
      'oppet',
    ]);
    expect(next).toBeNull();
    expect(events[0]).toMatchObject({ status: 'cancelled', url: `${app.url}/evenemang/installd` });
  });

  it.each([
    ['q=hälso', ['halsodag']],
    ['typ=course', []],
    ['arrangor=hela-manniskan', ['kurs-2017-09-05']],
    ['fran=2017-09-06', ['extern', 'datum', 'oppet']],
    ['plats=grön&fran=2017-03-01&q=varit', ['varit']],
  ])('filters as the list does: %s', async (query, slugs) => {
    const { events } = await ask(`/api/v1/events?${query}`, answers.eventList);
    expect(events.map(({ slug }) => slug)).toEqual(slugs);
  });

  it('tells times by the event’s own clock, dates as dates', async () => {
    const times = async (slug: string) => {
      const { start, end, timeZone, venue } = await ask(`/api/v1/events/${slug}`, answers.event);
      return { start, end, timeZone, venue };
    };
    const timeZone = 'Europe/Stockholm';
    expect(await times('halsodag')).toEqual({
      start: '2017-05-17T10:00:00+02:00',
      end: '2017-05-17T15:00:00+02:00',
      timeZone,
      venue: 'Gröningen',
    });
    expect(await times('datum')).toEqual({ start: '2017-10-02', end: '2017-10-03', timeZone, venue: null });
    expect(await times('oppet')).toEqual({ start: null, end: null, timeZone, venue: 'Gröningen' });
  });

  it('tells one event with its pools', async () => {
    const event = await ask('/api/v1/events/halsodag', answers.event);
    expect(event).toMatchObject({ host: 'socialforvaltningen', coHosts: [], url: `${app.url}/evenemang/halsodag` });
    expect(event.pools.map(({ of, slug }) => [of, slug])).toEqual([
      ['event', null],
      ['activity', 'yoga'],
      ['teams', null],
      ['kept', 'brukare'],
    ]);
    expect((await ask('/api/v1/events/extern', answers.event)).pools).toEqual([]);
    expect((await ask('/api/v1/events/kurs-2017-09-05', answers.event)).pools).toMatchObject([
      { of: 'series', slug: null },
    ]);
  });

  it('tells a signup to whoever holds its code, however it is written', async () => {
    const event = await insertEvent(app.store, { slug: 'full', capacity: 1, activities: [{ slug: 'yoga' }] });
    const first = await insertSignup(app.store, event, { activities: ['yoga'] });
    const second = await insertSignup(app.store, event);
    expect(await ask(`/api/v1/signups/${first}`, answers.signup)).toEqual({
      state: 'confirmed',
      position: null,
      partySize: 1,
      event: 'full',
      activities: ['yoga'],
    });
    const spelled = encodeURIComponent(`${second.slice(0, 5)} - ${second.slice(5)}`.toLowerCase());
    expect(await ask(`/api/v1/signups/${spelled}`, answers.signup)).toMatchObject({ state: 'waitlisted', position: 1 });
    const { headers } = await app.get(`/api/v1/signups/${first}`);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('names the series of a signup to a whole series', async () => {
    const outcome = await signUp(app.store, { type: 'series', slug: 'kurs' }, wish(), null, sampleNow);
    const signup = await ask(`/api/v1/signups/${'code' in outcome ? outcome.code : ''}`, answers.signup);
    expect(signup).toMatchObject({ event: 'kurs', activities: [] });
  });

  it('answers in JSON what there is not', async () => {
    const unknown = ['events/finns-inte', 'events/utkast', 'signups/0000000000', 'signups/fel', 'finns-inte'];
    for (const path of unknown) {
      const answer = await app.get(`/api/v1/${path}`);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answers.fault.parse(await answer.json()).error).toBe('not-found');
    }
  });

  it('is for any web page, with ETag and 304', async () => {
    for (const path of ['/api/v1/events', '/api/v1/events/halsodag', '/api/v1/openapi.json', '/schema/events.json']) {
      const first = await app.get(path);
      expect(first.headers.get('access-control-allow-origin')).toBe('*');
      expect(first.headers.get('set-cookie')).toBeNull();
      const known = await app.get(path, { 'If-None-Match': first.headers.get('etag')! });
      expect(known.status, path).toBe(304);
    }
  });

  it('is described in OpenAPI, every reference leading somewhere', async () => {
    const answer = await app.get('/api/v1/openapi.json');
    const text = await answer.text();
    const description = JSON.parse(text) as {
      openapi: string;
      paths: Record<string, { get: { responses: object } }>;
      components: { schemas: Record<string, { required: string[]; properties: object }> };
    };
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual([
      '/api/v1/events',
      '/api/v1/events/{slug}',
      '/api/v1/signups/{code}',
    ]);
    const { schemas } = description.components;
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
    expect(references.length).toBeGreaterThan(4);
    for (const name of references) expect(Object.keys(schemas)).toContain(name);
    expect(text).not.toContain('"$id"');
    // the description and a real answer have the same fields
    const event = (await (await app.get('/api/v1/events/halsodag')).json()) as { pools: object[] };
    expect(schemas.Event!.required.sort()).toEqual(Object.keys(event).sort());
    expect(schemas.Pool!.required.sort()).toEqual(Object.keys(event.pools[0]!).sort());
  });

  it('gives a hundred a page, and the absolute address of the next with the same filters', async () => {
    for (let day = 0; day < 101; day++) {
      const start = `2018-0${1 + Math.floor(day / 28)}-${String(1 + (day % 28)).padStart(2, '0')}T10:00`;
      await insertEvent(app.store, { title: 'Promenad', host: 'bryggan', start, end: start.replace('10:', '11:') });
    }
    const first = await ask('/api/v1/events?arrangor=bryggan&q=promenad', answers.eventList);
    expect(first.events).toHaveLength(100);
    expect(first.next).toBe(`${app.url}/api/v1/events?arrangor=bryggan&q=promenad&sida=2`);
    const second = await ask(first.next!.slice(app.url.length), answers.eventList);
    expect(second.events).toHaveLength(1);
    expect(second.next).toBeNull();
    const starts = [...first.events, ...second.events].map(({ start }) => Date.parse(start!));
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    expect((await ask('/api/v1/events?arrangor=bryggan&sida=9', answers.eventList)).events).toEqual([]);
  });

  describe('/schema/events.json', () => {
    type Thing = Record<string, unknown>;
    const read = async (path = '/schema/events.json') => (await app.get(path)).text();
    const find = (text: string, slug: string) =>
      (JSON.parse(text) as Thing[]).find((thing) => String(thing.url).endsWith(`/evenemang/${slug}`));

    it('has what is coming and has just been, each once with an id of its own', async () => {
      const things = JSON.parse(await read()) as Thing[];
      for (const thing of things) expect(thing['@type']).toBe('Event');
      expect(new Set(things.map((thing) => thing['@id'])).size).toBe(things.length);
      const text = await read();
      expect(find(text, 'varit')).toBeDefined();
      expect(find(text, 'utkast')).toBeUndefined();
      expect(find(text, 'installd')).toMatchObject({ name: 'INSTÄLLT: Inställd' });
      app.setNow(sampleNow + 40 * 86_400_000);
      expect(find(await read(), 'varit')).toBeUndefined();
      app.setNow(sampleNow);
    });

    it('is the same bytes when somebody signs up and the clock goes, and others when the event changes', async () => {
      const event = await insertEvent(app.store, { slug: 'byte', capacity: 1 });
      const before = await read();
      await insertSignup(app.store, event);
      app.setNow(sampleNow + 3_600_000);
      expect(await read()).toBe(before);
      app.setNow(sampleNow);
      await app.store.transact((trx) =>
        trx.updateTable('event').set({ title: 'Nytt' }).where('id', '=', event.id).execute(),
      );
      expect(await read()).not.toBe(before);
    });

    it('leads to where one signs up: the event’s form, the series’, somebody else’s', async () => {
      const text = await read();
      const offer = (slug: string) => (find(text, slug)!.offers as { url: string }[])[0]!.url;
      expect(offer('halsodag')).toBe(`${app.url}/evenemang/halsodag/anmalan`);
      expect(offer('kurs-2017-09-05')).toBe(`${app.url}/serier/kurs/anmalan`);
      expect(offer('extern')).toBe('https://example.org/anmal');
      expect(find(text, 'installd')!.offers).toBeUndefined();
    });

    it('has the same ids in English', async () => {
      const [swedish, english] = [
        find(await read(), 'halsodag')!,
        find(await read('/en/schema/events.json'), 'halsodag')!,
      ];
      expect(english['@id']).toBe(swedish['@id']);
      expect(english['@id']).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
      expect([swedish.inLanguage, english.inLanguage]).toEqual(['sv', 'en']);
      expect(english.url).toBe(`${app.url}/en/evenemang/halsodag`);
    });
  });
});
