import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callList, countCalls, missCall, tickCall, untickCall, type CallTo } from '../../db/calls';
import { cancelSignup, changeSignup } from '../../db/changes';
import { numbersOf } from '../../db/console-numbers';
import { deedsTo } from '../../db/deeds';
import { offerById } from '../../db/offers';
import { readParticipant } from '../../db/participants/one';
import { loadProgramme } from '../../db/programme/load';
import { signupByCode } from '../../db/signup-rows';
import type { Store } from '../../db/store';
import { spokenOf } from '../../emails/spoken';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertSignup, sampleNow } from '../support/sample';
import { send, someOrganiser, spreadAll } from '../support/send-message';

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
      ['Anna', 'Tid och plats är ändrade för Fest.', 'Du har plats.', 'Torsdag 18 maj 2017 kl. 10.00', 'Biblioteket'],
    ]);
    expect((await list()).calls[0]).toMatchObject({ phone: '+46701234567', language: 'en', missed: 0 });
    await load({ start: '2017-05-18T10:00', venue: 'Biblioteket', status: 'cancelled' });
    expect(await said()).toEqual([['Anna', 'Tyvärr har vi fått ställa in Fest.']]);
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
      ['call', null],
      ['call', 'left'],
    ]);
    await missCall(store, { ...(await callTo('Anna')), missed: 0 }, moment);
    expect((await list()).calls[1]!.missed).toBe(0);
    await tickCall(store, await callTo('Bo'), moment);
    expect(await rows(bo)).toEqual([
      ['call', null],
      ['call', 'done'],
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
    expect(await said()).toEqual([['Anna', 'Stövlar', 'Ta med', 'stövlar.']]);
    const call = await callTo('Anna');
    expect(await tickCall(store, { ...call, at: { type: 'event', id: 'another' } }, moment)).toBe(false);
    expect(await tickCall(store, { ...call, signupId: 'another' }, moment)).toBe(false);
    expect(await count()).toBe(1);
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
  });
});
