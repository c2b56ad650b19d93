import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptByCode } from '../../db/receipts';
import { signupByCode } from '../../db/signup-rows';
import { joinTeam } from '../../db/team-joining';
import { registerTeam } from '../../db/team-registration';
import { textOf } from '../contract/html';
import { startApp, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { hostileTexts } from '../support/hostile-text';
import { load } from '../support/programme';
import { insertSignup, insertSite, sampleNow, wish } from '../support/sample';

const event = {
  host: 'varden',
  status: 'published',
  start: '2017-05-17T10:00',
  end: '2017-05-17T15:00',
  venue: 'Gröningen',
  contact: { name: 'Maria', phone: '042-10 00 00' },
};
const programme = {
  organisations: [{ slug: 'varden', name: 'Värden' }],
  events: [
    {
      ...event,
      slug: 'fest',
      title: 'Festen',
      capacity: 3,
      signupCloses: '2017-04-10T12:00',
      activities: [
        { slug: 'yoga', title: 'Yoga', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: 1 },
        { slug: 'dans', title: 'Dans', start: '2017-05-17T13:00', end: '2017-05-17T14:00' },
      ],
      questions: [{ id: 'kost', label: 'Äter du något särskilt?', type: 'text', required: true }],
    },
    { ...event, slug: 'resa', title: 'Resan', capacity: 1, approval: true },
    { ...event, slug: 'grupp', title: 'Anhöriggruppen', discreet: true },
    {
      ...event,
      slug: 'annat',
      title: 'Något annat',
      questions: [{ id: 'kost', label: 'Äter du något särskilt?', type: 'text' }],
    },
    {
      ...event,
      slug: 'cup',
      title: 'Cupen',
      signupOpens: '2017-05-01T12:00',
      waitlist: 5,
      audiences: ['brukare', 'staff'],
      teams: { capacity: 1, minPlayers: 3, maxPlayers: 4 },
    },
    { ...event, slug: 'tyst-cup', title: 'Anhörigcupen', discreet: true, teams: { minPlayers: 1, maxPlayers: 4 } },
    {
      ...event,
      slug: 'tider',
      title: 'Tiderna',
      activities: [
        { slug: 'bastu', title: 'Bastu', start: '2017-05-17T11:00', end: '2017-05-17T12:00' },
        { slug: 'kvall', title: 'Kvällen före', start: '2017-05-16T18:00', end: '2017-05-16T19:00' },
      ],
    },
    { ...event, slug: 'trangt', title: 'Trångt', capacity: 1 },
    { ...event, slug: 'svar', title: 'Svaret', approval: true },
    { ...event, slug: 'lagdag', title: 'Lagdagen', teams: { minPlayers: 1, maxPlayers: 8 } },
    { ...event, slug: 'utkast', title: 'Utkastet', status: 'draft', teams: { minPlayers: 1, maxPlayers: 4 } },
  ],
};

describe.each(databases)('organisers and those who have signed up, on $name', ({ dialect }) => {
  let app: TestApp;
  let as: { cookie: string };
  let door: { cookie: string };

  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
    await insertSite(app.store);
    await load(app, programme, sampleNow);
    await organiser(app, { email: 'anna@example.se', name: 'Anna A', organisation: 'varden' }, sampleNow);
    await organiser(app, { email: 'dorr@example.se', organisation: 'varden', role: 'door' }, sampleNow);
    as = await logIn(app, 'anna@example.se', sampleNow);
    door = await logIn(app, 'dorr@example.se', sampleNow);
  });
  afterAll(() => app.close());

  const path = (slug: string, rest = '') => `/arrangor/evenemang/${slug}/deltagare${rest}`;
  const text = async (to: string, who = as) => (await app.get(to, who)).text();
  const add = async (slug: string, name: string, more: object = {}) => {
    const code = await insertSignup(app.store, { slug }, { name, ...more });
    return { code, id: (await signupByCode(app.store, app.store.read, code))!.id };
  };
  const outcome = async (to: string, fields: Parameters<TestApp['post']>[1] = {}) => {
    const answer = await app.post(to, fields, as);
    return { status: answer.status, to: answer.headers.get('location'), page: await answer.text() };
  };
  const subjects = async () => {
    await app.mailsSent();
    const seen = app.smtp.mails.map((mail) => JSON.stringify(mail));
    app.smtp.mails.length = 0;
    return seen;
  };

  it('add somebody who called, once, after signup has closed, with a receipt to print', async () => {
    // then it is the day before, and others would be reminded
    const { id: fest } = await app.store.read
      .selectFrom('event')
      .select('id')
      .where('slug', '=', 'fest')
      .executeTakeFirstOrThrow();
    await app.store.transact((trx) => trx.insertInto('reminding').values({ offer_id: fest, timings: '[]' }).execute());
    app.setNow(sampleNow + 15 * 86_400_000);
    as = await logIn(app, 'anna@example.se', sampleNow + 15 * 86_400_000);
    const form = path('fest', '/ny');
    expect(await text(form)).toContain('Anmälan är stängd för andra');
    // it is the organiser who reads it, not the one who called
    const asked = await text(form);
    for (const words of [
      'Vad heter personen?',
      'Hur många är de?',
      'Vad vill personen vara med på?',
      'Hur når vi personen?',
    ])
      expect(asked).toContain(words);
    for (const words of ['Vad heter du?', 'Räkna med dig själv', 'Hur når vi dig?', 'Vad vill du vara med på?'])
      expect(asked).not.toContain(words);
    const wrong = await outcome(form, { name: 'Åke', phone: '070-123 45 67', key: 'en' });
    expect(wrong.status).toBe(400);
    expect(wrong.page).toContain('<title>Fel:');
    for (const typed of ['value="Åke"', 'value="070-123 45 67"', 'value="en"']) expect(wrong.page).toContain(typed);

    const fields = { name: 'Åke', email: 'ake@example.se', 'q.kost': 'Vegan', key: 'en' };
    const [first, again] = await Promise.all([outcome(form, fields), outcome(form, fields)]);
    expect([first.status, again.status]).toEqual([303, 303]);
    expect(first.to).toBe(again.to);
    const paper = await text(first.to!);
    expect(paper).toContain('Åke har plats');
    expect(paper).toMatch(/code-block[^>]*>(<span>[0-9A-Z]{5}[^/]*<\/span>){2}/);
    for (const words of ['Festen', 'Gröningen', 'Onsdag 17 maj', '042-10 00 00', '/min-anmalan']) {
      expect(paper).toContain(words);
    }
    const list = await text(path('fest'));
    expect(list).toContain('Tillagd av Anna A');
    expect(list).toContain('Vegan');
    expect(await subjects()).toEqual([expect.stringContaining('ake@example.se')]);
    const other = await outcome(form, { ...fields, name: 'Eva' });
    expect(await text(other.to!)).toContain('Det nya namnet är inte tillagt');
    app.setNow(sampleNow);
    as = await logIn(app, 'anna@example.se', sampleNow);
  });

  it('print when what somebody chose is, and that one without a team is found one', async () => {
    // on another day than the event as well: the day is then said
    const chosen = await add('tider', 'Utan mejl', { activities: ['bastu', 'kvall'] });
    const paper = textOf(await text(path('tider', `/${chosen.id}/kvitto`)));
    expect(paper).toContain('Bastu, kl. 11.00–12.00');
    expect(paper).toMatch(/Kvällen före, tisdag 16 maj kl\. 18\.00–19\.00/u);
    expect(textOf(await text(`/anmalan/${chosen.code}`))).toContain('Bastu, kl. 11.00–12.00');
    const lone = await add('lagdag', 'Ensam', { partySize: 2 });
    const looksFor = 'Arrangören letar efter ett lag till er.';
    expect(textOf(await text(path('lagdag', `/${lone.id}/kvitto`)))).toContain(looksFor);
    expect((await outcome(path('lagdag', `/${lone.id}/aterbud`))).status).toBe(303);
    expect(textOf(await text(path('lagdag', `/${lone.id}/kvitto`)))).not.toContain('letar efter');
    expect(paper).not.toContain('letar efter');
  });

  it('add a team for a captain who called, before signup opens, with its words on the receipt', async () => {
    const form = '/arrangor/evenemang/cup/lag/nytt';
    for (const [from, words] of [
      ['/arrangor/evenemang/cup/lag', 'Lägg till ett lag'],
      [path('cup', '/ny'), 'Den du lägger till här är utan lag.'],
    ] as const) {
      const page = await text(from);
      for (const one of [`href="${form}"`, words]) expect(page).toContain(one);
    }
    expect(await text(path('annat', '/ny'))).not.toContain('/lag/nytt');
    expect(await text('/evenemang/cup/lag')).not.toContain('name="team"');
    expect(await text(form)).toContain('Anmälan är stängd för andra');
    expect(await text(form)).toContain('Vad heter kaptenen?');
    expect(await text(form)).not.toContain('Vad heter du?');

    const typed = { name: 'Kim <b>', email: 'kim@', phone: '070-123', player: ['Bo', '', 'Li'], audience: 'staff' };
    const wrong = await outcome(form, { team: '', ...typed, key: 'lag' });
    expect(wrong.status).toBe(400);
    expect(wrong.page).toContain('<title>Fel: Lägg till ett lag');
    for (const words of ['Skriv vad laget heter.', 'href="#f-team"', 'href="#f-email"', 'href="#f-phone"']) {
      expect(wrong.page).toContain(words);
    }
    for (const kept of ['Kim &lt;b&gt;', 'kim@', '070-123', 'Bo', 'Li', 'lag']) {
      expect(wrong.page).toContain(`value="${kept}"`);
    }
    expect(wrong.page).toMatch(/<option value="staff" selected/);
    const many = await outcome(form, { team: 'Lyran', name: 'Kim', player: ['Bo', 'Li', 'Mo', 'No'] });
    expect([many.status, many.page.includes('Ett lag får vara högst 4 personer')]).toEqual([400, true]);
    expect(many.page).toContain('value="Lyran"');

    await subjects();
    const fields = { team: 'Lyran', name: 'Kim', email: 'kim@example.se', player: ['Bo'], key: 'lag' };
    const [first, again] = await Promise.all([outcome(form, fields), outcome(form, fields)]);
    expect([first.status, again.status]).toEqual([303, 303]);
    expect(first.to).toBe(again.to);
    const paper = await text(first.to!);
    for (const words of ['Kim har plats', 'Ditt lag: Lyran', 'Ni är 2, en till behövs.'])
      expect(paper).toContain(words);
    expect(paper).toMatch(/code-block[^>]*>(<span>[0-9A-Z]{5}[^/]*<\/span>){2}/);
    const words = /class="spoken"[^>]*>([^<]+)</.exec(paper)![1]!.split(' ');
    const link = /href="[^"]*(\/lag\/[0-9A-Z]{10})"/.exec(paper)![1]!;
    expect((await app.get(`/lag?ord=${words.map(encodeURIComponent).join('+')}`)).headers.get('location')).toBe(link);
    // who is in the team is the team's own
    expect(paper).not.toContain('Bo');
    const mails = await subjects();
    expect(mails).toEqual([expect.stringContaining('kim@example.se')]);
    for (const said of ['Laget är anmält', link]) expect(mails[0]).toContain(said);
    const log = await text('/arrangor/evenemang/cup/logg');
    expect(log).toContain('anmälde ett lag');
    for (const name of ['Kim', 'Lyran']) expect(log).not.toContain(name);

    const other = await outcome(form, { ...fields, name: 'Eva' });
    expect(await text(other.to!)).toContain('Det nya namnet är inte tillagt');
    // to others, and after an hour, neither the code nor the team's
    app.setNow(sampleNow + 3_600_000);
    const later = await text(first.to!);
    for (const hidden of [link, words.join(' ')]) expect(later).not.toContain(hidden);
    expect(later).toContain('Visa koden');
    app.setNow(sampleNow);
  });

  it('add a team last in line, say so when it is full, and keep what a discreet team is called from paper', async () => {
    const form = '/arrangor/evenemang/cup/lag/nytt';
    expect(await text(form)).toContain('Laget hamnar sist på reservlistan');
    const waits = await outcome(form, { team: 'Vegan', name: 'Vi', player: ['A', 'B', 'C'] });
    expect(await text(waits.to!)).toContain('Vi står på reservlistan');
    const full = await outcome(form, { team: 'Fullan', name: 'Fo', player: ['Pi'], phone: '070-123 45 67' });
    expect(full.status).toBe(409);
    expect(full.page).toContain('Det finns ingen plats för laget');
    for (const kept of ['Fullan', 'Fo', 'Pi', '070-123 45 67']) expect(full.page).toContain(`value="${kept}"`);
    expect((await outcome(form, { team: 'Svansen', name: 'Si' })).status).toBe(303);
    const none = await text(form);
    expect(none).toContain('Det får inte plats fler lag');
    expect(none).not.toContain('name="team"');

    const quiet = await outcome('/arrangor/evenemang/tyst-cup/lag/nytt', { team: 'Anhöriga', name: 'Yo' });
    const paper = await text(quiet.to!);
    expect(paper).toContain('class="spoken"');
    expect(paper).not.toContain('Anhöriga');

    const draft = '/arrangor/evenemang/utkast/lag/nytt';
    expect(await text(draft)).toContain('Publicera det först');
    const refused = await outcome(draft, { team: 'Lyran', name: 'Kim' });
    expect([refused.status, refused.page.includes('Publicera det först')]).toEqual([409, true]);
  });

  it('see codes only where they ask for them, and that is written down', async () => {
    const { id, code } = await add('annat', 'Kod', { email: 'kod@example.se' });
    const shown = code.slice(0, 5);
    for (const rest of ['', `/${id}`, `/${id}/kvitto`, '/lista']) {
      expect(await text(path('annat', rest))).not.toContain(shown);
    }
    const found = await text(path('annat', `?q=${code}`));
    expect(found).toContain('<bdi>Kod</bdi>');
    const file = await outcome(path('annat', '/fil'));
    expect(file.page).not.toContain(shown);
    const asked = await outcome(path('annat', `/${id}/kod`));
    expect(asked.to).toBe(path('annat', `/${id}/kvitto`));
    expect(await text(asked.to!)).toContain(shown);
    expect(await text('/arrangor/evenemang/annat/logg')).toContain('visade en kod igen');
  });

  it('at the door get names and numbers, and nothing else', async () => {
    const secret = { phone: '+46709998877', email: 'hemlig@example.se', note: 'sjukdom', partySize: 2 };
    const { id } = await add('annat', 'Vid dörren', secret);
    for (const query of ['', '?q=dörren', '?visa=avbokade', '?visa=nas-inte', '?lag=1']) {
      const page = await text(path('annat', query), door);
      expect(page).toContain('Vid dörren');
      for (const hidden of ['9998877', 'hemlig@', 'sjukdom', id]) expect(page).not.toContain(hidden);
    }
    for (const query of ['?q=0709998877', '?q=hemlig', '?q=sjukdom']) {
      expect(await text(path('annat', query), door)).not.toContain('Vid dörren');
    }
  });

  it('see how many are in without a place for them, and at the door nothing of who waits for an answer', async () => {
    const overview = '/arrangor/evenemang/trangt';
    await add('trangt', 'En');
    expect(textOf(await text(overview))).toContain('1 av 1 plats är tagen. Det är fullt.');
    for (const name of ['Två', 'Tre']) {
      const { id } = await add('trangt', name);
      await outcome(path('trangt', `/${id}/plats`), { reason: 'ett skäl', regardless: '1' });
    }
    const over = textOf(await text(overview));
    expect(over).toContain('3 har plats, men det finns bara 1 plats.');
    expect(over).not.toContain('av 1 plats');

    const asked = '1 person väntar på ditt svar';
    await add('svar', 'Undrar');
    for (const page of ['/arrangor', '/arrangor/evenemang/svar']) {
      expect(textOf(await text(page))).toContain(asked);
      expect(textOf(await text(page, door))).not.toContain('väntar på ditt svar');
    }
  });

  it('say yes or no where they go through the signups, and everybody is told what is true', async () => {
    await subjects();
    const form = '/evenemang/resa/anmalan';
    expect(await text(form)).toContain('Arrangören går igenom anmälningarna');
    const receipts = [];
    for (const name of ['Ja', 'Kö', 'Nej']) {
      const answer = await app.post(form, { name, email: `${name.replace('ö', 'o')}@example.se` });
      receipts.push(answer.headers.get('location')!);
    }
    const [yes, line, no] = receipts as [string, string, string];
    expect(await text(yes)).toContain('Arrangören går igenom din anmälan');
    const api = async (receipt: string) =>
      (await app.get(receipt.replace('/anmalan/', '/api/v1/signups/'))).json() as Promise<object>;
    expect(await api(yes)).toMatchObject({ state: 'waitlisted', position: null });
    expect(await subjects()).toEqual([1, 2, 3].map(() => expect.stringContaining('Vi har fått din anmälan') as string));

    const idOf = async (receipt: string) =>
      (await signupByCode(app.store, app.store.read, receipt.split('/').at(-1)!))!.id;
    const list = await text(path('resa', '?visa=fraga'));
    for (const name of ['Ja', 'Kö', 'Nej']) expect(list).toContain(`<bdi>${name}</bdi>`);
    const said = [];
    for (const receipt of [yes, line]) {
      said.push(await outcome(path('resa', `/${await idOf(receipt)}/godkannande`)));
    }
    expect(said.map(({ to }) => to!.split('?')[1])).toEqual(['klart=ja', 'klart=ja-ko']);
    const noId = await idOf(no);
    expect(await text(path('resa', `/${noId}/avslag`))).toContain('Säg nej till Nej?');
    expect((await outcome(path('resa', `/${noId}/avslag`))).to).toContain('klart=nej');
    expect((await outcome(path('resa', `/${noId}/godkannande`))).to).toContain('nej=already');
    expect(await text(path('resa', `/${noId}?nej=already`))).toContain('Någon har redan svarat');

    const mails = (await subjects()).join('\n');
    for (const subject of ['Du har fått plats', 'Du står på reservlistan', 'Svar på din anmälan']) {
      expect(mails).toContain(subject);
    }
    expect(await text(no)).toContain('kunde inte ge dig en plats');
    expect(await text(no)).not.toContain('Anmäl dig igen');
    expect(await api(line)).toMatchObject({ state: 'waitlisted', position: 1 });
  });

  it('give a place before others with a reason, above the limit only in so many words', async () => {
    for (const name of ['Full 1', 'Full 2', 'Full 3']) await add('fest', name, { answers: { kost: 'x' } });
    const { id } = await add('fest', 'Väntar', { answers: { kost: 'x' } });
    const form = path('fest', `/${id}/plats`);
    expect((await outcome(form, { reason: '' })).page).toContain('Skriv varför');
    const full = await outcome(form, { reason: 'Ledsagare' });
    expect(full.status).toBe(409);
    expect(full.page).toContain('Det finns ingen ledig plats');
    expect(full.page).toContain('value="Ledsagare"');
    const done = await outcome(form, { reason: 'Ledsagare', regardless: '1' });
    expect(done.to).toContain('klart=plats');
    expect(await text('/arrangor/evenemang/fest/logg')).toContain('Orsak: Ledsagare');
    expect((await outcome(form, { reason: 'igen' })).to).toContain('nej=not-waiting');
  });

  it('never show an audience that was told in confidence, and keep it', async () => {
    const { id } = await add('annat', 'Förtroende', { audience: 'brukare' });
    const form = path('annat', `/${id}/andring`);
    expect(await (await app.get(form, as)).text()).not.toMatch(/name="audience"|brukare/i);
    expect((await outcome(form, { name: 'Förtroende', partySize: '1', language: 'en' })).to).toContain('klart=andrad');
    const row = await app.store.read
      .selectFrom('signup')
      .select(['audience', 'language'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ audience: 'brukare', language: 'en' });
  });

  it('change, move and cancel with what was typed kept, and the person is told', async () => {
    await subjects();
    const { id } = await add('annat', 'Ändras', { email: 'andras@example.se', language: 'en' });
    const form = path('annat', `/${id}/andring`);
    const wrong = await outcome(form, { name: 'Ändras', email: 'inte en adress', partySize: '2' });
    expect(wrong.status).toBe(400);
    expect(wrong.page).toContain('value="inte en adress"');
    expect((await outcome(form, { name: 'Ny', partySize: '2' })).to).toContain('klart=andrad');
    expect(await (await app.get(form, as)).text()).toMatch(/<option value="en" selected="">Engelska/);
    expect(await text(path('annat', `/${id}`))).toContain('2 personer');
    expect((await outcome(path('annat', `/${id}/aterbud`))).to).toContain('klart=avbokad');
    const mails = (await subjects()).join('\n');
    // in the person's own language, whoever changed it
    expect(mails).toContain('Your signup');
    const row = await app.store.read
      .selectFrom('signup')
      .select(['language', 'state', 'ended_as'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ language: 'en', state: 'cancelled', ended_as: 'by-organiser' });

    // somebody who regrets it is signed up again with what they had
    const again = /href="([^"]+\?igen=[^"]+)"/.exec(await (await app.get(path('annat', `/${id}`), as)).text())![1]!;
    const filled = await (await app.get(again, as)).text();
    expect(filled).toContain('Allt är ifyllt från anmälan som avbokades.');
    expect(filled).toMatch(/value="Ny"[\s\S]*value="2"[\s\S]*value="andras@example.se"/);
    const other = path('fest', `/ny?igen=${id}`);
    expect(await (await app.get(other, as)).text()).not.toContain('andras@example.se');

    const taken = await add('fest', 'Tar yoga', { activities: ['yoga'], answers: { kost: 'x' } });
    const waits = await add('fest', 'Flyttas', { activities: ['dans'], answers: { kost: 'x' } });
    expect((await outcome(path('fest', `/${taken.id}/flytt`), { activity: 'inget' })).status).toBe(400);
    expect((await outcome(path('fest', `/${waits.id}/flytt`), { activity: 'yoga' })).to).toContain('klart=flyttad');

    // nothing is said to be done where nothing was another than before, and nobody is told
    const there = await add('tider', 'Står kvar', { activities: ['bastu'], email: 'kvar@example.se' });
    await subjects();
    const same = await outcome(path('tider', `/${there.id}/flytt`), { activity: 'bastu' });
    expect(same.to).toBe(path('tider', `/${there.id}?klart=inget`));
    expect(textOf(await text(same.to!))).toContain('Inget är ändrat, och ingen får något mejl.');
    expect((await outcome(path('tider', `/${there.id}/andring`), { name: 'Står kvar' })).to).toContain('klart=inget');
    expect(await subjects()).toEqual([]);
    expect(textOf(await text('/arrangor/evenemang/tider/logg'))).not.toContain('flyttade');
  });

  it('cancel a captain knowing what becomes of the team, and only as it was shown', async () => {
    const captain = { name: 'Kapten Kim', players: ['Alex', 'Bo', 'Cleo', 'Dag', 'Eli'] };
    const asked = { name: 'Lejonen', captain: wish({ name: captain.name }), players: captain.players };
    const now = sampleNow + 15 * 86_400_000;
    const made = await registerTeam(app.store, 'lagdag', asked, null, now);
    if (!('code' in made)) throw new Error(made.kind);
    const receipt = (await receiptByCode(app.store, made.code, now))!;
    const form = path('lagdag', `/${receipt.id}/aterbud`);
    const sureOf = (page: string) => /name="sure" value="([^"]*)"/.exec(page)![1]!;

    const ends = await text(form);
    for (const words of [
      '6 platser blir lediga.',
      'Laget Lejonen tar slut',
      'Ingen av dem kan bli kapten.',
      '5 spelare till blir avbokade: Alex, Bo, Cleo, Dag och Eli.',
      'Be kaptenen säga till dem.',
      'Låt någon gå med själv först',
    ])
      expect(textOf(ends)).toContain(words);
    expect(ends).toContain(`href="/arrangor/evenemang/lagdag/lag#lag-${receipt.team!.number}"`);
    expect((await outcome(form)).status).toBe(409);

    // somebody joins between the question and the answer
    const joined = await joinTeam(app.store, receipt.team!.code, wish({ name: 'Frida' }), null, now);
    const anew = await outcome(form, { sure: sureOf(ends) });
    expect(anew.status).toBe(409);
    for (const words of ['Laget har ändrats sedan du tittade.', 'Frida blir kapten i Lejonen.', '1 plats blir ledig.'])
      expect(textOf(anew.page)).toContain(words);
    expect(textOf(anew.page)).not.toContain('tar slut');
    expect(anew.page).toMatch(/href="[^"]+#lag-\d+">Välj en annan kapten först/u);
    expect((await receiptByCode(app.store, made.code, now))!.state).toBe('confirmed');
    const passed = await outcome(form, { sure: sureOf(anew.page) });
    expect(passed.to).toContain('?klart=avbokad&lag=kapten');
    expect(textOf(await text(passed.to!))).toContain('Frida är nu kapten i Lejonen.');

    if (!('code' in joined)) throw new Error(joined.kind);
    const frida = path('lagdag', `/${(await receiptByCode(app.store, joined.code, now))!.id}`);
    const ended = await outcome(`${frida}/aterbud`, { sure: sureOf(await text(`${frida}/aterbud`)) });
    expect(ended.to).toBe(`${frida}?klart=avbokad&lag=slut&antal=5`);
    const answer = textOf(await text(ended.to!));
    expect(answer).toContain('Laget Lejonen är slut. 5 spelare till är avbokade.');
    expect(answer).not.toContain('Personen är med i ett lag');
    expect((await outcome(`${frida}/aterbud`, { sure: sureOf(ends) })).to).toBe(`${frida}?klart=avbokad`);
  });

  it('write a note that nobody else overwrites unseen', async () => {
    const { id } = await add('annat', 'Med anteckning');
    const form = path('annat', `/${id}/anteckning`);
    const basis = /name="basis" value="([^"]*)"/.exec(await text(form))![1]!;
    expect((await outcome(form, { note: 'Ring före åtta', basis })).to).toContain('klart=anteckning');
    const second = await outcome(form, { note: 'Ring efter åtta', basis });
    expect(second.status).toBe(409);
    for (const words of ['Ring före åtta', 'Ring efter åtta']) expect(second.page).toContain(words);
    const seen = /name="basis" value="([^"]*)"/.exec(second.page)![1]!;
    expect((await outcome(form, { note: 'Ring efter åtta', basis: seen })).status).toBe(303);
    expect(await text(path('annat'))).toContain('Ring efter åtta');
  });

  it('make one of two signups that are the same person', async () => {
    const one = await add('annat', 'Dubbel', { email: 'd@example.se' });
    const two = await add('annat', 'dubbel', { email: 'd@example.se', partySize: 3 });
    expect(await text(path('annat', '/dubbletter'))).toContain('Dubbel');
    const form = path('annat', `/${one.id}/sammanslagning`);
    expect(await text(`${form}?med=${two.id}`)).toContain('Är det här samma person?');
    const done = await outcome(form, { med: two.id });
    expect(done.to).toBe(path('annat', `/${one.id}?klart=ihop`));
    expect(await text(`/anmalan/${two.code}`)).toContain('Vi har gjort en av dem');
    expect((await outcome(form, { med: two.id })).status).toBe(409);
    const { id: elsewhere } = await add('grupp', 'dubbel');
    expect((await outcome(form, { med: elsewhere })).status).toBe(404);
    expect((await app.get(`${form}?med=${elsewhere}`, as)).status).toBe(404);
  });

  it('make one of a captain and the same person without a team: the captain stays', async () => {
    const now = sampleNow + 15 * 86_400_000;
    const alone = await add('lagdag', 'Kim Karlsson', { email: 'kim@example.se' });
    const asked = { name: 'Tigrarna', captain: wish({ name: 'Kim', email: 'kim@example.se' }), players: ['Bo'] };
    const made = await registerTeam(app.store, 'lagdag', asked, null, now);
    if (!('code' in made)) throw new Error(made.kind);
    const captain = (await receiptByCode(app.store, made.code, now))!;
    expect(await text(path('lagdag', '/dubbletter'))).toContain('Kim Karlsson');
    const form = path('lagdag', `/${alone.id}/sammanslagning`);
    const page = textOf(await text(`${form}?med=${captain.id}`));
    expect(page).toContain('Anmälan i laget blir kvar, med sin kod.');
    expect(page).toMatch(/Anmälan i laget Namn Kim .*Anmälan utan lag Namn Kim Karlsson/u);
    const done = await outcome(form, { med: captain.id });
    expect(done.to).toBe(path('lagdag', `/${captain.id}?klart=ihop`));
    expect(textOf(await text(`/anmalan/${made.code}`))).toContain('Du är lagkapten.');

    const larger = await add('lagdag', 'Kim', { email: 'kim@example.se', partySize: 3 });
    const refused = await outcome(path('lagdag', `/${larger.id}/sammanslagning`), { med: captain.id });
    expect(refused.status).toBe(409);
    expect(textOf(refused.page)).toContain('Ändra först antalet, eller avboka anmälan utan lag.');
  });

  it('say once that two who look alike are two people', async () => {
    const [one, two, three] = [
      await add('annat', 'Tvilling'),
      await add('annat', 'Tvilling'),
      await add('annat', 'Tvilling'),
    ];
    const form = path('annat', `/${two.id}/sammanslagning`);
    const done = await outcome(form, { med: one.id, olika: '1' });
    expect(done.to).toBe(path('annat', '/dubbletter?klart=olika'));
    expect(await text(done.to!)).toContain('Vi visar dem inte som dubbletter igen.');
    const pairs = async () => {
      const page = await text(path('annat', '/dubbletter'));
      return [...page.matchAll(/deltagare\/([^/"]+)\/sammanslagning\?med=([^"]+)"/gu)].map(([, a, b]) => [a, b]);
    };
    expect(await pairs()).toContainEqual([two.id, three.id]);
    expect(await pairs()).not.toContainEqual([one.id, two.id]);
    // the third is compared with the other of them next
    await outcome(path('annat', `/${two.id}/sammanslagning`), { med: three.id, olika: '1' });
    expect(await pairs()).toContainEqual([one.id, three.id]);
    const { id: elsewhere } = await add('grupp', 'Tvilling');
    expect((await outcome(form, { med: elsewhere, olika: '1' })).status).toBe(404);
    expect(await text('/arrangor/evenemang/annat/logg')).toContain('såg att två anmälningar är olika personer');
  });

  it('print a list that says when to throw it away, with phones for an hour after it was asked for', async () => {
    await add('annat', 'På papper', { phone: '+46701112233', answers: { kost: 'Nötter' }, note: 'Kommer sent' });
    const page = path('annat', '/lista');
    const asked = '?med=telefon&med=q.kost&med=ord';
    for (const query of ['', asked]) {
      const shown = await text(page + query);
      for (const hidden of ['070-111 22 33', 'Nötter', 'Kommer sent']) expect(shown).not.toContain(hidden);
      expect(shown).toContain('På listan: Namn · Antal<');
    }
    expect(await text(page)).toContain('Kasta listan torsdag 18 maj');
    expect((await outcome(page, { med: 'telefon' })).to).toBe(`${page}?med=telefon`);
    // what was not asked for is not there, whatever the address says
    expect(await text(page + asked)).toContain('070-111 22 33');
    expect(await text(page + asked)).not.toContain('Nötter');
    expect((await outcome(page, { med: ['telefon', 'ord', 'q.kost', 'q.another'] })).to).toBe(page + asked);
    const whole = await text(page + asked);
    for (const shown of ['070-111 22 33', 'Nötter', 'Kommer sent']) expect(whole).toContain(shown);
    expect(whole).toContain('På listan: Namn · Antal · Telefon · Äter du något särskilt? · Är det något vi ska veta?');
    app.setNow(sampleNow + 3_600_000);
    expect(await text(page + asked)).not.toContain('070-111 22 33');
    app.setNow(sampleNow);
    const log = await text('/arrangor/evenemang/annat/logg');
    expect(log).toMatch(/skrev ut en lista med namn och telefonnummer: \d+ anmäl/u);
    const all = 'namn, telefonnummer, svar på frågor och det man vill att vi ska veta';
    expect(log).toMatch(new RegExp(`skrev ut en lista med ${all}: \\d+ anmäl`, 'u'));
  });

  it('at the door print names and numbers by name, and nothing else whatever the address says', async () => {
    const secret = { phone: '+46709998876', email: 'dold@example.se', answers: { kost: 'Laktos' }, note: 'rullstol' };
    for (const name of ['Örjan Utskrift', 'Åke Utskrift']) await add('annat', name, { ...secret, partySize: 3 });
    const page = path('annat', '/lista');
    expect(await text(path('annat'), door)).toContain(`href="${page}"`);
    // what an organiser has just asked for is asked for by them alone
    await outcome(page, { med: ['telefon', 'ord', 'q.kost'] });
    for (const query of ['', '?med=telefon&med=q.kost&med=ord', '?del=each', '?del=another']) {
      const list = await text(page + query, door);
      for (const hidden of ['999 88 76', '9998876', 'dold@', 'Laktos', 'rullstol', 'Äter du', 'data-list-form'])
        expect(list).not.toContain(hidden);
      expect(list).toContain('På listan: Namn · Antal<');
      expect(list).toContain('data-print');
      expect(list.indexOf('Åke Utskrift')).toBeGreaterThan(0);
      expect(list.indexOf('Åke Utskrift')).toBeLessThan(list.indexOf('Örjan Utskrift'));
      expect(list).toMatch(
        /class="paper-box"[^/]*<\/span><\/td><td><strong>3<\/strong><\/td><th scope="row"><bdi>Åke Utskrift/u,
      );
      const [, signups, people] = /(\d+) anmälningar, (\d+) personer/u.exec(list)!.map(Number);
      expect(people).toBeGreaterThanOrEqual(signups! + 4);
    }
    expect((await app.post(page, { med: 'telefon' }, door)).status).toBe(403);
    // of a discreet event no more is said than to others, and of one with activities not who takes part in which
    expect(await text(path('grupp', '/lista'), door)).not.toContain('<h1>Anhöriggruppen');
    expect(await text(path('fest', '/lista?del=each'), door)).not.toContain('Yoga');
  });

  it('see at once that it is called off, also at the door and on paper, of an event and of a date', async () => {
    const off = /class="notice notice-stop"><p class="notice-heading">Inställt</u;
    const soppa = { ...event, slug: 'soppa', title: 'Soppan' };
    const sang = { ...soppa, slug: 'sang', title: 'Sången', rrule: 'FREQ=WEEKLY;COUNT=2' };
    const organisations = programme.organisations;
    await load(app, { organisations, events: [soppa], series: [sang] }, sampleNow);
    for (const slug of ['soppa', 'sang-2017-05-24']) await add(slug, 'Elsa');
    const pages = ['soppa', 'sang-2017-05-24'].flatMap((slug) => [path(slug), path(slug, '/lista')]);
    for (const page of pages) for (const who of [as, door]) expect(await text(page, who)).not.toMatch(off);
    const cancelled = { ...soppa, status: 'cancelled' };
    await load(
      app,
      { organisations, events: [cancelled], series: [{ ...sang, cancelled: ['2017-05-24'] }] },
      sampleNow,
    );
    for (const page of pages) for (const who of [as, door]) expect(await text(page, who)).toMatch(off);
    for (const rest of ['', '/lista']) expect(await text(path('sang-2017-05-17', rest))).not.toMatch(off);
  });

  it('print the teams of an event that has them, and how many all are', async () => {
    const match = { ...event, slug: 'match', title: 'Matchen', teams: { minPlayers: 1, maxPlayers: 4 } };
    await load(app, { organisations: programme.organisations, events: [match] }, sampleNow);
    for (const [team, name] of [
      ['Örnarna', 'Kim'],
      ['Björnarna', 'Ulla'],
    ] as const) {
      await app.post('/evenemang/match/lag', { team, name, player: ['Bo'] });
    }
    await add('match', 'Ensam', {});
    const list = await text(path('match', '/lista'));
    const rows = [...list.matchAll(/<h2>(?:<bdi>)?([^<]+)|<th scope="row"><bdi>([^<]+)<\/bdi>([^/]*)</gu)];
    expect(rows.map(([, team, name, mark]) => team ?? `${name}${mark!.replaceAll('<!-- -->', '')}`)).toEqual([
      'Björnarna',
      'Bo',
      'Ulla (kapten)',
      'Örnarna',
      'Bo',
      'Kim (kapten)',
      'Utan lag',
      'Ensam',
    ]);
    expect(list).toContain('5 anmälningar, 5 personer');
    // at the door one sees names alone, and not who is in which team
    const atDoor = await text(path('match', '/lista'), door);
    expect(atDoor).not.toMatch(/Björnarna|kapten\b/u);
    expect(atDoor).toContain('5 anmälningar, 5 personer');
  });

  it('get a file that a spreadsheet opens and that carries no formula', async () => {
    const readable = hostileTexts.filter((one) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(one) && [...one].length <= 100);
    for (const name of readable) await app.post('/evenemang/grupp/anmalan', { name, note: name });
    const answer = await app.post(path('grupp', '/fil'), {}, as);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    // what a discreet event is called stands in no name of a file
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="deltagare.csv"');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const file = new TextDecoder().decode(bytes);
    expect(file).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`);
    expect(file.split(/[;\n]/).filter((cell) => /^"[=+@-]/.test(cell))).toEqual([]);

    const pages = [await text(path('grupp')), await text(path('grupp', '/lista'))];
    for (const page of pages) {
      expect(page).not.toContain('<script>alert');
      expect(page).toContain('&lt;/script&gt;');
    }
    expect(pages[1]).not.toContain('<h1>Anhöriggruppen');
    expect(/<title>(.*?)<\/title>/.exec(pages[0]!)![1]).not.toContain('Anhörig');
    const plain = await app.post(path('annat', '/fil'), { q: 'Papper' }, as);
    expect(plain.headers.get('content-disposition')).toBe('attachment; filename="annat-deltagare.csv"');
    const rows = (await plain.text()).trim().split('\r\n');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain('"070-111 22 33"');
    expect(await text('/arrangor/evenemang/annat/logg')).toContain('hämtade en lista som fil: 1 anmälan');
  });

  it('find no signup of another event under the address of theirs', async () => {
    const { id } = await add('annat', 'Någon annanstans');
    for (const rest of ['', '/andring', '/flytt', '/aterbud', '/anteckning', '/kvitto']) {
      expect((await app.get(path('grupp', `/${id}${rest}`), as)).status).toBe(404);
    }
    for (const rest of ['/andring', '/flytt', '/aterbud', '/plats', '/godkannande', '/avslag', '/anteckning', '/kod']) {
      const fields = { name: 'x', reason: 'x', regardless: '1', note: 'x' };
      expect((await app.post(path('grupp', `/${id}${rest}`), fields, as)).status).toBe(404);
    }
    const row = await app.store.read
      .selectFrom('signup')
      .select(['name', 'state', 'organiser_note'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ name: 'Någon annanstans', state: 'confirmed', organiser_note: null });
  });
});
