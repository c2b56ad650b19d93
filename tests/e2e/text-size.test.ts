import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { openBrowser, visit } from '../support/browser';
import { boardNow, layOutBoard } from '../support/notice-board';

let app: TestApp;
let browser: Browser;
let paths: string[];
beforeAll(async () => {
  app = await startApp({ now: boardNow });
  paths = [...Object.values(await layOutBoard(app.store)), '/evenemang/halsodag/anmalan', '/min-anmalan'];
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

test('text is at least 18 px on a phone, on every page', async () => {
  const visitor = await visit(browser, app.url);
  const page = await visitor.newPage();
  const small: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    const found = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('body *')]
        .filter((element) => element.tagName !== 'SCRIPT')
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
        .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 18)
        .map((element) => `${element.tagName} "${element.textContent}"`),
    );
    small.push(...found.map((text) => `${path} ${text}`));
  }
  expect(small).toEqual([]);
  await visitor.close();
}, 120_000);
