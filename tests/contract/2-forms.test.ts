import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lintCalendar } from '../support/calendar-lint';
import { hostileTexts } from '../support/hostile-text';
import { elements, formWith, formsOf, textOf, titleOf } from './html';
import { codeIn, openSite, pathOf, today, type Site } from './site';

const baseUrl = 'https://samling.example.se';

describe('CONTRACT §2.1, where a form comes from', () => {
  let site: Site;
  let withBase: Site;
  beforeAll(async () => {
    site = await openSite();
    withBase = await openSite('sqlite', { baseUrl });
  });
  afterAll(async () => {
    await site.close();
    await withBase.close();
  });

  const send = async (to: Site, origin: string | undefined) =>
    to.post(`/evenemang/${await to.publish()}/anmalan`, { name: 'Anna' }, origin === undefined ? {} : { origin });

  test('§2.1 nothing need be fetched beforehand: no cookie, no key, no Origin', async () => {
    expect((await send(site, undefined)).status).toBe(303);
    expect((await send(withBase, undefined)).status).toBe(303);
  });

  test('§2.1 the Origin of BASE_URL is good', async () => {
    expect((await send(withBase, baseUrl)).status).toBe(303);
  });

  test('§2.1 while BASE_URL is not set, the request’s own host is good too', async () => {
    expect((await send(site, site.app.url)).status).toBe(303);
    expect((await send(site, site.app.url.replace('localhost', '127.0.0.1'))).status).toBe(403);
  });

  test.each([
    ['foreign', 'https://evil.example'],
    ['null', 'null'],
    ['the same host over another port', 'https://samling.example.se:8443'],
    ['plain http', 'http://samling.example.se'],
    ['a longer host', 'https://samling.example.se.evil.example'],
    ['nonsense', '%%%'],
  ])('§2.1 an Origin that is %s gets a 403 page in words', async (_, origin) => {
    for (const one of [site, withBase]) {
      const answer = await send(one, origin);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/u);
      expect(textOf(answer.body).length).toBeGreaterThan(60);
    }
  });

  test('§2.1 when BASE_URL is set the process’s own address is foreign', async () => {
    expect((await send(withBase, withBase.app.url)).status).toBe(403);
  });

  test('§2.1 every address that takes a form asks where it comes from', async () => {
    const slug = await site.publish({ teams: { capacity: 2, minPlayers: 1, maxPlayers: 3 } });
    const { captain, team } = await site.registerTeam(slug);
    const paths = [
      `/evenemang/${slug}/anmalan`,
      `/evenemang/${slug}/lag`,
      `/lag/${team}`,
      '/min-anmalan',
      `/anmalan/${captain}/andring`,
      `/anmalan/${captain}/aterbud`,
      `/anmalan/${captain}/lag/aterbud`,
      `/anmalan/${captain}/kalender`,
    ];
    for (const path of paths.flatMap((one) => [one, `/en${one}`])) {
      const answer = await site.post(path, { name: 'A', code: captain }, { origin: 'https://evil.example' });
      expect(answer.status, path).toBe(403);
    }
    expect(await site.state(captain)).toBe('confirmed');
  });

  test('§2.1 cookies, if any, are SameSite', async () => {
    const slug = await site.publish();
    for (const answer of [
      await site.get('/'),
      await site.get(`/evenemang/${slug}/anmalan`),
      await send(site, undefined),
    ]) {
      for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/SameSite=(Lax|Strict)/iu);
    }
  });
});

