import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, openSite, today, type Entry, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
beforeEach(() => site.clock(today));
afterAll(() => site.close());

let made = 0;
const series = (fields: Entry = {}): Entry => ({
  slug: `serie-${++made}`,
  title: 'Serien',
  host: 'kommunen',
  status: 'published',
  rrule: 'FREQ=MONTHLY;BYDAY=1TH',
  start: '2027-09-02T10:00',
  end: '2027-09-02T12:00',
  ...fields,
});

/** Loads a series and reads its dates: `2027-09-02T10:00` by slug's date, in order. */
async function load(entry: Entry): Promise<void> {
  expect(await site.load({ series: [entry] })).toEqual([]);
}

/** The dates' slugs without the series', in order. */
async function dates(slug: unknown): Promise<string[]> {
  const all: string[] = [];
  let path: string | null = '/api/v1/events?fran=2027-01-01';
  while (path) {
    const page = JSON.parse((await site.get(path)).body) as { events: { slug: string }[]; next: string | null };
    all.push(...page.events.map((event) => event.slug).filter((one) => one.startsWith(`${String(slug)}-`)));
    path = page.next?.replace(site.app.url, '') ?? null;
  }
  return all.map((one) => one.slice(String(slug).length + 1));
}

const date = (entry: Entry, day: string) => site.event(`${String(entry.slug)}-${day}`);

