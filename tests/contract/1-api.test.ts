import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, openSite, today, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
beforeEach(() => site.clock(today));
afterAll(() => site.close());

describe('CONTRACT §1, the read API', () => {
  test('§1 an event has exactly these fields, and its pools exactly theirs', async () => {
    const slug = await site.publish({
      title: 'Hälsodag',
      kind: 'health-day',
      coHosts: ['rsmh'],
      venue: 'Gröningen',
      capacity: 20,
      audiences: ['brukare'],
      kept: [{ audience: 'brukare', places: 3 }],
      activities: [
        { slug: 'yoga', title: 'Yoga', capacity: 5 },
        { slug: 'gym', title: 'Gym' },
      ],
      shifts: [{ slug: 'bord-1', title: 'Bord 1', start: '2027-05-17T09:00', end: '2027-05-17T12:00', capacity: 2 }],
      teams: { capacity: 2, minPlayers: 1, maxPlayers: 4 },
    });
    await site.signUp(slug, { partySize: 2, activity: 'yoga', audience: 'brukare' });
    await site.registerTeam(slug, { player: 'Alex' });
    const event = await site.event(slug);
    expect(Object.keys(event).sort()).toEqual(
      [
        'slug',
        'title',
        'kind',
        'status',
        'start',
        'end',
        'timeZone',
        'venue',
        'host',
        'coHosts',
        'url',
        'pools',
      ].sort(),
    );
    expect(event).toMatchObject({
      slug,
      title: 'Hälsodag',
      kind: 'health-day',
      status: 'published',
      venue: 'Gröningen',
    });
    expect(event).toMatchObject({ timeZone: 'Europe/Stockholm', host: 'kommunen', coHosts: ['rsmh'] });
    expect([Date.parse(event.start!), Date.parse(event.end!)]).toEqual([
      at('2027-05-17T10:00'),
      at('2027-05-17T15:00'),
    ]);
    expect(event.url).toBe(`${site.app.url}/evenemang/${slug}`);
    expect(event.pools[0]).toEqual({ of: 'event', slug: null, capacity: 20, taken: 4, waitlisted: 0 });
    const rest = [
      { of: 'activity', slug: 'yoga', capacity: 5, taken: 2, waitlisted: 0 },
      { of: 'activity', slug: 'gym', capacity: null, taken: 0, waitlisted: 0 },
      { of: 'shift', slug: 'bord-1', capacity: 2, taken: 0, waitlisted: 0 },
      { of: 'kept', slug: 'brukare', capacity: 3, taken: 2, waitlisted: 0 },
      { of: 'teams', slug: null, capacity: 2, taken: 1, waitlisted: 0 },
      { of: 'team', slug: '1', capacity: 4, taken: 2, waitlisted: 0 },
    ];
    expect(event.pools).toHaveLength(rest.length + 1);
    expect(event.pools.slice(1)).toEqual(expect.arrayContaining(rest));
  });

  test('§1 the event’s own pool is first, also without a limit, and counted in people', async () => {
    const slug = await site.publish();
    await site.signUp(slug, { partySize: 3 });
    expect((await site.event(slug)).pools).toEqual([
      { of: 'event', slug: null, capacity: null, taken: 3, waitlisted: 0 },
    ]);
  });

  test('§1 what waits is counted in people, in every pool that it waits for', async () => {
    const slug = await site.publish({ capacity: 4, activities: [{ slug: 'yoga', title: 'Yoga', capacity: 2 }] });
    await site.signUp(slug, { partySize: 2, activity: 'yoga' });
    await site.signUp(slug, { partySize: 2, activity: 'yoga' });
    expect(await site.pool(slug, 'activity', 'yoga')).toMatchObject({ taken: 2, waitlisted: 2 });
    expect(await site.pool(slug)).toMatchObject({ taken: 2, waitlisted: 2 });
  });

  test('§5.1 what is left out: no date, no place, no limit', async () => {
    const slug = await site.publish({ start: undefined, end: undefined });
    expect(await site.event(slug)).toMatchObject({ start: null, end: null, venue: null, coHosts: [] });
  });

  test('§1 a signup has exactly these fields', async () => {
    const slug = await site.publish({ capacity: 2, activities: [{ slug: 'yoga', title: 'Yoga' }] });
    const code = await site.signUp(slug, { partySize: 2, activity: 'yoga' });
    expect(await site.signup(code)).toEqual({
      state: 'confirmed',
      position: null,
      partySize: 2,
      event: slug,
      activities: ['yoga'],
    });
    const waits = await site.signUp(slug);
    expect(await site.signup(waits)).toMatchObject({ state: 'waitlisted', position: 1 });
    await site.cancel(code);
    expect(await site.signup(code)).toMatchObject({ state: 'cancelled', position: null });
  });

  test('§1 unknown slugs and codes are 404, drafts too', async () => {
    const draft = await site.publish({ status: 'draft' });
    for (const path of [
      `events/${draft}`,
      'events/finns-inte',
      'signups/0123456789',
      'signups/x',
      'signups/%00',
      'nonsens',
    ]) {
      expect((await site.get(`/api/v1/${path}`)).status, path).toBe(404);
    }
  });

  test('§1 a signup’s answer is for whoever holds the code: not kept, not indexed', async () => {
    const code = await site.signUp(await site.publish());
    const { headers } = await site.get(`/api/v1/signups/${code}`);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-type')).toMatch(/^application\/json/u);
  });

  test('§1 /api/v1/openapi.json describes these', async () => {
    const answer = await site.get('/api/v1/openapi.json');
    expect(answer.headers.get('content-type')).toMatch(/json/u);
    const description = JSON.parse(answer.body) as { openapi: string; paths: Record<string, object> };
    expect(description.openapi).toMatch(/^3\./u);
    const paths = Object.keys(description.paths).map((path) => path.replace(/\{\w+\}/gu, '{}'));
    for (const path of ['/api/v1/events', '/api/v1/events/{}', '/api/v1/signups/{}']) expect(paths).toContain(path);
    for (const field of ['slug', 'pools', 'waitlisted', 'position', 'partySize', 'timeZone', 'coHosts', 'next']) {
      expect(answer.body).toContain(`"${field}"`);
    }
    expect(JSON.stringify(description.paths)).not.toContain('"post"');
  });

  test('§1 /schema/events.json: schema.org events, the same bytes while nothing changed', async () => {
    const slug = await site.publish({ capacity: 5 });
    const read = async () => (await site.get('/schema/events.json')).body;
    const before = await read();
    await site.signUp(slug);
    site.clock('2027-04-01T18:00');
    expect(await read()).toBe(before);
    const found = JSON.parse(before) as unknown;
    const list = (Array.isArray(found) ? found : Object.values(found as object).find(Array.isArray)) as Record<
      string,
      unknown
    >[];
    const mine = list.filter((one) => JSON.stringify(one).includes(`/evenemang/${slug}`));
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({ '@type': 'Event', name: `Sak ${slug}` });
    expect(mine[0]!['@id']).toBeTruthy();
    await site.amend(slug, { title: 'Ny titel' });
    expect(await read()).not.toBe(before);
  });
});
