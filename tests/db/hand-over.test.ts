import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deedsOfOrganisation, deedsTo } from '../../db/deeds';
import { dutiesOf, whoAnswersFor } from '../../db/duties';
import { handOver } from '../../db/hand-over';
import { addOrganiser, changeRole, memberIn, removeMember } from '../../db/organisers';
import { createOffer, entryOf, type OfferType } from '../../db/programme/edit';
import { loadProgramme } from '../../db/programme/load';
import type { Role } from '../../domain/role';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { at } from '../support/programme';

const now = at('2017-04-10T09:00');
const bosContact = { name: 'Bo Ek', email: 'bo@example.se', phone: '042-11 11 11' };

describe.each(databases)('handing over, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let host: string;
  const ids: Record<string, string> = {};
  beforeEach(async () => {
    database = await testDatabase(dialect);
    const file = {
      organisations: [
        { slug: 'rsmh', name: 'RSMH' },
        { slug: 'ifs', name: 'IFS' },
      ],
    };
    expect(await loadProgramme(database.store, file, { now })).toMatchObject({ ok: true });
    const add = async (name: string, email: string, role: Role, organisation = 'rsmh') => {
      await addOrganiser(database.store, { email, name, organisation, role }, now);
      const row = await database.store.read
        .selectFrom('organiser')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow();
      ids[name] = row.id;
    };
    await add('Åsa', 'asa@example.se', 'administrator');
    await add('Bo Ek', 'bo@example.se', 'organiser');
    await add('Dag', 'dag@example.se', 'door');
    await add('Eva', 'eva@example.se', 'administrator', 'ifs');
    ({ id: host } = await database.store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow());
  });
  afterEach(() => database.drop());

  async function make(type: OfferType, title: string, more: object, by = 'Bo Ek') {
    const entry = { title, host: 'rsmh', status: 'published', start: '2017-05-04T10:00', ...more };
    const made = await createOffer(database.store, { type, entry: entry as never, by: ids[by]! }, now);
    if (made.kind !== 'created') throw new Error(JSON.stringify(made));
    const row = await database.store.read
      .selectFrom(type)
      .select('id')
      .where('slug', '=', made.slug)
      .executeTakeFirstOrThrow();
    return { type, slug: made.slug, id: row.id, hostId: host };
  }
  const bo = async () => (await memberIn(database.store.read, { organisationId: host, organiserId: ids['Bo Ek']! }))!;
  const duties = async (moment = now) =>
    (await dutiesOf(database.store.read, host, await bo(), moment)).map(({ slug, isContact }) => ({ slug, isContact }));
  const remove = (who: string, by = 'Åsa') =>
    removeMember(database.store, { organisationId: host, organiserId: ids[who]!, by: ids[by]! }, now);
  const toAsa = async (offer: Awaited<ReturnType<typeof make>>, phone?: string) =>
    handOver(database.store, { offer, from: await bo(), to: ids['Åsa']!, phone, by: ids['Åsa']! }, now);

  test('finds what one answers for, and what sends its questions to one, until it is over', async () => {
    await make('event', 'Utan dag', { start: undefined, status: 'draft' });
    await make('event', 'Fest', { contact: bosContact });
    await make('event', 'Åsas kväll', { contact: { name: 'bo ek', phone: '042' }, start: '2017-04-20' }, 'Åsa');
    await make('event', 'Åsas egen', { contact: { name: 'Åsa' } }, 'Åsa');
    await make('event', 'Förra året', { start: '2016-05-04T10:00' });
    await make('series', 'Möte', { rrule: 'FREQ=WEEKLY;COUNT=3', contact: bosContact });
    expect(await duties()).toEqual([
      { slug: 'asas-kvall', isContact: true },
      { slug: 'fest', isContact: true },
      { slug: 'utan-dag', isContact: false },
      { slug: 'mote', isContact: true },
    ]);
    expect(await duties(at('2017-12-01T09:00'))).toEqual([{ slug: 'utan-dag', isContact: false }]);
  });

  test('moves who answers and who is asked, tells nobody, and is written down', async () => {
    const fest = await make('event', 'Fest', { contact: bosContact });
    expect(await toAsa(fest, '042-22 22 22')).toBe('done');
    expect(await whoAnswersFor(database.store.read, fest.id)).toMatchObject({ organiserId: ids['Åsa'] });
    expect((await entryOf(database.store.read, 'event', 'fest'))!.contact).toEqual({
      name: 'Åsa',
      email: 'asa@example.se',
      phone: '042-22 22 22',
    });
    const deeds = await deedsTo(database.store.read, fest.id);
    const deed = deeds.find(({ kind }) => kind === 'handed-over');
    expect(deed).toMatchObject({ by: { name: 'Åsa' }, facts: { organiser: ids['Åsa'] } });
    expect(await duties()).toEqual([]);
    expect(await database.store.read.selectFrom('outbox').select('id').execute()).toEqual([]);
  });

  test('leaves a contact that is somebody else’s, and takes a series with its dates', async () => {
    const fest = await make('event', 'Fest', { contact: { name: 'Kontoret', phone: '042-10' } });
    const mote = await make('series', 'Möte', { rrule: 'FREQ=WEEKLY;COUNT=2', contact: bosContact });
    expect([await toAsa(fest), await toAsa(mote)]).toEqual(['done', 'done']);
    expect((await entryOf(database.store.read, 'event', 'fest'))!.contact).toEqual({
      name: 'Kontoret',
      phone: '042-10',
    });
    const dates = await database.store.read
      .selectFrom('event')
      .select('contact')
      .where('series_id', '=', mote.id)
      .execute();
    expect(dates.map(({ contact }) => JSON.parse(contact) as object)).toEqual(
      Array(2).fill({ name: 'Åsa', email: 'asa@example.se' }),
    );
    expect(await duties()).toEqual([]);
  });

  test('a date of a series that somebody answers for by itself changes hands too', async () => {
    await make('series', 'Möte', { rrule: 'FREQ=WEEKLY;COUNT=2' }, 'Åsa');
    const row = await database.store.read
      .selectFrom('event')
      .select('id')
      .where('slug', '=', 'mote-2017-05-11')
      .executeTakeFirstOrThrow();
    await database.store.transact((trx) =>
      trx.insertInto('responsible').values({ offer_id: row.id, organiser_id: ids['Bo Ek']! }).execute(),
    );
    expect(await duties()).toEqual([{ slug: 'mote-2017-05-11', isContact: false }]);
    expect(await toAsa({ type: 'event', slug: 'mote-2017-05-11', id: row.id, hostId: host })).toBe('done');
    expect(await duties()).toEqual([]);
  });

  test('goes to nobody who may not, or is not here', async () => {
    const fest = await make('event', 'Fest', { contact: bosContact });
    for (const to of [ids.Dag!, ids.Eva!, 'nobody']) {
      const outcome = await handOver(database.store, { offer: fest, from: await bo(), to, by: ids['Åsa']! }, now);
      expect(outcome).toBe('unknown');
    }
    expect(await duties()).toEqual([{ slug: 'fest', isContact: true }]);
  });

  test('comes before one is removed; broken off it is done again from where it was', async () => {
    const [fest, kurs] = [await make('event', 'Fest', { contact: bosContact }), await make('event', 'Kurs', {})];
    expect(await remove('Bo Ek')).toBe('answers');
    expect(await toAsa(fest)).toBe('done');
    expect(await remove('Bo Ek')).toBe('answers');
    expect([await toAsa(fest), await toAsa(kurs)]).toEqual(['done', 'done']);
    expect(await remove('Bo Ek')).toBe('done');
    expect(await remove('Bo Ek')).toBe('unknown');
    expect(await deedsOfOrganisation(database.store.read, host)).toMatchObject([
      { kind: 'member-removed', by: { name: 'Åsa' }, whom: 'Bo Ek' },
    ]);
  });

  test('never leaves an event with somebody who is removed at the same moment', async () => {
    await addOrganiser(
      database.store,
      { email: 'cia@example.se', name: 'Cia', organisation: 'rsmh', role: 'organiser' },
      now,
    );
    const cia = await database.store.read
      .selectFrom('organiser')
      .select('id')
      .where('email', '=', 'cia@example.se')
      .executeTakeFirstOrThrow();
    ids.Cia = cia.id;
    const fest = await make('event', 'Fest', { contact: bosContact });
    const [handed, removed] = await Promise.all([
      handOver(database.store, { offer: fest, from: await bo(), to: cia.id, by: ids['Åsa']! }, now),
      remove('Cia'),
    ]);
    expect([
      ['done', 'answers'],
      ['unknown', 'done'],
    ]).toContainEqual([handed, removed]);
  });

  test('what members may do is written down', async () => {
    const of = { organisationId: host, organiserId: ids['Bo Ek']!, by: ids['Åsa']! };
    expect(await changeRole(database.store, { ...of, role: 'organiser' }, now)).toBe('done');
    expect(await changeRole(database.store, { ...of, role: 'door' }, now + 1)).toBe('done');
    expect(await deedsOfOrganisation(database.store.read, host)).toMatchObject([
      { kind: 'member-changed', at: now + 1, whom: 'Bo Ek', facts: { role: 'door' } },
    ]);
    expect(await deedsOfOrganisation(database.store.read, host, now)).toEqual([]);
  });
});
