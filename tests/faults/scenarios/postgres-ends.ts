import { setTimeout as wait } from 'node:timers/promises';
import { layOut, startSite, type Ground } from '../ground';
import { Ledger } from '../ledger';
import { Record, seconds, type Outcome } from '../outcome';
import type { End, Postgres } from '../postgres';
import { Rush } from '../rush';

const ends: End[] = ['fast', 'immediate', 'kill -9'];
/** How long PostgreSQL is gone in a round, in milliseconds. */
const gone = [200, 1_000, 4_000];

/**
 * PostgreSQL ends and starts again while people sign up and read; the site's process goes on. Who gets "not now", or no
 * answer, sends the same form again.
 */
export async function endPostgres(ground: Ground, postgres: Postgres, rounds: number): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }, { slug: 'trangt', capacity: 40 }]);
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite(ground);
  const rush = new Rush(site.url, ledger, {
    clients: 16,
    slug: () => (Math.random() < 0.2 ? 'trangt' : 'fika'),
    persistent: true,
    leaving: 0.1,
    pages: ['/', '/evenemang/fika', '/evenemang/fika/anmalan'],
  });
  for (; record.rounds < rounds; record.rounds += 1) {
    await wait(100 + Math.random() * 400);
    await postgres.end(ends[record.rounds % ends.length]!);
    await wait(gone[Math.floor(record.rounds / ends.length) % gone.length]);
    await postgres.start();
    record.backAfter(await rush.acknowledgedAgain(30_000));
  }
  const tally = await rush.stop();
  record.tally(tally);
  if (tally.forms.none || tally.pages.none) record.wrong('connections to the site broke');
  record.told.push(
    `forms answered: ${counts(tally.forms)}, the longest after ${seconds(tally.longestForm)} s`,
    `pages answered: ${counts(tally.pages)}, ${tally.givenAgain} of them given again, the longest after ` +
      `${seconds(tally.longestPage)} s`,
  );
  const outcome = await record.settle(ground, site, ledger);
  if ((await site.stop()) !== 0) outcome.wrong.push('the process did not end well');
  return outcome;
}

const counts = (of: { [status: string]: number }) =>
  Object.entries(of)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
