import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganiser } from '../../db/organisers';
import { membersPath } from '../../domain/paths';
import { startApp, type TestApp } from '../support/app';
import { databases } from '../support/databases';
import { insertEvent, insertSite, sampleNow } from '../support/sample';
import { textOf } from '../contract/html';

describe.each(databases)('logging in, on $name', ({ dialect }) => {
  let app: TestApp;
  let slug: string;
  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
    await insertSite(app.store);
    await insertEvent(app.store, {});
    ({ slug } = await app.store.read.selectFrom('organisation').select('slug').executeTakeFirstOrThrow());
    for (const [email, role] of [
      ['anna@example.se', 'administrator'],
      ['olle@example.se', 'organiser'],
      ['doris@example.se', 'door'],
    ] as const) {
      await addOrganiser(app.store, { email, name: null, organisation: slug, role }, sampleNow);
    }
  });
  afterAll(() => app.close());

  const codeIn = (text: string) => /\b\d{4} \d{4}\b/.exec(text)![0];

  let clock = sampleNow;
  /** Logs in as a person does, by the mail, some time after the last one. @returns the cookie */
  async function logIn(email: string): Promise<string> {
    app.setNow((clock += 20 * 60_000));
    const before = app.smtp.mails.length;
    const asked = await app.post('/arrangor/logga-in', { email });
    const page = new URL(asked.headers.get('location')!, app.url);
    await app.mailsSent();
    const { mail } = app.smtp.mails.slice(before).at(-1)!;
    const answer = await app.post('/arrangor/logga-in/kod', {
      id: page.searchParams.get('id')!,
      code: codeIn(mail.text ?? ''),
    });
    expect(answer.status).toBe(303);
    return answer.headers.get('set-cookie')!.split(';')[0]!;
  }
  const as = (cookie: string) => ({ cookie });

  it('asks for the address by the same word as every other form', async () => {
    const labels = async (path: string, headers = {}) => {
      const html = await (await app.get(path, headers)).text();
      return [...html.matchAll(/<label for="f-email"[^>]*>(.*?)<\/label>/gsu)].map(([, label]) => textOf(label!));
    };
    const { slug: event } = await app.store.read.selectFrom('event').select('slug').executeTakeFirstOrThrow();
    const administrator = as(await logIn('anna@example.se'));
    expect(await labels(`/evenemang/${event}/anmalan`)).toEqual([expect.stringMatching(/^Mejl\b/u)]);
    expect(await labels('/arrangor/logga-in')).toEqual(['Mejl']);
    expect(await labels(membersPath(slug), administrator)).toEqual(['Mejl']);
  });

  it('is answered alike for an address that is known and one that is not', async () => {
    const [known, unknown] = [
      await app.post('/arrangor/logga-in', { email: 'Anna@Example.se ' }),
      await app.post('/arrangor/logga-in', { email: 'nobody@example.se' }),
    ];
    const shape = (answer: Response) => ({
      status: answer.status,
      location: answer.headers.get('location')!.replace(/id=[\w-]+/, 'id=…'),
      cookie: answer.headers.get('set-cookie'),
    });
    expect(shape(known)).toEqual(shape(unknown));
    expect(shape(known)).toMatchObject({ status: 303, cookie: null });
    const pages = await Promise.all(
      [known, unknown].map(async (answer) => {
        const path = new URL(answer.headers.get('location')!, app.url);
        return (await (await app.get(path.pathname + path.search)).text()).replaceAll(/[0-9a-f-]{36}/g, '…');
      }),
    );
    expect(pages[0]).toBe(pages[1]);
    await app.mailsSent();
    const to = app.smtp.mails.flatMap(({ envelope }) => envelope.to);
    expect(to).toContain('anna@example.se');
    expect(to).not.toContain('nobody@example.se');
  });

  it('takes the code from the mail, whose link opens the page and logs nobody in', async () => {
    const asked = await app.post('/arrangor/logga-in', {
      email: 'anna@example.se',
      till: `/arrangor/arrangorer/${slug}/medlemmar`,
    });
    await app.mailsSent();
    const { mail } = app.smtp.mails.at(-1)!;
    expect(mail.subject).not.toMatch(/\d{4}/);
    const link = new URL(/https?:\/\/\S+logga-in\/kod\S+/.exec(mail.text ?? '')![0]);
    const opened = await app.get(link.pathname + link.search);
    expect(opened.status).toBe(200);
    expect(opened.headers.get('set-cookie')).toBeNull();
    expect(opened.headers.get('cache-control')).toBe('private, no-store');
    const page = new URL(asked.headers.get('location')!, app.url);
    const fields = { id: page.searchParams.get('id')!, till: page.searchParams.get('till')! };
    const wrong = await app.post('/arrangor/logga-in/kod', { ...fields, code: '0000 0000' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('Koden stämmer inte');
    const right = await app.post('/arrangor/logga-in/kod', { ...fields, code: codeIn(mail.text ?? '') });
    expect(right.status).toBe(303);
    expect(right.headers.get('location')).toBe(`/arrangor/arrangorer/${slug}/medlemmar`);
    const cookie = right.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^samling=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const members = await app.get(`/arrangor/arrangorer/${slug}/medlemmar`, as(cookie.split(';')[0]!));
    expect(await members.text()).toContain('olle@example.se');
  });

  it.each([
    '//evil.example',
    'https://evil.example/arrangor',
    '/arrangor/../evenemang',
    '/arrangor\n',
    'javascript:alert(1)',
  ])('leads nowhere else: %j', async (till) => {
    const asked = await app.post('/arrangor/logga-in', { email: 'nobody@example.se', till });
    expect(new URL(asked.headers.get('location')!, app.url).searchParams.get('till')).toBe('/arrangor');
  });

  it('what is typed wrong comes back with a sentence', async () => {
    for (const email of ['', 'anna']) {
      const answer = await app.post('/arrangor/logga-in', { email });
      expect(answer.status).toBe(400);
      const text = await answer.text();
      expect(text).toContain('field-error');
      expect(text).toContain(`value="${email}"`);
    }
    for (const code of ['', '123', 'abcdefgh']) {
      const answer = await app.post('/arrangor/logga-in/kod', { id: 'x', code });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('field-error');
    }
  });

  it('logging out ends it', async () => {
    const cookie = await logIn('anna@example.se');
    expect((await app.get('/arrangor', as(cookie))).status).toBe(200);
    const out = await app.post('/arrangor/logga-ut', {}, as(cookie));
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await app.get('/arrangor', as(cookie))).status).toBe(303);
  });

  it('an invitation is mailed, accepted by a button, and lets in', async () => {
    const cookie = await logIn('anna@example.se');
    const sent = await app.post(
      `/arrangor/arrangorer/${slug}/medlemmar`,
      { email: 'ny@example.se', role: 'organiser' },
      as(cookie),
    );
    expect(sent.status).toBe(303);
    await app.mailsSent();
    const mail = app.smtp.mailTo('ny@example.se');
    const path = new URL(/https?:\/\/\S+inbjudan\/[\w-]+/.exec(mail.text ?? '')![0]).pathname;
    const page = await app.get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect(JSON.stringify(app.log)).not.toContain(path.split('/').at(-1));
    const tooLong = await app.post(path, { name: 'å'.repeat(101) });
    expect(tooLong.status).toBe(400);
    expect(await tooLong.text()).toContain(`value="${'å'.repeat(101)}"`);
    app.smtp.mails.length = 0;
    const accepted = await app.post(path, { name: ' Ny  Ek ' });
    expect((await app.get(path)).status).toBe(404);
    // the code is mailed at once, and its page says what has happened
    const codePage = accepted.headers.get('location')!;
    expect(codePage).toMatch(/^\/arrangor\/logga-in\/kod\?.*klart=inbjudan/);
    expect(await (await app.get(codePage)).text()).toContain('Nu är du med!');
    await app.mailsSent();
    expect(app.smtp.mailTo('ny@example.se').subject).toContain('kod');
    const newcomer = await logIn('ny@example.se');
    const start = await (await app.get('/arrangor', as(newcomer))).text();
    expect(start).toContain('arrangör');
    expect(start).toContain('Ny Ek');
    const unreadable = await app.post('/arrangor/namn', { name: '\u200d' }, as(newcomer));
    expect([unreadable.status, (await unreadable.text()).includes('med bokstäver')]).toEqual([400, true]);
    await app.post('/arrangor/namn', { name: 'Nyström' }, as(newcomer));
    expect(await (await app.get('/arrangor', as(newcomer))).text()).toContain('Nyström');
  });

  it('a form from another site is refused', async () => {
    const cookie = await logIn('anna@example.se');
    const headers = { ...as(cookie), origin: 'https://evil.example' };
    expect((await app.post('/arrangor/logga-ut', {}, headers)).status).toBe(403);
    expect((await app.get('/arrangor', as(cookie))).status).toBe(200);
  });
});
