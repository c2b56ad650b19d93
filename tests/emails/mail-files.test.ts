import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../db/store';
import { openTransport } from '../../emails/open-transport';
import { testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, insertSite, sampleNow } from '../support/sample';
import { parseMail } from '../support/smtp';
import { calendarsIn, outboxOf, workerTo } from './sending';

let database: TestDatabase;
let store: Store;
let folder: string;
beforeEach(async () => {
  database = await testDatabase('sqlite');
  store = database.store;
  folder = mkdtempSync(join(tmpdir(), 'samling-mail-'));
  await insertSite(store);
  await insertSignup(store, await insertEvent(store), { email: 'anna@example.se' });
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('without SMTP_URL a mail is a whole .eml file, named by its Message-ID so that a repeat takes its place', async () => {
  const mailDir = join(folder, 'made', 'when', 'needed');
  const transport = openTransport({ mailDir });
  expect((await workerTo({ store, transport }).runOnce()).sent).toBe(1);
  await store.transact((trx) => trx.updateTable('outbox').set({ state: 'queued' }).execute());
  expect((await workerTo({ store, transport }).runOnce()).sent).toBe(1);

  const id = (await outboxOf(store))[0]!.id;
  expect(readdirSync(mailDir)).toEqual([`${id}@samling.example.eml`]);
  const mail = await parseMail(readFileSync(join(mailDir, `${id}@samling.example.eml`)));
  expect(mail.messageId).toBe(`<${id}@samling.example>`);
  expect(mail.to).toMatchObject([{ address: 'anna@example.se' }]);
  expect(mail.text).toContain('Du har plats på Hälsodag på Gröningen.');
  expect(calendarsIn(mail)[0]?.method).toBe('REQUEST');
});

test('a folder that cannot be written is tried again, and nothing half-written is left', async () => {
  const mailDir = join(folder, 'a-file');
  writeFileSync(mailDir, '');
  let now = sampleNow;
  const worker = workerTo({ store, transport: openTransport({ mailDir }) }, { now: () => now });
  expect((await worker.runOnce()).down).toBe(1);
  rmSync(mailDir);
  now += 30_000;
  expect((await worker.runOnce()).sent).toBe(1);
  expect(readdirSync(mailDir)).toHaveLength(1);
});
