import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Processes } from '../contract/processes';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { testSmtp, type TestSmtp } from '../support/smtp';
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
vi.setConfig({ testTimeout: 180_000 });

let run: Processes;
let smtp: TestSmtp;
let database: TestDatabase | undefined;
beforeEach(async () => {
  run = new Processes();
  smtp = await testSmtp();
});
afterEach(async () => {
  await run.close();
  await smtp.close();
  await database?.drop();
  database = undefined;
});

async function groundOn(dialect: Ground['dialect']): Promise<Ground> {
  if (dialect === 'postgres') database = await testDatabase('postgres');
  // SQLite: a file that nobody else has open, so that what was killed must be recovered
  const databaseUrl = database?.url ?? `sqlite:${join(run.folder, 'samling.db')}`;
  return { dialect, databaseUrl, smtp, run, secret: 'a secret of those who test faults' };
}

function expectHeld(outcome: Outcome): void {
  expect(outcome).toMatchObject({ lost: 0, doubled: 0, noticesLost: 0, wrong: [] });
  expect(outcome.acknowledged).toBeGreaterThan(0);
}

describe.each(databases)('nothing acknowledged is lost, and no notice, on $name', ({ dialect }) => {
  test('when the process is killed under load', async () => {
    expectHeld(await killUnderLoad(await groundOn(dialect), 2, { lease: 'forgotten' }));
  });

  test('when a lock is held', async () => {
    expectHeld(await heldLocks(await groundOn(dialect), 1, { ms: 4_500 }));
  });

  test('when a form is sent several times at once', async () => {
    const ground = await groundOn(dialect);
    expectHeld(await doubleSubmits(ground, 3));
  });

  test('when the last place, a cancellation and a promotion come at once', async () => {
    expectHeld(await lastPlaces(await groundOn(dialect), 3));
  });
});

test('a process killed before a mail is sent, before 250, and after 250: the notice comes, the same one', async () => {
  const outcome = await killAtMoments(await groundOn('sqlite'), 3, { lease: 'forgotten' });
  expectHeld(outcome);
  expect(outcome.repeats).toBe(2);
});

test('a full disk: 503 with what was typed, nothing half-written, and well again without a restart', async () => {
  const disk = smallDisk(8);
  try {
    const ground = await groundOn('sqlite');
    if (disk) ground.databaseUrl = `sqlite:${join(disk.folder, 'samling.db')}`;
    expectHeld(await fullDisk(ground, disk, 1, { ms: 300 }));
  } finally {
    await run.close();
    disk?.close();
  }
});

describe('on PostgreSQL', () => {
  test('a storm of serialization failures and deadlocks', async () => {
    expectHeld(await storms(await groundOn('postgres'), 1, { ms: 1_000 }));
  });

  test('connections that end inside changes', async () => {
    expectHeld(await terminations(await groundOn('postgres'), 5));
  });

  test('the answer to COMMIT is lost', async () => {
    expectHeld(await lostCommits(await groundOn('postgres'), 3));
  });
});
