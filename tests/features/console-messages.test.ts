import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localToInstant } from '../../domain/time';
import { answered, fieldValues } from '../support/answered';
import { startApp, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { load } from '../support/programme';
import { insertSignup, insertSite, sampleNow } from '../support/sample';
import { sendingForm } from '../support/form-as-sent';
import { headerOf } from '../emails/sending';

const fest = {
  slug: 'fest',
  title: 'Fest i parken',
  host: 'varden',
  status: 'published',
  start: '2017-05-17T10:00',
  end: '2017-05-17T15:00',
  venue: 'Parken',
  capacity: 50,
  activities: [{ slug: 'yoga', title: 'Yoga' }],
};
const organisations = [{ slug: 'varden', name: 'Värden' }];
const base = '/arrangor/evenemang/fest';
const stovlar = { subject: 'Ta med <stövlar>', words: 'Det regnar.\n\nVi ses & äter!' };

describe.each(databases)('messages, reminders and the call list, on $name', ({ dialect }) => {
  let app: TestApp;
  let as: Record<string, string>;
  const codes: Record<string, string> = {};
  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
    await insertSite(app.store);
    const hemligt = { ...fest, slug: 'hemligt', title: 'Hemlig kväll', discreet: true, activities: [] };
    const resa = { ...fest, slug: 'resa', title: 'Resan', approval: true, activities: [] };
    const mote = {
      ...fest,
      slug: 'mote',
      title: 'Möte',
      rrule: 'FREQ=WEEKLY;COUNT=3',
      start: '2017-05-04T10:00',
      end: '2017-05-04T12:00',
      activities: [],
    };
    await load(app, { organisations, events: [fest, hemligt, resa], series: [mote] }, sampleNow);
    codes.anna = await insertSignup(app.store, fest, { name: 'Anna', email: 'anna@example.se', activities: ['yoga'] });
    codes.ann = await insertSignup(app.store, fest, { name: 'Ann', email: 'ann@example.se', language: 'en' });
    codes.bo = await insertSignup(app.store, fest, { name: 'Bo', phone: '+46701234567' });
    codes.dolda = await insertSignup(app.store, { slug: 'hemligt' }, { name: 'Dolda', email: 'dolda@example.se' });
    await insertSignup(app.store, { slug: 'resa' }, { name: 'Väntan', email: 'vantan@example.se' });
    await organiser(app, { email: 'ordna@example.se', name: 'Olle Ordnare', organisation: 'varden' }, sampleNow);
    as = await logIn(app, 'ordna@example.se', sampleNow);
    await app.mailsSent();
    app.smtp.mails.length = 0;
  });
  afterAll(() => app.close());

  const get = (path: string) => answered(app.get(path, as));
  const post = (path: string, fields: Parameters<TestApp['post']>[1]) => answered(app.post(path, fields, as));

  it('a message is for those who wait for an answer where the event asks for one', async () => {
    const waiting = 'De som väntar på svar';
    expect((await get(`${base}/meddelanden/nytt`)).text).not.toContain(waiting);
    const path = '/arrangor/evenemang/resa/meddelanden/nytt';
    expect((await get(path)).text).toContain(waiting);
    const preview = await post(path, { whom: 'unanswered', ...stovlar });
    expect(preview.text).toContain(`Till: ${waiting}`);
    expect(preview.text).toContain('1 får det med mejl.');
  });

  it('a message that lacks something comes back with everything that was typed', async () => {
    const answer = await post(`${base}/meddelanden/nytt`, { whom: 'all', subject: '', words: 'Hej', subject_en: 'Hi' });
    expect(answer.status).toBe(400);
    expect(answer.title).toMatch(/^Fel: /u);
    expect(answer.text).toContain('Skriv en rubrik.');
    expect(answer.text).toContain('Skriv en text på engelska');
    expect(answer.body).toContain('>Hej</textarea>');
    expect(answer.body).toContain('value="Hi"');
    const long = await post(`${base}/meddelanden/nytt`, { whom: 'all', subject: 'Hej', words: 'x'.repeat(5001) });
    expect([long.status, long.text.includes('Högst 5000 tecken')]).toEqual([400, true]);
    const nobody = await post(`${base}/meddelanden/nytt`, { whom: 'part:nonsense', ...stovlar });
    expect(nobody.status).toBe(400);
    expect(app.smtp.mails).toEqual([]);
  });

  it('is shown in each language with whom it reaches, then sent once, also when sent twice', async () => {
    const looked = await post(`${base}/meddelanden/nytt`, { whom: 'in', ...stovlar });
    expect(looked.status).toBe(200);
    expect(looked.text).toContain('2 får det med mejl.');
    expect(looked.text).toMatch(/1 går inte att mejla.*Bo/u);
    expect(looked.text).toContain('This message is in Swedish only.');
    expect(looked.body).not.toMatch(/\sstyle=/u);
    expect(looked.body).toContain('Ta med &lt;stövlar&gt;');
    expect(looked.body).not.toContain('<stövlar>');
    // nobody's code and no receipt that is not there
    const preview = looked.body.slice(looked.body.indexOf('mail-preview'));
    expect(preview).not.toContain('/anmalan/');
    expect(await app.store.read.selectFrom('message').selectAll().execute()).toEqual([]);

    const form = sendingForm(looked.body);
    const answers = await Promise.all([post(`${base}/meddelanden/nytt`, form), post(`${base}/meddelanden/nytt`, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const pathOf = (location: string) => location.split('?')[0];
    expect(pathOf(answers[0]!.location)).toBe(pathOf(answers[1]!.location));
    await app.mailsSent();
    expect(app.smtp.mails.map(({ envelope }) => envelope.to[0]).sort()).toEqual(['ann@example.se', 'anna@example.se']);
    const [anna, ann] = [app.smtp.mailTo('anna@example.se'), app.smtp.mailTo('ann@example.se')];
    expect(anna.subject).toBe('Ta med <stövlar>');
    expect(anna.text).toContain('Vi ses & äter!');
    expect(anna.text).toContain('Fest i parken');
    expect(anna.calendars).toEqual([]);
    expect(headerOf(anna, 'list-unsubscribe')).toBeUndefined();
    expect(ann.text).toContain('This message is in Swedish only.');
    expect(ann.text).toContain('Det regnar.');

    const page = await get(answers[0]!.location);
    expect(page.text).toContain('Nu är det på väg.');
    expect(page.text).toContain('2 har fått det');
    expect(page.text).toContain('1 att ringa');
    const list = await get(`${base}/meddelanden`);
    expect(list.text).toContain('Ta med <stövlar>');
    expect(list.text).toContain('Olle Ordnare');
  });

  it('is not sent anew by who goes back to the preview and asks for it again; other words are another message', async () => {
    const writing = await get(`${base}/meddelanden/nytt`);
    const typed = { key: fieldValues(writing.body, 'key')[0]!, whom: 'in', subject: 'En gång', words: 'Bara en.' };
    const looked = await post(`${base}/meddelanden/nytt`, typed);
    expect(looked.text).toContain('Inget är skickat än.');
    const first = await post(`${base}/meddelanden/nytt`, sendingForm(looked.body));
    const sent = first.location.split('?')[0]!;
    const again = await post(`${base}/meddelanden/nytt`, typed);
    expect(again.status).toBe(200);
    expect(again.text).toContain('Det här meddelandet är redan skickat');
    expect(again.text).not.toContain('Inget är skickat än.');
    expect(again.text).not.toContain('Skicka nu');
    expect(again.body).toContain(`href="${sent}"`);
    const twice = await post(`${base}/meddelanden/nytt`, sendingForm(looked.body));
    expect(twice.location.split('?')[0]).toBe(sent);
    const messages = () => app.store.read.selectFrom('message').select('id').where('subject', '=', 'En gång').execute();
    expect(await messages()).toHaveLength(1);

    // from the same form, after a look
    const changed = await post(`${base}/meddelanden/nytt`, { ...typed, words: 'Och en till.' });
    expect(changed.text).toContain('Inget är skickat än.');
    const other = await post(`${base}/meddelanden/nytt`, sendingForm(changed.body));
    expect(other.location.split('?')[0]).not.toBe(sent);
    expect(await messages()).toHaveLength(2);
    expect((await post(`${base}/meddelanden/nytt`, { ...typed, words: 'Och en till.' })).text).toContain(
      'redan skickat',
    );
    // and a form begun anew may say the same once more
    const fresh = await post(`${base}/meddelanden/nytt`, { ...typed, key: 'another' });
    expect(fresh.text).toContain('Skicka nu');
    await app.mailsSent();
  });

  it('is on the page of each who was written to, also of who cannot be mailed, and of a discreet event in no title', async () => {
    const receipt = await answered(app.get(`/anmalan/${codes.bo}`));
    expect(receipt.text).toMatch(/Nytt sedan sist\W+Du har fått ett meddelande/u);
    // the latest first, though all were written within the same millisecond of this clock
    const said = receipt.text.slice(receipt.text.indexOf('Meddelanden till dig'));
    const inTurn = ['Och en till.', 'Bara en.', 'Ta med <stövlar>', 'Vi ses & äter!'].map((words) =>
      said.indexOf(words),
    );
    expect(inTurn[0]).toBeGreaterThan(0);
    expect(inTurn).toEqual(inTurn.toSorted((one, other) => one - other));
    expect(receipt.text).toContain('Vi ses & äter!');
    expect(receipt.title).not.toContain('stövlar');
    const english = await answered(app.get(`/en/anmalan/${codes.ann}`));
    expect(english.text).toContain('This message is in Swedish only.');
    expect((await answered(app.get(`/anmalan/${codes.dolda}`))).text).not.toContain('Meddelanden till dig');
  });

  it('looks in the mail as it does in the preview', async () => {
    const texts = { ...stovlar, subject_en: 'Bring boots', words_en: 'It rains.' };
    const looked = await post(`${base}/meddelanden/nytt`, { whom: 'in', ...texts });
    app.smtp.mails.length = 0;
    await post(`${base}/meddelanden/nytt`, sendingForm(looked.body));
    await app.mailsSent();
    const strip = (html: string) =>
      html
        .replace(/<[^>]*>/gu, ' ')
        .replace(/&nbsp;|\u00a0/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim();
    const [swedish, english] = looked.body
      .split('<div class="mail-preview">')
      .slice(1)
      .map((one) => strip(one.slice(one.indexOf('</p>'))));
    const textOf = (to: string, name: string) => {
      const [, body = ''] = /<body[^>]*>([\s\S]*)<\/body>/u.exec(app.smtp.mailTo(to).html ?? '') ?? [];
      return strip(body.replace(/<!--[\s\S]*?-->/gu, '')).replace(` ${name} `, ' NAME ');
    };
    expect(swedish).toContain(textOf('anna@example.se', 'Anna').replace('NAME', 'Kim Exempel'));
    expect(english).toContain(textOf('ann@example.se', 'Ann').replace('NAME', 'Kim Sample'));
    expect(english).toContain('It rains.');
  });

  it('says so when others have signed up since it was looked at, and sends nothing to nobody', async () => {
    const looked = await post(`${base}/meddelanden/nytt`, { whom: 'in', ...stovlar });
    codes.ny = await insertSignup(app.store, fest, { name: 'Ny', email: 'ny@example.se' });
    const sent = await post(`${base}/meddelanden/nytt`, sendingForm(looked.body));
    const page = await get(sent.location);
    expect(page.text).toContain('Nu går det till 4, inte 3.');
    const toNobody = await post(`${base}/meddelanden/nytt`, { key: 'another', whom: 'line', ...stovlar });
    expect(toNobody.text).not.toContain('Skicka nu');
    const nobody = await post(`${base}/meddelanden/nytt`, sendingForm(toNobody.body));
    expect(nobody.status).toBe(409);
    expect(nobody.text).toContain('Inget skickades.');
    expect(nobody.body).toContain('Vi ses &amp; äter!</textarea>');
    await app.mailsSent();
  });

  it('a discreet event is not given away by its mails, but for the organiser’s own words', async () => {
    const path = '/arrangor/evenemang/hemligt/meddelanden';
    expect((await get(`${path}/nytt`)).text).toContain('Det här är diskret.');
    app.smtp.mails.length = 0;
    const looked = await post(`${path}/nytt`, { whom: 'in', subject: 'Ny dörr', words: 'Ta den vänstra.', key: 'd' });
    await post(`${path}/nytt`, sendingForm(looked.body));
    await app.mailsSent();
    const mail = app.smtp.mailTo('dolda@example.se');
    expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toContain('Hemlig');
    expect(mail.text).toContain('Ta den vänstra.');
  });

  it('what was changed after the preview is shown before it is sent, and the old words are never sent', async () => {
    const path = `${base}/meddelanden/nytt`;
    const subjects = async () => {
      const rows = await app.store.read.selectFrom('message').select(['subject', 'words', 'whom']).execute();
      return rows.filter(({ subject }) => subject?.startsWith('Ändrat')).map((row) => Object.values(row).join(': '));
    };
    const looked = await post(path, { whom: 'in', subject: 'Ändrat', words: 'Ta med saxen.', key: 'saxen' });
    expect(looked.text).not.toContain('Du har ändrat');
    // one form has both the words and the button
    const [form = ''] = /<form[^>]*data-unsaved[\s\S]*?<\/form>/u.exec(looked.body) ?? [];
    for (const part of ['name="words"', 'name="sure"', 'name="send"', 'mail-preview']) expect(form).toContain(part);
    for (const change of [{ words: 'Ta inte med saxen.' }, { subject: 'Ändrat!' }, { whom: 'all' }, { sure: '' }]) {
      const answer = await post(path, { ...sendingForm(looked.body), ...change });
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('Du har ändrat efter förhandsgranskningen. Så här blir det nu.');
      expect(await subjects()).toEqual([]);
    }
    const english = { subject_en: 'Changed', words_en: 'No scissors.' };
    const changed = await post(path, { ...sendingForm(looked.body), words: 'Ta inte med saxen.', ...english });
    expect(changed.text.match(/Ta inte med saxen\./gu)!.length).toBeGreaterThan(1);
    expect(changed.text).toContain('No scissors.');
    // the same answer again, as by a reload, sends nothing either
    await post(path, { ...sendingForm(looked.body), words: 'Ta inte med saxen.', ...english });
    expect(await subjects()).toEqual([]);
    // what lacks something now is told what
    const empty = await post(path, { ...sendingForm(changed.body), words: '' });
    expect([empty.status, empty.text.includes('Skriv en text.')]).toEqual([400, true]);
    const sent = await post(path, sendingForm(changed.body));
    expect(sent.status).toBe(303);
    expect((await post(path, sendingForm(changed.body))).location.split('?')[0]).toBe(sent.location.split('?')[0]);
    // and who goes back with the browser's button sends the form that came back once more
    const back = await post(path, { ...sendingForm(looked.body), words: 'Ta inte med saxen.', ...english });
    expect([back.text.includes('redan skickat'), back.text.includes('Du har ändrat')]).toEqual([true, false]);
    expect(await subjects()).toEqual(['Ändrat: Ta inte med saxen.: in']);
    await app.mailsSent();
  });

  it('who must be called is on the call list until somebody has; a move is told there too', async () => {
    await load(
      app,
      { organisations, events: [{ ...fest, start: '2017-05-18T10:00', end: '2017-05-18T15:00' }] },
      sampleNow,
    );
    const overview = await get(base);
    expect(overview.text).toContain('1 samtal att ringa');
    // at the door there is no call list, and nothing is said of one
    expect((await get('/arrangor')).text).toContain('1 samtal att ringa');
    await organiser(app, { email: 'dorr@example.se', organisation: 'varden', role: 'door' }, sampleNow);
    const atDoor = await logIn(app, 'dorr@example.se', sampleNow);
    for (const page of ['/arrangor', base]) {
      const { text } = await answered(app.get(page, atDoor));
      expect([text.includes('Fest i parken'), text.includes('att ringa')]).toEqual([true, false]);
    }
    const messages = await get(`${base}/meddelanden`);
    expect(messages.text).toContain('Ändrad tid, plats eller del');
    const list = await get(`${base}/ringlista`);
    expect(list.text).toContain('Tiden är ändrad för Fest i parken.');
    expect(list.text).toContain('Torsdag 18 maj');
    expect(list.body).toContain('href="tel:+46701234567"');
    expect(list.text).not.toContain('Anna');
    const notice = fieldValues(list.body, 'notice');
    const action = /action="([^"]*\/samtal)"/u.exec(list.body)![1]!;
    const missed = await post(action.replace('/samtal', '/inte-nadd'), { notice, missed: 0 });
    expect(missed.status).toBe(303);
    expect((await get(`${base}/ringlista`)).text).toContain('Svarade inte, 1 gång');
    expect((await post(action, { notice })).location).toBe(`${base}/ringlista`);
    const after = await get(`${base}/ringlista`);
    expect(after.text).toContain('Ingen att ringa. Alla vet.');
    expect((await get(base)).text).not.toContain('att ringa');
    const done = await get(`${base}/ringlista?visa=uppringda`);
    expect(done.text).toContain('Olle Ordnare');
    await post(`${action}/angra`, { notice: fieldValues(done.body, 'notice') });
    expect((await get(base)).text).toContain('1 samtal att ringa');
    // the log says who did what, and of nobody to whom
    const log = (await get(`${base}/logg`)).text;
    for (const words of [
      'bockade av ett samtal på ringlistan',
      'tog bort en bock på ringlistan',
      'ringde någon som inte svarade',
    ])
      expect(log).toContain(`Olle Ordnare ${words}`);
    expect(log).toMatch(/Olle Ordnare skickade ett meddelande till \d+ person/u);
    expect(log).not.toMatch(/Bo\b|Anna|070/u);
    await app.mailsSent();
    const batch = /href="([^"]*\/meddelanden\/updated-\d+)"/u.exec(messages.body)![1]!;
    expect((await get(batch)).text).toContain('Bo');
    expect((await get(`${batch}?visa=fatt`)).text).toContain('Anna');
  });

  it('sends again to who has a new address, and to one who asks', async () => {
    const messages = await get(`${base}/meddelanden`);
    const batch = /href="([^"]*\/meddelanden\/updated-\d+)"/u.exec(messages.body)![1]!;
    await app.store.transact((trx) =>
      trx.updateTable('signup').set({ email: 'bo@example.se' }).where('name', '=', 'Bo').execute(),
    );
    expect((await get(batch)).text).toContain('1 har fått en ny adress.');
    app.smtp.mails.length = 0;
    const again = await post(`${batch}/igen`, {});
    expect((await get(again.location)).text).toContain('Skickas igen till 1.');
    await app.mailsSent();
    expect(app.smtp.mailTo('bo@example.se').subject).toBe('Ny tid: Fest i parken');
    const page = await get(`${batch}?visa=fatt`);
    const [signup, times] = [fieldValues(page.body, 'signup')[0]!, fieldValues(page.body, 'times')[0]!];
    await Promise.all([1, 2].map(() => post(`${batch}/igen`, { signup, times })));
    await app.mailsSent();
    expect(app.smtp.mails).toHaveLength(2);
    expect((await post(`${batch}/igen`, { signup: 'another', times })).location).toContain('antal=0');
  });

  it('an event’s own words stand in its confirmation, its reminder and on the receipt', async () => {
    const page = `${base}/paminnelser`;
    const [basis] = fieldValues((await get(page)).body, 'basis');
    const saved = await post(page, { basis, timing: ['day', 'week'], confirmation: 'Ta med handduk.\nDörr B.' });
    expect(saved.location).toBe(`${page}?klart=sparat`);
    const again = await get(saved.location);
    expect(again.body).toContain('Ta med handduk.\nDörr B.</textarea>');
    // somebody who had the page open before
    const late = await post(page, { basis, timing: ['day'], confirmation: 'Ta med skor.' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Ta med skor.</textarea>');
    expect(late.text).toContain('Ta med handduk.');
    app.smtp.mails.length = 0;
    const form = { name: 'Eva', email: 'eva@example.se' };
    const receipt = (await answered(app.post('/evenemang/fest/anmalan', form))).location;
    expect((await answered(app.get(receipt))).text).toContain('Ta med handduk.');
    expect((await answered(app.get('/evenemang/fest'))).text).not.toContain('handduk');
    await app.mailsSent();
    expect(app.smtp.mailTo('eva@example.se').text).toContain('Ta med handduk.\nDörr B.');
  });

  it('a date of a series follows its series', async () => {
    const date = await get('/arrangor/evenemang/mote-2017-05-11/paminnelser');
    expect(date.text).toContain('seriens');
    expect(date.body).not.toContain('name="timing"');
    await post('/arrangor/serier/mote/paminnelser', { timing: 'week', confirmation: 'Ring på.' });
    expect((await get('/arrangor/evenemang/mote-2017-05-11/paminnelser')).text).toContain('En vecka före');
    const receipt = await answered(
      app.post('/evenemang/mote-2017-05-11/anmalan', { name: 'Eva', email: 'mote@example.se' }),
    );
    expect((await answered(app.get(receipt.location))).text).toContain('Ring på.');
    await app.mailsSent();
  });

  it('a reminder says when and where, and one press in the mail program stops the next', async () => {
    app.smtp.mails.length = 0;
    const now = localToInstant('2017-05-17T10:00', 'Europe/Stockholm');
    app.setNow(now);
    const { writeReminders } = await import('../../db/reminders');
    await writeReminders(app.store, now);
    await app.mailsSent();
    const mail = app.smtp.mailTo('anna@example.se');
    expect(mail.subject).toBe('Påminnelse: Fest i parken');
    expect(mail.text).toContain('Torsdag 18 maj 2017 kl. 10.00–15.00');
    expect(mail.text).toContain('Ta med handduk.');
    expect(mail.text).toContain(`/anmalan/${codes.anna}.ics`);
    expect(app.smtp.mailTo('ann@example.se').subject).toBe('Reminder: Fest i parken');
    const url = /^<(.*)>$/u.exec(headerOf(mail, 'list-unsubscribe')!)![1]!;
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const path = new URL(url).pathname;
    expect(path).toBe(`/anmalan/${codes.anna}/paminnelser`);

    // looking stops nothing
    for (const method of ['GET', 'HEAD']) await fetch(app.url + path, { method });
    const asks = await answered(app.get(path));
    expect(asks.text).toContain('Vill du inte ha fler?');
    expect([asks.headers.get('x-robots-tag'), asks.headers.get('cache-control')]).toEqual([
      'noindex',
      'private, no-store',
    ]);
    expect(await app.store.read.selectFrom('reminder_stop').selectAll().execute()).toEqual([]);
    const pressed = await answered(app.post(path, { 'List-Unsubscribe': 'One-Click' }));
    expect([pressed.status, pressed.text.includes('Du får inga fler påminnelser')]).toEqual([200, true]);
    const byHand = await answered(app.post(`/en${path}`));
    expect([byHand.status, byHand.location]).toEqual([303, `/en${path}`]);
    expect((await answered(app.get(`/en${path}`))).text).toContain('You get no more reminders');
    const wants = await answered(app.post(`${path}/igen`));
    expect([wants.status, wants.location]).toEqual([303, path]);
    expect((await answered(app.get(path))).text).toContain('Vill du inte ha fler?');
    for (const wrong of ['/anmalan/AAAAAAAAAA/paminnelser', '/anmalan/x/paminnelser']) {
      expect((await app.get(wrong)).status).toBe(404);
      expect((await app.post(wrong)).status).toBe(404);
      expect((await app.post(`${wrong}/igen`)).status).toBe(404);
    }
    app.setNow(sampleNow);
  });
});
