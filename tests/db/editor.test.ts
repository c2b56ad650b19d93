import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calledOffOn, calledOffWords, forgetCalledOffWords, keepCalledOffWords } from '../../db/called-off';
import { discardDraft } from '../../db/discarded-draft';
import { eventPageOf, readEventPage } from '../../db/event-page';
import { lastEditOf } from '../../db/last-edit';
import { offerById } from '../../db/offers';
import type { ReceiptDate } from '../../db/receipts';
import { addOrganiser } from '../../db/organisers';
import { editOffer, entryOf, rehearse, type Edit } from '../../db/programme/edit';
import type { EventEntry } from '../../db/programme/entry';
import { loadProgramme } from '../../db/programme/load';
import { removeTemplate, saveTemplate, templateById, templatesOf } from '../../db/templates';
import { registerTeam } from '../../db/team-registration';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { spring as now } from '../support/programme';
import { insertSignup, wish } from '../support/sample';

describe.each(databases)('what an editor needs, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let by: string;
  let organisationId: string;
  const fest = {
    slug: 'fest',
    title: 'Fest',
    host: 'rsmh',
    coHosts: ['ria'],
    status: 'draft',
    start: '2017-05-04T10:00',
    capacity: 3,
    kept: [{ audience: 'brukare', places: 1 }],
    activities: [{ slug: 'dans', title: 'Dans', capacity: 2 }],
  };
  const mote = { slug: 'mote', title: 'Möte', host: 'rsmh', rrule: 'FREQ=WEEKLY;COUNT=3', start: '2017-05-04T10:00' };
  const load = async (file: object) => {
    const organisations = ['rsmh', 'ria'].map((slug) => ({ slug, name: slug.toUpperCase() }));
    expect(await loadProgramme(database.store, { organisations, ...file }, { now })).toMatchObject({ ok: true });
  };
  const rows = async (table: 'event' | 'series' | 'pool' | 'activity' | 'co_host' | 'responsible') =>
    (await database.store.read.selectFrom(table).selectAll().execute()).length;
  const idOf = async (type: 'event' | 'series', slug: string) =>
    (await database.store.read.selectFrom(type).select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;
  const deeds = async () =>
    (await database.store.read.selectFrom('deed').select(['kind', 'offer_id', 'facts']).orderBy('id').execute()).map(
      (deed) => `${deed.kind} ${deed.offer_id === null ? 'organisation' : 'offer'} ${deed.facts}`,
    );

  beforeEach(async () => {
    database = await testDatabase(dialect);
    await load({ events: [fest], series: [mote] });
    const who = { email: 'anna@example.se', name: 'Anna', organisation: 'rsmh', role: 'organiser' as const };
    await addOrganiser(database.store, who, now);
    ({ id: by } = await database.store.read.selectFrom('organiser').select('id').executeTakeFirstOrThrow());
    ({ id: organisationId } = await database.store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow());
  });
  afterEach(() => database.drop());

  test('a draft is thrown away with all that is in it, and the deed says so', async () => {
    expect(await discardDraft(database.store, { type: 'event', slug: 'fest', by }, now)).toBe('discarded');
    expect(await discardDraft(database.store, { type: 'event', slug: 'fest', by }, now)).toBe('missing');
    expect(await rows('activity')).toBe(0);
    expect(await rows('co_host')).toBe(0);
    expect(await deeds()).toEqual(['discarded organisation {"slug":"fest"}']);

    expect(await discardDraft(database.store, { type: 'series', slug: 'mote', by }, now)).toBe('discarded');
    expect([await rows('event'), await rows('series'), await rows('pool')]).toEqual([0, 0, 0]);
  });

  test('what is published, or has had somebody on it, is not thrown away', async () => {
    await load({ events: [{ ...fest, status: 'published' }] });
    const discard = () => discardDraft(database.store, { type: 'event', slug: 'fest', by }, now);
    expect(await discard()).toBe('not-a-draft');
    await insertSignup(database.store, { slug: 'fest' }, {}, now);
    await database.store.transact(async (trx) => {
      await trx.updateTable('claim').set({ state: 'ended' }).execute();
      await trx.updateTable('signup').set({ state: 'cancelled' }).execute();
      await trx.updateTable('event').set({ status: 'draft' }).where('slug', '=', 'fest').execute();
    });
    expect(await discard()).toBe('used');
    expect(await rows('activity')).toBe(1);
  });

  test('a template is an event as it was; of the same name there is one', async () => {
    const offerId = await idOf('event', 'fest');
    const entry = (await entryOf(database.store.read, 'event', 'fest'))!;
    const save = (name: string, more: Partial<EventEntry> = {}) =>
      saveTemplate(database.store, { name, organisationId, entry: { ...entry, ...more }, by, offerId }, now);
    await save('Fest');
    await save('Dans');
    await save('Fest', { title: 'Vårfest' });
    const templates = await templatesOf(database.store.read, [organisationId]);
    expect(templates.map(({ name }) => name)).toEqual(['Dans', 'Fest']);
    expect(await templatesOf(database.store.read, [])).toEqual([]);
    const { id } = templates[1]!;
    expect((await templateById(database.store.read, id))?.entry).toMatchObject({
      title: 'Vårfest',
      kept: [{ places: 1 }],
    });

    const another = { id, organisationId: 'another', by };
    await removeTemplate(database.store, another, now);
    expect(await templatesOf(database.store.read, [organisationId])).toHaveLength(2);
    for (let time = 0; time < 2; time++) await removeTemplate(database.store, { id, organisationId, by }, now);
    expect(await templateById(database.store.read, id)).toBeUndefined();
    expect((await deeds()).map((deed) => deed.split(' ')[0])).toEqual([
      ...['template-saved', 'template-saved', 'template-saved', 'template-removed'],
    ]);
  });

  test('the words of a cancellation are kept until it is taken back, and a series speaks for its dates', async () => {
    const { store } = database;
    const [event, series] = [await idOf('event', 'fest'), await idOf('series', 'mote')];
    const date = await idOf('event', 'mote-2017-05-11');
    const words = (type: 'event' | 'series', id: string) => calledOffWords(store.read, { type, id });
    expect(await words('event', event)).toBeNull();
    await store.transact((trx) => keepCalledOffWords(trx, event, 'Det regnar.', now));
    await store.transact((trx) => keepCalledOffWords(trx, event, 'Det snöar.', now));
    await store.transact((trx) => keepCalledOffWords(trx, series, 'Lokalen är stängd.', now));
    expect(await words('event', event)).toBe('Det snöar.');
    expect(await words('series', series)).toBe('Lokalen är stängd.');
    expect(await words('event', date)).toBe('Lokalen är stängd.');
    await store.transact((trx) => keepCalledOffWords(trx, date, 'Bara i dag.', now));
    expect(await words('event', date)).toBe('Bara i dag.');
    const onReceipt = async (
      type: 'event' | 'series',
      id: string,
      status: 'published' | 'cancelled',
      discreet = false,
    ) => {
      const offer = { ...(await offerById(store.read, type, id)), status };
      return calledOffOn(store.read, { offer, discreet, dates: [{ id: date, status: 'cancelled' } as ReceiptDate] });
    };
    expect(await onReceipt('event', event, 'cancelled')).toEqual({ whole: 'Det snöar.', dates: {} });
    expect(await onReceipt('series', series, 'published')).toEqual({ whole: null, dates: { [date]: 'Bara i dag.' } });
    expect(await onReceipt('series', series, 'cancelled')).toEqual({ whole: 'Lokalen är stängd.', dates: {} });
    expect(await onReceipt('event', event, 'cancelled', true)).toEqual({ whole: null, dates: {} });
    await store.transact((trx) => forgetCalledOffWords(trx, event));
    expect(await words('event', event)).toBeNull();
  });

  test('who last changed a field is known by the deeds', async () => {
    const offerId = await idOf('event', 'fest');
    const edit = (fields: string[], change: (entry: EventEntry) => EventEntry): Edit<'event'> => ({
      type: 'event',
      slug: 'fest',
      fields: ['title'],
      change,
      deed: { kind: 'edited', by, facts: { fields } },
    });
    await editOffer(
      database.store,
      edit(['title'], (entry) => ({ ...entry, title: 'Vårfest' })),
      now,
    );
    await editOffer(
      database.store,
      edit(['venue'], (entry) => ({ ...entry, venue: 'Parken' })),
      now + 1000,
    );
    expect(await lastEditOf(database.store.read, offerId, ['title', 'summary'])).toEqual({ by: 'Anna', at: now });
    expect(await lastEditOf(database.store.read, offerId, ['kept'])).toBeNull();
  });

  test('what was too full before is no consequence of another change', async () => {
    await load({ events: [{ ...fest, status: 'published', kept: [], activities: [] }] });
    for (const name of ['Bo', 'Eva', 'Li']) await insertSignup(database.store, { slug: 'fest' }, { name }, now - 1);
    const edit = (more: Partial<EventEntry>): Edit<'event'> => ({
      type: 'event',
      slug: 'fest',
      fields: ['capacity'],
      change: (entry) => ({ ...entry, ...more }),
      deed: { kind: 'edited', by },
    });
    const overfull = async (more: Partial<EventEntry>) => {
      const rehearsal = await rehearse(database.store, edit(more), now);
      return rehearsal.kind === 'rehearsed' ? rehearsal.consequences.overfull : rehearsal.kind;
    };
    expect(await overfull({ capacity: 2 })).toEqual([{ of: 'event', title: null, taken: 3, capacity: 2 }]);
    await editOffer(database.store, edit({ capacity: 2 }), now);
    expect(await overfull({ summary: 'En fest.' })).toEqual([]);
    expect(await overfull({ capacity: 1 })).toEqual([{ of: 'event', title: null, taken: 3, capacity: 1 }]);
  });

  test('too many in a team is told of that team by its name', async () => {
    const teams = { capacity: 4, minPlayers: 1, maxPlayers: 3 };
    const cup = { ...fest, slug: 'cup', status: 'published', capacity: undefined, kept: [], activities: [], teams };
    await load({ events: [cup] });
    for (const team of ['Lyran', 'Solen']) {
      const form = { name: team, captain: wish({ name: 'Kapten' }), players: team === 'Lyran' ? ['Bo', 'Li'] : [] };
      expect(await registerTeam(database.store, 'cup', form, null, now - 1)).toMatchObject({ kind: 'confirmed' });
    }
    const edit: Edit<'event'> = {
      type: 'event',
      slug: 'cup',
      fields: ['teams'],
      change: (entry) => ({ ...entry, teams: { minPlayers: 1, maxPlayers: 2, capacity: 1 } }),
      deed: { kind: 'edited', by },
    };
    expect(await rehearse(database.store, edit, now)).toMatchObject({
      consequences: {
        overfull: [
          { of: 'teams', title: null, taken: 2, capacity: 1 },
          { of: 'team', title: 'Lyran', taken: 3, capacity: 2 },
        ],
      },
    });
  });

  test('a draft has a page for those who write it, and for nobody else', async () => {
    const { read } = database.store;
    expect(await readEventPage(read, 'fest', now)).toBeUndefined();
    const page = await eventPageOf(read, await offerById(read, 'event', await idOf('event', 'fest')), now);
    expect(page).toMatchObject({ offer: { title: 'Fest' }, parts: [{ title: 'Dans' }], places: { capacity: 3 } });
    await load({ events: [{ ...fest, status: 'published' }] });
    const seen = await readEventPage(read, 'fest', now);
    const shown = await eventPageOf(read, await offerById(read, 'event', await idOf('event', 'fest')), now);
    expect(shown).toEqual(seen);
  });
});
