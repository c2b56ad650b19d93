import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lintCalendar } from '../support/calendar-lint';
import { calendarPart, entriesOf, entryOf, utc } from './calendar';
import { textOf, titleOf } from './html';
import { at, openSite, organisations, pathOf, site as siteEntry, today, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
beforeEach(async () => {
  site.clock(today);
  await site.tell();
});
afterAll(() => site.close());

let people = 0;
const address = () => `kalender-${++people}@example.se`;

/** A calendar file that has been linted. */
async function calendar(path: string): Promise<string> {
  const answer = await site.get(path);
  expect(answer.status, path).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/calendar;\s*charset=utf-8/iu);
  expect(lintCalendar(answer.body)).toEqual([]);
  return answer.body;
}

describe('CONTRACT §1, §4.4, calendar files', () => {
  test('§1 one event as a calendar file, in both languages', async () => {
    const slug = await site.publish({ title: 'Hälsodag, Gröningen; ute', venue: 'Gröningen', summary: 'Kom' });
    for (const path of [`/evenemang/${slug}.ics`, `/en/evenemang/${slug}.ics`]) {
      const entry = entryOf(await calendar(path));
      expect(entry).toMatchObject({
        summary: 'Hälsodag, Gröningen; ute',
        location: 'Gröningen',
        start: utc(at('2027-05-17T10:00')),
        end: utc(at('2027-05-17T15:00')),
      });
      expect(entry.uid).not.toContain(slug);
      expect(entry.url).toContain(`/evenemang/${slug}`);
    }
  });

  test('§4.4 a date without a time is an all-day entry; no venue, no LOCATION', async () => {
    const slug = await site.publish({ start: '2027-05-17', end: undefined });
    const entry = entryOf(await calendar(`/evenemang/${slug}.ics`));
    expect(entry).toMatchObject({ start: '20270517', allDay: true, location: undefined });
  });

  test('§4.4 no date, no entry', async () => {
    const slug = await site.publish({ start: undefined, end: undefined });
    const answer = await site.get(`/evenemang/${slug}.ics`);
    expect(answer.status).toBeLessThan(500);
    expect(entriesOf(answer.body)).toEqual([]);
    expect((await site.get('/kalender.ics')).body).not.toContain(`/evenemang/${slug}`);
    const code = await site.signUp(slug, { email: address() });
    const [mail] = await site.tell();
    expect(calendarPart(mail!)).toBeNull();
    expect(entriesOf((await site.get(`/anmalan/${code}.ics`)).body)).toEqual([]);
  });

  test('§1 feeds of the site, an organisation and a series; drafts are in none', async () => {
    expect(
      await site.load({
        site: siteEntry,
        organisations,
        events: [
          { slug: 'foreningens', title: 'Föreningens', host: 'rsmh', status: 'published', start: '2027-06-01T10:00' },
          {
            slug: 'medvard',
            title: 'Medvärdskap',
            host: 'kommunen',
            coHosts: ['rsmh'],
            status: 'published',
            start: '2027-06-02T10:00',
          },
          { slug: 'hemligt', title: 'Hemligt utkast', host: 'rsmh', start: '2027-06-03T10:00' },
        ],
        series: [
          {
            slug: 'moten',
            title: 'Möten',
            host: 'rsmh',
            status: 'published',
            rrule: 'FREQ=WEEKLY;COUNT=3',
            start: '2027-06-07T10:00',
            end: '2027-06-07T11:00',
            cancelled: ['2027-06-14'],
          },
        ],
      }),
    ).toEqual([]);
    const summaries = async (path: string) => entriesOf(await calendar(path)).map(({ summary }) => summary);
    const ofSeries = entriesOf(await calendar('/serier/moten.ics'));
    expect(ofSeries).toHaveLength(3);
    expect(ofSeries.filter(({ status }) => status === 'CANCELLED')).toHaveLength(1);
    const ofHost = await summaries('/arrangorer/rsmh/kalender.ics');
    expect(ofHost).toContain('Föreningens');
    expect(ofHost).toContain('Medvärdskap');
    expect(ofHost.filter((one) => one.includes('Möten'))).toHaveLength(3);
    const all = await summaries('/kalender.ics');
    expect(all).toEqual(expect.arrayContaining(['Föreningens', 'Medvärdskap']));
    expect(all).not.toContain('Hemligt utkast');
    expect((await site.get('/evenemang/hemligt.ics')).status).toBe(404);
  });

  test('§4.4 UIDs are random and last for ever; SEQUENCE rises at every change that is told', async () => {
    const slug = await site.publish({ venue: 'A' });
    const before = entryOf(await calendar(`/evenemang/${slug}.ics`));
    await site.amend(slug, { description: 'Nya ord' });
    const words = entryOf(await calendar(`/evenemang/${slug}.ics`));
    await site.amend(slug, { venue: 'B' });
    const moved = entryOf(await calendar(`/evenemang/${slug}.ics`));
    await site.amend(slug, { status: 'cancelled' });
    const cancelled = entryOf(await calendar(`/evenemang/${slug}.ics`));
    expect(new Set([before, words, moved, cancelled].map(({ uid }) => uid)).size).toBe(1);
    expect(before.uid).toMatch(/[\da-f]{8}-[\da-f]{4}/u);
    expect(words.sequence).toBe(before.sequence);
    expect(moved.sequence).toBeGreaterThan(words.sequence);
    expect(cancelled.sequence).toBeGreaterThan(moved.sequence);
    expect(cancelled.status).toBe('CANCELLED');
  });

  const parts = {
    activities: [
      { slug: 'yoga', title: 'Yoga', start: '2027-05-17T11:00', end: '2027-05-17T12:00' },
      { slug: 'gym', title: 'Gym', start: '2027-05-17T13:00', end: '2027-05-17T13:30' },
    ],
    shifts: [{ slug: 'bord', title: 'Bord', start: '2027-05-17T09:00', end: '2027-05-17T10:00', capacity: 3 }],
  };

  test('§4.4 a signup’s own entry runs from the first to the last thing that it chose, and lists them', async () => {
    const slug = await site.publish(parts);
    const code = await site.signUp(slug, { activity: ['yoga', 'gym'] });
    const entry = entryOf(await calendar(`/anmalan/${code}.ics`));
    expect(entry).toMatchObject({ start: utc(at('2027-05-17T11:00')), end: utc(at('2027-05-17T13:30')) });
    for (const title of ['Yoga', 'Gym']) expect(entry.description).toContain(title);
    expect(entry.description).not.toContain('Bord');
    const shift = await site.signUp(slug, { shift: 'bord', activity: 'gym' });
    expect(entryOf(await calendar(`/anmalan/${shift}.ics`))).toMatchObject({
      start: utc(at('2027-05-17T09:00')),
      end: utc(at('2027-05-17T13:30')),
    });
    const nothing = await site.signUp(slug);
    expect(entryOf(await calendar(`/anmalan/${nothing}.ics`))).toMatchObject({
      start: utc(at('2027-05-17T10:00')),
      end: utc(at('2027-05-17T15:00')),
    });
  });

  test('§4.4 who waits has TENTATIVE in the .ics and no calendar part in the mail', async () => {
    const slug = await site.publish({ capacity: 0 });
    const code = await site.signUp(slug, { email: address() });
    expect(entryOf(await calendar(`/anmalan/${code}.ics`)).status).toBe('TENTATIVE');
    const [mail] = await site.tell();
    expect(calendarPart(mail!)).toBeNull();
    await site.amend(slug, { capacity: 1 });
    const [promoted] = await site.tell();
    expect(calendarPart(promoted!)?.method).toBe('REQUEST');
    expect(entryOf(await calendar(`/anmalan/${code}.ics`)).status).toBe('CONFIRMED');
  });

  test('§4.4 the mail’s calendar part: REQUEST, the same entry as the receipt’s; SEQUENCE rises; CANCEL', async () => {
    const slug = await site.publish({ title: 'Hälsodag', ...parts });
    const email = address();
    const code = await site.signUp(slug, { email, activity: 'yoga' });
    const [confirmed] = await site.tell();
    const request = calendarPart(confirmed!)!;
    expect(lintCalendar(request.text).join('\n')).toBe('');
    expect(request.method).toBe('REQUEST');
    expect(request.text).toMatch(/^METHOD:REQUEST\r$/mu);
    expect(request.text).toContain(email);
    const own = entryOf(await calendar(`/anmalan/${code}.ics`));
    const first = entryOf(request.text);
    expect(first).toMatchObject({ uid: own.uid, start: own.start, end: own.end });

    await site.change(code, { activity: 'gym' });
    const second = entryOf(calendarPart((await site.tell())[0]!)!.text);
    expect(second.uid).toBe(first.uid);
    expect(second.sequence).toBeGreaterThan(first.sequence);
    expect(second.start).toBe(utc(at('2027-05-17T13:00')));

    await site.cancel(code);
    const cancel = calendarPart((await site.tell())[0]!)!;
    expect(lintCalendar(cancel.text)).toEqual([]);
    expect(cancel.method).toBe('CANCEL');
    const third = entryOf(cancel.text);
    expect(third).toMatchObject({ uid: first.uid, status: 'CANCELLED' });
    expect(third.sequence).toBeGreaterThan(second.sequence);
  });

  test('§4.4 who cancels while another living signup has the same address gets words alone', async () => {
    const slug = await site.publish();
    const email = address();
    const [anna, bo] = [
      await site.signUp(slug, { name: 'Anna', email }),
      await site.signUp(slug, { name: 'Bo', email: email.toUpperCase() }),
    ];
    await site.tell();
    await site.cancel(anna);
    const [words] = await site.tell();
    expect(calendarPart(words!)).toBeNull();
    await site.cancel(bo);
    const [last] = await site.tell();
    expect(calendarPart(last!)?.method).toBe('CANCEL');
  });

  test('§4.4 two signups have UIDs of their own, never the slug', async () => {
    const slug = await site.publish();
    const uids = [];
    for (const code of [await site.signUp(slug), await site.signUp(slug)])
      uids.push(entryOf(await calendar(`/anmalan/${code}.ics`)).uid);
    uids.push(entryOf(await calendar(`/evenemang/${slug}.ics`)).uid);
    expect(new Set(uids).size).toBe(3);
    for (const uid of uids) expect(uid).not.toContain(slug);
  });

  test('§5.2 a whole series’ signup has every date in its calendar', async () => {
    const series = {
      slug: 'hela',
      title: 'Hela kursen',
      host: 'kommunen',
      status: 'published',
      signup: 'whole',
      rrule: 'FREQ=WEEKLY;COUNT=3',
      start: '2027-09-06T17:00',
      end: '2027-09-06T19:00',
    };
    expect(await site.load({ series: [series] })).toEqual([]);
    const code = await site.receipt('/serier/hela/anmalan', { name: 'Anna', email: address() });
    const starts = ['06', '13', '20'].map((day) => utc(at(`2027-09-${day}T17:00`)));
    expect(entriesOf(await calendar(`/anmalan/${code}.ics`)).map(({ start }) => start)).toEqual(starts);
  });
});

