import { mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser, visit } from '../support/browser';
import { startPageSite, type PageSite } from '../support/page-site';
import { pages } from '../support/pages';

const folder = 'screenshots';

let site: PageSite;
let browser: Browser;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  site = await startPageSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each(pages)('$name', (state) => {
  test.each([
    ['phone', 'light', 'sv'],
    ['phone', 'dark', 'sv'],
    ['desktop', 'light', 'sv'],
    ['desktop', 'dark', 'sv'],
    ['phone', 'light', 'en'],
  ] as const)('%s %s %s', async (screen, scheme, language) => {
    const visitor = await visit(browser, site.origins[0]!, { screen, scheme, script: false });
    const page = await visitor.newPage();
    await site.open(page, state, language);
    await page.screenshot({ path: `${folder}/${state.name}-${screen}-${scheme}-${language}.png`, fullPage: true });
    await visitor.close();
  });
});
