import { crc32, deflateSync } from 'node:zlib';
import { request } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { load } from '../support/programme';
import { insertSite, sampleNow as now } from '../support/sample';

const event = { host: 'varden', start: '2017-05-17T10:00', end: '2017-05-17T15:00' };
const programme = {
  organisations: [
    { slug: 'varden', name: 'Värden' },
    { slug: 'andra', name: 'Andra' },
  ],
  events: [
    { ...event, slug: 'fest', title: 'Fest', status: 'published' },
    { ...event, slug: 'utkast', title: 'Utkast', status: 'draft' },
  ],
  series: [
    { ...event, slug: 'mote', title: 'Möte', status: 'published', rrule: 'FREQ=WEEKLY;COUNT=2' },
    { ...event, slug: 'tyst', title: 'Utan bild', status: 'draft', rrule: 'FREQ=WEEKLY;COUNT=2' },
  ],
};

const colour = { r: 26, g: 107, b: 70 };
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: colour } });

/** A PNG that says how large it is and has next to nothing in it. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE((crc32 as (bytes: Buffer) => number)(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // one bit a pixel, grey
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(1e7, height * (1 + Math.ceil(width / 8)))), { level: 9 });
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

describe.each(databases)('a picture, on $name', ({ dialect }) => {
  let app: TestApp;
  let cookie: { cookie: string };
  let others: { cookie: string };
  beforeAll(async () => {
    app = await startApp({ dialect, now });
    await insertSite(app.store);
    await load(app, programme, now);
    await organiser(app, { email: 'anna@example.se', organisation: 'varden' }, now);
    await organiser(app, { email: 'bo@example.se', organisation: 'andra' }, now);
    cookie = await logIn(app, 'anna@example.se', now);
    others = await logIn(app, 'bo@example.se', now);
  });
  afterAll(() => app.close());

  const formOf = (bytes: Uint8Array, { name = 'bild.png', type = 'image/png', alt = 'En boll' } = {}) => {
    const form = new FormData();
    form.set('alt', alt);
    form.set('bild', new File([new Uint8Array(bytes)], name, { type }));
    return form;
  };
  const send = (bytes: Uint8Array, facts: Parameters<typeof formOf>[1] = {}, to = 'evenemang/fest', headers = cookie) =>
    fetch(`${app.url}/arrangor/${to}/bild`, {
      method: 'POST',
      body: formOf(bytes, facts),
      headers,
      redirect: 'manual',
    });
  const stored = async (slug = 'fest') => {
    const table = slug === 'mote' ? 'series' : 'event';
    const { id } = await app.store.read
      .selectFrom(table)
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    return app.store.read.selectFrom('picture').selectAll().where('offer_id', '=', id).executeTakeFirst();
  };
  const bytesAt = async (path: string, headers = {}) => Buffer.from(await (await app.get(path, headers)).arrayBuffer());

  it('is made anew: turned as the camera was held, scaled down, and without where it was taken', async () => {
    const taken = await plain(2000, 1000)
      .jpeg()
      .withExif({ IFD0: { Make: 'Hemlig kamera', Orientation: '6' }, IFD3: { GPSLatitude: '56/1 2/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(taken.includes('Hemlig kamera')).toBe(true);
    const answer = await send(taken, { name: 'x.gif', type: 'text/html' });
    expect(answer.headers.get('location')).toBe('/arrangor/evenemang/fest/bild?klart=bild');
    const picture = (await stored())!;
    expect(picture).toMatchObject({ alt: 'En boll', width: 800, height: 1600 });

    for (const [path, width] of [
      [`/bilder/${picture.id}`, 800],
      [`/bilder/${picture.id}/liten`, 600],
    ] as const) {
      const file = await app.get(path);
      expect(file.status).toBe(200);
      expect(Object.fromEntries(file.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(file.headers.get('set-cookie')).toBeNull();
      const bytes = Buffer.from(await file.arrayBuffer());
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width });
      for (const trace of ['Hemlig', 'Exif', 'GPS']) expect(bytes.includes(trace)).toBe(false);
    }
    const { etag } = Object.fromEntries((await app.get(`/bilder/${picture.id}`)).headers);
    expect((await app.get(`/bilder/${picture.id}`, { 'if-none-match': etag! })).status).toBe(304);
  });

  it('stands on the public page with its size and its words, and where links and municipal sites look', async () => {
    const { id } = (await stored())!;
    for (const path of ['/evenemang/fest', '/en/evenemang/fest']) {
      const page = await (await app.get(path)).text();
      expect(page).toMatch(
        new RegExp(
          `<img class="picture" src="/bilder/${id}"[^>]* width="800" height="1600" alt="En boll" loading="lazy"`,
        ),
      );
      expect(page).toContain(`<meta property="og:image" content="${app.url}/bilder/${id}"/>`);
      expect(page).toContain(`"image":["${app.url}/bilder/${id}"]`);
    }
    const feed = (await (await app.get('/schema/events.json')).json()) as { name: string; image?: string[] }[];
    expect(feed.find(({ name }) => name === 'Fest')!.image).toEqual([`${app.url}/bilder/${id}`]);
    expect(feed.find(({ name }) => name === 'Möte')).not.toHaveProperty('image');
    // a page without one loads nothing for it
    expect(await (await app.get('/evenemang/mote-2017-05-17')).text()).not.toMatch(/picture|og:image/);
  });

  it('of a series is on its page and its dates’', async () => {
    expect((await send(await plain(300, 200).webp().toBuffer(), { alt: 'Mötet' }, 'serier/mote')).status).toBe(303);
    const { id } = (await stored('mote'))!;
    for (const path of ['/serier/mote', '/evenemang/mote-2017-05-17'])
      expect(await (await app.get(path)).text()).toContain(`src="/bilder/${id}"`);
  });

  it('goes along to a copy, made from the event or where a new one begins', async () => {
    for (const [path, fields] of [
      ['evenemang/fest/kopia', { title: 'Fest igen', date: '' }],
      ['nytt', { title: 'Fest en gång till', date: '', from: 'evenemang:fest' }],
    ] as const) {
      const made = await app.post(`/arrangor/${path}`, fields, cookie);
      const slug = /evenemang\/([^/]+)\//u.exec(made.headers.get('location')!)![1]!;
      expect([path, await stored(slug)]).toMatchObject([path, { alt: 'En boll', width: 800 }]);
    }
  });

  it('asks for its words, and keeps what was written when something else is wrong', async () => {
    const good = await plain(10, 10).png().toBuffer();
    const before = await stored();
    const wordless = await send(good, { alt: ' ' });
    expect(wordless.status).toBe(400);
    const page = await wordless.text();
    expect(page).toContain('Skriv vad som syns på bilden.');
    expect(page).toContain('<title>Fel: ');
    const long = await send(good, { alt: 'a'.repeat(301) });
    expect(long.status).toBe(400);
    const nothing = await app.post('/arrangor/evenemang/fest/bild', { alt: 'En <fin> boll' }, cookie);
    expect(nothing.status).toBe(400);
    const again = await nothing.text();
    expect(again).toContain('Välj en bild.');
    expect(again).toContain('En &lt;fin&gt; boll</textarea>');
    expect(await stored()).toEqual(before);
  });

  it('changes its words, and keeps its address', async () => {
    const before = (await stored())!;
    await app.post('/arrangor/evenemang/fest/bild/text', { 'alt-nu': 'Två "bollar" <b>' }, cookie);
    expect(await stored()).toEqual({ ...before, alt: 'Två "bollar" <b>' });
    expect(await (await app.get('/evenemang/fest')).text()).toContain('alt="Två &quot;bollar&quot; &lt;b&gt;"');
  });

  it('gives its words back with what is wrong beside them, and nothing is changed', async () => {
    const before = (await stored())!;
    const long = `${'Många "bollar" <i> '.repeat(20)}och en sol`;
    const refused = async (alt: string) => {
      const answer = await app.post('/arrangor/evenemang/fest/bild/text', { 'alt-nu': alt }, cookie);
      const page = await answer.text();
      expect(answer.status).toBe(400);
      expect(page).toContain('<title>Fel: Bild: Fest');
      expect(page).toContain('href="#f-alt-nu"');
      const [, field, kept] = /<textarea([^>]* name="alt-nu"[^>]*)>([^<]*)</.exec(page)!;
      expect(field).toContain('aria-invalid="true"');
      return { page, kept };
    };
    const written = await refused(long);
    expect(written.page.match(/Skriv kortare, högst 300 tecken\./g)).toHaveLength(2);
    expect(written.kept).toBe(long.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    const empty = await refused('');
    expect(empty.page.match(/Skriv vad som syns på bilden\./g)).toHaveLength(2);
    expect(empty.kept).toBe('');
    // the other form is not the one that is wrong
    expect(empty.page).not.toContain('href="#f-alt"');
    expect(await stored()).toEqual(before);
    const none = await app.post('/arrangor/serier/tyst/bild/text', { 'alt-nu': '' }, cookie);
    expect(none.status).toBe(404);
  });

  it('of what is see-through is white, of what moves the first', async () => {
    const clear = await sharp({
      create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    await send(clear);
    const { data } = await sharp(await bytesAt(`/bilder/${(await stored())!.id}`))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(Math.min(...data)).toBeGreaterThan(250);
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 30, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2);
    expect((await send(moving)).status).toBe(303);
    expect(await stored()).toMatchObject({ width: 30, height: 20 });
    const { data: shown } = await sharp(await bytesAt(`/bilder/${(await stored())!.id}`))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(shown[0]).toBeGreaterThan(200);
    expect(shown[2]).toBeLessThan(60);
  });

  it('that is none, or made to break what reads it, is refused in words', async () => {
    const before = await stored();
    const jpeg = await plain(400, 400).jpeg().toBuffer();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
    const refused: [string, Uint8Array][] = [
      ['an SVG', Buffer.from(svg)],
      ['an SVG with a head before it', Buffer.from(`<?xml version="1.0"?>${svg}`)],
      ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ')],
      ['a TIFF', await plain(10, 10).tiff().toBuffer()],
      ['an AVIF', await plain(64, 64).avif().toBuffer()],
      ['HTML that begins as a GIF', Buffer.from('GIF89a<script>alert(1)</script>')],
      ['a head and nothing more', jpeg.subarray(0, 20)],
      ['one broken off', jpeg.subarray(0, jpeg.length / 2)],
      ['a PNG of 30,000 × 30,000', pngOf(30_000, 30_000)],
      ['a PNG of 2,000,000,000 × 1', pngOf(2_000_000_000, 1)],
      ['a PNG that says more than it has', pngOf(5_000, 5_000).subarray(0, 2_000)],
    ];
    for (const [what, bytes] of refused) {
      const answer = await send(bytes);
      const page = await answer.text();
      expect([what, answer.status, /Vi kan inte läsa filen|Bilden är för stor/.test(page)]).toEqual([what, 400, true]);
    }
    expect(await stored()).toEqual(before);
    expect((await app.get('/healthz')).status).toBe(200);
  });

  it('carries nothing along that stood in it or after it', async () => {
    const script = '<script>alert("polyglot")</script>';
    const jpeg = await plain(50, 50)
      .jpeg()
      .withExif({ IFD0: { ImageDescription: script } })
      .toBuffer();
    const polyglot = Buffer.concat([jpeg, Buffer.from(`\n${script}PK\u0003\u0004`)]);
    expect((await send(polyglot, { name: 'x.html', type: 'text/html' })).status).toBe(303);
    const { id } = (await stored())!;
    for (const path of [`/bilder/${id}`, `/bilder/${id}/liten`]) {
      expect((await bytesAt(path)).includes('polyglot')).toBe(false);
      expect((await app.get(path)).headers.get('content-type')).toBe('image/jpeg');
    }
  });

  it('may be as large as phones make them, of who is logged in, here alone', async () => {
    const noise = Buffer.alloc(3 * 1024 * 1024);
    for (let at = 0; at < noise.length; at++) noise[at] = (at * 2654435761) >>> 24;
    const large = Buffer.concat([await plain(50, 50).jpeg().toBuffer(), noise]);
    expect((await send(large)).status).toBe(303);
    expect((await send(large, {}, 'evenemang/fest', {} as typeof cookie)).status).toBe(413);
    expect((await send(large, {}, 'evenemang/fest', { cookie: `samling=${'x'.repeat(43)}` })).status).toBe(413);
    const elsewhere = await fetch(`${app.url}/arrangor/evenemang/fest/bild/text`, {
      method: 'POST',
      body: formOf(large),
      headers: cookie,
    });
    expect(elsewhere.status).toBe(413);
    expect((await send(Buffer.alloc(13 * 1024 * 1024, 0xff))).status).toBe(413);
    // sent in pieces without a length
    expect(await sentInPieces(app.url, cookie, 14)).toBe(413);
  });

  it('that is sent by who has been logged out asks to choose it again, with its words kept', async () => {
    const answer = await send(
      await plain(10, 10).png().toBuffer(),
      { alt: 'Min boll' },
      'evenemang/fest',
      {} as typeof cookie,
    );
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(page).toContain('Min boll');
    expect(page).toContain('&quot;hadFile&quot;:true');
  });

  it('of a draft is seen by those who host it alone, until it is published', async () => {
    expect((await send(await plain(10, 10).png().toBuffer(), {}, 'evenemang/utkast')).status).toBe(303);
    const { id } = (await stored('utkast'))!;
    for (const path of [`/bilder/${id}`, `/bilder/${id}/liten`]) {
      expect((await app.get(path)).status).toBe(404);
      expect((await app.get(path, others)).status).toBe(404);
      const own = await app.get(path, cookie);
      expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
      // nor is it kept for others
      expect((await app.get(path)).status).toBe(404);
    }
    await load(app, { events: [{ ...programme.events[1], status: 'published' }] }, now);
    expect((await app.get(`/bilder/${id}`)).status).toBe(200);
    expect((await app.get('/bilder/another')).status).toBe(404);
  });

  it('is taken away, from everywhere', async () => {
    const { id } = (await stored())!;
    expect((await app.post('/arrangor/evenemang/fest/bild/borttagning', {}, others)).status).toBe(404);
    expect((await app.get(`/bilder/${id}`)).status).toBe(200);
    expect((await app.post('/arrangor/evenemang/fest/bild/borttagning', {}, cookie)).status).toBe(303);
    expect((await app.get(`/bilder/${id}`)).status).toBe(404);
    expect(await (await app.get('/evenemang/fest')).text()).not.toContain('/bilder/');
    const log = await (await app.get('/arrangor/evenemang/fest/logg', cookie)).text();
    expect(log).toContain('tog bort bilden');
  });
});

/** @returns the status that a body of so many megabytes in pieces is answered with */
function sentInPieces(url: string, cookie: { cookie: string }, megabytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/arrangor/evenemang/fest/bild`, {
      method: 'POST',
      headers: { ...cookie, 'content-type': 'multipart/form-data; boundary=x' },
    });
    sending.on('response', (answer) => (answer.resume(), resolve(answer.statusCode!)));
    sending.on('error', reject);
    for (let sent = 0; sent < megabytes; sent++) sending.write(Buffer.alloc(1024 * 1024));
    sending.end();
  });
}
