import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../domain/language/speech';
import { axeFaults, openBrowser, screens, sidewaysScroll, stickingOut, visit } from '../support/browser';
import { startPageSite, type PageSite } from '../support/page-site';
import { pages, type PageState } from '../support/pages';
import { smallTargets, unlabelled } from './targets';

/** What was seen of one page in one language: looked at once, judged by every test below. */
interface Sight {
  page: string;
  language: Language;
  path: string;
  status: number;
  wrongStatus: boolean;
  title: string;
  lang: string;
  dir: string;
  headings: string[];
  axe: { light: string[]; dark: string[] };
  sideways: string[];
  targets: string[];
  unlabelled: string[];
  scripts: string[];
  stored: number;
  requests: { url: string; type: string }[];
  console: string[];
}

let site: PageSite;
let browser: Browser;
let sights: Sight[];
/** Pages that could not be opened, and why. */
let lost: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([startPageSite(), openBrowser()]);
  const waiting = (['sv', 'en'] as const).flatMap((language) => pages.map((state) => ({ state, language })));
  [sights, lost] = [[], []];
  const look = async () => {
    const visitor = await visit(browser, site.origins[0]!);
    const page = await visitor.newPage();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { state, language } = next;
      await lookAt(page, state, language).then(
        (sight) => sights.push(sight),
        (error: Error) => lost.push(`${state.name} (${language}): ${error.message}`),
      );
    }
    await visitor.close();
  };
  // as many at once as there are cores on a small machine, and one more that waits for the site
  await Promise.all([look(), look(), look()]);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function lookAt(page: Page, state: PageState, language: Language): Promise<Sight> {
  page.removeAllListeners();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(screens.phone);
  const requests: Sight['requests'] = [];
  const said: string[] = [];
  page.on('request', (request) => requests.push({ url: request.url(), type: request.resourceType() }));
  page.on('console', (message) => {
    // what a browser says of a 404 itself is no fault of the page's
    if (!message.text().startsWith('Failed to load resource')) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  const response = await site.open(page, state, language);
  const url = new URL(page.url());
  const seen = await page.evaluate(() => ({
    title: document.title,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    headings: [...document.querySelectorAll('h1')].map((heading) => heading.textContent ?? ''),
    scripts: [...document.scripts]
      .filter(({ type }) => type !== 'application/ld+json')
      .map((script) => script.src || script.text),
    stored: localStorage.length + sessionStorage.length + document.cookie.length,
  }));
  const sight: Sight = {
    page: state.name,
    language,
    path: url.pathname + url.search,
    status: response.status(),
    wrongStatus: response.status() !== (state.status ?? 200),
    ...seen,
    stored: seen.stored + (await page.context().cookies()).length,
    requests: [...requests],
    console: [...said],
    targets: await smallTargets(page),
    unlabelled: await unlabelled(page),
    axe: { light: await axeFaults(page), dark: [] },
    sideways: await sidewaysAt(page, '360 px'),
  };
  // the markup is the same: only what a colour can break is looked at again, and colours know no language
  if (language === 'sv') {
    await page.emulateMedia({ colorScheme: 'dark' });
    sight.axe.dark = await axeFaults(page, ['cat.color']);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => {
    const { style } = document.documentElement;
    style.fontSize = `${2 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  sight.sideways.push(...(await sidewaysAt(page, '320 px and 200 % text')));
  return sight;
}

async function sidewaysAt(page: Page, where: string): Promise<string[]> {
  const pixels = await sidewaysScroll(page);
  return pixels > 0 ? [`${pixels} px too wide at ${where}: ${(await stickingOut(page)).join(' | ')}`] : [];
}

/** One line for each fault, with the page that has it. */
const faults = (of: (sight: Sight) => readonly string[]) =>
  sights.flatMap((sight) => of(sight).map((fault) => `${sight.page} (${sight.language}): ${fault}`)).sort();

describe('every page and state, in Swedish and English', () => {
  test('is what was meant to be looked at', () => {
    expect(lost).toEqual([]);
    expect(sights).toHaveLength(2 * pages.length);
    expect(faults(({ wrongStatus, status }) => (wrongStatus ? [`answers ${status}`] : []))).toEqual([]);
  });
  test('has nothing that axe finds wrong', () => {
    expect(faults(({ axe }) => axe.light)).toEqual([]);
  });
  test('has nothing that axe finds wrong in dark colours, in Swedish', () => {
    expect(faults(({ axe }) => axe.dark)).toEqual([]);
  });
  test('is never wider than a phone, also at 320 px with text twice as large', () => {
    expect(faults(({ sideways }) => sideways)).toEqual([]);
  });
  test('has nothing to press that is less than 24 px, and no button less than 44 px', () => {
    expect(faults(({ targets }) => targets)).toEqual([]);
  });
  test('has a label on every field', () => {
    expect(faults((sight) => sight.unlabelled)).toEqual([]);
  });
  test('says its language and direction', () => {
    expect(faults(({ lang, dir, language }) => (lang === language && dir === 'ltr' ? [] : [`${lang} ${dir}`]))).toEqual(
      [],
    );
  });
  test('has one heading of the first level', () => {
    expect(
      faults(({ headings }) => (headings.length === 1 && headings[0]!.trim() ? [] : [headings.join(' | ')])),
    ).toEqual([]);
  });
  test('has a title of its own', () => {
    // a receipt has the same title for every event: a discreet one is not to be told by a tab (CONTRACT §4.5)
    const own = sights.filter(({ status, path }) => status === 200 && !/\/(anmalan|lag|min)\/[^/]{10,}/u.test(path));
    const byTitle = new Map<string, Set<string>>();
    for (const { title, path, language } of own) {
      // one event has one name in both languages
      const key = `${language}: ${title}`;
      byTitle.set(key, (byTitle.get(key) ?? new Set()).add(path.split('?')[0]!.replace(/\/$/u, '')));
    }
    expect([...byTitle].filter(([, addresses]) => addresses.size > 1)).toEqual([]);
    expect(faults(({ title }) => (title.trim() ? [] : ['no title']))).toEqual([]);
  });
  test('says in its title that something is wrong, when something is', () => {
    const wrong = sights.filter(({ status, title }) => status === 400 && !/^(Fel|Error): /u.test(title));
    expect(wrong.map(({ page, title }) => `${page}: ${title}`)).toEqual([]);
  });
  test('asks no other site for anything', () => {
    const foreign = (url: string) => /^https?:/u.test(url) && !site.origins.includes(new URL(url).origin);
    expect(faults(({ requests }) => requests.map(({ url }) => url).filter(foreign))).toEqual([]);
  });
  test('ships no script', () => {
    const loaded = ({ requests }: Sight) => requests.filter(({ type }) => type === 'script').map(({ url }) => url);
    expect(faults((sight) => [...sight.scripts, ...loaded(sight)])).toEqual([]);
  });
  test('stores nothing on the visitor’s phone', () => {
    expect(faults(({ stored }) => (stored ? [`${stored} things`] : []))).toEqual([]);
  });
  test('breaks none of its own security rules', () => {
    expect(faults((sight) => sight.console)).toEqual([]);
  });
});

test('what is looked for is found on a page that is wrong in every way', async () => {
  const visitor = await visit(browser, site.origins[0]!);
  const page = await visitor.newPage();
  await page.setContent(`<title>x</title><img src="data:,"><p style="color: #aaa; background: #fff">grått</p>
    <p style="width: 500px">brett</p><input name="namnlös"><button style="height: 20px">liten</button>`);
  const found = (await axeFaults(page)).join('\n');
  for (const rule of ['image-alt', 'color-contrast', 'html-has-lang', 'label']) expect(found).toContain(`${rule}: `);
  expect((await axeFaults(page, ['cat.color'])).join('\n')).toContain('color-contrast: ');
  expect(await sidewaysScroll(page)).toBeGreaterThan(100);
  expect(await smallTargets(page)).toEqual(expect.arrayContaining([expect.stringContaining('liten is')]));
  expect(await unlabelled(page)).toEqual(['namnlös']);
  await visitor.close();
});

describe('with a keyboard alone', () => {
  /** Somebody who wants no motion: what gets the focus is in sight at once. */
  const open = async (path: string) => {
    const visitor = await visit(browser, site.origins[0]!, { script: false });
    const page = await visitor.newPage();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    return page;
  };

  test('one finds an event, signs up and gets a receipt, and always sees where one is', async () => {
    const page = await open('/evenemang/halsodag');
    await page.keyboard.press('Tab');
    expect(await focusedWords(page)).toBe('Hoppa till innehållet');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Anmäl dig');
    await page.keyboard.press('Enter');
    await page.waitForURL(/anmalan$/);
    await tabTo(page, 'Vad heter du?');
    await page.keyboard.type('Tangentbordet');
    await tabTo(page, 'Yoga på gräset');
    await page.keyboard.press('Space');
    await tabTo(page, 'Berätta mer, om du vill');
    await page.keyboard.press('Space');
    await tabTo(page, 'Är det något vi ska veta?');
    await page.keyboard.type('Hej');
    await tabTo(page, 'Anmäl mig');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/anmalan\/[0-9A-Z]{10}$/);
    const words = await page.getByRole('main').innerText();
    expect(words).toContain('Du har plats');
    expect(words).toContain('Yoga på gräset');
    await page.context().close();
  });

  test.each(['/', '/evenemang/halsodag', '/evenemang/halsodag/anmalan', '/evenemang/lagspel/lag', '/min-anmalan'])(
    'everything on %s can be reached in order, and shows that it has the focus',
    async (path) => {
      const page = await open(path);
      const unseen: string[] = [];
      const positions: number[] = [];
      const most = await page.locator('a, button, input, select, textarea, summary').count();
      for (let count = 0; count < most; count++) {
        await page.keyboard.press('Tab');
        const focus = await focusOf(page);
        if (!focus) break;
        positions.push(focus.position);
        if (!focus.shown) unseen.push(focus.words);
      }
      expect(unseen).toEqual([]);
      expect(positions.length).toBeGreaterThan(5);
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
      await page.context().close();
    },
  );
});

describe('on paper', () => {
  test.each([
    ['an event', 'event', 'Hälsodag på Gröningen'],
    ['a receipt with its code', 'receipt', 'Din kod'],
  ])('%s is printed without what one cannot press on paper', async (_name, name, words) => {
    const visitor = await visit(browser, site.origins[0]!, { script: false });
    const page = await visitor.newPage();
    await site.open(
      page,
      pages.find((state) => state.name === name)!,
      'sv',
    );
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.getByRole('main').innerText()).toContain(words);
    expect(await page.getByRole('banner').isVisible()).toBe(false);
    expect(await page.getByRole('button').count()).toBe(0);
    // where the paper came from
    expect(await page.locator('body').innerText()).toContain(new URL(page.url()).pathname);
    const ink = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    expect(ink).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(5_000);
    await visitor.close();
  });
});

/** Presses Tab until what has this name has the focus. @throws Error when nothing has */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < 80; count++) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    if (focus?.words.startsWith(name)) {
      expect(focus.shown, `one sees that ${name} has the focus`).toBe(true);
      return;
    }
  }
  throw new Error(`Tab never came to ${name}`);
}

const focusedWords = async (page: Page) => (await focusOf(page))?.words;

/** What has the focus: its name, where it stands in the page, and whether one sees that it has it. */
function focusOf(page: Page): Promise<{ words: string; position: number; shown: boolean } | null> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return null;
    const label = (element as HTMLInputElement).labels?.[0];
    const words = (label ?? element).textContent?.trim() || element.getAttribute('aria-label') || element.tagName;
    const box = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
      words,
      position: [...document.querySelectorAll('*')].indexOf(element),
      shown: inSight && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    };
  });
}
