import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app';
import { axeFaultsInEveryLook, openBrowser, sidewaysScroll, visit } from '../support/browser';
import { logIn, organiser } from '../support/console/log-in';
import { amended, load, spring, startTown } from '../support/programme';
import { insertSignup } from '../support/sample';
import { press, type } from './hands';
import { smallTargets } from './targets';

const slug = 'halsodag';
const base = `/arrangor/evenemang/${slug}`;

describe.each([
  ['on a phone without JavaScript', { screen: 'phone', script: false }],
  ['on a desktop with JavaScript', { screen: 'desktop', script: true }],
] as const)('%s', (_name, visitor) => {
  let app: TestApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const codes: Record<string, string> = {};
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startTown();
    const { slug: host } = await app.store.read
      .selectFrom('organisation')
      .innerJoin('event', 'event.host_id', 'organisation.id')
      .select('organisation.slug')
      .where('event.slug', '=', slug)
      .executeTakeFirstOrThrow();
    for (const [name, given] of [
      ['Anna Andersson', { email: 'anna@example.org' }],
      ['Bo Berg', { phone: '+46701234567' }],
      ['Cia Ceder', {}],
    ] as const) {
      codes[name] = await insertSignup(app.store, { slug }, { name, ...given }, spring);
    }
    await organiser(app, { email: 'olle@example.org', name: 'Olle', organisation: host }, spring);
    const { cookie } = await logIn(app, 'olle@example.org', spring);
    await app.mailsSent();
    app.smtp.mails.length = 0;
    context = await visit(browser, app.url, visitor);
    const [name, value] = cookie.split('=') as [string, string];
    await context.addCookies([{ name, value, url: app.url }]);
    page = await context.newPage();
  });
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await app?.close();
  });

  const words = () => page.getByRole('main').innerText();
  /** Looks at a page as everybody must be able to use it. */
  const look = async () => {
    expect(await sidewaysScroll(page)).toBe(0);
    if (!visitor.script) return;
    expect(await axeFaultsInEveryLook(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
  };

  test('an event moves: one sees who has been told by mail, calls the others, and nobody is left', async () => {
    await load(app, amended(slug, { start: '2017-05-18T10:00', end: '2017-05-18T15:00' }), spring);
    await app.mailsSent();
    expect(app.smtp.mailTo('anna@example.org').subject).toContain('Ny tid');
    await page.goto(base);
    const pages = page.getByRole('navigation', { name: /^Sidor för/u }).getByRole('link');
    const lines = await pages.evaluateAll(
      (links) => new Set(links.map((link) => link.getBoundingClientRect().top)).size,
    );
    expect(lines).toBe(visitor.screen === 'phone' ? 2 : 1);
    await pages.filter({ hasText: 'Meddelanden' }).click();
    await look();
    await press(page, 'link', 'Ändrad tid, plats eller del');
    expect(await words()).toContain('1 har fått det');
    expect(await words()).toContain('1 att ringa · 1 går varken att mejla eller ringa');
    await look();
    await press(page, 'link', 'Har fått det (1)');
    expect(await words()).toContain('Anna Andersson');
    await press(page, 'link', 'Ring dem som inte har mejl');
    expect(await words()).toContain('1 samtal kvar');
    expect(await words()).toContain('1 går varken att mejla eller ringa');
    expect(await words()).toContain('Torsdag 18 maj 2017 kl. 10.00–15.00');
    await look();
    expect(await words()).not.toContain('Cia Ceder svarar inte');
    await press(page, 'button', 'Bo Berg svarar inte');
    expect(await words()).toContain('Svarade inte, 1 gång');
    await press(page, 'button', 'Bo Berg vet nu');
    expect(await words()).toContain('Ingen att ringa.');
    await press(page, 'button', 'Cia Ceder vet nu');
    expect(await words()).toContain('Ingen att ringa. Alla vet.');
    // the wrong person was ticked: back again
    await press(page, 'link', 'Visa dem');
    await look();
    await press(page, 'button', 'Ta bort bocken för Cia Ceder');
    expect(await words()).toContain('1 går varken att mejla eller ringa');
    await press(page, 'button', 'Cia Ceder vet nu');
    await page.goto(base);
    expect(await words()).not.toContain('att ringa');
  });

  test('one writes to everybody: a subject is missing, then it is looked at and sent', async () => {
    app.smtp.mails.length = 0;
    await page.goto(`${base}/meddelanden`);
    await press(page, 'link', 'Skriv ett meddelande');
    await look();
    await type(page, 'Text', 'Det blir regn.\n\nTa med regnkläder.');
    await press(page, 'button', 'Förhandsgranska');
    expect(await page.title()).toMatch(/^Fel: /u);
    expect(await words()).toContain('Skriv en rubrik.');
    await look();
    if (visitor.script) {
      // by the keyboard alone from here
      await page.getByRole('link', { name: 'Skriv en rubrik.' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.type('Det blir regn');
      await page.keyboard.press('Enter');
      await page.getByText('Så här ser mejlet ut').waitFor();
    } else {
      await type(page, 'Rubrik', 'Det blir regn');
      await press(page, 'button', 'Förhandsgranska');
    }
    expect(await words()).toContain('1 får det med mejl.');
    expect(await words()).toMatch(/1 går inte att mejla[\s\S]*Bo Berg[\s\S]*1 går varken[\s\S]*Cia Ceder/u);
    expect(await words()).toContain('This message is in Swedish only.');
    await look();
    // a slip is mended, and the first button pressed: it is shown anew, and no script asks whether to leave
    await type(page, 'Text', 'Det blir regn.\n\nTa med paraply.');
    await press(page, 'button', 'Skicka nu');
    expect(await words()).toContain('Du har ändrat efter förhandsgranskningen. Så här blir det nu.');
    expect(await page.locator('.mail-preview').first().innerText()).toContain('Ta med paraply.');
    await app.mailsSent();
    expect(app.smtp.mails).toEqual([]);
    await look();
    await press(page, 'button', 'Skicka nu');
    expect(await words()).toContain('Nu är det på väg.');
    await app.mailsSent();
    expect(app.smtp.mailTo('anna@example.org').text).toContain('Ta med paraply.');
    await page.goto(`${base}/ringlista`);
    expect(await words()).toContain('Det blir regn');
  });

  test('one chooses the reminders, and says what to bring', async () => {
    await page.goto(`${base}/meddelanden`);
    await press(page, 'link', 'Påminnelser och bekräftelse');
    await look();
    await page.getByRole('checkbox', { name: 'En vecka före, klockan 10' }).check();
    await type(page, 'Det här står i bekräftelsen', 'Ta med handduk.');
    await press(page, 'button', 'Spara');
    expect(await words()).toContain('Sparat.');
    await look();
    expect(await page.getByRole('checkbox', { name: 'Dagen före, klockan 10' }).isChecked()).toBe(true);
    const answer = await app.post(`/evenemang/${slug}/anmalan`, { name: 'Eva' });
    await page.goto(new URL(answer.headers.get('location')!, app.url).pathname);
    expect(await words()).toContain('Ta med handduk.');

    // a few words for afterwards
    await page.goto(`${base}/meddelanden`);
    await press(page, 'link', 'Tack efteråt');
    await look();
    await press(page, 'button', 'Spara');
    expect(await words()).toContain('Skriv några ord.');
    await look();
    await type(page, 'Ditt tack', 'Tack för att ni var med!');
    await press(page, 'button', 'Förhandsgranska');
    expect(await page.locator('.mail-preview').first().innerText()).toContain('Tack för att ni var med!');
    expect(await words()).toContain('Inget är sparat än.');
    await look();
    await press(page, 'button', 'Spara');
    expect(await words()).toContain('Du kan ändra eller ta bort det tills det går ut.');
    await look();
    await press(page, 'button', 'Ta bort tacket');
    expect(await words()).toContain('Tacket är borttaget.');

    // where a reminder's own link leads
    await page.goto(`/anmalan/${codes['Anna Andersson']}/paminnelser`);
    await look();
    await press(page, 'button', 'Nej, inga fler påminnelser');
    expect(await words()).toContain('Du får inga fler påminnelser');
    await look();
    await press(page, 'button', 'Jag vill ha påminnelser igen');
    expect(await words()).toContain('Vill du inte ha fler?');
  });
});
