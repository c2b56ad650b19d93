import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { addOrganiser } from '../../db/organisers';
import { claimDue } from '../../db/outbox';
import type { EventEntry, SeriesEntry } from '../../db/programme/entry';
import { basisOf, createOffer, editOffer, entryOf, rehearse, type Edit } from '../../db/programme/edit';
import written from '../../db/programme/helsingborg-2017.json';
import { loadProgramme } from '../../db/programme/load';
import type { NoticeFacts } from '../../domain/notice';
import { signUp } from '../support/sign-up';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { spring as now } from '../support/programme';
import { insertSignup, wish } from '../support/sample';

const minute = 60_000;

describe.each(databases)('editing an event, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let by: string;
  const slug = 'fest';
  beforeEach(async () => {
    database = await testDatabase(dialect);
    const file = {
      organisations: [{ slug: 'rsmh', name: 'RSMH' }],
      events: [
        {
          slug,
          title: 'Fest',
          host: 'rsmh',
          status: 'published',
          start: '2017-05-04T10:00',
          end: '2017-05-04T12:00',
          venue: 'Lokalen',
          capacity: 3,
          activities: [{ slug: 'dans', title: 'Dans', capacity: 2 }],
        },
      ],
    };
    expect(await loadProgramme(database.store, file, { now })).toMatchObject({ ok: true });
    const who = { email: 'anna@example.se', name: 'Anna', organisation: 'rsmh', role: 'organiser' as const };
    await addOrganiser(database.store, who, now);
    ({ id: by } = await database.store.read.selectFrom('organiser').select('id').executeTakeFirstOrThrow());
  });
  afterEach(() => database.drop());

  const edit = (more: Partial<Edit<'event'>>): Edit<'event'> => ({
    type: 'event',
    slug,
    fields: ['title'],
    change: (entry) => entry,
    deed: { kind: 'edited', by, facts: { fields: ['title'] } },
    ...more,
  });
  const event = () => database.store.read.selectFrom('event').selectAll().executeTakeFirstOrThrow();

  test('writes what was changed, and the deed', async () => {
    const outcome = await editOffer(database.store, edit({ change: (entry) => ({ ...entry, title: 'Vårfest' }) }), now);
    expect(outcome).toMatchObject({ kind: 'saved', told: 0 });
    const row = await event();
    expect(row).toMatchObject({ title: 'Vårfest', venue: 'Lokalen' });
    expect(await deedsTo(database.store.read, row.id)).toEqual([
      expect.objectContaining({
        at: now,
        kind: 'edited',
        facts: { fields: ['title'] },
        by: { name: 'Anna', email: 'anna@example.se' },
      }),
    ]);
  });

  test('that changes nothing is no deed', async () => {
    expect(await editOffer(database.store, edit({}), now)).toEqual({ kind: 'same' });
    expect(await deedsTo(database.store.read, (await event()).id)).toEqual([]);
  });

  test('is refused with the field and the words', async () => {
    const outcome = await editOffer(database.store, edit({ change: (entry) => ({ ...entry, capacity: -1 }) }), now);
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ field: 'capacity' }] });
    expect(await editOffer(database.store, edit({ slug: 'finns-inte' }), now)).toEqual({ kind: 'missing' });
  });

  test('tells the second of two who change the same field, and lets both change different ones', async () => {
    const entry = (await entryOf(database.store.read, 'event', slug))!;
    const title = basisOf(entry, ['title']);
    const venue = basisOf(entry, ['venue']);
    const first = edit({ basis: title, change: (one) => ({ ...one, title: 'Första' }) });
    const second = edit({ basis: title, change: (one) => ({ ...one, title: 'Andra' }) });
    const other = edit({ basis: venue, fields: ['venue'], change: (one) => ({ ...one, venue: 'Parken' }) });
    expect(await editOffer(database.store, first, now)).toMatchObject({ kind: 'saved' });
    expect(await editOffer(database.store, second, now)).toMatchObject({
      kind: 'conflict',
      entry: { title: 'Första' },
    });
    expect(await editOffer(database.store, other, now)).toMatchObject({ kind: 'saved' });
    expect(await event()).toMatchObject({ title: 'Första', venue: 'Parken' });
  });

  test('at the same moment loses nothing of what two write', async () => {
    const outcomes = await Promise.all([
      editOffer(database.store, edit({ change: (one) => ({ ...one, title: 'Vårfest' }) }), now),
      editOffer(database.store, edit({ change: (one) => ({ ...one, venue: 'Parken' }) }), now),
      editOffer(database.store, edit({ change: (one) => ({ ...one, cost: 'Gratis' }) }), now),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved']);
    expect(await event()).toMatchObject({ title: 'Vårfest', venue: 'Parken', cost: 'Gratis' });
  });

  test('tells beforehand what will happen to whom, and does nothing', async () => {
    await insertSignup(database.store, { slug }, { name: 'Bo', email: 'bo@example.se', activities: ['dans'] }, now - 1);
    await insertSignup(database.store, { slug }, { name: 'Eva', partySize: 2, phone: '+46701234567' }, now - 1);
    await insertSignup(database.store, { slug }, { name: 'Li' }, now - 1);
    const rows = () => database.store.read.selectFrom('outbox').selectAll().orderBy('id').execute();
    const [rowBefore, outboxBefore] = [await event(), await rows()];

    const move = edit({
      change: (one) => ({ ...one, start: '2017-05-03T10:30', end: '2017-05-03T12:00', venue: undefined }),
    });
    expect(await rehearse(database.store, move, now)).toEqual({
      kind: 'rehearsed',
      consequences: {
        told: [
          {
            ...{ kind: 'updated', about: ['time', 'place'], signups: 3, people: 4, byMail: 1 },
            ...{ toCall: [{ name: 'Eva', phone: '+46701234567' }], neither: ['Li'], served: [] },
          },
        ],
        gone: [],
        overfull: [],
        staying: [],
      },
    });
    const lower = edit({ change: (one) => ({ ...one, capacity: 2, activities: [] }) });
    expect(await rehearse(database.store, lower, now)).toEqual({
      kind: 'rehearsed',
      consequences: {
        told: [
          {
            ...{ kind: 'updated', about: ['goneActivities'], signups: 1, people: 1, byMail: 1 },
            ...{ toCall: [], neither: [], served: [] },
          },
        ],
        gone: [{ title: 'Dans', people: 1 }],
        overfull: [{ of: 'event', title: null, taken: 3, capacity: 2 }],
        staying: [],
      },
    });
    const raise = edit({ change: (one) => ({ ...one, capacity: 4 }) });
    expect(await rehearse(database.store, raise, now)).toMatchObject({
      consequences: { told: [{ kind: 'promoted', neither: ['Li'], served: [{ name: 'Li', people: 1 }] }] },
    });
    expect(await rehearse(database.store, edit({}), now)).toEqual({ kind: 'same' });

    expect([await event(), await rows()]).toEqual([rowBefore, outboxBefore]);
    expect(await editOffer(database.store, move, now)).toEqual({ kind: 'saved', told: 3, gathering: 0, putRight: 0 });
  });

  test('tells beforehand of a whole series that a date is off, apart from those that are changed', async () => {
    const course = {
      ...{ slug: 'kurs', title: 'Kurs', host: 'rsmh', status: 'published', signup: 'whole' },
      ...{ rrule: 'FREQ=WEEKLY;COUNT=3', start: '2017-05-04T10:00' },
    };
    expect(await loadProgramme(database.store, { series: [course] }, { now })).toMatchObject({ ok: true });
    await signUp(database.store, { type: 'series', slug: 'kurs' }, wish({ name: 'Bo' }), null, now - 1);
    const about = async (change: Edit<'series'>['change']) => {
      const deed: Edit<'series'>['deed'] = { kind: 'edited', by, facts: { fields: ['cancelled'] } };
      const outcome = await rehearse(
        database.store,
        { type: 'series', slug: 'kurs', fields: ['cancelled', 'moved'], change, deed },
        now,
      );
      return outcome.kind === 'rehearsed' ? outcome.consequences.told.map((group) => group.about) : outcome;
    };
    expect(await about((one) => ({ ...one, cancelled: ['2017-05-11'] }))).toEqual([['cancelledEvent']]);
    expect(await about((one) => ({ ...one, cancelled: ['2017-05-11', '2017-05-18'] }))).toEqual([['cancelledEvents']]);
    const moved = [{ from: '2017-05-18', start: '2017-05-19T10:00', end: undefined, venue: undefined }];
    expect(await about((one) => ({ ...one, cancelled: ['2017-05-11'], moved }))).toEqual([
      ['events', 'cancelledEvent'],
    ]);
  });

  test('tells beforehand of a whole series that it is at another place, and not that its dates are changed', async () => {
    const course = {
      ...{ slug: 'kurs', title: 'Kurs', host: 'rsmh', status: 'published', signup: 'whole' },
      ...{ rrule: 'FREQ=WEEKLY;COUNT=3', start: '2017-05-04T10:00' },
    };
    expect(await loadProgramme(database.store, { series: [course] }, { now })).toMatchObject({ ok: true });
    await signUp(database.store, { type: 'series', slug: 'kurs' }, wish({ name: 'Bo' }), null, now - 1);
    const told = async (change: Edit<'series'>['change']) => {
      const deed: Edit<'series'>['deed'] = { kind: 'edited', by, facts: { fields: ['venue'] } };
      const outcome = await rehearse(
        database.store,
        { type: 'series', slug: 'kurs', fields: ['venue'], change, deed },
        now,
      );
      if (outcome.kind !== 'rehearsed') throw new Error(outcome.kind);
      return outcome.consequences.told.map(({ about, place }) => [about, place]);
    };
    const move = (venue?: string) => [{ from: '2017-05-18', start: '2017-05-19T10:00', end: undefined, venue }];
    expect(await told((one) => ({ ...one, venue: 'Köket' }))).toEqual([[['place'], 'Köket']]);
    // one of them only, or each at its own, or at another time too
    const elsewhere = [{ from: '2017-05-18', start: '2017-05-18T10:00', end: undefined, venue: 'Parken' }];
    expect(await told((one) => ({ ...one, moved: elsewhere }))).toEqual([[['events'], undefined]]);
    expect(await told((one) => ({ ...one, venue: 'Köket', moved: elsewhere }))).toEqual([[['events'], undefined]]);
    expect(await told((one) => ({ ...one, venue: 'Köket', start: '2017-05-04T11:00' }))).toEqual([
      [['events'], undefined],
    ]);
    expect(await told((one) => ({ ...one, venue: 'Köket', moved: move() }))).toEqual([[['place', 'events'], 'Köket']]);
  });

  test('tells once of what changes in two sections, when it has been quiet, and of calling it off at once', async () => {
    const { store } = database;
    for (const name of ['bo', 'eva']) {
      await insertSignup(store, { slug }, { name, email: `${name}@example.se` }, now - minute);
    }
    await store.transact((trx) => trx.updateTable('outbox').set({ state: 'sent' }).execute());
    const due = async (at: number) => {
      const { notices } = await claimDue(store, { worker: 'w', now: at, limit: 9, leaseMs: minute });
      return notices.map(({ kind, facts: { changed, mayFollow } }) => ({ kind, changed, mayFollow }));
    };
    const change = (more: Partial<EventEntry>, at: number) =>
      editOffer(store, edit({ change: (one) => ({ ...one, ...more }), mayFollow: true }), at);

    expect(await change({ start: '2017-05-03T10:00', end: '2017-05-03T12:00' }, now)).toMatchObject({ told: 2 });
    expect(await due(now + minute)).toEqual([]);
    expect(await change({ venue: 'Parken' }, now + minute)).toMatchObject({ told: 2 });
    expect(await due(now + 2 * minute)).toEqual([]);
    const both = { kind: 'updated', changed: ['time', 'place'], mayFollow: true };
    expect(await due(now + 3 * minute)).toEqual([both, both]);

    const later = now + 30 * minute;
    await store.transact((trx) => trx.updateTable('outbox').set({ state: 'sent' }).execute());
    await change({ venue: 'Lokalen' }, later);
    await change({ status: 'cancelled' }, later + 1);
    expect(await due(later + 1)).toMatchObject([{ kind: 'event-cancelled' }, { kind: 'event-cancelled' }]);
  });

  test('tells nobody of what was put right before they were told, and everybody else', async () => {
    const { store } = database;
    const told = async () =>
      (
        await store.read
          .selectFrom('signup')
          .innerJoin('outbox', 'outbox.signup_id', 'signup.id')
          .select(['signup.name', 'outbox.state', 'outbox.facts', 'outbox.kind'])
          .orderBy('outbox.created_at')
          .orderBy('signup.name')
          .execute()
      )
        .filter(({ kind, state }) => kind === 'updated' && state !== 'sent')
        .map(({ name, state, facts }) =>
          [name, state, (JSON.parse(facts) as { changed?: string[] }).changed?.join()].join(' '),
        );
    const signedUp = async (name: string, email: string | null, at: number) => {
      await insertSignup(store, { slug }, { name, email, phone: '+46701234567' }, at);
      await store.transact((trx) =>
        trx.updateTable('outbox').set({ state: 'sent' }).where('kind', '=', 'confirmed').execute(),
      );
    };
    const change = (more: Partial<EventEntry>, at: number) =>
      editOffer(store, edit({ change: (one) => ({ ...one, ...more }), mayFollow: true }), at);
    await signedUp('Bo', 'bo@example.se', now - minute);
    await signedUp('Li', null, now - minute);
    const was = await event();

    expect(await change({ start: '2017-05-03T10:00', end: '2017-05-03T12:00', venue: 'Parken' }, now)).toMatchObject({
      told: 2,
      gathering: 1,
      putRight: 0,
    });
    expect(await told()).toEqual(['Bo queued time,place', 'Li call time,place']);
    // somebody signs up, and is told the wrong day
    await signedUp('Eva', 'eva@example.se', now + 1);
    const back = edit({
      change: (one) => ({ ...one, start: '2017-05-04T10:00', end: '2017-05-04T12:00' }),
      mayFollow: true,
    });
    expect(await rehearse(store, back, now + 2)).toMatchObject({ consequences: { told: [{ signups: 1, byMail: 1 }] } });
    expect(await editOffer(store, back, now + 2)).toMatchObject({ told: 1, gathering: 1, putRight: 2 });
    expect(await told()).toEqual(['Bo queued place', 'Li call place', 'Eva queued time']);
    // the place as well: then nobody but Eva has anything to hear. Calendars that have read it read it again
    expect(await change({ venue: 'Lokalen' }, now + 3)).toMatchObject({ told: 1, putRight: 2 });
    expect(await told()).toEqual(['Bo dropped place', 'Li dropped place', 'Eva queued time', 'Eva queued place']);
    expect((await event()).sequence).toBe(was.sequence + 3);

    // what has been mailed, or called about, is told when it is taken back
    const later = now + 60 * minute;
    await store.transact((trx) => trx.updateTable('outbox').set({ state: 'sent' }).execute());
    await change({ venue: 'Parken' }, later);
    await store.transact((trx) =>
      trx.updateTable('outbox').set({ called_at: later }).where('state', '=', 'call').execute(),
    );
    await claimDue(store, { worker: 'w', now: later + 2 * minute, limit: 9, leaseMs: minute });
    expect(await change({ venue: 'Lokalen' }, later + 2 * minute)).toMatchObject({ told: 3, putRight: 0 });
  });

  test('an activity that is put back at its time is told to nobody', async () => {
    const { store } = database;
    const dance = (start?: string, end?: string) =>
      edit({
        change: (one) => ({
          ...one,
          activities: [{ slug: 'dans', title: 'Dans', capacity: 2, start, end }] as EventEntry['activities'],
        }),
        mayFollow: true,
      });
    await editOffer(store, dance('2017-05-04T10:00', '2017-05-04T10:30'), now);
    await insertSignup(store, { slug }, { name: 'Bo', email: 'bo@example.se', activities: ['dans'] }, now);
    expect(await editOffer(store, dance('2017-05-04T11:00', '2017-05-04T11:30'), now + 1)).toMatchObject({ told: 1 });
    expect(await editOffer(store, dance('2017-05-04T10:00', '2017-05-04T10:30'), now + 2)).toMatchObject({
      told: 0,
      putRight: 1,
    });
  });

  test('begins with a name of its own, also when many make the same at once', async () => {
    const creation = { type: 'event' as const, entry: { title: 'Kaffe på Möllan', host: 'rsmh' }, by };
    const outcomes = await Promise.all([1, 2, 3].map(() => createOffer(database.store, creation, now)));
    const slugs = outcomes.map((one) => (one.kind === 'created' ? one.slug : '?')).sort();
    expect(slugs).toEqual(['kaffe-pa-mollan', 'kaffe-pa-mollan-2', 'kaffe-pa-mollan-3']);
    const answering = await database.store.read.selectFrom('responsible').selectAll().execute();
    expect(answering.map((row) => row.organiser_id)).toEqual([by, by, by]);
    expect(await entryOf(database.store.read, 'event', slugs[0]!)).toMatchObject({ status: 'draft', host: 'rsmh' });
    const refused = await createOffer(database.store, { ...creation, entry: { title: 'x', host: 'ingen' } }, now);
    expect(refused).toMatchObject({ kind: 'refused', problems: [{ field: 'host' }] });
  });
});

