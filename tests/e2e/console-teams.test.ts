import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registerTeam } from '../../db/team-registration';
import { teamByWords } from '../../db/teams';
import { joinTeam } from '../../db/team-joining';
import type { TestApp } from '../support/app';
import { axeFaults, openBrowser, sidewaysScroll, visit } from '../support/browser';
import { logIn, organiser } from '../support/console/log-in';
import { at, startTown } from '../support/programme';
import { insertSignup, wish } from '../support/sample';
import { field, press } from './hands';

/** A week before Brännbollsyra, the programme's row 13. */
const now = at('2017-09-12T09:00');
const board = '/arrangor/evenemang/brannbollsyra/lag';

let browser: Browser;
let app: TestApp;
let visitors: BrowserContext[] = [];
let cookie: string;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser?.close());
beforeEach(async () => {
  app = await startTown({ now });
  await organiser(app, { email: 'maria@example.se', organisation: 'socialforvaltningen' }, now);
  ({ cookie } = await logIn(app, 'maria@example.se', now));
});
afterEach(async () => {
  await Promise.all(visitors.map((visitor) => visitor.close()));
  visitors = [];
  await app.close();
});

async function opened(how: Parameters<typeof visit>[2]): Promise<Page> {
  const visitor = await visit(browser, app.url, how);
  visitors.push(visitor);
  const [name, value] = cookie.split('=') as [string, string];
  await visitor.addCookies([{ name, value, url: app.url }]);
  const page = await visitor.newPage();
  await page.goto(board);
  return page;
}

/** Each lays out an event, and waits for many answers: more than a browser's usual test. */
const patience = { timeout: 90_000 };

/** Eleven teams come in; one of them is short, and its captain left a number. */
async function elevenTeams(): Promise<void> {
  for (let number = 1; number <= 11; number++) {
    const isShort = number === 7;
    const names = Array.from({ length: isShort ? 4 : 7 }, (_, index) => `Spelare ${number}.${index + 1}`);
    const captain = wish({ name: `Kapten ${number}`, phone: isShort ? '+46701234567' : null });
    const team = { name: isShort ? 'Bollarna' : `Lag ${number}`, captain, players: names };
    await registerTeam(app.store, 'brannbollsyra', team, null, now);
  }
}
const alone = (name: string, given = {}) => insertSignup(app.store, { slug: 'brannbollsyra' }, { name, ...given }, now);
const main = (page: Page) => page.getByRole('main').innerText();
const team = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const lone = (page: Page) => page.getByRole('region', { name: 'Spelare utan lag' });
const howTo = (page: Page) => page.getByText('Med tangentbord: gå till prickarna');
const membersOf = (page: Page, name: string) => team(page, name).locator('.board-name').allInnerTexts();

