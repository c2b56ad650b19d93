import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerTeam } from '../../db/team-registration';
import { startApp, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { insertEvent, insertSignup, insertSite, sampleNow as now, wish, type InsertedOffer } from '../support/sample';
import { textOf, titleOf } from '../contract/html';

describe('the team board, by its forms', () => {
  let app: TestApp;
  let event: InsertedOffer;
  let as: { cookie: string };
  const path = '/arrangor/evenemang/brannboll/lag';
  beforeEach(async () => {
    app = await startApp({ now });
    await insertSite(app.store);
    event = await insertEvent(app.store, {
      slug: 'brannboll',
      title: 'Brännboll',
      host: 'rsmh',
      capacity: null,
      audiences: ['brukare', 'staff'],
      teams: { capacity: 4, minPlayers: 3, maxPlayers: 4 },
    });
    await organiser(app, { email: 'anna@example.se', organisation: 'rsmh' }, now);
    as = await logIn(app, 'anna@example.se', now);
  });
  afterEach(() => app.close());

  const register = async (name: string, players: string[] = [], given = {}) => {
    const team = { name, captain: wish({ name: `Kapten ${name}`, ...given }), players };
    await registerTeam(app.store, 'brannboll', team, null, now);
    const row = app.store.read.selectFrom('team').select('id').where('name', '=', name);
    return (await row.executeTakeFirstOrThrow()).id;
  };
  const alone = async (name: string, given = {}) => {
    await insertSignup(app.store, event, { name, ...given });
    const row = app.store.read.selectFrom('signup').select('id').where('name', '=', name);
    return (await row.executeTakeFirstOrThrow()).id;
  };
  const page = async (rest = '') => (await app.get(path + rest, as)).text();
  const send = (rest: string, fields: Record<string, string | string[]>) => app.post(`${path}/${rest}`, fields, as);
  const undoId = async () => /name="undo" value="([^"]+)"/.exec(await page())?.[1] ?? '';

  it('shows teams, captain’s number and wishes, and nobody’s audience, address or code', async () => {
    await register('Bollarna', ['Bo'], { phone: '+46701234567', email: 'kapten@example.se', audience: 'staff' });
    await alone('Eva', { playWith: 'Bo', audience: 'brukare', email: 'eva@example.se', note: 'allergisk' });
    const html = await page();
    const text = textOf(html);
    expect(text).toContain('Bollarna');
    expect(text).toContain('2 av 3–4 1 till behövs');
    expect(html).toContain('href="tel:+46701234567"');
    expect(text).toContain('Vill spela med Bo, som är i Bollarna.');
    expect(html).not.toMatch(/brukare|staff|@example|allergisk|code_hash/iu);
    expect(await (await app.get(`${path}/forslag`, as)).text()).not.toMatch(/brukare|staff|@example/iu);
  });

  it('places a player, says so, mails the player and the captain once it is quiet, and undoes it', async () => {
    const team = await register('Bollarna', [], { email: 'kapten@example.se' });
    const [eva, li] = [
      await alone('Eva', { email: 'eva@example.se' }),
      await alone('Li', { email: 'li@example.se', language: 'en' }),
    ];
    await app.mailsSent();
    app.smtp.mails.length = 0;
    for (const player of [eva, li]) {
      const answer = await send('flytt', { player, from: '', to: team });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?klart=gjort`]);
    }
    expect(textOf(await page('?klart=gjort'))).toContain('Klart. Li är nu i Bollarna.');
    await app.mailsSent();
    expect(app.smtp.mails).toEqual([]);
    app.setNow(now + 3 * 60_000);
    await app.mailsSent();
    expect(app.smtp.mails.map(({ mail }) => mail.subject).sort()).toEqual([
      'Ditt lag: Brännboll',
      'Laget är ändrat: Brännboll',
      'Your team: Brännboll',
    ]);
    expect(app.smtp.mailTo('eva@example.se').text).toContain('Du är med i laget Bollarna på Brännboll.');
    expect(app.smtp.mailTo('kapten@example.se').text).toContain('Ni är 3 i laget.');

    app.smtp.mails.length = 0;
    const answer = await send('angra', { undo: await undoId() });
    expect(answer.headers.get('location')).toBe(`${path}?klart=angrat`);
    app.setNow(now + 6 * 60_000);
    await app.mailsSent();
    const told = app.smtp.mailTo('li@example.se').text!;
    expect(told).toContain('You are not on any team right now.');
    // in the words of the receipt, and once
    expect(told.match(/The organiser is looking for a team for you\./gu)).toHaveLength(1);
  });

  it('says that a team whose only player is moved has ended, and nothing where others are left', async () => {
    const [one, other] = [await register('Bollarna'), await register('Racketen', ['Ro'])];
    const playerOf = async (name: string) =>
      (await app.store.read.selectFrom('signup').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
    const ro = await playerOf('Ro');
    await send('flytt', { player: ro, from: other, to: one });
    expect(textOf(await page('?klart=gjort'))).toContain('Klart. Ro är nu i Bollarna. Ångra');
    await send('angra', { undo: await undoId() });
    await send('flytt', { player: await playerOf('Kapten Bollarna'), from: one, to: other });
    expect(textOf(await page('?klart=gjort'))).toContain(
      'Klart. Kapten Bollarna är nu i Racketen. Ingen är kvar i Bollarna, så laget är slut. Ångra',
    );
  });

  it('gives a refused form back in words, with what was chosen', async () => {
    const full = await register('Bollarna', ['Bo', 'Cia', 'Do']);
    await register('Racketen');
    const eva = await alone('Eva');
    const answer = await send('flytt', { player: eva, from: '', to: full });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(titleOf(html)).toMatch(/^Fel: /);
    expect(textOf(html).match(/Bollarna är fullt\./gu)).toHaveLength(2);
    expect(html).toContain(`href="#f-move-${eva}"`);

    const split = await send('delning', { team: full, player: [], name: 'Nya' });
    expect(split.status).toBe(400);
    const form = await split.text();
    expect(textOf(form)).toContain('Välj minst en.');
    expect(form).toContain('value="Nya"');
    const renamed = await send('namn', { team: full, name: '   ' });
    expect([renamed.status, textOf(await renamed.text()).includes('Skriv vad laget ska heta.')]).toEqual([400, true]);
  });

  it('marks teams of the same name, with captain and number, until one is renamed; nobody is refused', async () => {
    const path = '/evenemang/brannboll/lag';
    for (const [team, name] of [
      ['Bollarna', 'Kim'],
      ['  BOLLARNA ', 'Alex'],
      ['Racketen', 'Ro'],
    ] as const) {
      expect((await app.post(path, { team, name })).status).toBe(303);
    }
    await alone('Eva');
    const html = await page();
    const text = textOf(html);
    expect(text.match(/Fler lag heter så/gu)).toHaveLength(2);
    // and read out, since two landmarks of one name are one to who does not see them
    expect(html).toContain('aria-labelledby="lag-1-namn lag-1-vilket"');
    expect(text).toContain('Det här är lag 1. Kaptenen heter Kim. Byt namn på ett av lagen, så blandas de inte ihop.');
    expect(text).toContain('Det här är lag 2. Kaptenen heter Alex.');
    // also where one chooses a team
    expect(text).toContain('Bollarna (lag 1, kapten Kim) (1 av 4)');
    expect(text).toContain('Ändra BOLLARNA (lag 2, kapten Alex)');
    expect(text).not.toContain('Racketen (lag');
    expect(text).not.toContain('Ett annat lag heter också');

    const { id } = await app.store.read
      .selectFrom('team')
      .select('id')
      .where('number', '=', 2)
      .executeTakeFirstOrThrow();
    expect((await send('namn', { team: id, name: 'Studsarna' })).status).toBe(303);
    const unlike = textOf(await page('?klart=gjort'));
    expect(unlike).not.toMatch(/lag heter också|Fler lag heter|\(lag \d/u);
    // a name that another has is done, said at once, and taken back
    expect((await send('namn', { team: id, name: 'racketen' })).status).toBe(303);
    expect(textOf(await page('?klart=gjort'))).toContain(
      'Klart. Studsarna heter nu racketen. Ett annat lag heter också racketen. Ångra',
    );
    await send('angra', { undo: await undoId() });
    expect(textOf(await page('?klart=angrat'))).not.toContain('heter också');
  });

  it('merges, splits, renames and changes captain, each undone by Ångra', async () => {
    const [one, other] = [await register('Bollarna'), await register('Racketen', ['Ro'])];
    expect((await send('hopslagning', { team: one, into: other })).status).toBe(303);
    expect(textOf(await page())).toContain('Senast: Bollarna gick ihop med Racketen.');
    const captain = (
      await app.store.read
        .selectFrom('signup')
        .select('id')
        .where('name', '=', 'Kapten Bollarna')
        .executeTakeFirstOrThrow()
    ).id;
    expect((await send('kapten', { team: other, player: captain })).status).toBe(303);
    expect(textOf(await page())).toContain('Senast: Kapten Bollarna är nu kapten i Racketen.');
    expect((await send('delning', { team: other, player: [captain], name: 'Nya laget' })).status).toBe(303);
    expect(textOf(await page())).toContain('Racketen delades. Det nya laget heter Nya laget.');
    expect((await send('namn', { team: other, name: 'Rackorna' })).status).toBe(303);
    expect(textOf(await page())).toContain('Senast: Racketen heter nu Rackorna.');
    for (let left = 4; left > 0; left--) expect((await send('angra', { undo: await undoId() })).status).toBe(303);
    const text = textOf(await page());
    expect(text).toMatch(/Bollarna 1 av 3–4/u);
    expect(text).toMatch(/Racketen 2 av 3–4/u);
    const log = textOf(await (await app.get('/arrangor/evenemang/brannboll/logg', as)).text());
    for (const words of [
      'slog ihop två lag',
      'bytte lagkapten',
      'delade ett lag: 1 spelare gick till det nya',
      'bytte namn på ett lag',
      'ångrade ett drag',
    ]) {
      expect(log).toContain(words);
    }
  });

  it('shows a proposal, uses it without the one that is unticked, and refuses it once things have changed', async () => {
    await register('Bollarna', ['Bo']);
    const ids = [await alone('Eva'), await alone('Li'), await alone('Mo')];
    const html = await page('/forslag');
    expect(textOf(html)).toContain('Inget är gjort än.');
    const basis = /name="basis" value="([^"]+)"/.exec(html)![1]!;
    const [unticked, ...ticked] = [...html.matchAll(/name="player"[^>]* value="([^"]+)"/gu)].map(([, id]) => id!);
    // the team takes two of the three
    expect([ticked.length, textOf(html).includes('Får inget lag: ')]).toEqual([1, true]);
    expect(html).not.toContain('\0');
    const outdated = await send('forslag', { basis: 'another', omgang: '1', player: ids });
    expect(outdated.status).toBe(409);
    expect(textOf(await outdated.text())).toContain('Något har ändrats. Här är ett nytt förslag.');
    const none = await send('forslag', { basis, omgang: '1' });
    expect(none.status).toBe(400);
    expect((await send('forslag', { basis, omgang: '1', player: ticked })).status).toBe(303);
    const text = textOf(await page());
    expect(text).toContain('1 anmälan fick ett lag.');
    const row = app.store.read.selectFrom('signup').select('team_id').where('id', '=', unticked!);
    expect((await row.executeTakeFirstOrThrow()).team_id).toBeNull();
  });

  it('reminds the captains of short teams, at most once an hour', async () => {
    await register('Bollarna', [], { email: 'kapten@example.se' });
    await register('Racketen', ['Ro', 'So'], { email: 'hel@example.se' });
    await register('Ringarna');
    await app.mailsSent();
    app.smtp.mails.length = 0;
    expect((await send('paminnelse', {})).headers.get('location')).toBe(`${path}?klart=paminda`);
    await app.mailsSent();
    expect(app.smtp.mails.map(({ mail }) => mail.subject)).toEqual(['Laget behöver 2 till: Brännboll']);
    const { text } = app.smtp.mailTo('kapten@example.se');
    expect(text).toContain('Laget Bollarna behöver 2 spelare till för Brännboll.');
    expect(text).toMatch(/\/lag\/[0-9A-Z]{10}/u);
    const calls = await app.store.read.selectFrom('outbox').select('kind').where('state', '=', 'call').execute();
    expect(calls.filter(({ kind }) => kind === 'team-incomplete')).toHaveLength(1);
    expect(textOf(await (await app.get('/arrangor/evenemang/brannboll/logg', as)).text())).toContain(
      'anna@example.se påminde 2 lagkaptener',
    );
    expect(textOf(await page())).not.toContain('Påminn lagkaptenerna');
    const again = await send('paminnelse', {});
    expect([again.status, textOf(await again.text()).includes('Vänta minst en timme.')]).toEqual([409, true]);
    app.setNow(now + 3600_000);
    expect((await send('paminnelse', {})).status).toBe(303);
  });

  it('says why a captain is not reminded, and what to do, until the captain can be reached', async () => {
    await register('Tysta', [], { email: 'kapten@example.se' });
    const why = 'Kaptenen får ingen påminnelse:';
    expect(textOf(await page())).not.toContain(why);
    await register('Ringarna');
    const html = await page();
    expect(textOf(html)).toContain(`${why} det finns varken telefon eller mejl. Säg till när ni ses.`);
    const captain = app.store.read.selectFrom('signup').select('id').where('name', '=', 'Kapten Ringarna');
    const { id } = await captain.executeTakeFirstOrThrow();
    const form = `/arrangor/evenemang/brannboll/deltagare/${id}/andring`;
    expect(html).toContain(`href="${form}"`);
    // somebody else could lead them
    const eva = await alone('Eva');
    const ringarna = app.store.read.selectFrom('team').select('id').where('name', '=', 'Ringarna');
    const team = (await ringarna.executeTakeFirstOrThrow()).id;
    expect((await send('flytt', { player: eva, from: '', to: team })).status).toBe(303);
    expect(textOf(await page())).toContain('Säg till när ni ses, eller välj en annan kapten.');
    // a team that is enough needs no reminder
    await register('Hela', ['Ro', 'So']);
    expect(textOf(await page()).split(why)).toHaveLength(2);
    expect((await app.get(form, as)).status).toBe(200);
    await app.store.transact((trx) =>
      trx
        .updateTable('signup')
        .set({ email: 'borta@example.se', address_failed_at: now })
        .where('id', '=', id)
        .execute(),
    );
    expect(textOf(await page())).toContain(`${why} mejlen kommer inte fram, och det finns ingen telefon.`);
    await app.store.transact((trx) =>
      trx.updateTable('signup').set({ phone: '+46701234567' }).where('id', '=', id).execute(),
    );
    expect(textOf(await page())).not.toContain(why);
  });

  it('keeps whom a player wants to play with, shows it to the player, and to nobody outside', async () => {
    const form = '/evenemang/brannboll/anmalan';
    expect(await (await app.get(form)).text()).toContain('name="playWith"');
    const signed = await app.post(form, { name: 'Eva', playWith: 'Bo Ek', key: 'one' });
    const receipt = signed.headers.get('location')!;
    expect(await (await app.get(`${receipt}/andring`)).text()).toContain('value="Bo Ek"');
    const stored = async () =>
      (await app.store.read.selectFrom('signup').select('play_with').executeTakeFirstOrThrow()).play_with;
    await app.post(`${receipt}/andring`, { name: 'Eva', partySize: 1 });
    expect(await stored()).toBe('Bo Ek');
    expect(await (await app.get('/evenemang/brannboll')).text()).not.toContain('Bo Ek');
    await app.post(`${receipt}/andring`, { playWith: '' });
    expect(await stored()).toBeNull();
    const long = await app.post(form, { name: 'Li', playWith: 'x'.repeat(101) });
    expect([long.status, (await long.text()).includes('#f-playWith')]).toEqual([400, true]);
    await insertEvent(app.store, { slug: 'fest', host: 'rsmh' });
    expect(await (await app.get('/evenemang/fest/anmalan')).text()).not.toContain('playWith');
    await register('Bollarna');
    const { id } = await app.store.read.selectFrom('team').selectAll().executeTakeFirstOrThrow();
    const row = await app.store.read.selectFrom('team').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(await (await app.get(`/lag/${app.store.codes.codeOf(row)}`)).text()).not.toContain('playWith');
  });
});
