import { setTimeout as wait } from 'node:timers/promises';
import { Browsers } from '../ask';
import { forgetLeases, layOut, lookAt, startSite, type Ground } from '../ground';
import { Ledger, type Entry } from '../ledger';
import { longestMail, Record, type Outcome } from '../outcome';
import { askAgain, Rush } from '../rush';
import { findHalfWritten } from '../stored';

const clients = 8;
/** Who is killed again and again sends nothing: what has piled up goes out at this rate at least, in ms a mail. */
const msAMail = 60;
/** Rounds between two looks for what is half-written. */
const lookEvery = 10;

/**
 * kill -9 while people sign up and leave: each round has an event of its own with a line, and one that all share. Who
 * got no answer sends the same form again to the next process. Each receipt that was shown must open there.
 * @param how.lease whether a dead process's notices wait out their lease, as they do
 */
export async function killUnderLoad(
  ground: Ground,
  rounds: number,
  how: { lease?: 'waited out' | 'forgotten' } = {},
): Promise<Outcome> {
  const tight = Array.from({ length: rounds }, (_, round) => ({ slug: `rond-${round + 1}`, capacity: 10 }));
  await layOut(ground, [{ slug: 'fika' }, ...tight]);
  const ledger = new Ledger();
  const record = new Record();
  let site = await startSite(ground);
  let seen = 0;

  for (const { slug } of tight) {
    const rush = new Rush(site.url, ledger, {
      clients,
      slug: () => (Math.random() < 0.3 ? slug : 'fika'),
      persistent: false,
      leaving: 0.1,
    });
    await wait(30 + Math.random() * 270);
    const killed = performance.now();
    await site.kill();
    record.tally(await rush.stop());
    record.rounds += 1;

    site = await startSite(ground);
    const browsers = new Browsers(site.url, 8);
    record.wrong(...(await askAgain(browsers, ledger)));
    record.backAfter(performance.now() - killed);
    record.wrong(...(await openReceipts(browsers, ledger.entries.slice(seen))));
    seen = ledger.entries.length;
    browsers.close();
    if (record.rounds % lookEvery === 0) record.wrong(...(await lookAt(ground, findHalfWritten)));
  }

  if (how.lease === 'forgotten') await forgetLeases(ground);
  const patience = longestMail + ledger.entries.length * msAMail;
  const outcome = await record.settle(ground, site, ledger, { patience });
  await site.stop();
  return outcome;
}

/** Opens each receipt by its code. @returns what was wrong with some */
async function openReceipts(browsers: Browsers, entries: Entry[]): Promise<string[]> {
  const answers = await Promise.all(entries.map(async ({ code, name }) => ({ ...(await open(browsers, code)), name })));
  return answers
    .filter(({ status, body, name }) => status !== 200 || !body.includes(name))
    .slice(0, 3)
    .map(({ status, name }) => `the receipt of ${name} was answered ${status}`);
}

const open = (browsers: Browsers, code: string | null) => browsers.get(`/anmalan/${code}`);
