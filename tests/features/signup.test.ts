import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localToInstant } from '../../domain/time';
import { answered, fieldValues, type Answered } from '../support/answered';
import { startApp, type Fields, type TestApp } from '../support/app';
import { databases } from '../support/databases';
import { hostileTexts } from '../support/hostile-text';
import { insertCourse, insertEvent, insertSite, sampleNow, type SampleEvent } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ now: sampleNow });
  await insertSite(app.store);
});
afterAll(() => app.close());

/** The form's address of a new event. */
async function formOf(sample: SampleEvent = {}): Promise<string> {
  return `/evenemang/${(await insertEvent(app.store, sample)).slug}/anmalan`;
}
const get = (path: string) => answered(app.get(path));
const post = (path: string, fields: Fields) => answered(app.post(path, fields));
async function signedUp(path: string, fields: Fields = { name: 'Anna' }): Promise<Answered> {
  const answer = await post(path, fields);
  expect(answer.status).toBe(303);
  return get(answer.location);
}
const signups = () => app.store.read.selectFrom('signup').selectAll().execute();

const yoga = { slug: 'yoga', title: 'Yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00', capacity: 2 };
const ball = { slug: 'boll', title: 'Brännboll', start: '2017-05-17T14:30', end: '2017-05-17T15:30' };
const table = { slug: 'bord', title: 'Bord 1', start: '2017-05-17T09:00', end: '2017-05-17T12:00', capacity: 1 };

