import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPicture } from '../../db/pictures';
import { entryOf } from '../../db/programme/edit';
import type { SeriesEntry } from '../../db/programme/entry';
import { wordsOf } from '../support/answered';
import { startApp, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { at, load } from '../support/programme';
import { insertSite } from '../support/sample';

const now = at('2017-03-01T09:00');

const kurs = {
  ...{ slug: 'kurs', title: 'Kvällskurs', host: 'socialforvaltningen', coHosts: ['rsmh'], kind: 'course' },
  ...{ rrule: 'FREQ=WEEKLY;COUNT=4', start: '2017-04-06T18:00', end: '2017-04-06T20:00' },
  moved: [{ from: '2017-04-13', start: '2017-04-12T18:00', end: '2017-04-12T20:00' }],
  cancelled: ['2017-04-20'],
  changed: [{ from: '2017-04-27', title: 'Avslutning' }],
  ...{ signup: 'whole', capacity: 12, signupOpens: '2017-03-01T08:00', signupCloses: '2017-04-05T12:00' },
  kept: [{ audience: 'brukare', places: 3, until: '2017-04-01T12:00' }],
  ...{ venue: 'Biblioteket', summary: 'Fyra kvällar.', description: 'Vi läser.', confirmation: 'Ta med en penna.' },
  contact: { name: 'Anna', phone: '042-10 50 00' },
  activities: [{ slug: 'fika', title: 'Fika', start: '2017-04-06T19:00' }],
  questions: [{ id: 'mat', label: 'Vad äter du?', type: 'text' }],
};
const fika = {
  ...{ slug: 'fika', title: 'Fika', host: 'socialforvaltningen', status: 'draft' },
  ...{ rrule: 'FREQ=WEEKLY;COUNT=3', start: '2017-04-05T14:00', cancelled: ['2017-04-12'] },
};

describe.each(databases)('a series, on $name', ({ dialect }) => {
  let app: TestApp;
  let anna: { cookie: string };
  let rut: { cookie: string };
  beforeAll(async () => {
    app = await startApp({ dialect, now });
    await insertSite(app.store);
    const organisations = [
      { slug: 'socialforvaltningen', name: 'Socialförvaltningen' },
      { slug: 'rsmh', name: 'RSMH' },
    ];
    await load(app, { organisations, series: [{ ...kurs, status: 'draft' }, fika] }, now);
    await organiser(app, { email: 'anna@example.se', name: 'Anna', organisation: 'socialforvaltningen' }, now);
    await organiser(app, { email: 'rut@example.se', name: 'Rut', organisation: 'rsmh' }, now);
    anna = await logIn(app, 'anna@example.se', now);
    rut = await logIn(app, 'rut@example.se', now);
  });
  afterAll(() => app.close());

  const page = async (path: string, as = anna) => {
    const answer = await app.get(path, as);
    const html = await answer.text();
    return { status: answer.status, html, text: wordsOf(html) };
  };
  const under = (slug: string, rest: string) => `/arrangor/serier/${slug}/${rest}`;
  const entry = async (slug: string) => (await entryOf(app.store.read, 'series', slug)) as SeriesEntry;

  describe('is looked at as others will see it', () => {
    it('while it is a draft: its dates, what is off, and the form of one signup for them all', async () => {
      expect((await app.get('/serier/kurs')).status).toBe(404);
      const { status, html, text } = await page(under('kurs', 'forhandsvisning'));
      expect(status).toBe(200);
      expect(text).toContain('Så här kommer det att se ut i en telefon');
      const dates =
        /Torsdag 6 april kl. 18.00–20.00 .*Onsdag 12 april .*Ny tid .*20 april .*Inställt .*27 april .*Avslutning/;
      expect(text).toMatch(dates);
      expect(text.match(/Inställt/g)).toHaveLength(1);
      expect(text).toContain('Så här ser anmälan ut.');
      expect(text).toContain('Vad äter du?');
      expect(html).toMatch(/<fieldset[^>]* disabled/);
      expect(html).toContain('href="#anmalan-visning"');
      // nothing leads to a page that nobody can open yet
      expect(html).not.toMatch(/href="[^"]*(?<!arrangor)\/(?:serier|evenemang)\/kurs/);
      const date = await page('/arrangor/evenemang/kurs-2017-04-06/forhandsvisning');
      expect(html).toContain('/arrangor/evenemang/kurs-2017-04-06/forhandsvisning');
      expect(date.html).toContain('href="/arrangor/serier/kurs/forhandsvisning#anmalan-visning"');

      await load(app, { series: [{ ...kurs, status: 'published' }] }, now);
      expect(wordsOf(await (await app.get('/serier/kurs')).text())).toMatch(dates);
      const published = (await page(under('kurs', 'forhandsvisning'))).text;
      expect(published).toContain('Så här ser det ut i en telefon');
      expect(published).toMatch(dates);
    });

    it('without a form where each date has its own', async () => {
      const { text } = await page(under('fika', 'forhandsvisning'));
      expect(text).toMatch(/Onsdag 5 april .*12 april .*Inställt .*19 april/);
      expect(text).not.toContain('Så här ser anmälan ut.');
    });

    it('without what its rule no longer gives, and over when all of it is', async () => {
      await load(app, { series: [{ ...fika, rrule: 'FREQ=WEEKLY;COUNT=2' }] }, now);
      expect((await page(under('fika', 'forhandsvisning'))).text).not.toContain('19 april');
      const past = { ...fika, slug: 'forra', start: '2017-02-01T14:00', cancelled: [] };
      await load(app, { series: [past] }, now);
      const { text } = await page(under('forra', 'forhandsvisning'));
      expect(text).toContain('Det här har varit');
      expect(text).toMatch(/Onsdag 15 februari .*Onsdag 1 februari/);
    });

    it('from its sections and its own page, with a way to its dates on each', async () => {
      for (const path of ['', 'redigera', 'forhandsvisning']) {
        const { html } = await page(under('kurs', path).replace(/\/$/, ''));
        if (path !== 'forhandsvisning') expect(html).toContain('href="/arrangor/serier/kurs/forhandsvisning"');
        expect(html).toMatch(/<a href="\/arrangor\/serier\/kurs\/tillfallen"[^>]*>Datum<\/a>/);
      }
      expect((await page(under('kurs', 'tillfallen'))).html).toMatch(/aria-current="page"[^>]*>Datum</);
    });
  });

  describe('is made again', () => {
    it('with all that it is, on the dates that one says', async () => {
      const { id, host_id } = await app.store.read
        .selectFrom('series')
        .select(['id', 'host_id'])
        .where('slug', '=', 'kurs')
        .executeTakeFirstOrThrow();
      const { id: by } = await app.store.read
        .selectFrom('organiser')
        .select('id')
        .where('name', '=', 'Anna')
        .executeTakeFirstOrThrow();
      const picture = { large: Uint8Array.of(1), small: Uint8Array.of(2), width: 4, height: 3 };
      await setPicture(app.store, { offerId: id, organisationId: host_id, by }, { picture, alt: 'En bok' }, now);

      const untouched = await page(under('kurs', 'kopia'));
      expect(untouched.html).toContain('value="Kvällskurs"');
      expect(untouched.html).toContain('value="varje torsdag kl. 18.00–20.00 4 gånger"');
      expect(untouched.text).not.toContain('Skapa serien');

      const said = 'varje torsdag kl. 18.00–20.00 4 gånger från 4 maj';
      const shown = await page(
        under('kurs', `kopia?${new URLSearchParams({ title: 'Kvällskurs', said, way: 'said' })}`),
      );
      expect(shown.text).toMatch(
        /4 maj 2017 kl. 18.00–20.00 .*25 maj 2017 kl. 18.00–20.00 Röd dag: Kristi himmelsfärdsdag/,
      );
      const fields = { title: 'Kvällskurs i maj', said, way: 'said', skip: '2017-05-25' };
      const made = await app.post(under('kurs', 'kopia'), fields, anna);
      expect([made.status, made.headers.get('location')]).toEqual([
        303,
        under('kvallskurs-i-maj', 'redigera?klart=kopia'),
      ]);

      const { moved: _, changed: __, ...old } = await entry('kurs');
      expect(await entry('kvallskurs-i-maj')).toEqual({
        ...old,
        ...{ slug: 'kvallskurs-i-maj', title: 'Kvällskurs i maj', status: 'draft', coHosts: [] },
        ...{ rrule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=4', start: '2017-05-04T18:00', end: '2017-05-04T20:00' },
        ...{ moved: [], cancelled: ['2017-05-25'], added: [] },
        ...{ signupOpens: '2017-03-29T08:00', signupCloses: '2017-05-03T12:00' },
        kept: [{ audience: 'brukare', places: 3, until: '2017-04-29T12:00' }],
        activities: [{ slug: 'fika', title: 'Fika', start: '2017-05-04T19:00' }],
      });
      const copied = await app.store.read
        .selectFrom('picture')
        .innerJoin('series', 'series.id', 'picture.offer_id')
        .select('alt')
        .where('series.slug', '=', 'kvallskurs-i-maj')
        .execute();
      expect(copied).toEqual([{ alt: 'En bok' }]);
      expect((await page(under('kvallskurs-i-maj', 'logg'))).text).toContain('gjorde det som en kopia');
      expect((await entry('kurs')).status).toBe('published');
    });

    it('by who hosts with the host, as their own', async () => {
      const made = await app.post(
        under('kurs', 'kopia'),
        { title: 'Kurs hos RSMH', said: '7/9 och 14/9 kl 10-12' },
        rut,
      );
      expect(made.headers.get('location')).toBe(under('kurs-hos-rsmh', 'redigera?klart=kopia'));
      expect(await entry('kurs-hos-rsmh')).toMatchObject({
        ...{ host: 'rsmh', coHosts: [], start: '2017-09-07T10:00', cancelled: [] },
        added: [{ start: '2017-09-14T10:00', end: '2017-09-14T12:00' }],
        activities: [{ slug: 'fika', start: '2017-09-07T11:00' }],
      });
      // days that were named say nothing of the next time
      expect((await page(under('kurs-hos-rsmh', 'kopia'), rut)).html).toMatch(/name="said"[^>]*value=""/);
    });

    it('not until it is understood, with what was typed kept', async () => {
      const fields = { title: ' ', said: 'när det passar' };
      const asked = await page(under('kurs', `kopia?${new URLSearchParams(fields)}`));
      expect(asked.status).toBe(400);
      expect(asked.html).toContain('<title>Fel: Gör en kopia');
      for (const words of ['Skriv vad det heter.', 'Vi förstod inte: när.']) expect(asked.text).toContain(words);
      expect(asked.html).toContain('value="när det passar"');
      expect((await app.post(under('kurs', 'kopia'), fields, anna)).status).toBe(400);
      const none = { title: 'Kurs', said: '7/9 och 14/9 kl 10-12', skip: ['2017-09-07', '2017-09-14'] };
      const refused = await app.post(under('kurs', 'kopia'), none, anna);
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('value="7/9 och 14/9 kl 10-12"');
    });
  });
});