describe('CONTRACT §5.5–5.8, series', () => {
  test('§5.5 §5.6 §5.7 the contract’s example: dates, one moved, one cancelled, one added', async () => {
    const entry = series({
      until: '2028-06-01',
      venue: 'Bredgatan',
      moved: [{ from: '2027-10-07', start: '2027-10-06T10:30', end: '2027-10-06T12:00', venue: null }],
      cancelled: ['2027-12-02'],
      added: [{ start: '2027-12-09T10:00', end: '2027-12-09T12:00' }],
    });
    site.clock('2027-08-01T10:00');
    await load(entry);
    for (const day of ['2027-09-02', '2027-11-04', '2028-01-06', '2028-06-01']) {
      expect(Date.parse((await date(entry, day)).start!)).toBe(at(`${day}T10:00`));
    }
    const moved = await date(entry, '2027-10-07');
    expect(Date.parse(moved.start!)).toBe(at('2027-10-06T10:30'));
    expect(Date.parse(moved.end!)).toBe(at('2027-10-06T12:00'));
    expect(moved.venue).toBeNull();
    expect((await date(entry, '2027-12-02')).status).toBe('cancelled');
    expect(await date(entry, '2027-12-09')).toMatchObject({ status: 'published', venue: 'Bredgatan' });
    expect((await site.get(`/api/v1/events/${String(entry.slug)}-2028-07-06`)).status).toBe(404);
    expect((await site.get(`/serier/${String(entry.slug)}`)).status).toBe(200);
  });

  test('§5.1 moved without a venue keeps the series’ place', async () => {
    const entry = series({
      venue: 'Bredgatan',
      moved: [{ from: '2027-10-07', start: '2027-10-06T10:30', end: '2027-10-06T12:00' }],
    });
    await load(entry);
    expect((await date(entry, '2027-10-07')).venue).toBe('Bredgatan');
  });

  test('§5.5 a series takes an event’s fields for each occurrence, and times inside move with each', async () => {
    const entry = series({
      rrule: 'FREQ=WEEKLY;COUNT=3',
      capacity: 4,
      audiences: ['brukare'],
      signupOpens: '2027-08-26T10:00',
      signupCloses: '2027-09-01T12:00',
      kept: [{ audience: 'brukare', places: 2, until: '2027-09-01T00:00' }],
      activities: [{ slug: 'yoga', title: 'Yoga', start: '2027-09-02T10:00', end: '2027-09-02T11:00', capacity: 3 }],
      shifts: [{ slug: 'bord', title: 'Bord', start: '2027-09-02T09:00', end: '2027-09-02T10:00', capacity: 1 }],
    });
    await load(entry);
    const slug = `${String(entry.slug)}-2027-09-09`;
    const form = `/evenemang/${slug}/anmalan`;
    site.clock('2027-09-02T09:59');
    expect((await site.post(form, { name: 'Tidig' })).status).toBe(409);
    site.clock('2027-09-02T10:00');
    await site.signUp(slug, { partySize: 2 });
    const waits = await site.signUp(slug);
    expect(await site.state(waits)).toBe('waitlisted 1');
    site.clock('2027-09-08T00:00');
    await site.tell();
    expect(await site.state(waits)).toBe('confirmed');
    expect(await site.state(await site.signUp(slug, { activity: 'yoga', shift: 'bord' }))).toBe('confirmed');
    site.clock('2027-09-08T12:00');
    expect((await site.post(form, { name: 'Sen' })).status).toBe(409);
    // each date has places of its own
    expect(await site.taken(`${String(entry.slug)}-2027-09-16`)).toBe(0);
    expect(await site.pool(`${String(entry.slug)}-2027-09-16`, 'activity', 'yoga')).toMatchObject({ capacity: 3 });
  });

  test('§5.5 it starts at the first date that its rule gives on or after `start`', async () => {
    const entry = series({
      rrule: 'FREQ=MONTHLY;BYDAY=1TH;COUNT=2',
      start: '2027-09-03T10:00',
      end: '2027-09-03T12:00',
    });
    await load(entry);
    expect(await dates(entry.slug)).toEqual(['2027-10-07', '2027-11-04']);
  });

  test.each([
    ['until, that day included', { rrule: 'FREQ=WEEKLY', until: '2027-09-16' }, 3],
    ['the rule’s own COUNT', { rrule: 'FREQ=WEEKLY;COUNT=2', until: '2027-12-01' }, 2],
    ['until before COUNT is reached', { rrule: 'FREQ=WEEKLY;COUNT=20', until: '2027-09-09' }, 2],
    ['the rule’s own UNTIL', { rrule: 'FREQ=WEEKLY;UNTIL=20270923' }, 4],
    ['one date', { rrule: 'FREQ=DAILY;COUNT=1' }, 1],
  ])('§5.5 the last date is the earlier of %s', async (_, fields, count) => {
    const entry = series(fields);
    await load(entry);
    expect(await dates(entry.slug)).toHaveLength(count);
  });

  test('§5.5 explicit dates are FREQ=DAILY;COUNT=1 and added', async () => {
    const entry = series({
      rrule: 'FREQ=DAILY;COUNT=1',
      added: [{ start: '2027-10-05T18:00', end: '2027-10-05T20:00' }, { start: '2027-11-20T09:00' }],
    });
    await load(entry);
    expect(await dates(entry.slug)).toEqual(['2027-09-02', '2027-10-05', '2027-11-20']);
  });

  test('§5.5 without any end, dates are made 400 days ahead and the worker keeps it so', async () => {
    const entry = series({ rrule: 'FREQ=WEEKLY', start: '2027-04-08T10:00', end: '2027-04-08T12:00' });
    await load(entry);
    const ahead = 400 * 86_400_000;
    const furthest = async () => at(`${(await dates(entry.slug)).at(-1)!}T10:00`);
    const before = await furthest();
    expect(before).toBeLessThanOrEqual(at(today) + ahead + 86_400_000);
    expect(before).toBeGreaterThan(at(today) + ahead - 8 * 86_400_000);
    site.clock('2027-05-01T09:00');
    await site.tell();
    const after = await furthest();
    expect(after).toBeGreaterThan(at('2027-05-01T09:00') + ahead - 8 * 86_400_000);
  });

  test.each([
    ['COUNT=0', { rrule: 'FREQ=WEEKLY;COUNT=0' }],
    ['COUNT=-1', { rrule: 'FREQ=WEEKLY;COUNT=-1' }],
    [
      'a moved date that the rule does not give',
      { moved: [{ from: '2027-10-08', start: '2027-10-09T10:00', end: '2027-10-09T11:00' }] },
    ],
    ['a cancelled date that the rule does not give', { cancelled: ['2027-10-08'] }],
    ['an added date that is already a date', { added: [{ start: '2027-10-07T18:00', end: '2027-10-07T19:00' }] }],
    [
      'an added date that was moved away',
      {
        moved: [{ from: '2027-10-07', start: '2027-10-06T10:30', end: '2027-10-06T12:00' }],
        added: [{ start: '2027-10-07T18:00', end: '2027-10-07T19:00' }],
      },
    ],
    ['several dates a day', { rrule: 'FREQ=HOURLY;COUNT=3' }],
    ['no rule', { rrule: undefined }],
    ['no start', { start: undefined, end: undefined }],
    ['a rule that is none', { rrule: 'varje torsdag' }],
    ['an unknown part', { rrule: 'FREQ=WEEKLY;BYFULLMOON=1' }],
    ['a month that is none', { rrule: 'FREQ=YEARLY;BYMONTH=13' }],
  ])('§5.1 §5.5 §5.6 refused, with the reason: %s', async (_, fields) => {
    const entry = series(fields);
    const problems = await site.load({ series: [entry] });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain('series[0]');
    expect((await site.get(`/serier/${String(entry.slug)}`)).status).toBe(404);
  });

  test('§5.6 a date that a new rule no longer gives is cancelled, keeps its page, and its people are told', async () => {
    const entry = series({ rrule: 'FREQ=WEEKLY;COUNT=4' });
    await load(entry);
    const slug = `${String(entry.slug)}-2027-09-16`;
    const code = await site.signUp(slug, { email: 'serie@example.se' });
    await site.tell();
    await load({ ...entry, rrule: 'FREQ=WEEKLY;COUNT=2' });
    expect((await site.event(slug)).status).toBe('cancelled');
    expect((await site.get(`/evenemang/${slug}`)).status).toBe(200);
    expect((await site.tell()).flatMap(({ envelope }) => envelope.to)).toEqual(['serie@example.se']);
    expect((await site.signup(code)).state).toBe('confirmed');
    await load({ ...entry, rrule: 'FREQ=WEEKLY;COUNT=4' });
    expect((await site.event(slug)).status).toBe('published');
    expect((await site.tell()).flatMap(({ envelope }) => envelope.to)).toEqual(['serie@example.se']);
  });

  test('§5.7 a moved date keeps its slug, its signups and its UID', async () => {
    const entry = series({ rrule: 'FREQ=WEEKLY;COUNT=3' });
    await load(entry);
    const slug = `${String(entry.slug)}-2027-09-09`;
    const code = await site.signUp(slug);
    const uid = async () => /^UID:(.*)\r$/mu.exec((await site.get(`/evenemang/${slug}.ics`)).body)?.[1];
    const before = await uid();
    await load({ ...entry, moved: [{ from: '2027-09-09', start: '2027-09-10T10:00', end: '2027-09-10T12:00' }] });
    expect(Date.parse((await site.event(slug)).start!)).toBe(at('2027-09-10T10:00'));
    expect(await site.state(code)).toBe('confirmed');
    expect(await uid()).toBe(before);
  });

  test('§5.8 the clock’s changes: local times stay', async () => {
    const entry = series({ rrule: 'FREQ=WEEKLY;COUNT=3', start: '2027-10-24T02:30', end: '2027-10-24T03:30' });
    await load(entry);
    const starts = await Promise.all(
      ['2027-10-24', '2027-10-31', '2027-11-07'].map(async (day) =>
        new Date((await date(entry, day)).start!).toISOString(),
      ),
    );
    expect(starts).toEqual(['2027-10-24T00:30:00.000Z', '2027-10-31T00:30:00.000Z', '2027-11-07T01:30:00.000Z']);
  });
});
