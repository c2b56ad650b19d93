import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerTeam } from '../../db/team-registration';
import { quiet } from '../../domain/notice';
import type { TestApp } from '../support/app';
import { axeFaultsInEveryLook, openBrowser, sidewaysScroll, visit } from '../support/browser';
import { organiser } from '../support/console/log-in';
import { amended, load, spring as now, startTown } from '../support/programme';
import { insertSignup, wish } from '../support/sample';
import { codeOn, press, type } from './hands';

const email = 'maria@example.se';

/**
 * What an organiser does in a season, from the idea to the list for the door, on the programme's rows 1, 2 and 13.
 * Nothing but what is on the pages and in the mails is known.
 */
describe.each([
  ['on a phone without script', { screen: 'phone', script: false }],
  ['on a desktop with script', { screen: 'desktop', script: true }],
] as const)('an organiser, %s', (_name, visitor) => {
  let browser: Browser;
  let app: TestApp;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    app = await startTown();
    // as it was planned: the 20th had not been moved yet
    await load(app, amended('ledningsgrupp', { moved: [] }));
    await organiser(app, { email, name: 'Maria', organisation: 'socialforvaltningen' }, now);
    context = await visit(browser, app.url, visitor);
    page = await context.newPage();
  });
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await app?.close();
  });

  const words = () => page.getByRole('main').innerText();
  const inOrder = async () => {
    expect(await sidewaysScroll(page)).toBe(0);
    if (visitor.script)
      expect({ url: page.url(), faults: await axeFaultsInEveryLook(page) }).toMatchObject({ faults: [] });
  };
  const tab = (name: string) =>
    page
      .getByRole('navigation', { name: /^Sidor för/u })
      .getByRole('link', { name })
      .click();

  test('runs it: from an idea to an event that takes care of itself', { timeout: 240_000 }, async () => {
    // logs in with a code from a mail
    await page.goto('/arrangor');
    await type(page, 'Mejl', email);
    await press(page, 'button', 'Mejla en kod');
    await app.mailsSent();
    const code = /\b\d{4} \d{4}\b/u.exec(app.smtp.mailTo(email).text ?? '')![0];
    await type(page, 'Kod', code);
    await press(page, 'button', 'Logga in');
    if ((await words()).includes('Vill du slippa koden nästa gång?')) await press(page, 'button', 'Nej, inte nu');
    expect(await words()).toContain('Maria');
    await inOrder();

    // writes an event, with the text coached
    await press(page, 'link', 'Nytt evenemang');
    await type(page, 'Rubrik', 'Fika på torsdag');
    await press(page, 'button', 'Börja skriva');
    await type(
      page,
      'Kort om',
      'Välkommen till verksamhetsutvecklingsdialogen om brukarorganisationernas delaktighet.',
    );
    await press(page, 'button', 'Spara och gå vidare');
    if (!(await page.getByRole('heading', { level: 1 }).innerText()).includes('När')) {
      // hard words: one is shown them once
      expect(await words()).toContain('verksamhetsutvecklingsdialogen');
      await type(page, 'Kort om', 'Kom och fika med oss. Vi bjuder på kaffe.');
      await press(page, 'button', 'Spara och gå vidare');
    }
    await type(page, 'Dag', '2017-04-13');
    await type(page, 'Börjar kl.', '14:00');
    await type(page, 'Slutar kl.', '15:00');
    await press(page, 'button', 'Spara och gå vidare');
    await type(page, 'Plats', 'Bryggan');
    await press(page, 'button', 'Spara och gå vidare');
    await page.goto('/arrangor/evenemang/fika-pa-torsdag');
    await press(page, 'link', 'Publicera');
    await press(page, 'button', 'Ja, publicera');

    // sees who comes, and puts somebody on the list who phoned
    await insertSignup(app.store, { slug: 'fika-pa-torsdag' }, { name: 'Li Berg', email: 'li@example.org' }, now - 1);
    await page.goto('/arrangor/evenemang/fika-pa-torsdag');
    expect(await words()).toContain('1 person kommer');
    await tab('Deltagare');
    expect(await words()).toContain('Li Berg');
    await press(page, 'link', 'Lägg till någon');
    await page
      .getByRole('main')
      .getByLabel(/^Vad heter/u)
      .fill('Ulla Ek');
    await press(page, 'button', 'Lägg till');
    expect(await codeOn(page)).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/u);
    await inOrder();

    // eleven teams come in; calls the captain of the one that is short, and places a social worker who has no team
    for (let number = 1; number <= 11; number++) {
      const isShort = number === 7;
      const names = Array.from({ length: isShort ? 4 : 7 }, (_, index) => `Spelare ${number}.${index + 1}`);
      const captain = wish({ name: `Kapten ${number}`, phone: isShort ? '+46701234567' : null });
      await registerTeam(
        app.store,
        'brannbollsyra',
        { name: isShort ? 'Bollarna' : `Lag ${number}`, captain, players: names },
        null,
        now,
      );
    }
    await insertSignup(app.store, { slug: 'brannbollsyra' }, { name: 'Sara Socionom', audience: 'staff' }, now);
    await page.goto('/arrangor/evenemang/brannbollsyra');
    await tab('Lag');
    expect(await words()).toContain('11 lag. Lag med för få: 1. Utan lag: 1.');
    const short = page.getByRole('region', { name: 'Bollarna', exact: true });
    expect(await short.getByRole('link', { name: '070-123 45 67' }).getAttribute('href')).toBe('tel:+46701234567');
    const alone = page.getByRole('region', { name: 'Spelare utan lag' });
    await alone.locator('summary', { hasText: 'Sara Socionom' }).click();
    await alone.locator('li', { hasText: 'Sara Socionom' }).getByRole('button', { name: 'Flytta' }).click();
    await page.getByText('Sara Socionom är nu i Bollarna.').first().waitFor();
    await inOrder();

    // moves the meeting of 20 April to the 19th with the place left open
    const meeting = { slug: 'ledningsgrupp-2017-04-20' };
    await insertSignup(app.store, meeting, { name: 'Eva Alm', phone: '+46701234567' }, now - 1);
    await insertSignup(app.store, meeting, { name: 'Bo Ek', email: 'bo@example.org' }, now - 1);
    await app.mailsSent();
    app.smtp.mails.length = 0;
    await page.goto('/arrangor/serier/ledningsgrupp/tillfallen');
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Flytta Torsdag 20 april/u })
      .click();
    await type(page, 'Ny dag', '2017-04-19');
    await type(page, 'Börjar', '10.30');
    await type(page, 'Slutar', '12.00');
    await page.getByRole('main').getByLabel('Plats meddelas senare').check();
    await press(page, 'button', 'Flytta');
    expect(await words()).toMatch(/1 går inte att mejla. Ring:[\s\S]*Eva Alm/u);
    await inOrder();
    await press(page, 'button', 'Ja, gör så');
    expect(await words()).toContain('Datumet är flyttat till onsdag 19 april kl. 10.30–12.00.');
    expect(await words()).toContain('Mejlen skickas om två minuter.');

    // and knows that everybody has been told: by mail, by calendar, and by a call list
    app.setNow(now + quiet);
    await app.mailsSent();
    const told = app.smtp.mailTo('bo@example.org');
    expect(told.text).toMatch(/onsdag 19 april[\s\S]*10\.30–12\.00/iu);
    expect(JSON.stringify(told.attachments.map(({ mimeType }) => mimeType))).toContain('text/calendar');
    const calendar = await (await app.get(`/evenemang/${meeting.slug}.ics`)).text();
    expect(calendar).toContain('DTSTART:20170419T083000Z');
    expect(calendar).not.toContain('LOCATION');
    await page.goto(`/arrangor/evenemang/${meeting.slug}`);
    await tab('Ringlista');
    expect(await words()).toContain('1 samtal kvar');
    expect(await words()).toContain('Onsdag 19 april');
    await press(page, 'button', 'Eva Alm vet nu');
    expect(await words()).toContain('Ingen att ringa. Alla vet.');
    await inOrder();

    // copies an event to another day
    await page.goto('/arrangor/evenemang/brannbollsyra');
    await press(page, 'link', 'Gör en kopia');
    await type(page, 'Ny dag', '2018-09-20');
    await press(page, 'button', 'Gör en kopia');
    expect(await words()).toContain('Utkast');
    expect(await words()).toContain('20 september 2018');

    // prints the list for the door
    await page.goto('/arrangor/evenemang/fika-pa-torsdag/deltagare');
    await press(page, 'link', 'Skriv ut en lista');
    const list = await words();
    for (const name of ['Li Berg', 'Ulla Ek', 'Kasta listan']) expect(list).toContain(name);
    expect(list).not.toContain('li@example.org');
    await inOrder();

    // and it is written down who did what
    await page.goto('/arrangor/evenemang/fika-pa-torsdag/logg');
    expect(await words()).toMatch(/Maria anmälde någon[\s\S]*Maria publicerade[\s\S]*Maria skapade/u);
    expect(await words()).not.toContain('Ulla');
  });
});
