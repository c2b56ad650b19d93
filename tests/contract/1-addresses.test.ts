import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formWith, hasField, inLanguage, textOf, titleOf } from './html';
import { openSite, organisations, pathOf, site as siteEntry, today, type Site } from './site';

// Left to later issues: /evenemang/:slug/turnering, /ideer and /arrangor/…; /metrics is in features/metrics.

/** Sends a request as fetch cannot: any method. */
function send(url: string, method: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }>(
    (resolve, reject) => {
      const req = request(url, { method, headers }, (res) => {
        text(res).then((body) => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }), reject);
      });
      req.on('error', reject);
      req.end();
    },
  );
}

let site: Site;
/** A signup, a captain's signup and a team: codes for the addresses that hold one. */
let code: string;
let captain: string;
let team: string;
let token: string;

beforeAll(async () => {
  site = await openSite();
  const problems = await site.load({
    site: siteEntry,
    organisations,
    events: [
      {
        slug: 'halsodag',
        title: 'Hälsodag',
        kind: 'health-day',
        host: 'kommunen',
        coHosts: ['rsmh'],
        status: 'published',
        start: '2027-05-17T10:00',
        end: '2027-05-17T15:00',
        venue: 'Gröningen',
        summary: 'Kom och prova på.',
      },
      {
        slug: 'cup',
        title: 'Brännboll',
        kind: 'tournament',
        host: 'rsmh',
        status: 'published',
        start: '2027-06-21T13:30',
        end: '2027-06-21T16:00',
        teams: { capacity: 4, minPlayers: 2, maxPlayers: 8 },
      },
      { slug: 'utkast', title: 'Utkastet', host: 'kommunen', status: 'draft', start: '2027-06-01T10:00' },
    ],
    series: [
      {
        slug: 'gruppen',
        title: 'Gruppen',
        kind: 'meeting',
        host: 'kommunen',
        status: 'published',
        rrule: 'FREQ=MONTHLY;BYDAY=1TH;COUNT=3',
        start: '2027-09-02T10:00',
        end: '2027-09-02T12:00',
      },
      {
        slug: 'kurs',
        title: 'Kurs',
        kind: 'course',
        host: 'kommunen',
        status: 'published',
        signup: 'whole',
        capacity: 8,
        rrule: 'FREQ=WEEKLY;COUNT=3',
        start: '2027-09-06T17:00',
        end: '2027-09-06T19:00',
      },
    ],
  });
  expect(problems).toEqual([]);
  code = await site.signUp('halsodag', { name: 'Anna', email: 'anna@example.se' });
  ({ captain, team } = await site.registerTeam('cup'));
  const feed = await site.post(`/anmalan/${code}/kalender`);
  expect(feed.status).toBe(303);
  const page = await site.get(pathOf(feed));
  token = /\/min\/([\w-]+)\/kalender\.ics/u.exec(page.body)?.[1] ?? '';
});
beforeEach(() => site.clock(today));
afterAll(() => site.close());

/** Pages by kind; `:code`, `:captain`, `:team` stand for those above. */
const publicPages = [
  '/',
  '/evenemang/halsodag',
  '/evenemang/cup',
  '/serier/gruppen',
  '/serier/kurs',
  '/arrangorer/rsmh',
  '/tillganglighet',
  '/integritet',
];
const forms = ['/evenemang/halsodag/anmalan', '/evenemang/cup/anmalan', '/evenemang/cup/lag', '/serier/kurs/anmalan'];
const receipts = ['/anmalan/:code', '/anmalan/:captain'];
const personalForms = ['/anmalan/:code/andring', '/anmalan/:code/aterbud', '/anmalan/:captain/lag/aterbud'];
const teamPages = ['/lag/:team'];
const otherPages = ['/min-anmalan', '/lag'];
const feeds = ['/evenemang/halsodag.ics', '/serier/gruppen.ics', '/arrangorer/kommunen/kalender.ics', '/kalender.ics'];
const ownCalendars = ['/anmalan/:code.ics', '/min/:token/kalender.ics'];
const json = ['/api/v1/events', '/api/v1/events/halsodag', '/api/v1/openapi.json', '/schema/events.json'];
const pages = [...publicPages, ...forms, ...receipts, ...personalForms, ...teamPages, ...otherPages];

const filled = (path: string) =>
  path.replace(':code', code).replace(':captain', captain).replace(':team', team).replace(':token', token);
const english = (path: string) => (path === '/' ? '/en' : `/en${path}`);

