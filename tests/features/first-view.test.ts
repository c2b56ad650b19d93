import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app';
import { startTown } from '../support/programme';

/** What reaches a phone in the first flight of a connection: ten segments of 1,460 bytes. DESIGN §5 */
const firstFlight = 14_600;

let app: TestApp;
beforeAll(async () => void (app = await startTown()));
afterAll(() => app.close());

/** Asks as a phone does, over a connection of its own. @returns all the bytes that it was sent, status line and heads too */
async function fetched(path: string): Promise<{ bytes: number; status: number }> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip, deflate, br' };
    get(new URL(path, app.url), { agent: false, headers }, (answer) => {
      answer.on('end', () => resolve({ bytes: answer.socket.bytesRead, status: answer.statusCode! }));
      answer.resume();
    }).on('error', reject);
  });
}

/** What a browser fetches by itself to show a page: style, icon, script, pictures, fonts. */
function loadedBy(markup: string): string[] {
  const links = [...markup.matchAll(/<link [^>]*rel="(?:stylesheet|icon|preload|modulepreload)"[^>]*>/g)];
  const sources = [...markup.matchAll(/<(?:script|img|source|iframe)[^>]* src(?:set)?="([^"]+)"/g)];
  return [...links.map(([link]) => /href="([^"]+)"/.exec(link)![1]!), ...sources.map(([, source]) => source!)];
}

describe('the first view', () => {
  const shared = new Map<string, number>();

  /** @returns the bytes of a page with all that it loads; null: there is no such page */
  async function firstView(path: string): Promise<number | null> {
    const page = await fetched(path);
    if (page.status !== 200) return null;
    const loaded = loadedBy(await (await app.get(path)).text());
    expect(loaded.length, path).toBeGreaterThanOrEqual(2);
    let bytes = page.bytes;
    for (const address of loaded) {
      if (!shared.has(address)) shared.set(address, (await fetched(address)).bytes);
      bytes += shared.get(address)!;
    }
    return bytes;
  }

  test('of every event of the programme, and of its form, is at most 14,600 bytes', { timeout: 120_000 }, async () => {
    const events = await app.store.read.selectFrom('event').select('slug').where('status', '<>', 'draft').execute();
    const sizes = new Map<string, number>();
    for (const { slug } of events) {
      for (const language of ['', '/en']) {
        for (const page of ['', '/anmalan']) {
          const path = `${language}/evenemang/${slug}${page}`;
          const bytes = await firstView(path);
          if (bytes !== null) sizes.set(path, bytes);
          else expect(page, path).toBe('/anmalan');
        }
      }
    }
    expect([...sizes.keys()].filter((path) => path.endsWith('/anmalan')).length).toBeGreaterThan(10);
    expect([...sizes.keys()].filter((path) => !path.endsWith('/anmalan'))).toHaveLength(2 * events.length);
    expect([...sizes].filter(([, bytes]) => bytes > firstFlight)).toEqual([]);
  });

  test('does not ask the style sheet for more', async () => {
    const style = [...shared.keys()].find((address) => address.includes('.css'))!;
    expect(await (await app.get(style)).text()).not.toMatch(/url\((?!"?data:)|@import/);
  });
});
