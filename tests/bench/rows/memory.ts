import { setTimeout as wait } from 'node:timers/promises';
import { missingDialect, type Bench, type Group } from '../context';
import type { Step } from '../measuring/load';
import { failed, plain, row, type Row } from '../report/rows';
import type { Databases } from '../sites/databases';
import { gzipped } from '../sites/limit';
import { OurSite } from '../sites/our-site';
import { rareWords, spread } from '../sites/programme';
import { signupBody, signupStep } from '../sites/signing';

const MB = 2 ** 20;

/** What one process takes with large data: at rest, and at the peak of a load that asks for everything. */
export const memory: Group = {
  name: 'memory',
  title: 'Resident memory of one process, large data',
  databases: 'both',
  async measure(bench) {
    const rows: Row[] = [];
    for (const databases of bench.databases) {
      const measured = onDatabase(bench, databases);
      rows.push(...(await measured.catch((error: unknown) => [failed('memory', databases.dialect, error)])));
    }
    if (bench.missing) rows.push(failed('memory', 'PostgreSQL', missingDialect('PostgreSQL', bench.missing)));
    return rows;
  },
};

async function onDatabase(bench: Bench, databases: Databases): Promise<Row[]> {
  const databaseUrl = await databases.copyOf(await bench.large(databases));
  // with its worker, as a single process has it
  const site = bench.keep(await OurSite.start({ databaseUrl, folder: bench.folder, outbox: true }));
  const { origin } = site;
  bench.say(`memory: ${databases.dialect}, at rest`);
  await fetch(`${origin}/`);
  await wait(5_000);
  const rest = await site.memory();

  bench.say(`memory: ${databases.dialect}, at the peak`);
  const everything = await slugsOf(origin);
  const form = `/evenemang/${spread[0]}/anmalan`;
  const withoutMail = (await signupBody(origin, form)).replace(/email=[^&]*/u, 'email=');
  const get = (path: string): Step => ({ method: 'GET', path, headers: gzipped });
  const mixed: [Step[], string[]][] = [
    [[get('/evenemang/{item}'), get('/evenemang/{item}/anmalan'), get('/en/evenemang/{item}')], everything],
    [[get('/?sida={n}'), get('/?q={item}'), get('/api/v1/events?sida={n}')], rareWords],
    [[signupStep('/evenemang/{item}/anmalan', withoutMail), get('{location}'), get('/')], spread],
    [[get('/kalender.ics'), get('/schema/events.json'), get('/')], ['']],
  ];
  const wrong: Record<string, number> = {};
  let answers = 0;
  for (const [steps, items] of mixed) {
    const until = { seconds: bench.options.seconds * bench.options.rounds };
    const loaded = await bench.generator.run({ origins: [origin], clients: 64, steps, items, until });
    answers += loaded.answers;
    for (const [status, count] of Object.entries(loaded.byStatus)) if (Number(status) >= 500) wrong[status] = count;
  }
  if (Object.keys(wrong).length) throw new Error(`under load it answered ${JSON.stringify(wrong)}`);
  const { most } = await site.memory();
  await site.stop();
  const budget = (than: number) => ({ of: 'ours', is: 'at most', than }) as const;
  return [
    row('memory', `${databases.dialect}: at rest`, { ours: plain(rest.now / MB, 'MB'), budget: budget(250) }),
    row('memory', `${databases.dialect}: at the peak`, {
      ours: plain(most / MB, 'MB'),
      budget: budget(400),
      note: `64 clients, ${answers.toLocaleString('en')} answers: pages, forms, lists, search, signups, receipts, whole feeds`,
    }),
  ];
}

/** Every event that is still to come, by the API. */
async function slugsOf(origin: string): Promise<string[]> {
  const slugs: string[] = [];
  for (let next: string | null = '/api/v1/events'; next;) {
    const page = (await (await fetch(origin + next)).json()) as { events: { slug: string }[]; next: string | null };
    slugs.push(...page.events.map(({ slug }) => slug));
    next = page.next && new URL(page.next).pathname + new URL(page.next).search;
  }
  return slugs;
}
