import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { addOrganiser } from '../../db/organisers';
import { basisOf, createOffer, editOffer, entryOf, rehearse, type Edit } from '../../db/programme/edit';
import written from '../../db/programme/helsingborg-2017.json';
import { loadProgramme } from '../../db/programme/load';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { spring as now } from '../support/programme';
import { insertSignup } from '../support/sample';

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
    expect(outcome).toEqual({ kind: 'saved', told: 0 });
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
        overfull: [],
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
        overfull: [{ of: 'event', title: null, taken: 3, capacity: 2 }],
      },
    });
    const raise = edit({ change: (one) => ({ ...one, capacity: 4 }) });
    expect(await rehearse(database.store, raise, now)).toMatchObject({
      consequences: { told: [{ kind: 'promoted', neither: ['Li'], served: [{ name: 'Li', people: 1 }] }] },
    });
    expect(await rehearse(database.store, edit({}), now)).toEqual({ kind: 'same' });

    expect([await event(), await rows()]).toEqual([rowBefore, outboxBefore]);
    expect(await editOffer(database.store, move, now)).toEqual({ kind: 'saved', told: 3 });
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
