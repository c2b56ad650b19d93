import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nextMoment } from '../../db/next-moment';
import { localToInstant } from '../../domain/time';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { insertCourse, insertEvent, type SampleEvent } from '../support/sample';

const at = (local: string) => localToInstant(local, 'Europe/Stockholm');
const minute = 60_000;

describe.each(databases)('the next moment on $name', ({ dialect }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase(dialect);
  });
  afterEach(() => database.drop());
  const next = (now: string) => nextMoment(database.store.read, at(now));

  test('is the next quarter of an hour, since another day begins at one wherever one lives', async () => {
    expect(await next('2017-05-17T10:00')).toBe(at('2017-05-17T10:15'));
    expect(await nextMoment(database.store.read, at('2017-05-17T10:15') - 1)).toBe(at('2017-05-17T10:15'));
    for (const zone of ['Asia/Kathmandu', 'Pacific/Chatham', 'America/St_Johns', 'Australia/Lord_Howe']) {
      expect(localToInstant('2017-05-17', zone) % (15 * minute)).toBe(0);
    }
  });

  test.each<[string, SampleEvent]>([
    ['begins', { start: '2017-05-17T10:07', end: '2017-05-18T10:00' }],
    ['is over', { start: '2017-05-16T10:00', end: '2017-05-17T10:07' }],
    ['opens', { signupOpens: '2017-05-17T10:07' }],
    ['closes', { signupCloses: '2017-05-17T10:07' }],
    ['has an activity that begins', { activities: [{ slug: 'yoga', start: '2017-05-17T10:07' }] }],
    ['has a shift that begins', { shifts: [{ slug: 'bord', start: '2017-05-17T10:07' }] }],
    ['releases kept places', { kept: [{ audience: 'brukare', places: 2, until: '2017-05-17T10:07' }] }],
  ])('is earlier where an event %s', async (_, event) => {
    await insertEvent(database.store, event);
    expect(await next('2017-05-17T10:01')).toBe(at('2017-05-17T10:07'));
    // from then on it is past
    expect(await next('2017-05-17T10:07')).toBe(at('2017-05-17T10:15'));
  });

  test.each([{ signupOpens: '2017-05-17T10:07' }, { signupCloses: '2017-05-17T10:07' }])(
    'is earlier where a series has %j',
    async (series) => {
      await insertCourse(database.store, { ...series, dates: [] });
      expect(await next('2017-05-17T10:01')).toBe(at('2017-05-17T10:07'));
    },
  );
});
