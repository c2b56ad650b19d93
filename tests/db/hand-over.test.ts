import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deedsOfOrganisation, deedsTo } from '../../db/deeds';
import { dutiesOf, whoAnswersFor } from '../../db/duties';
import { handOver } from '../../db/hand-over';
import { readLetter } from '../../db/letter';
import type { HandedOverLetter, Letter } from '../../db/letter-kinds';
import { addOrganiser, changeRole, memberIn, removeMember } from '../../db/organisers';
import { claimDue, markSent } from '../../db/outbox';
import { createOffer, entryOf, type OfferType } from '../../db/programme/edit';
import { loadProgramme } from '../../db/programme/load';
import { quiet } from '../../domain/notice';
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

  test('moves who answers and who is asked, tells no colleague who did it, and is written down', async () => {
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
    expect(deed).toMatchObject({ by: { name: 'Åsa' }, facts: { organiser: ids['Åsa'] }, whom: 'Åsa', toSelf: true });
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

  describe('what is told', () => {
    /** What is due to be mailed then, as it stands then, and is no more. */
    async function letters(moment: number): Promise<Letter[]> {
      const { notices } = await claimDue(database.store, { worker: 'w', now: moment, limit: 50, leaseMs: 60_000 });
      const read = await Promise.all(notices.map((notice) => readLetter(database.store, notice, moment)));
      for (const notice of notices) await markSent(database.store, notice, moment);
      return read.flatMap((letter) => letter ?? []);
    }
    const hand = async (offer: Awaited<ReturnType<typeof make>>, to: string, by: string, moment = now) =>
      handOver(database.store, { offer, from: null, to: ids[to]!, by: ids[by]! }, moment);
    const role = (to: Role, by: string, moment = now) => {
      const of = { organisationId: host, organiserId: ids['Bo Ek']!, role: to, by: ids[by]! };
      return changeRole(database.store, of, moment);
    };

    test('is one mail about all that one is given, once it has been quiet, with what is still theirs', async () => {
      const made = [];
      for (const [title, start] of [
        ['Senare', '2017-06-04T10:00'],
        ['Utan dag', undefined],
        ['Först', '2017-05-04T10:00'],
        ['Tillbaka', '2017-05-05T10:00'],
      ] as const)
        made.push(await make('event', title, { start, status: 'draft' }, 'Åsa'));
      made.push(await make('series', 'Möte', { rrule: 'FREQ=WEEKLY;COUNT=3' }, 'Åsa'));
      for (const [index, offer] of made.entries()) {
        expect(await hand(offer, 'Bo Ek', 'Åsa', now + index * 60_000)).toBe('done');
      }
      // done again it is no news, nor is what one does oneself
      await hand(made[0]!, 'Bo Ek', 'Åsa', now + 240_000);
      await hand(made[3]!, 'Åsa', 'Åsa', now + 240_000);
      expect(await letters(now + 240_000 + quiet - 1)).toEqual([]);
      const [letter, ...more] = await letters(now + 240_000 + quiet);
      expect(more).toEqual([]);
      expect(letter).toMatchObject({ kind: 'handed-over', to: 'bo@example.se', by: 'Åsa' });
      expect((letter as HandedOverLetter).offers).toEqual([
        { type: 'event', slug: 'forst', title: 'Först', day: '2017-05-04' },
        { type: 'event', slug: 'senare', title: 'Senare', day: '2017-06-04' },
        { type: 'event', slug: 'utan-dag', title: 'Utan dag', day: null },
        { type: 'series', slug: 'mote', title: 'Möte', day: null },
      ]);
    });

    test('comes by a mail of its own when a worker has the first already', async () => {
      const [one, other] = [await make('event', 'En', {}, 'Åsa'), await make('event', 'Två', {}, 'Åsa')];
      await hand(one, 'Bo Ek', 'Åsa');
      expect(await letters(now + quiet)).toMatchObject([{ offers: [{ slug: 'en' }] }]);
      await hand(other, 'Bo Ek', 'Åsa', now + quiet);
      expect(await letters(now + 2 * quiet)).toMatchObject([{ offers: [{ slug: 'tva' }] }]);
    });

    test('loses nothing when many are handed over at the same moment', async () => {
      const made = [];
      for (const title of ['En', 'Två', 'Tre', 'Fyra']) made.push(await make('event', title, {}, 'Åsa'));
      await Promise.all(made.map((offer) => hand(offer, 'Bo Ek', 'Åsa')));
      const told = (await letters(now + quiet)) as HandedOverLetter[];
      expect(told.flatMap(({ offers }) => offers.map(({ slug }) => slug)).sort()).toEqual(['en', 'fyra', 'tre', 'tva']);
    });

    test('of a role is how it is then, and nothing when it is what it was', async () => {
      await role('door', 'Åsa');
      await role('administrator', 'Åsa', now + 1);
      const mails = await letters(now + 1 + quiet);
      expect(mails).toMatchObject([
        { kind: 'membership', to: 'bo@example.se', role: 'administrator', organisation: 'RSMH', by: 'Åsa' },
      ]);
      await role('door', 'Åsa', now + quiet);
      await role('administrator', 'Åsa', now + quiet);
      expect(await letters(now + 2 * quiet)).toEqual([]);
    });

    test('of what one does oneself is nothing', async () => {
      await role('administrator', 'Åsa');
      expect(await letters(now + quiet)).toHaveLength(1);
      await role('organiser', 'Bo Ek', now + quiet);
      expect(await remove('Bo Ek', 'Bo Ek')).toBe('done');
      expect(await letters(now + 3 * quiet)).toEqual([]);
    });

    test('of a removal is that, with what was handed over for whoever took it', async () => {
      const fest = await make('event', 'Fest', { contact: bosContact });
      expect(await toAsa(fest)).toBe('done');
      expect(await remove('Bo Ek')).toBe('done');
      expect(await letters(now + quiet)).toMatchObject([{ kind: 'membership', to: 'bo@example.se', role: null }]);
    });
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
