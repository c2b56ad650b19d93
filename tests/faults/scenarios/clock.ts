import { setTimeout as wait } from 'node:timers/promises';
import { Browsers } from '../ask';
import { layOut, startSite, untilAllIsSent, type Ground } from '../ground';
import { Ledger } from '../ledger';
import { longestMail, Record, seconds, type Outcome } from '../outcome';
import { sendForm } from '../rush';

/** How far the clock steps back, in milliseconds. */
const steps = [50_000, 90_000, 10 * 60_000, 60 * 60_000, 24 * 60 * 60_000];

/** Loaded before the site: a clock that is ahead, until SIGUSR2 sets it right. */
const clock = (ahead: number) => `
  const right = Date.now;
  let ahead = ${ahead};
  class Clock extends Date {
    constructor(...given) { super(...(given.length ? given : [right() + ahead])); }
    static now() { return right() + ahead; }
  }
  globalThis.Date = Clock;
  process.on('SIGUSR2', () => { ahead = 0; });`;

/**
 * The clock is ahead and steps back while notices wait and are being tried: in the process, and, every other round, by
 * a new one after kill -9. Notices go out, and no page shows the time that was.
 */
export async function clockSteps(ground: Ground, rounds: number): Promise<Outcome> {
  const ledger = new Ledger();
  const record = new Record();
  let last: Awaited<ReturnType<typeof startSite>> | undefined;
  for (; record.rounds < rounds; record.rounds += 1) {
    const step = steps[record.rounds % steps.length]!;
    await last?.stop();
    // it opens between the right time and the wrong one
    const opens = new Date(Date.now() + step / 2).toISOString();
    await layOut(ground, [{ slug: 'fika' }, { slug: `oppnar-${record.rounds}`, signupOpens: localTime(opens) }]);
    ground.smtp.behave({ greeting: 421 });
    const preload = `data:text/javascript,${encodeURIComponent(clock(step))}`;
    let site = await startSite(ground, { NODE_OPTIONS: `--import=${preload}` });
    let browsers = new Browsers(site.url, 4);
    const form = `/evenemang/oppnar-${record.rounds}/anmalan`;
    const isOpen = async () => (await browsers.get(form)).body.includes('name="name"');
    // opening times are whole minutes
    const tells = step > 5 * 60_000;
    if (tells && !(await isOpen())) record.wrong('the form was not open by the wrong clock');
    for (let person = 0; person < 5; person++) await sendForm(browsers, ledger.open('fika'));
    // until some have been tried, and the next attempt is set by the wrong clock
    await wait(2_500);
    if (record.rounds % 2 === 0) site.child.kill('SIGUSR2');
    else {
      await site.kill();
      browsers.close();
      site = await startSite(ground);
      browsers = new Browsers(site.url, 4);
    }
    ground.smtp.behave({});
    await wait(100);
    if (tells && (await isOpen())) record.wrong('the form is open by the wrong clock');
    const after = await untilAllIsSent(ground, 2 * longestMail);
    if (after > longestMail) record.late(`a step of ${seconds(step)} s: mails went out after ${seconds(after)} s`);
    record.told.push(`a step of ${seconds(step)} s: all mails had gone out after ${seconds(after)} s`);
    browsers.close();
    last = site;
  }
  const outcome = await record.settle(ground, last!, ledger);
  await last!.stop();
  return outcome;
}

/** In Sweden, as the programme file has it. */
const localTime = (instant: string) =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).replace(' ', 'T').slice(0, 16);
