import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEventView, readListedViews, readSignupView, type PoolView } from '../../db/api-views';
import { cancelSignup } from '../../db/changes';
import { signUp } from '../support/sign-up';
import type { Asker, Store } from '../../db/store';
import { registerTeam, type TeamOutcome } from '../../db/team-registration';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, sampleNow, wish, type InsertedOffer } from '../support/sample';

const pool = (
  of: PoolView['of'],
  slug: string | null,
  capacity: number | null,
  taken = 0,
  waitlisted = 0,
): PoolView => ({
  of,
  slug,
  capacity,
  taken,
  waitlisted,
});

/** The same, and how many statements it has been asked. */
function counting(asker: Asker): { asker: Asker; count: () => number } {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      statements += 1;
      return result;
    },
  };
  return { asker: asker.withPlugin(counter), count: () => statements };
}

describe.each(databases)('what the API tells on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await testDatabase(dialect);
    ({ store } = database);
  });
  afterAll(() => database.drop());

  const poolsOf = async (event: Pick<InsertedOffer, 'slug'>, now = sampleNow) =>
    (await readEventView(store.read, event.slug, now))!.pools;

  it('pools in order: its own, activities, shifts, teams, each team, kept', async () => {
    const event = await insertEvent(store, {
      capacity: 30,
      kept: [{ audience: 'brukare', places: 10, until: '2017-05-10T00:00' }],
      shifts: [{ slug: 'bord', start: '2017-05-17T09:00', end: '2017-05-17T12:00', capacity: 2 }],
      activities: [{ slug: 'yoga', capacity: 20 }, { slug: 'gym' }],
      teams: { capacity: 4, minPlayers: 1, maxPlayers: 8 },
    });
    const team = { name: 'Bollarna', captain: wish(), players: ['Alex'] };
    await registerTeam(store, event.slug, team, null, sampleNow);
    await insertSignup(store, event, { partySize: 3, activities: ['yoga'], audience: 'brukare' });
    await insertSignup(store, event, { shifts: ['bord'] });
    expect(await poolsOf(event)).toEqual([
      pool('event', null, 30, 5),
      pool('activity', 'yoga', 20, 3),
      pool('activity', 'gym', null),
      pool('shift', 'bord', 2, 1),
      pool('teams', null, 4, 1),
      pool('team', '1', 8, 2),
      pool('kept', 'brukare', 10, 3),
    ]);
    // what is no longer kept for anybody is no pool
    const released = await poolsOf(event, localToInstant('2017-05-10T00:00', 'Europe/Stockholm'));
    expect(released.map(({ of }) => of)).not.toContain('kept');
  });

  it('those who wait in each pool that they wait for, teams in teams', async () => {
    const event = await insertEvent(store, {
      capacity: 2,
      kept: [{ audience: 'brukare', places: 1 }],
      activities: [{ slug: 'yoga', capacity: 2 }],
      teams: { capacity: 1, minPlayers: 1, maxPlayers: 8 },
    });
    await insertSignup(store, event, { partySize: 2, activities: ['yoga'], audience: 'brukare' });
    await insertSignup(store, event, { activities: ['yoga'], audience: 'brukare' });
    await registerTeam(store, event.slug, { name: 'A', captain: wish(), players: ['B', 'C'] }, null, sampleNow);
    expect(await poolsOf(event)).toEqual([
      pool('event', null, 2, 2, 1),
      pool('activity', 'yoga', 2, 2, 1),
      pool('teams', null, 1),
      pool('kept', 'brukare', 1, 2, 1),
    ]);
  });

  it('a team that waits, and none that was withdrawn', async () => {
    const cup = await insertEvent(store, { capacity: null, teams: { capacity: 1, minPlayers: 1, maxPlayers: 8 } });
    const register = (name: string) =>
      registerTeam(store, cup.slug, { name, captain: wish(), players: [] }, null, sampleNow);
    const codeOf = (outcome: TeamOutcome) => ('code' in outcome ? outcome.code : '');
    const first = codeOf(await register('Första'));
    const second = codeOf(await register('Andra'));
    expect(await poolsOf(cup)).toEqual([
      pool('event', null, null, 1, 1),
      pool('teams', null, 1, 1, 1),
      pool('team', '1', 8, 1),
      pool('team', '2', 8, 0, 1),
    ]);
    expect(await readSignupView(store, second, sampleNow)).toMatchObject({ state: 'waitlisted', position: 1 });
    await cancelSignup(store, first, sampleNow);
    expect(await poolsOf(cup)).toEqual([
      pool('event', null, null, 1),
      pool('teams', null, 1, 1),
      pool('team', '2', 8, 1),
    ]);
  });

  it('of a date in a whole series the series’ pool', async () => {
    const dates = [{ start: '2017-09-05T17:00', end: '2017-09-05T19:00' }];
    const course = await insertCourse(store, { capacity: 2, dates });
    const join = (partySize: number) =>
      signUp(store, { type: 'series', slug: course.slug }, wish({ partySize }), null, sampleNow);
    const outcome = await join(2);
    await join(1);
    expect(await poolsOf(course.dates[0]!)).toEqual([pool('series', null, 2, 2, 1)]);
    expect(await readSignupView(store, 'code' in outcome ? outcome.code : '', sampleNow)).toEqual({
      state: 'confirmed',
      position: null,
      partySize: 2,
      event: course.slug,
      activities: [],
    });
  });

  it('no pools where somebody else takes the signups', async () => {
    expect(await poolsOf(await insertEvent(store, { externalSignup: 'https://example.org/anmal' }))).toEqual([]);
  });

  it('no activity that is gone from the programme', async () => {
    const event = await insertEvent(store, { activities: [{ slug: 'yoga' }, { slug: 'gym' }] });
    const code = await insertSignup(store, event, { activities: ['yoga', 'gym'] });
    await store.transact((trx) =>
      trx.updateTable('activity').set({ status: 'cancelled' }).where('id', '=', event.parts.yoga!).execute(),
    );
    expect((await poolsOf(event)).map(({ slug }) => slug)).toEqual([null, 'gym']);
    expect((await readSignupView(store, code, sampleNow))!.activities).toEqual(['gym']);
  });

  it('events by their ids, in that order, in as many statements for many as for few', async () => {
    const ids: string[] = [];
    for (const title of ['Sist', 'Först', 'Mitten']) ids.push((await insertEvent(store, { title, host: 'ria' })).id);
    const draft = await insertEvent(store, { status: 'draft' });
    const { asker, count } = counting(store.read);
    const one = await readListedViews(asker, ids.slice(0, 1));
    const statements = count();
    const views = await readListedViews(asker, [...ids, draft.id]);
    expect(views.map(({ title }) => title)).toEqual(['Sist', 'Först', 'Mitten']);
    expect(views[0]).toEqual(one[0]);
    expect(count()).toBe(2 * statements);
  });

  it('an event’s pools, in as many statements for many as for few', async () => {
    const names = Array.from({ length: 12 }, (_, n) => ({ slug: `del-${n}`, capacity: 2 }));
    const teams = { capacity: 9, minPlayers: 1, maxPlayers: 8 };
    const kept = [{ audience: 'brukare' as const, places: 1 }];
    const few = await insertEvent(store, { activities: names.slice(0, 1), teams, kept });
    const many = await insertEvent(store, { activities: names, teams, kept });
    for (const { slug } of names) await insertSignup(store, many, { activities: [slug], partySize: 2 });
    for (const { slug } of names) await insertSignup(store, many, { activities: [slug] });
    // somebody waits for either
    for (const partySize of [2, 1]) await insertSignup(store, few, { activities: ['del-0'], partySize });
    for (const name of ['A', 'B', 'C']) {
      await registerTeam(store, many.slug, { name, captain: wish(), players: [] }, null, sampleNow);
    }
    const { asker, count } = counting(store.read);
    await readEventView(asker, few.slug, sampleNow);
    const statements = count();
    const view = await readEventView(asker, many.slug, sampleNow);
    expect(view!.pools).toHaveLength(1 + 12 + 1 + 3 + 1);
    expect(count()).toBe(2 * statements);
  });

  it('nothing of a draft, nor of what there is not', async () => {
    const draft = await insertEvent(store, { status: 'draft' });
    expect(await readEventView(store.read, draft.slug, sampleNow)).toBeUndefined();
    expect(await readEventView(store.read, 'finns-inte', sampleNow)).toBeUndefined();
    expect(await readSignupView(store, '0000000000', sampleNow)).toBeUndefined();
  });
});
