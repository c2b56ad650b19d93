import { request, Agent } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyLimit } from '../../app/http/body.server';
import { startApp, type TestApp } from '../support/app';

/** Sends a request as fetch cannot: any method, any header. */
function send(
  app: TestApp,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | string[],
) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const req = request({ hostname, port, path, method, headers }, (res) => {
      const status = res.statusCode ?? 0;
      text(res).then((body) => resolve({ status, headers: res.headers, body }), reject);
    });
    req.on('error', reject);
    for (const part of [body ?? []].flat()) req.write(part);
    req.end();
  });
}

describe('the process over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  describe('methods (CONTRACT §1)', () => {
    test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s is 405 in words', async (method) => {
      const answer = await send(app, method, '/');
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD, POST');
      expect(answer.body).toContain('Så går det inte att göra');
    });

    test('a method that is none is 405 too', async () => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
      socket.write('SAMLA / HTTP/1.1\r\nHost: x\r\n\r\n');
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 405 .*\r\nAllow: GET, HEAD, POST\r\n/);
    });

    test('HEAD has the headers of GET, and no body', async () => {
      const [get, head] = [await send(app, 'GET', '/'), await send(app, 'HEAD', '/')];
      expect(head.status).toBe(200);
      expect(head.body).toBe('');
      for (const name of ['etag', 'content-type', 'content-length', 'cache-control']) {
        expect(head.headers[name], name).toBe(get.headers[name]);
      }
    });

    test('a form sent to a page that takes none is 405', async () => {
      const answer = await app.post('/');
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
    });
  });

  describe('languages (CONTRACT §1)', () => {
    test.each([
      ['/finns-inte', 'sv', 'Sidan finns inte'],
      ['/en/finns-inte', 'en', 'There is no such page'],
    ])('%s is a 404 in its own language, with a link to the other', async (path, language, words) => {
      const answer = await app.get(path);
      const page = await answer.text();
      expect(answer.status).toBe(404);
      expect(page).toContain(`<html lang="${language}"`);
      expect(page).toContain(words);
      expect(page).toMatch(new RegExp(`<link rel="alternate" hrefLang="sv" href="${app.url}/finns-inte"/>`, 'i'));
      expect(page).toMatch(new RegExp(`<link rel="alternate" hrefLang="en" href="${app.url}/en/finns-inte"/>`, 'i'));
    });
  });

  describe('where a form comes from (CONTRACT §2.1)', () => {
    test.each(['null', 'https://evil.example', 'http://localhost', 'http://localhost:1', ''])(
      'Origin "%s" is 403 in words',
      async (origin) => {
        const answer = await send(app, 'POST', '/en/min-anmalan', { Origin: origin });
        expect(answer.status).toBe(403);
        expect(answer.body).toContain('The form came from the wrong place');
      },
    );

    test('an Origin that is missing or our own is good', async () => {
      expect((await app.post('/')).status).toBe(405);
      expect((await app.post('/', {}, { Origin: app.url })).status).toBe(405);
    });

    test('while BASE_URL is not set, the host that was asked is good too', async () => {
      const host = 'samling.example.se:8080';
      expect((await send(app, 'POST', '/', { Host: host, Origin: `http://${host}` })).status).toBe(405);
      expect((await send(app, 'POST', '/', { Host: host, Origin: 'http://other.example' })).status).toBe(403);
    });

    test('with BASE_URL set, only its own is', async () => {
      const behind = await startApp({ baseUrl: 'https://samling.example.se' });
      const host = new URL(behind.url).host;
      expect((await behind.post('/', {}, { Origin: 'https://samling.example.se' })).status).toBe(405);
      expect((await behind.post('/', {}, { Origin: `http://${host}` })).status).toBe(403);
      await behind.close();
    });

    test('reading is open to every origin', async () => {
      expect((await app.get('/', { Origin: 'https://evil.example' })).status).toBe(200);
    });
  });

  describe('what is sent (CONTRACT §2.3)', () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const large = 'a'.repeat(1024 * 1024);

    test('too much is 413 in words', async () => {
      const answer = await send(app, 'POST', '/', { ...form, 'Content-Length': String(10 * large.length) }, [
        ...Array<string>(10).fill(large),
      ]);
      expect(answer.status).toBe(413);
      expect(answer.body).toContain('Det var för mycket');
    });

    test('too much in chunks without a length is 413', async () => {
      expect((await send(app, 'POST', '/', form, [large, large])).status).toBe(413);
    });

    test('too much as multipart is 413', async () => {
      const body = new FormData();
      body.set('name', large);
      expect((await fetch(`${app.url}/`, { method: 'POST', body })).status).toBe(413);
    });

    test('the largest form that is allowed is read', async () => {
      expect((await send(app, 'POST', '/', form, 'a'.repeat(bodyLimit))).status).toBe(405);
    });

    test('anything but a form is 415', async () => {
      expect((await send(app, 'POST', '/', { 'Content-Type': 'application/json' }, '{}')).status).toBe(415);
      expect((await send(app, 'POST', '/', {}, 'name=Anna')).status).toBe(415);
    });

    test('a broken multipart form is 400', async () => {
      const broken = { 'Content-Type': 'multipart/form-data; boundary=x' };
      expect((await send(app, 'POST', '/', broken, '--x\r\nnonsense')).status).toBe(400);
    });

    test.each([
      '/%',
      '/%E0%A4%A',
      '/evenemang/%00',
      '/%0d%0aSet-Cookie:a=b',
      '//evil.example/x',
      '/\\evil.example',
      '/?q=%00',
    ])('the address %s makes no fault', async (path) => {
      expect((await send(app, 'GET', path)).status).toBeLessThan(500);
    });
  });

  test.each([
    '/.data',
    '/_root.data',
    '/evenemang/x.data',
    '/x.%64ata',
    '/__manifest?p=/',
    '/?_data=root',
    '/en/__manifest',
  ])('%s is 404: pages without a client bundle have no second way to their data', async (path) => {
    const answer = await app.get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  });

  describe('headers', () => {
    test('no script may run, nothing is framed, codes stay at home', async () => {
      const { headers } = await app.get('/');
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'none'");
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
    });

    test('on plain http nothing sends a browser to https; on https it does', async () => {
      const { headers } = await app.get('/');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
      const secure = await startApp({ baseUrl: 'https://samling.example.se' });
      const overHttps = (await secure.get('/')).headers;
      expect(overHttps.get('strict-transport-security')).toMatch(/max-age=\d{7}/);
      expect(overHttps.get('content-security-policy')).toContain('upgrade-insecure-requests');
      await secure.close();
    });

    test('only the console may run scripts, and only files of ours', async () => {
      const scripts = async (path: string) => {
        const policy = (await app.get(path)).headers.get('content-security-policy') ?? '';
        return /script-src ([^;]+)/.exec(policy)?.[1];
      };
      expect(await scripts('/arrangor/logga-in')).toBe("'self'");
      expect(await scripts('/')).toBe("'none'");
    });

    test.each([
      '/anmalan/ABCDE12345',
      '/ANMALAN/abcde12345/',
      '/en/anmalan/x/andring',
      '/%61nmalan/x',
      '/lag/x',
      '/min/x/kalender.ics',
    ])('%s is never indexed nor kept, not even its 404', async (path) => {
      const { headers } = await app.get(path);
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(headers.get('cache-control')).toContain('no-store');
    });

    test.each(['/./anmalan/x', '/evenemang/../anmalan/x', '/%2e/en/lag/x', '/\\anmalan/x'])(
      '%s, which no browser sends, neither',
      async (path) => {
        const { headers } = await send(app, 'GET', path);
        expect(headers['x-robots-tag']).toBe('noindex');
        expect(headers['cache-control']).toContain('no-store');
      },
    );

    test('a public page has an ETag, answers 304, and is the same bytes each time', async () => {
      const first = await app.get('/');
      const tag = first.headers.get('etag') ?? '';
      expect(tag).not.toBe('');
      expect(first.headers.get('cache-control')).toBe('no-cache');
      expect(await (await app.get('/')).text()).toBe(await first.text());
      for (const known of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*']) {
        const again = await app.get('/', { 'If-None-Match': known });
        expect(again.status, known).toBe(304);
        expect(again.headers.get('etag')).toBe(tag);
        expect(await again.text()).toBe('');
      }
      expect((await app.get('/', { 'If-None-Match': '"other"' })).status).toBe(200);
    });

    test.each([
      [undefined, undefined],
      ['gzip', 'gzip'],
      ['gzip, deflate, br', 'br'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
      ['*', 'br'],
      ['identity', undefined],
      ['gzip;q=0', undefined],
    ])('who accepts %s is answered with %s', async (accepts, encoding) => {
      const answer = await send(app, 'GET', '/', accepts === undefined ? {} : { 'Accept-Encoding': accepts });
      expect(answer.headers.vary).toBe('Accept-Encoding');
      expect(answer.headers['content-encoding']).toBe(encoding);
    });

    test('a 304 tells a cache what it must know anew, and no more', async () => {
      const tag = (await app.get('/')).headers.get('etag') ?? '';
      const { status, headers } = await send(app, 'GET', '/', { 'If-None-Match': tag });
      expect(status).toBe(304);
      expect(Object.keys(headers).sort()).toEqual(
        ['cache-control', 'connection', 'date', 'etag', 'keep-alive', 'vary'].sort(),
      );
    });

    test('an address that a proxy writes out whole is answered like its path', async () => {
      const answer = await send(app, 'GET', `${app.url}/?q=finns-inte`);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('value="finns-inte"');
    });
  });

  describe('for whoever runs it', () => {
    test('/healthz and /readyz answer', async () => {
      for (const path of ['/healthz', '/readyz']) {
        const answer = await app.get(path);
        expect([path, answer.status, await answer.text()]).toEqual([path, 200, 'ok\n']);
      }
    });

    test('/metrics answers HEAD as GET, without a body', async () => {
      const head = await send(app, 'HEAD', '/metrics');
      expect([head.status, head.body]).toEqual([200, '']);
      expect(head.headers['content-type']).toMatch(/^text\/plain/);
    });

    test('/metrics counts answers, and tells nothing of anybody', async () => {
      await (await app.get('/finns-inte')).text();
      const answer = await app.get('/metrics');
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
      const lines = await answer.text();
      expect(lines).toMatch(/^samling_requests_total\{method="GET",status="404"\} [1-9]\d*$/m);
      expect(lines).toMatch(/^samling_notices\{state="queued"\} 0$/m);
      expect(lines).not.toContain('finns-inte');
    });

    test('the log has one line for a request, without codes, queries or what was typed', async () => {
      const before = app.log.length;
      const paths = {
        '/': '/',
        '/?q=Anna': '/',
        '/anmalan/ABCDE12345': '/anmalan/***',
        '/en/anmalan/ABCDE12345/andring': '/en/anmalan/***',
        '/Anmalan/ABCDE12345.ics': '/anmalan/***',
        '//anmalan//ABCDE12345': '/anmalan/***',
        '/%61nmalan/ABCDE12345': '/anmalan/***',
        '/lag/ABCDE12345': '/lag/***',
        '/lag?ord=sol-bok-hav': '/lag',
        '/min/ABCDE12345/kalender.ics': '/min/***',
        '/api/v1/signups/ABCDE12345': '/api/v1/signups/***',
        '/evenemang/halsodag': '/evenemang/halsodag',
        '/evenemang/Anna%20Berg': '/***',
        '/Anna': '/***',
        '/ABCDE12345': '/***',
      };
      for (const path of Object.keys(paths)) await (await app.get(path)).text();
      const lines = app.log.slice(before).filter(({ msg }) => msg === 'request');
      expect(lines.map(({ path }) => path)).toEqual(Object.values(paths));
      expect(Object.keys(lines[0] ?? {}).sort()).toEqual(['level', 'method', 'ms', 'msg', 'path', 'status', 'time']);
      expect(JSON.stringify(app.log)).not.toMatch(/ABCDE12345|Anna|sol-bok|127\.0\.0\.1/i);
    });
  });
});

