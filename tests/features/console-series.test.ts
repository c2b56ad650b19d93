import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { entryOf } from '../../db/programme/edit';
import type { SeriesEntry } from '../../db/programme/entry';
import { quiet, type NoticeFacts } from '../../domain/notice';
import { wordsOf } from '../support/answered';
import { startApp, type Fields, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { formAsSent } from '../support/form-as-sent';
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
    return { status: answer.status, text: wordsOf(await answer.text()) };
  };
  let clock = now;
  const send = async (path: string, fields: Fields) => {
    // what is told is told by what was written at that moment
    app.setNow(++clock);
    const answer = await app.post(path, fields, as);
    const text = await answer.text();
    return { status: answer.status, text: wordsOf(text), html: text, to: answer.headers.get('location') };
  };
  /** When it has been quiet for a while: one often changes the next date right after. */
  const mailsSent = async () => {
    // first what does not wait: a mail on its way would be sent again by a clock that jumps past its lease
    await app.mailsSent();
    app.setNow((clock += quiet));
    await app.mailsSent();
  };
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
    return rows.map(({ kind, state, facts }) => {
      const told = JSON.parse(facts) as NoticeFacts;
      delete told.was;
      delete told.mayFollow;
      delete told.firstStart;
      return [kind, state, told];
    });
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
    expect(shown.text).toMatch(/20 april 2017 kl. 10.00–12.00 Inte den här dagen/);
    expect(shown.text).toContain('De dagarna visas som inställda på seriens sida.');
    expect(shown.text).not.toContain('30 mars');
    const path = await made({ ...Object.fromEntries(query), skip: '2017-06-15' }, false);
    expect(path).toBe('/arrangor/serier/ledningsgrupp-for-utveckling/tillfallen');
    expect(await entry(path)).toMatchObject({
      status: 'draft',
      kind: 'other',
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
    // who answers for a series answers for its dates
    for (const about of ['serier/ledningsgrupp-for-utveckling', 'evenemang/ledningsgrupp-for-utveckling-2017-03-23'])
      expect((await page(`/arrangor/${about}`)).text).toContain('Ansvarig: Anna');
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
    ['torsdagar från efter påsk', 'Vi förstod inte: från efter påsk. Skriv ett datum, till exempel från 2 december.'],
    ['', 'Skriv när det är.'],
    ['varje månad', 'Vilken dag är det?'],
    ['31/2', 'Det finns inget datum som heter 31/2.'],
    ['torsdagar 10-12 från 1 september 2016 till 1 december 2016', 'Alla de dagarna har redan varit.'],
  ])('say what was not understood: %s', async (said, words) => {
    const query = new URLSearchParams({ title: 'Möte', said });
    const answer = await app.get(`/arrangor/nytt/serie?${query}`, as);
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(wordsOf(text)).toContain(words);
    expect(text).toContain('<title>Fel: Ny serie');
    expect(text).toContain(`value="${said}"`);
    expect((await send('/arrangor/nytt/serie', { title: 'Möte', said })).status).toBe(400);
  });

  describe('are made in one form, which counts as it stands', () => {
    const asked = { title: 'Språkcafé', said: 'fem torsdagar 10-12 från 6 april', capacity: '12', signup: 'open' };
    /** Asks for the dates. @returns the form under which they stand, as a browser sends it */
    async function preview(fields: Fields, path = '/arrangor/nytt/serie'): Promise<Record<string, string | string[]>> {
      const query = new URLSearchParams(Object.entries({ way: 'said', ...fields }) as [string, string][]);
      const answer = await app.get(`${path}?${query}`, as);
      expect(answer.status).toBe(200);
      const form = /<form method="post"[^]*?<\/form>/g.exec(await answer.text())![0];
      expect(form).toContain('Skapa serien');
      expect(form.match(/<form/g)).toHaveLength(1);
      return formAsSent(form);
    }
    const anew = 'Du har ändrat när det är. Så här blir datumen nu.';

    it('of what is not when it is, the new is used at once', async () => {
      const form = await preview(asked);
      expect(form).toMatchObject(asked);
      const { status, to } = await send('/arrangor/nytt/serie', {
        ...form,
        ...{ title: 'Språkcafé i vår', capacity: '8', signup: 'whole', skip: '2017-04-13' },
      });
      expect(status).toBe(303);
      expect(await entry(to!)).toMatchObject({
        ...{ title: 'Språkcafé i vår', capacity: 8, signup: 'whole', start: '2017-04-06T10:00' },
        ...{ rrule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=5', cancelled: ['2017-04-13'] },
      });
    });

    it('other words for when it is are shown first, with what is left out', async () => {
      const form = await preview(asked);
      const said = 'fyra torsdagar 13-15 från 6 april';
      const changed = { ...form, title: 'Andra kaféet', said, skip: ['2017-04-13', '2017-05-04'] };
      const shown = await send('/arrangor/nytt/serie', changed);
      expect(shown.status).toBe(409);
      expect(shown.text).toContain(anew);
      expect(shown.text).toMatch(/6 april 2017 kl. 13.00–15.00/);
      expect(shown.text).not.toContain('4 maj');
      const again = formAsSent(shown.html);
      expect(again).toMatchObject({ title: 'Andra kaféet', said, skip: '2017-04-13', start: '13.00' });
      expect(await entryOf(app.store.read, 'series', 'andra-kafeet')).toBeUndefined();
      const { status, to } = await send('/arrangor/nytt/serie', again);
      expect(status).toBe(303);
      expect(await entry(to!)).toMatchObject({ start: '2017-04-06T13:00', cancelled: ['2017-04-13'] });
      // the same in other words is the same
      const same = { ...form, title: 'Samma', said: '5 torsdagar kl. 10–12, start 6/4' };
      expect((await send('/arrangor/nytt/serie', same)).status).toBe(303);
    });

    it('fields that say another time are shown first, whatever showed the dates before', async () => {
      const form = await preview(asked);
      const shown = await send('/arrangor/nytt/serie', { ...form, title: 'I fält', start: '14', end: '16' });
      expect(shown.status).toBe(409);
      expect(shown.text).toContain(anew);
      const again = formAsSent(shown.html);
      expect(again).toMatchObject({ way: 'fields', said: expect.stringContaining('kl. 14.00–16.00') as string });
      // the sentence says the same by now, and can be gone on with
      const said = await send('/arrangor/nytt/serie', { ...again, said: String(again.said).replace('16.00', '17.00') });
      expect(said.text).toContain(anew);
      expect((await send('/arrangor/nytt/serie', formAsSent(said.html))).status).toBe(303);
      expect(await entry('/arrangor/serier/i-falt/x')).toMatchObject({
        ...{ start: '2017-04-06T14:00', end: '2017-04-06T17:00' },
      });
    });

    it('and what is wrong with it loses nothing', async () => {
      const form = await preview(asked);
      const wrong = await send('/arrangor/nytt/serie', { ...form, title: '', said: 'ibland', skip: '2017-04-13' });
      expect(wrong.status).toBe(400);
      const right = { ...formAsSent(wrong.html), title: 'Rätt', said: asked.said, way: 'said' };
      expect(right).toMatchObject({ skip: '2017-04-13', capacity: '12' });
      expect((await preview(right as Fields)).skip).toBe('2017-04-13');
    });

    it('also that of a copy, and of another rule', async () => {
      const path = await made({ title: 'Kafé', said: 'torsdagar 10-12 från 6 april till 4 maj' }, false);
      const copying = `/arrangor/serier/${slugOf(path)}/kopia`;
      const copy = await preview({ title: 'Kafé i höst', said: 'fem torsdagar 10-12 från 7 september' }, copying);
      const late = await send(copying, { ...copy, said: 'fem torsdagar 13-15 från 7 september' });
      expect(late.status).toBe(409);
      expect(late.text).toContain(anew);
      const copied = await send(copying, { ...copy, title: 'Höstkafé' });
      expect(copied.to).toMatch(/hostkafe/);

      const query = new URLSearchParams({ said: 'fredagar 10-12 till 5 maj', way: 'said' });
      const rule = formAsSent(await (await app.get(`${path}/regel?${query}`, as)).text());
      const other = await send(`${path}/regel`, { ...rule, said: 'fredagar 13-15 till 5 maj' });
      expect(other.status).toBe(409);
      expect(other.text).toContain(anew);
      expect((await entry(path)).rrule).toContain('BYDAY=TH');
      expect((await send(`${path}/regel`, formAsSent(other.html))).status).toBe(303);
      expect(await entry(path)).toMatchObject({ start: expect.stringContaining('T13:00') as string });
    });
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
      return { text: wordsOf(body), html: body };
    })();
    expect(asked).toContain('Nu: Torsdag 20 april kl. 10.00–12.00.');
    const fields = { basis: hidden(html, 'basis'), day: '2017-04-19', start: '10.30', end: '12', place: 'later' };
    const shown = await surely(form, fields);
    expect(shown).toMatch(
      /Nu Torsdag 20 april kl. 10.00–12.00. .+ Blir Onsdag 19 april kl. 10.30–12.00. Plats meddelas senare/,
    );
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
    await mailsSent();
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
      { date, start: '2017-04-19T10:30' },
    ]);
    expect((await page(`/arrangor/evenemang/${signup.slug}/logg`)).text).toContain(
      'Anna flyttade torsdag 20 april 2017 till onsdag 19 april 2017 kl. 10.30',
    );
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

  it('what is said yes to is the change that was shown, and no other', async () => {
    const path = await made({ title: 'Slöjd', said: 'torsdagar 10-12 från 6 april till 4 maj' }, false);
    const there = { ...(await entry(path)), status: 'published' as const, venue: 'Biblioteket' };
    await load(app, { series: [there] }, now);
    const date = '2017-04-20';
    await insertSignup(app.store, { slug: `${slugOf(path)}-${date}` }, { name: 'Siv' }, now - 1);
    const form = `${path}/${date}/flytt`;
    const fields = { day: '2017-04-19', start: '10', end: '12', place: 'later' };
    const asked = await send(form, fields);
    expect(asked.text).toContain('Blir Onsdag 19 april kl. 10.00–12.00. Plats meddelas senare');
    expect(asked.text).toContain('Gäller 1 person: tiden är ändrad och platsen är ändrad');
    const other = await send(form, { ...fields, day: '2017-04-21', sure: hidden(asked.html, 'sure') });
    expect(other.status).toBe(409);
    expect(other.text).toContain('Blir Fredag 21 april kl. 10.00–12.00. Plats meddelas senare');
    expect(await event(path, date)).toMatchObject({ start_at: at('2017-04-20T10:00'), venue: 'Biblioteket' });
    const yes = { ...fields, day: '2017-04-21', sure: hidden(other.html, 'sure') };
    expect((await send(form, yes)).status).toBe(303);
    expect(await event(path, date)).toMatchObject({ start_at: at('2017-04-21T10:00'), venue: null });

    // also where the two lines of when and where are the same, and the same people are told
    const change = `${path}/2017-04-27/andring`;
    await insertSignup(app.store, { slug: `${slugOf(path)}-2017-04-27` }, { name: 'Sten' }, now - 1);
    const words = { title: 'Slöjd', start: '11', end: '12', venue: 'Biblioteket', which: 'one' };
    const first = await send(change, words);
    const renamed = { ...words, title: 'Slöjd för alla' };
    expect((await send(change, { ...renamed, sure: hidden(first.html, 'sure') })).status).toBe(409);
    await surely(change, renamed);
    expect(await event(path, '2017-04-27')).toMatchObject({ title: 'Slöjd för alla' });
  });

  it('ask first where a date would be at the same time as another of the series', async () => {
    const path = await made({ title: 'Schack', said: 'torsdagar 10-12 från 6 april till 4 maj' });
    const form = `${path}/2017-04-20/flytt`;
    const onto = { day: '2017-04-27', start: '11', end: '13', place: 'same' };
    const asked = await send(form, onto);
    expect(asked.status).toBe(409);
    expect(asked.text).toContain('Serien har redan ett datum då: torsdag 27 april kl. 10.00–12.00.');
    expect(await event(path, '2017-04-20')).toMatchObject({ start_at: at('2017-04-20T10:00') });
    // another time is another question, and one beside it is none
    const sure = hidden(asked.html, 'sure');
    expect((await send(form, { ...onto, start: '10', sure })).status).toBe(409);
    expect((await send(form, { ...onto, start: '12' })).status).toBe(303);
    // nor is itself
    expect((await send(form, { ...onto, day: '2017-04-20', start: '10' })).status).toBe(303);
    const twice = await surely(form, onto);
    expect(twice).toContain('Serien har redan ett datum då');
    expect(await event(path, '2017-04-20')).toMatchObject({ start_at: at('2017-04-27T11:00') });
    // one that is off is no date then
    expect((await send(`${path}/2017-05-04/installning`, {})).status).toBe(303);
    const free = await send(`${path}/2017-04-13/flytt`, { ...onto, day: '2017-05-04' });
    expect(free.to).toBe(`${path}?klart=date-moved&datum=2017-04-13`);
    expect((await page(free.to!)).text).toContain('Datumet är flyttat till torsdag 4 maj kl. 11.00–13.00.');
    // until it is taken back
    const back = await surely(`${path}/2017-05-04/aterstallning`, {});
    expect(back).toContain('Serien har redan ett datum då: torsdag 4 maj kl. 11.00–13.00.');
    expect((await send(`${path}/2017-04-06/installning`, {})).status).toBe(303);
    expect((await send(`${path}/2017-04-06/aterstallning`, {})).status).toBe(303);
  });

  it('ask first where a date that is added would be at the same time as another', async () => {
    const path = await made({ title: 'Körsång', said: 'torsdagar 10-12 från 6 april till 4 maj' });
    expect((await send(`${path}/2017-04-20/flytt`, { day: '2017-04-19', start: '10', end: '12' })).status).toBe(303);
    const onto = { day: '2017-04-19', start: '11', end: '13', place: 'same' };
    const asked = await send(`${path}/nytt`, onto);
    expect(asked.status).toBe(409);
    expect(asked.text).toContain('Serien har redan ett datum då: onsdag 19 april kl. 10.00–12.00.');
    expect((await entry(path)).added).toEqual([]);
    // a day without a time is all of that day, and what was shown of one is not said yes to of another
    const allDay = { ...onto, start: '', end: '', sure: hidden(asked.html, 'sure') };
    expect((await send(`${path}/nytt`, allDay)).status).toBe(409);
    expect((await send(`${path}/nytt`, { ...onto, start: '12' })).to).toBe(`${path}?klart=date-added`);

    expect((await send(`${path}/2017-04-27/flytt`, { ...onto, day: '2017-04-26', start: '10' })).status).toBe(303);
    expect(await surely(`${path}/nytt`, { ...onto, day: '2017-04-26' })).toContain('Serien har redan ett datum då');
    expect(await event(path, '2017-04-26')).toMatchObject({ start_at: at('2017-04-26T11:00'), status: 'published' });
    // one that the series has by name is refused, as before
    const twice = await send(`${path}/nytt`, { ...onto, day: '2017-04-13' });
    expect(twice.text).toContain('Torsdag 13 april 2017 är redan ett datum i serien.');
    expect(twice.text).not.toContain('Serien har redan ett datum då');
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
    // who looks at one date sees what was done to it, whether alone or with those before it
    const log = (await page(`/arrangor/serier/${slugOf(path)}/logg`)).text;
    expect(log).toContain('Anna ändrade torsdag 20 april 2017 och alla efter');
    expect(log).toContain('Anna ändrade torsdag 13 april 2017 ');
    const logOf = async (date: string) => (await page(`/arrangor/evenemang/${slugOf(path)}-${date}/logg`)).text;
    const [first, middle, last] = [await logOf('2017-04-06'), await logOf('2017-04-13'), await logOf('2017-05-04')];
    expect(first).toContain('Ingen arrangör har ändrat något än.');
    expect(middle).toContain('Anna ändrade torsdag 13 april 2017 ');
    expect(middle).not.toContain('alla efter');
    expect(last).toContain('ändrade torsdag 20 april 2017 och alla efter');
    expect(last).not.toContain('13 april');
    expect((await page(path)).text).toContain(
      'Från torsdag 20 april: kl. 18.00–20.00, Parken, ändrat: antalet platser.',
    );
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
    await mailsSent();
    app.smtp.mails.length = 0;
    await surely(`${path}/2017-04-12/installning`, { words: 'Ledaren är sjuk.' });
    await mailsSent();
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
    await mailsSent();
    await surely(`${path}/2017-04-12/aterstallning`, {});
    expect(await event(path, '2017-04-12')).toMatchObject({ status: 'published', sequence: 2 });
    await mailsSent();
    // what was said has gone with what it was said of, and the log never had it
    await surely(cancelling, {});
    await mailsSent();
    const said = app.smtp.mails.flatMap(({ envelope, mail }) =>
      envelope.to.includes('fia@example.se') && mail.subject?.startsWith('Inställt') ? [mail.text] : [],
    );
    expect(said).toEqual([
      expect.stringContaining('Lokalen är upptagen.\nVi ses nästa vecka!'),
      expect.not.stringContaining('upptagen'),
    ]);
    await surely(`${path}/2017-04-12/aterstallning`, {});
    await mailsSent();
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
    expect(twice.text).toContain('Onsdag 19 april 2017 är redan ett datum i serien.');
    expect((await send(`${path}/nytt`, { day: '2017-02-01', start: '14' })).text).toContain('har redan varit');

    // the added one moves under its own name, with its people
    const code = await insertSignup(app.store, { slug: `${slugOf(path)}-2017-04-21` }, { name: 'Fredrik' }, now - 1);
    // where it is to be is as it was, until something else is chosen
    expect((await send(`${path}/2017-04-21/flytt`, {})).status).toBe(400);
    const moving = await (await app.get(`${path}/2017-04-21/flytt`, as)).text();
    expect(moving).toMatch(/<input[^>]*(value="same"[^>]*checked|checked[^>]*value="same")/);
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
    expect((await page(`/anmalan/${code}`)).text).toMatch(/Lördag 22 april .*Först skulle det vara fredag 21 april/);

    // who comes is seen on each date, and so it is said where nobody can have signed up
    const overview = await page(`/arrangor/serier/${slugOf(path)}`);
    expect(overview.text).toContain('Välj en gång för att se vilka som kommer.');
    expect(overview.text).not.toContain('Ingen har anmält sig än');
  });

  it('get another rule from now on, and an end', async () => {
    const path = await made({ title: 'Grupp', said: 'måndagar 10-12 från 6 mars till 24 april' });
    await insertSignup(app.store, { slug: `${slugOf(path)}-2017-03-27` }, { name: 'Gun' }, now - 1);
    clock = at('2017-03-10T09:00');
    app.setNow(clock);
    try {
      const shown = await page(`${path}/regel?said=varannan+m%C3%A5ndag+13-15+till+24+april&way=said`);
      expect(shown.text).toMatch(/13 mars 2017 kl. 13.00–15.00 .*27 mars .*10 april .*24 april/);
      // its own dates are no others at the same time
      const earlier = await page(`${path}/regel?said=m%C3%A5ndagar+11-13+till+24+april&way=said`);
      expect(earlier.text).toContain('13 mars 2017 kl. 11.00–13.00');
      expect(earlier.text).not.toContain('Samtidigt har ni också: Grupp');
      const rule = { said: 'varannan tisdag 13-15 till 24 april', way: 'said' };
      const asked = await surely(`${path}/regel`, rule);
      expect(asked).toContain('Gäller 1 person: det är inställt');
      expect(asked).toMatch(
        /7 datum blir inte av: Måndag 13 mars 2017 kl. 10.00–12.00. Ingen är anmäld .*En person är anmäld/,
      );
      expect(asked).toMatch(/3 nya datum: Tisdag 14 mars 2017 kl. 13.00–15.00 .*11 april/);
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

  it('get other hours alone, of as many dates as there were', async () => {
    const path = await made({ title: 'Matkurs', said: 'tre onsdagar 18-20 från 8 mars', signup: 'whole' });
    const joined = ['Ada', 'Bo', 'Cia'].map((name) => app.post(`/serier/${slugOf(path)}/anmalan`, { name }));
    for (const answer of await Promise.all(joined)) expect(answer.status).toBe(303);
    const rows = () =>
      app.store.read
        .selectFrom('event')
        .select(['status', 'start_at'])
        .where('slug', 'like', `${slugOf(path)}-%`)
        .orderBy('start_at')
        .execute();
    const published = (...starts: string[]) => starts.map((start) => ({ status: 'published', start_at: at(start) }));
    /** The sentence as it stands in the form, said with other hours. */
    async function change(from: string, to: string) {
      const form = formAsSent(await (await app.get(`${path}/regel`, as)).text());
      const asked = await surely(`${path}/regel`, { ...form, said: String(form.said).replace(from, to), way: 'said' });
      return { said: form.said, asked };
    }
    const earlier = await change('18.00–20.00', '17.00–19.00');
    expect(earlier.said).toBe('varje onsdag kl. 18.00–20.00 3 gånger från 8 mars 2017');
    expect(earlier.asked).toContain('Gäller 3 personer: datum är ändrade');
    expect(await rows()).toEqual(published('2017-03-08T17:00', '2017-03-15T17:00', '2017-03-22T17:00'));
    const [[kind, , facts]] = (await noticesTo('Ada')).slice(-1) as [[string, string, NoticeFacts]];
    expect([kind, facts.events]).toEqual(['updated', expect.any(Array)]);
    expect(facts.events).toHaveLength(3);
    clock = at('2017-03-10T09:00');
    app.setNow(clock);
    try {
      const later = await change('17.00–19.00', '18.30–20.30');
      expect(later.said).toBe('varje onsdag kl. 17.00–19.00 2 gånger');
      expect(await rows()).toEqual(published('2017-03-08T17:00', '2017-03-15T18:30', '2017-03-22T18:30'));
    } finally {
      clock = now + 2 * 3600_000;
      app.setNow(clock);
    }
  });

  it('ask before they take dates away or give others, though nobody is signed up', async () => {
    const path = await made({ title: 'Gåtur', said: 'tre torsdagar 13-14 från 6 april' });
    const asked = await surely(`${path}/regel`, { said: 'torsdagar 13-14 från 20 april', way: 'said' });
    expect(asked).toMatch(
      /2 datum blir inte av: Torsdag 6 april 2017 kl. 13.00–14.00. Ingen är anmäld Torsdag 13 april/,
    );
    expect(asked).toMatch(/\d\d nya datum: Torsdag 27 april 2017 .* Torsdag 25 maj 2017 kl. 13.00–14.00 och \d\d till/);
    expect(asked).toContain('Serien har inget slut.');
    expect(asked).toContain('Ja, gör så');
    // only other hours
    expect((await send(`${path}/regel`, { said: 'torsdagar 14-15 från 20 april', way: 'said' })).status).toBe(303);
    const ended = await surely(`${path}/slut`, { until: '2017-04-30' });
    expect(ended).toMatch(
      /49 datum blir inte av: Torsdag 4 maj 2017 .* 6 juli 2017 kl. 14.00–15.00. Ingen är anmäld och 39 till/,
    );
    expect((await send(`${path}/slut`, { until: '2017-04-29' })).status).toBe(303);
    // where nobody signs up there is nobody to count
    expect((await send(`${path}/anmalan`, { signup: 'none' })).status).toBe(303);
    expect(await surely(`${path}/slut`, { until: '2017-04-26' })).not.toMatch(/Ingen är anmäld|är anmälda? Ja/);
    // a draft is nobody's yet
    const draft = await made({ title: 'Utkast till gåtur', said: 'tre torsdagar 13-14 från 6 april' }, false);
    expect((await send(`${draft}/regel`, { said: 'två fredagar 13-14', way: 'said' })).status).toBe(303);
  });

  it('tell once where a course is, when that is known', async () => {
    const path = await made({ title: 'Kockskola', said: 'tre onsdagar 18-20 från 12 april', signup: 'whole' });
    const slug = slugOf(path);
    const ada = { name: 'Ada Kock', email: 'ada.kock@example.se', phone: '' };
    for (const who of [ada, { name: 'Bo Kock', email: '', phone: '070-1740605' }]) {
      expect((await app.post(`/serier/${slug}/anmalan`, who)).status).toBe(303);
    }
    await mailsSent();
    app.smtp.mails.length = 0;
    const form = formAsSent(await (await app.get(`/arrangor/serier/${slug}/redigera/var`, as)).text());
    const where = { ...form, venue: 'Köket' };
    const asked = await send(`/arrangor/serier/${slug}/redigera/var`, where);
    expect(asked.text).toContain('Gäller 2 personer: platsen är ändrad: Köket');
    expect(asked.text).not.toContain('datum är ändrade');
    const yes = { ...formAsSent(asked.html), bekraftat: '1' };
    expect((await send(`/arrangor/serier/${slug}/redigera/var`, yes)).status).toBe(303);
    await mailsSent();
    const { subject, text = '', attachments } = app.smtp.mailTo('ada.kock@example.se');
    expect(subject).toBe('Ny plats: Kockskola');
    expect(text).toContain('Platsen är ändrad för Kockskola.');
    expect(text.match(/Platsen är ändrad: Köket/g)).toHaveLength(1);
    expect(text).not.toMatch(/Ny tid eller plats|datum är ändrade/);
    // the calendar has each
    expect(attachments.flatMap(({ filename }) => filename ?? []).sort()).toEqual(
      ['12', '19', '26'].map((day) => `2017-04-${day}.ics`),
    );
    const calls = await page(`/arrangor/serier/${slug}/ringlista`);
    expect(calls.text).toMatch(/Platsen är ändrad för Kockskola\. .*Platsen är ändrad: Köket/);
    expect(calls.text).not.toMatch(/Ny tid eller plats|datum är ändrade/);
  });

  it('leave out the dates that they have no longer, where nobody ever signed up', async () => {
    const path = await made({ title: 'Promenad', said: 'tre torsdagar 13-14 från 6 april' });
    const slug = slugOf(path);
    await insertSignup(app.store, { slug: `${slug}-2017-04-13` }, { name: 'Mona' }, now - 1);
    await surely(`${path}/regel`, { said: 'tre fredagar 13-14 från 7 april', way: 'said' });
    expect((await send(`${path}/2017-04-14/installning`, {})).status).toBe(303);
    const [shown = '', rest = ''] = (await page(path)).text.split('2 dagar som inte längre är med');
    for (const day of ['Torsdag 13 april', 'Fredag 14 april', 'Fredag 21 april']) expect(shown).toContain(day);
    expect(shown).not.toMatch(/Torsdag (6|20) april/);
    expect(rest).toMatch(/Torsdag 6 april .* Torsdag 20 april/);
    const open = await (await app.get(`/serier/${slug}`)).text();
    for (const day of ['07', '13', '14', '21']) expect(open).toContain(`/evenemang/${slug}-2017-04-${day}"`);
    for (const day of ['06', '20']) {
      expect(open).not.toContain(`/evenemang/${slug}-2017-04-${day}`);
      expect((await page(`/evenemang/${slug}-2017-04-${day}`)).text).toContain('inställt');
    }
    // nor are they beside another date
    expect(await (await app.get(`/evenemang/${slug}-2017-04-07`)).text()).not.toContain(`${slug}-2017-04-06`);
    // who has left was told of it all the same
    await app.store.transact((trx) =>
      trx.updateTable('signup').set({ state: 'cancelled' }).where('name', '=', 'Mona').execute(),
    );
    expect(await (await app.get(`/serier/${slug}`)).text()).toContain(`/evenemang/${slug}-2017-04-13"`);
    // of a draft they are gone
    const draft = await made({ title: 'Promenad i maj', said: 'tre torsdagar 13-14 från 4 maj' }, false);
    expect((await send(`${draft}/regel`, { said: 'två fredagar 13-14 från 5 maj', way: 'said' })).status).toBe(303);
    const dates = (await page(draft)).text;
    expect(dates).toContain('Fredag 5 maj');
    expect(dates).not.toMatch(/Torsdag|Inställt|inte längre är med/);
    expect((await app.get(`${draft}/2017-05-04/aterstallning`, as)).status).toBe(404);
  });

  it('tell who comes to a date that is off when the next is, and lead there', async () => {
    const path = await made({ title: 'Sygrupp', said: 'tre torsdagar 18-20 från 6 april' });
    const slug = slugOf(path);
    const code = await insertSignup(
      app.store,
      { slug: `${slug}-2017-04-13` },
      { name: 'Gun', email: 'gun@example.se' },
      now - 1,
    );
    await insertSignup(app.store, { slug: `${slug}-2017-04-20` }, { name: 'Ture', phone: '070-1740605' }, now - 1);
    await mailsSent();
    app.smtp.mails.length = 0;
    await surely(`${path}/regel`, { said: 'tre fredagar 18-20 från 7 april', way: 'said' });
    // as it is when the mail is sent
    await load(app, { series: [{ ...(await entry(path)), cancelled: ['2017-04-07'] }] }, ++clock);
    await mailsSent();
    const { subject, text } = app.smtp.mailTo('gun@example.se');
    expect(subject).toBe('Inställt: Sygrupp');
    expect(text).toContain('Nästa gång är fredag 14 april 2017 kl. 18.00–20.00.');
    expect(text).toMatch(/Till nästa gång .*\/evenemang\/sygrupp-2017-04-14/);
    const calls = await page(`/arrangor/serier/${slug}/ringlista`);
    expect(calls.text).toContain('Nästa gång är fredag 14 april 2017 kl. 18.00–20.00.');
    const receipt = async () => {
      const answer = await app.get(`/anmalan/${code}`);
      return answer.text();
    };
    expect(wordsOf(await receipt())).toContain('Nästa gång är fredag 14 april kl. 18.00–20.00. Till nästa gång');
    expect(await receipt()).toContain('href="/evenemang/sygrupp-2017-04-14"');
    // nothing of it where when it is would tell what it is, or where nothing comes
    await load(app, { series: [{ ...(await entry(path)), discreet: true }] }, ++clock);
    expect(await receipt()).not.toContain('Nästa gång');
    await load(app, { series: [{ ...(await entry(path)), discreet: false, status: 'cancelled' }] }, ++clock);
    expect(await receipt()).not.toContain('Nästa gång');
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

  it('say how one signs up only where one does, and change that where its link is', async () => {
    const path = await made({ title: 'Öppet hus', said: 'tre fredagar 10-12 från 7 april' }, false);
    const change = 'Ändra hur man anmäler sig';
    expect((await page(path)).text).toContain(change);
    expect((await send(`${path}/anmalan`, { signup: 'none' })).status).toBe(303);
    for (const shown of [await page(path), await page(`${path}/anmalan`)]) {
      expect(shown.text).toContain('Börja ta emot anmälningar');
      expect(shown.text).not.toContain(change);
    }
    const externalSignup = 'https://example.se/anmalan';
    await load(app, { series: [{ ...(await entry(path)), signup: 'open', externalSignup }] }, ++clock);
    expect((await page(`${path}/2017-04-07/andring`)).text).not.toContain('Hur många får plats?');
    const shown = await app.get(path, as);
    expect(wordsOf(await shown.text())).toContain(change);
    const section = `/arrangor/serier/${slugOf(path)}/redigera/antal`;
    expect((await app.get(`${path}/anmalan`, as)).headers.get('location')).toBe(section);
    // also a form that was open before: saved, it would have changed nothing that anybody sees
    const sent = await send(`${path}/anmalan`, { signup: 'whole', capacity: '9' });
    expect([sent.status, sent.to]).toEqual([303, section]);
    expect(await entry(path)).toMatchObject({ signup: 'open', externalSignup });
    expect((await page(section)).text).toContain('Länk till anmälan');
  });
});
