import { Browsers } from '../ask';
import { layOut, lookAt, startSite, type Ground } from '../ground';
import { Ledger, type Entry } from '../ledger';
import { Record, type Outcome } from '../outcome';
import { sendCancellation, sendForm, Tally } from '../rush';

/** The same form sent several times at the same time, over a slow line: one signup, and everybody sees its receipt. */
export async function doubleSubmits(ground: Ground, rounds: number): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const ledger = new Ledger();
  const record = new Record();
  const tally = new Tally();
  const site = await startSite(ground);
  const browsers = new Browsers(site.url, 32);
  for (; record.rounds < rounds; record.rounds += 1) {
    const entry = ledger.open('fika');
    const answers = await Promise.all([0, 0, 50, 50].map((ms) => sendForm(browsers, entry, ms)));
    for (const answer of answers) tally.form(answer, entry);
    const receipts = new Set(answers.map(({ headers }) => headers.location));
    if (receipts.size !== 1) record.wrong(`one form led to ${receipts.size} receipts`);
  }
  record.tally(tally);
  browsers.close();
  const outcome = await record.settle(ground, site, ledger);
  await site.stop();
  return outcome;
}

/**
 * The last place against a cancellation against a promotion: two have the places, two wait; at the same moment both
 * places are given up, one of those who wait leaves too, and three newcomers come. Who waited first has a place after it.
 */
export async function lastPlaces(ground: Ground, rounds: number): Promise<Outcome> {
  const events = Array.from({ length: rounds }, (_, round) => ({ slug: `sista-${round + 1}`, capacity: 2 }));
  await layOut(ground, events);
  const ledger = new Ledger();
  const record = new Record();
  const tally = new Tally();
  const site = await startSite(ground);
  const browsers = new Browsers(site.url, 16);
  const signUp = async (entry: Entry) => tally.form(await sendForm(browsers, entry), entry);
  const leave = async (entry: Entry) => tally.form(await sendCancellation(browsers, entry), entry);
  const firstInLine: string[] = [];
  for (const { slug } of events) {
    const first = [1, 2, 3, 4].map(() => ledger.open(slug));
    for (const entry of first) await signUp(entry);
    const [one, other, waits, leaves] = first as [Entry, Entry, Entry, Entry];
    firstInLine.push(waits.name);
    const newcomers = [1, 2, 3].map(() => ledger.open(slug));
    await Promise.all([
      leave(one),
      signUp(newcomers[0]!),
      leave(other),
      leave(leaves),
      ...newcomers.slice(1).map(signUp),
    ]);
    record.rounds += 1;
  }
  record.tally(tally);
  browsers.close();
  await lookAt(ground, async ({ read }) => {
    const signups = await read.selectFrom('signup').select(['name', 'state']).execute();
    const confirmed = new Set(signups.filter(({ state }) => state === 'confirmed').map(({ name }) => name));
    if (confirmed.size !== 2 * rounds) record.wrong(`${confirmed.size} have a place, of ${2 * rounds} places`);
    if (firstInLine.some((name) => !confirmed.has(name))) record.wrong('somebody first in line was passed over');
  });
  const outcome = await record.settle(ground, site, ledger);
  await site.stop();
  return outcome;
}
