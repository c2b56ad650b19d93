import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from './html';
import { openSite, organisations, site as siteEntry, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  const event = (slug: string, title: string, fields: object) => ({
    slug,
    title,
    host: 'kommunen',
    status: 'published',
    ...fields,
  });
  const problems = await site.load({
    site: siteEntry,
    organisations,
    events: [
      event('aprildag', 'Aprildagen', { kind: 'film', start: '2027-04-10T10:00', venue: 'Arenan' }),
      event('majdag', 'Majdagen', { kind: 'health-day', host: 'rsmh', start: '2027-05-10T10:00', venue: 'Gröningen' }),
      event('junidag', 'Junidagen', { kind: 'film', coHosts: ['rsmh'], start: '2027-06-10T10:00', venue: 'Gröningen' }),
      event('nagongang', 'Någongång', { kind: 'course', summary: 'Datumet är öppet' }),
      event('marsdag', 'Marsdagen', { kind: 'film', start: '2027-03-10T10:00' }),
      event('utkast', 'Utkastet', { status: 'draft', start: '2027-05-11T10:00' }),
    ],
  });
  expect(problems).toEqual([]);
});
afterAll(() => site.close());

const titles = ['Aprildagen', 'Majdagen', 'Junidagen', 'Någongång', 'Marsdagen', 'Utkastet'];
const coming = ['Aprildagen', 'Majdagen', 'Junidagen', 'Någongång'];

/** Which events the list shows, and which the API gives: the filters are the same. */
async function shown(query: string): Promise<{ page: string[]; api: string[] }> {
  const page = await site.get(`/${query}`);
  const api = await site.get(`/api/v1/events${query}`);
  expect([page.status, api.status], query).toEqual([200, 200]);
  const { events } = JSON.parse(api.body) as { events: { title: string }[] };
  const text = textOf(page.body.replace(/<form\b[\s\S]*?<\/form>/gu, ''));
  return { page: titles.filter((title) => text.includes(title)), api: events.map(({ title }) => title) };
}

describe('CONTRACT §1, the list and its filters', () => {
  test.each([
    ['', coming],
    ['?arrangor=rsmh', ['Majdagen', 'Junidagen']],
    ['?typ=film', ['Aprildagen', 'Junidagen']],
    ['?plats=Gr%C3%B6ningen', ['Majdagen', 'Junidagen']],
    ['?q=maj', ['Majdagen']],
    ['?q=N%C3%85GONG%C3%85NG', ['Någongång']],
    ['?q=finns+inte', []],
    ['?fran=2027-05-10', ['Majdagen', 'Junidagen']],
    ['?fran=2027-06-11', []],
    ['?typ=film&plats=Gr%C3%B6ningen', ['Junidagen']],
    ['?arrangor=&typ=&plats=&q=&fran=&sida=', coming],
  ])('§1 /%s', async (query, expected) => {
    const { page, api } = await shown(query);
    // whether an event without a date stands after a chosen day is for the page to decide
    const dated = (list: string[]) => (query.includes('fran=2') ? list.filter((title) => title !== 'Någongång') : list);
    expect(dated(page)).toEqual(expected);
    expect(dated(api)).toEqual(expected);
  });

  test('§1 the filters are GET fields of a form', async () => {
    const { body } = await site.get('/');
    const forms = [...body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gu)].filter(
      ([, head]) => !/method="post"/iu.test(head!),
    );
    const fields = forms.flatMap(([, , inside]) => [...inside!.matchAll(/\bname="([^"]*)"/gu)].map(([, name]) => name));
    for (const field of ['arrangor', 'typ', 'plats', 'q', 'fran']) expect(fields, field).toContain(field);
  });

  test.each([
    '?sida=0',
    '?sida=-1',
    '?sida=abc',
    '?sida=99999999999',
    '?fran=igar',
    '?fran=2027-02-31',
    '?typ=finns-inte',
    '?arrangor=%00',
    `?q=${'%F0%9F%98%80'.repeat(200)}`,
    '?q=%27%22%25_%5C',
    '?q=a&q=b',
    '?__proto__=1',
  ])('§2.3 nothing that is sent makes a 500: /%s', async (query) => {
    for (const path of ['/', '/en', '/api/v1/events']) {
      const { status } = await site.get(`${path}${query}`);
      expect(status, path).toBeLessThan(500);
    }
  });

  test('§1 /api/v1/events gives 100 a page, soonest first, and the address of the next', async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({
      slug: `manga-${index}`,
      title: `Många ${index}`,
      host: 'kommunen',
      status: 'published',
      kind: 'visit',
      start: `2027-${String(8 + Math.floor(index / 28 / 4)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}T10:00`,
    }));
    expect(await site.load({ events: many })).toEqual([]);
    const all: { slug: string; start: string }[] = [];
    const sizes: number[] = [];
    let path: string | null = '/api/v1/events?typ=visit';
    while (path) {
      const answer = await site.get(path);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/u);
      const page = JSON.parse(answer.body) as { events: typeof all; next: string | null };
      expect(Object.keys(page).sort()).toEqual(['events', 'next']);
      all.push(...page.events);
      sizes.push(page.events.length);
      if (page.next !== null) expect(page.next.startsWith(site.app.url) || page.next.startsWith('/')).toBe(true);
      path = page.next === null ? null : page.next.replace(site.app.url, '');
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(250);
    const starts = all.map(({ start }) => Date.parse(start));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test('§1 the list’s pages hold every event once', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 20; page++) {
      const { status, body } = await site.get(`/?typ=visit&sida=${page}`);
      expect(status).toBeLessThan(500);
      const found = [...new Set([...body.matchAll(/href="\/evenemang\/(manga-\d+)"/gu)].map(([, slug]) => slug!))];
      if (!found.length) break;
      seen.push(...found);
    }
    expect(seen).toHaveLength(250);
    expect(new Set(seen).size).toBe(250);
  });
});