describe('CONTRACT §2.2–2.3, keys and wrong fields', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  beforeEach(() => site.clock(today));
  afterAll(() => site.close());
  const form = (slug: string) => `/evenemang/${slug}/anmalan`;

  test('§2.2 the form carries a key, new at each view', async () => {
    const slug = await site.publish();
    const keys = [];
    for (let view = 0; view < 3; view++) {
      keys.push(formWith((await site.get(form(slug))).body, 'name').sends.key?.[0] ?? '');
    }
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key.length).toBeGreaterThanOrEqual(16);
  });

  test('§2.2 the same key for the same event gets the same receipt, also a cancelled one', async () => {
    const slug = await site.publish({ capacity: 1, waitlist: false });
    const fields = { name: 'Anna', key: 'nyckel-1' };
    const first = await site.receipt(form(slug), fields);
    expect(await site.receipt(form(slug), fields)).toBe(first);
    expect(await site.receipt(form(slug), { ...fields, note: 'igen' })).toBe(first);
    expect(await site.taken(slug)).toBe(1);
    await site.cancel(first);
    expect(await site.receipt(form(slug), fields)).toBe(first);
    expect(await site.state(first)).toBe('cancelled');
    expect(await site.taken(slug)).toBe(0);
  });

  test('§2.2 the same key for another event is another signup', async () => {
    const [one, other] = [await site.publish(), await site.publish()];
    const fields = { name: 'Anna', key: 'nyckel-2' };
    expect(await site.receipt(form(one), fields)).not.toBe(await site.receipt(form(other), fields));
  });

  test('§2.2 a double tap: both at once, one signup', async () => {
    const slug = await site.publish();
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => site.receipt(form(slug), { name: 'Anna', key: 'tapp' })),
    );
    expect(new Set(codes).size).toBe(1);
    expect(await site.taken(slug)).toBe(1);
  });

  test('§2.2 a key used again under another name gives the first receipt, which says so, and a fresh form', async () => {
    const slug = await site.publish();
    const first = await site.receipt(form(slug), { name: 'Anna Annorlunda', key: 'nyckel-3' });
    const answer = await site.post(form(slug), { name: 'Bosse Bak', key: 'nyckel-3' });
    expect(answer.status).toBe(303);
    expect(codeIn(answer)).toBe(first);
    const receipt = await site.get(pathOf(answer));
    const ordinary = await site.get(`/anmalan/${first}`);
    expect(receipt.status).toBe(200);
    expect(textOf(receipt.body)).toContain('Anna Annorlunda');
    expect(textOf(receipt.body)).not.toBe(textOf(ordinary.body));
    expect(textOf(receipt.body)).toMatch(/inte anmäld/iu);
    const hrefs = elements(receipt.body, 'a').map(({ href = '' }) => new URL(href, site.app.url).pathname);
    expect(hrefs).toContain(form(slug));
    expect(await site.taken(slug)).toBe(1);
  });

  test('§2.2 a form answered 400 or 409 may be sent again with its key', async () => {
    const slug = await site.publish({ capacity: 2, waitlist: false });
    expect((await site.post(form(slug), { name: '', key: 'nyckel-4' })).status).toBe(400);
    const first = await site.receipt(form(slug), { name: 'Anna', key: 'nyckel-4' });
    expect(await site.state(first)).toBe('confirmed');
    const tooMany = await site.post(form(slug), { name: 'Bo', partySize: 2, key: 'nyckel-5' });
    expect(tooMany.status).toBe(409);
    expect(formWith(tooMany.body, 'name').sends.key).toEqual(['nyckel-5']);
    expect(await site.state(await site.receipt(form(slug), { name: 'Bo', partySize: 1, key: 'nyckel-5' }))).toBe(
      'confirmed',
    );
  });

  test('§2.2 without a key every POST is a new signup', async () => {
    const slug = await site.publish();
    const fields = { name: 'Anna', phone: '070-174 06 05' };
    const codes = [
      await site.signUp(slug, fields),
      await site.signUp(slug, fields),
      await site.signUp(slug, { ...fields, key: '' }),
    ];
    expect(new Set(codes).size).toBe(3);
    expect(await site.taken(slug)).toBe(3);
  });

  test('§2.3 a name, or an alias, is enough', async () => {
    const slug = await site.publish();
    expect(await site.state(await site.signUp(slug, { name: '☺' }))).toBe('confirmed');
  });

  test('§2.3 a wrong field: 400, an error summary, the same words beside the field, “Fel:” in the title, every value kept', async () => {
    const slug = await site.publish({
      audiences: ['brukare', 'staff'],
      activities: [{ slug: 'yoga', title: 'Yoga' }],
      questions: [
        { id: 'kost', label: 'Kost?', type: 'text', required: true },
        { id: 'antal', label: 'Hur många gånger?', type: 'number' },
        { id: 'val', label: 'Vad?', type: 'choice', options: ['Soppa', 'Paj'] },
      ],
    });
    const typed = {
      name: ' ',
      email: 'inte en adress',
      phone: 'ring mig',
      partySize: '0',
      activity: 'yoga',
      audience: 'staff',
      note: 'Hej & <hå>',
      'q.kost': '',
      'q.antal': 'sju',
      'q.val': 'Paj',
    };
    const answer = await site.post(form(slug), typed);
    expect(answer.status).toBe(400);
    expect(titleOf(answer.body)).toMatch(/^Fel:/u);
    const { sends } = formWith(answer.body, 'name');
    expect(sends).toMatchObject({
      email: ['inte en adress'],
      phone: ['ring mig'],
      partySize: ['0'],
      audience: ['staff'],
      note: ['Hej & <hå>'],
      'q.antal': ['sju'],
      'q.val': ['Paj'],
    });
    expect(sends.activity).toContain('yoga');
    const links = [...answer.body.matchAll(/<a\b[^>]*href="#([^"]+)"[^>]*>([\s\S]*?)<\/a>/gu)].map(
      ([, id, words]) => [id!, textOf(words!)] as const,
    );
    const summary = links.filter(([id]) => !/^(innehall|main|content)/u.test(id));
    const ids = summary.map(([id]) => id);
    for (const field of ['name', 'email', 'partySize', 'q.kost', 'q.antal']) {
      const described = elements(answer.body, 'input').find((input) => input.name === field) ?? {};
      expect(ids, field).toContain(described.id);
      expect(described['aria-invalid'], field).toBe('true');
    }
    const all = textOf(answer.body);
    for (const [, words] of summary) expect(all.split(words).length - 1, words).toBeGreaterThanOrEqual(2);
    expect(await site.taken(slug)).toBe(0);
  });

  test.each([
    ['name', ''],
    ['name', '   '],
    ['name', '\u0000\u200b'],
    ['partySize', '0'],
    ['partySize', '-1'],
    ['partySize', '1e9'],
    ['partySize', '2.5'],
    ['partySize', '11'],
    ['partySize', 'två'],
    ['email', 'anna@'],
    ['email', 'a b@example.se'],
    ['activity', 'finns-inte'],
    ['shift', 'finns-inte'],
    ['audience', 'kungen'],
    ['q.val', 'Sten'],
    ['q.antal', 'många'],
  ])('§2.3 %s=%j is a wrong field', async (field, value) => {
    const slug = await site.publish({
      audiences: ['brukare'],
      activities: [{ slug: 'yoga', title: 'Yoga' }],
      questions: [
        { id: 'antal', label: 'Antal?', type: 'number' },
        { id: 'val', label: 'Vad?', type: 'choice', options: ['Soppa', 'Paj'] },
      ],
    });
    const answer = await site.post(form(slug), { name: 'Anna', [field]: value });
    expect(answer.status).toBe(400);
    expect(await site.taken(slug)).toBe(0);
  });

  test.each([
    ['required text', 'text', ''],
    ['required consent', 'consent', ''],
    ['required choice', 'choice', ''],
  ])('§5.2 a %s left empty is a wrong field', async (_, type, value) => {
    const options = type === 'choice' ? { options: ['A', 'B'] } : {};
    const slug = await site.publish({ questions: [{ id: 'fraga', label: 'Fråga', type, required: true, ...options }] });
    expect((await site.post(form(slug), { name: 'Anna', 'q.fraga': value })).status).toBe(400);
    expect((await site.post(form(slug), { name: 'Anna' })).status).toBe(400);
  });

  test('§5.2 every type of question can be asked and answered', async () => {
    const types = ['text', 'long-text', 'number', 'yes-no', 'choice', 'choices', 'consent'];
    const questions = types.map((type) => ({
      id: type,
      label: `Fråga ${type}`,
      type,
      ...(type.startsWith('choice') ? { options: ['Soppa', 'Paj'] } : {}),
    }));
    const slug = await site.publish({ questions });
    const page = formWith((await site.get(form(slug))).body, 'name');
    for (const type of types) expect(page.names, type).toContain(`q.${type}`);
    const first = (type: string) => page.offers[`q.${type}`]?.find((value) => value !== '') ?? '';
    const code = await site.signUp(slug, {
      'q.text': 'Kort',
      'q.long-text': 'Rad 1\nRad 2',
      'q.number': '7',
      'q.yes-no': first('yes-no'),
      'q.choice': 'Paj',
      'q.choices': ['Soppa', 'Paj'],
      'q.consent': first('consent'),
    });
    const { sends } = formWith((await site.get(`/anmalan/${code}/andring`)).body, 'name');
    expect(sends).toMatchObject({ 'q.text': ['Kort'], 'q.number': ['7'], 'q.choice': ['Paj'] });
    expect(sends['q.long-text']![0]!.replace(/\r/gu, '')).toBe('Rad 1\nRad 2');
    expect(sends['q.choices']!.filter(Boolean)).toEqual(['Soppa', 'Paj']);
    for (const type of ['yes-no', 'consent']) expect(sends[`q.${type}`], type).toContain(first(type));
  });

  test('§2.3 a request that is too large is 413', async () => {
    const slug = await site.publish();
    const answer = await site.post(form(slug), { name: 'Anna', note: 'x'.repeat(10_000_000) });
    expect(answer.status).toBe(413);
    expect(await site.taken(slug)).toBe(0);
  });

  test('§2.3 nothing that is sent makes a 500, nor a calendar that cannot be read', async () => {
    const questions = [
      { id: 'kost', label: 'Kost?', type: 'text' },
      { id: 'lang', label: 'Mer?', type: 'long-text' },
    ];
    const slug = await site.publish({
      audiences: ['brukare'],
      questions,
      teams: { capacity: null, minPlayers: 1, maxPlayers: 10 },
    });
    for (const text of hostileTexts) {
      for (const field of [
        'name',
        'email',
        'phone',
        'partySize',
        'activity',
        'shift',
        'audience',
        'note',
        'language',
        'key',
        'q.kost',
        'q.lang',
        'q.finns-inte',
        '__proto__',
        'constructor',
      ]) {
        const answer = await site.post(
          form(slug),
          Object.fromEntries([
            ['name', 'Anna'],
            [field, text],
          ]) as Record<string, string>,
        );
        expect([303, 400, 409], `${field}=${JSON.stringify(text)}`).toContain(answer.status);
        if (answer.status !== 303 || field === 'key') continue;
        const code = codeIn(answer);
        if (field !== 'name' && field !== 'note' && field !== 'q.lang') continue;
        for (const path of [`/anmalan/${code}`, `/anmalan/${code}/andring`])
          expect((await site.get(path)).status).toBe(200);
        expect(lintCalendar((await site.get(`/anmalan/${code}.ics`)).body), JSON.stringify(text)).toEqual([]);
      }
      const team = await site.post(`/evenemang/${slug}/lag`, { team: text, name: text, player: [text, 'Bo'] });
      expect([303, 400, 409], `team=${JSON.stringify(text)}`).toContain(team.status);
      expect((await site.get(`/evenemang/${slug}`)).status).toBe(200);
      expect((await site.post('/min-anmalan', { code: text })).status).toBeLessThan(500);
      expect((await site.get(`/lag?ord=${encodeURIComponent(Buffer.from(text).toString())}`)).status).toBeLessThan(500);
    }
  }, 120_000);

  test('§2.3 bodies and types that no form sends make no 500', async () => {
    const slug = await site.publish();
    const url = site.app.url + form(slug);
    const send = async (body: BodyInit | null, type?: string) =>
      (await fetch(url, { method: 'POST', redirect: 'manual', body, headers: type ? { 'content-type': type } : {} }))
        .status;
    const multipart = new FormData();
    multipart.append('name', 'Anna');
    multipart.append('note', new Blob(['<svg onload=alert(1)>']), 'a.svg');
    const statuses = [
      await send(null),
      await send('{"name":"Anna"}', 'application/json'),
      await send('%%%=%E0%A4%A', 'application/x-www-form-urlencoded'),
      await send('name=%00%ff%fe', 'application/x-www-form-urlencoded'),
      await send('<a/>', 'text/xml'),
      await send('--x', 'multipart/form-data; boundary=y'),
      await send('--x', 'multipart/form-data'),
      await send(multipart),
      await send('name=A&name=B&name=C', 'application/x-www-form-urlencoded'),
    ];
    for (const [index, status] of statuses.entries()) expect(status, `body ${index}`).toBeLessThan(500);
  });

  test('§2.3 text is shown as text', async () => {
    const slug = await site.publish();
    const code = await site.signUp(slug, {
      name: '<img src=x onerror=alert(1)>',
      note: '</textarea><script>alert(1)</script>',
    });
    for (const path of [`/anmalan/${code}`, `/anmalan/${code}/andring`]) {
      const { body } = await site.get(path);
      expect(body).not.toContain('<img src=x');
      expect(body).not.toContain('<script>alert');
    }
    expect(formsOf((await site.get(`/anmalan/${code}/andring`)).body).length).toBeGreaterThan(0);
  });
});
