import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOffer } from '../../db/programme/edit';
import { provedWithin } from '../../domain/login';
import type { TestApp } from '../support/app';
import { axeFaults, openBrowser, sidewaysScroll, visit, type Visitor } from '../support/browser';
import { organiser } from '../support/console/log-in';
import { spring, startTown } from '../support/programme';
import { press, type } from './hands';
import { smallTargets, unlabelled } from './targets';

const host = 'socialforvaltningen';
const people = {
  asa: { email: 'asa@example.se', name: 'Åsa Lind', role: 'administrator' },
  bo: { email: 'bo@example.se', name: 'Bo Ek', role: 'organiser' },
  cia: { email: 'cia@example.se', name: 'Cia Dahl', role: 'administrator' },
} as const;

const visitors: { name: string; visitor: Visitor }[] = [
  { name: 'a phone without script', visitor: { screen: 'phone', script: false } },
  { name: 'a desktop with script', visitor: { screen: 'desktop', script: true } },
];

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser?.close());

describe.each(visitors)('an administrator with $name', ({ visitor }) => {
  let app: TestApp;
  let context: BrowserContext;
  let page: Page;
  let now = spring;
  const later = (ms: number) => app.setNow((now += ms));
  const looks: string[] = [];

  beforeAll(async () => {
    app = await startTown();
    for (const who of Object.values(people)) await organiser(app, { ...who, organisation: host }, now);
    context = await visit(browser, app.url, visitor);
    page = await context.newPage();
  });
  afterAll(async () => {
    await context?.close();
    await app?.close();
  });
  beforeEach(() => {
    later(60_000);
    app.smtp.mails.length = 0;
  });

  /** What is wrong with the page as it stands, in light and dark. */
  async function look(): Promise<void> {
    const at = new URL(page.url()).pathname;
    const faults = [...(await smallTargets(page)), ...(await unlabelled(page))];
    if (await sidewaysScroll(page)) faults.push('too wide');
    if (visitor.script) {
      faults.push(...(await axeFaults(page)));
      await page.emulateMedia({ colorScheme: 'dark' });
      faults.push(...(await axeFaults(page, ['cat.color'])));
      await page.emulateMedia({ colorScheme: 'light' });
    }
    looks.push(...faults.map((fault) => `${at}: ${fault}`));
    await shoot(page, visitor);
  }

  async function mailedCode(to: string): Promise<string> {
    await app.mailsSent();
    return /\b\d{4} \d{4}\b/.exec(app.smtp.mailTo(to).text ?? '')![0];
  }

  async function logIn(email: string): Promise<void> {
    await page.goto('/arrangor/logga-in');
    await look();
    await type(page, 'Mejl', email);
    await press(page, 'button', 'Mejla en kod');
    await look();
    await type(page, 'Kod', await mailedCode(email));
    await press(page, 'button', 'Logga in');
  }

  test('logs in, and sees who may do what', async () => {
    await logIn(people.asa.email);
    expect(new URL(page.url()).pathname).toBe('/arrangor');
    await page.goto(`/arrangor/arrangorer/${host}/medlemmar`);
    await look();
    await press(page, 'link', people.bo.name);
    await look();
    expect(await page.getByRole('radio', { name: 'arrangör' }).isChecked()).toBe(true);
  });

  test('removes somebody who answers for an event: somebody else takes it', async () => {
    const { id } = await app.store.read
      .selectFrom('organiser')
      .select('id')
      .where('email', '=', people.bo.email)
      .executeTakeFirstOrThrow();
    const contact = { name: people.bo.name, email: people.bo.email, phone: '042-11 11 11' };
    const entry = { title: 'Bos kväll', host, start: '2017-05-20T18:00', status: 'published' as const, contact };
    const made = await createOffer(app.store, { type: 'event', entry, by: id }, now);
    if (made.kind !== 'created') throw new Error(JSON.stringify(made));
    later(provedWithin);

    await press(page, 'link', `Ta bort ${people.bo.name}`);
    await look();
    const words = await page.getByRole('main').innerText();
    expect(words).toContain('Bos kväll');
    await type(page, 'Telefon till den som tar över', '042-22 22 22');
    await press(page, 'button', `Ta bort ${people.bo.name}`);

    // it was long ago that it was shown who it is
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Visa att det är du');
    await look();
    await type(page, 'Kod', '0000 0000');
    await press(page, 'button', 'Gå vidare');
    await look();
    await type(page, 'Kod', await mailedCode(people.asa.email));
    await press(page, 'button', 'Gå vidare');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Tack, det är du');
    await look();
    await press(page, 'button', 'Ta bort personen');
    expect(await page.getByRole('main').innerText()).toContain('Personen är borttagen');
    await look();

    await page.goto('/evenemang/bos-kvall');
    const shown = await page.getByRole('main').innerText();
    expect(shown).toContain(people.asa.name);
    expect(shown).toContain('042-22 22 22');
    expect(shown).not.toContain('042-11 11 11');
    await page.goto('/arrangor/evenemang/bos-kvall/ansvarig');
    expect(await page.getByRole('main').innerText()).toContain(`${people.asa.name} har hand om det nu.`);
    await look();
    await page.goto(`/arrangor/arrangorer/${host}/logg`);
    expect(await page.getByRole('main').innerText()).toContain(people.bo.name);
    await look();
  });

  test('who has been logged out meanwhile loses nothing of what is typed', async () => {
    await page.goto(`/arrangor/arrangorer/${host}/medlemmar`);
    await type(page, 'Mejl', 'ny@example.se');
    await page.getByRole('radio', { name: 'i dörren' }).check();
    await app.store.transact((trx) => trx.updateTable('session').set({ ended_at: now }).execute());
    await press(page, 'button', 'Mejla en inbjudan');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Logga in igen');
    await look();
    await press(page, 'button', 'Mejla en kod');
    expect(await page.getByRole('main').innerText()).toContain('Skriv en mejladress.');
    await type(page, 'Mejl', people.cia.email);
    await press(page, 'button', 'Mejla en kod');
    await type(page, 'Kod', await mailedCode(people.cia.email));
    await press(page, 'button', 'Gå vidare');
    await press(page, 'button', 'Fortsätt');
    expect(await page.getByRole('main').innerText()).toContain('Inbjudan är på väg.');
    const [invitation] = await app.store.read.selectFrom('invitation').select(['email', 'role']).execute();
    expect(invitation).toEqual({ email: 'ny@example.se', role: 'door' });
  });

  test('an invitation is accepted', async () => {
    await app.mailsSent();
    const row = await app.store.read.selectFrom('invitation').selectAll().executeTakeFirstOrThrow();
    await page.goto(`/arrangor/inbjudan/${app.store.codes.invitationTokenOf(row)}`);
    await look();
    await page.goto('/arrangor/inloggningar');
    await look();
    await page.goto('/arrangor/nycklar');
    await look();
    if (visitor.script) return;
    expect(await page.getByRole('button', { name: 'Lägg till den här enheten' }).count()).toBe(0);
    expect(await page.getByRole('main').innerText()).toContain('Logga in med koden i mejlet i stället.');
  });

  test('gives an event a picture, and is told what is wrong with it', async () => {
    await page.goto('/arrangor/evenemang/bos-kvall/bild');
    await look();
    await press(page, 'button', 'Spara bilden');
    const wrong = await page.getByRole('main').innerText();
    expect(wrong).toContain('Välj en bild.');
    expect(wrong).toContain('Skriv vad som syns på bilden.');
    await look();
    const { default: sharp } = await import('sharp');
    const picture = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#1a6b46' } })
      .png()
      .toBuffer();
    const file = page.locator('input[type=file]');
    await file.setInputFiles({ name: 'bild.png', mimeType: 'image/png', buffer: picture });
    await type(page, 'Vad syns på bilden?', 'En grön plan med en boll');
    await press(page, 'button', 'Spara bilden');
    expect(await page.getByRole('img', { name: 'En grön plan med en boll' }).count()).toBe(1);
    await look();
    await page.goto('/evenemang/bos-kvall');
    const shown = page.getByRole('img', { name: 'En grön plan med en boll' });
    await shown.scrollIntoViewIfNeeded();
    expect(await shown.evaluate((image: HTMLImageElement) => image.clientWidth)).toBeGreaterThan(200);
    await look();
  });

  test('saw nothing that is wrong with any page', () => {
    expect([...new Set(looks)]).toEqual([]);
  });
});