describe('CONTRACT §4.5, discreet events', () => {
  const words = {
    title: 'Överskuldsatt',
    host: 'rsmh',
    description: 'Om skulder',
    summary: 'Prata skulder',
    discreet: true,
  };

  test('§4.5 in public pages and feeds they are as they are', async () => {
    const slug = await site.publish(words);
    expect((await site.get(`/evenemang/${slug}`)).body).toContain('Överskuldsatt');
    expect(await calendar(`/evenemang/${slug}.ics`)).toContain('Överskuldsatt');
    expect(await calendar('/kalender.ics')).toContain('Överskuldsatt');
    expect((await site.get(`/api/v1/events/${slug}`)).body).toContain('Överskuldsatt');
  });

  test('§4.5 in the person’s own mails, <title> and calendar entries all is neutral, and the URL is the receipt’s', async () => {
    const slug = await site.publish(words);
    const code = await site.signUp(slug, { email: address() });
    const tells = async () => {
      const [received] = await site.tell();
      const part = calendarPart(received!);
      const { subject, text, html } = received!.mail;
      return [subject, text, html, part?.text ?? ''].join('\n');
    };
    const own = await calendar(`/anmalan/${code}.ics`);
    const page = titleOf((await site.get(`/anmalan/${code}`)).body);
    const confirmed = await tells();
    await site.amend(slug, { venue: 'Arenan' });
    const moved = await tells();
    await site.cancel(code);
    const cancelled = await tells();
    for (const text of [own, page, confirmed, moved, cancelled]) {
      for (const word of ['Överskuld', 'skulder', 'RSMH', slug]) expect(text).not.toContain(word);
    }
    expect(entryOf(own).url).toContain(`/anmalan/${code}`);
    expect(confirmed).toContain(`/anmalan/${code}`);
  });
});

