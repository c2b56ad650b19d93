import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelSignup } from '../../db/changes';
import { deedsTo } from '../../db/deeds';
import { erasePeople } from '../../db/erase';
import { readLetter } from '../../db/letter';
import { asksForAnswers } from '../../db/messages/choices';
import { copiesOf, mailableNow, sendAgain } from '../../db/messages/copies';
import { mailingsOf } from '../../db/messages/list';
import { reachOf } from '../../db/messages/recipients';
import { spreadNext } from '../../db/messages/spread';
import { claimDue } from '../../db/outbox';
import { openStore, type Store } from '../../db/store';
import { registerTeam } from '../../db/team-registration';
import { stepOn } from '../../db/backup/step-on';
import { emptyOutbox, idOf, writeNotice } from '../emails/sending';
import { insertSignups } from '../support/bulk-signups';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, sampleNow, wish, type InsertedOffer } from '../support/sample';
import { copiesIn, send, someOrganiser, spreadAll, words } from '../support/send-message';

describe.each(databases)('messages to many on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  const signUp = (event: InsertedOffer, name: string, given = {}) =>
    insertSignup(store, event, { name, email: `${name.toLowerCase()}@example.se`, ...given });
  const names = async () => (await copiesIn(store)).map((copy) => copy.name);

  test('a message is one row; its notices hold ids alone, and are made afterwards', async () => {
    const event = await insertEvent(store);
    await signUp(event, 'Anna');
    await signUp(event, 'Bo', { email: null });
    await emptyOutbox(store);
    const outcome = await send(store, event);
    expect(outcome).toMatchObject({ kind: 'sent', reach: { mails: 1, toCall: [], neither: ['Bo'] } });
    expect(await copiesIn(store)).toEqual([]);
    await spreadAll(store);
    expect((await copiesIn(store)).map(({ name, state }) => `${name} ${state}`)).toEqual(['Anna queued', 'Bo call']);
    const rows = await store.read.selectFrom('outbox').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/stövlar|Anna|example\.se/u);
    expect((await deedsTo(store.read, event.id)).map(({ kind, facts }) => [kind, facts.count])).toEqual([
      ['message-sent', 2],
    ]);
  });

  test('the same form again is the same message, also at the same moment', async () => {
    const event = await insertEvent(store);
    await signUp(event, 'Anna');
    await someOrganiser(store);
    const outcomes = await Promise.all([1, 2, 3].map(() => send(store, event, { key: 'one' })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'sent']);
    expect(await send(store, event, { key: 'one' })).toMatchObject({ kind: 'already' });
    await spreadAll(store);
    expect(await names()).toEqual(['Anna']);
  });

  test('whom: who is in, everybody, the line, an activity', async () => {
    const event = await insertEvent(store, {
      capacity: 2,
      activities: [{ slug: 'yoga' }, { slug: 'dans' }],
    });
    await signUp(event, 'Anna', { activities: ['yoga'] });
    await signUp(event, 'Bo', { activities: ['dans'] });
    await signUp(event, 'Cia', { activities: ['yoga'] });
    const gone = await signUp(event, 'Dag', { activities: ['yoga'] });
    await cancelSignup(store, gone, sampleNow);
    const reached = async (to: Parameters<typeof reachOf>[2]) => {
      await send(store, event, { to });
      await spreadAll(store);
      const found = await names();
      await store.transact((trx) => trx.deleteFrom('outbox').execute());
      expect((await reachOf(store.read, { type: 'event', id: event.id }, to, sampleNow)).mails).toBe(found.length);
      return found;
    };
    expect(await reached({ whom: 'in', partId: null })).toEqual(['Anna', 'Bo']);
    expect(await reached({ whom: 'all', partId: null })).toEqual(['Anna', 'Bo', 'Cia']);
    expect(await reached({ whom: 'line', partId: null })).toEqual(['Cia']);
    expect(await reached({ whom: 'part', partId: event.parts.yoga! })).toEqual(['Anna']);
    const another = await insertEvent(store, { activities: [{ slug: 'sim' }] });
    const to = { whom: 'part', partId: another.parts.sim! } as const;
    expect(await send(store, event, { to })).toEqual({ kind: 'no-such-part' });
    expect(await send(store, another)).toEqual({ kind: 'nobody' });
  });

  test('whom: those who wait for an answer are written to by themselves', async () => {
    const event = await insertEvent(store, { capacity: 5 });
    const asks = () => asksForAnswers(store.read, { type: 'event', id: event.id });
    await signUp(event, 'Anna');
    expect(await asks()).toBe(false);
    const approval = async (on: 0 | 1) =>
      store.transact((trx) => trx.updateTable('event').set({ approval: on }).where('id', '=', event.id).execute());
    await approval(1);
    expect(await asks()).toBe(true);
    await signUp(event, 'Bo');
    await signUp(event, 'Cia', { email: null });
    for (const whom of ['all', 'line'] as const) {
      const reach = await reachOf(store.read, { type: 'event', id: event.id }, { whom, partId: null }, sampleNow);
      expect(reach).toMatchObject({ mails: whom === 'all' ? 1 : 0, toCall: [], neither: [] });
    }
    expect(await send(store, event, { to: { whom: 'unanswered', partId: null } })).toMatchObject({
      reach: { mails: 1, toCall: [], neither: ['Cia'] },
    });
    await spreadAll(store);
    expect((await names()).sort()).toEqual(['Bo', 'Cia']);
    // who waits is still asked about when nobody else is
    await approval(0);
    expect(await asks()).toBe(true);
  });

  test('players whom a captain only named are counted apart: the captain tells them', async () => {
    const event = await insertEvent(store, { teams: { minPlayers: 2 } });
    const captain = wish({ name: 'Bo', email: 'bo@example.se' });
    await registerTeam(store, event.slug, { name: 'Bollarna', captain, players: ['Cia', 'Dan'] }, null, sampleNow);
    const reach = async (whom: 'all' | 'captains') =>
      reachOf(store.read, { type: 'event', id: event.id }, { whom, partId: null }, sampleNow);
    expect(await reach('all')).toEqual({ mails: 1, toCall: [], neither: [], byCaptain: 2 });
    expect(await reach('captains')).toEqual({ mails: 1, toCall: [], neither: [], byCaptain: 0 });
  });

  test('one reader gets it once: the same address and name, but not two people who share an address', async () => {
    const event = await insertEvent(store);
    await signUp(event, 'Anna');
    await insertSignup(store, event, { name: 'anna', email: 'ANNA@example.se' });
    await insertSignup(store, event, { name: 'Bo', email: 'anna@example.se' });
    await send(store, event);
    // one at a time, so that what was made before is looked at
    await spreadAll(store, sampleNow, 1);
    expect(await names()).toEqual(['Anna', 'Bo']);
  });

  test('who signs up after it was written is not reached, who has left gets none', async () => {
    const event = await insertEvent(store);
    await signUp(event, 'Anna');
    await send(store, event);
    await insertSignup(store, event, { name: 'Sen', email: 'sen@example.se' }, sampleNow + 1);
    await spreadAll(store, sampleNow + 2);
    expect(await names()).toEqual(['Anna']);
  });

  test('what was called off after it was written is not sent, what was written of that is, and both once it is on again', async () => {
    const event = await insertEvent(store);
    const anna = await idOf(store, await signUp(event, 'Anna'));
    await emptyOutbox(store);
    await send(store, event);
    await spreadAll(store);
    const off = { signup_id: anna, created_at: sampleNow + 1, next_attempt_at: sampleNow + 10_000 };
    await writeNotice(store, { ...off, kind: 'event-cancelled' });
    const texts = { sv: { subject: 'Pengarna', words: 'De kommer tillbaka.' }, en: null };
    await send(store, event, { texts }, sampleNow + 2);
    await spreadAll(store, sampleNow + 2);
    const { notices } = await claimDue(store, { worker: 'w', now: sampleNow + 2, limit: 9, leaseMs: 1 });
    const said = async () => {
      const letters = await Promise.all(notices.map((notice) => readLetter(store, notice, sampleNow + 3)));
      return letters.flatMap((letter) => (letter?.about === 'signup' ? letter.message!.subject : [])).sort();
    };
    expect(notices.map(({ kind }) => kind)).toEqual(['message', 'message']);
    expect(await said()).toEqual(['Pengarna']);
    await writeNotice(store, { ...off, kind: 'event-restored', created_at: sampleNow + 3 });
    expect(await said()).toEqual(['Pengarna', 'Ta med stövlar']);
  });

  test('to a message and to a signup’s other notices the order is no matter: neither overtakes the other', async () => {
    const event = await insertEvent(store);
    const id = await idOf(store, await signUp(event, 'Anna'));
    await emptyOutbox(store);
    await send(store, event);
    await spreadAll(store);
    await writeNotice(store, { signup_id: id, kind: 'updated' });
    await writeNotice(store, { signup_id: id, kind: 'event-cancelled' });
    await send(store, event);
    await spreadAll(store);
    const { notices, dropped } = await claimDue(store, { worker: 'w', now: sampleNow, limit: 10, leaseMs: 60_000 });
    // what is told to one goes first
    expect(notices.map(({ kind }) => kind)).toEqual(['event-cancelled', 'message', 'message']);
    expect(dropped).toBe(1);
  });

  test('what is told to one does not wait behind a message to many', async () => {
    const event = await insertEvent(store, { capacity: null });
    await insertSignups(database, event, 20, (n) => ({ name: `P${n}`, email: `p${n}@example.se` }));
    await send(store, event);
    await spreadAll(store);
    await signUp(event, 'Anna');
    const { notices } = await claimDue(store, { worker: 'w', now: sampleNow, limit: 5, leaseMs: 60_000 });
    expect(notices.map(({ kind }) => kind)).toEqual(['confirmed', 'message', 'message', 'message', 'message']);
  });

  test('workers side by side and stops anywhere: everybody has one copy', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
    const event = await insertEvent(store, { capacity: null });
    await insertSignups(database, event, 30, (n) => ({
      name: `P${n}`,
      // every fifth has none, and some are one reader
      email: n % 5 === 4 ? null : `p${n}@example.se`,
    }));
    const stores = await Promise.all([1, 2].map(() => openStore(database.url, [testSecret])));
    await fc.assert(
      fc.asyncProperty(sizes, async (batches) => {
        await emptyOutbox(store);
        await store.transact((trx) => trx.deleteFrom('message').execute());
        await send(store, event);
        // some batches, then nobody goes on, then two at once do
        for (const size of batches) await spreadNext(store, sampleNow, size);
        await Promise.all(
          stores.map(async (one) => {
            for (let round = 0; round < 20; round++) await spreadNext(one, sampleNow, batches[0]);
          }),
        );
        await spreadAll(store, sampleNow, 7);
        const copies = await copiesIn(store);
        expect(copies).toHaveLength(30);
        expect(new Set(copies.map((copy) => copy.signup_id)).size).toBe(30);
      }),
      { numRuns: 6 },
    );
    await Promise.all(stores.map((one) => one.close()));
  });

  test(
    'to 10,000: the request writes one row, and what stops in the middle goes on: everybody once',
    { timeout: 120_000 },
    async () => {
      const event = await insertEvent(store, { capacity: null });
      const ids = await insertSignups(database, event, 10_000, (n) => ({
        name: `Person ${n}`,
        email: n % 10 === 0 ? null : `person-${n}@example.se`,
      }));
      const outcome = await send(store, event, { to: { whom: 'all', partId: null } });
      expect(outcome).toMatchObject({ kind: 'sent', reach: { mails: 9_000 } });
      const count = async () =>
        (
          await store.read
            .selectFrom('outbox')
            .select(sql<number>`count(*)`.as('n'))
            .executeTakeFirstOrThrow()
        ).n;
      expect(Number(await count())).toBe(0);
      for (let batch = 0; batch < 7; batch++) await spreadNext(store, sampleNow);
      expect(Number(await count())).toBe(3_500);
      // as after a restart: nothing of what went on is known but what is stored
      const again = await openStore(database.url, [testSecret]);
      await spreadAll(again);
      await again.close();
      const copies = await copiesIn(store);
      expect(copies).toHaveLength(10_000);
      expect(new Set(copies.map((copy) => copy.signup_id))).toEqual(new Set(ids));
      expect(copies.filter((copy) => copy.state === 'call')).toHaveLength(1_000);
    },
  );

  test('it is sent again to those whose address was changed, or to one who asks; a double tap sends once', async () => {
    const event = await insertEvent(store);
    const anna = await idOf(store, await signUp(event, 'Anna'));
    const bo = await idOf(store, await signUp(event, 'Bo', { email: null }));
    await emptyOutbox(store);
    const sent = await send(store, event);
    if (sent.kind !== 'sent') throw new Error(sent.kind);
    await spreadAll(store);
    const at = { type: 'event', id: event.id } as const;
    const by = await someOrganiser(store);
    const { id: organisationId } = await store.read.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const again = (to?: { signupId: string; times: number }) =>
      sendAgain(store, { at, mailingId: sent.id, to, by, organisationId }, sampleNow + 1);
    expect(await again()).toBe(0);
    await store.transact((trx) =>
      trx.updateTable('signup').set({ email: 'bo@example.se' }).where('id', '=', bo).execute(),
    );
    expect(await mailableNow(store.read, at, sent.id)).toBe(1);
    expect(await again()).toBe(1);
    expect(await again()).toBe(0);
    const states = (await copiesIn(store)).map(({ name, state }) => `${name} ${state}`).sort();
    expect(states).toEqual(['Anna queued', 'Bo dropped', 'Bo queued']);

    await store.transact((trx) =>
      trx.updateTable('outbox').set({ state: 'sent' }).where('state', '=', 'queued').execute(),
    );
    const { copies } = await copiesOf(store.read, at, sent.id, { state: 'sent', page: 1 });
    expect(copies.map(({ name }) => name)).toEqual(['Anna', 'Bo']);
    const { times } = copies.find((copy) => copy.signupId === anna)!;
    const taps = await Promise.all([again({ signupId: anna, times }), again({ signupId: anna, times })]);
    expect(taps.sort()).toEqual([0, 1]);
    expect(await again({ signupId: anna, times })).toBe(0);
    const { mailings } = await mailingsOf(store.read, at);
    expect(mailings[0]).toMatchObject({ of: 'message', copies: { sent: 2, queued: 1, call: 0 } });
  });

  test('a restored database sends no message a second time', async () => {
    const event = await insertEvent(store);
    await signUp(event, 'Anna');
    await emptyOutbox(store);
    await send(store, event);
    await stepOn(store, sampleNow + 60_000);
    expect((await copiesIn(store)).map(({ state }) => state)).toEqual(['call']);
    const left = await claimDue(store, { worker: 'w', now: sampleNow + 60_000, limit: 9, leaseMs: 60_000 });
    expect(left.notices).toEqual([]);
  });

  test('when people are erased, so is what was written to them', async () => {
    const event = await insertEvent(store);
    await signUp(event, 'Anna');
    await send(store, event, { texts: { ...words, en: { subject: 'Boots', words: 'Anna brings them' } } });
    await spreadAll(store);
    const year = 365 * 24 * 3600_000;
    await erasePeople(store, sampleNow + year, sampleNow + year);
    const rows = await store.read.selectFrom('message').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/stövlar|regnar|Boots|Anna/u);
  });
});
