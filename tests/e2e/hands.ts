import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { TestApp } from '../support/app';
import { openBrowser, visit } from '../support/browser';
import { startTown } from '../support/programme';

/** A running site with the town's programme, and those who visit it. */
export interface Town {
  readonly app: TestApp;
  /** Opens the site for somebody with a phone of their own, until the test ends. */
  phone(): Promise<Page>;
}

/** Tests that must hold on phones without JavaScript and with it, each time in a town of its own. */
export function onPhones(what: string, tests: (town: Town) => void): void {
  describe.each([
    ['without JavaScript', false],
    ['with JavaScript', true],
  ])(`${what} %s`, (_name, script) => {
    let browser: Browser;
    let app: TestApp;
    let phones: BrowserContext[] = [];
    beforeAll(async () => {
      browser = await openBrowser();
      app = await startTown();
    });
    afterAll(async () => {
      await browser?.close();
      await app?.close();
    });
    beforeEach(() => {
      app.smtp.mails.length = 0;
    });
    afterEach(async () => {
      await Promise.all(phones.map((phone) => phone.close()));
      phones = [];
    });
    tests({
      get app() {
        return app;
      },
      async phone() {
        const visitor = await visit(browser, app.url, { screen: 'phone', script });
        phones.push(visitor);
        return visitor.newPage();
      },
    });
  });
}

/** Presses what has this name, and waits for the page that it leads to. */
export async function press(page: Page, role: 'link' | 'button', name: string): Promise<void> {
  await page.getByRole('main').getByRole(role, { name, exact: true }).first().click();
}

/** Writes in the field with this label, over what is there. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).fill(text);
}

/** A field by its label, whatever hint or "(om du vill)" stands beside it. */
export const field = (page: Page, label: string): Locator =>
  page.getByRole('main').getByLabel(new RegExp(`^${escaped(label)}\\s*(\\(.*\\))?\\s*$`, 'u'));

/** A box that can be ticked. */
export const choice = (page: Page, name: string): Locator => page.getByRole('checkbox', { name, exact: true });

/** A receipt's first words: how the signup stands. */
export const stateOn = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** The code on a receipt, as it is shown. @throws Error when none is */
export async function codeOn(page: Page): Promise<string> {
  const words = await page.getByRole('main').innerText();
  const [, first, second] = /\b([0-9A-Z]{5})[ -]([0-9A-Z]{5})\b/u.exec(words) ?? [];
  if (!first || !second) throw new Error(`no code on ${page.url()}: ${words}`);
  return `${first}-${second}`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
