import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../../domain/search';
import { localToInstant } from '../../domain/time';
import { answered, fieldValues, type Answered } from '../support/answered';
import { startApp, type Fields, type TestApp } from '../support/app';
import { databases } from '../support/databases';
import { insertEvent, insertSite, sampleNow, type SampleEvent } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');

describe.each(databases)('teams, on $name', ({ dialect }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
    await insertSite(app.store);
  });
  afterAll(() => app.close());

  const get = (path: string) => answered(app.get(path));
  const post = (path: string, fields: Fields = {}) => answered(app.post(path, fields));

  async function tournament(sample: SampleEvent = {}): Promise<string> {
    const teams = { minPlayers: 6, maxPlayers: 8, ...sample.teams };
    const { slug } = await insertEvent(app.store, { capacity: null, title: 'Brännbollsyra', ...sample, teams });
    return slug;
  }
  /** Registers a team. @returns the captain's receipt and the team's address */
  async function registered(
    slug: string,
    fields: Fields = {},
  ): Promise<{ captain: string; team: string; receipt: Answered }> {
    const sent = await post(`/evenemang/${slug}/lag`, { team: 'Kanonerna', name: 'Kim', ...fields });
    expect(sent.status).toBe(303);
    const receipt = await get(sent.location);
    return { captain: sent.location, team: /\/lag\/[0-9A-Z]{10}/u.exec(receipt.body)![0], receipt };
  }
  async function joined(team: string, fields: Fields): Promise<string> {
    const sent = await post(team, fields);
    expect(sent.status).toBe(303);
    return sent.location;
  }
  const wordsOf = ({ body }: Answered) => /class="spoken"[^>]*>([^<]+)</u.exec(body)![1]!;

  test('has a calendar that its page links to, while there is something to come to', async () => {
    const slug = await tournament();
    const { captain, team } = await registered(slug);
    const feed = `webcal://${new URL(app.url).host}${team}.ics`;
    const page = await get(team);
    expect(page.body).toContain(`href="${feed}"`);
    expect(page.body).toContain(`href="${team}.ics" download`);
    expect((await get(`/en${team}`)).body).toContain(`href="/en${team}.ics" download`);
    expect((await get(`${team}.ics`)).body).toContain('BEGIN:VEVENT');

    await post(`${captain}/lag/aterbud`);
    expect((await get(team)).body).not.toContain(`${team}.ics`);
    const undated = await registered(await tournament({ start: null, end: null }));
    expect((await get(undated.team)).body).not.toContain(`${undated.team}.ics`);
  });

  test('with three names so far gets a link and three words, by which the rest join', async () => {
    const slug = await tournament();
    const { captain, team, receipt } = await registered(slug, { player: ['Alex', 'Bo', ''] });
    expect(receipt.text).toContain('Laget är anmält');
    expect(receipt.text).toContain('Ni är 3, 3 till behövs.');
    for (const name of ['Kim (kapten, du)', 'Alex (har inte gått med själv än)', 'Bo'])
      expect(receipt.text).toContain(name);

    const words = wordsOf(receipt);
    for (const written of [words, words.replaceAll(' ', ', ').toUpperCase(), fold(words)]) {
      const found = await get(`/lag?ord=${encodeURIComponent(written)}`);
      expect([found.status, found.location], written).toEqual([303, team]);
    }
    const page = await get(team);
    expect(page.text).toContain('Gå med i Kanonerna');
    expect(page.text).toContain('Hittills är 3 med.');
    for (const name of ['Kim', 'Alex', 'Bo']) expect(page.text).not.toMatch(new RegExp(`\\b${name}\\b`, 'u'));
    expect(page.headers.get('X-Robots-Tag')).toBe('noindex');
    expect(page.headers.get('Cache-Control')).toBe('private, no-store');

    const alias = await joined(team, { name: 'Ankan' });
    const own = await get(alias);
    expect(own.text).toContain('Ni är 4, 2 till behövs.');
    expect(own.text).toContain('Ankan (du)');
    expect(own.text).not.toContain('Avanmäl hela laget');
    await joined(team, { name: 'alex' });
    expect((await get(captain)).text).toContain('Ni är 4, 2 till behövs.');
    expect((await get(captain)).text).not.toContain('alex (har inte');
  });

  test('a team is registered once by the same key; another name is told whose receipt it is', async () => {
    const slug = await tournament();
    const fields = { team: 'Ettan', name: 'Kim', key: 'lag-nyckel' };
    const first = await post(`/evenemang/${slug}/lag`, fields);
    expect((await post(`/evenemang/${slug}/lag`, fields)).location).toBe(first.location);
    const other = await post(`/evenemang/${slug}/lag`, { ...fields, name: 'Bo' });
    expect(other.location).toBe(`${first.location}?annan=lag`);
    expect((await get(other.location)).body).toContain(`href="/evenemang/${slug}/lag"`);
  });

  test('a wrong form comes back with every name', async () => {
    const slug = await tournament();
    const typed = {
      team: '',
      name: 'Kim',
      email: 'a@b',
      player: ['Alex', 'Bo', 'Cleo', 'Dag', 'Eva', 'Fia', 'Gro', 'Hin'],
    };
    const wrong = await post(`/evenemang/${slug}/lag`, typed);
    expect([wrong.status, wrong.title]).toEqual([400, expect.stringMatching(/^Fel: Anmäl ett lag/u)]);
    expect(fieldValues(wrong.body, 'player')).toEqual(typed.player);
    expect(fieldValues(wrong.body, 'email')).toEqual(['a@b']);
    const many = await post(`/evenemang/${slug}/lag`, { ...typed, team: 'Stora', email: '' });
    expect([many.status, many.text]).toEqual([400, expect.stringContaining('högst 8 personer, med dig.')]);
    expect(fieldValues(many.body, 'player')).toEqual(typed.player);
  });

  test('waits as a whole when the teams are full, and those who join wait with it, CONTRACT §3.11', async () => {
    const slug = await tournament({ teams: { capacity: 1 } });
    const first = await registered(slug);
    expect((await get(`/evenemang/${slug}/lag`)).text).toContain('Ställ laget på reservlistan');
    const second = await registered(slug, { team: 'Tvåan', name: 'Bo' });
    expect(second.receipt.text).toContain('Laget står på reservlistan');
    expect(second.receipt.text).toContain('Laget är nummer 1 i kön.');
    expect((await get(second.team)).text).toContain('Går du med nu, så väntar du med laget.');
    const player = await joined(second.team, { name: 'Cleo' });
    expect((await get(player)).text).toContain('Laget är nummer 1 i kön.');
    await post(`${first.captain}/lag/aterbud`);
    expect((await get(player)).text).toContain('Du har plats');
    expect((await get(second.captain)).text).toContain('Laget är anmält');
  });

  test('is refused with a way on when there is no line', async () => {
    const slug = await tournament({ waitlist: false, teams: { capacity: 1 } });
    await registered(slug);
    const form = await get(`/evenemang/${slug}/lag`);
    expect([form.status, form.text]).toEqual([200, expect.stringContaining('Alla platser för lag är tagna')]);
    expect(fieldValues(form.body, 'team')).toEqual([]);
    const refused = await post(`/evenemang/${slug}/lag`, { team: 'Tvåan', name: 'Bo', player: 'Cleo' });
    expect(refused.status).toBe(409);
    expect(fieldValues(refused.body, 'team')).toEqual(['Tvåan']);
    expect(fieldValues(refused.body, 'player')).toContain('Cleo');
    expect(refused.body).toContain(`href="/evenemang/${slug}/anmalan"`);
  });

  test('the captain changes the team and its list of names, nobody else does, CONTRACT §3.15', async () => {
    const slug = await tournament();
    const { captain, team } = await registered(slug, { player: ['Alex', 'Bo'] });
    const form = await get(`${captain}/andring`);
    expect(fieldValues(form.body, 'team')).toEqual(['Kanonerna']);
    expect(fieldValues(form.body, 'player').filter(Boolean)).toEqual(['Alex', 'Bo']);
    await post(`${captain}/andring`, { team: 'Bomberna', player: ['Bo', 'Cleo'] });
    const changed = await get(captain);
    expect(changed.text).toContain('Ditt lag: Bomberna');
    expect(changed.text).toContain('Cleo');
    expect(changed.text).not.toContain('Alex');
    await post(`${captain}/andring`, { note: 'Hej' });
    expect((await get(captain)).text).toContain('Cleo');
    const player = await joined(team, { name: 'Dag' });
    expect(fieldValues((await get(`${player}/andring`)).body, 'team')).toEqual([]);
    await post(`${player}/andring`, { team: 'Kuppen', player: '' });
    expect((await get(captain)).text).toContain('Ditt lag: Bomberna');
    expect((await post(`${captain}/andring`, { player: Array<string>(9).fill('X') })).status).toBe(400);
  });

  test('the captain of named players is not asked how many they are, nor trapped by it, CONTRACT §3.15', async () => {
    const slug = await tournament({ teams: { minPlayers: 2, maxPlayers: 4 } });
    const { captain, team, receipt } = await registered(slug, { player: ['Lars', 'Maja'] });
    expect(receipt.text).toContain('Bjud in fler');
    expect((await get(`/evenemang/${slug}/lag`)).text).toContain('Skriv inte dig själv igen.');

    const form = await get(`${captain}/andring`);
    expect(form.body).not.toContain('name="partySize"');
    const sends = { team: 'Kanonerna', name: 'Kim', player: fieldValues(form.body, 'player') };
    expect((await post(`${captain}/andring`, sends)).status).toBe(303);
    expect((await get(captain)).text).toContain('Ni är 3.');

    // who sends it all the same is understood, told what is wrong beside the field, and asked from then on
    expect((await post(`${captain}/andring`, { partySize: 'x' })).body).toContain('name="partySize"');
    expect((await post(`${captain}/andring`, { partySize: 2 })).status).toBe(303);
    const full = await get(captain);
    expect(full.text).toContain('Ni är 4. Laget är fullt.');
    expect(full.text).not.toContain('Bjud in fler');
    // those known by name only still need the way in. CONTRACT §1
    expect(full.body).toContain(team);
    expect(full.text).toContain('För dem som står med namn');
    const again = await get(`${captain}/andring`);
    expect(again.text).toContain('Hur många är ni på din egen rad?');
    expect(again.text).toContain('men inte dem som står med namn i laget. Högst 2.');
  });

  test('who comes without a team reads that the organiser finds one, and helpers at a shift do not', async () => {
    const shift = { slug: 'domare', title: 'Döma', start: '2017-05-17T10:00', end: '2017-05-17T12:00' };
    const slug = await tournament({ capacity: 3, shifts: [shift] });
    const signedUp = async (fields: Fields, language = '') =>
      (await post(`${language}/evenemang/${slug}/anmalan`, fields)).location;
    const looksFor = /letar (arrangören )?efter ett lag|looking for a team/u;

    const [eva, two] = [await signedUp({ name: 'Eva' }), await signedUp({ name: 'Li', partySize: 2 }, '/en')];
    expect((await get(eva)).text).toContain('Arrangören letar efter ett lag till dig. Du behöver inte göra något.');
    expect((await get(two)).text).toContain('The organiser is looking for a team for you.');
    expect((await get(two.replace('/en', ''))).text).toContain('Arrangören letar efter ett lag till er.');
    const waits = await signedUp({ name: 'Mo' });
    expect((await get(waits)).text).toContain('Får du plats letar arrangören efter ett lag till dig.');
    const helper = await get(await signedUp({ name: 'Bo', shift: 'domare' }));
    expect(helper.text).toContain('Döma');
    expect(helper.text).not.toMatch(looksFor);

    await post(`${eva}/aterbud`);
    expect((await get(eva)).text).not.toMatch(looksFor);
    expect((await get(waits)).text).toContain('Arrangören letar efter ett lag till dig.');
    const { captain } = await registered(await tournament());
    expect((await get(captain)).text).not.toMatch(looksFor);
  });

  test('who joins a team is asked how many join, and later how many are on the row', async () => {
    const { team } = await registered(await tournament(), { player: ['Lars', 'Maja'] });
    const page = await get(team);
    expect(page.text).toContain('Hur många är ni som går med nu?');
    expect(page.text).toContain('men inte dem som redan är med.');
    const player = await joined(team, { name: 'Dag', partySize: 2 });
    const form = await get(`${player}/andring`);
    expect(form.text).toContain('Hur många är ni på din egen rad?');
    expect(form.text).toContain('Högst 5.');
    expect(fieldValues(form.body, 'partySize')).toEqual(['2']);
  });

  test('a full team on which everybody has joined is said to be full, and its link is for nobody by name', async () => {
    const { captain, team } = await registered(await tournament({ teams: { minPlayers: 2, maxPlayers: 2 } }), {
      player: 'Alex',
    });
    expect((await get(captain)).text).toContain('För dem som står med namn');
    await joined(team, { name: 'Alex' });
    const full = await get(captain);
    expect(full.text).toContain('Ni är 2. Laget är fullt.');
    expect(full.text).not.toMatch(/För dem som står|Bjud in fler/u);
    expect(full.body).toContain(team);
  });

  test('a captain who leaves is told what becomes of the team, CONTRACT §3.13', async () => {
    const slug = await tournament();
    const { captain, team } = await registered(slug, { player: 'Alex' });
    expect((await get(`${captain}/aterbud`)).text).toContain('Laget tar slut om du lämnar');
    const bo = await joined(team, { name: 'Bo' });
    expect((await get(`${captain}/aterbud`)).text).toContain('Lämnar du så blir Bo kapten.');
    await post(`${captain}/aterbud`);
    expect((await get(captain)).text).not.toContain('Alex');
    expect((await get(bo)).text).toContain('Du är lagkapten.');
    // who waits alone and does not fit in what is left carries no team on
    const waits = await joined(team, { name: 'Stor', partySize: 8 });
    const asked = await get(`${bo}/aterbud`);
    expect(asked.text).toContain('Laget tar slut om du lämnar');
    expect(asked.text).toContain('De som står i kö till laget får veta det.');
    await post(`${bo}/aterbud`);
    expect((await get(waits)).text).toContain('Du är inte anmäld längre');
    expect((await get(team)).text).toContain('Laget är avanmält');
    const late = await post(team, { name: 'Cleo' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Laget är avanmält')]);
    expect((await get(`/lag?ord=${'sol+bok+hav'}`)).status).toBe(404);
  });

  test('only the captain withdraws the team, until it is over', async () => {
    const slug = await tournament();
    const { captain, team } = await registered(slug);
    const bo = await joined(team, { name: 'Bo' });
    for (const answer of [await get(`${bo}/lag/aterbud`), await post(`${bo}/lag/aterbud`)])
      expect(answer.status).toBe(403);
    expect((await get(`${captain}/lag/aterbud`)).text).toContain('Vill du avanmäla hela laget?');
    app.setNow(at('2017-05-18T10:00'));
    expect((await post(`${captain}/lag/aterbud`)).status).toBe(409);
    app.setNow(sampleNow);
    expect(await post(`/en${captain}/lag/aterbud`)).toMatchObject({ status: 303, location: `/en${captain}` });
    expect((await post(`${captain}/lag/aterbud`)).status).toBe(303);
    expect((await get(`${captain}/lag/aterbud`)).text).toContain('Laget är redan avanmält');
    for (const receipt of [captain, bo]) expect((await get(receipt)).text).toContain('Du är inte anmäld längre');
  });

  test('an event without teams has no such form, and unknown teams are told in words', async () => {
    const { slug } = await insertEvent(app.store);
    expect((await get(`/evenemang/${slug}/lag`)).status).toBe(404);
    expect((await post(`/evenemang/${slug}/lag`, { team: 'A', name: 'B' })).status).toBe(404);
    const unknown = await get('/lag/0000000000');
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('Vi hittar inte laget')]);
    expect(unknown.body).toContain('name="ord"');
    expect((await post('/lag/0000000000', { name: 'Anna' })).status).toBe(404);
    expect((await get('/lag')).status).toBe(200);
    const words = await get('/lag?ord=sol%2C+xyzzy');
    expect([words.status, words.title]).toEqual([404, expect.stringMatching(/^Fel: /u)]);
    expect(fieldValues(words.body, 'ord')).toEqual(['sol, xyzzy']);
    for (const hostile of ['%00', '%ED%A0%80', 'x'.repeat(5_000), '__proto__']) {
      expect((await get(`/lag?ord=${hostile}`)).status).toBeLessThan(500);
    }
  });

  test('a closed event takes no team and no player, and says so', async () => {
    const slug = await tournament({ signupCloses: '2017-05-01T00:00' });
    const { team } = await registered(slug);
    app.setNow(at('2017-05-02T00:00'));
    for (const path of [team, `/evenemang/${slug}/lag`]) {
      const page = await get(path);
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('Anmälan är stängd')]);
      const sent = await post(path, { team: 'Sent', name: 'Sen' });
      expect(sent.status).toBe(409);
      expect(fieldValues(sent.body, 'name')).toEqual(['Sen']);
    }
    app.setNow(sampleNow);
  });
});
