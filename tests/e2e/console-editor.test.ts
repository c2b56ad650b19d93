import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { axeFaults, openBrowser, sidewaysScroll, stickingOut, visit } from '../support/browser';
import { logIn, organiser } from '../support/console/log-in';
import { load } from '../support/programme';
import { insertSignup, insertSite, sampleNow } from '../support/sample';
import { field, press, type } from './hands';
import { smallTargets } from './targets';

const now = sampleNow;
const programme = {
  organisations: [{ slug: 'rsmh', name: 'RSMH' }],
  events: [
    {
      slug: 'brannboll',
      title: 'Brännboll',
      host: 'rsmh',
      status: 'published',
      start: '2017-05-20T10:00',
      end: '2017-05-20T15:00',
      venue: 'Gröningen',
      capacity: 4,
      contact: { phone: '042-10 50 00' },
      activities: [{ slug: 'grill', title: 'Grillen', start: '2017-05-20T12:00', capacity: 3 }],
    },
  ],
};

describe.each([
  ['at 360 px without script', { screen: 'phone', script: false }],
  ['at 1280 px with script', { screen: 'desktop', script: true }],
] as const)('an organiser writes, %s', (_name, visitor) => {
  let browser: Browser;
  let app: TestApp;
  let context: BrowserContext;
  let page: Page;
  const heard: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    app = await startApp({ now });
    await insertSite(app.store);
    await load(app, programme, now);
    await organiser(app, { email: 'eva@example.se', name: 'Eva Ek', organisation: 'rsmh' }, now);
    const { cookie } = await logIn(app, 'eva@example.se', now);
    context = await visit(browser, app.url, visitor);
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: app.url }]);
    page = await context.newPage();
    heard.length = 0;
    page.on('console', (message) => void (message.type() === 'error' && heard.push(message.text())));
    page.on('pageerror', (error) => void heard.push(error.message));
  });
  afterEach(async () => {
    await context?.close();
    await app?.close();
  });

  const titleOf = async (slug: string) =>
    (await app.store.read.selectFrom('event').select('title').where('slug', '=', slug).executeTakeFirst())?.title;
  const heading = () => page.getByRole('heading', { level: 1 }).first().innerText();
  /** What this visitor's page has wrong; axe is a script itself. */
  const look = async () => {
    expect(await sidewaysScroll(page).then((pixels) => (pixels > 0 ? stickingOut(page) : []))).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    if (!visitor.script) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect({ url: page.url(), colorScheme, faults: await axeFaults(page) }).toMatchObject({ faults: [] });
    }
  };

  // a look at every page of it, in light and dark, is many looks
  test('an event from nothing to published, with a mistake on the way', { timeout: 120_000 }, async () => {
    await page.goto('/arrangor');
    await press(page, 'link', 'Nytt evenemang');
    await press(page, 'button', 'Börja skriva');
    expect(await page.getByRole('alert').innerText()).toContain('Skriv en rubrik.');
    await type(page, 'Rubrik', 'Fika på torsdag');
    await look();
    await press(page, 'button', 'Börja skriva');

    expect(await heading()).toBe('Vad');
    await type(page, 'Kort om', 'Kom och fika med oss. Vi bjuder på kaffe.');
    await look();
    await press(page, 'button', 'Spara och gå vidare');

    expect(await heading()).toBe('När');
    await type(page, 'Dag', '2017-05-18');
    await type(page, 'Börjar kl.', '14');
    await type(page, 'Slutar kl.', '13:00');
    await press(page, 'button', 'Spara och gå vidare');
    expect(await page.getByRole('alert').innerText()).toContain('Slutet måste vara efter starten.');
    expect(await field(page, 'Börjar kl.').inputValue()).toBe('14');
    await type(page, 'Slutar kl.', '15.30');
    await look();
    await press(page, 'button', 'Spara och gå vidare');

    expect(await heading()).toBe('Var');
    await type(page, 'Plats', 'Fontänhuset');
    await look();
    await press(page, 'button', 'Spara och gå vidare');

    expect(await heading()).toBe('Vem');
    expect(await field(page, 'Mejl').inputValue()).toBe('eva@example.se');
    await look();
    await press(page, 'button', 'Spara och gå vidare');

    expect(await heading()).toBe('Hur många');
    await type(page, 'Hur många får plats?', '20');
    await look();
    await press(page, 'button', 'Spara och gå vidare');

    expect(await heading()).toBe('Aktiviteter och pass');
    const activity = page.getByRole('group', { name: 'Aktivitet 1' });
    await activity.getByLabel('Namn').fill('Pussel');
    await press(page, 'button', 'Fler aktiviteter');
    await expect.poll(() => page.getByRole('group', { name: /^Aktivitet \d/ }).count()).toBeGreaterThan(3);
    expect(await activity.getByLabel('Namn').inputValue()).toBe('Pussel');
    await look();
    await press(page, 'button', 'Spara och gå vidare');

    expect(await heading()).toBe('Frågor');
    await look();
    await press(page, 'button', 'Spara');
    expect(await heading()).toBe('Skriv och ändra');
    await look();
    await press(page, 'link', 'Förhandsvisa');
    expect(await page.getByRole('main').innerText()).toContain('Så här kommer det att se ut i en telefon');
    await look();
    await page.goBack();
    await press(page, 'link', 'Publicera');
    await look();
    await press(page, 'button', 'Ja, publicera');
    await look();
    await press(page, 'link', 'Se sidan som andra ser den');
    const seen = await page.getByRole('main').innerText();
    for (const words of ['Fika på torsdag', 'kl. 14.00–15.30', 'Fontänhuset', 'Pussel']) expect(seen).toContain(words);
    expect(heard.filter((words) => !words.includes('400'))).toEqual([]);
  });

  test('a new day for what is published: who is told, back, and on', { timeout: 120_000 }, async () => {
    await insertSignup(
      app.store,
      { slug: 'brannboll' },
      { name: 'Kim', email: 'kim@example.org', activities: ['grill'] },
      now - 1,
    );
    await insertSignup(app.store, { slug: 'brannboll' }, { name: 'Lo', partySize: 2 }, now - 1);
    await page.goto('/arrangor/evenemang/brannboll');
    await press(page, 'link', 'Ändra');
    await press(page, 'link', 'När');
    await type(page, 'Dag', '2017-05-21');
    await press(page, 'button', 'Spara');
    expect(await heading()).toBe('Det här händer om du sparar');
    const words = await page.getByRole('main').innerText();
    for (const word of ['3 personer', 'tiden är ändrad', 'Lo']) expect(words).toContain(word);
    await look();
    await press(page, 'button', 'Tillbaka och ändra');
    expect(await field(page, 'Dag').inputValue()).toBe('2017-05-21');
    await press(page, 'button', 'Spara');
    await press(page, 'button', 'Ja, spara');
    expect(await page.getByRole('status').innerText()).toContain('Sparat.');

    await page.goto('/arrangor/evenemang/brannboll');
    await press(page, 'link', 'Ställ in');
    await type(page, 'Något mer att säga till dem?', 'Det regnar.');
    await look();
    await press(page, 'button', 'Ja, ställ in');
    expect(await page.getByRole('main').innerText()).toContain('Inställt');
    await look();
    await press(page, 'link', 'Det blir av ändå');
    await look();
    await press(page, 'button', 'Ja, det blir av');
    expect(await page.getByRole('main').innerText()).toContain('Publicerat');
    await page.goto('/arrangor/evenemang/brannboll/kopia');
    await look();
    await page.goto('/arrangor/evenemang/brannboll/mall');
    await look();
  });

  if (!visitor.script) return;
  test('what is written is saved by itself, coached, and by the keyboard alone', async () => {
    await page.goto('/arrangor/nytt');
    await field(page, 'Rubrik').focus();
    await page.keyboard.type('Möte');
    await page.keyboard.press('Enter');
    await page.waitForURL(/redigera\/vad$/);
    await field(page, 'Kort om').focus();
    await page.keyboard.type(
      'Verksamhetsutvecklingen genomför kompetensutvecklingsinsatser tillsammans med organisationernas representanter.',
    );
    await page.keyboard.press('Tab');
    const status = page.locator('.draft-said');
    await expect.poll(() => status.innerText()).toBe('Sparat 12.00');
    await expect.poll(() => page.locator('[data-coach=summary]').innerText()).toContain('Svårt att läsa för många.');
    expect(await page.locator('[data-coach=summary]').innerText()).toContain('Verksamhetsutvecklingen');

    await field(page, 'Rubrik').fill('');
    await page.keyboard.press('Tab');
    await expect.poll(() => status.innerText()).toContain('Inte sparat än.');
    expect(await page.locator('.field-wrong').innerText()).toContain('Skriv en rubrik.');
    await look();
    await field(page, 'Rubrik').fill('Stormöte');
    await page.keyboard.press('Tab');
    await expect.poll(() => status.innerText()).toBe('Sparat 12.00');
    expect(await page.locator('.field-wrong').count()).toBe(0);
    // who leaves right after the last letter loses nothing, and finds it where one comes
    await field(page, 'Rubrik').fill('Storträff');
    await press(page, 'link', 'Alla delar');
    await page.waitForURL(/redigera$/);
    expect(await page.getByRole('main').innerText()).toContain('Storträff');
    await page.goBack();
    await field(page, 'Rubrik').fill('Stormöte');
    await page.goto('about:blank');
    await expect.poll(() => titleOf('mote')).toBe('Stormöte');
    await page.goto('/arrangor/evenemang/mote/redigera/vad');
    // Enter saves and goes on; what was coached while it was written is not said again
    await field(page, 'Rubrik').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/redigera\/nar$/);
    expect(await titleOf('mote')).toBe('Stormöte');

    // a date written by half is no date to the browser: it says so, and sends nothing
    await field(page, 'Dag').focus();
    await page.keyboard.type('05');
    await press(page, 'button', 'Spara och gå vidare');
    await expect.poll(() => page.locator('.field-wrong').innerText()).toContain('Dagen är inte helt ifylld.');
    expect(page.url()).toMatch(/redigera\/nar$/);
    await look();
    await field(page, 'Dag').fill('2017-05-18');
    await type(page, 'Börjar kl.', '14');
    await press(page, 'button', 'Spara och gå vidare');
    await page.waitForURL(/redigera\/var$/);
    await page.goBack();
    expect(await field(page, 'Börjar kl.').inputValue()).toMatch(/^14/);
    expect(heard.filter((words) => !words.includes('400'))).toEqual([]);
  });

  test('is asked before leaving what is published with something written', { timeout: 120_000 }, async () => {
    const asked: string[] = [];
    let leaves = false;
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void (leaves ? dialog.accept() : dialog.dismiss());
    });
    await page.goto('/arrangor/evenemang/brannboll/redigera/vad');
    await field(page, 'Rubrik').fill('Brännboll i parken');
    const out = () => page.getByRole('link', { name: 'Alla delar' }).click({ noWaitAfter: true });
    await out();
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await field(page, 'Rubrik').inputValue()).toBe('Brännboll i parken');
    leaves = true;
    await out();
    await page.waitForURL(/redigera$/);
    // what is saved is not asked about
    await page.goto('/arrangor/evenemang/brannboll/redigera/vad');
    await field(page, 'Rubrik').fill('Brännboll i parken');
    await press(page, 'button', 'Spara');
    await page.waitForURL(/sparat$/);
    expect(await page.getByRole('main').innerText()).toContain('Brännboll i parken');
    expect(asked).toHaveLength(2);
  });
});
