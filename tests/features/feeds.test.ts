import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { receiptByCode } from '../../db/receipts';
import { signUp } from '../support/sign-up';
import { registerTeam } from '../../db/team-registration';
import { localToInstant } from '../../domain/time';
import { startApp, type TestApp } from '../support/app';
import { lintCalendar } from '../support/calendar-lint';
import { hostileTexts } from '../support/hostile-text';
import {
  insertCourse,
  insertEvent,
  insertSignup,
  insertSite,
  sampleNow,
  wish,
  type InsertedOffer,
} from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');
/** As it is stored: NUL and halves of characters are taken out where text comes in. */
const hostile = hostileTexts.join(' ').replace(/\0|\p{Surrogate}/gu, '');

describe('calendars', () => {
  let app: TestApp;
  let healthDay: InsertedOffer;
  let course: InsertedOffer;
  let code: string;
  let teamCode: string;

  beforeAll(async () => {
    app = await startApp({ now: sampleNow });
    await insertSite(app.store);
    healthDay = await insertEvent(app.store, {
      slug: 'halsodag',
      description: 'Rad ett\nRad två; med, tecken',
      capacity: 3,
      activities: [{ slug: 'yoga', title: 'Yoga', start: '2017-05-17T14:00', end: '2017-05-17T15:00' }],
    });
    await insertEvent(app.store, {
      slug: 'installd',
      title: 'Inställd dag',
      status: 'cancelled',
      start: '2017-05-18T10:00',
    });
    await insertEvent(app.store, { slug: 'utkast', title: 'Utkastet', status: 'draft' });
    await insertEvent(app.store, { slug: 'datum', title: 'Bara datum', start: '2017-10-02', venue: null });
    await insertEvent(app.store, { slug: 'oppet', title: 'Utan datum', start: null });
    await insertEvent(app.store, { slug: 'gammal', title: 'Förrförra året', start: '2015-05-17T10:00' });
    await insertEvent(app.store, { slug: 'fientlig', title: `Fest ${hostile}`, description: hostile, venue: hostile });
    await insertEvent(app.store, { slug: 'rsmh-fika', title: 'Fika', host: 'rsmh', start: '2017-06-01T15:00' });
    course = await insertCourse(app.store, {
      slug: 'kurs',
      dates: [
        { start: '2017-09-05T17:00', end: '2017-09-05T19:00' },
        { start: '2017-09-12T17:00', end: '2017-09-12T19:00' },
      ],
    });
    code = await insertSignup(app.store, healthDay, { name: 'Gunvor', activities: ['yoga'] });
    const cup = await insertEvent(app.store, { slug: 'cup', title: 'Cup', teams: { minPlayers: 1, maxPlayers: 8 } });
    const team = await registerTeam(
      app.store,
      cup.slug,
      { name: 'Bollarna', captain: wish({ name: 'Gunvor' }), players: [] },
      null,
      sampleNow,
    );
    teamCode = (await receiptByCode(app.store, 'code' in team ? team.code : '', sampleNow))!.team!.code;
  });
  afterAll(() => app.close());

  async function calendar(path: string): Promise<{ text: string; answer: Response; entries: string[] }> {
    const answer = await app.get(path);
    expect(answer.status, path).toBe(200);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(lintCalendar(bytes), path).toEqual([]);
    // unfolded, so that a word is never cut by the end of a line
    const text = new TextDecoder().decode(bytes).replace(/\r\n /gu, '');
    return { text, answer, entries: text.split('\r\nBEGIN:VEVENT\r\n').slice(1) };
  }
  const publicCalendars = [
    '/kalender.ics',
    '/arrangorer/socialforvaltningen/kalender.ics',
    '/serier/kurs.ics',
    '/evenemang/halsodag.ics',
    '/evenemang/installd.ics',
    '/evenemang/fientlig.ics',
    '/evenemang/oppet.ics',
  ];
  const own = () => [`/anmalan/${code}.ics`, `/lag/${teamCode}.ics`];

  it('are sound, in both languages, of the right kind, and set no cookie', async () => {
    for (const path of [...publicCalendars, ...own()].flatMap((one) => [one, `/en${one}`])) {
      const { answer, text } = await calendar(path);
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('content-disposition')).toBeNull();
      expect(answer.headers.get('etag')).toMatch(/^(W\/)?".+"$/);
      expect(Date.parse(answer.headers.get('last-modified')!) || text.includes('VTIMEZONE')).toBeTruthy();
      expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
      expect(text).toContain(
        path.startsWith('/en/') ? 'PRODID:-//Samling//Samling//EN' : 'PRODID:-//Samling//Samling//SV',
      );
    }
  });

  it('of everybody may be read by any web page; a person’s own by none, and are not indexed', async () => {
    for (const path of publicCalendars) {
      const { headers } = (await calendar(path)).answer;
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cache-control')).toBe('no-cache');
    }
    for (const path of own()) {
      const { headers } = (await calendar(path)).answer;
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('cache-control')).toMatch(/^private/);
      expect(headers.get('x-robots-tag')).toContain('noindex');
    }
  });

  it('are the same bytes while nothing changed, and then 304', async () => {
    for (const path of [...publicCalendars, ...own()]) {
      const [first, second] = [await calendar(path), await calendar(path)];
      expect(second.text).toBe(first.text);
      const etag = first.answer.headers.get('etag')!;
      const known = await app.get(path, { 'If-None-Match': etag });
      expect([known.status, await known.text(), known.headers.get('etag')], path).toEqual([304, '', etag]);
    }
  });

  it('of the site have what is public: cancelled ones too, a date alone as all day, none without a date', async () => {
    const { entries, text } = await calendar('/kalender.ics');
    expect(text).toContain('X-WR-CALNAME:Evenemang hos Samling Helsingborg');
    const summaries = entries.map((entry) => /SUMMARY:(.*)\r/.exec(entry)![1]);
    expect(summaries).toContain('Hälsodag på Gröningen');
    expect(summaries).toContain('INSTÄLLT: Inställd dag');
    for (const none of ['Utkastet', 'Utan datum', 'Förrförra']) expect(text).not.toContain(none);
    const cancelled = entries.find((entry) => entry.includes('Inställd dag'))!;
    expect(cancelled).toContain('STATUS:CANCELLED');
    const dateAlone = entries.find((entry) => entry.includes('Bara datum'))!;
    expect(dateAlone).toContain('DTSTART;VALUE=DATE:20171002\r\nDTEND;VALUE=DATE:20171003');
    expect(dateAlone).not.toContain('LOCATION');
    for (const entry of entries) expect(entry).toMatch(/\r\nURL(;VALUE=URI)?:http:\/\/localhost:\d+\/evenemang\//);
  });

  it('of an organisation, a series and an event have theirs', async () => {
    const titles = async (path: string) =>
      (await calendar(path)).entries.map((entry) => /SUMMARY:(.*)\r/.exec(entry)![1]);
    expect(await titles('/arrangorer/rsmh/kalender.ics')).toEqual(['Fika']);
    expect(await titles('/serier/kurs.ics')).toEqual(['Kurs i överskuldsättning', 'Kurs i överskuldsättning']);
    expect(await titles('/evenemang/rsmh-fika.ics')).toEqual(['Fika']);
    expect(await titles('/evenemang/gammal.ics')).toEqual(['Förrförra året']);
  });

  it('in English link to the English pages', async () => {
    expect((await calendar('/en/evenemang/halsodag.ics')).text).toMatch(/URL[^\r]*\/en\/evenemang\/halsodag\r/);
  });

  it('show that an event moved, with the UID it had and a higher SEQUENCE', async () => {
    const event = await insertEvent(app.store, { slug: 'flyttas', start: '2017-06-07T10:00', end: '2017-06-07T12:00' });
    const before = await calendar('/evenemang/flyttas.ics');
    const start = at('2017-06-06T10:30');
    await app.store.transact((trx) =>
      trx
        .updateTable('event')
        .set({
          start_at: start,
          end_at: start + 5_400_000,
          over_at: start + 5_400_000,
          sequence: 1,
          venue: null,
          moved: 1,
        })
        .set({ updated_at: sampleNow + 60_000 })
        .where('id', '=', event.id)
        .execute(),
    );
    const again = await app.get('/evenemang/flyttas.ics', { 'If-None-Match': before.answer.headers.get('etag')! });
    expect(again.status).toBe(200);
    const { text, answer } = await calendar('/evenemang/flyttas.ics');
    expect(text).toContain('DTSTART:20170606T083000Z\r\nDTEND:20170606T100000Z');
    expect(text).toContain(`UID:${event.uid}`);
    expect(before.text).toContain('SEQUENCE:0');
    expect(text).toContain('SEQUENCE:1');
    expect(text).not.toContain('LOCATION');
    expect(answer.headers.get('last-modified')).toBe(new Date(sampleNow + 60_000).toUTCString());
  });

  describe('of one’s own', () => {
    it('have what one chose, the receipt’s address, and no name', async () => {
      const { text, entries } = await calendar(`/anmalan/${code}.ics`);
      expect(entries).toHaveLength(1);
      expect(text).toContain('DTSTART:20170517T120000Z\r\nDTEND:20170517T130000Z');
      expect(text).toContain('STATUS:CONFIRMED');
      expect(text).toContain(`${app.url}/anmalan/${code}\r\n`);
      expect(text).not.toContain('Gunvor');
    });

    it('are read by any spelling of the code', async () => {
      const spelled = `${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase();
      expect((await calendar(`/anmalan/${spelled}.ics`)).text).toBe((await calendar(`/anmalan/${code}.ics`)).text);
    });

    it('are unsure while one waits, and cancelled when one has left', async () => {
      const event = await insertEvent(app.store, { capacity: 1 });
      const first = await insertSignup(app.store, event);
      const second = await insertSignup(app.store, event);
      const waiting = await calendar(`/anmalan/${second}.ics`);
      expect(waiting.text).toContain('STATUS:TENTATIVE');
      await cancelSignup(app.store, first, sampleNow + 1000);
      const left = await calendar(`/anmalan/${first}.ics`);
      expect(left.text).toContain('STATUS:CANCELLED');
      expect((await calendar(`/anmalan/${second}.ics`)).text).toContain('STATUS:CONFIRMED');
    });

    it('have every date of a whole series', async () => {
      const outcome = await signUp(app.store, { type: 'series', slug: course.slug }, wish(), null, sampleNow);
      const { entries } = await calendar(`/anmalan/${'code' in outcome ? outcome.code : ''}.ics`);
      expect(entries).toHaveLength(2);
    });

    it('tell nothing of what a discreet event is, nor does its team’s', async () => {
      const event = await insertEvent(app.store, {
        title: 'Anonyma gruppen',
        host: 'hemliga-foreningen',
        description: 'Känsligt',
        discreet: true,
        teams: { minPlayers: 1, maxPlayers: 4 },
        activities: [{ slug: 'samtal', title: 'Samtal', start: '2017-05-17T11:00', end: '2017-05-17T12:00' }],
      });
      const secret = /Anonyma|hemliga|Känsligt|Samtal|evenemang/i;
      const mine = await insertSignup(app.store, event, { activities: ['samtal'] });
      const { text } = await calendar(`/anmalan/${mine}.ics`);
      expect(text).not.toMatch(secret);
      expect(text).toContain(`${app.url}/anmalan/${mine}`);
      expect(text).toContain('LOCATION:Gröningen');
      expect(text).toContain('DTSTART:20170517T090000Z');

      const captain = { name: 'Laget', captain: wish(), players: [] };
      const outcome = await registerTeam(app.store, event.slug, captain, null, sampleNow);
      const receipt = await receiptByCode(app.store, 'code' in outcome ? outcome.code : '', sampleNow);
      const team = await calendar(`/lag/${receipt!.team!.code}.ics`);
      expect(team.text).not.toMatch(secret);
      // in public it is as it is
      expect((await calendar(`/evenemang/${event.slug}.ics`)).text).toContain('Anonyma gruppen');
    });
  });

  it('of a team have its event, with the team’s page', async () => {
    const { entries, text } = await calendar(`/lag/${teamCode}.ics`);
    expect(entries).toHaveLength(1);
    expect(text).toContain('SUMMARY:Cup');
    expect(text).toContain('Bollarna');
    expect(text).toContain(`${app.url}/lag/${teamCode}\r\n`);
    expect(text).not.toContain('Gunvor');
  });

  it('that there are none of are 404', async () => {
    const unknown = ['/evenemang/x.ics', '/evenemang/utkast.ics', '/serier/x.ics', '/arrangorer/x/kalender.ics'];
    const codes = ['/anmalan/0000000000.ics', '/anmalan/fel.ics', '/lag/0000000000.ics', '/min/fel/kalender.ics'];
    for (const path of [...unknown, ...codes].flatMap((one) => [one, `/en${one}`])) {
      const answer = await app.get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get('cache-control')).toMatch(/no-store/);
    }
  });

  it('are only read', async () => {
    for (const path of ['/kalender.ics', `/anmalan/${code}.ics`, '/schema/events.json', '/api/v1/events']) {
      const answer = await app.post(path);
      expect([answer.status, answer.headers.get('allow')], path).toEqual([405, 'GET, HEAD']);
    }
  });
});
