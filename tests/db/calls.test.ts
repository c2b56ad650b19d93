import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepCalledOffWords } from '../../db/called-off';
import { callList, countCalls, missCall, tickCall, untickCall, type CallTo } from '../../db/calls';
import { cancelSignup, changeSignup } from '../../db/changes';
import { numbersOf } from '../../db/console-numbers';
import { deedsTo } from '../../db/deeds';
import { copiesOf, mailableNow, sendAgain } from '../../db/messages/copies';
import { mailingsOf } from '../../db/messages/list';
import { offerById } from '../../db/offers';
import { readParticipant } from '../../db/participants/one';
import { loadProgramme } from '../../db/programme/load';
import { signupByCode } from '../../db/signup-rows';
import type { Store } from '../../db/store';
import { spokenOf } from '../../emails/spoken';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertSignup, sampleNow, wish } from '../support/sample';
import { send, someOrganiser, spreadAll } from '../support/send-message';
import { signUp } from '../support/sign-up';

describe.each(databases)('the call list on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
  });
  afterEach(() => database.drop());

  const file = (event: object) => ({
    organisations: [{ slug: 'rsmh', name: 'RSMH' }],
    events: [
      {
        slug: 'fest',
        title: 'Fest',
        host: 'rsmh',
        status: 'published',
        start: '2017-05-17T10:00',
        venue: 'Parken',
        capacity: 5,
        ...event,
      },
    ],
  });
  let moment = sampleNow;
  const load = async (event: object) => {
    moment += 60_000;
    const outcome = await loadProgramme(store, file(event), { now: moment });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  };
  const fest = { slug: 'fest' };
  const at = async () => {
    const { id } = await store.read
      .selectFrom('event')
      .select('id')
      .where('slug', '=', 'fest')
      .executeTakeFirstOrThrow();
    return { type: 'event', id } as const;
  };
  const list = async (of: 'left' | 'done' = 'left') => callList(store, await at(), { of, page: 1 }, moment);
  const said = async (of: 'left' | 'done' = 'left') =>
    (await list(of)).calls.map(({ name, left, done }) => [
      name,
      ...[...left, ...done].flatMap(({ letter }) => spokenOf(letter)),
    ]);
  const count = async () => {
    const { id } = await at();
    const numbers = await numbersOf(store.read, [id]);
    const { toCall, neither } = numbers.get(id)!;
    expect((await countCalls(store.read, [id])).get(id) ?? { toCall: 0, neither: 0 }).toEqual({ toCall, neither });
    expect(await list()).toMatchObject({ toCall, neither });
    return toCall + neither;
  };
  const callTo = async (name: string, of: 'left' | 'done' = 'left'): Promise<CallTo> => {
    const call = (await list(of)).calls.find((one) => one.name === name)!;
    const { id: organisationId } = await store.read.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const notices = [...call.left, ...call.done].flatMap((one) => one.ids);
    return { at: await at(), signupId: call.signupId, notices, by: await someOrganiser(store), organisationId };
  };

  test('is empty while people only sign up: they have seen their receipts', async () => {
    await load({});
    await insertSignup(store, fest, { name: 'Anna' });
    expect(await said()).toEqual([]);
    expect(await count()).toBe(0);
  });

  test('has those without mail once each, with what is true now', async () => {
    await load({});
    const anna = await insertSignup(store, fest, { name: 'Anna', phone: '+46701234567', language: 'en' });
    await insertSignup(store, fest, { name: 'Bo', email: 'bo@example.se' });
    await load({ start: '2017-05-18T10:00' });
    await load({ start: '2017-05-18T10:00', venue: 'Biblioteket' });
    expect(await said()).toEqual([
      [
        'Anna',
        'Tid och plats är ändrade för Fest.',
        'Du har plats.',
        'Förut var det onsdag 17 maj 2017.',
        'Torsdag 18 maj 2017 kl. 10.00',
        'Biblioteket',
      ],
    ]);
    expect((await list()).calls[0]).toMatchObject({ phone: '+46701234567', language: 'en', missed: 0 });
    await load({ start: '2017-05-19T10:00', venue: 'Biblioteket' });
    await load({ start: '2017-05-19T10:00', venue: 'Biblioteket', status: 'cancelled' });
    // the last day that they know, and not one that nobody has been told of
    expect(await said()).toEqual([
      [
        'Anna',
        'Tyvärr har vi fått ställa in Fest.',
        'Det gäller fredag 19 maj 2017 kl. 10.00.',
        'Förut var det onsdag 17 maj 2017.',
      ],
    ]);
    expect(await count()).toBe(1);
    expect((await changeSignup(store, anna, { name: 'Anna A' }, moment)).kind).toBe('event-cancelled');
  });

  test('who has read the receipt since need not be called, nor who has left', async () => {
    await load({});
    const anna = await insertSignup(store, fest, { name: 'Anna' });
    const bo = await insertSignup(store, fest, { name: 'Bo' });
    await load({ start: '2017-05-18T10:00' });
    expect(await count()).toBe(2);
    await changeSignup(store, anna, { partySize: 2 }, moment);
    await cancelSignup(store, bo, moment);
    expect(await said()).toEqual([]);
    expect(await count()).toBe(0);
  });

  test('is ticked off by somebody, and what comes afterwards is left again', async () => {
    await load({});
    await insertSignup(store, fest, { name: 'Anna', phone: '+46701234567' });
    await load({ start: '2017-05-18T10:00' });
    const call = await callTo('Anna');
    expect(await missCall(store, { ...call, missed: 0 }, moment)).toBe(true);
    // a double tap
    expect(await missCall(store, { ...call, missed: 0 }, moment)).toBe(true);
    expect((await list()).calls[0]!.missed).toBe(1);
    await missCall(store, { ...call, missed: 1 }, moment);
    expect((await list()).calls[0]!.missed).toBe(2);
    expect(await tickCall(store, call, moment)).toBe(true);
    expect(await tickCall(store, call, moment)).toBe(true);
    expect(await count()).toBe(0);
    expect((await said('done'))[0]![1]).toBe('Tiden är ändrad för Fest.');
    expect((await list('done')).calls[0]!.done[0]).toMatchObject({ calledAt: moment, calledBy: 'Ordnaren' });

    await load({ start: '2017-05-19T10:00' });
    expect(await count()).toBe(1);
    expect((await said())[0]).toContain('Fredag 19 maj 2017 kl. 10.00');
    // what was not on the screen is not ticked with it
    await tickCall(store, call, moment);
    expect(await count()).toBe(1);
    await tickCall(store, await callTo('Anna'), moment);
    expect(await count()).toBe(0);
    await untickCall(store, await callTo('Anna', 'done'), moment);
    expect(await count()).toBe(1);
    const deeds = (await deedsTo(store.read, (await at()).id)).map(({ kind }) => kind).sort();
    expect(deeds).toEqual(['call-missed', 'call-missed', 'call-ticked', 'call-ticked', 'call-unticked']);
  });

  test('divides those to call from those who have no number, who are told and never fail to answer', async () => {
    await load({});
    await insertSignup(store, fest, { name: 'Anna' });
    const bo = await insertSignup(store, fest, { name: 'Bo', phone: '+46701234567' });
    const rows = async (code: string) => {
      const signup = (await signupByCode(store, store.read, code))!;
      const { told } = await readParticipant(
        store.read,
        await offerById(store.read, 'event', (await at()).id),
        signup,
        moment,
      );
      return told.map(({ state, call }) => [state, call]);
    };
    // what a receipt showed is nothing to call about, on the person's own page either
    expect(await rows(bo)).toEqual([['call', null]]);
    await load({ start: '2017-05-18T10:00' });
    expect((await list()).calls.map(({ name }) => name)).toEqual(['Bo', 'Anna']);
    expect(await list()).toMatchObject({ toCall: 1, neither: 1 });
    expect(await rows(bo)).toEqual([
      ['call', 'left'],
      ['call', null],
    ]);
    await missCall(store, { ...(await callTo('Anna')), missed: 0 }, moment);
    expect((await list()).calls[1]!.missed).toBe(0);
    await tickCall(store, await callTo('Bo'), moment);
    expect(await rows(bo)).toEqual([
      ['call', 'done'],
      ['call', null],
    ]);
    await tickCall(store, await callTo('Anna'), moment);
    expect(await count()).toBe(0);
  });

  test('has messages in their own words, and none of another event’s people', async () => {
    await load({});
    await insertSignup(store, fest, { name: 'Anna', language: 'en' });
    await send(store, await at(), {
      texts: {
        sv: { subject: 'Stövlar', words: 'Ta med\n\nstövlar.' },
        en: { subject: 'Boots', words: 'Bring boots' },
      },
    });
    await spreadAll(store);
    expect(await said()).toEqual([
      ['Anna', 'Stövlar', 'Ta med', 'stövlar.', 'Det gäller Fest, onsdag 17 maj 2017 kl. 10.00.'],
    ]);
    const call = await callTo('Anna');
    expect(await tickCall(store, { ...call, at: { type: 'event', id: 'another' } }, moment)).toBe(false);
    expect(await tickCall(store, { ...call, signupId: 'another' }, moment)).toBe(false);
    expect(await count()).toBe(1);
  });

  test('tells who has got a place that they have, also when it has moved since', async () => {
    await load({ capacity: 1 });
    const anna = await insertSignup(store, fest, { name: 'Anna' });
    await insertSignup(store, fest, { name: 'Bo' });
    await cancelSignup(store, anna, moment);
    await load({ capacity: 1, start: '2017-05-18T10:00' });
    expect(await said()).toEqual([
      [
        'Bo',
        'Nu har du fått plats på Fest.',
        'Tiden är ändrad för Fest.',
        'Förut var det onsdag 17 maj 2017.',
        'Torsdag 18 maj 2017 kl. 10.00',
        'Parken',
      ],
    ]);
    await load({ capacity: 1, start: '2017-05-18T10:00', status: 'cancelled' });
    await load({ capacity: 1, start: '2017-05-18T10:00' });
    await load({ capacity: 1, start: '2017-05-18T10:00', venue: 'Biblioteket' });
    expect((await said())[0]!.slice(1, 4)).toEqual([
      'Det blir av ändå: Fest.',
      'Nu har du fått plats på Fest.',
      'Tid och plats är ändrade för Fest.',
    ]);
  });

  test('says what the organiser says of what is off, and nothing of what is discreet', async () => {
    await load({});
    await insertSignup(store, fest, { name: 'Anna' });
    await load({ status: 'cancelled' });
    const { id } = await at();
    await store.transact((trx) => keepCalledOffWords(trx, id, 'Lokalen är upptagen.\nVi ses i januari.', moment));
    expect((await said())[0]!.slice(3)).toEqual(['Lokalen är upptagen.', 'Vi ses i januari.']);
    await load({ status: 'cancelled', discreet: true });
    expect(await said()).toEqual([
      [
        'Anna',
        'Tyvärr har vi fått ställa in aktiviteten du anmälde dig till.',
        'Det gäller onsdag 17 maj 2017 kl. 10.00.',
      ],
    ]);
  });

  test('says of what is off nothing of what had changed in it before', async () => {
    const yoga = { slug: 'yoga', title: 'Yoga', start: '2017-05-17T11:00', end: '2017-05-17T12:00' };
    await load({ activities: [yoga] });
    await insertSignup(store, fest, { name: 'Anna', activities: ['yoga'] });
    await load({ activities: [] });
    expect((await said())[0]).toContain('Yoga blir inte av. Resten av din anmälan gäller.');
    await load({ activities: [], status: 'cancelled' });
    expect(await said()).toEqual([
      ['Anna', 'Tyvärr har vi fått ställa in Fest.', 'Det gäller onsdag 17 maj 2017 kl. 10.00.'],
    ]);
  });

  test('has no message that was written before it was called off, until it is on again', async () => {
    const told = (words: string) => ({ texts: { sv: { subject: 'Till alla', words }, en: null } });
    const words = async () => (await said()).map(([name, ...lines]) => [name, lines.join(' ')] as const);
    const copies = async () => (await mailingsOf(store.read, await at())).mailings.map((one) => one.copies);
    await load({});
    await insertSignup(store, fest, { name: 'Anna', phone: '+46701234567' });
    await send(store, await at(), told('Ta med saxen. Välkommen!'), moment);
    await load({ status: 'cancelled' });
    // made for her only now
    await spreadAll(store, moment + 1);
    expect(await words()).toEqual([['Anna', expect.stringContaining('ställa in Fest')]]);
    expect((await words())[0]![1]).not.toContain('saxen');
    expect(await count()).toBe(1);
    expect((await copies()).map(({ call, dropped }) => [call, dropped])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const [anna] = (await list()).calls;
    const signup = await store.read
      .selectFrom('signup')
      .selectAll()
      .where('id', '=', anna!.signupId)
      .executeTakeFirstOrThrow();
    const card = await readParticipant(
      store.read,
      await offerById(store.read, 'event', (await at()).id),
      signup,
      moment,
    );
    expect(card.told.map(({ kind, call }) => [kind, call])).toContainEqual(['message', null]);
    // once she knows that it is off she is called about nothing
    await tickCall(store, await callTo('Anna'), moment);
    expect(await words()).toEqual([]);
    await send(store, await at(), told('Pengarna kommer tillbaka.'), moment + 2);
    await spreadAll(store, moment + 2);
    expect(await words()).toEqual([['Anna', expect.stringContaining('Pengarna kommer tillbaka.')]]);
    await load({});
    expect((await words())[0]![1]).toMatch(/Pengarna[\s\S]*saxen|saxen[\s\S]*Pengarna/u);
  });

  test('is what the messages are counted by: none that is overtaken, and apart those without a number', async () => {
    await load({});
    await insertSignup(store, fest, { name: 'Anna', phone: '+46701234567' });
    await insertSignup(store, fest, { name: 'Bo' });
    await insertSignup(store, fest, { name: 'Cia', email: 'cia@example.se' });
    await load({ start: '2017-05-18T10:00' });
    await load({ start: '2017-05-18T10:00', venue: 'Biblioteket' });
    const { mailings } = await mailingsOf(store.read, await at());
    expect(mailings.map(({ copies }) => copies)).toEqual([
      { queued: 1, sent: 0, call: 1, called: 0, neither: 1, dropped: 0 },
      { queued: 1, sent: 0, call: 0, called: 0, neither: 0, dropped: 2 },
    ]);
    const [last, first] = mailings;
    const names = async (id: string, state: 'call' | 'neither') =>
      (await copiesOf(store.read, await at(), id, { state, page: 1 })).copies.map(({ name }) => name);
    expect([await names(last!.id, 'call'), await names(last!.id, 'neither')]).toEqual([['Anna'], ['Bo']]);
    expect([await names(first!.id, 'call'), await names(first!.id, 'neither')]).toEqual([[], []]);

    await tickCall(store, await callTo('Anna'), moment);
    moment += 60_000;
    await send(store, await at(), {}, moment);
    await spreadAll(store, moment);
    const after = await mailingsOf(store.read, await at());
    expect(after.mailings.map(({ of, copies: { call, called, neither } }) => [of, call, called, neither])).toEqual([
      ['message', 1, 0, 1],
      ['notice', 0, 1, 1],
      ['notice', 0, 1, 0],
    ]);
  });

  test('whom the last of several changes is mailed to after all is told them all, and not called', async () => {
    await load({});
    const anna = await insertSignup(store, fest, { name: 'Anna', phone: '+46701234567' });
    await load({ start: '2017-05-18T10:00' });
    await load({ start: '2017-05-18T10:00', venue: 'Biblioteket' });
    const { id: signupId } = (await signupByCode(store, store.read, anna))!;
    await store.transact((trx) =>
      trx.updateTable('signup').set({ email: 'anna@example.se' }).where('id', '=', signupId).execute(),
    );
    const [last, first] = (await mailingsOf(store.read, await at())).mailings;
    const mailable = async (id: string) => mailableNow(store.read, await at(), id);
    expect([await mailable(last!.id), await mailable(first!.id)]).toEqual([1, 0]);
    const { by, organisationId } = await callTo('Anna');
    const again = { at: await at(), mailingId: last!.id, by, organisationId };
    expect(await sendAgain(store, again, moment + 1)).toBe(1);
    const queued = await store.read.selectFrom('outbox').select('facts').where('state', '=', 'queued').execute();
    const firstStart = localToInstant('2017-05-17T10:00', 'Europe/Stockholm');
    expect(queued.map(({ facts }) => JSON.parse(facts) as unknown)).toEqual([
      { changed: ['time', 'place'], firstStart },
    ]);
    expect(await said()).toEqual([]);
  });

  test('of a series has the people of all its dates', async () => {
    const series = {
      organisations: [{ slug: 'rsmh', name: 'RSMH' }],
      series: [
        {
          slug: 'mote',
          title: 'Möte',
          host: 'rsmh',
          status: 'published',
          rrule: 'FREQ=WEEKLY;COUNT=2',
          start: '2017-05-04T10:00',
        },
      ],
    };
    await loadProgramme(store, series, { now: sampleNow });
    await insertSignup(store, { slug: 'mote-2017-05-04' }, { name: 'Anna' });
    await insertSignup(store, { slug: 'mote-2017-05-11' }, { name: 'Bo' });
    const moved = { ...series.series[0]!, moved: [{ from: '2017-05-11', start: '2017-05-12T10:00' }] };
    await loadProgramme(store, { series: [moved] }, { now: sampleNow + 1 });
    const { id } = await store.read.selectFrom('series').select('id').executeTakeFirstOrThrow();
    const { calls } = await callList(store, { type: 'series', id }, { of: 'left', page: 1 }, sampleNow + 1);
    expect(calls.map(({ name }) => name)).toEqual(['Bo']);
    // which date it is that has moved
    expect(spokenOf(calls[0]!.left[0]!.letter)).toEqual([
      'Tiden är ändrad för Möte.',
      'Du har plats.',
      'Förut var det torsdag 11 maj 2017.',
      'Fredag 12 maj 2017 kl. 10.00',
      'Plats meddelas senare.',
    ]);
  });

  test('says of a whole series which date has changed, and that it is off as a whole', async () => {
    const course = {
      slug: 'kurs',
      title: 'Kurs',
      host: 'rsmh',
      status: 'published',
      signup: 'whole',
      rrule: 'FREQ=WEEKLY;COUNT=3',
      start: '2017-05-04T10:00',
    };
    const organisations = [{ slug: 'rsmh', name: 'RSMH' }];
    const loadCourse = async (more: object, now: number) => {
      const outcome = await loadProgramme(store, { organisations, series: [{ ...course, ...more }] }, { now });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    };
    await loadCourse({}, sampleNow);
    await signUp(store, { type: 'series', slug: 'kurs' }, wish({ name: 'Anna' }), null, sampleNow);
    const { id } = await store.read.selectFrom('series').select('id').executeTakeFirstOrThrow();
    const lines = async () => {
      const look = { of: 'left', page: 1 } as const;
      const { calls } = await callList(store, { type: 'series', id }, look, sampleNow + 9);
      return calls.flatMap(({ left }) => left.flatMap(({ letter }) => spokenOf(letter)));
    };
    const moved = [{ from: '2017-05-11', start: '2017-05-12T10:00' }];
    await loadCourse({ moved, cancelled: ['2017-05-18'] }, sampleNow + 1);
    expect(await lines()).toEqual([
      'Några datum är ändrade för Kurs.',
      'Du har plats.',
      'Ny tid eller plats: Fredag 12 maj 2017 kl. 10.00, Plats meddelas senare.',
      'Förut var det torsdag 11 maj 2017.',
      'Inställt: Torsdag 18 maj 2017 kl. 10.00',
      'Nästa gång: torsdag 4 maj 2017 kl. 10.00',
      'Plats meddelas senare.',
    ]);
    // the next date’s own place, which is open while that of the others is known
    await loadCourse({ moved, cancelled: ['2017-05-18'], venue: 'Parken' }, sampleNow + 2);
    expect((await lines()).at(-1)).toBe('Parken');
    await store.transact((trx) =>
      trx.updateTable('event').set({ venue: null }).where('slug', '=', 'kurs-2017-05-04').execute(),
    );
    expect((await lines()).slice(-2)).toEqual(['Nästa gång: torsdag 4 maj 2017 kl. 10.00', 'Plats meddelas senare.']);
    await loadCourse({ moved, cancelled: ['2017-05-11', '2017-05-18'] }, sampleNow + 3);
    const of = (await lines()).indexOf('Inställt: Fredag 12 maj 2017 kl. 10.00');
    expect((await lines())[of + 1]).toBe('Förut var det torsdag 11 maj 2017.');
    await loadCourse({ moved, cancelled: ['2017-05-18'], status: 'cancelled' }, sampleNow + 4);
    expect((await lines()).slice(0, 2)).toEqual(['Tyvärr har vi fått ställa in Kurs.', 'Det gäller hela serien.']);
  });
});
