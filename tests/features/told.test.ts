import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered } from '../support/answered';
import { startApp, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { load } from '../support/programme';
import { insertSignup, insertSite, sampleNow } from '../support/sample';
import { sendingForm } from '../support/form-as-sent';

const organisations = [{ slug: 'varden', name: 'Värden' }];
const kafe = {
  slug: 'kafe',
  title: 'Språkkafé',
  host: 'varden',
  status: 'published',
  start: '2017-05-17T10:00',
  end: '2017-05-17T12:00',
  venue: 'Lilla salen',
  capacity: 12,
};
const moved = { ...kafe, start: '2017-05-24T15:00', end: '2017-05-24T17:00', venue: 'Stora salen' };
const base = '/arrangor/evenemang/kafe';

describe.each(databases)('what somebody without an address gets to know, on $name', ({ dialect }) => {
  let app: TestApp;
  let as: Record<string, string>;
  let gunilla: string;
  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
    await insertSite(app.store);
    await load(app, { organisations, events: [kafe] }, sampleNow);
    gunilla = await insertSignup(app.store, kafe, { name: 'Gunilla', phone: '+46701234567' });
    await insertSignup(app.store, kafe, { name: 'Bo' });
    await organiser(app, { email: 'ordna@example.se', name: 'Olle', organisation: 'varden' }, sampleNow);
    as = await logIn(app, 'ordna@example.se', sampleNow);
  });
  afterAll(() => app.close());

  const get = (path: string) => answered(app.get(path, as));
  const receipt = async () => (await answered(app.get(`/anmalan/${gunilla}`))).text;

  it('the receipt says the new time and place, and not when they were changed', async () => {
    expect(await receipt()).not.toContain('Nytt sedan sist');
    await load(app, { organisations, events: [moved] }, sampleNow + 1_000);
    const text = await receipt();
    expect(text).toContain('Ny tid: onsdag 24 maj kl. 15.00–17.00');
    expect(text).toContain('Ny plats: Stora salen');
    expect(text).not.toMatch(/i dag|är ändrad/u);
    const { venue: _venue, ...nowhere } = moved;
    await load(app, { organisations, events: [nowhere] }, sampleNow + 2_000);
    expect(await receipt()).toContain('Platsen är ändrad. Den nya meddelas senare.');
  });

  it('what is to be told counts the same wherever an organiser looks', async () => {
    const list = await get(`${base}/ringlista`);
    expect(list.text).toContain('1 samtal kvar');
    expect(list.text).toContain('1 går varken att mejla eller ringa');
    const { body, text } = await get(`${base}/meddelanden`);
    expect(text.match(/1 att ringa/gu)).toHaveLength(1);
    expect(text.match(/1 går varken att mejla eller ringa/gu)).toHaveLength(1);
    const last = /href="([^"]*\/meddelanden\/updated-\d+)"/u.exec(body)![1]!;
    const toCall = await get(`${last}?visa=ringas`);
    expect(toCall.text).toContain('Ska ringas (1)');
    expect(toCall.text).toContain('Gunilla');
    expect(toCall.text).not.toContain('Bo');
    expect((await get(`${last}?visa=nas-inte`)).text).toContain('Bo');
  });

  it('the card of each says once what is left to tell, the latest first', async () => {
    const { body } = await get(`${base}/deltagare`);
    const card = (name: string) => new RegExp(`href="([^"]+)"[^>]*>\\s*<bdi>${name}`, 'u').exec(body)![1]!;
    const { text } = await get(card('Gunilla'));
    expect(text).toMatch(/Något är ändrat[^.]*\. .*Behöver ringas.*Ett nyare besked säger det också.*Har plats/u);
    expect(text.match(/Behöver ringas/gu)).toHaveLength(1);
    expect((await get(card('Bo'))).text.match(/Går varken att mejla eller ringa/gu)).toHaveLength(1);
  });

  it('a message counts those who have no number for themselves, before it is sent and after', async () => {
    const message = { whom: 'in', subject: 'Ta med mugg', words: 'Vi har inga.', key: 'mugg' };
    const looked = await answered(app.post(`${base}/meddelanden/nytt`, message, as));
    expect(looked.text).toMatch(/1 går inte att mejla\. Den hamnar på ringlistan:\W+Gunilla/u);
    expect(looked.text).toMatch(/1 går varken att mejla eller ringa, men ser det på sin egen sida:\W+Bo/u);
    const sent = await answered(app.post(`${base}/meddelanden/nytt`, sendingForm(looked.body), as));
    const page = await get(sent.location);
    // the page and the log count the same people
    expect(page.text).toContain('Det går till 2 personer.');
    expect(page.text).toContain('1 går varken att mejla eller ringa, men ser det på sin egen sida.');
    expect((await get(`${base}/logg`)).text).toContain('skickade ett meddelande till 2 personer');
    expect(page.text).not.toContain('Det har blivit fler eller färre');
  });

  it('what the organiser says of what is off is said over the phone and on the receipt', async () => {
    const words = 'Lokalen är upptagen.\nVi ses i januari i stället.';
    expect((await get(base)).text).toContain('2 av 12 platser är tagna');
    expect((await answered(app.post(`${base}/installning`, { words }, as))).status).toBe(303);
    const overview = (await get(base)).text;
    expect([overview.includes('2 personer var anmälda'), overview.includes('platser är tagna')]).toEqual([true, false]);
    const list = await get(`${base}/ringlista`);
    expect(list.text).toContain('Tyvärr har vi fått ställa in Språkkafé.');
    expect(list.text).toContain('Det gäller onsdag 24 maj 2017 kl. 15.00–17.00.');
    expect(list.text).toContain('Vi ses i januari i stället.');
    const text = await receipt();
    expect(text).toContain('Det är inställt');
    expect(text).toContain('Vi ses i januari i stället.');
    // there is nothing left to change or cancel
    expect(text).not.toContain('Spara koden');
    expect(text).toContain('Med koden hittar du hit igen.');
    expect((await answered(app.get('/evenemang/kafe'))).text).not.toContain('januari');
  });
});
