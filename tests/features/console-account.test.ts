import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOffer } from '../../db/programme/edit';
import { idleDays, longestDays, mostCodes, mostTries, provedWithin } from '../../domain/login';
import { challengeStands } from '../../domain/passkey';
import { startApp, type TestApp } from '../support/app';
import { softPasskey, type Forgery, type Question } from '../support/console/authenticator';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { load } from '../support/programme';
import { insertSite, sampleNow } from '../support/sample';

const day = 24 * 3600_000;
const host = 'varden';
const members = `/arrangor/arrangorer/${host}/medlemmar`;

describe.each(databases)('accounts, on $name', ({ dialect }) => {
  let app: TestApp;
  let now = sampleNow;
  let anna: string;
  let bo: string;
  beforeAll(async () => {
    app = await startApp({ dialect, now });
    await insertSite(app.store);
    const organisations = [
      { slug: host, name: 'Värden' },
      { slug: 'andra', name: 'Andra' },
    ];
    await load(app, { organisations }, now);
    anna = await organiser(
      app,
      { email: 'anna@example.se', name: 'Anna', organisation: host, role: 'administrator' },
      now,
    );
    bo = await organiser(app, { email: 'bo@example.se', name: 'Bo', organisation: host }, now);
    await organiser(app, { email: 'cia@example.se', organisation: host, role: 'administrator' }, now);
  });
  afterAll(() => app.close());

  /** Some time later: codes may be asked for again. */
  const later = (ms = 20 * 60_000) => app.setNow((now += ms));
  const as = (email: string) => (later(), logIn(app, email, now));
  const cookieOf = (answer: Response) => ({ cookie: answer.headers.get('set-cookie')!.split(';')[0]! });
  const idIn = (page: string) => /name="id" value="([\w-]+)"/.exec(page)![1]!;
  const codeOf = async (loginId: string) =>
    app.store.codes.loginCodeOf(
      await app.store.read.selectFrom('login').select('nonce').where('id', '=', loginId).executeTakeFirstOrThrow(),
    );
  const decoded = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#x27;', "'");
  /** The hidden fields in which a page carries a form that waits. */
  const carriedBy = (page: string) => ({
    mal: decoded(/name="mal" value="([^"]*)"/.exec(page)![1]!),
    innehall: decoded(/name="innehall" value="([^"]*)"/.exec(page)![1]!),
  });

  describe('a session', () => {
    it('is never one that was there before: neither at login nor when one shows who one is', async () => {
      const planted = { cookie: `samling=${'a'.repeat(43)}` };
      const asked = await app.post('/arrangor/logga-in', { email: 'anna@example.se' }, planted);
      const id = new URL(asked.headers.get('location')!, app.url).searchParams.get('id')!;
      const answer = await app.post('/arrangor/logga-in/kod', { id, code: await codeOf(id) }, planted);
      const given = cookieOf(answer);
      expect(given).not.toEqual(planted);
      expect((await app.get('/arrangor', planted)).status).toBe(303);
      expect((await app.get('/arrangor', given)).status).toBe(200);

      later();
      const page = await (await app.post('/arrangor/nycklar/ny', {}, given)).text();
      const code = await codeOf(idIn(page));
      const proved = await app.post('/arrangor/fortsatt', { ...carriedBy(page), id: idIn(page), code }, given);
      expect(cookieOf(proved)).not.toEqual(given);
      expect((await app.get('/arrangor', given)).status).toBe(303);
      expect((await app.get('/arrangor', cookieOf(proved))).status).toBe(200);
    });

    it('ends on the server when one logs out', async () => {
      const cookie = await as('bo@example.se');
      await app.post('/arrangor/logga-ut', {}, cookie);
      expect((await app.get('/arrangor', cookie)).status).toBe(303);
    });

    it('ends when it has not been used for long, and after half a year in any case', async () => {
      const cookie = await as('bo@example.se');
      later(idleDays * day - 1);
      expect((await app.get('/arrangor', cookie)).status).toBe(200);
      later(idleDays * day);
      expect((await app.get('/arrangor', cookie)).status).toBe(303);
      const used = await as('bo@example.se');
      const begun = now;
      while (now - begun < (longestDays - idleDays) * day) {
        later((idleDays - 1) * day);
        expect((await app.get('/arrangor', used)).status).toBe(200);
      }
      later(begun + longestDays * day - now);
      expect((await app.get('/arrangor', used)).status).toBe(303);
    });

    it('of one’s own elsewhere is ended only by who has shown a short while ago who they are', async () => {
      const [here, elsewhere] = [await as('bo@example.se'), await as('bo@example.se')];
      later(provedWithin);
      const page = await (await app.get('/arrangor/inloggningar', here)).text();
      const sessions = [...page.matchAll(/name="session" value="([\w-]+)"/g)].map(([, id]) => id!);
      expect(sessions.length).toBeGreaterThanOrEqual(2);
      const answers = [];
      for (const session of sessions.slice(1))
        answers.push(await app.post('/arrangor/inloggningar', { session }, here));
      expect(answers.map(({ status }) => status)).toContain(403);
      expect((await app.get('/arrangor', elsewhere)).status).toBe(200);
    });

    it('loses its rights at once when somebody is removed', async () => {
      await organiser(app, { email: 'dag@example.se', organisation: host, role: 'administrator' }, now);
      const dag = await as('dag@example.se');
      const [annas, row] = [
        await as('anna@example.se'),
        await app.store.read
          .selectFrom('organiser')
          .select('id')
          .where('email', '=', 'dag@example.se')
          .executeTakeFirstOrThrow(),
      ];
      expect((await app.get(members, dag)).status).toBe(200);
      expect((await app.post(`${members}/${row.id}/borttagning`, {}, annas)).status).toBe(303);
      expect((await app.get(members, dag)).status).toBe(404);
    });
  });

  describe('a code', () => {
    it('is used once, also by many at the same moment', async () => {
      later();
      const asked = await app.post('/arrangor/logga-in', { email: 'anna@example.se' });
      const id = new URL(asked.headers.get('location')!, app.url).searchParams.get('id')!;
      const code = await codeOf(id);
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => app.post('/arrangor/logga-in/kod', { id, code })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(7).fill(400)]);
    });

    it('is mailed so many times and no more, also to who asks many times at the same moment', async () => {
      later();
      await Promise.all(Array.from({ length: 20 }, () => app.post('/arrangor/logga-in', { email: 'anna@example.se' })));
      const written = await app.store.read
        .selectFrom('outbox')
        .select('state')
        .where('kind', '=', 'login')
        .where('created_at', '=', now)
        .execute();
      expect(written).toHaveLength(20);
      expect(written.filter(({ state }) => state !== 'dropped')).toHaveLength(mostCodes);
    });

    it('cannot be guessed by asking for many: all together have as many tries as there are mails', async () => {
      later();
      const ids = await Promise.all(
        Array.from({ length: 12 }, async () => {
          const asked = await app.post('/arrangor/logga-in', { email: 'anna@example.se' });
          return new URL(asked.headers.get('location')!, app.url).searchParams.get('id')!;
        }),
      );
      const rows = await app.store.read
        .selectFrom('login')
        .select(['id', 'organiser_id'])
        .where('id', 'in', ids)
        .execute();
      expect(rows.filter((row) => row.organiser_id !== null)).toHaveLength(mostCodes);
      // of the others even the right one is wrong, in the same words
      const hollow = rows.find((row) => row.organiser_id === null)!.id;
      const answers = [];
      for (let tried = 0; tried <= mostTries; tried++) {
        const answer = await app.post('/arrangor/logga-in/kod', { id: hollow, code: await codeOf(hollow) });
        answers.push(answer.status);
      }
      expect(answers).toEqual(Array(mostTries + 1).fill(400));
    });

    it('of somebody else does not show who one is', async () => {
      const bos = await as('bo@example.se');
      later();
      const page = await (await app.post('/arrangor/nycklar/ny', {}, bos)).text();
      const asked = await app.post('/arrangor/logga-in', { email: 'anna@example.se' });
      const annas = new URL(asked.headers.get('location')!, app.url).searchParams.get('id')!;
      const wrong = await app.post(
        '/arrangor/fortsatt',
        { ...carriedBy(page), id: annas, code: await codeOf(annas) },
        bos,
      );
      expect(wrong.status).toBe(400);
      expect(wrong.headers.get('set-cookie')).toBeNull();
    });

    it('asked for by an address that nobody has costs the same statements', async () => {
      later();
      const rows = () =>
        app.store.read.selectFrom('outbox').select(['state', 'login_id']).where('kind', '=', 'login').execute();
      const before = (await rows()).length;
      await app.post('/arrangor/logga-in', { email: 'ingen@example.se' });
      const after = await rows();
      expect(after).toHaveLength(before + 1);
      expect(after.filter(({ state }) => state === 'dropped').length).toBeGreaterThan(0);
    });
  });

  describe('what was typed', () => {
    const typed = { email: 'ny@example.se', role: 'door', ord: 'Två\r\nrader & "citat" <b>', lista: ['ett', 'två'] };

    it('is kept where nobody is logged in, and comes back after a code', async () => {
      later();
      const answer = await app.post(members, typed);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      const first = await answer.text();
      const kept = carriedBy(first);
      expect(kept.mal).toBe(members);
      expect(JSON.parse(kept.innehall)).toEqual({
        fields: [
          ['email', 'ny@example.se'],
          ['role', 'door'],
          ['ord', 'Två\r\nrader & "citat" <b>'],
          ['lista', 'ett'],
          ['lista', 'två'],
        ],
        hadFile: false,
      });
      const wrong = await app.post('/arrangor/fortsatt/mejl', { ...kept, email: 'anna' });
      expect(wrong.status).toBe(400);
      const wrongPage = await wrong.text();
      expect(wrongPage).toContain('<title>Fel: ');
      expect(carriedBy(wrongPage)).toEqual(kept);
      const mailed = await (await app.post('/arrangor/fortsatt/mejl', { ...kept, email: 'anna@example.se' })).text();
      const id = idIn(mailed);
      const code = await codeOf(id);
      const wrongCode = await app.post('/arrangor/fortsatt', {
        ...kept,
        id,
        code: code === '00000000' ? '00000001' : '00000000',
      });
      expect(wrongCode.status).toBe(400);
      expect(carriedBy(await wrongCode.text())).toEqual(kept);
      const done = await app.post('/arrangor/fortsatt', { ...kept, id, code });
      expect(done.status).toBe(200);
      const last = await done.text();
      expect(last).toContain(`action="${members}"`);
      expect(decoded(last)).toContain('<textarea name="ord" hidden="" readonly="">Två');
      const sent = await app.post(members, typed, cookieOf(done));
      expect(sent.headers.get('location')).toContain('klart=inbjudan');
    });

    it('tells no more of an address that is known than of one that is not', async () => {
      later();
      const kept = carriedBy(await (await app.post(members, typed)).text());
      const pages = await Promise.all(
        ['anna@example.se', 'ingen@example.se'].map(async (email) => {
          const answer = await app.post('/arrangor/fortsatt/mejl', { ...kept, email });
          return [answer.status, (await answer.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')];
        }),
      );
      expect(pages[0]).toEqual(pages[1]);
    });

    it('is kept where one has to show who one is; nothing is done before', async () => {
      const annas = await as('anna@example.se');
      later(provedWithin);
      const page = await app.post(`${members}/${bo}/roll`, { role: 'administrator' }, annas);
      expect(page.status).toBe(403);
      expect(carriedBy(await page.text())).toEqual({
        mal: `${members}/${bo}/roll`,
        innehall: '{"fields":[["role","administrator"]],"hadFile":false}',
      });
      const roles = await app.store.read
        .selectFrom('membership')
        .select('role')
        .where('organiser_id', '=', bo)
        .execute();
      expect(roles).toEqual([{ role: 'organiser' }]);
      // what can be undone is not asked about
      expect((await app.post(`${members}/${bo}/roll`, { role: 'door' }, annas)).status).toBe(303);
      expect((await app.post(`${members}/${bo}/roll`, { role: 'organiser' }, annas)).status).toBe(303);
      for (const path of [`${members}/${bo}/borttagning`, '/arrangor/nycklar/x/borttagning', '/arrangor/nycklar'])
        expect((await app.post(path, {}, annas)).status).toBe(403);
    });

    it('is not done where its code is asked for, which page and mail say; the mail leads nowhere else', async () => {
      const entry = { title: 'Tapp', host, start: '2099-05-20T18:00', status: 'published' as const };
      expect((await createOffer(app.store, { type: 'event', entry, by: bo }, now)).kind).toBe('created');
      const status = async () =>
        (await app.store.read.selectFrom('event').select('status').where('slug', '=', 'tapp').executeTakeFirstOrThrow())
          .status;
      const path = '/arrangor/evenemang/tapp/installning';
      const bos = await as('bo@example.se');
      later(provedWithin);
      await app.mailsSent();
      app.smtp.mails.length = 0;
      const page = await (await app.post(path, { words: 'Åska' }, bos)).text();
      expect(page).toContain('Du tryckte på ”Ja, ställ in”. Det är inte gjort än.');
      expect(page).toContain('Skriv koden på den här sidan');
      await app.mailsSent();
      const mail = app.smtp.mailTo('bo@example.se');
      expect(mail.text).toContain('Gå tillbaka till sidan som du hade öppen');
      expect(mail.text).toContain('Det är inte gjort än.');
      expect(mail.text).not.toMatch(/https?:/u);
      expect(mail.html).not.toContain('<a ');
      const code = /\b\d{4} \d{4}\b/.exec(mail.text ?? '')![0];
      const proved = await app.post('/arrangor/fortsatt', { ...carriedBy(page), id: idIn(page), code }, bos);
      const ready = await proved.text();
      expect(ready).toContain(`action="${path}"`);
      expect(ready).toContain('Det du ville göra är inte gjort än.');
      expect(ready).toContain('Tryck på ”Ställ in Tapp”, så blir det gjort.');
      expect(ready).toMatch(/<button[^>]*>Ställ in Tapp</u);
      expect(await status()).toBe('published');
      expect((await app.post(path, { words: 'Åska' }, cookieOf(proved))).status).toBe(303);
      expect(await status()).toBe('cancelled');

      // of one who is not logged in any more, as well
      later();
      app.smtp.mails.length = 0;
      const out = await (await app.post(members, typed)).text();
      expect(out).toContain('Det du ville göra är inte gjort än.');
      const asked = await app.post('/arrangor/fortsatt/mejl', { ...carriedBy(out), email: 'bo@example.se' });
      expect(await asked.text()).toContain('Det du ville göra är inte gjort än.');
      await app.mailsSent();
      expect(app.smtp.mailTo('bo@example.se').text).not.toMatch(/https?:/u);
    });

    it('never tells what somebody else calls a draft', async () => {
      const entry = { title: 'Hemligt utkast', host: 'andra', status: 'draft' as const };
      expect((await createOffer(app.store, { type: 'event', entry, by: bo }, now)).kind).toBe('created');
      const bos = await as('bo@example.se');
      later(provedWithin);
      const kept = { mal: '/arrangor/evenemang/hemligt-utkast/installning', innehall: '{"fields":[]}' };
      const asked = await (await app.post('/arrangor/fortsatt/mejl', kept, bos)).text();
      const id = idIn(asked);
      const done = await app.post('/arrangor/fortsatt', { ...kept, id, code: await codeOf(id) }, bos);
      const page = await done.text();
      expect(page).toMatch(/<button[^>]*>Ja, ställ in</u);
      expect(page).not.toContain('Hemligt utkast');
      await app.store.transact((trx) => trx.deleteFrom('responsible').execute());
    });

    it.each(['https://evil.example/', '//evil.example', '/evenemang/fest/anmalan'])(
      'is sent nowhere else: %s',
      async (mal) => {
        const answer = await app.post('/arrangor/fortsatt/mejl', {
          mal,
          innehall: '{"fields":[]}',
          email: 'anna@example.se',
        });
        expect(answer.status).toBe(400);
        expect(await answer.text()).not.toContain('evil');
      },
    );
  });

  describe('a form from elsewhere', () => {
    it('is refused when its browser says so, with an Origin or without', async () => {
      const cookie = await as('bo@example.se');
      const from: Record<string, string>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ];
      for (const headers of from) {
        const answer = await app.post('/arrangor/logga-ut', {}, { ...cookie, ...headers });
        expect([headers, answer.status]).toEqual([headers, 403]);
      }
      const good: Record<string, string>[] = [
        { 'sec-fetch-site': 'none' },
        { 'sec-fetch-site': 'same-origin' },
        { origin: app.url },
      ];
      for (const headers of good) {
        const answer = await app.post('/arrangor/inloggningar', { session: 'x' }, { ...cookie, ...headers });
        expect(answer.status).toBe(404);
      }
    });
  });

  describe('a passkey', () => {
    const question = async (path: string, cookie = {}) => (await (await app.post(path, {}, cookie)).json()) as Question;
    const loginQuestion = () => question('/arrangor/logga-in/nyckel/fraga');
    let passkey: ReturnType<typeof softPasskey>;

    it('is made by who is logged in, once with each question', async () => {
      passkey = softPasskey(app.url);
      const bos = await as('bo@example.se');
      const annas = await as('anna@example.se');
      app.setNow((now -= 10 * 60_000));
      const asked = await question('/arrangor/nycklar/fraga', annas);
      expect(Buffer.from(asked.options.user!.id, 'base64url').toString()).toBe(anna);
      expect((await app.post('/arrangor/nycklar', passkey.make(asked), bos)).status).toBe(400);
      // the question is used up, also by who may not answer it
      expect((await app.post('/arrangor/nycklar', passkey.make(asked), annas)).status).toBe(400);
      for (const forged of [
        { origin: 'https://evil.example' },
        { rpId: 'evil.example' },
        { challenge: 'abc' },
        { type: 'webauthn.get' },
        { absent: true },
      ]) {
        const made = passkey.make(await question('/arrangor/nycklar/fraga', annas), forged);
        expect([forged, (await app.post('/arrangor/nycklar', made, annas)).status]).toEqual([forged, 400]);
      }
      const made = passkey.make(await question('/arrangor/nycklar/fraga', annas));
      expect((await app.post('/arrangor/nycklar', made, annas)).headers.get('location')).toBe(
        '/arrangor/nycklar?klart=ny',
      );
      const again = passkey.make(await question('/arrangor/nycklar/fraga', bos));
      expect((await app.post('/arrangor/nycklar', again, bos)).status).toBe(400);
    });

    it('logs in, and leads nowhere else', async () => {
      const asked = await loginQuestion();
      expect(JSON.stringify(asked)).not.toMatch(/anna|allowCredentials/);
      const answer = await app.post('/arrangor/logga-in/nyckel', { ...passkey.use(asked), till: '//evil.example' });
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe('/arrangor');
      expect(await (await app.get('/arrangor', cookieOf(answer))).text()).toContain('Anna');
    });

    it('that is forged, replayed, late or unknown lets nobody in, in the same words', async () => {
      const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const forgeries: Forgery[] = [
        { origin: 'https://evil.example' },
        { rpId: 'evil.example' },
        { challenge: Buffer.from('another').toString('base64url') },
        { type: 'webauthn.create' },
        { key },
        { absent: true },
        { counter: 1 },
        { credential: Buffer.from('unknown').toString('base64url') },
      ];
      const pages = new Set<string>();
      const refuse = async (fields: Record<string, string>, what: unknown) => {
        const answer = await app.post('/arrangor/logga-in/nyckel', fields);
        expect([what, answer.status, answer.headers.get('set-cookie')]).toEqual([what, 400, null]);
        pages.add(await answer.text());
      };
      for (const forged of forgeries) await refuse(passkey.use(await loginQuestion(), forged), forged);
      const late = passkey.use(await loginQuestion());
      later(challengeStands);
      await refuse(late, 'late');
      const used = passkey.use(await loginQuestion());
      const answers = await Promise.all([1, 2, 3, 4].map(() => app.post('/arrangor/logga-in/nyckel', used)));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 400, 400, 400]);
      await refuse(used, 'replayed');
      for (const svar of ['', '{', 'null', '[]', '{"id":1}', '{"id":"x","response":null}'])
        await refuse({ fraga: (await loginQuestion()).challenge, svar }, svar);
      // what shows who one is does not log in, nor the other way round
      const annas = await as('anna@example.se');
      await refuse(passkey.use(await question('/arrangor/fortsatt/nyckel/fraga', annas)), 'a proof');
      expect(pages.size).toBe(1);
    });

    it('is offered by a script alone, and without one the page says what to do instead', async () => {
      const annas = await as('anna@example.se');
      // who has just logged in, and who has to show first who they are
      for (const wait of [0, provedWithin]) {
        later(wait);
        const html = await (await app.get('/arrangor/nycklar', annas)).text();
        const forms = html.match(/<form [^>]*>/gu)!.filter((form) => !form.includes('borttagning'));
        expect(forms).toHaveLength(1);
        expect(forms[0]).toContain(' hidden=""');
        expect(html).toMatch(/<p data-without-passkey="">[^<]*JavaScript[^<]*Logga in med koden i mejlet i stället\./u);
        expect(html).toMatch(/<script src="[^"]*passkey[^"]*" defer/u);
      }
    });

    it('shows who one is, with the form that waited; another’s does not', async () => {
      const annas = await as('anna@example.se');
      const bos = await as('bo@example.se');
      later(provedWithin);
      const page = await app.post('/arrangor/nycklar/ny', {}, annas);
      const text = await page.text();
      // no code is mailed where there is another way
      expect(text).not.toContain('name="code"');
      const bosAnswer = passkey.use(await question('/arrangor/fortsatt/nyckel/fraga', bos));
      expect((await app.post('/arrangor/fortsatt/nyckel', { ...carriedBy(text), ...bosAnswer }, bos)).status).toBe(400);
      const answer = passkey.use(await question('/arrangor/fortsatt/nyckel/fraga', annas));
      const done = await app.post('/arrangor/fortsatt/nyckel', { ...carriedBy(text), ...answer }, annas);
      expect(done.status).toBe(200);
      expect((await app.post('/arrangor/nycklar/ny', {}, cookieOf(done))).status).toBe(303);
    });

    it('is removed by its owner alone', async () => {
      const row = await app.store.read.selectFrom('passkey').select('id').executeTakeFirstOrThrow();
      const path = `/arrangor/nycklar/${row.id}/borttagning`;
      expect((await app.post(path, {}, await as('bo@example.se'))).status).toBe(404);
      expect((await app.post(path, {}, await as('anna@example.se'))).status).toBe(303);
      expect((await app.post('/arrangor/logga-in/nyckel', passkey.use(await loginQuestion()))).status).toBe(400);
    });
  });

  describe('what a colleague did', () => {
    /** What has come to somebody, once it has been quiet for a while. */
    async function mailsTo(address: string) {
      later();
      await app.mailsSent();
      return app.smtp.mails.filter(({ envelope }) => envelope.to.includes(address)).map(({ mail }) => mail);
    }
    const single = async (address: string) => {
      const [mail, ...more] = await mailsTo(address);
      expect(more).toEqual([]);
      return mail!;
    };
    async function make(title: string, by: string) {
      const entry = { title, host, start: '2099-05-20T18:00' };
      const made = await createOffer(app.store, { type: 'event', entry, by }, now);
      if (made.kind !== 'created') throw new Error(JSON.stringify(made));
      return made.slug;
    }

    it('is mailed to whom an event is handed over, and not to who did it', async () => {
      const slug = await make('Annas kväll', anna);
      const annas = await as('anna@example.se');
      await mailsTo('bo@example.se');
      app.smtp.mails.length = 0;
      const path = `/arrangor/evenemang/${slug}/ansvarig`;
      expect((await app.post(path, { till: bo }, annas)).status).toBe(303);
      const mail = await single('bo@example.se');
      expect(mail.subject).toBe('Du har nu hand om Annas kväll');
      expect(mail.text).toContain('Anna har lämnat över Annas kväll till dig.');
      expect(mail.text).toContain(`${app.url}/arrangor/evenemang/${slug}`);
      const log = await (await app.get(`/arrangor/evenemang/${slug}/logg`, annas)).text();
      expect(log).toContain('lämnade över ansvaret till Bo');
      expect(await mailsTo('anna@example.se')).toEqual([]);
      app.smtp.mails.length = 0;
      expect((await app.post(path, { till: anna }, annas)).status).toBe(303);
      expect([await mailsTo('anna@example.se'), await mailsTo('bo@example.se')]).toEqual([[], []]);
    });

    it('is one mail about all that somebody left, and one to them', async () => {
      const email = 'dan@example.se';
      const dan = await organiser(app, { email, name: 'Dan', organisation: host }, now);
      for (let number = 1; number <= 12; number++) await make(`Dans kväll ${number}`, dan);
      const annas = await as('anna@example.se');
      app.smtp.mails.length = 0;
      expect((await app.post(`${members}/${dan}/borttagning`, { till: bo }, annas)).status).toBe(303);
      const mail = await single('bo@example.se');
      expect(mail.subject).toBe('Du har nu hand om 12 evenemang');
      expect(mail.text!.match(/Dans kväll \d+, onsdag 20 maj 2099/gu)).toHaveLength(10);
      expect(mail.text).toContain('och 2 till');
      for (const part of [mail.text!, mail.html!]) expect(part).toContain('12 evenemang');
      const farewell = await single(email);
      expect(farewell.subject).toBe('Du är inte längre med i Värden');
      expect(farewell.text).toContain('Anna har tagit bort dig från Värden.');
      expect(await mailsTo('anna@example.se')).toEqual([]);
    });

    it('is told of another role, as it is then; of one that was put right at once nothing', async () => {
      const annas = await as('anna@example.se');
      app.smtp.mails.length = 0;
      const give = async (role: string) =>
        expect((await app.post(`${members}/${bo}/roll`, { role }, annas)).status).toBe(303);
      await give('door');
      await give('organiser');
      expect(await mailsTo('bo@example.se')).toEqual([]);
      await give('door');
      const mail = await single('bo@example.se');
      expect(mail.subject).toBe('Din roll i Värden är ändrad');
      expect(mail.text).toContain('Du får nu se vilka som kommer, och skriva ut listan till dörren.');
      await give('organiser');
      expect(await mailsTo('bo@example.se')).toHaveLength(2);
    });
  });

  describe('who leaves', () => {
    it('is asked who takes over, and what is wrong is said beside it', async () => {
      const entry = { title: 'Bos kväll', host, start: '2099-05-20T18:00', contact: { email: 'bo@example.se' } };
      const made = await createOffer(app.store, { type: 'event', entry, by: bo }, now);
      expect(made.kind).toBe('created');
      const bos = await as('bo@example.se');
      const path = `${members}/${bo}/borttagning`;
      const page = await (await app.get(path, bos)).text();
      expect(page).toContain('Bos kväll');
      const missing = await app.post(path, {}, bos);
      expect(missing.status).toBe(400);
      expect(await missing.text()).toContain('Välj vem som tar över.');
      const unknown = await app.post(path, { till: 'another' }, bos);
      expect(await unknown.text()).toContain('Den personen kan inte ta över.');
      const left = await app.post(path, { till: anna }, bos);
      expect(left.headers.get('location')).toBe('/arrangor');
      expect((await app.get('/arrangor/evenemang/bos-kvall', bos)).status).toBe(404);
      const [row] = await app.store.read.selectFrom('responsible').select('organiser_id').execute();
      expect(row).toEqual({ organiser_id: anna });
    });

    it('is told when there would be nobody left, before anything changes hands', async () => {
      const annas = await as('anna@example.se');
      const cia = await app.store.read
        .selectFrom('organiser')
        .select('id')
        .where('email', '=', 'cia@example.se')
        .executeTakeFirstOrThrow();
      expect((await app.post(`${members}/${cia.id}/borttagning`, {}, annas)).status).toBe(303);
      const answer = await app.post(`${members}/${anna}/borttagning`, { till: anna }, annas);
      expect(answer.status).toBe(409);
      expect(await answer.text()).toContain('Det måste finnas en administratör.');
      expect((await app.get(members, annas)).status).toBe(200);
      const log = await (await app.get(`/arrangor/arrangorer/${host}/logg`, annas)).text();
      expect(log).toContain('cia@example.se');
      expect(log).toContain('tog bort någon');
    });
  });
});

