import { setTimeout as wait } from 'node:timers/promises';
import { layOut, startSite, type Ground } from '../ground';
import { holdLock } from '../held-lock';
import { Ledger } from '../ledger';
import { Record, seconds, type Outcome } from '../outcome';
import { Rush } from '../rush';

/**
 * Somebody else holds what every signup needs: SQLite's write lock, on PostgreSQL the rows of the pools. Who signs up
 * waits a while and is told "not now"; who reads notices nothing.
 */
export async function heldLocks(ground: Ground, rounds: number, how = { ms: 10_000 }): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite(ground);
  const rush = new Rush(site.url, ledger, {
    clients: 16,
    persistent: true,
    slug: () => 'fika',
    pages: ['/', '/evenemang/fika', '/evenemang/fika/anmalan', '/kalender.ics'],
  });
  for (; record.rounds < rounds; record.rounds += 1) {
    await rush.acknowledgedAgain(30_000);
    const lock = await holdLock(ground, 'pool');
    await wait(how.ms);
    await lock.release();
    record.backAfter(await rush.acknowledgedAgain(30_000));
  }
  const tally = await rush.stop();
  record.tally(tally);
  record.told.push(
    `forms: ${tally.forms[503] ?? 0} were answered 503, the longest after ${seconds(tally.longestForm)} s`,
    `pages: ${tally.pages[200] ?? 0} were read, the longest in ${Math.round(tally.longestPage)} ms`,
  );
  if (!tally.forms[503]) record.wrong('the lock was never felt');
  if (tally.pages[503]) record.wrong(`${tally.pages[503]} pages were answered 503`);
  if (tally.longestPage > how.ms / 2) record.late('a page waited for the lock');
  if (tally.longestForm > how.ms) record.late('a form waited as long as the lock was held');
  const outcome = await record.settle(ground, site, ledger);
  await site.stop();
  return outcome;
}
