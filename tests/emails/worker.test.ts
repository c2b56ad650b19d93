import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStore, type Store } from '../../db/store';
import { smtp as smtpTransport } from '../../emails/smtp';
import { openTransport } from '../../emails/open-transport';
import type { Transport } from '../../emails/transport';
import { startWorker } from '../../emails/worker';
import { databases, testDatabase, testSecret, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, insertSite, sampleNow } from '../support/sample';
import { testSmtp, type TestSmtp } from '../support/smtp';
import { baseUrl, idOf, keptLog, mailFrom, outboxOf, workerTo } from './sending';

let smtp: TestSmtp;
beforeAll(async () => {
  smtp = await testSmtp();
});
afterAll(() => smtp.close());

describe.each(databases)('the worker on $name', ({ dialect }) => {
  let database: TestDatabase;
  let store: Store;
  let event: { slug: string };
  beforeEach(async () => {
    smtp.mails.length = 0;
    smtp.behave({});
    database = await testDatabase(dialect);
    store = database.store;
    await insertSite(store);
    event = await insertEvent(store, { capacity: null });
  });
  afterEach(() => database.drop());

  const signUp = (name: string) => insertSignup(store, event, { name, email: `${name}@example.se` });
  const states = async () => (await outboxOf(store)).map((row) => row.state).sort();
  const arrived = () => smtp.mails.flatMap(({ envelope }) => envelope.to).sort();

  test('sends each notice once, also by several workers at the same time', async () => {
    const people = Array.from({ length: 24 }, (_, index) => `p${index}`);
    for (const name of people) await signUp(name);
    const others = await Promise.all([1, 2].map(() => openStore(database.url, [testSecret])));
    const counts = await Promise.all([store, ...others].map((one) => workerTo({ store: one, smtp }).runOnce()));
    await Promise.all(others.map((other) => other.close()));
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(24);
    expect(arrived()).toEqual(people.map((name) => `${name}@example.se`).sort());
    expect(new Set(await states())).toEqual(new Set(['sent']));
  });

  test('a mail server that is away, and back: everything goes out within 60 s, by a worker that looks each second', async () => {
    for (const name of ['anna', 'bo', 'cia']) await signUp(name);
    await smtp.close();
    let now = sampleNow;
    const worker = workerTo({ store, smtp }, { now: () => now });
    // away for an hour
    for (; now < sampleNow + 60 * 60_000; now += 30_000) expect((await worker.runOnce()).sent).toBe(0);
    await smtp.reopen();
    const back = now;
    while (smtp.mails.length < 3 && now < back + 60_000) {
      now += 1_000;
      await worker.runOnce();
    }
    expect(arrived()).toEqual(['anna@example.se', 'bo@example.se', 'cia@example.se']);
    expect(now - back).toBeLessThanOrEqual(60_000);
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
  });

  test.each([
    ['421 as greeting', { greeting: 421 }],
    ['421 to RCPT TO', { everyRecipient: 421 }],
    ['450 to RCPT TO', { everyRecipient: 450 }],
    ['451 to DATA', { data: 451 }],
    ['a stall inside DATA', { stall: true }],
  ])('%s: tried again later, and then it goes', async (_, behaviour) => {
    await signUp('anna');
    smtp.behave(behaviour);
    let now = sampleNow;
    const transport = smtpTransport(smtp.url, { connect: 400, silence: 400, all: 2_000 });
    const worker = workerTo({ store, transport }, { now: () => now });
    const counts = await worker.runOnce();
    expect(counts.retried + counts.down).toBe(1);
    expect(await states()).toEqual(['queued']);
    smtp.behave({});
    now += 30_000;
    expect((await worker.runOnce()).sent).toBe(1);
    expect(arrived()).toEqual(['anna@example.se']);
  });

  test.each([
    ['RCPT TO', { recipients: { 'anna@example.se': 550 } }],
    ['DATA', { data: 554 }],
  ])('§4.3 an address that answers 5xx to %s goes to the call list, and the next notice too', async (_, behaviour) => {
    const code = await signUp('anna');
    smtp.behave(behaviour);
    const log = keptLog();
    const counts = await workerTo({ store, smtp }, { log }).runOnce();
    expect(counts).toMatchObject({ called: 1, sent: 0 });
    expect((await outboxOf(store))[0]).toMatchObject({ state: 'call', settled_at: sampleNow });
    const id = await idOf(store, code);
    const signup = await store.read.selectFrom('signup').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(signup.address_failed_at).toBe(sampleNow);
    expect(log.lines.join('\n')).not.toMatch(/anna|example\.se/u);
  });

  test('one address that is refused keeps nobody else waiting', async () => {
    for (const name of ['anna', 'bo', 'cia']) await signUp(name);
    smtp.behave({ recipients: { 'bo@example.se': 550 } });
    expect(await workerTo({ store, smtp }).runOnce()).toMatchObject({ sent: 2, called: 1 });
    expect(arrived()).toEqual(['anna@example.se', 'cia@example.se']);
  });

  test('a server that refuses us, not the address, is tried again', async () => {
    await signUp('anna');
    smtp.behave({ everyRecipient: 530 });
    expect((await workerTo({ store, smtp }).runOnce()).called).toBe(0);
    expect(await states()).toEqual(['queued']);
  });

  test('a crash after the server took a mail and before that was written: it goes again with the same Message-ID', async () => {
    await signUp('anna');
    const real = openTransport({ smtpUrl: smtp.url, mailDir: '' });
    let taken = () => {};
    const wasTaken = new Promise<void>((resolve) => (taken = resolve));
    const dies: Transport = {
      async send(mail) {
        await real.send(mail);
        taken();
        return new Promise(() => {});
      },
      close() {},
    };
    let now = sampleNow;
    void workerTo({ store, transport: dies }, { now: () => now, leaseMs: 45_000 }).runOnce();
    await wasTaken;
    const other = workerTo({ store, smtp }, { now: () => now, leaseMs: 45_000 });
    expect((await other.runOnce()).sent).toBe(0);
    now += 45_000;
    expect((await other.runOnce()).sent).toBe(1);
    const ids = smtp.mails.map(({ mail }) => mail.messageId);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    expect(await states()).toEqual(['sent']);
  });

  test('a mail that stalls holds up no other, nor what is written meanwhile, and after a day somebody calls', async () => {
    await signUp('stalls');
    for (let person = 0; person < 12; person++) await signUp(`p${person}`);
    const real = openTransport({ smtpUrl: smtp.url, mailDir: '' });
    let giveUp = () => {};
    const stalling: Transport = {
      async send(mail) {
        if (mail.to !== 'stalls@example.se') return real.send(mail);
        await new Promise<void>((resolve) => (giveUp = resolve));
        return { kind: 'later', code: 'ETIMEDOUT', serverDown: true };
      },
      close() {},
    };
    // marked, and not only arrived: the worker has heard the 250
    const onlyTheStalledWaits = () =>
      vi.waitFor(async () => expect((await states()).filter((state) => state === 'queued')).toHaveLength(1), {
        timeout: 20_000,
      });
    let now = sampleNow;
    const worker = workerTo({ store, transport: stalling }, { now: () => now, intervalMs: 5 });
    const round = worker.runOnce();
    await onlyTheStalledWaits();
    await signUp('late');
    await onlyTheStalledWaits();
    giveUp();
    expect(await round).toMatchObject({ sent: 13, retried: 1, down: 0 });

    now += 25 * 60 * 60_000;
    const stalls = vi.spyOn(stalling, 'send');
    const dayLater = worker.runOnce();
    await vi.waitFor(() => expect(stalls).toHaveBeenCalledOnce(), { timeout: 10_000 });
    await signUp('later');
    await onlyTheStalledWaits();
    giveUp();
    expect(await dayLater).toMatchObject({ sent: 1, called: 1 });
  });

  test('a notice that cannot be written stops no other, and the log tells nothing of anybody', async () => {
    const broken = await idOf(store, await signUp('anna'));
    await signUp('bo');
    await store.transact((trx) =>
      trx.updateTable('signup').set({ nonce: 'of another' }).where('id', '=', broken).execute(),
    );
    const log = keptLog();
    expect(await workerTo({ store, smtp }, { log }).runOnce()).toMatchObject({ sent: 1, retried: 1 });
    expect(arrived()).toEqual(['bo@example.se']);
    expect(await states()).toEqual(['queued', 'sent']);
    expect(log.lines.join('\n')).toContain('could not be written');
    expect(log.lines.join('\n')).not.toMatch(/anna|bo@|example\.se/u);
  });

  test('the work of the clock is done each round, and what fails keeps the rest from nothing', async () => {
    await signUp('anna');
    const done: number[] = [];
    const jobs = [
      async function fails() {
        throw new Error('Anna Andersson');
      },
      async (now: number) => void done.push(now),
    ];
    const log = keptLog();
    expect((await workerTo({ store, smtp }, { jobs, log }).runOnce()).sent).toBe(1);
    expect(done).toEqual([sampleNow]);
    expect(log.lines.join('\n')).toContain('"job":"fails"');
    expect(log.lines.join('\n')).not.toContain('Andersson');
  });

  test('goes on by itself until it is stopped, and then ends what has begun', async () => {
    const settings = { store, baseUrl, mailFrom, now: () => sampleNow, log: keptLog(), intervalMs: 5 };
    const worker = startWorker({ ...settings, transport: openTransport({ smtpUrl: smtp.url, mailDir: '' }) });
    await signUp('anna');
    await vi.waitFor(() => expect(arrived()).toEqual(['anna@example.se']), { timeout: 10_000 });
    await worker.stop();
    expect(await states()).toEqual(['sent']);
    await signUp('bo');
    expect((await worker.runOnce()).sent).toBe(0);
    expect(await states()).toEqual(['queued', 'sent']);
  });
});
