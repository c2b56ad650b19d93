import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeThanks } from '../../db/thanks';
import { localToInstant } from '../../domain/time';
import { headerOf } from '../emails/sending';
import { answered, fieldValues } from '../support/answered';
import { startApp, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { formAsSent } from '../support/form-as-sent';
import { load } from '../support/programme';
import { insertSignup, insertSite, sampleNow } from '../support/sample';

const fest = {
  slug: 'fest',
  title: 'Fest i parken',
  host: 'varden',
  status: 'published',
  start: '2017-05-17T10:00',
  end: '2017-05-17T15:00',
  venue: 'Parken',
};
const page = '/arrangor/evenemang/fest/tack';
const due = localToInstant('2017-05-18T10:00', 'Europe/Stockholm');

describe.each(databases)('thanks when it is over, on $name', ({ dialect }) => {
  let app: TestApp;
  let as: Record<string, string>;
  const codes: Record<string, string> = {};
  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
    await insertSite(app.store);
    const hemligt = { ...fest, slug: 'hemligt', title: 'Hemlig kväll', discreet: true };
    const mote = { ...fest, slug: 'mote', title: 'Möte', rrule: 'FREQ=WEEKLY;COUNT=3' };
    await load(
      app,
      { organisations: [{ slug: 'varden', name: 'Värden' }], events: [fest, hemligt], series: [mote] },
      sampleNow,
    );
    codes.anna = await insertSignup(app.store, fest, { name: 'Anna', email: 'anna@example.se' });
    codes.ann = await insertSignup(app.store, fest, { name: 'Ann', email: 'ann@example.se', language: 'en' });
    await insertSignup(app.store, fest, { name: 'Bo', phone: '+46701234567' });
    await insertSignup(app.store, { slug: 'hemligt' }, { name: 'Dolda', email: 'dolda@example.se', language: 'en' });
    await organiser(app, { email: 'ordna@example.se', name: 'Olle Ordnare', organisation: 'varden' }, sampleNow);
    as = await logIn(app, 'ordna@example.se', sampleNow);
    await app.mailsSent();
    app.smtp.mails.length = 0;
  });
  afterAll(() => app.close());

  const get = (path: string) => answered(app.get(path, as));
  const post = (path: string, fields: Parameters<TestApp['post']>[1]) => answered(app.post(path, fields, as));

  it('are off from the start; what lacks something comes back with everything that was typed', async () => {
    expect((await get('/arrangor/evenemang/fest/meddelanden')).body).toContain(`href="${page}"`);
    const empty = await get(page);
    expect(empty.text).toMatch(/Det du skriver går ut .*18 maj.* kl\. 10\.00\. Nu skulle 2 personer få det\./u);
    expect(empty.text).not.toContain('Ta bort tacket');
    const answer = await post(page, { ...formAsSent(empty.body), words: ' ', words_en: 'Thanks <all>' });
    expect([answer.status, answer.title.startsWith('Fel: ')]).toEqual([400, true]);
    expect(answer.text).toContain('Skriv några ord.');
    expect(answer.body).toContain('>Thanks &lt;all&gt;</textarea>');
    const long = 'x'.repeat(2001);
    const tooLong = await post(page, { words: long, words_en: long });
    expect(tooLong.status).toBe(400);
    expect(tooLong.text.match(/Högst 2000 tecken/gu)!.length).toBeGreaterThan(1);
    expect(tooLong.body).toContain(`>${long}</textarea>`);
    expect(await app.store.read.selectFrom('thanking').selectAll().execute()).toEqual([]);
  });

  it('are looked at before they are saved, changed, and taken away', async () => {
    const form = formAsSent((await get(page)).body);
    const looked = await post(page, { ...form, words: 'Tack <alla>!', look: '1' });
    expect(looked.status).toBe(200);
    expect(looked.text).toContain('Inget är sparat än.');
    expect(looked.text).toContain('Rubrik: Tack: Fest i parken');
    expect(looked.text).toContain('This message is in Swedish only.');
    expect(looked.body).toContain('Tack &lt;alla&gt;!');
    expect(looked.body).not.toContain('<alla>');
    expect(looked.body).not.toMatch(/\sstyle=/u);
    // nobody's code
    expect(looked.body.slice(looked.body.indexOf('mail-preview'))).not.toContain('/anmalan/');
    const saved = await post(page, formAsSent(looked.body));
    expect([saved.status, saved.location]).toEqual([303, `${page}?klart=sparat`]);
    const again = await get(saved.location);
    expect(again.text).toContain('Du kan ändra eller ta bort det tills det går ut.');
    expect(again.body).toContain('>Tack &lt;alla&gt;!</textarea>');

    // somebody who had the page open before
    const late = await post(page, { ...form, words: 'Tack, vänner!' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('>Tack, vänner!</textarea>');
    expect(late.text).toContain('Tack <alla>!');
    const [basis] = fieldValues(late.body, 'basis');
    expect((await post(page, { basis, words: 'Tack, vänner!' })).status).toBe(303);

    const gone = await post(page, { remove: '1' });
    expect(gone.location).toBe(`${page}?klart=borttaget`);
    expect((await get(gone.location)).text).toContain('Tacket är borttaget.');
    const log = (await get('/arrangor/evenemang/fest/logg')).text;
    for (const words of ['skrev ett tack', 'ändrade tacket', 'tog bort tacket']) expect(log).toContain(words);
    expect(log).not.toContain('vänner');
  });

  it('a date of a series follows its series, and a discreet event says nothing of itself', async () => {
    const date = await get('/arrangor/evenemang/mote-2017-05-17/tack');
    expect(date.text).toContain('Tacket är seriens.');
    expect(date.body).not.toContain('name="words"');
    const series = await get('/arrangor/serier/mote/tack');
    expect(series.text).toContain('Alla tillfällen får samma tack');
    expect(series.text).toMatch(/Nästa gång: .*18 maj.* Nu skulle ingen få det\./u);
    const quiet = '/arrangor/evenemang/hemligt/tack';
    expect((await get(quiet)).text).toContain('Det här är diskret.');
    const looked = await post(quiet, { words: 'Tack!', look: '1' });
    expect(looked.text).toContain('Rubrik: Tack: ');
    expect(looked.body.slice(looked.body.indexOf('mail-preview'))).not.toContain('<strong>Hemlig kväll');
    expect((await post(quiet, { words: 'Tack!' })).status).toBe(303);
  });

  it('go once the day after, each in the reader’s language, and one press in the mail program stops the next', async () => {
    await post(page, { words: 'Tack & hej!', words_en: 'Thanks & bye!' });
    app.setNow(due);
    await writeThanks(app.store, due);
    await writeThanks(app.store, due);
    await app.mailsSent();
    expect(app.smtp.mails.map(({ envelope }) => envelope.to[0]).sort()).toEqual(
      ['ann@example.se', 'anna@example.se', 'dolda@example.se'].sort(),
    );
    const [anna, ann, hidden] = ['anna', 'ann', 'dolda'].map((name) => app.smtp.mailTo(`${name}@example.se`));
    expect(anna!.subject).toBe('Tack: Fest i parken');
    expect(anna!.text).toContain('Tack & hej!');
    expect(anna!.text).toContain('Onsdag 17 maj 2017');
    expect(anna!.text).toMatch(
      new RegExp(`inga fler tack och påminnelser\\s.*/anmalan/${codes.anna}/paminnelser`, 'u'),
    );
    expect(anna!.calendars).toEqual([]);
    expect(headerOf(anna!, 'list-unsubscribe')).toContain(`/anmalan/${codes.anna}/paminnelser`);
    expect(headerOf(anna!, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(ann!.subject).toBe('Thank you: Fest i parken');
    expect(ann!.text).toContain('Thanks & bye!');
    expect(`${hidden!.subject} ${hidden!.text}`).not.toMatch(/Hemlig|Värden/u);
    expect(hidden!.text).toContain('This message is in Swedish only.');

    as = await logIn(app, 'ordna@example.se', due);
    const list = await get('/arrangor/evenemang/fest/meddelanden');
    expect(list.text).toContain('Tack');
    expect(list.text).toContain('2 har fått det');
    expect((await get('/arrangor/evenemang/fest/ringlista')).text).toContain('Ingen att ringa.');
    const sent = await get(page);
    expect(sent.text).toContain('Tacket har gått ut.');
    const link = /href="(\/arrangor\/evenemang\/fest\/meddelanden\/[0-9a-f-]{36})"/u.exec(sent.body)![1]!;
    const message = await get(link);
    expect(message.text).toContain('Tack & hej!');
    expect(message.text).toContain('Olle Ordnare');
    expect(message.text).not.toContain('igen');
    // whoever had the page open writes in vain, and loses nothing
    const late = await post(page, { words: 'Tack för allt!' });
    expect([late.status, late.text.includes('Tack för allt!')]).toEqual([409, true]);
    app.setNow(sampleNow);
  });
});
