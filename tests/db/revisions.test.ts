import { setImmediate as nextTurn } from 'node:timers/promises';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cancelSignup, changeSignup } from '../../db/changes';
import { erasePeople } from '../../db/erase';
import { readLine } from '../../db/line';
import { offerById } from '../../db/offers';
import { ownPoolStates } from '../../db/own-pools';
import { openRevisionWatch, type RevisionWatch, type Watched } from '../../db/revision-watch';
import { recordShown, showsPlacesOf } from '../../db/revisions';
import type { Store } from '../../db/store';
import { openStore } from '../../db/store';
import { registerTeam } from '../../db/team-registration';
import { withdrawTeam } from '../../db/teams';
import { Unavailable } from '../../db/unavailable';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, insertSignup, insertSite, sampleNow, wish } from '../support/sample';

describe.each(databases)('revisions on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  const revisions = async () => {
    const rows = await store.read.selectFrom('revision').selectAll().execute();
    return new Map(rows.map(({ scope, revision }) => [scope, revision]));
  };
  /** The scopes that a change raises. */
  const raisedBy = async (change: () => Promise<unknown>) => {
    const before = await revisions();
    await change();
    return [...(await revisions())].filter(([scope, n]) => n > (before.get(scope) ?? 0)).map(([scope]) => scope);
  };
  const run = (statement: string) => store.transact((trx) => sql.raw(statement).execute(trx));

  test('what is arranged raises the programme, whichever column it is', async () => {
    await insertSite(store);
    const event = await insertEvent(store, {
      activities: [{ slug: 'yoga', start: '2017-05-17T11:00', capacity: 3 }],
      kept: [{ audience: 'brukare', places: 2 }],
    });
    await insertCourse(store, { slug: 'kurs', dates: [{ start: '2017-05-01T10:00', end: '2017-05-01T12:00' }] });
    await run(`insert into co_host select '${event.id}', id, 1 from organisation limit 1`);
    for (const table of ['site', 'organisation', 'series', 'event', 'co_host', 'activity', 'pool'] as const) {
      const [row] = await store.read.selectFrom(table).selectAll().execute();
      for (const column of Object.keys(row!)) {
        expect(
          await raisedBy(() => run(`update ${table} set "${column}" = "${column}"`)),
          `${table}.${column}`,
        ).toEqual(['programme']);
      }
    }
  });

  test('a row that comes or goes by itself raises what it belongs to', async () => {
    await insertSite(store);
    const event = await insertEvent(store, {
      teams: {},
      capacity: null,
      activities: [{ slug: 'yoga', start: '2017-05-17T11:00' }],
    });
    await insertCourse(store, { dates: [] });
    await registerTeam(store, event.slug, { name: 'Sork', captain: wish(), players: [] }, null, sampleNow);
    await run(`insert into co_host select '${event.id}', id, 1 from organisation limit 1`);
    await run('delete from outbox');
    /** What must differ in a second row like the first. */
    const unlike: Record<string, Record<string, string>> = {
      site: {},
      organisation: { id: `'2'`, slug: `'2'` },
      series: { id: `'2'`, slug: `'2'`, uid: `'2'` },
      event: { id: `'2'`, slug: `'2'`, uid: `'2'` },
      co_host: { offer_id: `'2'` },
      activity: { id: `'2'`, slug: `'2'` },
      pool: { id: `'2'` },
      team: { id: `'2'`, number: '2', code_hash: `'2'`, words: 'null' },
      signup: { id: `'2'`, code_hash: `'2'`, uid: `'2'`, team_id: 'null' },
      claim: { holder_id: `'2'`, signup_id: `'2'`, team_id: 'null' },
    };
    const pools = (of: string) =>
      of === 'pool' ? `where "of" = 'event'` : of === 'claim' ? 'where signup_id is not null' : '';
    const gone: [table: string, scopes: string[], remove: string][] = [];
    for (const [table, columns] of Object.entries(unlike)) {
      const scopes = [/^(team|signup|claim)$/.test(table) ? event.id : 'programme'];
      if (table === 'site') {
        expect(await raisedBy(() => run('delete from site'))).toEqual(scopes);
        expect(await raisedBy(() => insertSite(store))).toEqual(scopes);
        continue;
      }
      const [row] = await sql<object>`select * from ${sql.table(table)} limit 1`
        .execute(store.read)
        .then(({ rows }) => rows);
      const names = Object.keys(row!);
      const values = names.map((name) => columns[name] ?? `"${name}"`);
      const insert = `insert into ${table} (${names.map((name) => `"${name}"`).join()}) select ${values.join()} from ${table} ${pools(table)} limit 1`;
      expect(await raisedBy(() => run(insert)), `insert into ${table}`).toEqual(scopes);
      const [key, value] = Object.entries(columns)[0]!;
      gone.unshift([table, scopes, `delete from ${table} where ${key} = ${value}`]);
    }
    for (const [table, scopes, remove] of gone) {
      expect(await raisedBy(() => run(remove)), `delete from ${table}`).toEqual(scopes);
    }
  });

  test('a signup raises the places of its own event, and nothing else', async () => {
    const [event, other] = [await insertEvent(store, { capacity: 1 }), await insertEvent(store)];
    let code = '';
    expect(await raisedBy(async () => (code = await insertSignup(store, event)))).toEqual([event.id]);
    const waiting = await insertSignup(store, event);
    expect(await raisedBy(() => insertSignup(store, other, { partySize: 2 }))).toEqual([other.id]);
    expect(await raisedBy(() => changeSignup(store, waiting, { name: 'Bo' }, sampleNow))).toEqual([]);
    expect(await raisedBy(() => changeSignup(store, waiting, { audience: 'staff' }, sampleNow))).toEqual([event.id]);
    expect(await raisedBy(() => cancelSignup(store, code, sampleNow))).toEqual([event.id]);
    const course = await insertCourse(store, { dates: [{ start: '2017-05-01T10:00', end: '2017-05-01T12:00' }] });
    await run(
      `insert into claim select '${course.poolId}', id, id, null, 1, 'held' from signup where offer_id = '${other.id}'`,
    );
    expect((await revisions()).get(course.id)).toBe(1);
  });

  test('of a signup or a team only what a page can show, or count by, raises anything', async () => {
    const event = await insertEvent(store, { teams: {}, capacity: null });
    await registerTeam(store, event.slug, { name: 'Sork', captain: wish(), players: ['Ada'] }, null, sampleNow);
    const another = {
      signup: { offer_id: '', team_id: 'null', state: `'cancelled'`, party_size: '9', audience: `'staff'` },
      team: { number: '9', name: `'Mus'`, state: `'waitlisted'` },
      lines: { line_no: '7', no_place_at: '8' },
    };
    const shown = {
      signup: { ...another.signup, ...another.lines } as Record<string, string>,
      team: { ...another.team, line_no: '5' } as Record<string, string>,
    };
    for (const table of ['signup', 'team'] as const) {
      const [row] = await store.read.selectFrom(table).selectAll().execute();
      for (const column of Object.keys(row!)) {
        const value = shown[table][column];
        if (value === '') continue;
        const raised = await raisedBy(() => run(`update ${table} set "${column}" = ${value ?? `"${column}"`}`));
        expect(raised, `${table}.${column}`).toEqual(value === undefined ? [] : [event.id]);
      }
    }
    expect(await raisedBy(() => run(`update claim set state = 'ended'`))).toEqual([event.id]);
  });

  test('a team, its pool among the rest, raises its own event; so does whatever ends it', async () => {
    const event = await insertEvent(store, { teams: {}, capacity: null });
    let code = '';
    const register = async () => {
      const team = { name: 'Sork', captain: wish(), players: ['Ada'] };
      const outcome = await registerTeam(store, event.slug, team, null, sampleNow);
      code = 'code' in outcome ? outcome.code : '';
    };
    expect(await raisedBy(register)).toEqual([event.id]);
    expect(await raisedBy(() => withdrawTeam(store, code, sampleNow))).toEqual([event.id]);
    await register();
    const later = sampleNow + 400 * 86_400_000;
    expect(await raisedBy(() => erasePeople(store, later, later))).toEqual([event.id]);
  });

  test('what is undone raises nothing', async () => {
    const event = await insertEvent(store);
    await insertSignup(store, event);
    const undone = () =>
      store.transact(async (trx) => {
        await sql`update signup set party_size = 2`.execute(trx);
        await sql`update event set title = 'x'`.execute(trx);
        throw new Error('on purpose');
      });
    expect(await raisedBy(() => undone().catch(() => {}))).toEqual([]);
  });

  test('an answer is noted with what it shows, at the revision from before it was read', async () => {
    const [event, other] = [await insertEvent(store), await insertEvent(store, { capacity: null })];
    await insertSignup(store, event);
    const before = await revisions();
    const shown = new Map<string, number>();
    await recordShown(store.read, shown, async (recorder) => {
      await readLine(recorder, await offerById(recorder, 'event', event.id));
      await insertSignup(store, event);
      await readLine(recorder, await offerById(recorder, 'event', event.id));
      // without a limit nothing is counted, so that nothing of places is shown
      const pool = { id: other.poolId, offerId: other.id, capacity: null };
      await ownPoolStates(recorder, [pool]);
    });
    expect(shown).toEqual(new Map(['programme', event.id].map((scope) => [scope, before.get(scope)])));
    // by another asker nothing is noted
    await showsPlacesOf(store.read, [other.id]);
    expect(shown.size).toBe(2);
  });

  describe('a watch', () => {
    let watch: RevisionWatch;
    let other: Store;
    beforeEach(async () => {
      watch = await openRevisionWatch(database.url);
      other = await openStore(database.url, [testSecret]);
    });
    afterEach(async () => {
      await watch.close();
      await other.close();
    });
    const made = async (...scopes: string[]): Promise<Watched> => {
      const watched = watch.begin();
      await recordShown(store.read, watched.shown, (recorder) => showsPlacesOf(recorder, scopes));
      return watched;
    };

    test('tells at the very next call what another process has changed, and nothing else', async () => {
      const [event, beside] = [await insertEvent(store, { slug: 'a' }), await insertEvent(store, { slug: 'b' })];
      await watch.stands(await made());
      const [shows, showsBeside] = [await made(event.id), await made(beside.id)];
      for (let time = 0; time < 3; time++) expect(await watch.stands(shows)).not.toBe('changed');
      await insertSignup(other, { slug: 'a' });
      expect(await watch.stands(shows)).toBe('changed');
      expect(await watch.stands(showsBeside)).toBe('compared');
      expect(await watch.stands(await made(event.id))).toBe('compared');
      await other.transact((trx) => sql`update event set title = 'x' where slug = 'a'`.execute(trx));
      expect(await watch.stands(showsBeside)).toBe('changed');
    });

    test('is right however signups and questions fall', async () => {
      const event = await insertEvent(store, { slug: 'a', capacity: null });
      await watch.stands(await made());
      const places = async () => {
        const watched = watch.begin();
        const taken = await recordShown(store.read, watched.shown, async (recorder) => {
          const line = await readLine(recorder, await offerById(recorder, 'event', event.id));
          return line.pools.get(event.poolId)!.taken;
        });
        return { watched, taken };
      };
      let acknowledged = 0;
      let signing = true;
      const signups = (async () => {
        for (let n = 0; n < 40; n++) {
          await insertSignup(other, { slug: 'a' });
          acknowledged += 1;
          for (let turns = n % 4; turns > 0; turns--) await nextTurn();
        }
        signing = false;
      })();
      let kept = await places();
      let stood = 0;
      do {
        const atLeast = acknowledged;
        if ((await watch.stands(kept.watched)) !== 'changed') stood += 1;
        else kept = await places();
        expect(kept.taken).toBeGreaterThanOrEqual(atLeast);
        // on SQLite nothing above leaves the turn, and signups wait for the next
        await nextTurn();
      } while (signing);
      await signups;
      expect(stood).toBeGreaterThan(0);
    });
  });
});

