import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSignupView } from '../../db/api-views';
import { changeSignup, cancelSignup } from '../../db/changes';
import { serveByClock } from '../../db/clock';
import { deedsTo } from '../../db/deeds';
import { addOrganiser } from '../../db/organisers';
import type { AtSignup } from '../../db/participants/acting';
import { approveSignup, declineSignup } from '../../db/participants/approval';
import { loadProgramme } from '../../db/programme/load';
import { entryOf } from '../../db/programme/edit';
import { receiptByCode } from '../../db/receipts';
import { signupByCode } from '../../db/signup-rows';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertSignup, sampleNow as now, wish } from '../support/sample';
import { signUp } from '../support/sign-up';

describe.each(databases)('an event whose signups are approved, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let by: string;
  let organisationId: string;
  const slug = 'resan';
  const to = { type: 'event', slug } as const;

  const load = async (fields: object = {}) => {
    const file = {
      organisations: [{ slug: 'rsmh', name: 'RSMH' }],
      events: [
        {
          slug,
          title: 'Resan',
          host: 'rsmh',
          status: 'published',
          start: '2017-05-17T10:00',
          end: '2017-05-17T15:00',
          capacity: 2,
          approval: true,
          ...fields,
        },
      ],
    };
    const outcome = await loadProgramme(database.store, file, { now });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  };

  beforeEach(async () => {
    database = await testDatabase(dialect);
    await load();
    const who = { email: 'anna@example.se', name: 'Anna', organisation: 'rsmh', role: 'organiser' as const };
    await addOrganiser(database.store, who, now);
    ({ id: by } = await database.store.read.selectFrom('organiser').select('id').executeTakeFirstOrThrow());
    ({ id: organisationId } = await database.store.read
      .selectFrom('organisation')
      .select('id')
      .executeTakeFirstOrThrow());
  });
  afterEach(() => database.drop());

  const ask = (name: string, more: object = {}) => insertSignup(database.store, { slug }, { name, ...more });
  const rowOf = async (code: string) => (await signupByCode(database.store, database.store.read, code))!;
  const at = async (code: string): Promise<AtSignup> => {
    const { id, offer_id } = await rowOf(code);
    return { offerId: offer_id, signupId: id, by, organisationId };
  };
  const approve = async (code: string, when = now) => (await approveSignup(database.store, await at(code), when)).kind;
  const decline = async (code: string) => (await declineSignup(database.store, await at(code), now)).kind;
  const stands = async (code: string) => {
    const { state, position } = (await readSignupView(database.store, code, now))!;
    return [state, position];
  };
  const told = async (code: string) => {
    const { id } = await rowOf(code);
    const rows = await database.store.read
      .selectFrom('outbox')
      .select('kind')
      .where('signup_id', '=', id)
      .orderBy('ordinal')
      .execute();
    return rows.map(({ kind }) => kind);
  };

  test('who signs up waits without a place in line and holds nothing, and is told so', async () => {
    const bo = await ask('Bo');
    expect(await stands(bo)).toEqual(['waitlisted', null]);
    expect(await told(bo)).toEqual(['received']);
    expect((await receiptByCode(database.store, bo, now))!.toApprove).toBe(true);
    const held = await database.store.read.selectFrom('claim').select('state').execute();
    expect(held).toEqual([{ state: 'waiting' }]);
  });

  test('a yes gives places in the order of signing up, whatever the order of the answers', async () => {
    const [bo, eva, li, kim] = [await ask('Bo'), await ask('Eva'), await ask('Li'), await ask('Kim')];
    expect(await approve(li)).toBe('confirmed');
    expect(await approve(kim)).toBe('confirmed');
    // full: the first two stand in line at their own places, whoever gets the yes first
    expect(await approve(eva)).toBe('waitlisted');
    expect(await stands(eva)).toEqual(['waitlisted', 1]);
    expect(await approve(bo)).toBe('waitlisted');
    expect([await stands(bo), await stands(eva)]).toEqual([
      ['waitlisted', 1],
      ['waitlisted', 2],
    ]);
    expect([await told(li), await told(eva)]).toEqual([
      ['received', 'promoted'],
      ['received', 'waitlisted'],
    ]);
    await cancelSignup(database.store, kim, now);
    expect([await stands(bo), await stands(eva)]).toEqual([
      ['confirmed', null],
      ['waitlisted', 1],
    ]);
  });

  test('the line passes over who has had no answer', async () => {
    const [bo, eva] = [await ask('Bo', { partySize: 2 }), await ask('Eva')];
    await approve(bo);
    await cancelSignup(database.store, bo, now);
    expect(await stands(eva)).toEqual(['waitlisted', null]);
    await load({ capacity: 10 });
    await serveByClock(database.store, localToInstant('2017-05-17T11:00', 'Europe/Stockholm'));
    expect(await stands(eva)).toEqual(['waitlisted', null]);
    expect(await told(eva)).toEqual(['received']);
  });

  test('a no ends it, in words of its own', async () => {
    const bo = await ask('Bo');
    expect(await decline(bo)).toBe('declined');
    expect(await told(bo)).toEqual(['received', 'declined']);
    expect(await rowOf(bo)).toMatchObject({ state: 'cancelled', to_approve: 0, ended_as: 'declined' });
    expect([await decline(bo), await approve(bo)]).toEqual(['already', 'already']);
    const { offerId } = await at(bo);
    const deeds = await deedsTo(database.store.read, offerId);
    expect(deeds.map(({ kind, facts }) => [kind, facts])).toEqual([
      ['signup-declined', { ids: [(await rowOf(bo)).id] }],
    ]);
  });

  test('without a line, who does not fit keeps waiting for an answer', async () => {
    await load({ waitlist: false });
    const [bo, eva] = [await ask('Bo', { partySize: 2 }), await ask('Eva')];
    expect(await approve(bo)).toBe('confirmed');
    expect(await approve(eva)).toBe('full');
    expect((await rowOf(eva)).to_approve).toBe(1);
    // and nobody is taken in who could not even wait
    expect((await signUp(database.store, to, wish({ name: 'Li' }), null, now)).kind).toBe('full');
  });

  test('who waits for an answer may change to what a newcomer may have', async () => {
    await load({ waitlist: false, activities: [{ slug: 'dans', title: 'Dans', capacity: 1 }] });
    const bo = await ask('Bo');
    const eva = await ask('Eva');
    const change = (code: string, fields: object) => changeSignup(database.store, code, fields, now);
    expect(await change(bo, { partySize: 2 })).toEqual({ kind: 'changed' });
    expect(await change(bo, { partySize: 1, activities: ['dans'] })).toEqual({ kind: 'changed' });
    expect(await approve(bo)).toBe('confirmed');
    expect(await change(eva, { activities: ['dans'] })).toEqual({ kind: 'full' });
    expect(await change(eva, { name: 'Eva L' })).toEqual({ kind: 'changed' });
    expect(await stands(eva)).toEqual(['waitlisted', null]);
  });

  test('an activity that is gone leaves nothing to say yes to', async () => {
    await load({ shifts: [{ slug: 'bord', title: 'Bord' }] });
    const bo = await ask('Bo', { shifts: ['bord'] });
    await load({ shifts: [] });
    expect(await approve(bo)).toBe('nothing-asked');
    expect((await rowOf(bo)).to_approve).toBe(1);
  });

  test('who is said yes to when it has begun comes in if there is a place', async () => {
    const during = localToInstant('2017-05-17T11:00', 'Europe/Stockholm');
    const [bo, eva] = [await ask('Bo', { partySize: 2 }), await ask('Eva')];
    expect(await approve(bo, during)).toBe('confirmed');
    expect(await approve(eva, during)).toBe('full');
    expect(await approve(eva, localToInstant('2017-05-17T15:00', 'Europe/Stockholm'))).toBe('over');
  });

  test('a yes raises the revision of the places that pages show', async () => {
    const [bo, eva, li] = [await ask('Bo'), await ask('Eva'), await ask('Li')];
    const { offerId } = await at(bo);
    const revision = async () =>
      (
        await database.store.read
          .selectFrom('revision')
          .select('revision')
          .where('scope', '=', offerId)
          .executeTakeFirstOrThrow()
      ).revision;
    await approve(bo);
    await approve(eva);
    const before = await revision();
    expect(await approve(li)).toBe('waitlisted');
    expect(await revision()).toBeGreaterThan(before);
  });

  test('is written in the entry, and loading that changes nothing', async () => {
    const entry = await entryOf(database.store.read, 'event', slug);
    expect(entry).toMatchObject({ approval: true });
    const outcome = await loadProgramme(database.store, { events: [JSON.parse(JSON.stringify(entry))] }, { now });
    expect(outcome).toMatchObject({ ok: true, counts: { changed: 0 } });
    const teams = await loadProgramme(
      database.store,
      { events: [{ ...JSON.parse(JSON.stringify(entry)), teams: { capacity: 2 } }] },
      { now },
    );
    expect(teams).toMatchObject({ ok: false, problems: [{ path: expect.stringContaining('approval') as string }] });
  });
});
