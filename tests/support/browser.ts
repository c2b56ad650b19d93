import { readFileSync } from 'node:fs';
import type axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from './chromium';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** A phone of the cheap kind and an ordinary desktop, in CSS pixels. */
export const screens = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } } as const;

/** Chromium that asks nobody but the pages it is given. Close it after the tests. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('Chromium is not installed: `npm test` installs it, or CHROMIUM says where it is');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Visitor {
  screen?: keyof typeof screens;
  scheme?: 'light' | 'dark';
  script?: boolean;
  width?: number;
}

/** A visitor's own browser profile: close it when the visit is over. */
export async function visit(browser: Browser, baseURL: string, visitor: Visitor = {}): Promise<BrowserContext> {
  const screen = screens[visitor.screen ?? 'phone'];
  const context = await browser.newContext({
    baseURL,
    viewport: { ...screen, width: visitor.width ?? screen.width },
    colorScheme: visitor.scheme ?? 'light',
    javaScriptEnabled: visitor.script ?? true,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
  });
  // less than a test has, so that what is not there is what the test says
  context.setDefaultTimeout(30_000);
  return context;
}

/** WCAG 2.2 A and AA, and axe's best practices. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** As it is sent to each page: less than half of what axe-core calls its source. */
const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/**
 * What axe finds wrong on a page; needs a visitor with script, since axe is one. Looked at from its top: what stays in
 * sight covers some part or other of what is scrolled under it, which one scrolls on, and axe takes for a small target.
 * @param tags which of axe's rules, `cat.color` for those that a colour scheme can break
 * @returns one line for each element: rule, what is wrong, where
 */
export async function axeFaults(page: Page, tags = rules): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async (values) => {
    const { scrollX: left, scrollY: top } = window;
    window.scrollTo({ left: 0, top: 0, behavior: 'instant' });
    const found = await window.axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      preload: false,
    });
    window.scrollTo({ left, top, behavior: 'instant' });
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary})`),
    );
  }, tags);
}

/**
 * What axe finds wrong on a page as it is, in dark colours, and on the other screen too. The page is then as it was.
 * @returns as `axeFaults`, with the look it was found in
 */
export async function axeFaultsInEveryLook(page: Page): Promise<string[]> {
  const now = page.viewportSize()!;
  const other = now.width === screens.phone.width ? screens.desktop : screens.phone;
  const found: string[] = [];
  const look = async (name: string, tags?: string[]) => {
    found.push(...(await axeFaults(page, tags)).map((fault) => `${name}: ${fault}`));
  };
  await look('as it is');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('dark', ['cat.color']);
  await page.setViewportSize(other);
  await look('dark, other screen', ['cat.color']);
  await page.emulateMedia({ colorScheme: 'light' });
  await look('other screen');
  if (await sidewaysScroll(page)) found.push('other screen: one has to scroll sideways');
  await page.setViewportSize(now);
  return found;
}

/** How many pixels a page is wider than its screen, so that one has to scroll sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The first elements that stick out of the screen, to find what a sideways scroll comes from. */
export function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll('main *, header *, footer *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 3)
      .map(
        (element) =>
          `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent?.slice(0, 60)}`,
      );
  });
}