describe('the team board', () => {
  test(
    'on a phone without script: sees the short team, calls its captain, places a social worker, undoes, and is told what cannot be',
    patience,
    async () => {
      await elevenTeams();
      await alone('Sara', { audience: 'staff' });
      await alone('En klass', { partySize: 10 });
      const page = await opened({ screen: 'phone', script: false });
      expect(await main(page)).toContain('11 lag. Lag med för få: 1. Utan lag: 2.');
      expect(await sidewaysScroll(page)).toBe(0);
      expect(await howTo(page).isVisible()).toBe(false);
      await page.getByRole('link', { name: /^Bollarna \(1 till behövs\)$/ }).click();
      expect(page.url()).toContain('#lag-7');
      expect(await team(page, 'Bollarna').innerText()).toContain('5 av 6–10 1 till behövs');
      const call = team(page, 'Bollarna').getByRole('link', { name: '070-123 45 67' });
      expect(await call.getAttribute('href')).toBe('tel:+46701234567');

      await lone(page).locator('summary', { hasText: 'Sara' }).click();
      // the team that needs it comes first
      expect(await field(page, 'Flytta Sara till').inputValue()).toBe(
        (await team(page, 'Bollarna').getAttribute('data-team')) ?? '',
      );
      await lone(page).locator('li', { hasText: 'Sara' }).getByRole('button', { name: 'Flytta' }).click();
      expect(await main(page)).toContain('Klart. Sara är nu i Bollarna.');
      expect(await team(page, 'Bollarna').innerText()).toContain('6 av 6–10 Tillräckligt många');
      expect(await membersOf(page, 'Bollarna')).toContain('Sara');

      await press(page, 'button', 'Ångra');
      expect(await main(page)).toContain('Ångrat. Nu är det som det var.');
      expect(await lone(page).innerText()).toContain('Sara');

      // the most likely mistake: a team that has no room for them all, chosen on a page that is old
      await lone(page).locator('summary', { hasText: 'En klass' }).click();
      expect(await lone(page).locator('li', { hasText: 'En klass' }).innerText()).toContain('Inget lag har rum.');
      const change = team(page, 'Bollarna').locator('.board-change');
      await change.locator('summary').click();
      await change.getByLabel('Vad ska laget heta?').fill(' ');
      await change.getByRole('button', { name: 'Byt namn' }).click();
      expect(await page.title()).toMatch(/^Fel: /);
      expect(await page.getByRole('alert').innerText()).toContain('Skriv vad laget ska heta.');
      await page.getByRole('alert').getByRole('link').click();
      await page.getByLabel('Vad ska laget heta?').and(page.locator(':focus')).fill('Bollorna');
      await page.keyboard.press('Enter');
      await page.getByText('Klart. Bollarna heter nu Bollorna.').waitFor();
    },
  );

  test('on a desktop with script: by dragging, by keyboard alone, and put back by Escape', patience, async () => {
    await elevenTeams();
    for (const name of ['Sara', 'Omar']) await alone(name);
    const page = await opened({ screen: 'desktop' });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    const handle = (name: string) => page.getByRole('button', { name: new RegExp(`^Dra i ${name},`) });
    expect(await axeFaults(page)).toEqual([]);
    expect(await howTo(page).isVisible()).toBe(true);

    // by the mouse
    // away from the edges, where the page moves along with what is dragged
    await page.locator('#tavla').evaluate((board) => {
      scrollTo({ top: scrollY + board.getBoundingClientRect().top - 200, behavior: 'instant' });
    });
    const [from, to] = [await handle('Sara').boundingBox(), await team(page, 'Lag 1').boundingBox()];
    await page.mouse.move(from!.x + 10, from!.y + 10);
    await page.mouse.down();
    await page.mouse.move(to!.x + 60, to!.y + 60, { steps: 8 });
    expect(await page.locator('.board-over').getAttribute('data-name')).toBe('Lag 1');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await page.locator('.board-over, .board-ghost').count()).toBe(0);
    expect(await lone(page).innerText()).toContain('Sara');
    await page.mouse.move(from!.x + 10, from!.y + 10);
    await page.mouse.down();
    await page.mouse.move(to!.x + 60, to!.y + 60, { steps: 8 });
    await page.mouse.up();
    await page.getByText('Klart. Sara är nu i Lag 1.').first().waitFor();
    expect(await membersOf(page, 'Lag 1')).toContain('Sara');
    expect(page.url()).toBe(app.url + board);

    // by the keyboard alone
    await handle('Omar').focus();
    await page.keyboard.press('Enter');
    const said = page.locator('[aria-live=assertive]');
    expect(await said.innerText()).toContain('Omar är vald.');
    const inSight = async () => ((await said.boundingBox())?.width ?? 0) > 300;
    expect(await inSight()).toBe(true);
    for (let down = 0; down < 7; down++) await page.keyboard.press('ArrowDown');
    expect(await said.innerText()).toBe('Till Bollarna');
    await page.keyboard.press('Escape');
    expect(await said.innerText()).toBe('Omar är kvar där hen var.');
    expect(await inSight()).toBe(false);
    await page.keyboard.press('Space');
    for (let down = 0; down < 7; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Klart. Omar är nu i Bollarna.').first().waitFor();
    expect(await membersOf(page, 'Bollarna')).toContain('Omar');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-name]')?.getAttribute('data-name'))).toBe(
      'Omar',
    );

    // a form of the page, without leaving it
    await page.getByRole('button', { name: 'Ångra' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Ångrat. Nu är det som det var.').first().waitFor();
    expect(await lone(page).innerText()).toContain('Omar');
    expect(await axeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('on a phone with script: a finger drags a player to a team', patience, async () => {
    await elevenTeams();
    await alone('Sara');
    const page = await opened({ screen: 'phone' });
    const handle = page.getByRole('button', { name: /^Dra i Sara,/ });
    await lone(page).evaluate((section) => section.scrollIntoView({ block: 'start', behavior: 'instant' }));
    const [from, to] = [(await handle.boundingBox())!, (await team(page, 'Lag 1').boundingBox())!];
    expect(from.height).toBeGreaterThanOrEqual(44);
    const fingers = await page.context().newCDPSession(page);
    await fingers.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      fingers.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await touch('touchStart', [{ x: from.x + 20, y: from.y + 20 }]);
    for (const part of [0.3, 0.6, 1]) {
      const y = from.y + 20 + part * (to.y + 30 - from.y - 20);
      await touch('touchMove', [{ x: from.x + 60, y }]);
    }
    expect(await page.locator('.board-over').getAttribute('data-name')).toBe('Lag 1');
    await touch('touchEnd', []);
    await page.getByText('Klart. Sara är nu i Lag 1.').first().waitFor();
    expect(await membersOf(page, 'Lag 1')).toContain('Sara');
  });

  test(
    'on a phone with script: what was done last follows along, and hides nothing that one goes to',
    patience,
    async () => {
      await elevenTeams();
      await alone('Sara');
      const page = await opened({ screen: 'phone' });
      await lone(page).locator('summary', { hasText: 'Sara' }).click();
      await lone(page).getByRole('button', { name: 'Flytta' }).click();
      const last = page.locator('.board-last');
      await last.getByText('Klart. Sara är nu i Bollarna.').waitFor();
      /** Once the page has come to rest: it scrolls smoothly. */
      const atRest = () =>
        page.evaluate(async () => {
          for (let before = NaN; before !== scrollY; await new Promise((done) => setTimeout(done, 100)))
            before = scrollY;
        });
      /** Whether what has the focus is seen to have it. */
      const isSeen = async () => {
        await atRest();
        return page.evaluate(() => {
          const { left, top, bottom } = document.activeElement!.getBoundingClientRect();
          const shown = [top + 2, bottom - 2].map((y) => document.elementFromPoint(left + 4, y));
          return shown.every((one) => one?.closest('a, button, summary') === document.activeElement);
        });
      };
      expect(await isSeen()).toBe(true);
      for (let back = 0; back < 24; back++) {
        await page.keyboard.press('Shift+Tab');
        expect(await isSeen()).toBe(true);
      }
      const bar = async () => (await last.boundingBox())!;
      expect((await bar()).y).toBeCloseTo(0, 0);
      expect((await bar()).height).toBeLessThan(100);
      await page.getByRole('link', { name: /^Lag 5/ }).evaluate((link: HTMLElement) => link.click());
      await atRest();
      const top = (await team(page, 'Lag 5').getByRole('heading').boundingBox())!.y;
      expect(top).toBeGreaterThan((await bar()).height);
      // nor what says by which keys one chooses
      const handle = page.getByRole('button', { name: /^Dra i Spelare 9\.1,/ });
      await handle.evaluate((button: HTMLElement) => {
        button.focus({ preventScroll: true });
        button.scrollIntoView({ block: 'end', behavior: 'instant' });
      });
      await page.keyboard.press('Enter');
      await page.getByText('Spelare 9.1 är vald.').waitFor();
      await expect.poll(isSeen).toBe(true);
      await page.keyboard.press('Escape');
      // lying down it would be much of what there is to see
      await page.setViewportSize({ width: 640, height: 360 });
      expect((await bar()).y).toBeLessThan(0);
    },
  );

  test('says what could not be done where somebody was faster, and shows how it is', patience, async () => {
    await elevenTeams();
    await alone('Sara');
    const page = await opened({ screen: 'desktop' });
    const row = app.store.read.selectFrom('team').selectAll().where('name', '=', 'Lag 1');
    const full = await row.executeTakeFirstOrThrow();
    for (const name of ['Ett', 'Två']) {
      await joinTeam(app.store, app.store.codes.codeOf(full), wish({ name }), null, now);
    }
    expect(await teamByWords(app.store.read, full.words!)).toBeTruthy();
    await page.getByRole('button', { name: /^Dra i Sara,/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('Lag 1 är fullt.');
    expect(await team(page, 'Lag 1').innerText()).toContain('10 av 6–10 Fullt');
    expect(await lone(page).innerText()).toContain('Sara');
    expect(await axeFaults(page)).toEqual([]);
  });

  test('shows a proposal, leaves one out, and uses the rest', patience, async () => {
    await elevenTeams();
    for (const name of ['Sara', 'Omar', 'Li']) await alone(name);
    await alone('Eva', { playWith: 'Kapten 3' });
    const page = await opened({ screen: 'phone' });
    await press(page, 'link', 'Gör ett förslag');
    const words = await main(page);
    expect(words).toContain('Bollarna: 5 blir');
    expect(words).toMatch(/Lag 3: 8 blir \d+/u);
    expect(words).toContain('med en vän');
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'Omar' }).uncheck();
    await press(page, 'button', 'Använd förslaget');
    expect(await main(page)).toContain('Klart. 3 anmälningar fick ett lag.');
    expect(await membersOf(page, 'Lag 3')).toContain('Eva');
    expect(await lone(page).innerText()).toContain('Omar');
    await page.getByRole('button', { name: 'Ångra' }).click();
    await page.getByText('Ångrat. Nu är det som det var.').first().waitFor();
    expect(await main(page)).toContain('Utan lag: 4.');
  });

  test.each(['light', 'dark'] as const)(
    'has no fault that axe finds in %s, with its forms open',
    patience,
    async (scheme) => {
      await elevenTeams();
      await alone('Sara', { playWith: 'Nils' });
      const page = await opened({ screen: 'phone', scheme });
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      expect(await axeFaults(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    },
  );
});
