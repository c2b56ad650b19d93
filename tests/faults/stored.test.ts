import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent, insertSignup } from '../support/sample';
import { findHalfWritten } from './stored';

/** Halves of changes, as no change may leave them, and what the look for them says. */
const doctored: [string, RegExp][] = [
  ["delete from claim where state = 'held'", /a signup without places/],
  ['delete from outbox', /a signup without a notice/],
  ['update signup set notice_count = 5', /counts other notices/],
  ["update claim set state = 'held' where state = 'waiting'", /a waiting one that holds some/],
  ["update signup set state = 'cancelled'", /a cancelled signup with places/],
  ['update pool set capacity = 1', /more taken than it has/],
  ['update pool set capacity = 3', /waits while there is room/],
];

describe.each(databases)('the look for what is half-written, on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    const event = await insertEvent(database.store, { capacity: 2 });
    for (const name of ['Anna', 'Bo', 'Cia']) await insertSignup(database.store, event, { name });
  });
  afterEach(() => database.drop());

  test('finds nothing where all is whole', async () => {
    expect(await findHalfWritten(database.store)).toEqual([]);
  });

  test.each(doctored)('finds what this leaves: %s', async (statement, found) => {
    await database.store.transact((trx) => sql.raw(statement).execute(trx));
    expect((await findHalfWritten(database.store)).join('\n')).toMatch(found);
  });
});
