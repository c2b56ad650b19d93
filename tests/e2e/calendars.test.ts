import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { TestApp } from '../support/app';
import { openBrowser, visit } from '../support/browser';
import { lintCalendar } from '../support/calendar-lint';
import { amended, load, spring, startTown } from '../support/programme';
import { press, type } from './hands';

const meeting = 'ledningsgrupp-2017-05-04';
let app: TestApp;
let browser: Browser;
let visitor: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  app = await startTown();
  visitor = await visit(browser, app.url, { script: false });
  page = await visitor.newPage();
});
afterAll(async () => {
  await visitor?.close();
  await browser?.close();
  await app?.close();
});

describe('every calendar has a link that subscribes to it', () => {
  test.each([
    ['the organisation', '/arrangorer/rsmh', '/arrangorer/rsmh/kalender.ics'],
    ['the series', '/serier/ledningsgrupp', '/serier/ledningsgrupp.ics'],
    ['the event', `/evenemang/${meeting}`, `/evenemang/${meeting}.ics`],
    ['the event, in English', `/en/evenemang/${meeting}`, `/en/evenemang/${meeting}.ics`],
  ])('of %s', async (_name, path, feed) => {
    await page.goto(path);
    const webcal = app.url.replace('http:', 'webcal:') + feed;
    const links = await linksOf(page);
    expect(links).toContain(webcal);
    expect(links).toContain(`https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`);
    expect(lintCalendar(await read(feed))).toEqual([]);
  });

  test('of the site, from every page', async () => {
    await page.goto('/integritet');
    const links = await page.getByRole('contentinfo').getByRole('link').evaluateAll(hrefs);
    const link = links.find((href) => href.endsWith('/kalender.ics'));
    expect(link).toBeDefined();
    expect(lintCalendar(await read(new URL(link!).pathname))).toEqual([]);
  });
});

test('a sentence says how often calendars look', async () => {
  await page.goto(`/evenemang/${meeting}`);
  await page.getByText('Din kalender ser inte en ändring med en gång.').click();
  expect(await page.getByRole('main').innerText()).toContain(
    'Google Kalender tittar efter ändringar var 8:e till 24:e timme.',
  );
});

test('a meeting that is moved in the programme moves on its page, in every calendar, and in the mail to who is coming', async () => {
  // Anna signs up, subscribes to her own entry, and has all her signups in one secret calendar
  await page.goto(`/evenemang/${meeting}/anmalan`);
  await type(page, 'Vad heter du?', 'Anna');
  await type(page, 'Mejl', 'anna@example.org');
  await press(page, 'button', 'Anmäl mig');
  const receipt = new URL(page.url()).pathname;
  const own = `${receipt}.ics`;
  expect(await linksOf(page)).toContain(app.url.replace('http:', 'webcal:') + own);
  await press(page, 'button', 'Samla allt jag anmält mig till');
  const secret = (await linksOf(page)).find((href) => href.startsWith('webcal:'))!;
  const feeds = [
    '/kalender.ics',
    '/arrangorer/socialforvaltningen/kalender.ics',
    '/serier/ledningsgrupp.ics',
    `/evenemang/${meeting}.ics`,
    own,
    new URL(secret.replace('webcal:', 'http:')).pathname,
  ];
  const before = await Promise.all(feeds.map((feed) => entryOn(feed, '2017-05-04')));
  for (const entry of before) expect(entry).toMatchObject({ start: '2017-05-04T10:00:00' });
  await app.mailsSent();
  app.smtp.mails.length = 0;

  await load(
    app,
    amended('ledningsgrupp', {
      moved: [
        { from: '2017-04-20', start: '2017-04-19T10:30', end: '2017-04-19T12:00', venue: null },
        { from: '2017-05-04', start: '2017-05-03T13:30', end: '2017-05-03T15:00' },
      ],
    }),
    spring,
  );

  await page.goto(`/evenemang/${meeting}`);
  const words = await page.getByRole('main').innerText();
  expect(words).toContain('Det har fått en ny tid');
  expect(words).toContain('13.30–15.00');
  await page.goto(receipt);
  expect(await page.getByRole('main').innerText()).toContain('13.30–15.00');

  const after = await Promise.all(feeds.map((feed) => entryOn(feed, '2017-05-03')));
  after.forEach((entry, position) => {
    expect(entry, feeds[position]).toMatchObject({ uid: before[position]?.uid, start: '2017-05-03T13:30:00' });
    expect(entry!.sequence, feeds[position]).toBeGreaterThan(before[position]!.sequence);
  });
  for (const feed of feeds) expect(await entryOn(feed, '2017-05-04'), feed).toBeUndefined();

  await app.mailsSent();
  const mail = app.smtp.mailTo('anna@example.org');
  expect(mail.text).toContain('13.30–15.00');
  const [part] = mail.calendars;
  expect(part?.method).toBe('REQUEST');
  expect(entriesIn(part!.text)).toMatchObject([{ uid: after[4]!.uid, start: '2017-05-03T13:30:00' }]);
});

const hrefs = (links: Element[]) => links.map((link) => (link as HTMLAnchorElement).href);
const linksOf = (on: Page) => on.getByRole('main').getByRole('link').evaluateAll(hrefs);

/** A calendar as a calendar program fetches it. */
async function read(path: string): Promise<string> {
  const answer = await app.get(path);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

interface SeenEntry {
  uid: string;
  sequence: number;
  /** Local to Stockholm. */
  start: string;
}

/** The entry of a day in a calendar, as ical.js reads it. */
async function entryOn(path: string, date: string): Promise<SeenEntry | undefined> {
  const entries = entriesIn(await read(path)).filter(({ start }) => start.startsWith(date));
  // the site's calendar has other things on the same day
  return entries.length > 1 ? undefined : entries[0];
}

function entriesIn(text: string): SeenEntry[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const start = event.startDate.toJSDate();
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Stockholm',
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(start);
    return { uid: event.uid, sequence: event.sequence ?? 0, start: local.replace(' ', 'T') };
  });
}
