import { setTimeout as wait } from 'node:timers/promises';
import { layOut, startSite, type Ground } from '../ground';
import { Ledger } from '../ledger';
import { Record, seconds, type Outcome } from '../outcome';
import { askPostgres } from '../../support/ask-postgres';
import { Rush } from '../rush';
import { wayTo } from '../way';

const persistent = { clients: 16, persistent: true, leaving: 0.1, slug: () => 'fika' };

/** Half of the signups and a quarter of what the worker writes end as serialization failures or deadlocks do. */
const storm = `
  create sequence storms;
  create function storm() returns trigger language plpgsql as $$ begin
    if random() < tg_argv[0]::float then
      perform nextval('storms');
      raise exception 'storm' using errcode = case when random() < 0.5 then '40001' else '40P01' end;
    end if;
    return new;
  end $$;
  create trigger storm before insert on signup for each row execute function storm(0.5);
  create trigger storm before update on outbox for each row execute function storm(0.25)`;
/** One table at a time: who locks both waits for somebody who has the other, which is a deadlock of the test's own. */
const calm = ['drop trigger storm on signup', 'drop trigger storm on outbox', 'drop function storm'];

/** A storm of 40001 and 40P01, as distributed databases have it. Nobody notices anything but time. */
export async function storms(ground: Ground, rounds: number, how = { ms: 4_000 }): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  await askPostgres(ground.databaseUrl, storm);
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite(ground);
  const rush = new Rush(site.url, ledger, persistent);
  for (; record.rounds < rounds; record.rounds += 1) await wait(how.ms);
  const tally = await rush.stop();
  record.tally(tally);
  const failures = await countOf(ground.databaseUrl, 'select last_value as n from storms');
  for (const statement of calm) await askPostgres(ground.databaseUrl, statement);
  record.told.push(`${failures} failures injected; the longest answer after ${seconds(tally.longestForm)} s`);
  if (tally.forms[503]) record.told.push(`${tally.forms[503]} forms were answered 503 and sent again`);
  const outcome = await record.settle(ground, site, ledger);
  await site.stop();
  return outcome;
}

/** PostgreSQL ends connections in the middle of changes, and of everything else. */
export async function terminations(ground: Ground, rounds: number): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite(ground);
  const rush = new Rush(site.url, ledger, { ...persistent, pages: ['/evenemang/fika'] });
  for (; record.rounds < rounds; record.rounds += 1) {
    await wait(20 + Math.random() * 80);
    await askPostgres(
      ground.databaseUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state in ('active', 'idle in transaction')
       order by random() limit 2`,
    );
  }
  await calmDown(record, rush);
  const outcome = await record.settle(ground, site, ledger);
  await site.stop();
  return outcome;
}

/** The cause is over: how long until somebody is let in again, and how often people had been told "not now". */
async function calmDown(record: Record, rush: Rush): Promise<void> {
  record.backAfter(await rush.acknowledgedAgain(30_000));
  const tally = await rush.stop();
  record.tally(tally);
  record.told.push(`${tally.forms[503] ?? 0} forms were answered 503 and sent again`);
}

/** COMMIT is done and its answer lost: nobody knows. The person sends again, with the same key. */
export async function lostCommits(ground: Ground, rounds: number): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const way = await wayTo(ground.databaseUrl);
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite({ ...ground, databaseUrl: way.url });
  way.loseCommits(3);
  const rush = new Rush(site.url, ledger, persistent);
  while (way.lost() < rounds) await wait(10);
  way.loseCommits(0);
  record.rounds = way.lost();
  await calmDown(record, rush);
  const outcome = await record.settle(ground, site, ledger);
  await site.stop();
  await way.close();
  return outcome;
}

/**
 * PostgreSQL's machine is gone without a word: no connection is closed, nothing comes. Nobody waits for ever, and all
 * is well again when it is back.
 */
export async function silences(ground: Ground, rounds: number, how = { ms: 20_000 }): Promise<Outcome> {
  await layOut(ground, [{ slug: 'fika' }]);
  const way = await wayTo(ground.databaseUrl);
  const ledger = new Ledger();
  const record = new Record();
  const site = await startSite({ ...ground, databaseUrl: way.url });
  const rush = new Rush(site.url, ledger, { ...persistent, pages: ['/evenemang/fika', '/evenemang/fika/anmalan'] });
  for (; record.rounds < rounds; record.rounds += 1) {
    await rush.acknowledgedAgain(30_000);
    way.silence();
    await wait(how.ms);
    way.mend();
    record.backAfter(await rush.acknowledgedAgain(30_000));
  }
  const tally = await rush.stop();
  record.tally(tally);
  record.told.push(
    `the longest form was answered after ${seconds(tally.longestForm)} s, page after ${seconds(tally.longestPage)} s`,
  );
  if (Math.max(tally.longestForm, tally.longestPage) > how.ms) record.late('somebody waited as long as it lasted');
  const outcome = await record.settle(ground, site, ledger);
  await site.stop();
  await way.close();
  return outcome;
}

async function countOf(url: string, question: string): Promise<number> {
  const [row] = await askPostgres<{ n: string }>(url, question);
  return Number(row?.n);
}
