import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localToInstant } from '../../domain/time';
import { answered } from '../support/answered';
import { startApp, type Fields, type TestApp } from '../support/app';
import { databases } from '../support/databases';
import { insertEvent, sampleNow } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');

describe.each(databases)('giving a place up, on $name', ({ dialect }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
  });
  afterAll(() => app.close());

  const get = (path: string) => answered(app.get(path));
  const post = (path: string, fields: Fields = {}) => answered(app.post(path, fields));

  test('is asked first, changes nothing until it is sent, and gives the place to the next in line', async () => {
    const { slug } = await insertEvent(app.store, { capacity: 1 });
    const [anna, bo] = [
      (await post(`/evenemang/${slug}/anmalan`, { name: 'Anna' })).location,
      (await post(`/evenemang/${slug}/anmalan`, { name: 'Bo' })).location,
    ];
    const asked = await get(`${anna}/aterbud`);
    expect([asked.status, asked.text]).toEqual([200, expect.stringContaining('Vill du lämna din plats?')]);
    await app.get(`${anna}/aterbud`, { 'User-Agent': 'a scanner of links' });
    await fetch(`${app.url}${anna}/aterbud`, { method: 'HEAD' });
    expect((await get(anna)).text).toContain('Du har plats');

    expect(await post(`${anna}/aterbud`)).toMatchObject({ status: 303, location: anna });
    expect((await get(anna)).text).toMatch(/^Du är inte anmäld längre/u);
    expect((await get(bo)).text).toMatch(/^Du har plats/u);
  });

  test('§1 is mailed in the language of its path, or the one that the form says', async () => {
    const { slug } = await insertEvent(app.store);
    const languages = () => app.store.read.selectFrom('signup').select('language').where('name', '=', 'Lang').execute();
    for (const [path, fields] of [
      ['/en', {}],
      ['', { language: 'en' }],
    ] as const) {
      const { location } = await post(`/evenemang/${slug}/anmalan`, { name: 'Lang' });
      expect((await post(`${path}${location}/aterbud`, fields)).location).toBe(`/en${location}`);
    }
    expect(await languages()).toEqual([{ language: 'en' }, { language: 'en' }]);
  });

  test('again is harmless', async () => {
    const { slug } = await insertEvent(app.store);
    const { location } = await post(`/evenemang/${slug}/anmalan`, { name: 'Anna' });
    for (let time = 0; time < 3; time++) expect((await post(`${location}/aterbud`)).status).toBe(303);
    expect((await get(`${location}/aterbud`)).text).toContain('Du har redan avbokat');
  });

  test('goes on after signup has closed, until the event is over, CONTRACT §3.9', async () => {
    const { slug } = await insertEvent(app.store, { signupCloses: '2017-05-01T00:00' });
    const one = (await post(`/evenemang/${slug}/anmalan`, { name: 'Anna' })).location;
    const other = (await post(`/evenemang/${slug}/anmalan`, { name: 'Bo' })).location;
    app.setNow(at('2017-05-17T14:59'));
    expect((await post(`${one}/aterbud`)).status).toBe(303);
    app.setNow(at('2017-05-17T15:00'));
    const late = await post(`/en${other}/aterbud`);
    expect([late.status, late.title]).toEqual([409, expect.stringMatching(/^Error: /u)]);
    expect((await get(`${other}/aterbud`)).text).toContain('Det har redan varit');
    app.setNow(sampleNow);
  });
});
