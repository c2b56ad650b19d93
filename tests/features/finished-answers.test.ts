import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveByClock } from '../../db/clock';
import { erasePeople } from '../../db/erase';
import { loadProgramme } from '../../db/programme/load';
import type { Store } from '../../db/store';
import { pathIn } from '../../domain/language/path';
import { startApp, type Fields, type TestApp } from '../support/app';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { layOutBoard } from '../support/notice-board';
import { rareEvents } from '../support/page-events';
import { at } from '../support/programme';
import { insertCourse, insertEvent, insertSignup, sampleNow } from '../support/sample';

/**
 * Two servers on one database: one keeps what it has finished, one makes every answer anew. Whatever happens, by one,
 * by the other or by a third, in whatever order: what they answer is the same bytes.
 */
describe.each(databases)('finished answers on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  let keeping: TestApp;
  let making: TestApp;
  let now = sampleNow;
  const random = randomNumbers(2017);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;

  beforeAll(async () => {
    database = await testDatabase(dialect);
    store = database.store;
    const settings = { databaseUrl: database.url, baseUrl: 'http://samling.test', now, outbox: false };
    keeping = await startApp(settings);
    making = await startApp({ ...settings, finishedAnswers: false });
    await layOutBoard(store);
    await load(rareEvents);
  });
  afterAll(async () => {
    await keeping.close();
    await making.close();
    await database.drop();
  });

  async function load(file: object): Promise<void> {
    const outcome = await loadProgramme(store, JSON.parse(JSON.stringify(file)), { now });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  }
  function setNow(next: number): void {
    now = next;
    keeping.setNow(now);
    making.setNow(now);
  }

  /** What everybody may read of an event, a series or an organisation. */
  const pathsOf = {
    event: (slug: string) =>
      ['', '.ics', '/anmalan', '/lag'].map((more) => `/evenemang/${slug}${more}`).concat(`/api/v1/events/${slug}`),
    series: (slug: string) => ['', '.ics', '/anmalan'].map((more) => `/serier/${slug}${more}`),
    organisation: (slug: string) => ['', '/kalender.ics'].map((more) => `/arrangorer/${slug}${more}`),
  };
  const lists = [
    ...['/', '/?sida=2', '/?typ=course', '/?q=lag', '/?fran=2017-03-01', '/?fran=nej&arrangor=rsmh', '/?utm_source=x'],
    ...['/api/v1/events', '/api/v1/events?plats=arenan', '/kalender.ics', '/schema/events.json'],
    ...['/tillganglighet', '/integritet', '/finns-inte'],
  ];
  /** Each in one language or the other, always the same. */
  const inEither = (paths: string[]) =>
    paths.map((path) => (path.startsWith('/api') ? path : pathIn(path.length % 2 ? 'en' : 'sv', path)));
  async function everything(): Promise<string[]> {
    const slugs = async (table: 'event' | 'series' | 'organisation') =>
      (await store.read.selectFrom(table).select('slug').orderBy('slug').execute()).map(({ slug }) => slug);
    return inEither([
      ...lists,
      ...(await slugs('event')).flatMap(pathsOf.event),
      ...(await slugs('series')).flatMap(pathsOf.series),
      ...(await slugs('organisation')).flatMap(pathsOf.organisation),
    ]);
  }

  /** An answer is kept as it was packed. */
  const packed = { 'accept-encoding': 'gzip, deflate' };
  /** An answer without what is each view's own. */
  async function read(app: TestApp, path: string): Promise<object> {
    const answer = await app.get(path, packed);
    const { date: _date, 'content-length': _length, ...headers } = Object.fromEntries(answer.headers);
    const body = (await answer.text()).replace(/name="key" value="[0-9a-f-]{36}"/, 'name="key"');
    return { path, status: answer.status, headers, body };
  }
  async function compare(paths: string[]): Promise<void> {
    for (let from = 0; from < paths.length; from += 10) {
      const some = paths.slice(from, from + 10);
      const [kept, made] = await Promise.all(
        [keeping, making].map((app) => Promise.all(some.map((path) => read(app, path)))),
      );
      expect(kept).toEqual(made);
    }
  }
  /** The lists that every event is in, whatever was touched, and a few others, of which each change has other ones. */
  async function compareAround(touched: string[]): Promise<void> {
    const others = await everything();
    const always = inEither(['/', '/api/v1/events', '/kalender.ics', ...touched]);
    await compare([...always, ...Array.from({ length: 8 }, () => pick(others)), pick(inEither(lists))]);
  }

  /** Events that take signups, whose places every change below is about. */
  const taking = [
    'halsodag',
    'frukost',
    'filmkvall',
    'nastan-fullt',
    'tva-kvar',
    'reservlista',
    'sparade',
    'bara-pass',
  ];
  const signups: { code: string; slug: string }[] = [];
  const teams: { captain: string; slug: string }[] = [];
  const codeIn = (answer: Response) => /\/anmalan\/(\w+)/.exec(answer.headers.get('location') ?? '')?.[1];
  const send = (path: string, fields: Fields) => pick([keeping, making]).post(path, fields);
  const run = (query: ReturnType<typeof sql>) => store.transact((trx) => query.execute(trx));
  const event = (slug: string) => rareEvents.events.find((one) => one.slug === slug)!;
  async function signUp(): Promise<string[]> {
    const slug = pick(taking);
    const fields = { name: 'Anna', partySize: pick([1, 1, 2]), audience: pick(['brukare', 'staff', '']) };
    const code = codeIn(await send(`/evenemang/${slug}/anmalan`, fields));
    if (code) signups.push({ code, slug });
    return pathsOf.event(slug);
  }
  async function registerTeam(): Promise<string[]> {
    const slug = pick(['lagspel', 'fulla-lag', 'brannbollsyra']);
    const answer = await send(`/evenemang/${slug}/lag`, {
      team: `Lag ${random()}`,
      name: 'Kim',
      player: ['Ada', 'Bo'],
    });
    const captain = codeIn(answer);
    if (captain) teams.push({ captain, slug });
    return pathsOf.event(slug);
  }
  /** Of somebody who has signed up. */
  async function ofOne(from: typeof signups, change: (code: string) => Promise<unknown>): Promise<string[]> {
    const one = pick(from);
    await change(one.code);
    return pathsOf.event(one.slug);
  }
  const captains = () => teams.map(({ captain: code, slug }) => ({ code, slug }));

  /** Everything that can happen, each with the addresses at which it is most likely seen. */
  const changes: Record<string, () => Promise<string[]>> = {
    'a signup': signUp,
    'another signup': signUp,
    'a larger party': () => ofOne(signups, (code) => send(`/anmalan/${code}/andring`, { partySize: 3 })),
    'another audience': () => ofOne(signups, (code) => send(`/anmalan/${code}/andring`, { audience: 'brukare' })),
    'an activity': () =>
      ofOne(signups, (code) => send(`/anmalan/${code}/andring`, { activity: 'sang', shift: 'koka' })),
    'one who cancels': () => ofOne(signups, (code) => send(`/anmalan/${code}/aterbud`, {})),
    'a team': registerTeam,
    'another team': registerTeam,
    'a team with another name': () =>
      ofOne(captains(), (code) => send(`/anmalan/${code}/andring`, { team: `Nytt ${random()}`, player: ['Cia'] })),
    'a captain who leaves': () => ofOne(captains(), (code) => send(`/anmalan/${code}/aterbud`, {})),
    'a team that is withdrawn': () => ofOne(captains(), (code) => send(`/anmalan/${code}/lag/aterbud`, {})),
    'one who is let in by the clock': async () => (await serveByClock(store, now), pathsOf.event('sparade')),
    'those who are erased': async () => (await erasePeople(store, now, now), pathsOf.event('varfest')),

    'an event with another title': async () => {
      await load({ events: [{ ...event('fullt'), title: `Fullt ${random()}` }] });
      return pathsOf.event('fullt');
    },
    'a raised limit': async () => {
      await load({ events: [{ ...event('tva-kvar'), capacity: 6 + Math.floor(random() * 9) }] });
      return pathsOf.event('tva-kvar');
    },
    'an activity less': async () => {
      await load({
        events: [{ ...event('bara-pass'), activities: [], shifts: [event('bara-pass').shifts].flat().slice(1) }],
      });
      return pathsOf.event('bara-pass');
    },
    'an event that is cancelled, or not': async () => {
      await load({ events: [{ ...event('fragor'), status: pick(['cancelled', 'published']) }] });
      return pathsOf.event('fragor');
    },
    'a new event': async () => {
      const slug = `ny-${Math.floor(random() * 1e6)}`;
      await load({ events: [{ slug, title: 'Ny', host: 'rsmh', status: 'published', start: '2017-06-01T10:00' }] });
      return pathsOf.event(slug);
    },
    'a series with other dates': async () => {
      const [series] = rareEvents.series;
      await load({ series: [{ ...series, start: pick(['2017-04-05T17:00', '2017-04-12T17:00']), end: undefined }] });
      return pathsOf.series('varkurs');
    },
    'what an organisation says': async () => {
      await load({ organisations: [{ slug: 'rsmh', name: `RSMH ${random()}` }] });
      return pathsOf.organisation('rsmh');
    },
    'a site with another name': async () => {
      await load({ site: { name: `Samling ${random()}`, operator: 'Helsingborgs stad' } });
      return [];
    },

    // and each table of places by itself, which no code of ours does
    'a claim that ends': async () => {
      await run(sql`update claim set state = 'ended' where holder_id in (
        select max(holder_id) from claim where state = 'held' and signup_id is not null)`);
      return taking.flatMap(pathsOf.event);
    },
    'a claim less': async () => {
      await run(sql`delete from claim where holder_id in (select max(holder_id) from claim where state = 'held')`);
      return taking.flatMap(pathsOf.event);
    },
    'a claim more': async () => {
      await run(sql`insert into claim (pool_id, holder_id, signup_id, team_id, places, state)
        select pool.id, signup.id, signup.id, null, 1, 'held' from signup, pool, event
        where pool.offer_id = event.id and event.slug = 'filmkvall' and pool.of = 'event' and signup.id = (
          select max(id) from signup where id not in (select holder_id from claim where pool_id = pool.id))`);
      return pathsOf.event('filmkvall');
    },
    'an audience that somebody told': async () => {
      await run(sql`update signup set audience = ${pick(['brukare', 'public'])} where offer_id in (
        select id from event where slug in ('sparade', 'halsodag'))`);
      return ['sparade', 'halsodag'].flatMap(pathsOf.event);
    },
    'a player more in a team': async () => {
      await run(sql`update signup set party_size = party_size + 1 where team_id is not null`);
      return ['lagspel', 'fulla-lag', 'brannbollsyra'].flatMap(pathsOf.event);
    },
    'a team by another name': async () => {
      await run(sql`update team set name = ${`Namn ${random()}`} where id = (select min(id) from team)`);
      return ['lagspel', 'fulla-lag', 'brannbollsyra'].flatMap(pathsOf.event);
    },
  };

  test('are the answers that would be made anew, whatever has happened', { timeout: 300_000 }, async () => {
    for (let n = 0; n < 10; n++) await (n % 2 ? registerTeam() : signUp());
    await compare(await everything());
    for (const change of shuffled(Object.keys(changes))) {
      const touched = await changes[change]!();
      await compareAround(touched).catch((error: Error) => {
        error.message = `after ${change}: ${error.message}`;
        throw error;
      });
    }
    await compare(await everything());
    // most was indeed given again
    const { hit = 0, revalidated = 0 } = await outcomes(keeping);
    expect(hit + revalidated).toBeGreaterThan(100);
  });

  const shuffled = (names: string[]) =>
    names
      .map((name) => [random(), name] as const)
      .sort(([a], [b]) => a - b)
      .map(([, name]) => name);

  test('are never wrong by the clock', { timeout: 300_000 }, async () => {
    // none at a quarter of an hour, when everything is made anew
    await insertEvent(store, {
      slug: 'ojamn',
      capacity: 5,
      signupOpens: '2017-04-03T09:04',
      kept: [{ audience: 'brukare', places: 2, until: '2017-04-03T09:21' }],
      signupCloses: '2017-04-03T09:57',
      start: '2017-04-03T10:07',
      activities: [{ slug: 'sang', start: '2017-04-03T10:09', end: '2017-04-03T10:50', capacity: 2 }],
      end: '2017-04-03T11:13',
    });
    const kurs = { slug: 'ojamnkurs', signupOpens: '2017-04-03T09:31', signupCloses: '2017-04-03T09:47' };
    await insertCourse(store, { ...kurs, dates: [{ start: '2017-04-03T11:17', end: '2017-04-03T12:01' }] });
    const moments = [
      '2017-04-02T00:00', // another day
      '2017-04-02T16:00', // drop-in for two days is over
      ...['09:04', '09:21', '09:31', '09:47', '09:57', '10:07', '10:09', '11:13', '11:17', '12:01'].map(
        (time) => `2017-04-03T${time}`,
      ),
      '2018-01-01T00:00', // another year
    ].map(at);
    const seen = inEither([
      ...lists,
      ...['ojamn', 'mashup', 'nasta-ar', 'ojamnkurs-2017-04-03'].flatMap(pathsOf.event),
      ...pathsOf.series('ojamnkurs'),
    ]);
    for (const moment of moments) {
      // kept the moment before, asked for at the moment itself
      setNow(moment - 1);
      for (const path of seen) await read(keeping, path);
      setNow(moment);
      await compare(seen);
    }
    setNow(sampleNow); // the clock steps back
    await compare(seen);
  });

  test('stand for other events when somebody signs up to one', async () => {
    const one = await insertEvent(store, { slug: 'ett' });
    const other = await insertEvent(store, { slug: 'annat', venue: 'Långt därifrån' });
    const paths = [
      '/evenemang/ett',
      '/evenemang/annat',
      '/serier/varkurs',
      '/kalender.ics',
      '/evenemang/annat/anmalan',
    ];
    for (const path of paths) await (await keeping.get(path)).text();
    const before = await outcomes(keeping);
    await insertSignup(store, one);
    for (const path of paths) await (await keeping.get(path)).text();
    const after = await outcomes(keeping);
    expect([after.miss! - before.miss!, after.revalidated! - (before.revalidated ?? 0)]).toEqual([1, paths.length - 1]);
    expect(await (await keeping.get(`/api/v1/events/${other.slug}`)).json()).toMatchObject({ pools: [{ taken: 0 }] });
  });

  test('are never of an address that opens something, and hold nobody’s code', async () => {
    await insertEvent(store, { slug: 'lag', teams: {}, capacity: null });
    const captain = codeIn(await send('/evenemang/lag/lag', { team: 'Sork', name: 'Kim' }))!;
    const mine = codeIn(await send('/evenemang/lag/anmalan', { name: 'Anna' }))!;
    const receipt = await (await keeping.get(`/anmalan/${captain}`)).text();
    const team = /\/lag\/(\w{10})/.exec(receipt)![1]!;
    const feed = await keeping.post(`/anmalan/${mine}/kalender`);
    const token = /\/min\/([\w-]+)/.exec(feed.headers.get('location')!)![1]!;
    const secret = [
      ...['', '.ics', '/andring', '/aterbud', '/kalender'].map((more) => `/anmalan/${mine}${more}`),
      ...['', '.ics'].map((more) => `/lag/${team}${more}`),
      ...['', '/kalender.ics', '/avsluta'].map((more) => `/min/${token}${more}`),
      ...[`/api/v1/signups/${mine}`, `/anmalan/${captain}/lag/aterbud`, '/min-anmalan', '/lag'],
    ];
    const codes = [...signups.map(({ code }) => code), ...teams.map((one) => one.captain), captain, mine, team, token];
    const asked = async () => Object.values(await outcomes(keeping)).reduce((sum, n) => sum + n, 0);

    const before = await asked();
    for (const path of [...secret, ...inEither(secret), ...secret]) await (await keeping.get(path)).text();
    expect(await asked()).toBe(before);
    // everything else is looked for among what is kept, and tells nothing
    for (const path of await everything()) {
      const answer = await keeping.get(path, packed);
      const body = await answer.text();
      expect(
        codes.filter((code) => body.includes(code)),
        path,
      ).toEqual([]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });
});

/** How many answers were given from what is kept, and how many made. */
async function outcomes(app: TestApp): Promise<Record<string, number>> {
  const lines = await (await app.get('/metrics')).text();
  const found = lines.matchAll(/^samling_cached_answers_total\{outcome="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...found].map(([, outcome, count]) => [outcome, Number(count)]));
}

/** The same numbers from 0 to 1 at each run: mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
