import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Processes } from '../../contract/processes';
import { parseMail } from '../../support/smtp';
import { Browsers } from '../ask';
import { layOut, startSite, untilAllIsSent, type Ground, type Site } from '../ground';
import { Ledger, type Arrival } from '../ledger';
import { longestMail, Record, seconds, type Outcome } from '../outcome';
import { Rush, sendForm, type Tally } from '../rush';
import { stopGrowing, type SmallDisk } from '../small-disk';

/**
 * The disk fills up while people sign up, and has space again. On SQLite the database is on it, and so is the log; on
 * PostgreSQL the database's tables are.
 * @param disk null where none can be made: then the process's files may not grow
 */
export async function fullDisk(
  ground: Ground,
  disk: SmallDisk | null,
  rounds: number,
  how = { ms: 3_000 },
): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite(ground);
  for (; record.rounds < rounds; record.rounds += 1) {
    const rush = new Rush(site.url, ledger, {
      clients: 16,
      persistent: true,
      slug: () => 'fika',
      pages: ['/', '/evenemang/fika', '/evenemang/fika/anmalan'],
    });
    await rush.acknowledgedAgain(30_000);
    const free = fill(ground, disk, site);
    if (!free) record.wrong('no disk could be filled');
    await untilRefused(rush.tally);
    await wait(how.ms);
    free?.();
    record.backAfter(await rush.acknowledgedAgain(30_000));
    const tally = await rush.stop();
    record.tally(tally);
    record.told.push(
      `${tally.forms[503] ?? 0} forms were answered 503 and sent again; pages: ${JSON.stringify(tally.pages)}`,
    );
    if (tally.pages[503]) record.wrong(`${tally.pages[503]} pages were answered 503`);
  }
  const outcome = await record.settle(ground, site, ledger);
  if ((await site.stop()) !== 0) outcome.wrong.push('the process did not end well');
  return outcome;
}

function fill(ground: Ground, disk: SmallDisk | null, site: Site): (() => void) | null {
  if (disk) {
    disk.fill();
    return () => disk.free();
  }
  const file = ground.databaseUrl.slice('sqlite:'.length);
  return stopGrowing(site.child.pid!, [file, `${file}-wal`]);
}

/** What is free inside the files is used first. */
async function untilRefused(tally: Tally): Promise<void> {
  const before = tally.forms[503] ?? 0;
  for (let tries = 0; tries < 3_000 && (tally.forms[503] ?? 0) === before; tries++) await wait(10);
}

/**
 * A start on a full disk ends with one sentence, and leaves nothing that keeps the next from starting: the first start
 * of all, which makes the secret and the database, and later ones.
 */
export async function startOnFullDisk(ground: Ground, disk: SmallDisk, rounds: number): Promise<Outcome> {
  const folder = join(disk.folder, 'start');
  mkdirSync(folder);
  const databaseUrl = `sqlite:${join(folder, 'data', 'samling.db')}`;
  const onDisk = { ...ground, databaseUrl, run: new Processes(folder) };
  const ledger = new Ledger();
  const record = new Record();
  for (; record.rounds < rounds; record.rounds += 1) {
    disk.fill();
    const { ended, output } = onDisk.run.program('server', { DATABASE_URL: databaseUrl });
    const code = await Promise.race([ended, wait(20_000, 'nothing')]);
    const said = output.err.trim();
    if (code !== 1) record.wrong(`a start on a full disk ended with ${code}`);
    if (!said || said.includes('\n')) record.wrong(`it said ${said.slice(0, 200)}`);
    disk.free();
    const begun = performance.now();
    const site = await startSite(onDisk, { SECRET: '' });
    onDisk.secret = readFileSync(join(folder, 'data/secret'), 'utf8').trim();
    await layOut(onDisk, [{ slug: 'fika' }]);
    const browsers = new Browsers(site.url, 1);
    await sendForm(browsers, ledger.open('fika'));
    record.backAfter(performance.now() - begun);
    browsers.close();
    await site.stop();
  }
  const site = await startSite(onDisk, { SECRET: '' });
  const outcome = await record.settle(onDisk, site, ledger);
  await site.stop();
  await onDisk.run.close();
  return outcome;
}

/** MAIL_DIR's disk is full: mails wait, and are written whole when there is space again. */
export async function fullMailFolder(ground: Ground, disk: SmallDisk, rounds: number): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const folder = join(disk.folder, 'mail');
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite(ground, { SMTP_URL: '', MAIL_DIR: folder });
  const browsers = new Browsers(site.url, 4);
  for (; record.rounds < rounds; record.rounds += 1) {
    disk.fill();
    for (let person = 0; person < 5; person++) await sendForm(browsers, ledger.open('fika'));
    await wait(3_000);
    const written = await mailsIn(folder);
    if (written.length > ledger.entries.length - 5) record.wrong('a mail was written to a full disk');
    disk.free();
    const after = await untilAllIsSent(ground, longestMail);
    record.told.push(`the mails were there ${seconds(after)} s after there was space`);
  }
  browsers.close();
  const outcome = await record.settle(ground, site, ledger, { arrivals: () => mailsIn(folder) });
  await site.stop();
  return outcome;
}

async function mailsIn(folder: string): Promise<Arrival[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return Promise.all(
    names.map(async (name) => {
      const { messageId = '', to } = await parseMail(readFileSync(join(folder, name)));
      return { to: to?.[0]?.address ?? '', messageId };
    }),
  );
}
