import type { BareSignups } from '../bare/signups';
import { howOf, missingDialect, type Bench, type Group } from '../context';
import { compare, type Measured, type Side } from '../measuring/compare';
import { againstBare, attempt, failed, plain, row, type Row } from '../report/rows';
import { BareSite } from '../sites/bare-site';
import type { Databases } from '../sites/databases';
import { headersOf } from '../sites/limit';
import { OurSite, secret } from '../sites/our-site';
import { popular, spread } from '../sites/programme';
import { signupBody, signupStep } from '../sites/signing';
import { ask } from '../sites/wire';

const budget = 0.6;

/** How fast people are signed up for good, against bare node:http and driver with the same statements. */
export const signups: Group = {
  name: 'signup',
  title: 'A signup over HTTP, durable, against bare node:http and the database’s driver with the same statements',
  databases: 'both',
  async measure(bench) {
    const rows: Row[] = [];
    for (const databases of bench.databases) {
      const measured = onDatabase(bench, databases);
      rows.push(...(await measured.catch((error: unknown) => [failed('signup', databases.dialect, error)])));
    }
    if (bench.missing) rows.push(failed(this.name, 'PostgreSQL', missingDialect('PostgreSQL', bench.missing)));
    return rows;
  },
};

async function onDatabase(bench: Bench, databases: Databases): Promise<Row[]> {
  const template = await bench.ordinary(databases);
  const [ourUrl, bareUrl] = [await databases.copyOf(template), await databases.copyOf(template)];
  const site = bench.keep(await OurSite.start({ databaseUrl: ourUrl, folder: bench.folder }));
  const form = `/evenemang/${spread[0]}/anmalan`;
  const body = await signupBody(site.origin, form);
  const { headers: requestHeaders } = signupStep(form, body);
  const ours303 = await ask(site.origin + form, { method: 'POST', headers: requestHeaders, body });
  if (ours303.status !== 303) throw new Error(`a signup was answered ${ours303.status}`);
  const headers = headersOf(ours303, /^(connection|keep-alive|date|transfer-encoding|location)$/iu);
  const task: BareSignups = { databaseUrl: bareUrl, secret, headers };
  const bare = bench.keep(await BareSite.start('bench-bare-signups', task));

  const acknowledged = { ours: 1, bare: 0 };
  const rows: Row[] = [];
  let hot = 0;
  for (const clients of [16, 64]) {
    for (const where of ['many events', 'one event'] as const) {
      const what = `${databases.dialect}, ${where}, ${clients} clients`;
      bench.say(`signup: ${what}`);
      // each round its own: counting an event's places takes longer the more have signed up, in both
      const first = hot;
      hot += where === 'one event' ? bench.options.rounds + 1 : 0;
      const items = (round: number) =>
        where === 'many events' ? spread : [popular[(first + round) % popular.length]!];
      const side = (server: OurSite | BareSite): Side => ({
        origins: [server.origin],
        steps: [signupStep('/evenemang/{item}/anmalan', body)],
        items,
        expect: [303],
        cpu: () => sum(server.cpu, databases.cpu()),
      });
      const how = { ...howOf(bench.options, clients), keepLocations: true };
      const two = await compare(bench.generator, { ours: side(site), bare: side(bare) }, how);
      rows.push(againstBare('signup', what, two, budget));
      for (const name of ['ours', 'bare'] as const) {
        acknowledged[name] += two[name].answers;
        checkReceipts(name, two[name]);
      }
    }
  }
  await bare.stop();
  await site.stop();
  await checkKept(databases, bareUrl, acknowledged.bare);
  const what = `${databases.dialect}, acknowledged and not there afterwards`;
  const kept = await attempt('signup', what, async () => {
    await checkKept(databases, ourUrl, acknowledged.ours);
    const note = `${acknowledged.ours.toLocaleString('en')} acknowledged, each with a row, a place, a notice and a receipt of its own`;
    return row('signup', what, { ours: plain(0), budget: { of: 'ours', is: 'at most', than: 0 }, note });
  });
  return [...rows, kept];
}

/** Nobody was given somebody else's receipt. */
function checkReceipts(name: string, { answers, locations }: Measured): void {
  if (new Set(locations).size !== answers)
    throw new Error(`${name}: ${answers} answers led to ${new Set(locations).size} receipts`);
}

/** Everybody who was acknowledged is there, with a place and a notice, and nobody else. */
async function checkKept(databases: Databases, url: string, acknowledged: number): Promise<void> {
  for (const what of ['signup', `claim where state = 'held'`, 'outbox', `signup where state = 'confirmed'`]) {
    const kept = await databases.count(url, `select count(*) from ${what}`);
    if (kept !== acknowledged) throw new Error(`${acknowledged} were acknowledged, and there are ${kept}: ${what}`);
  }
}

const sum = (...times: (number | undefined)[]) =>
  times.some((time) => time === undefined) ? undefined : times.reduce<number>((total, time) => total + time!, 0);
