import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { entryOf } from '../../db/programme/edit';
import type { SeriesEntry } from '../../db/programme/entry';
import { startApp, type Fields, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { at, load } from '../support/programme';
import { insertSignup, insertSite } from '../support/sample';

const now = at('2017-03-01T09:00');

describe.each(databases)('series in the console, on $name', ({ dialect }) => {
  let app: TestApp;
  let as: { cookie: string };
  beforeAll(async () => {
    app = await startApp({ dialect, now });
    await insertSite(app.store);
    const organisations = [
      { slug: 'socialforvaltningen', name: 'Socialförvaltningen' },
      { slug: 'rsmh', name: 'RSMH' },
    ];
    await load(app, { organisations }, now);
    const who = { email: 'anna@example.se', name: 'Anna', organisation: 'socialforvaltningen' };
    await organiser(app, who, now);
    as = await logIn(app, who.email, now);
  });
  afterAll(() => app.close());

  const page = async (path: string) => {
    const answer = await app.get(path, as);
    return { status: answer.status, text: plain(await answer.text()) };
  };
  let clock = now;
  const send = async (path: string, fields: Fields) => {
    // what is told is told by what was written at that moment
    app.setNow(++clock);
    const answer = await app.post(path, fields, as);
    const text = await answer.text();
    return { status: answer.status, text: plain(text), html: text, to: answer.headers.get('location') };
  };
  const plain = (html: string) =>
    html
      .replace(/<!--.*?-->/gs, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  /** Makes a series and publishes it. @returns its dates' address */
  async function made(fields: Fields, publish = true): Promise<string> {
    const { status, to } = await send('/arrangor/nytt/serie', { signup: 'open', ...fields });
    expect(status).toBe(303);
    const path = to!.split('?')[0]!;
    if (publish) await load(app, { series: [{ ...(await entry(path)), status: 'published' }] }, now);
    return path;
  }
  const slugOf = (path: string) => path.split('/')[3]!;
  const entry = async (path: string) => (await entryOf(app.store.read, 'series', slugOf(path))) as SeriesEntry;
  const event = (path: string, date: string) =>
    app.store.read
      .selectFrom('event')
      .selectAll()
      .where('slug', '=', `${slugOf(path)}-${date}`)
      .executeTakeFirstOrThrow();
  const noticesTo = async (name: string) => {
    const rows = await app.store.read
      .selectFrom('outbox')
      .innerJoin('signup', 'signup.id', 'outbox.signup_id')
      .select(['outbox.kind', 'outbox.state', 'outbox.facts'])
      .where('signup.name', '=', name)
      .orderBy('outbox.ordinal')
      .execute();
    return rows.map((row) => [row.kind, row.state, JSON.parse(row.facts) as object]);
  };
  /** Sends a form, is asked, and says yes. */
  async function surely(path: string, fields: Fields) {
    const asked = await send(path, fields);
    expect(asked.status).toBe(409);
    const done = await send(path, { ...fields, sure: hidden(asked.html, 'sure') });
    expect(done.status).toBe(303);
    return asked.text;
  }

  it('are made by saying when they are, with red days marked and left out', async () => {
    const query = new URLSearchParams({
      title: 'Ledningsgrupp för utveckling',
      said: 'jämna veckor, torsdag 10-12, från 23 mars till 29 juni',
    });
    const shown = await page(`/arrangor/nytt/serie?${query}`);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('jämna veckor, torsdag kl. 10.00–12.00 från 23 mars 2017');
    expect(shown.text).toMatch(/20 april 2017 kl. 10.00–12.00 Hoppa över. Står som inställt för alla./);
    expect(shown.text).not.toContain('30 mars');
    const path = await made({ ...Object.fromEntries(query), skip: '2017-06-15' }, false);
    expect(path).toBe('/arrangor/serier/ledningsgrupp-for-utveckling/tillfallen');
    expect(await entry(path)).toMatchObject({
      status: 'draft',
      host: 'socialforvaltningen',
      rrule: expect.stringContaining('BYWEEKNO=2,4,6') as string,
      start: '2017-03-23T10:00',
      until: '2017-06-29',
      cancelled: ['2017-06-15'],
    });
    const dates = await page(path);
    expect(dates.text).toContain('Det är jämna veckor, torsdag');
    expect(dates.text).toContain('Inställt');
    // what is to be done next, and whom one asks, as of a new event
    for (const words of ['Publicera', 'Skriv vidare', 'Ingen plats än']) expect(dates.text).toContain(words);
    expect(dates.text).not.toContain('Skriv vem man kan fråga');
    const holidays = await page('/arrangor/nytt/serie?title=x&said=torsdagar+10-12+till+juni');
    expect(holidays.text).toMatch(/25 maj 2017 kl. 10.00–12.00 Röd dag: Kristi himmelsfärdsdag/);
    expect(holidays.text).toContain('Många är lediga: skärtorsdagen');
  });

  it('say kindly what else there is at the same time', async () => {
    await made({ title: 'Möte på tisdagar', said: 'två tisdagar 10-12 från 7 mars' }, false);
    const shown = await page('/arrangor/nytt/serie?title=x&said=7/3+kl+11-13');
    expect(shown.text).toContain('Samtidigt har ni också: Möte på tisdagar, kl. 10.00–12.00.');
    expect((await page('/arrangor/nytt/serie?title=x&said=7/3+kl+12-13')).text).not.toContain('Samtidigt');
  });

  it.each([
    ['när det passar', 'Vi förstod inte: när.'],
    ['', 'Skriv när det är.'],
    ['varje månad', 'Vilken dag är det?'],
    ['31/2', 'Det finns inget datum som heter 31/2.'],
  ])('say what was not understood: %s', async (said, words) => {
    const query = new URLSearchParams({ title: 'Möte', said });
    const answer = await app.get(`/arrangor/nytt/serie?${query}`, as);
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(plain(text)).toContain(words);
    expect(text).toContain('<title>Fel: Ny serie');
    expect(text).toContain(`value="${said}"`);
    expect((await send('/arrangor/nytt/serie', { title: 'Möte', said })).status).toBe(400);
  });

  it('can be chosen in fields', async () => {
    const fields = {
      ...{ title: 'Kurs', way: 'fields', said: 'struntprat', every: 'month-1', weekday: '4', nth: '1' },
      ...{ start: '10', end: '12.30', from: '2017-09-07', signup: 'whole', capacity: '12', count: '3' },
    };
    const path = await made(fields, false);
    expect(await entry(path)).toMatchObject({
      ...{ rrule: 'FREQ=MONTHLY;BYDAY=1TH;COUNT=3', start: '2017-09-07T10:00', end: '2017-09-07T12:30' },
      ...{ signup: 'whole', capacity: 12, kind: 'course' },
    });
    const wrong = await send('/arrangor/nytt/serie', { ...fields, weekday: [], start: '25' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('Skriv klockslaget med siffror, till exempel 14 eller 14.30.');
    expect(wrong.text).toContain('Välj minst en dag.');
  });

  it('explicit dates that are left out are not there', async () => {
    const path = await made(
      { title: 'Workshop', said: '20/4, 31/8, 19/10 och 7/12 kl 13-16', skip: ['2017-04-20'] },
      false,
    );
    expect(await entry(path)).toMatchObject({ start: '2017-08-31T13:00', cancelled: [] });
    expect((await entry(path)).added.map((one) => one.start)).toEqual(['2017-10-19T13:00', '2017-12-07T13:00']);
  });

  it('move a date when it has been shown to whom: the programme’s rows 1 and 2', async () => {
    const path = await made({ title: 'Ledningsgrupp', said: 'jämna veckor, torsdag 10-12, från 23 mars till 29 juni' });
    const date = '2017-04-20';
    const signup = { slug: `${slugOf(path)}-${date}` };
    await insertSignup(app.store, signup, { name: 'Bo Ek', email: 'bo@example.se' }, now - 1);
    await insertSignup(app.store, signup, { name: 'Eva Alm' }, now - 1);
    const before = await event(path, date);
    const form = `${path}/${date}/flytt`;
    const { text: asked, html } = await (async () => {
      const answer = await app.get(form, as);
      const body = await answer.text();
      return { text: plain(body), html: body };
    })();
    expect(asked).toContain('Nu: Torsdag 20 april kl. 10.00–12.00.');
    const fields = { basis: hidden(html, 'basis'), day: '2017-04-19', start: '10.30', end: '12', place: 'later' };
    const shown = await surely(form, fields);
    expect(shown).toContain('Gäller 2 personer: tiden är ändrad');
    expect(shown).toContain('1 anmälan får ett mejl.');
    expect(shown).toMatch(/1 går varken att mejla eller ringa, men ser det på sin egen sida: Eva Alm/);
    const after = await event(path, date);
    expect(after).toMatchObject({
      start_at: at('2017-04-19T10:30'),
      end_at: at('2017-04-19T12:00'),
      moved: 1,
      venue: null,
    });
    expect(after).toMatchObject({ uid: before.uid, sequence: before.sequence + 1 });
    expect((await noticesTo('Bo Ek')).at(-1)).toEqual(['updated', expect.any(String), { changed: ['time'] }]);
    expect((await noticesTo('Eva Alm')).at(-1)).toEqual(['updated', 'call', { changed: ['time'] }]);
    await app.mailsSent();
    const mails = app.smtp.mails.filter(({ envelope }) => envelope.to.includes('bo@example.se'));
    const { mail } = mails.at(-1)!;
    expect(mail.calendars.map(({ method }) => method)).toContain('REQUEST');
    expect(mail.text).toContain('19 april');
    expect((await page(path)).text).toMatch(/Onsdag 19 april kl. 10.30–12.00 Flyttat/);
    const feed = await (await app.get(`/serier/${slugOf(path)}.ics`)).text();
    expect(feed).toContain('DTSTART:20170419T083000Z');
    const series = await app.store.read
      .selectFrom('series')
      .select('id')
      .where('slug', '=', slugOf(path))
      .executeTakeFirstOrThrow();
    expect((await deedsTo(app.store.read, series.id)).map((deed) => [deed.kind, deed.facts])).toContainEqual([
      'date-moved',
      { date },
    ]);
    // the form that was opened before somebody else moved it
    const stale = await send(form, { ...fields, day: '2017-04-18' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Någon annan har ändrat det här nu.');
    expect(stale.html).toContain('value="2017-04-18"');
    expect(hidden(stale.html, 'basis')).not.toBe(fields.basis);
    const past = await send(form, { ...fields, day: '2017-02-28' });
    expect(past.status).toBe(400);
    expect(past.text).toContain('Den dagen har redan varit.');
  });

  it('change one date, or one and all that follow', async () => {
    const path = await made({ title: 'Torsdagar', said: 'torsdagar 10-12 från 6 april till 4 maj', capacity: '20' });
    for (const [name, date] of [
      ['Ulla', '2017-04-13'],
      ['Urban', '2017-04-20'],
      ['Ulrika', '2017-04-27'],
    ] as const) {
      await insertSignup(app.store, { slug: `${slugOf(path)}-${date}` }, { name, partySize: 3 }, now - 1);
    }
    const same = { title: 'Torsdagar', start: '10.00', end: '12.00', venue: '', address: '', capacity: '20' };
    const alone = { ...same, title: 'Påskfika', summary: 'Med ägg', which: 'one' };
    expect((await send(`${path}/2017-04-13/andring`, alone)).to).toBe(`${path}?klart=date-changed`);
    expect(await event(path, '2017-04-13')).toMatchObject({ title: 'Påskfika', summary: 'Med ägg' });
    expect(await event(path, '2017-04-20')).toMatchObject({ title: 'Torsdagar', summary: null });

    const later = { ...same, start: '18', end: '20', venue: 'Parken', capacity: '2', which: 'following' };
    const shown = await surely(`${path}/2017-04-20/andring`, later);
    expect(shown).toContain('Gäller 6 personer: tiden är ändrad och platsen är ändrad');
    expect(shown).toMatch(/Urban Ulrika/);
    expect(shown).not.toContain('Ulla');
    expect(shown).toContain('3 är med, men det blir 2 platser');
    expect(await event(path, '2017-04-13')).toMatchObject({ start_at: at('2017-04-13T10:00'), venue: null });
    expect(await event(path, '2017-05-04')).toMatchObject({
      start_at: at('2017-05-04T18:00'),
      venue: 'Parken',
      moved: 0,
    });
    expect((await entry(path)).changed).toEqual([
      { from: '2017-04-13', title: 'Påskfika', summary: 'Med ägg' },
      { from: '2017-04-20', following: true, start: '18:00', end: '20:00', venue: 'Parken', capacity: 2 },
    ]);
    expect(await noticesTo('Ulla')).toHaveLength(1);
    expect((await noticesTo('Urban')).at(-1)).toEqual(['updated', 'call', { changed: ['time', 'place'] }]);
    const wrong = await send(`${path}/2017-04-20/andring`, { ...later, title: '', capacity: 'många' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('Skriv vad det heter.');
  });

  it('who comes to all the dates is told what the organiser says of a cancelled one', async () => {
    const path = await made({
      ...{ title: 'Kurs', said: 'onsdagar 14-15 från 5 april till 3 maj' },
      ...{ signup: 'whole', capacity: '12' },
    });
    await app.post(`/serier/${slugOf(path)}/anmalan`, { name: 'Eva', email: 'eva@example.se' });
    await app.mailsSent();
    app.smtp.mails.length = 0;
    await surely(`${path}/2017-04-12/installning`, { words: 'Ledaren är sjuk.' });
    await app.mailsSent();
    expect(app.smtp.mailTo('eva@example.se').text).toMatch(/Inställt: .*12 april.*\nLedaren är sjuk\./);
  });

  it('cancel a date, take it back, and add one', async () => {
    const path = await made({ title: 'Fika', said: 'onsdagar 14-15 från 5 april till 3 maj' });
    await insertSignup(
      app.store,
      { slug: `${slugOf(path)}-2017-04-12` },
      { name: 'Fia', email: 'fia@example.se' },
      now - 1,
    );
    const cancelling = `${path}/2017-04-12/installning`;
    const words = 'Lokalen är upptagen.\r\nVi ses nästa vecka!';
    const tooLong = await send(cancelling, { words: 'å'.repeat(1001) });
    expect(tooLong.status).toBe(400);
    expect(tooLong.html).toContain(`${'å'.repeat(1001)}</textarea>`);
    const shown = await surely(cancelling, { words });
    expect(shown).toContain('Gäller 1 person: det är inställt');
    expect(await event(path, '2017-04-12')).toMatchObject({ status: 'cancelled', sequence: 1 });
    expect((await page(`/evenemang/${slugOf(path)}-2017-04-12`)).text).toContain('inställt');
    expect((await send(cancelling, {})).status).toBe(404);
    await app.mailsSent();
    await surely(`${path}/2017-04-12/aterstallning`, {});
    expect(await event(path, '2017-04-12')).toMatchObject({ status: 'published', sequence: 2 });
    await app.mailsSent();
    // what was said has gone with what it was said of, and the log never had it
    await surely(cancelling, {});
    await app.mailsSent();
    const said = app.smtp.mails.flatMap(({ envelope, mail }) =>
      envelope.to.includes('fia@example.se') && mail.subject?.startsWith('Inställt') ? [mail.text] : [],
    );
    expect(said).toEqual([
      expect.stringContaining('Lokalen är upptagen.\nVi ses nästa vecka!'),
      expect.not.stringContaining('upptagen'),
    ]);
    await surely(`${path}/2017-04-12/aterstallning`, {});
    await app.mailsSent();
    const { id } = await app.store.read
      .selectFrom('series')
      .select('id')
      .where('slug', '=', slugOf(path))
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(await deedsTo(app.store.read, id))).not.toContain('upptagen');

    expect((await send(`${path}/nytt`, { day: '2017-04-21', start: '14', end: '15', place: 'same' })).to).toBe(
      `${path}?klart=date-added`,
    );
    expect(await event(path, '2017-04-21')).toMatchObject({ status: 'published' });
    const twice = await send(`${path}/nytt`, { day: '2017-04-19', start: '14', place: 'same' });
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('2017-04-19 är redan ett datum i serien.');
    expect((await send(`${path}/nytt`, { day: '2017-02-01', start: '14' })).text).toContain('har redan varit');

    // the added one moves under its own name, with its people
    await insertSignup(app.store, { slug: `${slugOf(path)}-2017-04-21` }, { name: 'Fredrik' }, now - 1);
    await surely(`${path}/2017-04-21/flytt`, {
      day: '2017-04-22',
      start: '14',
      end: '15',
      place: 'other',
      venue: 'Hos oss',
    });
    expect(await event(path, '2017-04-21')).toMatchObject({
      start_at: at('2017-04-22T14:00'),
      venue: 'Hos oss',
      moved: 1,
    });
    expect((await noticesTo('Fredrik')).at(-1)).toEqual(['updated', 'call', { changed: ['time', 'place'] }]);
  });

  it('get another rule from now on, and an end', async () => {
    const path = await made({ title: 'Grupp', said: 'måndagar 10-12 från 6 mars till 24 april' });
    await insertSignup(app.store, { slug: `${slugOf(path)}-2017-03-27` }, { name: 'Gun' }, now - 1);
    clock = at('2017-03-10T09:00');
    app.setNow(clock);
    try {
      const shown = await page(`${path}/regel?said=varannan+m%C3%A5ndag+13-15+till+24+april&way=said`);
      expect(shown.text).toMatch(/13 mars 2017 kl. 13.00–15.00 .*27 mars .*10 april .*24 april/);
      const rule = { said: 'varannan tisdag 13-15 till 24 april', way: 'said' };
      const asked = await surely(`${path}/regel`, rule);
      expect(asked).toContain('Gäller 1 person: det är inställt');
      expect(await event(path, '2017-03-06')).toMatchObject({ status: 'published', start_at: at('2017-03-06T10:00') });
      expect(await event(path, '2017-03-27')).toMatchObject({ status: 'cancelled' });
      expect(await event(path, '2017-03-14')).toMatchObject({ start_at: at('2017-03-14T13:00') });
      // one that the rule no longer gives is taken back as an added one
      await surely(`${path}/2017-03-27/aterstallning`, {});
      expect(await event(path, '2017-03-27')).toMatchObject({ status: 'published' });
      expect((await send(`${path}/slut`, { until: '2017-03-20' })).status).toBe(409);
      await surely(`${path}/slut`, { until: '2017-03-20' });
      const rows = await app.store.read
        .selectFrom('event')
        .select(['slug', 'status'])
        .where('slug', 'like', `${slugOf(path)}-%`)
        .where('status', '=', 'published')
        .orderBy('slug')
        .execute();
      expect(rows.map((row) => row.slug.slice(-10))).toEqual(['2017-03-06', '2017-03-14']);
    } finally {
      clock = now + 3600_000;
      app.setNow(clock);
    }
  });

  it('change how one signs up, but not over the heads of those who have', async () => {
    const path = await made({ title: 'Kvällskurs', said: 'tre torsdagar 18-20 från 6 april' });
    const whole = { signup: 'whole', capacity: '12' };
    expect((await send(`${path}/anmalan`, { signup: 'none' })).status).toBe(303);
    expect(await event(path, '2017-04-06')).toMatchObject({ signup: 'none' });
    expect((await send(`${path}/anmalan`, { signup: 'open' })).status).toBe(303);
    await insertSignup(app.store, { slug: `${slugOf(path)}-2017-04-06` }, { name: 'Kim', partySize: 2 }, now - 1);
    const refused = await send(`${path}/anmalan`, whole);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('2 personer är anmälda till var sina datum.');
    await app.store.transact((trx) =>
      trx.updateTable('signup').set({ state: 'cancelled' }).where('name', '=', 'Kim').execute(),
    );
    expect((await send(`${path}/anmalan`, whole)).status).toBe(303);
    expect(await entry(path)).toMatchObject({ signup: 'whole', capacity: 12 });
    const joined = await app.post(`/serier/${slugOf(path)}/anmalan`, { name: 'Kaj' });
    expect(joined.status).toBe(303);
    const back = await send(`${path}/anmalan`, { signup: 'open' });
    expect(back.status).toBe(409);
    expect(back.text).toContain('En person är anmäld till alla datum.');
    expect((await send(`${path}/anmalan`, { signup: 'x' })).status).toBe(400);
  });
});
