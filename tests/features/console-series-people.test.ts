import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeSeriesOf } from '../../db/participants/whole-series';
import { peopleByDate } from '../../db/people-by-date';
import { consoleOffer } from '../../db/console-offer';
import { wordsOf } from '../support/answered';
import { startApp, type Fields, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { at, load } from '../support/programme';
import { insertSignup, insertSite } from '../support/sample';

const now = at('2017-03-01T09:00');
const series = { host: 'socialforvaltningen', status: 'published', rrule: 'FREQ=WEEKLY;COUNT=4' };
const programme = {
  organisations: [{ slug: 'socialforvaltningen', name: 'Socialförvaltningen' }],
  series: [
    {
      ...series,
      ...{ slug: 'kurs', title: 'Kurs', signup: 'whole', capacity: 15 },
      ...{ start: '2017-04-05T10:00', end: '2017-04-05T12:00' },
    },
    {
      ...series,
      ...{ slug: 'grupp', title: 'Grupp', capacity: 25 },
      ...{ start: '2017-02-23T10:00', end: '2017-02-23T12:00' },
    },
    {
      ...series,
      ...{ slug: 'oppet', title: 'Öppet hus', signup: 'none', capacity: 20 },
      ...{ start: '2017-04-06T10:00', end: '2017-04-06T12:00' },
    },
    {
      ...series,
      ...{ slug: 'lopning', title: 'Löpning', externalSignup: 'https://lopning.example/anmalan?grupp=2' },
      ...{ start: '2017-04-07T10:00', end: '2017-04-07T12:00' },
    },
  ],
};

describe.each(databases)('who comes to the dates of a series, on $name', ({ dialect }) => {
  let app: TestApp;
  let anna: { cookie: string };
  let dora: { cookie: string };
  beforeAll(async () => {
    app = await startApp({ dialect, now });
    await insertSite(app.store);
    await load(app, programme, now);
    const organisation = 'socialforvaltningen';
    await organiser(app, { email: 'anna@example.se', name: 'Anna', organisation }, now);
    await organiser(app, { email: 'dora@example.se', name: 'Dora', organisation, role: 'door' }, now);
    anna = await logIn(app, 'anna@example.se', now);
    dora = await logIn(app, 'dora@example.se', now);
    expect((await app.post('/serier/kurs/anmalan', { name: 'Kursa', phone: '070-174 06 05' })).status).toBe(303);
    for (const [name, date, partySize] of [
      ['Gun', '2017-02-23', 1],
      ['Gösta', '2017-03-02', 3],
      ['Greta', '2017-03-09', 2],
    ] as const) {
      await insertSignup(app.store, { slug: `grupp-${date}` }, { name, partySize }, at('2017-02-20T09:00'));
    }
  });
  afterAll(() => app.close());

  const read = async (path: string, as = anna) => {
    const answer = await app.get(`/arrangor/${path}`, as);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    return { html, text: wordsOf(html) };
  };
  const send = async (path: string, fields: Fields) => {
    const answer = await app.post(`/arrangor/${path}`, fields, anna);
    return { status: answer.status, html: await answer.text() };
  };
  const date = 'evenemang/kurs-2017-04-12';

  it('of a course are the course’s, said on each of its dates', async () => {
    const overview = await read(date);
    expect(overview.text).toContain('Samma anmälan gäller alla gånger. Se vilka som är med på alla gånger');
    expect(overview.text).toMatch(/1 person kommer .*1 av 15 platser är tagna/);
    expect(overview.html).toContain('href="/arrangor/serier/kurs/deltagare?visa=plats"');
    expect(overview.text).not.toContain('Ingen har anmält sig');
    // the list of a date has its day, and the people of the course
    const list = await read(`${date}/deltagare/lista`);
    expect(list.text).toMatch(/onsdag 12 april 2017 .*Kursa/i);
    expect(list.text).toContain('Kasta listan torsdag 13 april');
    expect((await read(`${date}/deltagare`)).html).toContain(`/arrangor/${date}/deltagare/lista`);
    expect((await read(`${date}/deltagare/lista`, dora)).text).toContain('Kursa');
    expect((await read(`${date}/deltagare`, dora)).text).toMatch(/1 person\. .*Kursa/);
  });

  it('of a course are written to and called from the course', async () => {
    const writing = await read(`${date}/meddelanden/nytt`);
    expect(writing.html).toContain('href="/arrangor/serier/kurs/meddelanden/nytt"');
    expect(writing.html).not.toContain('name="subject"');
    const written = await send(`${date}/meddelanden/nytt`, { whom: 'in', subject: 'Hej', words: 'Ta med fika' });
    expect(written.html).not.toContain('Ingen får det');
    expect(written.html).toContain('Ta med fika');
    const messages = await read(`${date}/meddelanden`);
    expect(messages.html).toContain('href="/arrangor/serier/kurs/meddelanden/nytt"');
    expect(messages.text).not.toContain('Inget har skickats');

    const moving = `serier/kurs/tillfallen/2017-04-12/flytt`;
    const move = { day: '2017-04-13', start: '10', end: '12', place: 'same' };
    const asked = await send(moving, move);
    expect(asked.status).toBe(409);
    const sure = /name="sure" value="([^"]*)"/.exec(asked.html)![1]!;
    expect((await send(moving, { ...move, sure })).status).toBe(303);
    const calls = await read(`${date}/ringlista`);
    expect(calls.text).toContain('Samma anmälan gäller alla gånger. Seriens ringlista: 1 samtal att ringa');
    expect(calls.html).toContain('href="/arrangor/serier/kurs/ringlista"');
    expect(calls.text).not.toContain('Ingen att ringa');
    expect((await read(date)).text).toContain('1 samtal att ringa');
  });

  it('are a date’s own where somebody had signed up to it before', async () => {
    const offer = (await consoleOffer(app.store.read, 'event', 'kurs-2017-04-26'))!;
    expect(await wholeSeriesOf(app.store.read, offer)).toEqual({ type: 'series', id: offer.series!.id, slug: 'kurs' });
    await insertSignup(app.store, { slug: 'grupp-2017-03-16' }, { name: 'Förut' }, now - 1);
    await app.store.transact((trx) =>
      trx.updateTable('signup').set({ offer_id: offer.id, event_id: offer.id }).where('name', '=', 'Förut').execute(),
    );
    expect(await wholeSeriesOf(app.store.read, offer)).toBeNull();
    expect((await read('evenemang/kurs-2017-04-26/deltagare/lista')).text).toContain('Förut');
    const other = (await consoleOffer(app.store.read, 'event', 'grupp-2017-03-02'))!;
    expect(await wholeSeriesOf(app.store.read, other)).toBeNull();
  });

  it('are counted by date where one signs up by date', async () => {
    const { id } = (await consoleOffer(app.store.read, 'series', 'grupp'))!;
    const dates = await peopleByDate(app.store.read, id, now, true);
    expect(dates.map(({ slug, over, numbers }) => [slug, over, numbers.confirmed.people])).toEqual([
      ['grupp-2017-02-23', true, 1],
      ['grupp-2017-03-02', false, 3],
      ['grupp-2017-03-09', false, 2],
      ['grupp-2017-03-16', false, 0],
    ]);
    const overview = await read('serier/grupp');
    expect(overview.text).toContain('Sammanlagt 5 personer');
    expect(overview.text).toMatch(/2 mars kl. 10.00–12.00 3 personer kommer .*9 mars .*2 personer kommer/);
    expect(overview.text).not.toContain('0 av 25');
    const people = await read('serier/grupp/deltagare');
    for (const page of [overview, people])
      expect(page.html).toContain('href="/arrangor/evenemang/grupp-2017-03-02/deltagare"');
    expect(people.text).toMatch(/16 mars kl. 10.00–12.00 Ingen anmäld än\. .*Har varit .*23 februari .*1 person/);
    expect((await read('serier/grupp/tillfallen')).html).toContain('/evenemang/grupp-2017-03-02/deltagare"');
  });

  it.each([
    ['oppet', 'Ingen behöver anmäla sig. Det är bara att komma.', null, 'Ingen anmälan. Man bara kommer.'],
    [
      'lopning',
      'Man anmäler sig på en annan webbplats. Se anmälan på lopning.example',
      'href="https://lopning.example/anmalan?grupp=2"',
      'Man anmäler sig på en annan webbplats.',
    ],
  ])('are said to sign up nowhere, or elsewhere, where that is so: %s', async (slug, words, link, amongDates) => {
    const day = slug === 'oppet' ? '2017-04-06' : '2017-04-07';
    for (const about of [`serier/${slug}`, `evenemang/${slug}-${day}`]) {
      for (const path of [about, `${about}/deltagare`, `${about}/deltagare/lista`]) {
        for (const who of [anna, dora]) {
          const page = await read(path, who);
          expect(page.text).toContain(words);
          expect(page.text).not.toMatch(/Ingen har anmält sig|Ingen anmäld|0 av 20|0 personer/u);
          if (link) expect(page.html).toContain(link);
        }
      }
    }
    const dates = await read(`serier/${slug}/tillfallen`);
    expect(dates.text).toContain(amongDates);
    expect(dates.text.includes('Man anmäler sig till varje datum')).toBe(false);
  });

  it('are found from the series by who stands in the door', async () => {
    const people = await read('serier/grupp/deltagare', dora);
    expect(people.html).toContain('href="/arrangor/evenemang/grupp-2017-03-02/deltagare"');
    expect(people.text).not.toContain('Ingen stämmer');
    expect((await read('serier/grupp', dora)).html).toContain('href="/arrangor/evenemang/grupp-2017-03-02/deltagare"');
    expect((await read('serier/grupp/deltagare/lista', dora)).html).toContain(
      'href="/arrangor/evenemang/grupp-2017-03-02/deltagare/lista"',
    );
    const nobody = 'evenemang/grupp-2017-03-16/deltagare';
    expect((await read(nobody, dora)).text).toContain('Ingen har anmält sig än.');
    expect((await read(`${nobody}?q=Bo`, dora)).text).toContain('Ingen stämmer med det du letar efter.');
  });
});