describe('CONTRACT §1, pages', () => {
  test.each(pages)('§1 %s answers with a whole page, in both languages', async (path) => {
    for (const [language, address] of [
      ['sv', filled(path)],
      ['en', english(filled(path))],
    ] as const) {
      const answer = await site.get(address);
      expect(answer.status, address).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html;\s*charset=utf-8$/iu);
      expect(answer.body).toMatch(new RegExp(`<html[^>]*\\blang="${language}"`, 'u'));
      expect(titleOf(answer.body).length).toBeGreaterThan(3);
      expect(answer.body).toContain('</html>');
    }
  });

  test.each(pages)('§1 %s links to itself in the other language with hreflang', async (path) => {
    const address = filled(path);
    const [swedish, inEnglish] = [await site.get(address), await site.get(english(address))];
    const there = inLanguage(swedish.body, 'en').map((href) => new URL(href, site.app.url).pathname);
    const back = inLanguage(inEnglish.body, 'sv').map((href) => new URL(href, site.app.url).pathname);
    expect(there).toContain(english(address));
    expect(back).toContain(address);
  });

  test.each([
    '/finns-inte',
    '/evenemang/finns-inte',
    '/anmalan/0123456789',
    '/lag/0123456789',
    '/serier/x',
    '/arrangorer/x',
    '/evenemang/utkast',
  ])('§1 %s is a 404 page that links to itself in the other language', async (path) => {
    const answer = await site.get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/u);
    const there = inLanguage(answer.body, 'en').map((href) => new URL(href, site.app.url).pathname);
    expect(there).toContain(`/en${path}`);
    const inEnglish = await site.get(`/en${path}`);
    expect(inEnglish.status).toBe(404);
    expect(inEnglish.body).toMatch(/<html[^>]*\blang="en"/u);
    expect(inLanguage(inEnglish.body, 'sv').map((href) => new URL(href, site.app.url).pathname)).toContain(path);
  });

  test('§1 nothing is guessed: the language of the browser changes nothing', async () => {
    const [plain, preferring] = [await site.get('/'), await site.get('/', { 'accept-language': 'en-GB,en' })];
    expect(preferring.body).toBe(plain.body);
    expect(plain.headers.get('vary') ?? '').not.toMatch(/accept-language|cookie/iu);
  });

  test('§1 a POST is answered and redirected in its path’s language unless `language` says otherwise', async () => {
    const fields = { name: 'Anna' };
    const inEnglish = await site.post('/en/evenemang/halsodag/anmalan', fields);
    expect(inEnglish.status).toBe(303);
    expect(pathOf(inEnglish)).toMatch(/^\/en\/anmalan\//u);
    expect(pathOf(await site.post('/evenemang/halsodag/anmalan', fields))).toMatch(/^\/anmalan\//u);
    const asked = await site.post('/evenemang/halsodag/anmalan', { ...fields, language: 'en' });
    expect(pathOf(asked)).toMatch(/^\/en\/anmalan\//u);
    const wrong = await site.post('/en/evenemang/halsodag/anmalan', { name: '' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatch(/<html[^>]*\blang="en"/u);
  });

  test('§1 pages answer without JavaScript: none is sent', async () => {
    for (const path of pages) {
      const { body } = await site.get(filled(path));
      expect(body.replace(/<script[^>]*type="application\/ld\+json"/gu, ''), path).not.toMatch(/<script/iu);
    }
  });

  test('§1 the form has the contract’s fields, and says what it is a form for', async () => {
    const { body } = await site.get('/evenemang/halsodag/anmalan');
    const form = formWith(body, 'name');
    for (const field of ['name', 'email', 'phone', 'partySize', 'key']) expect(form.names, field).toContain(field);
    expect(textOf(body)).toContain('Hälsodag');
    const teams = formWith((await site.get('/evenemang/cup/lag')).body, 'team');
    for (const field of ['team', 'name', 'email', 'phone', 'player', 'key'])
      expect(teams.names, field).toContain(field);
    expect(hasField((await site.get('/min-anmalan')).body, 'code')).toBe(true);
    expect((await site.get('/lag')).body).toMatch(/name="ord"/u);
  });

  test('§1 the accessibility statement leads to the supervisory authority’s complaint page', async () => {
    expect((await site.get('/tillganglighet')).body).toMatch(/href="https:\/\/www\.digg\.se\/[^"]*"/u);
  });

  test('§1 a secret feed: POST makes it, 303 to a page that shows its address', async () => {
    expect(token.length).toBeGreaterThanOrEqual(40);
    expect((await site.get('/min/fel/kalender.ics')).status).toBe(404);
  });

  test.each(['/healthz', '/readyz'])('§1 %s', async (path) => {
    expect((await site.get(path)).status).toBe(200);
  });
});

describe('CONTRACT §1, the form in every state', () => {
  const past = { start: '2027-03-01T10:00', end: '2027-03-01T12:00' };
  test.each([
    ['not yet open', { signupOpens: '2027-04-20T10:00' }, /20 april/u, 409],
    ['closed', { signupCloses: '2027-03-20T10:00' }, /stäng/iu, 409],
    ['full', { capacity: 0, waitlist: false }, /full|tagna/iu, 409],
    ['cancelled', { status: 'cancelled' }, /inställ/iu, 409],
    ['past', past, /över|varit|slut/iu, 409],
    ['just come', { signup: 'none' }, /kom/iu, 409],
    ['somebody else’s', { externalSignup: 'https://example.org/anmal' }, /anmäl/iu, 409],
  ])('§1 %s: 200, and says so; a POST is 409', async (_, fields, says, status) => {
    const slug = await site.publish(fields);
    const page = await site.get(`/evenemang/${slug}/anmalan`);
    expect(page.status).toBe(200);
    expect(textOf(page.body)).toMatch(says);
    const answer = await site.post(`/evenemang/${slug}/anmalan`, { name: 'Anna' });
    expect(answer.status).toBe(status);
    expect(textOf(answer.body)).toMatch(says);
    expect((await site.get(`/en/evenemang/${slug}/anmalan`)).status).toBe(200);
  });

  test('§1 a full event with a line is a form that leads into the line', async () => {
    const slug = await site.publish({ capacity: 0 });
    const page = await site.get(`/evenemang/${slug}/anmalan`);
    expect(page.status).toBe(200);
    expect(hasField(page.body, 'name')).toBe(true);
    expect(textOf(page.body)).toMatch(/reservlista|kö/iu);
  });
});

describe('CONTRACT §1, caches and methods', () => {
  test.each([...receipts, ...teamPages, ...forms, ...personalForms])('§1 %s is private, no-store', async (path) => {
    for (const address of [filled(path), english(filled(path))]) {
      expect((await site.get(address)).headers.get('cache-control')).toBe('private, no-store');
    }
  });

  test.each([...receipts, ...teamPages])('§1 %s is noindex', async (path) => {
    expect((await site.get(filled(path))).headers.get('x-robots-tag')).toContain('noindex');
  });

  test.each([...publicPages, ...feeds, ...ownCalendars, ...json])('§1 %s has an ETag and answers 304', async (path) => {
    const first = await site.get(filled(path));
    expect(first.status).toBe(200);
    const etag = first.headers.get('etag');
    expect(etag).toMatch(/^(W\/)?"[^"]+"$/u);
    expect(first.headers.get('set-cookie')).toBeNull();
    const again = await site.get(filled(path), { 'if-none-match': etag! });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
    expect((await site.get(filled(path))).headers.get('etag')).toBe(etag);
    expect((await site.get(filled(path), { 'if-none-match': '"another"' })).status).toBe(200);
  });

  const every = [...pages, ...feeds, ...ownCalendars, ...json, '/healthz', '/readyz'];

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('§1 %s is 405 everywhere', async (method) => {
    for (const path of [...every, '/finns-inte']) {
      expect((await send(site.app.url + filled(path), method)).status, path).toBe(405);
    }
  });

  test('§1 HEAD answers as GET without a body', async () => {
    for (const path of every.map(filled)) {
      const [get, head] = [await send(site.app.url + path, 'GET'), await send(site.app.url + path, 'HEAD')];
      expect(head.status, path).toBe(get.status);
      expect(head.body, path).toBe('');
      for (const name of ['content-type', 'cache-control', 'x-robots-tag']) {
        expect(head.headers[name], `${path} ${name}`).toBe(get.headers[name]);
      }
      if (get.headers['cache-control'] !== 'private, no-store') expect(head.headers.etag, path).toBe(get.headers.etag);
    }
  });

  test('§1 GET and HEAD change nothing, ever', async () => {
    const dump = async () => {
      const tables = ['signup', 'claim', 'team', 'outbox', 'feed', 'event', 'pool', 'activity'] as const;
      const rows = await Promise.all(
        tables.map((table) => site.app.store.read.selectFrom(table).selectAll().execute()),
      );
      return JSON.stringify(rows);
    };
    const before = await dump();
    for (const path of [...every, '/anmalan/:code/kalender', '/anmalan/:code/lag/aterbud'].map(filled)) {
      for (const method of ['GET', 'HEAD']) expect((await send(site.app.url + path, method)).status).toBeLessThan(500);
      const query = '?name=Anna&partySize=9&key=abc&_method=POST&code=' + code;
      expect((await send(site.app.url + path + query, 'GET')).status).toBeLessThan(500);
    }
    expect(await dump()).toBe(before);
  });

  test('§1 a 304 does not hide a change', async () => {
    const slug = await site.publish({ title: 'Före' });
    const before = await site.get(`/evenemang/${slug}`);
    await site.amend(slug, { title: 'Efter' });
    const after = await site.get(`/evenemang/${slug}`, { 'if-none-match': before.headers.get('etag')! });
    expect(after.status).toBe(200);
    expect(after.body).toContain('Efter');
  });
});
