import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app';
import { insertEvent, sampleNow } from '../support/sample';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ now: sampleNow, outbox: false });
});
afterAll(() => app.close());

test('/metrics counts signup forms by what became of them, and knows nobody', async () => {
  await insertEvent(app.store, { slug: 'fika', capacity: 1, waitlist: false });
  const key = 'samma-formular';
  for (const fields of [{ name: 'Anna', key }, { name: 'Anna', key }, { name: 'Bo' }]) {
    await app.post('/evenemang/fika/anmalan', fields);
  }
  const text = await (await app.get('/metrics')).text();
  for (const outcome of ['confirmed', 'already', 'full']) {
    expect(text).toContain(`samling_signups_total{outcome="${outcome}"} 1\n`);
  }
  expect(text).not.toMatch(/Anna|Bo\b|fika/);
});
