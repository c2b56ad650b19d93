import { serveByClock } from '../../db/clock';
import { erasePeople } from '../../db/erase';
import { beginLogin, finishLogin, forgetOldLogins } from '../../db/login';
import { addOrganiser } from '../../db/organisers';
import { makeDatesAhead } from '../../db/programme/ahead';
import { deedsTo } from '../../db/deeds';
import { createOffer, editOffer, rehearse } from '../../db/programme/edit';
import { loadProgramme } from '../../db/programme/load';
import { signedInBy } from '../../db/sessions';
import { signupByCode } from '../../db/signup-rows';
import { localToInstant } from '../../domain/time';
import type { TestApp } from './app';
import { deedsOfMessages } from './deeds-of-messages';
import { manageTeams } from './deeds-of-teams';
import { accountDeeds } from './deeds-of-account';
import { editEverything } from './deeds-of-editor';
import { deedsOfParticipants } from './deeds-of-participants';
import { deedsOfSeries } from './deeds-of-series';
import { insertCourse, insertEvent, insertSite, sampleNow } from './sample';

const day = 24 * 3600_000;

/**
 * Looks at every page and does everything that people, the worker and whoever runs it can do, once: not to see what
 * comes of it, but so that every statement reaches the database. The app's clock is at `sampleNow` when it begins.
 */
export async function everyDeed(app: TestApp): Promise<void> {
  await insertSite(app.store);
  const open = await insertEvent(app.store, {
    capacity: 3,
    waitlist: 20,
    kept: [{ audience: 'brukare', places: 1, until: '2017-05-01T12:00' }],
    activities: [{ slug: 'yoga', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: 2 }],
    shifts: [{ slug: 'bord', start: '2017-05-17T13:00', end: '2017-05-17T14:00', capacity: 2 }],
  });
  const games = await insertEvent(app.store, { capacity: 30, teams: { capacity: 1, minPlayers: 2, maxPlayers: 6 } });
  const course = await insertCourse(app.store, {
    capacity: 5,
    dates: [10, 11, 12].map((hour) => ({ start: `2017-04-${hour}T18:00`, end: `2017-04-${hour}T20:00` })),
  });

  await lookAround(app, open.slug, course.slug, course.dates[0]!.slug);
  await signUpAndChange(app, open.slug, course.slug);
  await play(app, games.slug);
  await organise(app);
  await deedsOfMessages(app, { event: open.slug, games: games.slug, course: course.slug });
  await manageTeams(app);
  await accountDeeds(app);
  await editEverything(app);
  await deedsOfParticipants(app);
  await deedsOfSeries(app);
  await app.mailsSent();
  await passTime(app, open.slug);
}

async function get(app: TestApp, path: string, status = 200): Promise<string> {
  const answer = await app.get(path);
  if (answer.status !== status) throw new Error(`GET ${path}: ${answer.status}`);
  return answer.text();
}

/** @returns where it leads */
async function post(app: TestApp, path: string, fields: Parameters<TestApp['post']>[1] = {}): Promise<string> {
  const answer = await app.post(path, fields);
  if (answer.status !== 303) throw new Error(`POST ${path}: ${answer.status}`);
  await answer.text();
  return new URL(answer.headers.get('location')!, app.url).pathname;
}

async function lookAround(app: TestApp, event: string, series: string, date: string): Promise<void> {
  const organisation = 'socialforvaltningen';
  const lists = [
    ...[
      '',
      '?sida=2',
      '?fran=2017-03-01',
      `?arrangor=${organisation}`,
      '?typ=course',
      '?plats=biblioteket',
      '?plats=bi',
    ],
    ...['?q=halsodag', '?q=h%C3%A4lso+ka', '?q=ku', '?q=yoga&plats=ra', `?q=kurs&typ=course&arrangor=${organisation}`],
    ...['?q=kurs&typ=course', '?q=inget+som+finns', '?sida=3&typ=meeting'],
  ];
  for (const query of lists) {
    await get(app, `/${query}`);
    await get(app, `/api/v1/events${query}`);
  }
  for (const slug of [event, date]) {
    for (const page of ['', '/anmalan', '.ics']) await get(app, `/evenemang/${slug}${page}`);
    await get(app, `/api/v1/events/${slug}`);
  }
  for (const page of ['', '/anmalan', '.ics']) await get(app, `/serier/${series}${page}`);
  for (const page of ['', '/kalender.ics']) await get(app, `/arrangorer/${organisation}${page}`);
  for (const page of ['/kalender.ics', '/schema/events.json', '/metrics', '/readyz', '/integritet'])
    await get(app, page);
}

