import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { boardNow, layOutBoard } from '../support/notice-board';

let app: TestApp;
let pages: Record<string, string>;
beforeAll(async () => {
  app = await startApp({ now: boardNow });
  pages = await layOutBoard(app.store);
});
afterAll(() => app.close());

const html = async (path: string) => (await app.get(path)).text();
const page = (name: string) => html(pages[name]!);
/** What a reader reads, in one line. */
const wordsOf = (markup: string) =>
  markup
    .replace(/<head>.*?<\/head>|<(script|style|footer)\b.*?<\/\1>|<[^>]*>|<!-- -->/gs, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1');
/** The words of a page's first element of a name. */
const textOf = (markup: string, element: 'h1' | 'title') => {
  const [, inside = ''] = new RegExp(`<${element}\\b[^>]*>(.*?)</${element}>`, 's').exec(markup) ?? [];
  return wordsOf(inside).trim();
};
const words = async (name: string) => wordsOf(await page(name));

describe('The list', () => {
  it('says in words how many there are, and has them under their days', async () => {
    const text = await words('list');
    expect(text).toContain('evenemang är på gång.');
    expect(text.indexOf('Pågår nu')).toBeLessThan(text.indexOf('Torsdag 6 april'));
    expect(text.indexOf('Torsdag 6 april')).toBeLessThan(text.indexOf('Onsdag 17 maj'));
    expect(text.indexOf('Datum meddelas senare')).toBeGreaterThan(text.indexOf('Onsdag 31 maj'));
    expect(text).not.toContain('Utkast som ingen ser');
    expect(text).not.toContain('Vårfest');
  });
  it('says how things stand', async () => {
    const text = await words('list');
    for (const state of ['Inställt', 'Bara 2 platser kvar', 'Fullt', 'Fullt – reservlista finns', 'Kom som du är'])
      expect(text).toContain(state);
  });
  it('keeps what was searched for, and counts what was found', async () => {
    const markup = await page('list-found');
    expect(markup).toMatch(/name="q"[^>]*value="halso"/);
    expect(markup).toMatch(/<option value="health-day" selected/);
    expect(wordsOf(markup)).toContain('Vi hittade ett evenemang.');
  });
  it('has a way out where nothing was found', async () => {
    const markup = await page('list-empty');
    expect(wordsOf(markup)).toContain('Här var det tomt');
    expect(markup).toMatch(/<a href="\/">Visa allt<\/a>/);
  });
  it('leads to what has been, and further back', async () => {
    expect(await page('list')).toContain('href="/?fran=2017-03-01"');
    const earlier = await page('list-earlier');
    expect(wordsOf(earlier)).toContain('Vårfest på torget');
    expect(wordsOf(earlier)).toContain('Har varit');
  });
  it('takes any nonsense for a field', async () => {
    for (const query of [
      '?sida=x&fran=igår',
      '?sida=99999999',
      '?typ=%00&plats=%F0%9F%98%80&q=%25_%5C',
      '?q='.padEnd(5_000, 'a'),
    ])
      expect((await app.get(`/${query}`)).status).toBe(200);
    expect(wordsOf(await html('/?fran=igår'))).toContain('Vi kunde inte läsa datumet.');
  });
  it('does not run what is searched for', async () => {
    const markup = await html('/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E');
    expect(markup).not.toContain('<script>alert');
  });
});

describe('An event', () => {
  it('says everything that one needs to know', async () => {
    const text = await words('event');
    for (const fact of [
      'Onsdag 17 maj kl. 10.00–15.00',
      'Strandvägen, Helsingborg',
      '71 platser kvar. 9 av 90 platser är tagna.',
      '10 platser hålls för brukare till onsdag 10 maj.',
      'Anmäl dig senast tisdag 16 maj kl. 12.00.',
      'Bara 2 platser kvar. 3 av 5 platser är tagna.',
      'Gratis',
      'Korv och vegetariskt från grillen',
      '200 kr för dig som håller i en station',
      'Personal får vara med på arbetstid.',
      'Man kommer in utan trappsteg.',
      'Det finns en toalett som alla kan använda.',
      'Buss 8 till Gröningen.',
      'Brukare, Personal, Volontärer, Alla som vill',
    ])
      expect(text).toContain(fact);
  });
  it('leads to a map, a calendar, the host, the one in charge and the form', async () => {
    const markup = await page('event');
    for (const link of [
      'href="https://www.openstreetmap.org/search?query=Strandv%C3%A4gen%2C%20Helsingborg"',
      'href="webcal://',
      'href="/evenemang/halsodag.ics"',
      'href="/arrangorer/socialforvaltningen"',
      'href="tel:+4642100000"',
      'href="/evenemang/halsodag/anmalan"',
      'href="sms:?&amp;body=H%C3%A4lsodag',
    ])
      expect(markup).toContain(link);
  });
  it('asks nobody but us for anything', async () => {
    for (const name of Object.keys(pages)) {
      const loaded = [
        ...(await page(name)).matchAll(
          /<(?:link rel="(?:stylesheet|icon)"|img|script|iframe)[^>]*(?:href|src)="([^"]+)"/g,
        ),
      ];
      expect(loaded.map(([, address]) => address).filter((address) => !address!.startsWith('/'))).toEqual([]);
    }
  });
  it('looks right when its link is shared', async () => {
    const markup = await page('event');
    expect(markup).toContain('<title>Hälsodag på Gröningen · Samling Helsingborg</title>');
    expect(markup).toContain('<meta property="og:title" content="Hälsodag på Gröningen"/>');
    expect(markup).toMatch(
      /<meta property="og:description" content="Onsdag 17 maj 2017 kl. 10.00–15.00\. Gröningen\. En dag/,
    );
    expect(markup).toContain(`<meta property="og:url" content="${app.url}/evenemang/halsodag"/>`);
  });
  it('has a title of its own on each date of a series', async () => {
    expect(await page('moved')).toContain('<title>Kurs i överskuldsättning, tisdag 11 april 2017 · ');
  });
  it('tells machines the same', async () => {
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await page('event')) ?? [];
    expect(JSON.parse(json)).toMatchObject({ '@type': 'Event', name: 'Hälsodag på Gröningen' });
  });
  it.each([
    ['waitlist', 'Det är fullt just nu', 'Ställ dig på reservlistan'],
    ['full', 'Det är fullt', 'Hjälp till med ett pass'],
    ['few', 'Bara 2 platser kvar.', 'Anmäl dig'],
    ['drop-in', 'Kom som du är', 'Du behöver inte anmäla dig.'],
    ['date-open', 'Datum meddelas senare', 'Plats meddelas senare'],
    ['external', 'Torsdag 7 september, tid meddelas senare', 'Till deras anmälan'],
    ['not-yet-open', 'Anmälan har inte öppnat', 'Den öppnar fredag 1 december kl. 09.00.'],
    ['teams', 'Inget lag är anmält än.', 'Anmäl ett lag'],
    ['moved', 'Det har fått en ny tid', 'Först skulle det vara måndag 10 april.'],
    ['moved', 'En anmälan gäller alla gånger', 'Anmäl dig till alla gånger'],
    ['series', 'Kommande gånger', '12 lediga platser.'],
  ])('%s says "%s" and "%s"', async (name, ...said) => {
    const text = await words(name);
    for (const sentence of said) expect(text).toContain(sentence);
  });
  it.each(['cancelled', 'closed', 'past', 'not-yet-open', 'drop-in'])('%s has no button to sign up', async (name) => {
    expect(await page(name)).not.toContain(`href="${pages[name]}/anmalan"`);
  });
  it('shows teams by name and number, and nobody in them', async () => {
    const sent = await app.post('/evenemang/brannbollsyra/lag', {
      team: 'Solstrålarna',
      name: 'Kapten Kim',
      player: ['Ada Hemlig', 'Bo Hemlig'],
    });
    expect(sent.status).toBe(303);
    const text = await words('teams');
    expect(text).toContain('Solstrålarna 3 spelare, 3 till behövs');
    expect(text).toContain('Ett lag är med. Plats för 15 lag till.');
    expect(text).not.toMatch(/Kim|Hemlig/);
  });
  it('is not there while it is a draft', async () => {
    expect((await app.get('/evenemang/utkast')).status).toBe(404);
  });
});