test.each(databases)(
  'a date that is put back is told to nobody who comes to them all, on $name',
  async ({ dialect }) => {
    const database = await testDatabase(dialect);
    const { store } = database;
    try {
      const organisations = [{ slug: 'rsmh', name: 'RSMH' }];
      const course = {
        ...{ slug: 'kurs', title: 'Kurs', host: 'rsmh', status: 'published', signup: 'whole', capacity: 9 },
        ...{ start: '2017-05-03T10:00', end: '2017-05-03T12:00', rrule: 'FREQ=WEEKLY;COUNT=4' },
      };
      expect(await loadProgramme(store, { organisations, series: [course] }, { now })).toMatchObject({ ok: true });
      const who = { email: 'anna@example.se', name: 'Anna', organisation: 'rsmh', role: 'organiser' as const };
      await addOrganiser(store, who, now);
      const { id: by } = await store.read.selectFrom('organiser').select('id').executeTakeFirstOrThrow();
      await signUp(store, { type: 'series', slug: 'kurs' }, wish({ name: 'Bo', email: 'bo@example.se' }), null, now);
      const change = (more: Partial<SeriesEntry>, at: number) =>
        editOffer(
          store,
          {
            ...{ type: 'series', slug: 'kurs', fields: [], mayFollow: true, deed: { kind: 'edited', by, facts: {} } },
            change: (one) => ({ ...one, ...more }),
          },
          at,
        );
      const [first, second] = ['2017-05-10', '2017-05-17'] as const;
      const moved = { from: first, start: '2017-05-11T10:00', end: '2017-05-11T12:00', venue: undefined };
      const waiting = async () =>
        (
          await store.read
            .selectFrom('outbox')
            .selectAll()
            .where('kind', '=', 'updated')
            .orderBy('created_at')
            .execute()
        )
          .filter(({ state }) => state === 'queued')
          .map(({ facts }) => (JSON.parse(facts) as NoticeFacts).events?.length);
      expect(await change({ moved: [moved], cancelled: [second] }, now + 1)).toMatchObject({ told: 1, gathering: 1 });
      expect(await waiting()).toEqual([2]);
      expect(await change({ moved: [] }, now + 2)).toMatchObject({ told: 0, putRight: 1 });
      expect(await waiting()).toEqual([1]);
      // and one that was added by mistake
      const extra = { start: '2017-05-12T10:00', end: '2017-05-12T12:00' };
      expect(await change({ added: [extra] as SeriesEntry['added'] }, now + 3)).toMatchObject({ told: 1, putRight: 0 });
      expect(await waiting()).toEqual([1, 1]);
      expect(await change({ added: [], cancelled: [] }, now + 4)).toMatchObject({ told: 0, putRight: 1 });
      expect(await waiting()).toEqual([]);
    } finally {
      await database.drop();
    }
  },
);

test.each(databases)('a series as it was read changes nothing when it is loaded, on $name', async ({ dialect }) => {
  const database = await testDatabase(dialect);
  try {
    expect(await loadProgramme(database.store, structuredClone(written), { now })).toMatchObject({ ok: true });
    // dates of it changed too: one alone, and one with all that follow
    const [first] = written.series;
    const changed = [
      { from: '2017-05-04', title: 'Om sommaren', venue: null, capacity: null },
      { from: '2017-06-01', following: true, start: '13:00', end: '15:00', description: 'Kom in.\n\nVälkommen.' },
    ];
    expect(await loadProgramme(database.store, { series: [{ ...first, changed }] }, { now })).toMatchObject({
      ok: true,
      counts: { changed: 5 },
    });
    for (const { slug } of written.series) {
      const edit = { type: 'series' as const, slug, fields: [], change: <T>(one: T) => one };
      expect({
        slug,
        outcome: await rehearse(database.store, { ...edit, deed: { kind: 'edited', by: 'x' } }, now),
      }).toEqual({
        slug,
        outcome: { kind: 'same' },
      });
    }
  } finally {
    await database.drop();
  }
});
