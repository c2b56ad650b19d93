import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { makeFeed } from '../../db/feeds/secret-feed';
import type { Store } from '../../db/store';
import { joinTeam } from '../../db/team-joining';
import { registerTeam } from '../../db/team-registration';
import { withdrawTeam } from '../../db/teams';
import { signUp } from '../support/sign-up';
import { showCode } from '../../domain/code';
import { languages, type Language } from '../../domain/language/speech';
import type { NoticeFacts, NoticeKind } from '../../domain/notice';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, insertSite, sampleNow, wish } from '../support/sample';
import { testSmtp, type ParsedMail, type TestSmtp } from '../support/smtp';
import {
  baseUrl,
  calendarsIn,
  emptyOutbox,
  headerOf,
  idOf,
  outboxOf,
  propertyOf,
  workerTo,
  writeNotice,
} from './sending';

let smtp: TestSmtp;
beforeAll(async () => {
  smtp = await testSmtp();
});
afterAll(() => smtp.close());

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  smtp.mails.length = 0;
  smtp.behave({});
  database = await testDatabase(databases[0]!.dialect);
  store = database.store;
  await insertSite(store);
});
afterEach(() => database.drop());

const email = 'anna@example.se';
const zone = 'Europe/Stockholm';

/** Sends what is due, and gives the only mail that came for Anna. */
async function mailToAnna() {
  await workerTo({ store, smtp }).runOnce();
  return smtp.mailTo(email);
}

/** All that can be read in a mail, its headers and calendars included. */
function everythingIn(mail: ParsedMail): string {
  const headers = mail.headers.map(({ key, value }) => `${key}: ${value}`);
  const calendars = calendarsIn(mail).map(({ text }) => text.replaceAll('\r\n ', ''));
  return [...headers, mail.subject, mail.from?.name, mail.text, mail.html, ...calendars].join('\n');
}

/** A health day with yoga; Anna is signed up to it in a language, and nothing is left to be told about that. */
async function annaSignedUp(language: Language, how: { waits?: boolean } = {}) {
  const event = await insertEvent(store, {
    slug: 'halsodag',
    capacity: how.waits ? 0 : 90,
    activities: [{ slug: 'yoga', title: 'Yoga i parken', start: '2017-05-17T14:00', end: '2017-05-17T15:00' }],
    contact: { name: 'Maria', phone: '042-10 00 00' },
    description: 'En hemlighet om hälsan',
  });
  const code = await insertSignup(store, event, { email, language, partySize: 2, activities: ['yoga'] });
  await emptyOutbox(store);
  return { event, code, id: await idOf(store, code) };
}

interface Case {
  kind: Exclude<NoticeKind, 'feed' | 'team-registered' | 'team-joined' | 'captain' | 'team-withdrawn'>;
  facts?: NoticeFacts;
  waits?: boolean;
  /** What becomes of Anna's signup or the event before the mail is sent. */
  after?: (sample: Awaited<ReturnType<typeof annaSignedUp>>) => Promise<unknown>;
  subject: Record<Language, string>;
  said: Record<Language, string>;
  method: 'REQUEST' | 'CANCEL' | null;
}

const named = 'Hälsodag på Gröningen';
const cancelEvent = (id: string) =>
  store.transact((trx) => trx.updateTable('event').set({ status: 'cancelled' }).where('id', '=', id).execute());
const setState = (id: string, state: 'cancelled') =>
  store.transact((trx) => trx.updateTable('signup').set({ state, sequence: 1 }).where('id', '=', id).execute());

