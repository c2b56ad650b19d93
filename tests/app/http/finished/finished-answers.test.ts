import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../../app/http/answer.server';
import { Asked } from '../../../../app/http/asked.server';
import { FinishedAnswers, type FinishedSettings } from '../../../../app/http/finished/finished-answers.server';
import { keptAddress } from '../../../../app/http/finished/kept-address.server';
import type { Sendable } from '../../../../app/http/finished.server';
import { Refusal } from '../../../../app/http/refusal.server';
import { openRevisionWatch, type RevisionWatch } from '../../../../db/revision-watch';
import { readLine } from '../../../../db/line';
import { offerBySlug } from '../../../../db/offers';
import { Unavailable } from '../../../../db/unavailable';
import type { Store } from '../../../../db/store';
import { databases, testDatabase, type TestDatabase } from '../../../support/databases';
import { insertEvent, insertSignup, sampleNow } from '../../../support/sample';

const asked = (url: string, method = 'GET') => new Asked({ url, method, headers: {} } as unknown as IncomingMessage);
const page = (text: string, more: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  body: Buffer.from(text),
  ...more,
});

describe('what may be kept, and under which address', () => {
  const kept = (url: string, method?: string) => keptAddress(asked(url, method))?.target;

  test.each([
    ['/', '/'],
    ['/en', '/en'],
    ['/evenemang/halsodag', '/evenemang/halsodag'],
    ['/evenemang/halsodag?utm_source=poster&fbclid=x', '/evenemang/halsodag'],
    ['/?utm_source=x', '/'],
    ['/?q=%20yoga+&typ=&arrangor=rsmh&q=b', '/?arrangor=rsmh&q=yoga'],
    ['/en?sida=2&fbclid=x&fran=ig%C3%A5r', '/en?fran=ig%C3%A5r&sida=2'],
    ['/api/v1/events?sida=2&x=y', '/api/v1/events?sida=2'],
    ['/?q=a%00b', '/?q=ab'],
    [`/?q=${'a'.repeat(200)}`, `/?q=${'a'.repeat(100)}`],
    ['/kalender.ics', '/kalender.ics'],
    ['/evenemang/halsodag/anmalan?x=y', '/evenemang/halsodag/anmalan'],
    ['/en/evenemang/halsodag/lag', '/en/evenemang/halsodag/lag'],
  ])('%s is %s', (url, target) => expect(kept(url)).toBe(target));

  test.each([
    '/anmalan/0123456789',
    '/anmalan/0123456789.ics',
    '/lag/0123456789',
    '/lag?ord=sol-bok-hav',
    '/min/abc/kalender.ics',
    '/api/v1/signups/0123456789',
    '/min-anmalan',
    '/arrangor',
    '/en/anmalan/0123456789',
    '/ANMALAN/0123456789',
    '/./anmalan/0123456789',
    '/evenemang/../anmalan/0123456789',
    // spelt otherwise than we do, of which there is no end
    '/Evenemang/halsodag',
    '/evenemang/halsodag/',
    '//evenemang/halsodag',
    '/evenemang/h%61lsodag',
    // a way to data that public pages do not have
    '/evenemang/halsodag.data',
    '/?_data=root',
    '/__manifest',
  ])('%s is not kept', (url) => expect(kept(url)).toBeUndefined());

  test('nor is what was sent', () => expect(kept('/evenemang/halsodag/anmalan', 'POST')).toBeUndefined());
});

