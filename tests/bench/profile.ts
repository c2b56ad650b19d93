import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './context';
import type { Step } from './measuring/load';
import { gzipped } from './sites/limit';
import { OurSite } from './sites/our-site';
import { rareWords, spread } from './sites/programme';
import { signupBody, signupStep } from './sites/signing';

/** A node of V8's profile: a function as it was called from one place. */
interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string };
  children?: number[];
}
interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  /** Microseconds of the machine's own clock, as the deltas are. */
  startTime: number;
  timeDeltas: number[];
}

const get = (path: string): Step => ({ method: 'GET', path, headers: gzipped });

const loads: Record<string, (body: string) => { steps: Step[]; items: string[] }> = {
  signup: (body) => ({ steps: [signupStep('/evenemang/{item}/anmalan', body)], items: spread }),
  page: () => ({ steps: [get('/evenemang/{item}')], items: spread }),
  form: () => ({ steps: [get('/evenemang/{item}/anmalan')], items: spread }),
  search: () => ({ steps: [get('/?q={item}')], items: rareWords }),
};

/**
 * Where the server's CPU time goes under a load of 16 clients on SQLite.
 * @returns tables in Markdown; the profile itself is kept in build/tests, for Chrome's or another viewer
 */
export async function profile(bench: Bench, name: string): Promise<string> {
  const load = loads[name];
  if (!load) throw new Error(`--profile: there is no ${name}; there is ${Object.keys(loads).join(', ')}`);
  const databases = bench.databases[0]!;
  const databaseUrl = await databases.copyOf(await bench.ordinary(databases));
  const folder = join(bench.folder, 'profile');
  mkdirSync(folder);
  const nodeOptions = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=200'];
  const site = bench.keep(await OurSite.start({ databaseUrl, folder: bench.folder, nodeOptions }));
  const { steps, items } = load(await signupBody(site.origin, `/evenemang/${spread[0]}/anmalan`));
  const until = { seconds: bench.options.seconds * bench.options.rounds };
  const job = { origins: [site.origin], clients: 16, steps, items, until };
  await bench.generator.run(job);
  const begun = clock();
  const loaded = await bench.generator.run(job);
  const ended = clock();
  await site.stop();

  const [written] = readdirSync(folder);
  if (!written) throw new Error('node wrote no profile');
  const kept = `build/tests/${name}.cpuprofile`;
  copyFileSync(join(folder, written), kept);
  const { places, functions, inclusive, busy } = read(
    JSON.parse(readFileSync(kept, 'utf8')) as CpuProfile,
    begun,
    ended,
  );
  const line = (what: string, ms: number) =>
    `| ${what} | ${((ms * 1000) / loaded.answers).toFixed(1)} | ${((100 * ms) / busy).toFixed(1)} % |`;
  const table = (head: string, times: Map<string, number>, most: number) => [
    `| ${head} | µs a request | of the time |`,
    '| --- | ---: | ---: |',
    ...[...times]
      .sort(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([what, ms]) => line(what, ms)),
    '',
  ];
  return [
    `${name}: ${loaded.answers.toLocaleString('en')} answers in ${loaded.seconds.toFixed(1)} s, after a warm-up; the profile is in ${kept}`,
    '',
    ...table('where', places, 20),
    ...table('function, itself', functions, 25),
    ...table('function of ours, with all it calls', inclusive, 30),
  ].join('\n');
}

/** Milliseconds by place, by function, and by our own functions with what they call; idle time is left out. */
function read({ nodes, samples, startTime, timeDeltas }: CpuProfile, begun: number, ended: number) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const self = new Map<number, number>();
  let now = startTime;
  samples.forEach((id, at) => {
    now += timeDeltas[at]!;
    if (now >= begun && now <= ended) self.set(id, (self.get(id) ?? 0) + timeDeltas[at]! / 1000);
  });

  const [places, functions, inclusive] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const add = (to: Map<string, number>, what: string, ms: number) => to.set(what, (to.get(what) ?? 0) + ms);
  let busy = 0;
  for (const [id, ms] of self) {
    const node = byId.get(id)!;
    if (/^\((idle|root)\)$/u.test(node.callFrame.functionName)) continue;
    busy += ms;
    add(places, placeOf(node), ms);
    add(functions, `${nameOf(node)}, ${placeOf(node)}`, ms);
    const counted = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const caller = byId.get(at)!;
      const name = nameOf(caller);
      if (placeOf(caller) !== ours || counted.has(name)) continue;
      counted.add(name);
      add(inclusive, name, ms);
    }
  }
  return { places, functions, inclusive, busy };
}

/** The machine's clock, in microseconds: V8 stamps its profiles with it. */
const clock = () => Number(process.hrtime.bigint() / 1000n);

const ours = 'our own code';
const nameOf = ({ callFrame: { functionName } }: ProfileNode) => functionName || '(a function without a name)';

function placeOf({ callFrame: { functionName, url } }: ProfileNode): string {
  if (/^\(.*\)$/u.test(functionName) && !url) return functionName.slice(1, -1);
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(url)?.[1];
  if (name) return name;
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  return url.includes('/build/server/') ? ours : 'V8 and what is native';
}
