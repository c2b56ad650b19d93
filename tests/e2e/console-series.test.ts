import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app';
import { axeFaultsInEveryLook, openBrowser, sidewaysScroll, visit } from '../support/browser';
import { logIn, organiser } from '../support/console/log-in';
import { spring as now, startTown } from '../support/programme';
import { insertSignup } from '../support/sample';
import { choice, press, type } from './hands';

const words = (page: Page) => page.getByRole('main').innerText();

describe.each([
  ['on a phone without script', { screen: 'phone', script: false }],
  ['on a desktop with script', { screen: 'desktop', script: true }],
] as const)('an organiser’s series, %s', (_name, visitor) => {
  let browser: Browser;
  let app: TestApp;
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startTown();
    await organiser(app, { email: 'anna@example.se', name: 'Anna', organisation: 'socialforvaltningen' }, now);
    const signup = { slug: 'ledningsgrupp-2017-05-04' };
    await insertSignup(app.store, signup, { name: 'Eva Alm' }, now - 1);
    await insertSignup(app.store, signup, { name: 'Bo Ek', email: 'bo@example.se' }, now - 1);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  async function page(): Promise<Page> {
    const { cookie } = await logIn(app, 'anna@example.se', now);
    const context = await visit(browser, app.url, visitor);
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: app.url }]);
    return context.newPage();
  }
  /** Nothing that axe finds, and nothing to scroll sideways for. */
  async function inOrder(one: Page) {
    expect(await sidewaysScroll(one)).toBe(0);
    if (visitor.script) expect(await axeFaultsInEveryLook(one)).toEqual([]);
  }

  test('is said wrongly, said again, looked at, and made', async () => {
    const one = await page();
    await one.goto('/arrangor/nytt/serie');
    await inOrder(one);
    await type(one, 'Vad heter det?', 'Fredagsgruppen');
    await type(one, 'När är det?', 'nån gång i veckan');
    await press(one, 'button', 'Visa datumen');
    expect(await one.title()).toMatch(/^Fel: /);
    expect(await words(one)).toContain('Vi förstod inte');
    await inOrder(one);
    await type(one, 'När är det?', 'första fredagen varje månad 10-12 till december');
    await press(one, 'button', 'Visa datumen');
    expect(await words(one)).toContain(
      'Vi förstod: första fredagen varje månad kl. 10.00–12.00 till och med 31 december 2017.',
    );
    await inOrder(one);
    await choice(one, 'Inte den här dagen Fredag 7 juli 2017 kl. 10.00–12.00').check();
    if (visitor.script) {
      await one.getByRole('button', { name: 'Skapa serien' }).focus();
      await one.keyboard.press('Enter');
      await one.waitForURL(/tillfallen/);
    } else await press(one, 'button', 'Skapa serien');
    expect(await words(one)).toContain('Serien är skapad.');
    expect(await words(one)).toMatch(/Fredag 7 juli kl. 10.00–12.00 Inställt/);
    await inOrder(one);
  });

  test('has a date moved, when it has been shown to whom', async () => {
    const one = await page();
    await one.goto('/arrangor/serier/ledningsgrupp/tillfallen');
    await inOrder(one);
    await press(one, 'link', 'Flytta Torsdag 4 maj kl. 10.00–12.00');
    await type(one, 'Ny dag', '2017-05-03');
    await press(one, 'button', 'Flytta');
    expect(await words(one)).toMatch(/Gäller 2 personer: tiden är ändrad[\s\S]*på sin egen sida:[\s\S]*Eva Alm/);
    await inOrder(one);
    await press(one, 'button', 'Ja, gör så');
    expect(await words(one)).toContain('Datumet är flyttat till onsdag 3 maj kl. 10.00–12.00.');
    expect(await words(one)).toMatch(/Onsdag 3 maj kl. 10.00–12.00 Flyttat/);
    for (const form of ['2017-05-18/andring', '2017-05-18/installning', 'regel', 'slut', 'anmalan', 'nytt']) {
      await one.goto(`/arrangor/serier/ledningsgrupp/tillfallen/${form}`);
      await inOrder(one);
    }
    for (const path of ['/arrangor/serier/ledningsgrupp/medarrangorer', '/arrangor/medarrangorskap']) {
      await one.goto(path);
      await inOrder(one);
    }
  });

  test('is looked at as others see it, and made again', async () => {
    const one = await page();
    await one.goto('/arrangor/serier/ledningsgrupp');
    await press(one, 'link', 'Förhandsvisa');
    expect(await words(one)).toContain('Så här ser det ut i en telefon');
    await inOrder(one);
    await one.goto('/arrangor/serier/ledningsgrupp');
    await press(one, 'link', 'Gör en kopia');
    await inOrder(one);
    await type(one, 'Vad heter det?', 'Ledningsgrupp i höst');
    await type(one, 'När är det?', 'jämna veckor, torsdag 10-12, från 7 september till december');
    await press(one, 'button', 'Visa datumen');
    await inOrder(one);
    await press(one, 'button', 'Skapa serien');
    expect(new URL(one.url()).pathname).toBe('/arrangor/serier/ledningsgrupp-i-host/redigera');
    await inOrder(one);
  });
});