describe.each(databases)('finished answers on $name', ({ dialect }) => {
  let database: TestDatabase;
  let watch: RevisionWatch;
  let now: number;
  let outcomes: string[];
  let makes: string[];
  beforeEach(async () => {
    database = await testDatabase(dialect);
    watch = await openRevisionWatch(database.url);
    // on PostgreSQL nothing is kept before the watch has its connection
    await watch.stands(watch.begin());
    [now, outcomes, makes] = [sampleNow, [], []];
  });
  afterEach(async () => {
    await watch.close();
    await database.drop();
  });

  const answers = (given: Partial<FinishedSettings> = {}) =>
    new FinishedAnswers({
      store: database.store,
      watch,
      now: () => now,
      metrics: { observeCache: (outcome) => outcomes.push(outcome) },
      keeps: true,
      // shows how many have signed up to what its address names
      make: async ({ target }, { store }) => {
        makes.push(target);
        return page(`${target}: ${await taken(store, target.split('/')[2] ?? '')}`);
      },
      ...given,
    });
  async function taken({ read }: Store, slug: string): Promise<number | null> {
    const offer = await offerBySlug(read, 'event', slug);
    return offer ? (await readLine(read, offer)).pools.get(offer.poolId)!.taken : null;
  }
  const get = async (finished: FinishedAnswers, url: string) => {
    const one = asked(url);
    const given = (await finished.again(one)) ?? (await finished.anew(one));
    return textOf(given as Sendable);
  };
  const textOf = async (given: Sendable) => (await given.packed(['identity'])).body.toString();

  test('are made once, and given until what they show changes', async () => {
    const [a, b] = [await insertEvent(database.store, { slug: 'a' }), await insertEvent(database.store, { slug: 'b' })];
    const finished = answers();
    for (const _ of 'abc') for (const url of ['/evenemang/a', '/evenemang/b']) await get(finished, url);
    expect(makes).toEqual(['/evenemang/a', '/evenemang/b']);
    await insertSignup(database.store, a);
    expect(await get(finished, '/evenemang/a')).toBe('/evenemang/a: 1');
    expect(await get(finished, '/evenemang/b')).toBe('/evenemang/b: 0');
    expect(makes).toEqual(['/evenemang/a', '/evenemang/b', '/evenemang/a']);
    await insertEvent(database.store, { slug: 'c' });
    await get(finished, '/evenemang/b');
    expect(makes).toHaveLength(4);
    await insertSignup(database.store, b);
    expect(await get(finished, '/evenemang/a')).toBe('/evenemang/a: 1');
    const untouched = dialect === 'sqlite' ? 'hit' : 'revalidated';
    const first = ['miss', 'miss', 'revalidated', 'revalidated', untouched, untouched];
    expect(outcomes).toEqual([...first, 'miss', 'revalidated', 'miss', 'miss']);
  });

  test('are made once for all who ask at the same time', async () => {
    await insertEvent(database.store, { slug: 'a' });
    const finished = answers();
    const given = await Promise.all(Array.from({ length: 50 }, () => get(finished, '/evenemang/a')));
    expect(new Set(given)).toEqual(new Set(['/evenemang/a: 0']));
    expect(makes).toHaveLength(1);
  });

  test('that were begun before a change are not given to who asks after it', async () => {
    const event = await insertEvent(database.store, { slug: 'a' });
    let read = () => {};
    let goOn = () => {};
    const hasRead = new Promise<void>((resolve) => (read = resolve));
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const finished = answers({
      make: async ({ target }, { store }) => {
        makes.push(target);
        const body = `${target}: ${await taken(store, 'a')}`;
        if (makes.length === 1) {
          read();
          await mayGoOn;
        }
        return page(body);
      },
    });
    const first = get(finished, '/evenemang/a');
    await hasRead;
    await insertSignup(database.store, event);
    const after = [get(finished, '/evenemang/a'), get(finished, '/evenemang/a')];
    goOn();
    expect(await first).toBe('/evenemang/a: 0');
    expect(await Promise.all(after)).toEqual(['/evenemang/a: 1', '/evenemang/a: 1']);
    expect(makes).toHaveLength(2);
    expect(await get(finished, '/evenemang/a')).toBe('/evenemang/a: 1');
  });

  test('are made anew when time alone changes them, and when the clock steps back', async () => {
    await insertEvent(database.store, { slug: 'a', signupOpens: '2017-04-01T12:10' });
    const finished = answers({ make: async (_, { now: moment }) => page(String(makes.push(`${moment - sampleNow}`))) });
    const minute = 60_000;
    for (const at of [0, 9 * minute, 10 * minute, 14 * minute, 15 * minute, 14 * minute]) {
      now = sampleNow + at;
      await get(finished, '/evenemang/a');
    }
    expect(makes.map((at) => Number(at) / minute)).toEqual([0, 10, 15, 14]);
  });

  test('never hold a cookie, nor what is not there', async () => {
    const finished = answers({
      make: async ({ target }) => {
        makes.push(target);
        if (target === '/finns-inte') throw new Refusal({ kind: 'not-found' });
        return page('x', target === '/kaka' ? { cookies: ['a=b'] } : { status: 204 });
      },
    });
    for (const url of ['/kaka', '/kaka', '/tom', '/tom']) await get(finished, url);
    await expect(get(finished, '/finns-inte')).rejects.toThrow(Refusal);
    await expect(get(finished, '/finns-inte')).rejects.toThrow(Refusal);
    expect(makes).toHaveLength(6);
  });

  test('of what is gone are not given while the database is gone either', async () => {
    let state: 'there' | 'gone' | 'down' = 'there';
    const finished = answers({
      make: async () => {
        if (state === 'gone') throw new Refusal({ kind: 'not-found' });
        if (state === 'down') throw new Refusal({ kind: 'unavailable' }, { cause: new Unavailable('down') });
        return page('<main>hemligt</main>');
      },
    });
    await get(finished, '/evenemang/a');
    state = 'down';
    now += 3600_000;
    expect(await get(finished, '/evenemang/a')).toContain('hemligt');
    state = 'gone';
    await insertEvent(database.store);
    // the outage ends by itself
    await expect.poll(() => get(finished, '/evenemang/a').catch((error: Error) => error.message)).toBe('not-found');
    state = 'down';
    await expect(get(finished, '/evenemang/a')).rejects.toThrow('unavailable');
    finished.close();
  });

  test('that are forms have a new key at each view', async () => {
    const finished = answers({
      make: async (_, { formKey }) => page(`<input name="key" value="${formKey}">${makes.push('')}`),
    });
    const url = '/evenemang/a/anmalan';
    const seen = new Set<string>();
    for (let view = 0; view < 3; view++) {
      seen.add(await get(finished, url));
      const one = asked(url);
      const { head, body } = await ((await finished.again(one)) as Sendable).packed(['br', 'gzip', 'identity']);
      expect(head[head.indexOf('content-encoding') + 1]).toBe('gzip');
      seen.add(gunzipSync(body).toString());
    }
    expect(makes).toHaveLength(1);
    expect(seen.size).toBe(6);
    for (const text of seen) expect(text).toMatch(/^<input name="key" value="[0-9a-f-]{36}">1$/);
  });

  test('take no more room than they may, in whatever ways they are packed; searches push no page out', async () => {
    const most = 1_000_000;
    const finished = answers({
      most,
      make: async ({ target }) => {
        makes.push(target);
        return page(
          target +
            Array.from({ length: 9_000 }, () => Math.random())
              .join()
              .slice(0, 100_000),
        );
      },
    });
    const see = async (url: string) => {
      const one = asked(url);
      const given = ((await finished.again(one)) ?? (await finished.anew(one))) as Sendable;
      for (const encoding of ['gzip', 'br', 'identity'] as const) await given.packed([encoding]);
    };
    await see('/evenemang/a');
    for (let n = 0; n < 30; n++) await see(`/?q=${n}`);
    expect(finished.size).toBeLessThan(400_000);
    await see('/evenemang/a');
    expect(makes.filter((target) => target === '/evenemang/a')).toHaveLength(1);
    for (let n = 0; n < 30; n++) await see(`/evenemang/${n}`);
    expect(finished.size).toBeGreaterThan(most / 2);
    expect(finished.size).toBeLessThanOrEqual(most * 1.125);
    await see('/evenemang/29');
    expect(makes.filter((target) => target === '/evenemang/29')).toHaveLength(1);
  });

  test('are not kept where they should not be: each is made anew, by the same way', async () => {
    const finished = answers({ keeps: false });
    for (let time = 0; time < 3; time++) await get(finished, '/?q=b&utm_source=x');
    expect(makes).toEqual(Array(3).fill('/?q=b'));
  });
});
