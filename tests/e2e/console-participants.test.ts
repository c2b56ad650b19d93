import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app';
import { axeFaultsInEveryLook, openBrowser, sidewaysScroll, visit, type Visitor } from '../support/browser';
import { logIn, organiser } from '../support/console/log-in';
import { load, spring, startTown } from '../support/programme';
import { insertSignup } from '../support/sample';
import { choice, codeOn, press, type } from './hands';

const programme = {
  events: [
    {
      slug: 'utflykt',
      title: 'Utflykt till Kullaberg',
      host: 'rsmh',
      status: 'published',
      start: '2017-05-17T10:00',
      end: '2017-05-17T15:00',
      venue: 'Kullaberg',
      capacity: 2,
      approval: true,
      activities: [
        { slug: 'grottan', title: 'Grottan', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: 1 },
        { slug: 'fyren', title: 'Fyren', start: '2017-05-17T13:00', end: '2017-05-17T14:00' },
      ],
      contact: { name: 'Maria', phone: '042-10 00 00' },
    },
  ],
};

describe.each<[string, Visitor]>([
  ['on a phone without script', { screen: 'phone', script: false }],
  ['on a desktop with script', { screen: 'desktop', script: true }],
])('an organiser sees who comes, %s', (_name, visitor) => {
  let browser: Browser;
  let app: TestApp;
  let context: BrowserContext;
  let page: Page;
  const list = '/arrangor/evenemang/utflykt/deltagare';

  beforeAll(async () => {
    browser = await openBrowser();
    app = await startTown();
    await load(app, programme);
    await organiser(app, { email: 'anna@example.se', name: 'Anna', organisation: 'rsmh' }, spring);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });
  beforeEach(async () => {
    context = await visit(browser, app.url, visitor);
    const { cookie } = await logIn(app, 'anna@example.se', spring);
    const [name, value] = cookie.split('=') as [string, string];
    await context.addCookies([{ name, value, url: app.url }]);
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const main = () => page.getByRole('main').innerText();
  const looksRight = async () => {
    expect(await sidewaysScroll(page)).toBe(0);
    if (visitor.script) expect(await axeFaultsInEveryLook(page)).toEqual([]);
  };

  test(
    'adds somebody who calls, says yes to another, lets a third in, and prints the list',
    { timeout: 120_000 },
    async () => {
      // the most likely mistake first: nothing but a number
      await page.goto(list);
      await looksRight();
      await press(page, 'link', 'Lägg till någon');
      await type(page, 'Telefon', '070-123 45 67');
      await press(page, 'button', 'Lägg till');
      expect(await page.title()).toMatch(/^Fel:/);
      await looksRight();
      await type(page, 'Vad heter personen?', 'Åke');
      await choice(page, 'Grottan').check();
      await press(page, 'button', 'Lägg till');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Åke har plats');
      expect(await codeOn(page)).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
      expect(await page.getByRole('button', { name: 'Skriv ut' }).isVisible()).toBe(visitor.script);
      await looksRight();

      for (const name of ['Bo', 'Kim']) {
        await insertSignup(app.store, { slug: 'utflykt' }, { name, note: 'Rullstol' }, spring);
      }
      await page.goto(`${list}?visa=fraga`);
      await press(page, 'link', 'Bo');
      await looksRight();
      await press(page, 'button', 'Säg ja');
      expect(await main()).toContain('Du har sagt ja. Personen har plats');
      await page.goto(list);
      await press(page, 'link', 'Kim');
      await press(page, 'button', 'Säg ja');
      expect(await main()).toContain('personen står på reservlistan');
      await press(page, 'link', 'Ge en plats före de andra');
      await looksRight();
      await type(page, 'Varför?', 'Behöver ledsagare');
      await press(page, 'button', 'Ge plats');
      expect(await main()).toContain('Det finns ingen ledig plats');
      await looksRight();
      await choice(page, 'Ja, ge en plats ändå').check();
      await press(page, 'button', 'Ge plats');
      expect(await main()).toContain('Personen har fått en plats');

      await press(page, 'link', 'Flytta till en annan aktivitet');
      await looksRight();
      await choice(page, 'Fyren').check();
      await press(page, 'button', 'Flytta');
      expect(await main()).toContain('Anmälan är flyttad');
      await press(page, 'link', 'Skriv en anteckning');
      await type(page, 'Anteckning', 'Ring när bussen går');
      await press(page, 'button', 'Spara');
      expect(await main()).toContain('Ring när bussen går');

      await page.goto(`${list}?q=ake`);
      expect(await main()).toContain('1 anmälan, 1 person');
      await page.goto(list);
      await press(page, 'link', 'Skriv ut en lista');
      await looksRight();
      await choice(page, 'Telefonnummer').check();
      // where script runs the tick is enough, and the button is not there
      const show = page.getByRole('button', { name: 'Visa listan' });
      if (await show.isVisible()) await show.click();
      await page.getByText('På listan: Namn · Antal · Telefon').waitFor();
      expect(await main()).toContain('070-123 45 67');
      expect(await main()).toContain('Kasta listan torsdag 18 maj');
      await looksRight();
    },
  );

  test('makes one of two signups that are the same person, and cancels it', { timeout: 120_000 }, async () => {
    await insertSignup(app.store, { slug: 'utflykt' }, { name: 'Dubbel', email: 'd@example.se' }, spring + 1);
    await insertSignup(app.store, { slug: 'utflykt' }, { name: 'dubbel', email: 'd@example.se' }, spring + 2);
    await page.goto(list);
    await page.getByRole('link', { name: /dubbletter/ }).click();
    await looksRight();
    await press(page, 'link', 'Jämför');
    await looksRight();
    await press(page, 'button', 'Ja, slå ihop dem');
    expect(await main()).toContain('Två anmälningar har blivit en');
    await looksRight();
    await press(page, 'link', 'Avboka');
    await looksRight();
    await press(page, 'button', 'Ja, avboka');
    expect(await main()).toContain('Anmälan är avbokad');
  });

  if (!visitor.script) return;
  test('finds and opens somebody with the keyboard alone', async () => {
    await insertSignup(app.store, { slug: 'utflykt' }, { name: 'Tangent' }, spring);
    await page.goto(list);
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const tabTo = async (what: () => Promise<boolean>) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        if (await what()) return;
      }
      throw new Error('not reached with the keyboard');
    };
    await tabTo(() => page.evaluate(() => document.activeElement?.getAttribute('name') === 'q'));
    await page.keyboard.type('tangent');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=tangent/);
    await tabTo(async () => (await focused()) === 'Tangent');
    await page.keyboard.press('Enter');
    await page.waitForURL(/deltagare\/[0-9a-f-]{36}$/);
    await tabTo(async () => (await focused()) === 'Säg ja');
  });
});