describe('§5.2 a series that takes no signups itself', () => {
  test.each([
    ['just come', { signup: 'none' as const }, /Kom som du är/u],
    [
      'somebody else takes them',
      { externalSignup: 'https://example.org/anmalan' },
      /href="https:\/\/example\.org\/anmalan"/u,
    ],
    ['each date does', { signup: 'open' as const }, /datum|dag/iu],
  ])('%s: 409, and says where to turn', async (_name, terms, words) => {
    const course = await insertCourse(app.store, {
      slug: `serie-${randomUUID()}`,
      dates: [{ start: '2017-05-02T18:00', end: '2017-05-02T20:00' }],
    });
    const external = 'externalSignup' in terms ? terms.externalSignup : null;
    const signup = 'signup' in terms ? terms.signup : 'open';
    await app.store.transact((trx) =>
      trx.updateTable('series').set({ signup, external_signup: external }).where('id', '=', course.id).execute(),
    );
    const answer = await post(`/serier/${course.slug}/anmalan`, { name: 'Anna' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatch(words);
  });
});

describe.each(databases)('from the form to the receipt, on $name', ({ dialect }) => {
  let own: TestApp;
  beforeAll(async () => {
    own = await startApp({ dialect, now: sampleNow });
  });
  afterAll(() => own.close());

  test('a name is enough for a place and a code', async () => {
    const { slug } = await insertEvent(own.store, { activities: [yoga], questions: [question('kost', 'text')] });
    const form = await answered(own.get(`/evenemang/${slug}/anmalan`));
    expect(form.status).toBe(200);
    expect(form.text).toContain('Vad heter du?');
    const key = fieldValues(form.body, 'key');
    expect(key).toHaveLength(1);

    const sent = await answered(
      own.post(`/evenemang/${slug}/anmalan`, { name: 'Anna', activity: 'yoga', 'q.kost': 'vegan', key }),
    );
    expect(sent.status).toBe(303);
    expect(sent.location).toMatch(/^\/anmalan\/[0-9A-HJKMNP-TV-Z]{10}$/u);
    const receipt = await answered(own.get(sent.location));
    expect(receipt.title).toBe('Din anmälan · Samling');
    expect(receipt.text).toContain('Du har plats');
    expect(receipt.text).toContain('Yoga, kl. 14.00–15.00');
    expect(receipt.text).toContain('vegan');
    const code = sent.location.slice(-10);
    expect(receipt.text).toContain(`${code.slice(0, 5)} ${code.slice(5)}`);
    expect(await answered(own.post(`/evenemang/${slug}/anmalan`, { name: 'Anna', key }))).toMatchObject(sent302(sent));
  });

  test('a full event gives a place in line, which is told before and after', async () => {
    const { slug } = await insertEvent(own.store, { capacity: 1 });
    await own.post(`/evenemang/${slug}/anmalan`, { name: 'Anna' });
    const form = await answered(own.get(`/evenemang/${slug}/anmalan`));
    expect(form.text).toContain('Det är fullt just nu');
    expect(form.text).toContain('Ställ mig på reservlistan');
    const { location } = await answered(own.post(`/evenemang/${slug}/anmalan`, { name: 'Bo' }));
    const receipt = await answered(own.get(location));
    expect(receipt.text).toContain('Du står på reservlistan');
    expect(receipt.text).toContain('Du är nummer 1 i kön.');
  });
});

const sent302 = ({ status, location }: Answered) => ({ status, location });
const question = (id: string, type: 'text' | 'yes-no' | 'consent' | 'choice', options: string[] = []) => ({
  id,
  label: `Fråga ${id}?`,
  type,
  required: false,
  options,
});

describe('what the form says before anything is sent', () => {
  test('a fresh key at each view', async () => {
    const path = await formOf();
    const keys = [await get(path), await get(path)].map(({ body }) => fieldValues(body, 'key')[0]);
    expect(new Set(keys).size).toBe(2);
  });

  test('is never kept, and needs no script', async () => {
    const form = await get(await formOf());
    expect(form.headers.get('Cache-Control')).toBe('private, no-store');
    expect(form.body).not.toMatch(/<script/u);
  });

  test('times, places left, and what clashes', async () => {
    const form = await get(await formOf({ activities: [yoga, ball], shifts: [table] }));
    expect(form.text).toMatch(/Yoga Kl\. 14\.00–15\.00 · .*2.* · Samtidigt som Brännboll\./u);
    expect(form.text).toContain('Vill du hjälpa till?');
    expect(form.text).toMatch(/Bord 1 Kl\. 09\.00–12\.00/u);
  });

  test.each<[string, SampleEvent, string]>([
    ['not yet open', { signupOpens: '2017-04-10T08:00' }, 'Den öppnar måndag 10 april kl. 08.00.'],
    ['closed', { signupCloses: '2017-03-31T08:00' }, 'Anmälan är stängd'],
    ['cancelled', { status: 'cancelled' }, 'Det är inställt'],
    ['over', { start: '2017-03-01T10:00', end: '2017-03-01T12:00' }, 'Det här har varit'],
    ['without signup', { signup: 'none' }, 'Kom som du är'],
    ['somebody else’s', { externalSignup: 'https://amf.example/ruset' }, 'Någon annan tar emot anmälan'],
    ['full', { capacity: 0, waitlist: false }, 'Det finns ingen reservlista.'],
    ['full, and its line too', { capacity: 0, waitlist: 0 }, 'Reservlistan är också full.'],
  ])('%s: 200, says so, and has no form; a POST is 409, and keeps what was typed', async (_state, sample, words) => {
    const path = await formOf(sample);
    const form = await get(path);
    expect(form.status).toBe(200);
    expect(form.text).toContain(words);
    expect(fieldValues(form.body, 'name')).toEqual([]);
    expect(form.text).toContain('042-10 00 00');

    const before = (await signups()).length;
    const sent = await post(path, { name: 'Anna', note: 'Hej', key: 'k' });
    expect(sent.status).toBe(409);
    expect(sent.title).toMatch(/^Fel: /u);
    expect(fieldValues(sent.body, 'name')).toEqual(['Anna']);
    expect(fieldValues(sent.body, 'note')).toEqual(['Hej']);
    expect(fieldValues(sent.body, 'key')).toEqual(['k']);
    expect(await signups()).toHaveLength(before);
  });

  test('a link to whoever takes the signups', async () => {
    const { body } = await get(await formOf({ externalSignup: 'https://amf.example/ruset' }));
    expect(body).toContain('href="https://amf.example/ruset"');
  });

  test('the shift alone when the event is full, CONTRACT §3.7', async () => {
    const path = await formOf({ capacity: 0, waitlist: false, activities: [yoga], shifts: [table] });
    const form = await get(path);
    expect(form.text).toContain('Det är fullt, men du kan hjälpa till');
    expect(form.body).not.toContain('name="activity"');
    const refused = await post(path, { name: 'Anna' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Du kan hjälpa till i stället. Välj bara ett pass.');
    expect((await signedUp(path, { name: 'Anna', shift: 'bord' })).text).toContain('Du är med och hjälper till');
  });

  test('places kept for some, while others find it full', async () => {
    const path = await formOf({ capacity: 1, waitlist: false, kept: [{ audience: 'brukare', places: 1 }] });
    const form = await get(path);
    expect(form.text).toContain('De sista platserna hålls för vissa');
    expect((await post(path, { name: 'Bo' })).status).toBe(409);
    expect((await signedUp(path, { name: 'Anna', audience: 'brukare' })).text).toContain('Du har plats');
  });

  test('a way to register a team, where the ordinary form is for a player without one, CONTRACT §3.14', async () => {
    const path = await formOf({ teams: { maxPlayers: 8 } });
    const form = await get(path);
    expect(form.text).toContain('Här anmäler du dig som spelare utan lag.');
    expect(form.body).toContain(`href="${path.replace('anmalan', 'lag')}"`);
  });
});

describe('a whole series', () => {
  test('has one form for all its dates, and its dates lead there', async () => {
    const dates = [
      { start: '2017-09-05T18:00', end: '2017-09-05T20:00' },
      { start: '2017-09-12T18:00', end: '2017-09-12T20:00' },
    ];
    const course = await insertCourse(app.store, { slug: 'kurs', dates });
    const form = await get('/serier/kurs/anmalan');
    expect(form.text).toContain('Tisdag 5 september kl. 18.00–20.00');
    const receipt = await signedUp('/serier/kurs/anmalan');
    expect(receipt.text).toContain('Tisdag 12 september kl. 18.00–20.00');

    const date = `/evenemang/${course.dates[0]!.slug}/anmalan`;
    expect((await get(date)).body).toContain('href="/serier/kurs/anmalan"');
    const refused = await post(date, { name: 'Anna' });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('href="/serier/kurs/anmalan"');
  });

  test('where each date has its own form says so', async () => {
    await insertCourse(app.store, { slug: 'varje', dates: [{ start: '2017-09-05T18:00', end: '2017-09-05T20:00' }] });
    await app.store.transact((trx) =>
      trx.updateTable('series').set({ signup: 'open' }).where('slug', '=', 'varje').execute(),
    );
    const form = await get('/serier/varje/anmalan');
    expect([form.status, form.text]).toEqual([200, expect.stringContaining('Du anmäler dig till en gång i taget')]);
    expect((await post('/serier/varje/anmalan', { name: 'Anna' })).status).toBe(409);
  });

  test('where nobody signs up says so to a form that is sent all the same', async () => {
    await insertCourse(app.store, { slug: 'bara', dates: [{ start: '2017-09-05T18:00', end: '2017-09-05T20:00' }] });
    await app.store.transact((trx) =>
      trx.updateTable('series').set({ signup: 'none' }).where('slug', '=', 'bara').execute(),
    );
    for (const fields of [{ name: 'Anna' }, { name: '' }]) {
      const answer = await post('/serier/bara/anmalan', fields);
      expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('Kom som du är')]);
    }
  });
});

describe('a wrong form, CONTRACT §2.3', () => {
  test('§2.3 says what is wrong also of what the event has nothing of, and the summary leads there', async () => {
    const answer = await post(await formOf(), { name: 'Anna', audience: 'x', activity: 'x', shift: 'x' });
    expect(answer.status).toBe(400);
    const links = [...answer.body.matchAll(/href="#(f-[^"]+)"/gu)].map(([, id]) => id!);
    expect(links.sort()).toEqual(['f-activity', 'f-audience', 'f-shift']);
    for (const id of links) expect(answer.body).toContain(`id="${id}"`);
  });

  test('comes back with everything typed, and says the same in the summary and beside the field', async () => {
    const path = await formOf({
      activities: [yoga, ball],
      audiences: ['brukare', 'staff'],
      questions: [question('kost', 'text'), question('val', 'choice', ['a', 'b']), question('bild', 'consent')],
    });
    const typed = {
      name: '',
      email: 'a@b',
      phone: '12',
      partySize: '2.5',
      activity: ['yoga', 'boll'],
      audience: 'staff',
      note: 'En\nrad till',
      'q.kost': 'Inga <nötter> & "sånt"',
      'q.val': 'b',
      'q.bild': 'yes',
      key: 'min-nyckel',
    };
    const answer = await post(path, typed);
    expect(answer.status).toBe(400);
    expect(answer.title).toMatch(/^Fel: Anmäl dig/u);
    for (const [name, value] of Object.entries(typed)) {
      expect(fieldValues(answer.body, name), name).toEqual([value].flat());
    }
    const clash = 'Brännboll och Yoga är samtidigt. Välj en av dem.';
    for (const words of ['Skriv ett namn. Det får vara påhittat.', 'Vi kan inte läsa mejladressen.', clash]) {
      expect(answer.text.split(words).length - 1, words).toBe(2);
    }
    for (const field of ['name', 'email', 'phone', 'partySize', 'activity']) {
      expect(answer.body).toContain(`href="#f-${field}"`);
      expect(answer.body).toContain(`id="f-${field}"`);
    }
  });

  test('may be sent again with its key', async () => {
    const path = await formOf();
    const key = randomUUID();
    expect((await post(path, { name: '', key })).status).toBe(400);
    const first = await post(path, { name: 'Anna', key });
    expect(first.status).toBe(303);
    expect((await post(path, { name: 'Anna', key })).location).toBe(first.location);
  });

  test('in English speaks English, also when only the field `language` says so', async () => {
    const path = await formOf();
    const english = await post(`/en${path}`, { name: '' });
    expect(english.title).toMatch(/^Error: Sign up/u);
    const asked = await post(path, { name: '', language: 'en' });
    expect([asked.status, asked.title]).toEqual([400, english.title]);
    expect(fieldValues(asked.body, 'language')).toEqual(['en']);
    expect((await post(path, { name: 'Anna', language: 'en' })).location).toMatch(/^\/en\/anmalan\//u);
    expect((await post(`/en${path}`, { name: 'Anna', language: 'sv' })).location).toMatch(/^\/anmalan\//u);
  });

  test('a party larger than the whole event is told beside its field', async () => {
    const path = await formOf({ capacity: 3, maxPartySize: 20 });
    const answer = await post(path, { name: 'Anna', partySize: 4 });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Det finns bara 3 platser i allt.');
  });
});

describe('full, CONTRACT §1 (409)', () => {
  test('tells what is full, and what else there is', async () => {
    const path = await formOf({ capacity: 3, waitlist: false, activities: [yoga, ball], shifts: [table] });
    await signedUp(path, { name: 'Anna', partySize: 2, activity: 'yoga' });
    const few = await post(path, { name: 'Bo', partySize: 2 });
    expect(few.status).toBe(409);
    expect(few.text).toContain('En plats är kvar, men ni är 2. Kan ni bli färre?');
    const activity = await post(path, { name: 'Bo', activity: 'yoga' });
    expect(activity.status).toBe(409);
    expect(activity.text).toContain('Det är fullt på Yoga. Välj något annat.');
    expect(fieldValues(activity.body, 'activity')).toEqual(['yoga']);
    expect(activity.text).toContain('042-10 00 00');
  });
});

describe('the same key under another name, CONTRACT §2.2', () => {
  test('gives the first receipt, whose it is, and a way to a fresh form', async () => {
    const path = await formOf();
    const first = await post(path, { name: 'Anna', key: 'delad' });
    const second = await post(path, { name: 'Bo', key: 'delad' });
    expect(second.location).toBe(`${first.location}?annan=1`);
    const receipt = await get(second.location);
    expect(receipt.text).toContain('Den här anmälan gäller Anna');
    expect(receipt.text).toContain('är inte anmäld än');
    expect(receipt.body).toContain(`href="${path}"`);
  });
});

describe('the receipt', () => {
  test('is found by any spelling of its code, and is nobody else’s to keep', async () => {
    const { location } = await post(await formOf(), { name: 'Anna' });
    const code = location.slice(-10);
    const spelled = `${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await get(`/anmalan/${spelled}`)).toMatchObject({ status: 302, location });
    expect(await get(`/en/anmalan/${code.toLowerCase()}`)).toMatchObject({ status: 302, location: `/en${location}` });
    const { headers } = await get(location);
    expect(headers.get('Cache-Control')).toBe('private, no-store');
    expect(headers.get('X-Robots-Tag')).toBe('noindex');
  });

  test('of a code that is nobody’s is a 404 in words, with the way on', async () => {
    const answer = await get('/anmalan/0000000000');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Vi hittar inte anmälan');
    expect(answer.body).toContain('action="/min-anmalan"');
    for (const path of ['andring', 'aterbud', 'lag/aterbud']) {
      expect((await get(`/anmalan/0000000000/${path}`)).status).toBe(404);
      expect((await post(`/anmalan/0000000000/${path}`, {})).status).toBe(404);
    }
  });

  test('tells nothing of a discreet event in its title', async () => {
    const receipt = await signedUp(await formOf({ title: 'Hemlig träff', discreet: true }));
    expect(receipt.title).not.toContain('Hemlig');
  });

  test('says how we reach the person, and when the address does not work', async () => {
    const path = await formOf();
    expect((await signedUp(path)).text).toContain('Vi kan inte nå dig.');
    const { location } = await post(path, { name: 'Anna', email: 'anna@example.org' });
    expect((await get(location)).text).toContain('anna@example.org');
    await app.store.transact((trx) =>
      trx.updateTable('signup').set({ address_failed_at: sampleNow }).where('email', '=', 'anna@example.org').execute(),
    );
    expect((await get(location)).text).toContain('Mejladressen fungerar inte');
  });

  test('says that the event is cancelled, or has been, whatever the signup was', async () => {
    const { id, slug } = await insertEvent(app.store);
    const { location } = await post(`/evenemang/${slug}/anmalan`, { name: 'Anna' });
    app.setNow(at('2017-05-18T10:00'));
    expect((await get(location)).text).toContain('Det här har varit');
    app.setNow(sampleNow);
    await app.store.transact((trx) =>
      trx.updateTable('event').set({ status: 'cancelled' }).where('id', '=', id).execute(),
    );
    const receipt = await get(location);
    expect(receipt.text).toMatch(/^Det är inställt/u);
    expect(receipt.body).not.toContain('/aterbud"');
  });
});

describe('what is unknown, and what is hostile', () => {
  test('an unknown or a draft event is a 404, GET and POST', async () => {
    const draft = await formOf({ status: 'draft' });
    for (const path of ['/evenemang/finns-inte/anmalan', '/serier/finns-inte/anmalan', draft]) {
      expect((await get(path)).status).toBe(404);
      expect((await post(path, { name: 'Anna' })).status).toBe(404);
    }
  });

  test.each(hostileTexts.map((text) => [text]))('%j in every field is an answer, never a 500', async (text) => {
    const path = await formOf({
      questions: [question('kost', 'text'), question('val', 'choice', ['a'])],
      activities: [yoga],
    });
    const fields = ['name', 'email', 'phone', 'partySize', 'activity', 'shift', 'audience', 'note', 'language', 'key'];
    const all = [...fields, 'q.kost', 'q.val', '__proto__', 'constructor', 'q.__proto__'];
    expect([303, 400, 409]).toContain((await post(path, Object.fromEntries(all.map((name) => [name, text])))).status);
    const named = await post(path, { name: text, note: text, 'q.kost': text, key: text });
    expect([303, 400]).toContain(named.status);
    if (named.status === 303) expect((await get(named.location)).status).toBe(200);
    expect((await post(path, { name: [text, text], partySize: ['', '2'] })).status).toBeLessThan(500);
  });

  test('a file where text is asked for is nothing typed, and a text too long is told', async () => {
    const path = await formOf();
    const form = new FormData();
    form.append('name', new File(['Anna'], 'anna.txt'));
    expect((await fetch(app.url + path, { method: 'POST', body: form })).status).toBe(400);
    const long = await post(path, { name: 'a'.repeat(101), note: 'b'.repeat(2_001) });
    expect(long.text).toContain('Skriv högst 100 tecken.');
    expect(long.text).toContain('Skriv högst 2000 tecken.');
    expect((await post(path, { name: 'a'.repeat(10_000_000) })).status).toBe(413);
  });

  test('numbers past all reason are told as too many', async () => {
    const answer = await post(await formOf(), { name: 'Anna', partySize: '9'.repeat(300) });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('högst 10 på en anmälan')]);
  });

  test('a phone number is stored in one form', async () => {
    const path = await formOf();
    await signedUp(path, { name: 'Tele', phone: '+46(0)70-174 06 05' });
    expect((await signups()).find(({ name }) => name === 'Tele')?.phone).toBe('+46701740605');
  });
});
