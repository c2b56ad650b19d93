import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type Fields, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { load } from '../support/programme';
import { insertSignup, insertSite, sampleNow } from '../support/sample';

const [now, minute] = [sampleNow, 60_000];
const fest = {
  slug: 'fest',
  title: 'Fest',
  host: 'varden',
  status: 'published',
  start: '2017-05-17T10:00',
  end: '2017-05-17T15:00',
  venue: 'Parken',
  summary: 'En fest.',
  capacity: 3,
  contact: { email: 'anna@example.se' },
  activities: [
    { slug: 'dans', title: 'Dans', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: 2 },
    { slug: 'fika', title: 'Fika' },
  ],
};
const mote = {
  ...fest,
  slug: 'mote',
  title: 'Möte',
  activities: [],
  rrule: 'FREQ=WEEKLY;COUNT=3',
  start: '2017-05-04T10:00',
  end: '2017-05-04T12:00',
};

describe.each(databases)('the editor, on $name', ({ dialect }) => {
  let app: TestApp;
  let anna: Record<string, string>;
  let bo: Record<string, string>;
  beforeEach(async () => {
    app = await startApp({ dialect, now });
    await insertSite(app.store);
    const organisations = ['varden', 'andra'].map((slug) => ({ slug, name: slug.toUpperCase() }));
    await load(
      app,
      { organisations, events: [fest, { ...fest, slug: 'utkast', title: 'Utkast', status: 'draft' }], series: [mote] },
      now,
    );
    for (const name of ['Anna', 'Bo']) {
      const email = `${name.toLowerCase()}@example.se`;
      await organiser(app, { email, name, organisation: 'varden' }, now);
    }
    [anna, bo] = [await logIn(app, 'anna@example.se', now), await logIn(app, 'bo@example.se', now)];
  });
  afterEach(() => app.close());

  const at = (slug: string, path = '', type = 'evenemang') => `/arrangor/${type}/${slug}${path && `/${path}`}`;
  const page = async (path: string, as = anna) => {
    const answer = await app.get(path, as);
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    return answer.text();
  };
  /** The fields of the page's (first main) form, as a browser would send them. */
  const fieldsOn = (html: string): Fields => {
    const fields: Record<string, string[]> = {};
    const add = (name: string, value: string) => (fields[name] = [...(fields[name] ?? []), unescaped(value)]);
    const main = html.slice(html.indexOf('<main'));
    for (const [tag] of main.matchAll(/<input [^>]*>/g)) {
      const [name, value = ''] = [attribute(tag, 'name'), attribute(tag, 'value')];
      if (!name || (/type="(checkbox|radio)"/.test(tag) && !/ checked=/.test(tag))) continue;
      add(name, value);
    }
    for (const [, tag = '', text = ''] of main.matchAll(/<textarea ([^>]*)>([^<]*)</g)) {
      add(attribute(tag, 'name')!, text.replace(/^\n/, ''));
    }
    for (const [, tag = '', options = ''] of main.matchAll(/<select ([^>]*)>(.*?)<\/select>/g)) {
      const chosen = /<option [^>]*selected=""[^>]*>/.exec(options)?.[0] ?? /<option [^>]*>/.exec(options)![0];
      add(attribute(tag, 'name')!, attribute(chosen, 'value') ?? '');
    }
    return fields;
  };
  const send = async (path: string, over: Fields, as = anna) =>
    app.post(path, { ...fieldsOn(await page(path, as)), ...over }, as);
  const event = (slug = 'fest') =>
    app.store.read.selectFrom('event').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();
  const notices = async () =>
    (
      await app.store.read
        .selectFrom('outbox')
        .select('kind')
        .where('signup_id', 'is not', null)
        .orderBy('id')
        .execute()
    ).map(({ kind }) => kind);
  const later = () => app.setNow(now + minute);
  const comingTo = async (slug = 'fest') => {
    await insertSignup(
      app.store,
      { slug },
      { name: 'Kim', email: 'kim@example.org', activities: slug === 'fest' ? ['dans'] : [] },
      now,
    );
    await insertSignup(app.store, { slug }, { name: 'Lo', partySize: 2 }, now);
    await app.mailsSent();
    app.smtp.mails.length = 0;
    later();
  };

  it('begins an event with a title, and leads through its sections to a published page', async () => {
    const begun = await send('/arrangor/nytt', { title: 'Kaffe på Möllan', kind: 'meeting' });
    const first = begun.headers.get('location')!;
    expect([begun.status, first]).toEqual([303, at('kaffe-pa-mollan', 'redigera/vad')]);
    expect((await app.get('/evenemang/kaffe-pa-mollan')).status).toBe(404);

    const steps: [section: string, over: Fields][] = [
      ['vad', { summary: 'Kom och fika.' }],
      ['nar', { startDate: '17/5', startTime: 'kl 14', endTime: '15.30' }],
      ['var', { venue: 'Möllan', stepFree: 'yes' }],
      ['vem', { audience: ['brukare', 'public'], cost: 'Gratis' }],
      ['antal', { capacity: '12' }],
      ['delar', { 'activity.0.title': 'Pussel', 'activity.0.start': '14.30', 'activity.0.places': '4' }],
      [
        'fragor',
        { 'question.0.label': 'Vad dricker du?', 'question.0.type': 'choice', 'question.0.options': 'Kaffe\nTe' },
      ],
    ];
    let path = first;
    for (const [index, [section, over]] of steps.entries()) {
      expect(path).toBe(at('kaffe-pa-mollan', `redigera/${section}`));
      // how far one has come, right after the heading
      expect(await page(path)).toMatch(new RegExp(`</h1><p[^>]*>Del ${index + 1} av ${steps.length}</p>`));
      const saved = await send(path, over);
      expect({ section, status: saved.status }).toEqual({ section, status: 303 });
      path = saved.headers.get('location')!;
    }
    expect(path).toBe(at('kaffe-pa-mollan', 'redigera?sparat'));
    expect(await page(path)).toContain('Möllan');
    const preview = await page(at('kaffe-pa-mollan', 'forhandsvisning'));
    expect(preview).toContain('Vad dricker du?');
    expect(preview).toContain('Pussel');

    const published = await app.post(at('kaffe-pa-mollan', 'publicering'), {}, anna);
    const told = `${at('kaffe-pa-mollan')}?klart=publicerat`;
    expect([published.status, published.headers.get('location')]).toEqual([303, told]);
    expect(await page(told)).toContain('Nu kan alla se det.');
    const seen = await (await app.get('/evenemang/kaffe-pa-mollan')).text();
    for (const words of [
      'Onsdag 17 maj kl. 14.00–15.30',
      'Möllan',
      'Kom och fika.',
      'Pussel',
      'Gratis',
      'anna@example.se',
    ]) {
      expect(seen).toContain(words);
    }
    const log = await page(at('kaffe-pa-mollan', 'logg'));
    expect(log).toContain('publicerade');
    expect(log).toMatch(/ändrade.*den korta texten.*platsen.*frågorna/s);
  });

  it('says in words beside the field what is wrong, and keeps what was typed', async () => {
    const answer = await send(at('utkast', 'redigera/nar'), { startDate: 'snart', startTime: '14', endTime: '13.00' });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('Fel: ');
    expect(html).toContain('value="snart"');
    expect(html.split('Skriv en dag, till exempel 17 maj')).toHaveLength(3);
    expect((await event('utkast')).start_at).not.toBeNull();
    const begun = await app.post('/arrangor/nytt', { title: '  ' }, anna);
    expect(begun.status).toBe(400);
    expect(await begun.text()).toContain('Skriv en rubrik.');
  });

  it('gives more rows and another order without saving or losing anything', async () => {
    const path = at('utkast', 'redigera/delar');
    const more = await send(path, { 'activity.0.title': 'Tango', fler: 'activity' });
    expect(more.status).toBe(200);
    const html = await more.text();
    expect(html).toContain('value="Tango"');
    expect(html.match(/name="activity\.\d+\.title"/g)!.length).toBeGreaterThan(4);
    const moved = await app.post(path, { ...fieldsOn(html), upp: 'activity.1' }, anna);
    const fields = fieldsOn(await moved.text());
    expect([fields['activity.0.title'], fields['activity.1.title']]).toEqual([['Fika'], ['Tango']]);
    expect((await app.post(path, fields, anna)).status).toBe(303);
    const parts = await app.store.read
      .selectFrom('activity')
      .select(['slug', 'title'])
      .where('event_id', '=', (await event('utkast')).id)
      .orderBy('position')
      .execute();
    expect(parts).toEqual([
      { slug: 'fika', title: 'Fika' },
      { slug: 'dans', title: 'Tango' },
    ]);
  });

  it('saves a draft while it is written, and never what is published', async () => {
    const fields = fieldsOn(await page(at('utkast', 'redigera/vad')));
    const save = (slug: string, over: Fields) =>
      app.post(at(slug, 'redigera/vad/utkast'), { ...fields, ...over }, anna);
    const saved = await save('utkast', { title: 'Vårfest' });
    const { say, basis } = (await saved.json()) as { say: string; basis: string };
    expect([saved.status, say]).toEqual([200, 'Sparat 12.00']);
    expect((await event('utkast')).title).toBe('Vårfest');
    const wrong = await save('utkast', { basis, title: '' });
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { say: 'Inte sparat än. Något behöver rättas.', faults: [{ name: 'title', message: 'Skriv en rubrik.' }] },
    ]);
    expect((await save('utkast', { title: 'Höstfest' })).status).toBe(409);
    expect((await save('utkast', { basis, title: 'Höstfest' })).status).toBe(200);
    expect((await save('fest', { title: 'Höstfest' })).status).toBe(409);
    expect((await event()).title).toBe('Fest');
  });

  it('tells the second of two who change the same, who loses nothing and can save all the same', async () => {
    const path = at('utkast', 'redigera/var');
    const both = fieldsOn(await page(path));
    expect((await app.post(path, { ...both, venue: 'Torget' }, bo)).status).toBe(303);
    const answer = await app.post(path, { ...both, venue: 'Hamnen', address: 'Kajen 1' }, anna);
    expect(answer.status).toBe(409);
    const html = await answer.text();
    for (const words of [
      'Bo sparade',
      'Sparat nu: Torget',
      'value="Hamnen"',
      'value="Kajen 1"',
      'Spara mitt i stället',
    ]) {
      expect(html).toContain(words);
    }
    // a script must not save it by itself
    expect(html).not.toContain('data-draft');
    expect((await event('utkast')).venue).toBe('Torget');
    expect((await app.post(path, fieldsOn(html), anna)).status).toBe(303);
    expect(await event('utkast')).toMatchObject({ venue: 'Hamnen', address: 'Kajen 1' });

    // what others change elsewhere is not in the way
    const words = fieldsOn(await page(at('utkast', 'redigera/vad')));
    expect((await app.post(path, { ...fieldsOn(await page(path)), venue: 'Torget' }, bo)).status).toBe(303);
    expect((await app.post(at('utkast', 'redigera/vad'), { ...words, title: 'Kalas' }, anna)).status).toBe(303);
    expect(await event('utkast')).toMatchObject({ venue: 'Torget', title: 'Kalas' });
  });

  it('keeps what was typed over an older text wrong until one has been told', async () => {
    const path = at('utkast', 'redigera/var');
    const old = fieldsOn(await page(path));
    await app.post(path, { ...old, venue: 'Torget' }, bo);
    const wrong = await app.post(path, { ...old, venue: 'x'.repeat(201) }, anna);
    expect(wrong.status).toBe(400);
    expect((await app.post(path, { ...fieldsOn(await wrong.text()), venue: 'Hamnen' }, anna)).status).toBe(409);
  });

  it('saves words at once, and says before a new day what it means for whom', async () => {
    await comingTo();
    expect((await send(at('fest', 'redigera/vad'), { summary: 'En stor fest.' })).status).toBe(303);
    expect((await event()).summary).toBe('En stor fest.');

    const path = at('fest', 'redigera/nar');
    const asked = await send(path, { startDate: '2017-05-18', startTime: '10:30' });
    expect(asked.status).toBe(409);
    const html = await asked.text();
    for (const words of [
      'I allt gäller det 3 personer.',
      'Gäller 1 person: tiden är ändrad och något de valt har en ny tid',
      'Gäller 2 personer: tiden är ändrad',
      '1 anmälan får ett mejl.',
      '1 går varken att mejla eller ringa, men ser det på sin egen sida:',
      'Lo',
      'Mejlen skickas om två minuter.',
      '<dt>Blir</dt><dd><strong>Torsdag 18 maj kl. 10.30–15.00</strong></dd>',
    ]) {
      expect(html).toContain(words);
    }
    expect(await notices()).toEqual(['confirmed', 'confirmed']);

    const back = await app.post(path, { ...fieldsOn(html), tillbaka: '1' }, anna);
    expect(back.status).toBe(200);
    expect(fieldsOn(await back.text())).toMatchObject({ startDate: ['2017-05-18'], startTime: ['10:30'] });

    const done = await app.post(path, { ...fieldsOn(html), bekraftat: '1' }, anna);
    expect([done.status, done.headers.get('location')]).toEqual([303, at('fest', 'redigera?sparat=mejl')]);
    // the room changes too: of both there is one mail
    await app.mailsSent();
    app.smtp.mails.length = 0;
    const room = await send(at('fest', 'redigera/var'), { venue: 'Stora salen' });
    await app.post(at('fest', 'redigera/var'), { ...fieldsOn(await room.text()), bekraftat: '1' }, anna);
    app.setNow(now + 3 * minute);
    await app.mailsSent();
    expect(app.smtp.mails).toHaveLength(1);
    expect(app.smtp.mailTo('kim@example.org').text).toMatch(/18 maj[\s\S]*Stora salen/u);
    // the dance has moved with the day
    const dance = await app.store.read
      .selectFrom('activity')
      .select('start_at')
      .where('slug', '=', 'dans')
      .where('event_id', '=', (await event()).id)
      .executeTakeFirstOrThrow();
    expect(new Date(dance.start_at!).toISOString()).toBe('2017-05-18T09:30:00.000Z');
  });

  it('mails and calls nobody about a mistake that is put right at once', async () => {
    await comingTo();
    await app.mailsSent();
    app.smtp.mails.length = 0;
    const path = at('fest', 'redigera/var');
    const before = fieldsOn(await page(path));
    const wrong = await send(path, { venue: 'Fel sal' });
    const saved = await app.post(path, { ...fieldsOn(await wrong.text()), bekraftat: '1' }, anna);
    expect(saved.headers.get('location')).toBe(at('fest', 'redigera?sparat=mejl'));
    expect(await page(at('fest', 'ringlista'))).toContain('Lo');

    // it concerns nobody, so that nothing is asked
    const { basis: _, ...right } = before;
    app.setNow(now + 1);
    const back = await send(path, right as Record<string, string>);
    expect([back.status, back.headers.get('location')]).toEqual([303, at('fest', 'redigera?sparat=rattat')]);
    expect(await page(back.headers.get('location')!)).toContain('Ingen hade hunnit få veta något annat.');
    expect(await page(at('fest', 'ringlista'))).toContain('Ingen att ringa');
    app.setNow(now + 10 * minute);
    await app.mailsSent();
    expect(app.smtp.mails).toEqual([]);
  });

  it('says before there are fewer places than people that nobody loses one', async () => {
    await comingTo();
    const path = at('fest', 'redigera/antal');
    const asked = await send(path, { capacity: '2' });
    expect(asked.status).toBe(409);
    const html = await asked.text();
    expect(html).toContain('Hela evenemanget: 3 är med, men det blir 2 platser');
    expect(html).toContain('Ingen förlorar sin plats.');
    expect((await app.post(path, { ...fieldsOn(html), bekraftat: '1' }, anna)).status).toBe(303);
    const held = await app.store.read.selectFrom('signup').select('state').execute();
    expect(held.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
    // and when there is room again somebody who waits gets it: that is said too
    await insertSignup(app.store, { slug: 'fest' }, { name: 'Mio' }, now);
    const raised = await (await send(path, { capacity: '4' })).text();
    expect(raised).toContain('1 person på reservlistan får plats');
    expect(raised).toContain('Mio');
  });

  const inLine = async () => {
    const one = await insertSignup(app.store, { slug: 'fest' }, { name: 'Mio', email: 'mio@example.se' }, now);
    await insertSignup(app.store, { slug: 'fest' }, { name: 'Siv', partySize: 2 }, now);
    await app.mailsSent();
    app.smtp.mails.length = 0;
    return one;
  };
  const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

  it('says before one need not sign up any more what becomes of who is in and who waits, and tells who waits', async () => {
    await comingTo();
    const code = await inLine();
    const path = at('fest', 'redigera/antal');
    const asked = await send(path, { signup: 'none' });
    expect(asked.status).toBe(409);
    const html = textOf(await asked.text());
    expect(html).toContain('Gäller 3 personer: anmälan är ändrad');
    expect(html).toContain('3 personer är redan anmälda De är kvar i listan');
    expect(html).toContain('3 personer står på reservlistan De får veta att de inte behöver vänta.');
    expect((await send(path, { signup: 'none', bekraftat: '1' })).status).toBe(303);
    const receipt = textOf(await page(`/anmalan/${code}`));
    expect(receipt).toContain('Du behöver ingen plats: kom som du är');
    expect(receipt).not.toContain('Vi hör av oss');
    const overview = textOf(await page(at('fest')));
    expect(overview).toContain('3 personer väntade på plats när anmälan ändrades');
    expect(overview).not.toMatch(/står på reservlistan|Det är fullt|platser är tagna/u);
    app.setNow(now + 10 * minute);
    await app.mailsSent();
    expect(app.smtp.mails).toHaveLength(1);
    expect(app.smtp.mails[0]!.mail.text).toContain('Det är bara att komma.');
  });

  it('leads who waits to the page where one signs up now', async () => {
    await comingTo();
    const code = await inLine();
    const fields = { signup: 'external', externalSignup: 'https://example.org/anmalan' };
    const asked = await send(at('fest', 'redigera/antal'), fields);
    expect(asked.status).toBe(409);
    expect(textOf(await asked.text())).toContain('De får länken till den nya anmälan.');
    await send(at('fest', 'redigera/antal'), { ...fields, bekraftat: '1' });
    const receipt = await page(`/anmalan/${code}`);
    expect(receipt).toContain('Anmälan är på en annan webbplats nu');
    expect(receipt).toContain('href="https://example.org/anmalan"');
    app.setNow(now + 10 * minute);
    await app.mailsSent();
    expect(app.smtp.mails[0]!.mail.text).toContain('https://example.org/anmalan');
  });

  it('says before the line or the approval is switched off that nobody loses it', async () => {
    await comingTo();
    await inLine();
    const path = at('fest', 'redigera/antal');
    const { waitlist: _, ...without } = fieldsOn(await page(path));
    const asked = await app.post(path, without, anna);
    expect(asked.status).toBe(409);
    expect(textOf(await asked.text())).toContain(
      '3 personer står på reservlistan De står kvar och får plats i tur och ordning. Inga fler kan ställa sig där.',
    );
    await app.store.transact((trx) =>
      trx.updateTable('event').set({ approval: 1 }).where('slug', '=', 'fest').execute(),
    );
    await app.store.transact((trx) =>
      trx.updateTable('signup').set({ to_approve: 1 }).where('name', '=', 'Mio').execute(),
    );
    const { approval: _approval, ...unasked } = fieldsOn(await page(path));
    const answer = await app.post(path, unasked, anna);
    expect(answer.status).toBe(409);
    expect(textOf(await answer.text())).toContain('1 person väntar på svar De väntar tills ni har svarat.');
    expect((await app.post(path, { ...unasked, bekraftat: '1' }, anna)).status).toBe(303);
    expect(await page(at('fest', 'deltagare'))).toContain('value="fraga"');
    expect(await page(at('fest'))).toContain('1 person väntar på ditt svar');
  });

  it('says on the overview why somebody waits while there are places, and when signup opens', async () => {
    const organisations = [{ slug: 'varden', name: 'VARDEN' }];
    const kept = [{ audience: 'brukare', places: 1, until: '2017-05-10T00:00' }];
    await load(app, { organisations, events: [{ ...fest, audiences: ['brukare', 'public'], kept }] }, now);
    await comingTo();
    await insertSignup(app.store, { slug: 'fest' }, { name: 'Mio' }, now);
    const overview = textOf(await page(at('fest')));
    expect(overview).toContain('2 av 3 platser är tagna. En plats hålls för brukare till onsdag 10 maj.');
    expect(overview).not.toContain('Anmälan öppnar');
    await load(app, { organisations, events: [{ ...fest, slug: 'ny', signupOpens: '2017-04-10T12:00' }] }, now);
    expect(textOf(await page(at('ny')))).toContain('Anmälan öppnar måndag 10 april kl. 12.00.');
  });

  it('says no old day on the public page of an activity that is gone when the event is moved after', async () => {
    await comingTo();
    const gone = await send(at('fest', 'redigera/delar'), { 'activity.0.remove': 'yes' });
    await app.post(at('fest', 'redigera/delar'), { ...fieldsOn(await gone.text()), bekraftat: '1' }, anna);
    expect(textOf(await page('/evenemang/fest'))).toMatch(/kl\. 11.00–12.00 Dans blir inte av/iu);
    const moved = await send(at('fest', 'redigera/nar'), { startDate: '18 maj', endDate: '18 maj' });
    await app.post(at('fest', 'redigera/nar'), { ...fieldsOn(await moved.text()), bekraftat: '1' }, anna);
    const shown = textOf(await page('/evenemang/fest'));
    expect(shown).toMatch(/Dans blir inte av/iu);
    expect(shown).not.toMatch(/11.00|17 maj/u);
  });

  it('says before an activity is taken away whose it was', async () => {
    await comingTo();
    const path = at('fest', 'redigera/delar');
    const quiet = await send(path, { 'activity.1.remove': 'yes' });
    expect(quiet.status).toBe(303);
    const asked = await send(path, { 'activity.0.remove': 'yes' });
    expect(asked.status).toBe(409);
    const html = await asked.text();
    expect(html).toContain('Gäller 1 person: något de valt är borttaget');
    expect(html).toMatch(/Det här tas bort:.*<li>”Dans”\. 1 person har valt det\.<\/li>/su);
    expect((await app.post(path, { ...fieldsOn(html), bekraftat: '1' }, anna)).status).toBe(303);
    app.setNow(now + 3 * minute);
    await app.mailsSent();
    expect(app.smtp.mailTo('kim@example.org').text).toContain('Dans');
  });

  it('names each of several that are taken away, with how many had chosen it', async () => {
    await insertSignup(app.store, { slug: 'fest' }, { name: 'Kim', activities: ['dans', 'fika'] }, now);
    await insertSignup(app.store, { slug: 'fest' }, { name: 'Lo', partySize: 2, activities: ['fika'] }, now);
    later();
    const both = { 'activity.0.remove': 'yes', 'activity.1.remove': 'yes' };
    const asked = await send(at('fest', 'redigera/delar'), both);
    expect(asked.status).toBe(409);
    const html = await asked.text();
    for (const words of ['”Dans”. 1 person har valt det.', '”Fika”. 3 personer har valt det.']) {
      expect(html).toContain(words);
    }
  });

  it('asks about an activity outside the event’s own times, and saves it all the same', async () => {
    const path = at('fest', 'redigera/delar');
    const early = { 'activity.1.start': '8', 'activity.1.end': '9.30' };
    const shift = { 'shift.0.title': 'Städa', 'shift.0.start': '14.30', 'shift.0.end': '16' };
    const saved = await send(path, { ...early, ...shift });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${path}?sparat`]);
    const told = await page(`${path}?sparat`);
    expect(told).toMatch(/role="status".*Sparat\. Men stämmer tiden\?.*href="#f-activity\.1\.start">Fika</su);
    const [dance = '', coffee = '', , , cleaning = ''] = told.split(/<legend>(?:Aktivitet|Arbetspass) \d/u).slice(1);
    expect(dance).not.toContain('Stämmer tiden?');
    expect(coffee).toContain('Aktiviteten börjar före evenemanget. Stämmer tiden?');
    expect(cleaning).toContain('Passet slutar efter evenemanget. Stämmer tiden?');
    // it stands there until the time is another, and among all sections
    expect(await page(path)).toContain('Aktiviteten börjar före evenemanget.');
    expect(await page(at('fest', 'redigera'))).toContain('en tid att se över');
    // who has read it and saves again means it; of another time one is asked anew
    expect((await send(path, {})).headers.get('location')).toBe(at('fest', 'redigera?sparat'));
    expect((await send(path, { 'activity.1.start': '9' })).headers.get('location')).toBe(`${path}?sparat`);
    const right = { 'activity.1.start': '10', 'activity.1.end': '11', 'shift.0.end': '15' };
    expect((await send(path, right)).headers.get('location')).toBe(at('fest', 'redigera?sparat'));
    expect(await page(path)).not.toContain('Stämmer tiden?');
  });

  it('asks about a time that concerns somebody once that has been said yes to, and says that mails go out', async () => {
    await comingTo();
    const path = at('fest', 'redigera/delar');
    const asked = await send(path, { 'activity.0.start': '14', 'activity.0.end': '16' });
    expect(asked.status).toBe(409);
    const done = await app.post(path, { ...fieldsOn(await asked.text()), bekraftat: '1' }, anna);
    expect(done.headers.get('location')).toBe(`${path}?sparat=mejl`);
    const told = await page(`${path}?sparat=mejl`);
    for (const words of ['Aktiviteten slutar efter evenemanget.', 'Mejlen skickas om två minuter.']) {
      expect(told).toContain(words);
    }
  });

  it('asks the same of a series, by its own times', async () => {
    const path = at('mote', 'redigera/delar', 'serier');
    const saved = await send(path, { 'activity.0.title': 'Fika', 'activity.0.start': '9', 'activity.0.end': '13' });
    expect(saved.headers.get('location')).toBe(`${path}?sparat`);
    expect(await page(path)).toContain('Aktiviteten börjar före själva tillfället och slutar efter det.');
  });

  it('is not published without somebody to ask, and asks about what may come later', async () => {
    await load(app, { events: [{ slug: 'tomt', title: 'Tomt', host: 'andra', status: 'draft' }] }, now);
    await organiser(app, { email: 'anna@example.se', organisation: 'andra' }, now);
    const html = await page(at('tomt', 'publicering'));
    expect(html).toContain('Skriv vem man kan fråga');
    expect(html).toContain('Ingen dag än');
    expect(html).not.toContain('Ja, publicera');
    expect((await app.post(at('tomt', 'publicering'), {}, anna)).status).toBe(409);
    await send(at('tomt', 'redigera/vem'), { contactPhone: '042-10 50 00' });
    expect(await page(at('tomt', 'publicering'))).toContain('Ja, publicera');
    expect((await app.post(at('tomt', 'publicering'), {}, anna)).status).toBe(303);
    expect((await app.get('/evenemang/tomt')).status).toBe(200);
  });

  it('becomes a draft again while nobody has signed up, and is else called off', async () => {
    expect((await app.post(at('fest', 'avpublicering'), {}, anna)).status).toBe(303);
    expect((await app.get('/evenemang/fest')).status).toBe(404);
    await app.post(at('fest', 'publicering'), {}, anna);
    await comingTo();
    const refused = await app.post(at('fest', 'avpublicering'), {}, anna);
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain('3 personer är anmälda');
    expect(html).toContain(at('fest', 'installning'));
  });

  it('is called off with the organiser’s words in the mail, and taken back', async () => {
    await comingTo();
    expect(await page(at('fest', 'installning'))).toContain('Gäller 3 personer: det är inställt');
    const words = 'Det regnar för mycket.\nVi ses i juni.';
    expect((await app.post(at('fest', 'installning'), { words }, anna)).status).toBe(303);
    await app.mailsSent();
    const mail = app.smtp.mailTo('kim@example.org');
    expect(mail.subject).toContain('Inställt');
    expect(mail.text).toContain('Från arrangören:');
    expect(mail.text).toContain('Det regnar för mycket.');
    expect(mail.html).toContain('Vi ses i juni.');
    const outbox = await app.store.read.selectFrom('outbox').selectAll().execute();
    expect(JSON.stringify(outbox)).not.toContain('regnar');

    app.smtp.mails.length = 0;
    app.setNow(now + 2 * minute);
    expect(await page(at('fest', 'aterstallning'))).toContain('Gäller 3 personer: det blir av');
    expect((await app.post(at('fest', 'aterstallning'), {}, anna)).status).toBe(303);
    await app.mailsSent();
    expect(app.smtp.mailTo('kim@example.org').subject).toContain('Det blir av');
    expect(await app.store.read.selectFrom('called_off').selectAll().execute()).toEqual([]);
    expect(await page(at('fest', 'logg'))).toMatch(/tog tillbaka det inställda.*ställde in/s);
  });

  it('tells nothing of the organiser’s words about what is discreet', async () => {
    await load(app, { events: [{ ...fest, discreet: true }] }, now);
    await comingTo();
    expect(await page(at('fest', 'installning'))).not.toContain('name="words"');
    await app.post(at('fest', 'installning'), { words: 'RSMH:s möte' }, anna);
    await app.mailsSent();
    expect(app.smtp.mailTo('kim@example.org').text).not.toContain('RSMH');
  });

  it('is thrown away while it is a draft', async () => {
    const gone = await app.post(at('utkast', 'borttagning'), {}, anna);
    expect([gone.status, gone.headers.get('location')]).toEqual([303, '/arrangor']);
    expect((await app.get(at('utkast'), anna)).status).toBe(404);
    expect((await app.post(at('fest', 'borttagning'), {}, anna)).status).toBe(409);
  });

  it('is copied to another day, with its activities, or with the day open', async () => {
    await comingTo();
    const copied = await app.post(at('fest', 'kopia'), { title: 'Fest igen', date: '2018-05-16' }, anna);
    expect(copied.headers.get('location')).toBe(at('fest-igen', 'redigera?klart=kopia'));
    expect(await page(at('fest-igen', 'redigera?klart=kopia'))).toMatch(/role="status".*Kopian är klar\./su);
    expect(await page(at('fest-igen', 'redigera'))).not.toContain('Kopian är klar.');
    const copy = await event('fest-igen');
    expect(copy).toMatchObject({ status: 'draft', venue: 'Parken' });
    expect(new Date(copy.start_at!).toISOString()).toBe('2018-05-16T08:00:00.000Z');
    const [dance] = await app.store.read.selectFrom('activity').selectAll().where('event_id', '=', copy.id).execute();
    expect(new Date(dance!.start_at!).toISOString()).toBe('2018-05-16T09:00:00.000Z');
    await app.post(at('fest', 'kopia'), { title: 'Fest', date: '' }, anna);
    expect(await event('fest-2')).toMatchObject({ start_at: null, end_at: null });
    expect((await app.post(at('fest', 'kopia'), { title: 'Fest', date: 'snart' }, anna)).status).toBe(400);
    expect(await page(at('fest-igen', 'logg'))).toContain('gjorde det som en kopia');
    // what tells one from another of the same name is on every page about it
    const frames = ['deltagare', 'deltagare/lista', 'meddelanden', 'meddelanden/nytt', 'ringlista', 'redigera'];
    for (const rest of frames) expect(await page(at('fest-igen', rest))).toContain('Onsdag 16 maj 2018 kl. 10.00');
    expect(await page(at('fest-2', 'deltagare'))).not.toContain('Datum meddelas senare');
    const overview = await page(at('fest-igen'));
    expect(overview.match(/Onsdag 16 maj/gu)).toHaveLength(1);
  });

  it('is kept as a template, which others begin from until it is removed', async () => {
    const saved = await app.post(at('fest', 'mall'), { name: 'Vår fest' }, anna);
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${at('fest')}?klart=mall`]);
    const told = textOf(await page(`${at('fest')}?klart=mall`));
    expect(told).toContain('Mallen är sparad. Du hittar den när du börjar på något nytt: Nytt evenemang');
    const html = await page('/arrangor/nytt', bo);
    const [, id] = /value="mall:([^"]+)"/.exec(html)!;
    const begun = await app.post('/arrangor/nytt', { title: '', from: `mall:${id}`, date: '20 maj' }, bo);
    expect(begun.headers.get('location')).toBe(at('fest-2', 'redigera/vad'));
    expect(await event('fest-2')).toMatchObject({ title: 'Fest', status: 'draft', venue: 'Parken' });
    expect((await app.post(`/arrangor/mallar/${id}/borttagning`, {}, bo)).status).toBe(303);
    expect(await page('/arrangor/nytt', bo)).not.toContain('mall:');
    expect((await app.post(`/arrangor/mallar/${id}/borttagning`, {}, bo)).status).toBe(404);

    await organiser(app, { email: 'cia@example.se', organisation: 'andra' }, now);
    const cia = await logIn(app, 'cia@example.se', now);
    expect((await app.post('/arrangor/nytt', { title: 'X', from: 'evenemang:fest' }, cia)).status).toBe(404);
  });

  it('coaches when a text is hard to read, and lets it be saved', async () => {
    const hard =
      'Socialförvaltningens verksamhetsutveckling genomför kompetensutvecklingsinsatser tillsammans med brukarorganisationernas representanter.';
    const saved = await send(at('utkast', 'redigera/vad'), { summary: hard });
    expect(saved.headers.get('location')).toBe(at('utkast', 'redigera/vad?sparat'));
    const html = await page(saved.headers.get('location')!);
    expect(html).toContain('Svårt att läsa för många.');
    expect(html).toContain('Långa ord: kompetensutvecklingsinsatser');
    expect((await event('utkast')).summary).toBe(hard);
  });

  it('writes a series in the same sections, and sends a date to its series', async () => {
    const html = await page(at('mote', 'redigera', 'serier'));
    expect(html).toContain('/arrangor/serier/mote/tillfallen');
    // its dates have pages of their own, and are no part of these
    expect(await page(at('mote', 'redigera/var', 'serier'))).toContain('Del 2 av 6');
    const saved = await send(at('mote', 'redigera/var', 'serier'), { venue: 'Torget' });
    // somebody may have signed up to a date
    expect(saved.status).toBe(303);
    const dates = await app.store.read.selectFrom('event').select('venue').where('slug', 'like', 'mote-%').execute();
    expect(dates.map(({ venue }) => venue)).toEqual(['Torget', 'Torget', 'Torget']);
    await comingTo('mote-2017-05-11');
    const asked = await send(at('mote', 'redigera/var', 'serier'), { venue: 'Hamnen' });
    expect(await asked.text()).toContain('platsen är ändrad');
    expect(await page(at('mote-2017-05-11', 'redigera'))).toContain('Det här är ett tillfälle i en serie');
    expect((await app.get(at('mote-2017-05-11', 'redigera/vad'), anna)).headers.get('location')).toBe(
      at('mote-2017-05-11', 'redigera'),
    );
  });

  it('calls a whole series off with the same words to those on each of its dates', async () => {
    await comingTo('mote-2017-05-11');
    const path = at('mote', 'installning', 'serier');
    expect(await page(path)).toContain('Gäller 3 personer: det är inställt');
    expect((await app.post(path, { words: 'Lokalen är stängd.' }, anna)).status).toBe(303);
    await app.mailsSent();
    expect(app.smtp.mailTo('kim@example.org').text).toContain('Lokalen är stängd.');
    app.setNow(now + 2 * minute);
    expect((await app.post(at('mote', 'aterstallning', 'serier'), {}, anna)).status).toBe(303);
    expect((await event('mote-2017-05-11')).status).toBe('published');
  });

  it('says before a whole series is called off how much that is, and where one date is', async () => {
    expect(await page(at('mote', '', 'serier'))).toContain('Ställ in hela serien');
    const whole = await page(at('mote', 'installning', 'serier'));
    for (const words of ['Möte: alla 3 datum som är kvar ställs in.', 'href="/arrangor/serier/mote/tillfallen"']) {
      expect(whole).toContain(words);
    }
    const one = await page(at('fest', 'installning'));
    for (const words of ['Fest', 'Onsdag 17 maj kl. 10.00–15.00']) expect(one).toContain(words);
    expect(one).not.toContain('hela serien');
  });

  it('loses nothing that was written about teams, and advises where they cannot all have places', async () => {
    const path = at('utkast', 'redigera/antal');
    const numbers = { capacity: '6', teamsCapacity: '6', teamsMin: '4', teamsMax: '6' };
    const refused = await send(path, numbers);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('Du har skrivit antal för lag. Kryssa i Ja, eller ta bort siffrorna.');
    const saved = await app.post(path, { ...fieldsOn(html), teams: 'yes' }, anna);
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${path}?sparat`]);
    const advised = await page(`${path}?sparat`);
    expect(advised).toContain('6 lag med minst 4 i varje är 24 personer, men bara 6 får plats.');
    expect(advised).toContain('Hur många personer får plats, alla lag tillsammans?');
    // who has read it and saves again means it
    const again = await app.post(path, fieldsOn(advised), anna);
    expect(again.headers.get('location')).toBe(at('utkast', 'redigera/delar'));
    const all = await page(at('utkast', 'redigera'));
    for (const words of ['6 lag, 4–6 i varje', 'Alla lag får inte plats']) expect(all).toContain(words);
  });

  it('says once that 0 places let nobody in, and before it is published', async () => {
    const path = at('utkast', 'redigera/antal');
    const sent = await send(path, { capacity: '0' });
    expect(sent.headers.get('location')).toBe(`${path}?sparat`);
    const advised = await page(`${path}?sparat`);
    expect(advised).toContain('Sparat. Men det är 0 platser.');
    expect(advised).toContain('0 platser: alla som anmäler sig hamnar på reservlistan.');
    expect(await page(at('utkast', 'redigera'))).toContain('0 platser: alla hamnar på reservlistan');
    const { waitlist: _, ...fields } = fieldsOn(advised);
    // who has read it and saves again means it
    expect((await app.post(path, fields, anna)).headers.get('location')).toBe(at('utkast', 'redigera/delar'));
    expect(await page(path)).toContain('0 platser: ingen kan anmäla sig.');
    expect(await page(at('utkast', 'redigera'))).toContain('0 platser: ingen kan anmäla sig');
  });

  it('says beside the box that was ticked that teams are not approved, and keeps what was typed', async () => {
    const path = at('utkast', 'redigera/antal');
    const words = 'Lag kan inte vänta på ditt ja.';
    const beside = (html: string) =>
      [...html.matchAll(/<p class="field-error" id="f-(\w+)-fel">/gu)].map(([, at]) => at);
    const typed = { capacity: '40', teams: 'yes', teamsCapacity: '6', teamsMin: '4', teamsMax: '6' };
    expect((await send(path, typed)).status).toBe(303);
    const refused = await send(path, { approval: 'yes', capacity: '44' });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(beside(html)).toEqual(['approval']);
    // in the summary, which leads there, and beside the box
    expect(html.split(words)).toHaveLength(3);
    expect(html).toContain('href="#f-approval"');
    expect(fieldsOn(html)).toMatchObject({ ...asSent(typed), capacity: ['44'], approval: ['yes'] });
    const { teams: _, ...alone } = fieldsOn(html);
    expect((await app.post(path, { ...alone, teamsCapacity: '', teamsMin: '', teamsMax: '' }, anna)).status).toBe(303);
    // and the other way about
    expect(beside(await (await send(path, typed)).text())).toEqual(['teams']);
  });

  it('says to the public no larger party than there are places, and no kind that says nothing', async () => {
    expect(await page('/evenemang/fest/anmalan')).toContain('Högst 3.');
    // of the kind that no word says, the page says none
    expect(await page('/evenemang/fest')).not.toContain('>Annat<');
  });

  it('says what teams that have signed up make impossible', async () => {
    await load(
      app,
      { events: [{ ...fest, activities: [], teams: { capacity: 4, minPlayers: 1, maxPlayers: 6 } }] },
      now,
    );
    const registered = await app.post('/evenemang/fest/lag', {
      team: 'Bollarna',
      name: 'Kim',
      email: 'kim@example.org',
    });
    expect(registered.status).toBe(303);
    later();
    const fields = fieldsOn(await page(at('fest', 'redigera/antal')));
    delete fields.teams;
    const refused = await app.post(at('fest', 'redigera/antal'), fields, anna);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Lag är redan anmälda.');
  });
});

const asSent = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]));
const attribute = (tag: string, name: string) => new RegExp(` ?\\b${name}="([^"]*)"`).exec(tag)?.[1];
const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