describe('limits', () => {
  const ip = (n: number) => ({ 'X-Forwarded-For': `192.0.2.${n}` });

  test('whoever guesses codes is stopped for a while, in words; others are not', async () => {
    const app = await startApp({ rateLimits: true, trustProxy: 1 });
    const statuses = [];
    for (let guess = 0; guess < 61; guess++) statuses.push((await app.get(`/anmalan/GUESS${guess}`, ip(1))).status);
    expect(new Set(statuses.slice(0, 60))).toEqual(new Set([404]));
    expect(statuses[60]).toBe(429);
    const stopped = await app.get('/en/lag/ABCDE12345', ip(1));
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await stopped.text()).toMatch(/Wait \d+ minutes and try again|Wait one minute/);
    // pages are still read, and another address may look
    expect((await app.get('/', ip(1))).status).toBe(200);
    expect((await app.get('/anmalan/ABCDE12345', ip(2))).status).toBe(404);
    await app.close();
  });

  test('RATE_LIMITS=off has none', async () => {
    const app = await startApp({ rateLimits: false });
    for (let guess = 0; guess < 61; guess++) await app.get(`/anmalan/GUESS${guess}`);
    expect((await app.get('/anmalan/GUESS')).status).toBe(404);
    await app.close();
  });
});

describe('stopping', () => {
  test('a request that has begun is answered', async () => {
    const app = await startApp();
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    const answer = text(socket);
    const body = 'name=Anna';
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body.slice(0, 4));
    await wait(50);
    const closed = app.close();
    await wait(50);
    socket.write(body.slice(4));
    expect(await answer).toMatch(/^HTTP\/1\.1 405 [^]*\r\nConnection: close\r\n[^]*<\/html>$/i);
    await closed;
  });

  test('under load no request is cut off, and connections that are kept alive do not hold it up', async () => {
    const app = await startApp();
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const faults: string[] = [];
    let answered = 0;
    let refused = false;

    const ask = () =>
      new Promise<void>((resolve) => {
        const req = request(app.url, { agent }, (res) => {
          res.on('error', (error) => faults.push(`answer cut: ${error.message}`));
          res.on('end', () => (answered++, resolve()));
          res.resume();
        });
        req.on('error', (error: NodeJS.ErrnoException) => {
          // nobody listens any more: that request never began
          if (error.code === 'ECONNREFUSED') refused = true;
          else faults.push(`${error.code}${req.reusedSocket ? ' on a kept connection' : ''}`);
          resolve();
        });
        req.end();
      });
    const client = async () => {
      while (!refused) await ask();
    };
    const clients = Promise.all(Array.from({ length: 16 }, client));
    while (answered < 100) await wait(5);
    await app.close();
    await clients;
    agent.destroy();
    expect(faults).toEqual([]);
  });

  test('/readyz says no while it stops, and the database is asked', async () => {
    const app = await startApp({ dialect: 'postgres' });
    expect((await app.get('/readyz')).status).toBe(200);
    await app.close();
    await expect(app.get('/healthz')).rejects.toThrow();
  });
});