describe('CONTRACT §4.6, secret feeds', () => {
  async function feedOf(code: string): Promise<{ address: string; page: string }> {
    const made = await site.post(`/anmalan/${code}/kalender`);
    expect(made.status).toBe(303);
    const page = await site.get(pathOf(made));
    expect(page.status).toBe(200);
    const path = /\/min\/[\w-]+\/kalender\.ics/u.exec(page.body)?.[0];
    expect(path).toBeDefined();
    return { address: path!, page: page.body };
  }

  test('§4.6 it gathers the signups made with the same e-mail, after a mail to that address has confirmed it', async () => {
    const email = address();
    const [one, two] = [
      await site.publish({ title: 'Ena' }),
      await site.publish({ title: 'Andra', start: '2027-05-18T10:00', end: '2027-05-18T11:00' }),
    ];
    const code = await site.signUp(one, { name: 'Anna Andersson', email });
    await site.signUp(two, { name: 'Anna Andersson', email });
    await site.signUp(two, { name: 'Någon annan', email: address() });
    await site.tell();
    const feed = await feedOf(code);
    const before = entriesOf(await calendar(feed.address)).map(({ summary }) => summary);
    expect(before.filter((summary) => summary.includes('Andra'))).toEqual([]);
    const [asking] = await site.tell();
    expect(asking!.envelope.to).toEqual([email]);
    const link = /https?:\/\/\S+/gu.exec(asking!.mail.text!)?.[0].replace(/[.)>]+$/u, '') ?? '';
    // a link scanner opens it: nothing is confirmed by that, a person presses
    const path = new URL(link).pathname + new URL(link).search;
    await site.get(path);
    expect(entriesOf(await calendar(feed.address))).toHaveLength(before.length);
    const form = (await site.get(path)).body;
    const { formsOf } = await import('./html');
    const press = formsOf(form)[0]!;
    const pressed = await site.post(
      press.action
        ? new URL(press.action, new URL(path, site.app.url)).pathname +
            new URL(press.action, new URL(path, site.app.url)).search
        : path,
      press.sends,
    );
    expect(pressed.status).toBeLessThan(400);
    const entries = entriesOf(await calendar(feed.address));
    expect(entries.map(({ summary }) => summary).sort()).toEqual(['Andra', 'Ena']);
    expect(await calendar(feed.address)).not.toMatch(/Anna|Någon annan/u);
  });

  test('§4.6 it shows events, no names, and neutral words for discreet ones', async () => {
    const slug = await site.publish({ title: 'Överskuldsatt', discreet: true });
    const code = await site.signUp(slug, { name: 'Anna Andersson' });
    const feed = await feedOf(code);
    const text = await calendar(feed.address);
    expect(entriesOf(text)).toHaveLength(1);
    expect(text).not.toMatch(/Överskuld|Anna|Andersson/u);
    expect(textOf(feed.page).length).toBeGreaterThan(50);
  });
});
