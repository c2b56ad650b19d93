import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventEntry } from '../../db/programme/entry';
import written from '../../db/programme/helsingborg-2017.json';
import { loadProgramme } from '../../db/programme/load';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { spring as now } from '../support/programme';

describe.each(databases)('an event as a file would write it, on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    const outcome = await loadProgramme(database.store, structuredClone(written), { now });
    expect(outcome.ok).toBe(true);
  });
  afterEach(() => database.drop());

  test('changes nothing when it is loaded, for every event of the programme', async () => {
    for (const { slug } of written.events) {
      const entry = await eventEntry(database.store.read, slug);
      const outcome = await loadProgramme(database.store, { events: [JSON.parse(JSON.stringify(entry))] }, { now });
      expect({ slug, outcome }).toMatchObject({
        slug,
        outcome: { ok: true, counts: { added: 0, changed: 0, told: 0 } },
      });
    }
  });

  test('is not there for a date of a series, nor for what is not there', async () => {
    const date = await database.store.read
      .selectFrom('event')
      .select('slug')
      .where('series_id', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(await eventEntry(database.store.read, date.slug)).toBeUndefined();
    expect(await eventEntry(database.store.read, 'finns-inte')).toBeUndefined();
  });
});