describe('An organisation', () => {
  it('says what it does and how one comes along the first time', async () => {
    const text = await words('organisation');
    expect(text).toContain('Första gången Kom tio minuter innan.');
    expect(text).toContain('Hälsodag på Gröningen');
    expect(text).toContain('Det vi har gjort Vårfest på torget');
  });
});

describe('The pages about the site', () => {
  it('tell how accessible it is, how to report a fault, and where to complain', async () => {
    const markup = await page('accessibility');
    expect(markup).toContain('href="https://www.digg.se/tdosanmalan"');
    expect(wordsOf(markup)).toContain('helt förenlig');
    expect(wordsOf(markup)).toContain('Helsingborgs stad');
    expect(wordsOf(markup)).toContain('042-10 50 00');
  });
  it('tell what is stored, why, for how long and by whom', async () => {
    const text = await words('privacy');
    for (const heading of ['Det vi sparar', 'Därför sparar vi det', 'Så länge sparar vi det', 'Den som ansvarar'])
      expect(text).toContain(heading);
  });
});

describe('Every page', () => {
  it('is there in English too, and says so to machines and people', async () => {
    for (const path of Object.values(pages)) {
      const english = path.replace(/^\//, '/en/').replace(/^\/en\/(?=\?|$)/, '/en');
      const [here, there] = [await html(path), await html(english)];
      const bare = (address: string) => address.replace(/\?.*/, '');
      expect(here).toContain(`hrefLang="en" href="${app.url}${bare(english)}"`);
      expect(there).toContain(`hrefLang="sv" href="${app.url}${bare(path)}"`);
      expect(here).toMatch(/<html lang="sv" dir="ltr">/);
      expect(there).toMatch(/<html lang="en" dir="ltr">/);
      // names and words that were typed are as they were written
      expect(wordsOf(there)).not.toMatch(/anmäl dig|platser kvar|meddelas|Frågor/i);
    }
  });
  it('carries no script, one stylesheet that may be kept for ever, and no style of its own', async () => {
    for (const path of Object.values(pages)) {
      const markup = await html(path);
      expect(markup.replace(/<script type="application\/ld\+json">.*?<\/script>/s, '')).not.toMatch(
        /<script|<style|\sstyle=/,
      );
      expect(markup.match(/rel="stylesheet"/g)).toHaveLength(1);
    }
    const [, sheet = ''] = /rel="stylesheet" href="([^"]+)"/.exec(await page('event')) ?? [];
    const answer = await app.get(sheet);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Cache-Control')).toMatch(/immutable/);
  });
  it('has one heading of the first rank and a title that begins with it, after that it is cancelled', async () => {
    for (const [name, path] of Object.entries(pages)) {
      const markup = await html(path);
      expect(markup.match(/<h1/g), path).toHaveLength(1);
      const heading = textOf(markup, 'h1');
      expect(heading, path).not.toBe('');
      // the list has one title, whatever day it begins with
      if (name === 'list-earlier') continue;
      const title = textOf(markup, 'title').replace(/^Inställt: /, '');
      expect(title.slice(0, heading.length), path).toBe(heading);
    }
  });
  it('answers 304 to who has it already', async () => {
    const { headers } = await app.get(pages.event!);
    const again = await app.get(pages.event!, { 'If-None-Match': headers.get('ETag')! });
    expect(again.status).toBe(304);
  });
});
