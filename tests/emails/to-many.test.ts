import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../db/store';
import { openTransport } from '../../emails/open-transport';
import type { Transport } from '../../emails/transport';
import { insertSignups } from '../support/bulk-signups';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, insertSite, sampleNow } from '../support/sample';
import { copiesIn, send, spreadAll } from '../support/send-message';
import { testSmtp, type TestSmtp } from '../support/smtp';
import { spreadNext } from '../../db/messages/spread';
import { workerTo } from './sending';

const people = 60;

describe.each(databases)('a message to many, on $name, whatever stops on the way', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  let smtp: TestSmtp;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    store = database.store;
    smtp = await testSmtp();
    await insertSite(store);
    const event = await insertEvent(store, { capacity: null });
    await insertSignups(database, event, people, (n) => ({
      name: `Person ${n}`,
      email: n % 6 === 5 ? null : `p${n}@example.se`,
    }));
    await send(store, event);
  });
  afterEach(async () => {
    await smtp.close();
    await database.drop();
  });

  const mailed = Array.from({ length: people }, (_, n) => n)
    .filter((n) => n % 6 !== 5)
    .map((n) => `p${n}@example.se`)
    .sort();
  const arrived = () => smtp.mails.flatMap(({ envelope }) => envelope.to).sort();

  test('a worker that stops between batches, one that dies between taking and sending, then another: each has one', async () => {
    // the first makes some notices and is gone
    for (let batch = 0; batch < 3; batch++) await spreadNext(store, sampleNow, 9);
    // the second takes some, sends a few of those, and dies before it sends the rest
    const real = openTransport({ smtpUrl: smtp.url, mailDir: '' });
    let taken = 0;
    let dies = () => {};
    const dead = new Promise<void>((resolve) => (dies = resolve));
    const dying: Transport = {
      async send(mail) {
        taken += 1;
        if (taken <= 7) return real.send(mail);
        // all that it can send at a time is on its way, and never arrives
        if (taken === 7 + 5) dies();
        return new Promise(() => {});
      },
      close() {},
    };
    void workerTo({ store, transport: dying }).runOnce();
    await dead;
    // what it had taken is free again once its lease has run out
    const now = sampleNow + 46_000;
    const other = workerTo({ store, smtp }, { now: () => now });
    const third = workerTo({ store, smtp }, { now: () => now });
    await Promise.all([other.runOnce(), third.runOnce()]);
    await other.runOnce();
    expect(arrived()).toEqual(mailed);
    const copies = await copiesIn(store);
    expect(copies).toHaveLength(people);
    expect(copies.filter(({ state }) => state === 'sent')).toHaveLength(mailed.length);
    expect(copies.filter(({ state }) => state === 'call')).toHaveLength(people - mailed.length);
    await Promise.all([other.stop(), third.stop()]);
  });

  test('each mail is one person’s own, with one calm Message-ID, and an address that is refused is to be called', async () => {
    smtp.behave({ recipients: { 'p0@example.se': 550 } });
    await spreadAll(store);
    const worker = workerTo({ store, smtp });
    expect(await worker.runOnce()).toMatchObject({ sent: mailed.length - 1, called: 1 });
    expect(new Set(smtp.mails.map(({ mail }) => mail.messageId)).size).toBe(mailed.length - 1);
    expect(smtp.mails.every(({ mail }) => mail.to?.length === 1 && mail.calendars.length === 0)).toBe(true);
    const copies = await copiesIn(store);
    expect(copies.find(({ name }) => name === 'Person 0')!.state).toBe('call');
  });
});
