import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../support/databases';
import { elements } from './html';
import { at, openSite, organisations, site as siteEntry, today, type Entry, type Site } from './site';

describe.each(databases)('CONTRACT §5, the programme file, on $name', ({ dialect }) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dialect);
  });
  beforeEach(() => site.clock(today));
  afterAll(() => site.close());

  const least = (slug: string, fields: Entry = {}): Entry => ({ slug, title: 'Minst', host: 'kommunen', ...fields });
  const status = async (slug: string) => (await site.get(`/api/v1/events/${slug}`)).status;

  test('§5 the contract’s own example loads', async () => {
    const example = {
      site: {
        name: 'Samling Helsingborg',
        operator: 'Helsingborgs stad',
        email: 'samling@example.se',
        phone: '042-10 50 00',
      },
      organisations: [
        { slug: 'socialforvaltningen', name: 'Socialförvaltningen' },
        {
          slug: 'rsmh',
          name: 'RSMH',
          about: 'Om oss',
          firstTime: 'Kom in',
          phone: '042-10 50 00',
          email: 'rsmh@example.se',
          url: 'https://example.se/rsmh',
        },
      ],
      events: [
        {
          slug: 'halsodag',
          title: 'Hälsodag på Gröningen',
          kind: 'health-day',
          host: 'socialforvaltningen',
          coHosts: ['rsmh'],
          status: 'published',
          start: '2027-05-17T10:00',
          end: '2027-05-17T15:00',
          timeZone: 'Europe/Stockholm',
          venue: 'Gröningen',
          address: 'Strandvägen',
          summary: 'Kom',
          description: 'Kom och prova',
          discreet: false,
          signup: 'open',
          capacity: 90,
          waitlist: true,
          maxPartySize: 10,
          audiences: ['brukare', 'staff'],
          contact: { name: 'Kim', phone: '042-10 50 00', email: 'kim@example.se' },
          cost: 'Gratis',
          food: 'Soppa',
          arvode: 'Ja',
          workingTime: true,
          access: { stepFree: true, toilets: true, directions: 'Buss 1' },
          signupOpens: null,
          signupCloses: '2027-05-16T12:00',
          kept: [{ audience: 'brukare', places: 10, until: '2027-05-10T00:00' }],
          activities: [
            { slug: 'yoga', title: 'Yoga', start: '2027-05-17T14:00', end: '2027-05-17T15:00', capacity: 20 },
          ],
          shifts: [
            { slug: 'bord-1', title: 'Bord 1', start: '2027-05-17T09:00', end: '2027-05-17T12:00', capacity: 2 },
          ],
          teams: { capacity: 16, minPlayers: 6, maxPlayers: 10 },
          questions: [{ id: 'kost', label: 'Äter du något särskilt?', type: 'text', required: false }],
        },
      ],
      series: [
        {
          slug: 'utvecklingsgruppen',
          title: 'Utvecklingsgruppen',
          kind: 'meeting',
          host: 'socialforvaltningen',
          status: 'published',
          rrule: 'FREQ=MONTHLY;BYDAY=1TH',
          start: '2027-09-02T10:00',
          end: '2027-09-02T12:00',
          until: '2028-06-01',
          moved: [{ from: '2027-10-07', start: '2027-10-06T10:30', end: '2027-10-06T12:00', venue: null }],
          cancelled: ['2027-12-02'],
          added: [{ start: '2027-12-09T10:00', end: '2027-12-09T12:00' }],
        },
      ],
    };
    expect(await site.load(example)).toEqual([]);
    expect((await site.event('halsodag')).pools).toEqual(
      expect.arrayContaining([expect.objectContaining({ of: 'teams', capacity: 16 })]),
    );
    expect((await site.get('/evenemang/utvecklingsgruppen-2027-09-02')).status).toBe(200);
  });

  test('§5.1 slug, title and host are enough; the rest has its default', async () => {
    const slug = `minst-${dialect}`;
    expect(await site.load({ events: [least(slug)] })).toEqual([]);
    expect(await status(slug)).toBe(404);
    expect(await site.load({ events: [least(slug, { status: 'published' })] })).toEqual([]);
    const event = await site.event(slug);
    expect(event).toMatchObject({
      status: 'published',
      start: null,
      end: null,
      timeZone: 'Europe/Stockholm',
      venue: null,
    });
    expect(event.pools).toEqual([{ of: 'event', slug: null, capacity: null, taken: 0, waitlisted: 0 }]);
    expect((await site.post(`/evenemang/${slug}/anmalan`, { name: 'A', partySize: 11 })).status).toBe(400);
    expect(await site.state(await site.signUp(slug, { partySize: 10 }))).toBe('confirmed');
  });

  test.each([
    ['slug', { slug: undefined }],
    ['title', { title: undefined }],
    ['host', { host: undefined }],
    ['host', { host: 'finns-inte' }],
    ['slug', { slug: 'Halsodag' }],
    ['slug', { slug: 'hälsodag' }],
    ['slug', { slug: 'a--b' }],
    ['slug', { slug: '-a' }],
    ['slug', { slug: 'a b' }],
    ['kind', { kind: 'fest' }],
    ['status', { status: 'klar' }],
    ['audience', { audiences: ['alla'] }],
    ['start', { start: '17 maj' }],
    ['start', { start: '2027-02-31T10:00' }],
    ['end', { start: '2027-05-17T10:00', end: '2027-05-17T09:00' }],
    ['capacity', { capacity: -1 }],
    ['capacity', { capacity: '20' }],
    ['timeZone', { timeZone: 'Europe/Helsingborg' }],
    ['signup', { signup: 'kanske' }],
    ['externalSignup', { externalSignup: 'javascript:alert(1)' }],
    ['questions', { questions: [{ id: 'a', label: 'A', type: 'datum' }] }],
    ['questions', { questions: [{ id: 'a', label: 'A', type: 'choice' }] }],
    [
      'activities',
      {
        activities: [
          { slug: 'yoga', title: 'A' },
          { slug: 'yoga', title: 'B' },
        ],
      },
    ],
    ['waitlist', { waitlist: -1 }],
    ['maxPartySize', { maxPartySize: 0 }],
  ])('§5.1–5.3 refused, and says where: %s %j', async (field, wrong) => {
    const good = least(`bra-${dialect}`, { status: 'published' });
    const problems = await site.load({ events: [good, { ...least('fel'), ...wrong }] });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toContain('events[1]');
    expect(problems.join('\n')).toContain(field);
    // all or nothing
    expect(await status(`bra-${dialect}`)).toBe(404);
  });

  test('§5.1 a slug twice is refused, also as an event and as a series', async () => {
    expect(await site.load({ events: [least('dubbel'), least('dubbel')] })).not.toEqual([]);
    const series = { ...least('dubbel'), rrule: 'FREQ=WEEKLY;COUNT=2', start: '2027-09-02T10:00' };
    expect(await site.load({ series: [series, series] })).not.toEqual([]);
    expect(
      await site.load({
        organisations: [
          { slug: 'tva', name: 'A' },
          { slug: 'tva', name: 'B' },
        ],
      }),
    ).not.toEqual([]);
  });

  test('§5.1 an unknown field is refused with the nearest name', async () => {
    const problems = await site.load({
      events: [
        least('stavfel', { capasity: 20, activities: [{ slug: 'yoga', title: 'Yoga', strat: '2027-05-17T10:00' }] }),
      ],
    });
    expect(problems.some((one) => one.includes('capasity') && one.includes('capacity'))).toBe(true);
    expect(
      problems.some((one) => one.includes('strat') && one.includes('start') && one.includes('activities[0]')),
    ).toBe(true);
    expect((await site.load({ evnets: [] })).join()).toMatch(/events/u);
  });

  test('§5.1 null is left out', async () => {
    const slug = `null-${dialect}`;
    const nulls = [
      'kind',
      'coHosts',
      'start',
      'end',
      'timeZone',
      'venue',
      'summary',
      'discreet',
      'signup',
      'capacity',
      'waitlist',
      'maxPartySize',
      'audiences',
      'contact',
      'cost',
      'access',
      'signupOpens',
      'signupCloses',
      'kept',
      'activities',
      'shifts',
      'teams',
      'questions',
      'externalSignup',
    ];
    const entry = { ...least(slug, { status: 'published' }), ...Object.fromEntries(nulls.map((name) => [name, null])) };
    expect(await site.load({ events: [entry] })).toEqual([]);
    expect(await site.event(slug)).toMatchObject({ timeZone: 'Europe/Stockholm', start: null, coHosts: [] });
  });

  test('§5.2 signup none: just come, no form, POST is 409', async () => {
    const slug = await site.publish({ signup: 'none' });
    expect((await site.post(`/evenemang/${slug}/anmalan`, { name: 'Anna' })).status).toBe(409);
    expect(await site.taken(slug)).toBe(0);
  });

  test('§5.2 externalSignup: pools is [], a POST is 409 with the link, earlier signups stay', async () => {
    const slug = await site.publish({ capacity: 5 });
    const earlier = await site.signUp(slug);
    const link = 'https://example.org/anmal?id=7';
    await site.amend(slug, { externalSignup: link });
    expect((await site.event(slug)).pools).toEqual([]);
    const answer = await site.post(`/evenemang/${slug}/anmalan`, { name: 'Bo' });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain(`href="${link}"`);
    expect((await site.get(`/evenemang/${slug}`)).body).toContain(`href="${link}"`);
    expect(await site.state(earlier)).toBe('confirmed');
    await site.amend(slug, { externalSignup: undefined });
    expect(await site.taken(slug)).toBe(1);
  });

  test('§5.2 a whole series: one pool, a date’s own form is 409 with the link, its pools is the series’', async () => {
    const slug = `hel-${dialect}`;
    const series = {
      ...least(slug),
      title: 'Hel kurs',
      status: 'published',
      signup: 'whole',
      capacity: 2,
      waitlist: false,
      rrule: 'FREQ=WEEKLY;COUNT=3',
      start: '2027-09-06T17:00',
      end: '2027-09-06T19:00',
    };
    expect(await site.load({ series: [series] })).toEqual([]);
    const form = `/serier/${slug}/anmalan`;
    const first = await site.receipt(form, { name: 'Anna', key: 'hel-kurs' });
    expect(await site.receipt(form, { name: 'Anna', key: 'hel-kurs' })).toBe(first);
    expect((await site.post(form, { name: '' })).status).toBe(400);
    await site.receipt(form, { name: 'Bo' });
    expect((await site.post(form, { name: 'Cleo' })).status).toBe(409);
    const date = `${slug}-2027-09-13`;
    const answer = await site.post(`/evenemang/${date}/anmalan`, { name: 'Dag' });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain(`href="${form}"`);
    expect((await site.get(`/evenemang/${date}/anmalan`)).status).toBe(200);
    expect((await site.event(date)).pools).toEqual([
      { of: 'series', slug: null, capacity: 2, taken: 2, waitlisted: 0 },
    ]);
    expect((await site.cancel(first)).status).toBe(303);
    expect((await site.event(date)).pools[0]).toMatchObject({ taken: 1 });
  });

  test('§5.3 loading again updates by slug, drops no signup, and what a later file does not name stays', async () => {
    const slug = await site.publish({ title: 'Ett', capacity: 5, venue: 'A' });
    const other = await site.publish({ title: 'Annan' });
    const code = await site.signUp(slug, { partySize: 2 });
    await site.amend(slug, { title: 'Två', venue: undefined });
    expect(await site.event(slug)).toMatchObject({ title: 'Två', venue: null });
    expect(await site.state(code)).toBe('confirmed');
    expect(await site.taken(slug)).toBe(2);
    expect((await site.event(other)).title).toBe('Annan');
    expect((await site.get('/arrangorer/rsmh')).status).toBe(200);
  });

  test('§5.3 the same file twice writes nothing', async () => {
    const file = {
      site: siteEntry,
      organisations,
      events: [least(`samma-${dialect}`, { status: 'published', capacity: 3, start: '2027-05-17' })],
    };
    expect(await site.load(file)).toEqual([]);
    const dump = async () =>
      JSON.stringify([
        await site.app.store.read.selectFrom('event').selectAll().orderBy('id').execute(),
        await site.app.store.read.selectFrom('pool').selectAll().orderBy('id').execute(),
      ]);
    const before = await dump();
    site.clock('2027-04-02T10:00');
    expect(await site.load(file)).toEqual([]);
    expect(await dump()).toBe(before);
  });

  const yoga = { slug: 'yoga', title: 'Yoga', capacity: 1 };
  const gym = { slug: 'gym', title: 'Gym', capacity: 5 };

  test('§5.4 an activity that is no longer named, and that somebody chose, stays as cancelled', async () => {
    const slug = await site.publish({ activities: [yoga, gym] });
    const both = await site.signUp(slug, { activity: ['yoga', 'gym'], email: `kvar-${dialect}@example.se` });
    const waits = await site.signUp(slug, { activity: ['yoga', 'gym'] });
    expect(await site.state(waits)).toBe('waitlisted 1');
    await site.tell();
    await site.amend(slug, { activities: [gym] });
    expect(await site.state(both)).toBe('confirmed');
    expect((await site.signup(both)).activities).toContain('gym');
    // it waits no longer for what is gone
    expect(await site.state(waits)).toBe('confirmed');
    expect(await site.taken(slug, 'activity', 'gym')).toBe(2);
    const [mail] = await site.tell();
    expect(mail!.mail.text).toContain('Yoga');
    expect((await site.post(`/evenemang/${slug}/anmalan`, { name: 'Ny', activity: 'yoga' })).status).toBe(400);
    expect((await site.get(`/evenemang/${slug}`)).body).toContain('Yoga');
  });

  test('§5.4 one that nobody chose is gone', async () => {
    const slug = await site.publish({ activities: [yoga, gym] });
    await site.amend(slug, { activities: [gym] });
    expect((await site.event(slug)).pools.map((pool) => pool.slug)).toEqual([null, 'gym']);
    expect((await site.get(`/evenemang/${slug}`)).body).not.toContain('Yoga');
  });

  test('§5.4 one that all have left can become a draft, and their receipts lead nowhere that is not', async () => {
    const slug = await site.publish();
    const code = await site.signUp(slug);
    await site.cancel(code);
    await site.amend(slug, { status: 'draft' });
    expect(await status(slug)).toBe(404);
    const receipt = await site.get(`/anmalan/${code}`);
    expect(receipt.status).toBe(200);
    const links = elements(receipt.body, 'a').map(({ href }) => href ?? '');
    for (const link of links.filter((href) => href.startsWith('/'))) {
      expect([link, (await site.get(link)).status]).toEqual([link, 200]);
    }
  });

  test('§5.4 an event with signups cannot become a draft', async () => {
    const slug = await site.publish();
    const code = await site.signUp(slug);
    const draft = { ...least(slug), status: 'draft' };
    const problems = await site.load({ events: [draft] });
    expect(problems.join()).toMatch(/cancelled/u);
    expect(await site.state(code)).toBe('confirmed');
    expect(await status(slug)).toBe(200);
    const without = await site.publish();
    expect(await site.load({ events: [least(without)] })).toEqual([]);
    expect(await status(without)).toBe(404);
  });

  test('§5.4 a waiting party that can no longer fit is told and keeps its place', async () => {
    const slug = await site.publish({ capacity: 4 });
    await site.signUp(slug, { partySize: 2 });
    const email = `stora-${dialect}@example.se`;
    const party = await site.signUp(slug, { partySize: 4, email });
    const next = await site.signUp(slug, { partySize: 3 });
    await site.tell();
    await site.amend(slug, { capacity: 3 });
    expect((await site.tell()).flatMap(({ envelope }) => envelope.to)).toEqual([email]);
    expect(await site.state(party)).toBe('waitlisted 1');
    expect(await site.state(next)).toBe('waitlisted 2');
    await site.amend(slug, {});
    expect(await site.tell()).toEqual([]);
    await site.amend(slug, { capacity: 6 });
    expect(await site.state(party)).toBe('confirmed');
  });

  test('§5.3 §3.9 times are local to the event', async () => {
    const slug = await site.publish({
      timeZone: 'Europe/Helsinki',
      start: '2027-05-17T10:00',
      end: '2027-05-17T12:00',
    });
    const event = await site.event(slug);
    expect(event.timeZone).toBe('Europe/Helsinki');
    expect(Date.parse(event.start!)).toBe(at('2027-05-17T09:00'));
  });

  test('§5.8 a time that the clock skips is the one an hour later, a doubled one is the first', async () => {
    const spring = await site.event(await site.publish({ start: '2028-03-26T02:30', end: '2028-03-26T04:00' }));
    expect(new Date(spring.start!).toISOString()).toBe('2028-03-26T01:30:00.000Z');
    const autumn = await site.event(await site.publish({ start: '2027-10-31T02:30', end: '2027-10-31T04:00' }));
    expect(new Date(autumn.start!).toISOString()).toBe('2027-10-31T00:30:00.000Z');
  });

  test('§5.8 an end that would then not be after its start keeps the written length', async () => {
    const event = await site.event(await site.publish({ start: '2028-03-26T02:30', end: '2028-03-26T03:00' }));
    expect(new Date(event.start!).toISOString()).toBe('2028-03-26T01:30:00.000Z');
    expect(new Date(event.end!).toISOString()).toBe('2028-03-26T02:00:00.000Z');
  });
});