const cases: Case[] = [
  {
    kind: 'confirmed',
    subject: { sv: `Ni har plats: ${named}`, en: `You have places: ${named}` },
    said: { sv: `Ni har plats på ${named}.`, en: `You have places at ${named}.` },
    method: 'REQUEST',
  },
  {
    kind: 'waitlisted',
    waits: true,
    subject: { sv: `Ni står på reservlistan: ${named}`, en: `You are on the waiting list: ${named}` },
    said: { sv: `Ni står på reservlistan till ${named}.`, en: `You are on the waiting list for ${named}.` },
    method: null,
  },
  {
    kind: 'promoted',
    subject: { sv: `Ni har fått plats: ${named}`, en: `You got places: ${named}` },
    said: { sv: `Nu har ni fått plats på ${named}.`, en: `You now have places at ${named}.` },
    method: 'REQUEST',
  },
  {
    kind: 'changed',
    subject: { sv: `Din anmälan är ändrad: ${named}`, en: `Your signup is changed: ${named}` },
    said: { sv: `Din anmälan till ${named} är ändrad.`, en: `Your signup for ${named} is changed.` },
    method: 'REQUEST',
  },
  {
    kind: 'cancelled',
    facts: { withdrawEntry: true },
    after: ({ id }) => setState(id, 'cancelled'),
    subject: { sv: `Du är avbokad: ${named}`, en: `You have cancelled: ${named}` },
    said: { sv: `Du är avbokad från ${named}.`, en: `Your signup for ${named} is cancelled.` },
    method: 'CANCEL',
  },
  {
    kind: 'updated',
    facts: { changed: ['time', 'place'] },
    subject: { sv: `Ny tid och plats: ${named}`, en: `New time and place: ${named}` },
    said: { sv: `Tid och plats är ändrade för ${named}.`, en: `The time and the place have changed for ${named}.` },
    method: 'REQUEST',
  },
  {
    kind: 'event-cancelled',
    after: ({ event }) => cancelEvent(event.id),
    subject: { sv: `Inställt: ${named}`, en: `Cancelled: ${named}` },
    said: { sv: `Tyvärr har vi fått ställa in ${named}.`, en: `Sorry, we have had to cancel ${named}.` },
    method: 'CANCEL',
  },
  {
    kind: 'event-restored',
    subject: { sv: `Det blir av: ${named}`, en: `It is on: ${named}` },
    said: { sv: `Det blir av ändå: ${named}.`, en: `It is on after all: ${named}.` },
    method: 'REQUEST',
  },
  {
    kind: 'no-place',
    waits: true,
    subject: { sv: `Det blev ingen plats: ${named}`, en: `There was no place: ${named}` },
    said: {
      sv: `Tyvärr blev det ingen plats för dig på ${named}.`,
      en: `Sorry, there was no place for you at ${named}.`,
    },
    method: null,
  },
];

