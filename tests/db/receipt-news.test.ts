import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeSignup } from '../../db/changes';
import { erasePeople } from '../../db/erase';
import { loadProgramme } from '../../db/programme/load';
import { receiptNews } from '../../db/receipt-news';
import { signupByCode } from '../../db/signup-rows';
import type { Store } from '../../db/store';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertSignup, sampleNow } from '../support/sample';
import { send, spreadAll } from '../support/send-message';

describe.each(databases)('what a receipt tells of, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  let fest: { id: string };
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
    await load({}, sampleNow);
    fest = await store.read.selectFrom('event').select('id').executeTakeFirstOrThrow();
  });
  afterEach(() => database.drop());

  const load = async (event: object, now: number) => {
    const own = { slug: 'fest', title: 'Fest', host: 'rsmh', status: 'published', start: '2017-05-17T10:00', ...event };
    const file = { organisations: [{ slug: 'rsmh', name: 'RSMH' }], events: [own] };
    const outcome = await loadProgramme(store, file, { now });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  };
  const told = async (code: string, language: 'sv' | 'en' = 'sv') => {
    const { id } = (await signupByCode(store, store.read, code))!;
    return receiptNews(store.read, id, language);
  };

  test('changes and messages, for somebody who can be neither mailed nor called and for who can', async () => {
    const texts = { sv: { subject: 'Stövlar', words: 'Ta med.' }, en: { subject: 'Boots', words: 'Bring.' } };
    for (const [name, email] of [
      ['Bo', null],
      ['Anna', 'anna@example.se'],
    ] as const) {
      const code = await insertSignup(store, { slug: 'fest' }, { name, email });
      await load({ venue: `Hos ${name}` }, sampleNow + 1_000);
      await send(store, fest, { texts }, sampleNow + 2_000);
      await spreadAll(store, sampleNow + 2_000);
      const { news, messages } = await told(code);
      expect(news).toEqual([
        { about: 'message', of: [], at: sampleNow + 2_000 },
        { about: 'place', of: [], at: sampleNow + 1_000 },
      ]);
      expect(messages).toMatchObject([{ subject: 'Stövlar', words: 'Ta med.', language: 'sv', at: sampleNow + 2_000 }]);
      expect((await told(code, 'en')).messages).toMatchObject([{ subject: 'Boots', language: 'en' }]);

      await changeSignup(store, code, { partySize: 2 }, sampleNow + 3_000);
      const after = await told(code);
      expect([after.news, after.messages.length]).toEqual([[], 1]);
    }
  });

  test('messages the latest first, and none that was written to others', async () => {
    const bo = await insertSignup(store, { slug: 'fest' }, { name: 'Bo' });
    for (const [subject, at] of [
      ['Ett', 1_000],
      ['Två', 2_000],
    ] as const) {
      await send(store, fest, { texts: { sv: { subject, words: 'Hej' }, en: null } }, sampleNow + at);
      await spreadAll(store, sampleNow + at);
    }
    const late = await insertSignup(store, { slug: 'fest' }, { name: 'Sen' });
    expect((await told(bo)).messages.map(({ subject }) => subject)).toEqual(['Två', 'Ett']);
    expect((await told(late)).messages).toEqual([]);
  });

  test('nothing once the person is erased', async () => {
    const code = await insertSignup(store, { slug: 'fest' }, { name: 'Bo' });
    const { id } = (await signupByCode(store, store.read, code))!;
    await send(store, fest, {}, sampleNow + 1_000);
    await spreadAll(store, sampleNow + 1_000);
    const later = sampleNow + 365 * 86_400_000;
    await erasePeople(store, later, later);
    expect(await receiptNews(store.read, id, 'sv')).toEqual({ news: [], messages: [] });
  });
});
