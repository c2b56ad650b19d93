import { setTimeout as wait } from 'node:timers/promises';
import type { SmtpBehaviour } from '../../support/smtp';
import { Browsers } from '../ask';
import { layOut, lookAt, startSite, untilAllIsSent, type Ground } from '../ground';
import { Ledger } from '../ledger';
import { longestMail, Record, seconds, type Outcome } from '../outcome';
import { sendForm } from '../rush';

/** What a mail server does wrong, for everybody. */
const outages: { name: string; behaviour: SmtpBehaviour | 'gone' }[] = [
  { name: 'nobody listens', behaviour: 'gone' },
  { name: '421 at the greeting', behaviour: { greeting: 421 } },
  { name: '450 to every address', behaviour: { everyRecipient: 450 } },
  { name: '451 after DATA', behaviour: { data: 451 } },
  { name: 'stalls inside DATA', behaviour: { stall: true } },
  { name: 'breaks off inside DATA', behaviour: { hangUp: 'inside-data' } },
  { name: 'dies after 250, before QUIT', behaviour: { hangUp: 'after-250' } },
];
const people = 10;

/**
 * The mail server fails in each way for a while, and then works; two addresses are refused for good. Every notice
 * arrives, or is on the call list with the receipt saying that the address does not work.
 */
export async function failingMail(ground: Ground, rounds: number, how = { ms: 5_000 }): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const { smtp } = ground;
  const ledger = new Ledger();
  const record = new Record();
  const refused = new Set<string>();
  const site = await startSite(ground);
  const browsers = new Browsers(site.url, 4);
  const signUp = async () => {
    const entry = ledger.open('fika');
    await sendForm(browsers, entry);
    return entry;
  };

  for (; record.rounds < rounds; record.rounds += 1) {
    const { name, behaviour } = outages[record.rounds % outages.length]!;
    if (behaviour === 'gone') await smtp.close();
    else smtp.behave(behaviour);
    for (let person = 0; person < people; person++) await signUp();
    await wait(how.ms);
    if (behaviour === 'gone') await smtp.reopen();
    smtp.behave({});
    const after = await untilAllIsSent(ground, longestMail);
    if (after > longestMail) record.late(`${name}: not all mails had gone out after 60 s`);
    record.told.push(`${name}: all had gone out ${seconds(after)} s after it was over`);

    const gone = await signUp();
    refused.add(gone.email);
    smtp.behave({ recipients: { [gone.email]: 550 } });
    await untilAllIsSent(ground, longestMail);
    const receipt = await browsers.get(`/anmalan/${gone.code}`);
    if (!/fungerar inte/.test(receipt.body)) record.wrong('the receipt does not say that the address does not work');
  }
  record.told.push(await stallOne());
  browsers.close();
  const outcome = await record.settle(ground, site, ledger, { refused });
  await site.stop();
  return outcome;

  /** One address's server stalls; the others should hardly notice. */
  async function stallOne(): Promise<string> {
    const stalled = await signUp();
    smtp.behave({ stall: [stalled.email], recipients: Object.fromEntries([...refused].map((one) => [one, 550])) });
    const others: string[] = [];
    for (let person = 0; person < 3 * people; person++) {
      others.push((await signUp()).name);
      await wait(500);
    }
    await wait(2_000);
    const longest = await lookAt(ground, ({ read }) =>
      read
        .selectFrom('outbox')
        .innerJoin('signup', 'signup.id', 'outbox.signup_id')
        .select(['outbox.created_at', 'outbox.settled_at'])
        .where('signup.name', 'in', others)
        .execute()
        .then((rows) => Math.max(...rows.map((row) => (row.settled_at ?? Infinity) - row.created_at))),
    );
    smtp.behave({});
    if (longest > longestMail / 4) record.late('one stalled address kept others waiting for more than 15 s');
    return `one stalled address: the others waited ${seconds(longest)} s at the most`;
  }
}