describe('over https', () => {
  it('the cookie is bound to the host, and a cookie of another name opens nothing', async () => {
    const app = await startApp({ now: sampleNow, baseUrl: 'https://samling.example' });
    try {
      await insertSite(app.store);
      await load(app, { organisations: [{ slug: host, name: 'Värden' }] }, sampleNow);
      await organiser(app, { email: 'anna@example.se', organisation: host }, sampleNow);
      const asked = await app.post('/arrangor/logga-in', { email: 'anna@example.se' });
      const id = new URL(asked.headers.get('location')!, 'https://samling.example').searchParams.get('id')!;
      const row = await app.store.read
        .selectFrom('login')
        .select('nonce')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const answer = await app.post('/arrangor/logga-in/kod', { id, code: app.store.codes.loginCodeOf(row) });
      const cookie = answer.headers.get('set-cookie')!;
      expect(cookie).toMatch(/^__Host-samling=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
      const [pair] = cookie.split(';');
      expect((await app.get('/arrangor', { cookie: pair! })).status).toBe(200);
      // what a neighbour under the same domain could have set
      expect((await app.get('/arrangor', { cookie: pair!.replace('__Host-', '') })).status).toBe(303);
      const asker = await app.post('/arrangor/logga-in/nyckel/fraga');
      expect(await asker.json()).toMatchObject({ options: { rpId: 'samling.example' } });
    } finally {
      await app.close();
    }
  });
});

describe('with limits on', () => {
  it('who guesses or asks much from one address is stopped, at every way in', async () => {
    const app = await startApp({ now: sampleNow, rateLimits: true });
    try {
      await insertSite(app.store);
      const kept = { mal: '/arrangor', innehall: '{"fields":[]}' };
      const ways: [string, Record<string, string>][] = [
        ['/arrangor/logga-in', { email: 'ingen@example.se' }],
        ['/arrangor/fortsatt', { ...kept, id: 'x', code: '12345678' }],
        ['/arrangor/logga-in/nyckel/fraga', {}],
      ];
      for (const [path, fields] of ways) {
        const statuses = new Set<number>();
        for (let asked = 0; asked < 70; asked++) {
          const answer = await app.post(path, fields);
          await answer.arrayBuffer();
          statuses.add(answer.status);
          if (answer.status === 429) break;
        }
        expect([path, statuses.has(429)]).toEqual([path, true]);
      }
      // the ways in share their limits: another spelling or another door is no new beginning
      for (const path of ['/arrangor/fortsatt/mejl', '/Arrangor//logga-in'])
        expect((await app.post(path, { ...kept, email: 'ingen@example.se' })).status).toBe(429);
      for (const path of ['/arrangor/logga-in/kod', '/arrangor/logga-in/nyckel'])
        expect((await app.post(path, { id: 'x', code: '12345678', svar: '{}' })).status).toBe(429);
    } finally {
      await app.close();
    }
  });
});
