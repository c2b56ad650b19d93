import { setTimeout as wait } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProgramme } from '../../db/programme/load';
import { startApp, type TestApp } from '../support/app';
import { testDatabase, type TestDatabase } from '../support/databases';
import { at } from '../support/programme';
import { severableWay, type SeverableWay } from '../support/severable';

describe('while PostgreSQL is gone (CONTRACT §6)', () => {
  const given = at('2027-04-01T09:00');
  const programme = {
    organisations: [{ slug: 'rsmh', name: 'RSMH' }],
    events: [{ slug: 'fika', title: 'Fika', host: 'rsmh', status: 'published', start: '2027-05-17T10:00' }],
  };
  let database: TestDatabase;
  let way: SeverableWay;
  let app: TestApp;

  beforeAll(async () => {
    database = await testDatabase('postgres');
    const url = new URL(database.url);
    way = await severableWay(Number(url.port));
    url.port = String(way.port);
    app = await startApp({ databaseUrl: url.href, expectFaults: true, now: given });
    expect((await loadProgramme(database.store, programme, { now: given })).ok).toBe(true);
  });
  afterAll(async () => {
    await app.close();
    await way.cut();
    await database.drop();
  });

  async function untilWell(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const answer = await app.get('/readyz');
      const page = await app.get('/evenemang/fika');
      if (answer.status === 200 && page.headers.get('age') === null) return;
      await wait(100);
    }
    throw new Error('it has not become well again');
  }

  test('what was never given is 503 in plain words, and all is well again by itself', async () => {
    await way.cut();
    for (const [path, words] of [
      ['/tillganglighet', 'Det går inte just nu'],
      ['/en/tillganglighet', 'Not possible right now'],
    ] as const) {
      const answer = await app.get(path);
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(await answer.text()).toContain(words);
    }
    expect((await app.get('/healthz')).status).toBe(200);
    expect((await app.get('/readyz')).status).toBe(503);

    await way.mend();
    await untilWell();
    expect((await app.get('/tillganglighet')).status).toBe(200);
  });

  test('what was given before is given again, with the time when it was true, in whatever way it is packed', async () => {
    const paths = [
      '/evenemang/fika',
      '/en/evenemang/fika',
      '/evenemang/fika/anmalan',
      '/kalender.ics',
      '/api/v1/events',
    ];
    const before = new Map<string, string>();
    for (const path of paths) before.set(path, await (await app.get(path)).text());
    await way.cut();
    // also when it would have been made anew by the clock
    app.setNow(given + 90 * 60_000);
    for (const path of paths) {
      for (const accepted of ['identity', 'gzip', 'br']) {
        const answer = await app.get(path, { 'Accept-Encoding': accepted });
        expect(answer.status, path).toBe(200);
        expect(answer.headers.get('cache-control')).toContain('no-store');
        expect(answer.headers.get('age')).toBe('5400');
        expect(answer.headers.get('etag')).toBeNull();
        const body = await answer.text();
        const notice = /<div class="wide"><div class="notice notice-mind">.*?<\/div><\/div>/s.exec(body)?.[0] ?? '';
        const words = path.startsWith('/en')
          ? 'how the page looked today, Thursday 1 April, 09:00'
          : 'såg sidan ut i dag, torsdag 1 april kl. 09.00';
        if (before.get(path)!.startsWith('<!DOCTYPE')) expect(notice).toContain(words);
        expect(keyless(body.replace(notice, ''))).toBe(keyless(before.get(path)!));
      }
    }
    // a form that is sent then is kept for its sender
    const sent = await app.post('/evenemang/fika/anmalan', { name: 'Anna Ö' });
    expect(sent.status).toBe(503);
    expect(await sent.text()).toContain('Anna Ö');

    await way.mend();
    await untilWell();
    expect(await (await app.get('/evenemang/fika')).text()).not.toContain('Så här såg sidan ut');
    expect((await app.post('/evenemang/fika/anmalan', { name: 'Anna Ö' })).status).toBe(303);
    app.setNow(given);
  });

  test('but not what was true more than a day ago', async () => {
    await (await app.get('/evenemang/fika')).text();
    await way.cut();
    app.setNow(given + 25 * 3600_000);
    expect((await app.get('/evenemang/fika')).status).toBe(503);
    app.setNow(given);
    expect((await app.get('/evenemang/fika')).status).toBe(200);
    await way.mend();
    await untilWell();
  });
});

const keyless = (page: string) => page.replace(/name="key" value="[^"]*"/, '');

describe('while another process holds the write lock', () => {
  const path = '/evenemang/fika/anmalan';
  const form = { name: 'Anna Ö', note: 'två\nrader & <b>', key: 'a-key-of-the-form' };
  let app: TestApp;
  let other: SQLite.Database;

  beforeAll(async () => {
    const now = Date.parse('2027-04-01T09:00:00Z');
    app = await startApp({ now });
    const outcome = await loadProgramme(
      app.store,
      {
        organisations: [{ slug: 'rsmh', name: 'RSMH' }],
        events: [{ slug: 'fika', title: 'Fika', host: 'rsmh', status: 'published', start: '2027-05-17T10:00' }],
      },
      { now },
    );
    expect(outcome.ok).toBe(true);
    other = new SQLite(app.databaseUrl.slice('sqlite:'.length));
  });
  afterAll(async () => {
    other.close();
    await app.close();
  });

  test('pages are read, a form is a 503 that keeps what was typed, and one tap sends it again', async () => {
    other.exec('begin immediate');
    const posted = app.post(path, form);
    for (const page of ['/', '/evenemang/fika', path]) expect((await app.get(page)).status, page).toBe(200);
    const answer = await posted;
    const page = await answer.text();
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(page).toContain('Det du skrev finns kvar här');
    expect(page).toContain(`<form method="post" action="${path}"`);
    expect(page).toMatch(/<textarea name="name"[^>]*>Anna Ö<\/textarea>/);
    expect(page).toMatch(/<textarea name="note"[^>]*>två\nrader &amp; &lt;b&gt;<\/textarea>/);
    expect(page).toMatch(/<textarea name="key"[^>]*>a-key-of-the-form<\/textarea>/);
    other.exec('rollback');

    expect((await app.post(path, form)).status).toBe(303);
    const signups = await app.store.read.selectFrom('signup').select('name').execute();
    expect(signups).toEqual([{ name: 'Anna Ö' }]);
  });
});