describe.each(languages)('what is told by mail (CONTRACT §4.1), in %s', (language) => {
  test.each(cases)('$kind', async (told) => {
    const sample = await annaSignedUp(language, { waits: told.waits });
    await told.after?.(sample);
    await writeNotice(store, { signup_id: sample.id, kind: told.kind, facts: JSON.stringify(told.facts ?? {}) });
    const mail = await mailToAnna();
    const [text, html] = [mail.text!, mail.html!];

    expect(mail.subject).toBe(told.subject[language]);
    expect(text.split('\n')[0]).toBe(told.said[language]);
    const marked = [...html.matchAll(/<(\w+)[^>]* lang="(\w+)"/gu)].map(([, tag, lang]) => `${tag} ${lang}`);
    expect(marked).toEqual(['html', 'body', 'td'].map((tag) => `${tag} ${language}`));
    expect(html).not.toContain('dir="rtl"');
    for (const part of [text, html]) {
      expect(part).toContain(language === 'sv' ? 'Onsdag 17 maj 2017 kl. 10.00–15.00' : '17 May 2017');
      expect(part).toContain('Gröningen');
      expect(part).toContain(showCode(sample.code));
      expect(part).toContain(`${baseUrl}${language === 'en' ? '/en' : ''}/anmalan/${sample.code}`);
      expect(part).toContain('Maria');
      expect(part).toContain('042-10 00 00');
      expect(part).toContain('Helsingborgs stad');
    }
    expect(text).not.toMatch(/<[a-z/]/iu);

    const calendars = calendarsIn(mail);
    expect(calendars.map(({ mimeType, method }) => [mimeType, method])).toEqual(
      told.method === null
        ? []
        : [
            ['text/calendar', told.method],
            ['application/ics', undefined],
          ],
    );
    if (told.method) {
      expect(propertyOf(calendars[0]!.text, 'METHOD')).toBe(told.method);
      expect(calendars[1]!.text).toBe(calendars[0]!.text);
      // from the first to the last thing chosen: yoga
      expect(propertyOf(calendars[0]!.text, 'DTSTART')).toBe('20170517T120000Z');
      expect(calendars[0]!.text.replaceAll('\r\n ', '')).toContain('PARTSTAT=ACCEPTED;RSVP=FALSE');
    }
  });

  test('a place that came, or that it is on again, before a move that has overtaken it', async () => {
    const sample = await annaSignedUp(language, { waits: false });
    await writeNotice(store, { signup_id: sample.id, kind: 'promoted' });
    await writeNotice(store, { signup_id: sample.id, kind: 'updated', facts: '{"changed":["time"]}' });
    const mail = await mailToAnna();
    const sv = language === 'sv';
    expect(mail.subject).toBe(sv ? `Ni har fått plats: ${named}` : `You got places: ${named}`);
    expect(mail.text).toContain(sv ? `Nu har ni fått plats på ${named}.` : `You now have places at ${named}.`);
    expect(mail.text).toContain(sv ? `Tiden är ändrad för ${named}.` : `The time has changed for ${named}.`);

    smtp.mails.length = 0;
    await writeNotice(store, { signup_id: sample.id, kind: 'event-restored' });
    await writeNotice(store, { signup_id: sample.id, kind: 'updated', facts: '{"changed":["place"]}' });
    const again = await mailToAnna();
    expect(again.subject).toBe(sv ? `Det blir av: ${named}` : `It is on: ${named}`);
    expect(again.text).toContain(sv ? `Platsen är ändrad för ${named}.` : `The place has changed for ${named}.`);
    expect(again.text).toContain(sv ? 'Ni har plats.' : 'You have places.');
  });

  test('what is called off, or moved, is said with the day that the person knows', async () => {
    const { id, event } = await annaSignedUp(language);
    const facts = JSON.stringify({ changed: ['time'], firstStart: localToInstant('2017-05-10T10:00', zone) });
    const before = language === 'sv' ? 'Förut var det onsdag 10 maj 2017.' : 'It used to be Wednesday, 10 May 2017.';
    await writeNotice(store, { signup_id: id, kind: 'updated', facts });
    expect((await mailToAnna()).text).toContain(before);
    smtp.mails.length = 0;
    await cancelEvent(event.id);
    await writeNotice(store, { signup_id: id, kind: 'updated', facts });
    await writeNotice(store, { signup_id: id, kind: 'event-cancelled' });
    const { subject, text } = await mailToAnna();
    expect(subject).toBe(language === 'sv' ? `Inställt: ${named}` : `Cancelled: ${named}`);
    expect(text!.match(/2017[^\n]*\n(?<next>[^\n]*)/u)?.groups?.next).toBe(before);
  });

  test('team-registered, with the link and the three words', async () => {
    const event = await insertEvent(store, { slug: 'brannboll', title: 'Brännbollsyra', teams: { minPlayers: 6 } });
    const team = { name: 'Bollarna', captain: wish({ email, language }), players: ['Bo', 'Cia'] };
    await registerTeam(store, event.slug, team, null, sampleNow);
    const mail = await mailToAnna();
    const row = await store.read.selectFrom('team').selectAll().executeTakeFirstOrThrow();
    expect(mail.text!.split('\n')[0]).toBe(
      language === 'sv'
        ? 'Laget Bollarna har plats på Brännbollsyra.'
        : 'The team Bollarna has a place at Brännbollsyra.',
    );
    expect(mail.text).toContain(row.words!.replaceAll('-', ' '));
    expect(mail.text).toContain(`/lag/${store.codes.codeOf(row)}`);
    expect(mail.text).toContain(language === 'sv' ? 'Ni är 3 i laget.' : 'You are 3 on the team.');
    expect(mail.text).toContain(language === 'sv' ? '3 till behövs.' : '3 more are needed.');
    expect(calendarsIn(mail)[0]?.method).toBe('REQUEST');
  });

  test('team-registered, of a full team: the link is for those known by name, and nobody is asked to find more', async () => {
    const event = await insertEvent(store, { slug: 'brannboll', teams: { minPlayers: 2, maxPlayers: 3 } });
    const captain = wish({ email, language });
    await registerTeam(store, event.slug, { name: 'Bollarna', captain, players: ['Bo', 'Cia'] }, null, sampleNow);
    const { text } = await mailToAnna();
    const says =
      language === 'sv'
        ? ['Laget är fullt.', 'För dem som står med namn: dela länken, eller säg de tre orden.', 'Vill ni bli fler?']
        : ['The team is full.', 'For those whose names are there: share the link,', 'Would you like to be more?'];
    for (const words of says.slice(0, 2)) expect(text).toContain(words);
    expect(text).not.toContain(says[2]);
    expect(text).toContain('/lag/');
  });

  test('team-joined to a full team on which all have joined: its captain reads only that it is full', async () => {
    const event = await insertEvent(store, { slug: 'brannboll', teams: { minPlayers: 2, maxPlayers: 2 } });
    const captain = wish({ email, language });
    await registerTeam(store, event.slug, { name: 'Bollarna', captain, players: ['Bo'] }, null, sampleNow);
    const team = await store.read.selectFrom('team').selectAll().executeTakeFirstOrThrow();
    await joinTeam(store, store.codes.codeOf(team), wish({ name: 'Bo' }), null, sampleNow);
    const { text } = await mailToAnna();
    expect(text).toContain(language === 'sv' ? 'Laget är fullt.' : 'The team is full.');
    expect(text).not.toMatch(/För dem som står|For those whose names|Vill ni bli fler|like to be more|\/lag\//u);
  });

  /** A team that Anna has joined, with its captain Bo. */
  async function annaOnATeam(teams = 16) {
    const event = await insertEvent(store, { title: 'Brännbollsyra', teams: { capacity: teams, minPlayers: 2 } });
    const captain = wish({ name: 'Bo', email: 'bo@example.se' });
    const outcome = await registerTeam(store, event.slug, { name: 'Bollarna', captain, players: [] }, null, sampleNow);
    if (!('code' in outcome)) throw new Error(outcome.kind);
    const team = await store.read.selectFrom('team').selectAll().executeTakeFirstOrThrow();
    await joinTeam(store, store.codes.codeOf(team), wish({ email, language }), null, sampleNow);
    return { captainsCode: outcome.code };
  }

  test('team-joined, without the link that is the captain’s to pass on', async () => {
    await annaOnATeam();
    const { text } = await mailToAnna();
    expect(text!.split('\n')[0]).toBe(
      language === 'sv'
        ? 'Du är med i laget Bollarna på Brännbollsyra.'
        : 'You are on the team Bollarna at Brännbollsyra.',
    );
    expect(text).not.toContain('/lag/');
  });

  test('team-joined, of one who waits with the team: no calendar part', async () => {
    await annaOnATeam(0);
    const mail = await mailToAnna();
    expect(mail.text).toContain(language === 'sv' ? 'Laget är nummer 1 i kön.' : 'The team is number 1 in line.');
    expect(calendarsIn(mail)).toEqual([]);
  });

  test('captain, with the link', async () => {
    const { captainsCode } = await annaOnATeam();
    await emptyOutbox(store);
    await cancelSignup(store, captainsCode, sampleNow);
    const { text } = await mailToAnna();
    expect(text!.split('\n')[0]).toBe(
      language === 'sv'
        ? 'Du är nu lagkapten för Bollarna på Brännbollsyra.'
        : 'You are now the captain of Bollarna at Brännbollsyra.',
    );
    expect(text).toContain('/lag/');
  });

  test('team-withdrawn, to every player, and the entry is taken out', async () => {
    const { captainsCode } = await annaOnATeam();
    await emptyOutbox(store);
    await withdrawTeam(store, captainsCode, sampleNow);
    const mail = await mailToAnna();
    expect(mail.text!.split('\n')[0]).toBe(
      language === 'sv'
        ? 'Laget Bollarna är avanmält från Brännbollsyra.'
        : 'The team Bollarna is withdrawn from Brännbollsyra.',
    );
    expect(calendarsIn(mail)[0]?.method).toBe('CANCEL');
    expect(smtp.mailTo('bo@example.se').text).toContain('Bollarna');
  });

  test('confirmed, of a lone player: that the organiser finds a team, as on the receipt', async () => {
    const says = language === 'sv' ? 'Arrangören letar efter ett lag till dig.' : 'The organiser is looking for a team';
    const waits = language === 'sv' ? 'Får du plats letar arrangören efter ett lag' : 'the organiser looks for a team';
    const shift = { slug: 'doma', title: 'Döma', start: '2017-05-17T11:00', end: '2017-05-17T12:00' };
    const event = await insertEvent(store, { capacity: 1, teams: { minPlayers: 2 }, shifts: [shift] });
    await insertSignup(store, event, { name: 'Anna', email, language });
    await insertSignup(store, event, { name: 'Bo', email: 'bo@example.se', language });
    await insertSignup(store, event, { name: 'Cia', email: 'cia@example.se', language, shifts: ['doma'] });
    const { text } = await mailToAnna();
    expect(text!.split('\n\n')[1]).toContain(says);
    expect(smtp.mailTo('bo@example.se').text).toContain(waits);
    const helper = smtp.mailTo('cia@example.se').text;
    expect(helper).toContain('Döma');
    expect(helper).not.toContain(says);
    expect(helper).not.toContain(waits);
  });

  test('feed, which tells of no signup and opens no calendar', async () => {
    const event = await insertEvent(store);
    const code = await insertSignup(store, event, { email, language });
    await emptyOutbox(store);
    const feed = await makeFeed(store, code, sampleNow);
    const mail = await mailToAnna();
    const row = await store.read.selectFrom('feed').selectAll().executeTakeFirstOrThrow();
    const { confirm } = store.codes.feedTokensOf(row);
    expect(mail.text).toContain(`${baseUrl}${language === 'en' ? '/en' : ''}/min/${confirm}/bekrafta`);
    expect(everythingIn(mail)).not.toMatch(new RegExp(`${feed!.token}|${code}|Hälsodag`));
    expect(calendarsIn(mail)).toEqual([]);
  });
});

test('a mail has the headers that keep machines from answering it, and one root for each signup', async () => {
  const { id } = await annaSignedUp('sv');
  const first = await writeNotice(store, { signup_id: id, kind: 'confirmed' });
  await workerTo({ store, smtp }).runOnce();
  const second = await writeNotice(store, { signup_id: id, kind: 'changed' });
  await workerTo({ store, smtp }).runOnce();
  const [one, two] = smtp.mails.map(({ mail }) => mail);
  expect(one!.messageId).toBe(`<${first}@samling.example>`);
  expect(two!.messageId).toBe(`<${second}@samling.example>`);
  expect(headerOf(one!, 'auto-submitted')).toBe('auto-generated');
  expect(headerOf(one!, 'x-auto-response-suppress')).toBe('All');
  expect(one!.references).toBeTruthy();
  expect(two!.references).toBe(one!.references);
  expect(one!.from).toMatchObject({ name: 'Samling Helsingborg', address: 'samling@samling.example' });
  expect(smtp.mails[0]!.envelope).toEqual({ from: 'samling@samling.example', to: [email] });
});

test('a mail fetches nothing and runs nothing', async () => {
  const { id } = await annaSignedUp('sv');
  await writeNotice(store, { signup_id: id, kind: 'confirmed' });
  const { html } = await mailToAnna();
  expect(html).not.toMatch(/<(img|script|iframe|object|embed|form|link|video|audio|svg)\b|url\(|@import|@font-face/iu);
  expect(
    [...html!.matchAll(/(?:href|src)="([^"]*)"/gu)].map(([, to]) => to).every((to) => to!.startsWith(baseUrl)),
  ).toBe(true);
});

test('§4.5 of a discreet event neither title, host, description nor activity is told', async () => {
  const event = await insertEvent(store, {
    slug: 'ifs-mote',
    title: 'Anhörigmöte IFS',
    host: 'schizofreniforeningen',
    discreet: true,
    summary: 'Om psykisk ohälsa',
    description: 'Vi talar om psykos',
    contact: { name: 'Maria', email: 'maria@ifs.example' },
    activities: [{ slug: 'samtal', title: 'Samtal om psykos', start: '2017-05-17T11:00', end: '2017-05-17T12:00' }],
  });
  const code = await insertSignup(store, event, { email, activities: ['samtal'] });
  const mail = await mailToAnna();
  expect(everythingIn(mail)).not.toMatch(/anh.rig|ifs|schizo|psyk|samtal/iu);
  expect(mail.subject).toBe('Du har plats: Bokad aktivitet');
  expect(mail.text).toContain('Du har plats på aktiviteten du anmälde dig till.');
  expect(mail.text).toContain(`${baseUrl}/anmalan/${code}`);
  expect(mail.text).toContain('042-10 50 00');
  expect(propertyOf(calendarsIn(mail)[0]!.text, 'SUMMARY')).toBe('Bokad aktivitet');
});

describe('hostile text', () => {
  test('a line break in a title or a name begins no header', async () => {
    const event = await insertEvent(store, { title: 'Fest\r\nBcc: evil@example.org\r\n\r\nHej', teams: {} });
    const captain = wish({ name: 'Anna\r\nX-Evil: 1', email });
    const team = { name: 'Lag\r\nX-Evil: 2\u202e\u0000', captain, players: [] };
    await registerTeam(store, event.slug, team, null, sampleNow);
    const mail = await mailToAnna();
    expect(mail.headers.map(({ key }) => key)).not.toContain('x-evil');
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.subject).toBe('Ert lag är anmält: Fest Bcc: evil@example.org Hej'.replace('Ert lag', 'Laget'));
    expect(smtp.mails[0]!.envelope.to).toEqual([email]);
    expect(mail.text).not.toMatch(/[\u0000\u202e]/u);
    calendarsIn(mail);
  });

  test('markup in a name is text, and a web address in it leads nowhere', async () => {
    const event = await insertEvent(store, { title: 'Fest <b>nu</b>' });
    await insertSignup(store, event, { name: '<script>alert(1)</script> https://evil.example/x', email });
    const mail = await mailToAnna();
    expect(mail.html).not.toContain('<script');
    expect(mail.html).toContain('Fest &lt;b&gt;nu&lt;/b&gt;');
    expect(mail.text).toContain('<script>alert(1)</script>');
    expect(everythingIn(mail)).not.toContain('evil.example');
    expect(mail.text).toContain('Fest <b>nu</b>');
  });
});

describe('§4.4 the calendar part', () => {
  test('a date without a time is an all-day entry, and no date is no entry', async () => {
    const someDay = await insertEvent(store, { start: '2017-05-17' });
    await insertSignup(store, someDay, { email });
    expect(propertyOf(calendarsIn(await mailToAnna())[0]!.text, 'DTSTART')).toBe('20170517');

    smtp.mails.length = 0;
    const open = await insertEvent(store, { start: null, venue: null });
    await insertSignup(store, open, { email });
    const mail = await mailToAnna();
    expect(calendarsIn(mail)).toEqual([]);
    expect(mail.text).toContain('Plats meddelas senare.');
  });

  test('who cancels while another signup has the address is told in words alone', async () => {
    const event = await insertEvent(store);
    const code = await insertSignup(store, event, { email });
    await insertSignup(store, event, { name: 'Olle', email });
    await emptyOutbox(store);
    await cancelSignup(store, code, sampleNow);
    const mail = await mailToAnna();
    expect(mail.subject).toBe(`Du är avbokad: ${named}`);
    expect(calendarsIn(mail)).toEqual([]);
  });

  test('SEQUENCE is the signup’s, and the UID is not the slug', async () => {
    const { id } = await annaSignedUp('sv');
    await store.transact((trx) => trx.updateTable('signup').set({ sequence: 7 }).where('id', '=', id).execute());
    await writeNotice(store, { signup_id: id, kind: 'updated', facts: '{"changed":["time"]}' });
    const [part] = calendarsIn(await mailToAnna());
    expect(propertyOf(part!.text, 'SEQUENCE')).toBe('7');
    expect(propertyOf(part!.text, 'UID')).not.toContain('halsodag');
    expect(propertyOf(part!.text, 'ORGANIZER')).toContain('samling@samling.example');
  });

  test('a whole series has a file for each date, and a date called off is taken out alone', async () => {
    const course = await insertCourse(store, {
      dates: ['09-07', '09-14', '09-21'].map((day) => ({ start: `2017-${day}T18:00`, end: `2017-${day}T20:00` })),
    });
    const now = localToInstant('2017-09-08T12:00', zone);
    await signUp(store, { type: 'series', slug: course.slug }, wish({ email }), null, now);
    await workerTo({ store, smtp }, { now: () => now }).runOnce();
    const mail = smtp.mailTo(email);
    const starts = (from: typeof mail) => [
      ...new Set(calendarsIn(from).map(({ text }) => `${propertyOf(text, 'METHOD')} ${propertyOf(text, 'DTSTART')}`)),
    ];
    // the first evening has been
    expect(starts(mail)).toEqual(['REQUEST 20170914T160000Z', 'REQUEST 20170921T160000Z']);
    expect(mail.text).toContain('Torsdag 14 september 2017 kl. 18.00–20.00');

    smtp.mails.length = 0;
    const off = course.dates[2]!;
    await cancelEvent(off.id);
    const signup = (await outboxOf(store))[0]!.signup_id!;
    await writeNotice(store, { signup_id: signup, kind: 'updated', facts: JSON.stringify({ events: [off.id] }) });
    await workerTo({ store, smtp }, { now: () => now }).runOnce();
    const news = smtp.mailTo(email);
    expect(starts(news)).toEqual(['CANCEL 20170921T160000Z']);
    expect(news.text).toContain('Inställt: Torsdag 21 september 2017');
  });
});

test('a date of a whole series whose place is open is not said to be where the others are', async () => {
  const dates = ['09-07', '09-14'].map((day) => ({ start: `2017-${day}T18:00`, end: `2017-${day}T20:00` }));
  const course = await insertCourse(store, { dates });
  const open = course.dates[1]!.id;
  await store.transact((trx) => trx.updateTable('event').set({ venue: null }).where('id', '=', open).execute());
  await signUp(store, { type: 'series', slug: course.slug }, wish({ email }), null, sampleNow);
  const { text } = await mailToAnna();
  expect(text).toContain('Torsdag 7 september 2017 kl. 18.00–20.00\n');
  expect(text).toContain('Torsdag 14 september 2017 kl. 18.00–20.00, plats meddelas senare');
  expect(text).toContain('Gröningen');
});

test('an activity that moved or is gone is said by name, and the rest stands', async () => {
  const { id, event } = await annaSignedUp('sv');
  const yoga = event.parts.yoga!;
  await store.transact((trx) =>
    trx.updateTable('activity').set({ status: 'cancelled' }).where('id', '=', yoga).execute(),
  );
  await writeNotice(store, { signup_id: id, kind: 'updated', facts: JSON.stringify({ goneActivities: [yoga] }) });
  const mail = await mailToAnna();
  expect(mail.text).toContain('Yoga i parken blir inte av. Resten av din anmälan gäller.');
  // what is left is the whole day
  expect(propertyOf(calendarsIn(mail)[0]!.text, 'DTSTART')).toBe('20170517T080000Z');
});