async function signUpAndChange(app: TestApp, event: string, series: string): Promise<void> {
  const form = `/evenemang/${event}/anmalan`;
  const person = { name: 'Anna', email: 'anna@example.org', audience: 'brukare', activity: ['yoga'] };
  const anna = await post(app, form, { ...person, key: 'one', shift: ['bord'] });
  await post(app, form, { ...person, key: 'one' });
  const bo = await post(app, form, { name: 'Bo', email: 'bo@example.org', partySize: 2 });
  const waiting = await post(app, form, { name: 'Kim', email: 'kim@example.org', activity: ['yoga'] });
  await post(app, form, { name: 'Love' });
  const whole = await post(app, `/serier/${series}/anmalan`, { name: 'Noa', email: 'anna@example.org' });

  for (const receipt of [anna, waiting, whole]) {
    for (const page of ['', '.ics', '/andring', '/aterbud']) await get(app, `${receipt}${page}`);
    await get(app, receipt.replace('/anmalan/', '/api/v1/signups/'));
  }
  await post(app, '/min-anmalan', { code: anna.split('/').at(-1) });
  await post(app, `${anna}/andring`, { name: 'Anna', shift: '', email: 'anna@example.org' });
  await post(app, `${waiting}/andring`, { name: 'Kim', activity: '', partySize: 2 });
  await post(app, `${bo}/andring`, { name: 'Bo', partySize: 1 });

  const feed = await post(app, `${anna}/kalender`);
  await post(app, `${anna}/kalender`);
  const { id } = (await signupByCode(app.store, app.store.read, anna.split('/').at(-1)!.replace('-', '')))!;
  const row = await app.store.read.selectFrom('feed').selectAll().where('signup_id', '=', id).executeTakeFirstOrThrow();
  const confirming = `/min/${app.store.codes.feedTokensOf(row).confirm}/bekrafta`;
  await get(app, confirming);
  await app.post(confirming);
  for (const page of ['', '/kalender.ics', '/avsluta']) await get(app, `${feed}${page}`);
  await app.mailsSent();
  await post(app, `${bo}/aterbud`);
  await app.post(`${feed}/avsluta`);
}

async function play(app: TestApp, event: string): Promise<void> {
  const form = `/evenemang/${event}/lag`;
  await get(app, form);
  const [captain, second] = [
    await post(app, form, { team: 'Lyran', name: 'Kim', email: 'kim@example.org', player: ['Bo', 'Li'], key: 'two' }),
    await post(app, form, { team: 'Fyrarna', name: 'Alex', email: 'alex@example.org', player: ['Mo'] }),
  ];
  for (const receipt of [captain, second]) {
    await get(app, receipt);
    const team = /\/lag\/[0-9A-Z]{10}/u.exec(await get(app, receipt))![0];
    for (const page of ['', '.ics']) await get(app, `${team}${page}`);
    await post(app, team, { name: 'Bo', email: 'bo@example.org' });
    const joined = await post(app, team, { name: 'Sam', email: 'sam@example.org' });
    await get(app, joined);
    await post(app, `${receipt}/andring`, { name: 'Kim', team: 'Lyror', player: ['Li', 'Vi'] });
    await post(app, `${joined}/aterbud`);
  }
  await get(app, '/lag?ord=sol+bok+hav', 404).catch(() => '');
  await get(app, `/evenemang/${event}`);
  await get(app, `${captain}/lag/aterbud`);
  await post(app, `${captain}/lag/aterbud`);
  await post(app, `${second}/aterbud`);
}