test('on PostgreSQL all who ask while a question is on its way are answered by one that begins after it', async () => {
  const database = await testDatabase('postgres');
  const watch = await openRevisionWatch(database.url);
  const event = await insertEvent(database.store);
  await watch.stands(watch.begin());
  const made = watch.begin();
  await recordShown(database.store.read, made.shown, (recorder) => showsPlacesOf(recorder, [event.id]));
  const questions = vi.spyOn(pg.Pool.prototype, 'query');
  const first = watch.stands(made);
  const rest = Array.from({ length: 50 }, () => watch.stands(made));
  expect(await Promise.all([first, ...rest])).toEqual(Array(51).fill('compared'));
  expect(questions).toHaveBeenCalledTimes(2);
  questions.mockRestore();
  await watch.close();
  await database.drop();
});

test('on PostgreSQL who is not answered in time is told so', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const watch = await openRevisionWatch(`postgres://nobody@127.0.0.1:${port}/nothing`);
  await expect(watch.stands(watch.begin())).rejects.toThrow(Unavailable);
  await watch.close();
  silent.close();
});

test('on PostgreSQL nothing stands that was known by a connection that is gone', async () => {
  const database = await testDatabase('postgres');
  const watch = await openRevisionWatch(database.url);
  await watch.stands(watch.begin());
  const made = watch.begin();
  await recordShown(database.store.read, made.shown, async () => {});
  expect(await watch.stands(made)).toBe('compared');
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%from revision where scope = any%'
      and pid <> pg_backend_pid()`.execute(database.store.read);
  // whoever asks first may be the one to find out that it is gone
  expect(await Promise.resolve(watch.stands(made)).catch(() => 'changed')).toBe('changed');
  expect(await watch.stands(made)).toBe('changed');
  await watch.close();
  await database.drop();
});
