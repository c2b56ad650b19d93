import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { startApp, type TestApp } from '../support/app';
import { lintCalendar } from '../support/calendar-lint';
import { insertEvent, insertSignup, insertSite, sampleNow, type InsertedOffer } from '../support/sample';

describe('a secret calendar', () => {
  let app: TestApp;
  let healthDay: InsertedOffer;
  beforeAll(async () => {
    app = await startApp({ now: sampleNow });
    await insertSite(app.store);
    healthDay = await insertEvent(app.store, {});
  });
  afterAll(() => app.close());

  const make = async (code: string, language = '') => {
    const answer = await app.post(`${language}/anmalan/${code}/kalender`);
    expect(answer.status).toBe(303);
    return new URL(answer.headers.get('location')!, app.url).pathname;
  };
  const page = async (path: string) => {
    const answer = await app.get(path);
    return { answer, status: answer.status, text: await answer.text() };
  };
  const read = async (path: string) => {
    const { answer, status, text } = await page(`${path}/kalender.ics`);
    if (status === 200) expect(lintCalendar(text)).toEqual([]);
    return { answer, status, text: text.replace(/\r\n /gu, '') };
  };
  const entriesIn = (text: string) => text.split('BEGIN:VEVENT').length - 1;
  /** Where the mail leads, from the row that the mail is made from. */
  const confirmPath = async (email: string) => {
    const feed = await app.store.read
      .selectFrom('feed')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    return `/min/${app.store.codes.feedTokensOf(feed).confirm}/bekrafta`;
  };

  it('is asked for by a button: a GET makes nothing', async () => {
    const code = await insertSignup(app.store, healthDay);
    const { status, text, answer } = await page(`/anmalan/${code}/kalender`);
    expect(status).toBe(200);
    expect(text).toMatch(/<form[^>]*method="post"[\s\S]*Gör min kalender/);
    expect(text).toContain(`href="/anmalan/${code}"`);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(await app.store.read.selectFrom('feed').selectAll().execute()).toEqual([]);
    expect((await page(`/en/anmalan/${code}/kalender`)).text).toContain('Make my calendar');
  });

  it('has a page that shows its address, how to subscribe, and how often calendars look', async () => {
    const code = await insertSignup(app.store, healthDay);
    const path = await make(code);
    expect(path).toMatch(/^\/min\/[\w-]{43}$/);
    const { status, text, answer } = await page(path);
    expect(status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    const feedUrl = `${app.url}${path}/kalender.ics`;
    expect(text).toContain(feedUrl);
    expect(text).toContain(`href="${feedUrl.replace('http:', 'webcal:')}"`);
    expect(text).toContain('https://calendar.google.com/');
    expect(text).toContain('var 8:e till 24:e timme');
    expect(text).toContain(`href="${path}/avsluta"`);
    expect(text).not.toContain('Anna');
    expect(await make(code)).toBe(path);
  });

  it('keeps the language that it was made in', async () => {
    const path = await make(await insertSignup(app.store, healthDay), '/en');
    expect(path).toMatch(/^\/en\/min\//);
    expect((await page(path)).text).toContain('Your secret calendar');
    expect((await read(path)).text).toContain('PRODID:-//Samling//Samling//EN');
  });

  it('shows one signup until the address has answered, then all of it: living, waiting and cancelled, no names', async () => {
    const email = 'gunvor@example.se';
    const gunvor = { name: 'Gunvor', email };
    const full = await insertEvent(app.store, { title: 'Fullt', capacity: 0 });
    const secret = await insertEvent(app.store, { title: 'Hemligt möte', discreet: true });
    const code = await insertSignup(app.store, healthDay, gunvor);
    await insertSignup(app.store, full, gunvor);
    const discreet = await insertSignup(app.store, secret, { name: 'Gunvor', email: 'Gunvor@Example.se' });
    const left = await insertSignup(app.store, await insertEvent(app.store, { title: 'Lämnat' }), gunvor);
    await cancelSignup(app.store, left, sampleNow);
    await insertSignup(app.store, await insertEvent(app.store, { title: 'Andras' }), { email: 'bo@example.se' });

    const path = await make(code);
    expect((await page(path)).text).toContain('Vi skickar ett mejl till dig');
    const before = await read(path);
    expect(entriesIn(before.text)).toBe(1);

    const confirm = await confirmPath(email);
    expect(confirm).not.toContain(path);
    const asked = await page(confirm);
    expect(asked.text).toMatch(/<form[^>]*method="post"[\s\S]*Ja, det var jag/);
    expect(asked.text).not.toContain(path);
    // whoever scans the links of a mail has changed nothing
    await fetch(app.url + confirm, { method: 'HEAD' });
    expect((await read(path)).text).toBe(before.text);

    const answer = await app.post(confirm);
    expect([answer.status, new URL(answer.headers.get('location')!, app.url).pathname]).toEqual([303, path]);
    expect((await app.post(confirm)).status).toBe(303);
    expect((await page(confirm)).text).toContain(`href="${path}"`);
    expect((await page(path)).text).toContain('alla dina anmälningar');

    const { text } = await read(path);
    expect(entriesIn(text)).toBe(4);
    expect(text.match(/STATUS:\w+/g)!.sort()).toEqual([
      'STATUS:CANCELLED',
      'STATUS:CONFIRMED',
      'STATUS:CONFIRMED',
      'STATUS:TENTATIVE',
    ]);
    expect(text).not.toMatch(/Gunvor|gunvor|Andras|Hemligt möte/);
    expect(text).toContain(`${app.url}/anmalan/${discreet}`);
  });

  it('is the same bytes while nothing changed, then 304, and nobody else’s to keep or read', async () => {
    const path = await make(await insertSignup(app.store, healthDay));
    const [first, second] = [await read(path), await read(path)];
    expect(second.text).toBe(first.text);
    const { headers } = first.answer;
    expect(headers.get('cache-control')).toMatch(/^private/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const known = await app.get(`${path}/kalender.ics`, { 'If-None-Match': headers.get('etag')! });
    expect(known.status).toBe(304);
  });

  it('ends by a button, for good', async () => {
    const code = await insertSignup(app.store, healthDay, { email: 'slut@example.se' });
    const path = await make(code);
    const confirm = await confirmPath('slut@example.se');
    const asked = await page(`${path}/avsluta`);
    expect(asked.text).toMatch(/<form[^>]*method="post"[\s\S]*Ja, avsluta kalendern/);
    expect((await read(path)).status).toBe(200);

    for (let again = 0; again < 2; again++) {
      const answer = await app.post(`${path}/avsluta`);
      expect([answer.status, new URL(answer.headers.get('location')!, app.url).pathname]).toEqual([
        303,
        `${path}/avsluta`,
      ]);
    }
    expect((await page(`${path}/avsluta`)).text).toContain('Kalendern är avslutad');
    expect((await read(path)).status).toBe(410);
    expect((await page(path)).status).toBe(410);
    expect((await page(confirm)).status).toBe(410);
    expect((await app.post(confirm)).status).toBe(410);
    expect(await make(code)).not.toBe(path);
  });

  it('is 404 where there is none, and its log tells no code and no token', async () => {
    const code = await insertSignup(app.store, healthDay);
    const path = await make(code);
    await read(path);
    expect((await app.get('/anmalan/0000000000/kalender')).status).toBe(404);
    expect((await app.post('/anmalan/0000000000/kalender')).status).toBe(404);
    for (const none of ['/min/fel', '/min/fel/kalender.ics', '/min/fel/avsluta', '/min/fel/bekrafta']) {
      expect((await app.get(none)).status, none).toBe(404);
    }
    for (const none of ['/min/fel/avsluta', '/min/fel/bekrafta']) expect((await app.post(none)).status, none).toBe(404);
    const log = JSON.stringify(app.log);
    expect(log).not.toContain(code);
    expect(log).not.toContain(path.split('/').at(-1));
  });
});