/** Two organisers log in, look at everything, and invite others. */
async function organise(app: TestApp): Promise<void> {
  const organisation = 'socialforvaltningen';
  const { store } = app;
  for (const email of ['adam@example.org', 'eva@example.org']) {
    await addOrganiser(store, { email, name: null, organisation, role: 'administrator' }, sampleNow);
    await addOrganiser(store, { email, name: null, organisation, role: 'administrator' }, sampleNow);
  }
  const logIn = async (email: string) => {
    const loginId = await beginLogin(store, email, sampleNow);
    const row = await store.read
      .selectFrom('login')
      .select('nonce')
      .where('id', '=', loginId)
      .executeTakeFirstOrThrow();
    const by = { loginId, code: store.codes.loginCodeOf(row), device: null, formerToken: null };
    const outcome = await finishLogin(store, by, sampleNow);
    if (outcome.kind !== 'in') throw new Error(outcome.kind);
    return outcome.token;
  };
  const asked = await post(app, '/arrangor/logga-in', { email: 'adam@example.org' });
  await get(app, asked);
  await app.post('/arrangor/logga-in/kod', { id: 'another', code: '12345678' });
  const as = { cookie: `samling=${await logIn('adam@example.org')}` };
  const members = `/arrangor/arrangorer/${organisation}/medlemmar`;
  for (const path of ['/arrangor', '/arrangor/inloggningar', members]) await app.get(path, as);
  for (const email of ['ny@example.org', 'ny@example.org', 'eva@example.org', 'annan@example.org']) {
    await app.post(members, { email, role: 'organiser' }, as);
  }
  const rows = await store.read
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .selectAll('invitation')
    .where('organisation.slug', '=', organisation)
    .where('invitation.settled_at', 'is', null)
    .execute();
  const [first, second] = rows.map((row) => ({ id: row.id, token: store.codes.invitationTokenOf(row) }));
  await app.mailsSent();
  await get(app, `/arrangor/inbjudan/${first!.token}`);
  await app.post(`/arrangor/inbjudan/${first!.token}`);
  await app.post(`${members}/inbjudan/${second!.id}/aterkallelse`, {}, as);
  const eva = await store.read
    .selectFrom('organiser')
    .select('id')
    .where('email', '=', 'eva@example.org')
    .executeTakeFirstOrThrow();
  await app.post(`${members}/${eva.id}/roll`, { role: 'door' }, as);
  await app.post(`${members}/${eva.id}/borttagning`, {}, as);
  await edit(app, organisation, eva.id, as);
  await app.post('/arrangor/inloggningar', { session: 'another' }, as);
  await signedInBy(store, as.cookie.split('=')[1]!, sampleNow + day);
  await app.post('/arrangor/logga-ut', {}, as);
  await forgetOldLogins(store, sampleNow + day);
}

/** What is made and changed by hand, and read of it. */
async function edit({ store, get: look }: TestApp, host: string, by: string, as: { cookie: string }): Promise<void> {
  const made = await createOffer(store, { type: 'event', entry: { title: 'Kaffe', host }, by }, sampleNow);
  if (made.kind !== 'created') throw new Error(made.kind);
  const kaffe = { type: 'event' as const, slug: made.slug, fields: ['venue'] as const };
  const move = { ...kaffe, change: <T>(entry: T) => ({ ...entry, venue: 'Parken' }) };
  await rehearse(store, { ...move, deed: { kind: 'edited', by } }, sampleNow);
  await editOffer(store, { ...move, deed: { kind: 'edited', by } }, sampleNow);
  const series = await store.read.selectFrom('series').select('slug').executeTakeFirstOrThrow();
  const whole = { type: 'series' as const, slug: series.slug, deed: { kind: 'edited' as const, by } };
  await rehearse(store, { ...whole, fields: ['venue'], change: move.change }, sampleNow);
  const toNone = <T>(entry: T) => ({ ...entry, signup: 'none' as const });
  await rehearse(store, { ...whole, fields: ['signup'], change: toNone }, sampleNow);
  for (const path of [`evenemang/${made.slug}`, `evenemang/${made.slug}/logg`, `serier/${series.slug}`]) {
    await look(`/arrangor/${path}`, as);
  }
  await deedsTo(store.read, made.slug, sampleNow);
}

/** Kept places are released, a programme is loaded again, what was waited for begins, is over, and is forgotten. */
async function passTime(app: TestApp, event: string): Promise<void> {
  const { store } = app;
  const file = (start: string, activities: object[]) => ({
    organisations: [{ slug: 'rsmh', name: `RSMH ${start}` }],
    events: [{ slug: 'fest', title: 'Fest', host: 'rsmh', status: 'published', start, capacity: 1, activities }],
    series: [
      {
        slug: 'mote',
        title: 'Möte',
        host: 'rsmh',
        rrule: 'FREQ=WEEKLY',
        start: '2017-04-03T10:00',
        status: 'published',
      },
    ],
  });
  const dance = { slug: 'dans', title: 'Dans', start: '2017-06-01T11:00' };
  const load = async (programme: object) => {
    const outcome = await loadProgramme(store, programme, { now: sampleNow });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  };
  await load(file('2017-06-01T10:00', [dance]));
  for (const name of ['Anna', 'Bo']) {
    await post(app, '/evenemang/fest/anmalan', { name, email: `${name}@example.org`, activity: ['dans'] });
  }
  await load(file('2017-06-01T09:00', [{ ...dance, start: '2017-06-01T12:00' }]));
  await load(file('2017-06-01T09:00', []));

  for (const local of ['2017-05-02T12:00', '2017-05-17T10:30', '2018-05-01T12:00']) {
    const now = localToInstant(local, 'Europe/Stockholm');
    app.setNow(now);
    await serveByClock(store, now);
    await makeDatesAhead(store, now);
  }
  await app.mailsSent();
  await get(app, `/evenemang/${event}`);
  await erasePeople(store, sampleNow + 365 * day, sampleNow + 400 * day);
}
