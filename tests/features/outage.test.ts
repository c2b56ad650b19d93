import { setTimeout as wait } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProgramme } from '../../db/programme/load';
import { startApp, type TestApp } from '../support/app';
import { testDatabase } from '../support/databases';
import { severableWay } from '../support/severable';

test('while PostgreSQL is gone: 503 in plain words, and all is well again by itself (CONTRACT §6)', async () => {
  const database = await testDatabase('postgres');
  const url = new URL(database.url);
  const way = await severableWay(Number(url.port));
  url.port = String(way.port);
  const app = await startApp({ databaseUrl: url.href, expectFaults: true });
  expect((await app.get('/')).status).toBe(200);

  await way.cut();
  for (const [path, words] of [
    ['/', 'Det går inte just nu'],
    ['/en', 'Not possible right now'],
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
  let status = 0;
  for (let attempt = 0; status !== 200 && attempt < 100; attempt++) {
    status = (await app.get('/')).status;
    if (status !== 200) await wait(100);
  }
  expect(status).toBe(200);
  expect((await app.get('/readyz')).status).toBe(200);
  await app.close();
  await way.cut();
  await database.drop();
});

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
