import { setTimeout as wait } from 'node:timers/promises';
import { Browsers } from '../ask';
import { forgetLeases, layOut, lookAt, startSite, type Ground } from '../ground';
import { holdLock } from '../held-lock';
import { Ledger, type Entry } from '../ledger';
import { Record, type Outcome } from '../outcome';
import { sendForm } from '../rush';

/** Moments on a notice's way at which the process is killed, and how many mails have left by then. */
const moments = [
  { name: 'committed, not sent', left: 0 },
  { name: 'taken, before 250', left: 1 },
  { name: 'after 250, not marked', left: 1 },
] as const;

/**
 * kill -9 at the very moments where a notice could be lost or become another one: the mail server's own hooks kill.
 * After 250 what marks a notice is locked, so that it surely is not marked when the process dies.
 */
export async function killAtMoments(
  ground: Ground,
  rounds: number,
  how: { lease?: 'waited out' | 'forgotten' } = {},
): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const ledger = new Ledger();
  const record = new Record();
  let left = 0;

  for (; record.rounds < rounds; record.rounds += 1) {
    const moment = moments[record.rounds % moments.length]!;
    const entry = ledger.open('fika');
    await signUpAndDie(ground, entry, moment.name);
    left += moment.left;
    const state = await lookAt(ground, ({ read }) =>
      read
        .selectFrom('outbox')
        .innerJoin('signup', 'signup.id', 'outbox.signup_id')
        .select('outbox.state')
        .where('signup.name', '=', entry.name)
        .execute(),
    );
    const states = state.map((row) => row.state).join();
    if (states !== 'queued') record.wrong(`${moment.name}: its notice is ${states || 'not there'}`);
  }

  const site = await startSite(ground);
  if (how.lease === 'forgotten') await forgetLeases(ground);
  const outcome = await record.settle(ground, site, ledger);
  if (outcome.repeats < left) outcome.wrong.push(`${outcome.repeats} repeats, of ${left} mails that had left`);
  await site.stop();
  return outcome;
}

/** One process's life: somebody signs up, and it dies when the notice has come as far as told. */
async function signUpAndDie(ground: Ground, entry: Entry, moment: (typeof moments)[number]['name']): Promise<void> {
  const site = await startSite(ground);
  const browsers = new Browsers(site.url, 1);
  let lock: Awaited<ReturnType<typeof holdLock>> | undefined;
  let acknowledged = () => {};
  const wasAcknowledged = new Promise<void>((resolve) => (acknowledged = resolve));
  const died = new Promise<void>((resolve, reject) => {
    const die = () => site.kill().then(resolve, reject);
    if (moment === 'committed, not sent') {
      ground.smtp.behave({ beforeGreeting: () => wasAcknowledged.then(die) });
      return;
    }
    ground.smtp.behave({
      async afterTaking({ envelope }) {
        if (!envelope.to.includes(entry.email)) return;
        await wasAcknowledged;
        if (moment === 'taken, before 250') return die();
        lock = await holdLock(ground, 'outbox');
        // what returns now goes out as 250, and the process has time to hear it
        void wait(100).then(die);
      },
    });
  });
  await sendForm(browsers, entry);
  acknowledged();
  await died;
  await lock?.release();
  browsers.close();
  ground.smtp.behave({});
}
