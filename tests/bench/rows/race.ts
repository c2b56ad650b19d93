import { missingDialect, type Bench, type Group } from '../context';
import { failed, plain, row, type Row } from '../report/rows';
import type { Databases } from '../sites/databases';
import { OurSite } from '../sites/our-site';
import { scarce, scarceCapacity } from '../sites/programme';
import { signupBody, signupStep } from '../sites/signing';

const processes = 4;

/** Several processes on one database, and more people than places: nobody may be given a place that is not there. */
export const race: Group = {
  name: 'race',
  title: 'Places sold beyond capacity, 64 clients, 4 processes',
  databases: 'both',
  async measure(bench) {
    const rows: Row[] = [];
    for (const databases of bench.databases) {
      rows.push(await onDatabase(bench, databases).catch((error: unknown) => failed('race', databases.dialect, error)));
    }
    if (bench.missing) rows.push(failed('race', 'PostgreSQL', missingDialect('PostgreSQL', bench.missing)));
    return rows;
  },
};

async function onDatabase(bench: Bench, databases: Databases): Promise<Row> {
  bench.say(`race: ${databases.dialect}`);
  const databaseUrl = await databases.copyOf(await bench.ordinary(databases));
  const sites = await Promise.all(
    Array.from({ length: processes }, async () =>
      bench.keep(await OurSite.start({ databaseUrl, folder: bench.folder })),
    ),
  );
  const body = (await signupBody(sites[0]!.origin, `/evenemang/${scarce[0]}/anmalan`)).replace(
    /partySize=\d*/u,
    'partySize=2',
  );
  const counts: Record<string, number> = {};
  const each = Math.floor(scarce.length / bench.options.rounds);
  for (let round = 0; round < bench.options.rounds; round++) {
    const { byStatus, errors } = await bench.generator.run({
      origins: sites.map(({ origin }) => origin),
      clients: 64,
      steps: [signupStep('/evenemang/{item}/anmalan', body)],
      items: scarce.slice(round * each, (round + 1) * each),
      // twice as many as there are places
      until: { requests: each * scarceCapacity },
    });
    for (const [status, count] of Object.entries({ ...byStatus, broken: errors }))
      counts[status] = (counts[status] ?? 0) + count;
  }
  for (const site of sites) await site.stop();

  const taken = `select coalesce(sum(places), 0) as taken from claim where claim.pool_id = pool.id and state = 'held'`;
  const oversold = await databases.count(
    databaseUrl,
    `select coalesce(sum(taken - capacity), 0) from (select capacity, (${taken}) as taken from pool where capacity is not null) as pools where taken > capacity`,
  );
  const signups = await databases.count(databaseUrl, 'select count(*) from signup');
  const [acknowledged = 0, full = 0] = [counts['303'], counts['409']];
  if (signups !== acknowledged) throw new Error(`${acknowledged} were acknowledged, and there are ${signups}`);
  const others = Object.entries(counts).filter(([status, count]) => count && !['303', '409'].includes(status));
  const note = [
    `${acknowledged.toLocaleString('en')} acknowledged and all there, ${full.toLocaleString('en')} told that it is full`,
    ...others.map(([status, count]) => `${count} × ${status}`),
    'the long race: tests/race/race.test.ts',
  ].join('; ');
  const budget = { of: 'ours', is: 'at most', than: 0 } as const;
  return row('race', databases.dialect, { ours: plain(oversold), budget, note });
}
