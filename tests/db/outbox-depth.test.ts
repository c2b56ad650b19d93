import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimDue, giveToCallList, markSent } from '../../db/outbox';
import { noticesWaiting } from '../../db/outbox-depth';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup, sampleNow } from '../support/sample';

describe.each(databases)('the depth of the outbox on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
  });
  afterEach(() => database.drop());

  test('is what waits and what somebody has to call about, each with the age of its oldest', async () => {
    const { store } = database;
    expect(await noticesWaiting(store.read)).toEqual([
      { state: 'queued', count: 0, oldestAt: null },
      { state: 'call', count: 0, oldestAt: null },
    ]);
    const event = await insertEvent(store, {});
    for (const minute of [0, 1, 2]) {
      await insertSignup(store, event, { name: `N${minute}`, email: 'n@example.se' }, sampleNow + minute * 60_000);
    }
    await insertSignup(store, event, { name: 'Utan' }, sampleNow + 5_000);
    const due = { worker: 'one', now: sampleNow + 120_000, limit: 2, leaseMs: 60_000 };
    const [sent, called] = (await claimDue(store, due)).notices;
    await markSent(store, sent!, due.now);
    await giveToCallList(store, called!, { now: due.now, error: 'no-address' });
    expect(await noticesWaiting(store.read)).toEqual([
      { state: 'queued', count: 1, oldestAt: sampleNow + 120_000 },
      { state: 'call', count: 2, oldestAt: sampleNow + 5_000 },
    ]);
  });
});