describe('a passkey', () => {
  let app: TestApp;
  let context: BrowserContext;
  let page: Page;
  let cdp: CDPSession;
  let authenticatorId: string;
  let now = spring;
  const later = (ms: number) => app.setNow((now += ms));

  beforeAll(async () => {
    app = await startTown();
    await organiser(app, { ...people.asa, organisation: host }, now);
    context = await visit(browser, app.url, { screen: 'phone', script: true });
    page = await context.newPage();
    cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    ({ authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    }));
  });
  afterAll(async () => {
    await context?.close();
    await app?.close();
  });
  beforeEach(() => {
    later(60_000);
    app.smtp.mails.length = 0;
  });

  async function logInByCode(): Promise<void> {
    app.smtp.mails.length = 0;
    await page.goto('/arrangor/logga-in');
    await type(page, 'Mejl', people.asa.email);
    await press(page, 'button', 'Mejla en kod');
    await app.mailsSent();
    await type(page, 'Kod', /\b\d{4} \d{4}\b/.exec(app.smtp.mailTo(people.asa.email).text ?? '')![0]);
    await press(page, 'button', 'Logga in');
  }
  const at = () => new URL(page.url()).pathname;
  const logOut = () => context.clearCookies();

  test('is offered after the first login by code, once on a device', async () => {
    await logInByCode();
    expect(at()).toBe('/arrangor/nycklar/erbjudande');
    expect(await axeFaults(page)).toEqual([]);
    await shoot(page, { screen: 'phone' });
    await press(page, 'link', 'Nej, inte nu');
    expect(at()).toBe('/arrangor');
    await logOut();
    later(20 * 60_000);
    await logInByCode();
    expect(at()).toBe('/arrangor');
  });

  test('is made, by keyboard too, and logs in without a code', async () => {
    await page.goto('/arrangor/nycklar');
    await page.getByRole('button', { name: 'Lägg till den här enheten' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nästa gång kan du logga in utan kod').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shoot(page, { screen: 'phone' });
    await logOut();
    await page.goto('/arrangor/logga-in?till=/arrangor/inloggningar');
    await press(page, 'button', 'Logga in utan kod');
    // its own address has that one in its query
    await page.waitForURL(({ pathname }) => pathname === '/arrangor/inloggningar');
    expect(app.smtp.mails).toEqual([]);
  });

  test('shows again who one is, before what cannot be undone', async () => {
    later(provedWithin);
    await page.goto('/arrangor/nycklar');
    await page.getByRole('button', { name: /^Ta bort / }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Visa att det är du');
    expect(await axeFaults(page)).toEqual([]);
    await shoot(page, { screen: 'phone' });
    await press(page, 'button', 'Använd finger, ansikte eller lås');
    await page.getByRole('heading', { name: 'Tack, det är du' }).waitFor();
    await press(page, 'button', 'Ta bort enheten');
    expect(await page.getByRole('main').innerText()).toContain('Du har inte lagt till något än.');
    expect(app.smtp.mails).toEqual([]);
  });

  test('that has been removed logs in no more, and the other way is said', async () => {
    await logOut();
    await page.goto('/arrangor/logga-in');
    await press(page, 'button', 'Logga in utan kod');
    await page.getByRole('heading', { name: 'Det gick inte att logga in' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await press(page, 'link', 'Logga in på ett annat sätt');
    expect(at()).toBe('/arrangor/logga-in');
  });
});

/** Where somebody wants to look: SHOTS says the folder. */
async function shoot(page: Page, { screen }: Visitor): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  const name = `${new URL(page.url()).pathname.replaceAll('/', '_')}-${Date.now() % 1e6}`;
  await page.screenshot({ path: `${folder}/${screen}-${name}.png`, fullPage: true });
  if (screen === 'desktop') return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${folder}/${screen}-${name}-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
}
