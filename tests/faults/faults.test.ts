import { join } from 'node:path';
import { describe, expect, test as base, vi } from 'vitest';
import { Processes } from '../contract/processes';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { testSmtp } from '../support/smtp';
import type { Ground } from './ground';
import type { Outcome } from './outcome';
import { doubleSubmits, lastPlaces } from './scenarios/crowding';
import { fullDisk } from './scenarios/disk';
import { killUnderLoad } from './scenarios/kill';
import { heldLocks } from './scenarios/lock';
import { killAtMoments } from './scenarios/moments';
import { lostCommits, storms, terminations } from './scenarios/transactions';
import { smallDisk } from './small-disk';

/** A few rounds of what `npm run bench:faults` does: see there. What the clock says is measured there alone. */
vi.setConfig({ testTimeout: 180_000, maxConcurrency: 3 });

type GroundOn = (dialect: Ground['dialect'], place?: (folder: string) => string) => Promise<Ground>;

/** Each on a ground of its own: most of the time they wait, so a few run side by side. */
const test = base.extend<{ groundOn: GroundOn }>({
  groundOn: async ({}, use) => {
    const run = new Processes();
    const smtp = await testSmtp();
    let database: TestDatabase | undefined;
    await use(async (dialect, place = (folder) => folder) => {
      if (dialect === 'postgres') database = await testDatabase('postgres');
      // SQLite: a file that nobody else has open, so that what was killed must be recovered
      const databaseUrl = database?.url ?? `sqlite:${join(place(run.folder), 'samling.db')}`;
      return { dialect, databaseUrl, smtp, run, secret: 'a secret of those who test faults' };
    });
    await run.close();
    await smtp.close();
    await database?.drop();
  },
});

function expectHeld(outcome: Outcome): void {
  expect(outcome).toMatchObject({ lost: 0, doubled: 0, noticesLost: 0, wrong: [] });
  expect(outcome.acknowledged).toBeGreaterThan(0);
}

describe.concurrent.each(databases)('nothing acknowledged is lost, and no notice, on $name', ({ dialect }) => {
  test('when the process is killed under load', async ({ groundOn }) => {
    expectHeld(await killUnderLoad(await groundOn(dialect), 2, { lease: 'forgotten' }));
  });

  test('when a lock is held', async ({ groundOn }) => {
    expectHeld(await heldLocks(await groundOn(dialect), 1, { ms: 4_500 }));
  });

  test('when a form is sent several times at once', async ({ groundOn }) => {
    const ground = await groundOn(dialect);
    expectHeld(await doubleSubmits(ground, 3));
  });

  test('when the last place, a cancellation and a promotion come at once', async ({ groundOn }) => {
    expectHeld(await lastPlaces(await groundOn(dialect), 3));
  });
});

test('a process killed before a mail is sent, before 250, and after 250: the notice comes, the same one', async ({
  groundOn,
}) => {
  const outcome = await killAtMoments(await groundOn('sqlite'), 3, { lease: 'forgotten' });
  expectHeld(outcome);
  expect(outcome.repeats).toBe(2);
});

test('a full disk: 503 with what was typed, nothing half-written, and well again without a restart', async ({
  groundOn,
}) => {
  const disk = smallDisk(8);
  try {
    const ground = await groundOn('sqlite', (folder) => disk?.folder ?? folder);
    expectHeld(await fullDisk(ground, disk, 1, { ms: 300 }));
    await ground.run.close();
  } finally {
    disk?.close();
  }
});

describe.concurrent('on PostgreSQL', () => {
  test('a storm of serialization failures and deadlocks', async ({ groundOn }) => {
    expectHeld(await storms(await groundOn('postgres'), 1, { ms: 1_000 }));
  });

  test('connections that end inside changes', async ({ groundOn }) => {
    expectHeld(await terminations(await groundOn('postgres'), 5));
  });

  test('the answer to COMMIT is lost', async ({ groundOn }) => {
    expectHeld(await lostCommits(await groundOn('postgres'), 3));
  });
});
