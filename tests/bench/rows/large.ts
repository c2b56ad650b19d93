import { howOf, missingDialect, type Bench, type Group } from '../context';
import { compare, type Side } from '../measuring/compare';
import type { Step } from '../measuring/load';
import { againstEmpty, attempt, failed, row, type Row } from '../report/rows';
import type { Databases } from '../sites/databases';
import { gzipped } from '../sites/limit';
import { OurSite } from '../sites/our-site';
import { calendarOf, rareWords, spread } from '../sites/programme';
import { signupBody, signupStep } from '../sites/signing';

const budget = 1.2;

/** What it costs that there is much data: the same requests for the same events, beside much data and beside none. */
export const large: Group = {
  name: 'large',
  title: 'CPU time of a request, the database’s own included, with much data and with none, 16 clients',
  databases: 'both',
  async measure(bench) {
    const rows: Row[] = [];
    for (const databases of bench.databases) {
      rows.push(
        ...(await onDatabase(bench, databases).catch((error: unknown) => [failed('large', databases.dialect, error)])),
      );
    }
    if (bench.missing) rows.push(failed('large', 'PostgreSQL', missingDialect('PostgreSQL', bench.missing)));
    return rows;
  },
};

async function onDatabase(bench: Bench, databases: Databases): Promise<Row[]> {
  const largeUrl = await databases.copyOf(await bench.large(databases));
  const emptyUrl = await databases.copyOf(await bench.ordinary(databases));
  const size = {
    events: await databases.count(largeUrl, 'select count(*) from event'),
    signups: await databases.count(largeUrl, 'select count(*) from signup'),
  };
  const [largeSite, emptySite] = [
    bench.keep(await OurSite.start({ databaseUrl: largeUrl, folder: bench.folder })),
    bench.keep(await OurSite.start({ databaseUrl: emptyUrl, folder: bench.folder })),
  ];
  const form = `/evenemang/${spread[0]}/anmalan`;
  const body = await signupBody(emptySite.origin, form);
  const signUp = signupStep('/evenemang/{item}/anmalan', body);
  const get = (path: string, headers: Record<string, string> = {}): Step => ({
    method: 'GET',
    path,
    headers: { ...gzipped, ...headers },
  });
  const etagAt = async (site: OurSite) => (await fetch(site.origin + calendarOf.path)).headers.get('etag') ?? '';

  /** What each row asks for: `steps` of one pass, and whether they sign somebody up. */
  const asked: {
    what: string;
    steps: Step[] | ((site: OurSite) => Promise<Step[]>);
    items?: string[];
    status?: 304;
  }[] = [
    { what: 'signup', steps: [signUp], items: spread },
    { what: 'event page, a finished answer', steps: [get(`/evenemang/${spread[1]}`)] },
    { what: 'signup, then that event’s page, rendered', steps: [signUp, get('/evenemang/{item}')], items: spread },
    { what: 'list page, a finished answer', steps: [get('/')] },
    {
      what: 'signup to an event on it, then the list page, rendered',
      steps: [signUp, get('/')],
      items: spread.slice(0, 20),
    },
    { what: 'search for part of a rare word, hardly ever the same', steps: [get('/?q={item}')], items: rareWords },
    {
      what: 'signup, then a search for a common word',
      steps: [signUp, get('/?q=halsodag')],
      items: spread.slice(0, 20),
    },
    { what: 'signup, then its receipt', steps: [signUp, get('{location}')], items: spread },
    { what: 'feed of 1,000 events, the whole', steps: [get(calendarOf.path)] },
    {
      what: 'feed of 1,000 events, 304',
      steps: async (site) => [get(calendarOf.path, { 'If-None-Match': await etagAt(site) })],
      status: 304,
    },
  ];

  const rows: Row[] = [
    {
      ...row('large', `${databases.dialect}: how much there is`, {}),
      note: `${size.events.toLocaleString('en')} events and ${size.signups.toLocaleString('en')} signups`,
    },
  ];
  for (const { what, steps, items, status } of asked) {
    bench.say(`large data: ${databases.dialect}, ${what}`);
    const side = async (site: OurSite): Promise<Side> => ({
      origins: [site.origin],
      steps: typeof steps === 'function' ? await steps(site) : steps,
      items: () => items ?? [''],
      expect: [200, 303, ...(status ? [status] : [])],
      cpu: () => {
        const [own, server] = [site.cpu, databases.cpu()];
        return own === undefined || server === undefined ? undefined : own + server;
      },
    });
    const measure = async () => {
      const two = await compare(
        bench.generator,
        { large: await side(largeSite), empty: await side(emptySite) },
        howOf(bench.options),
      );
      return againstEmpty('large', `${databases.dialect}: ${what}`, two, budget);
    };
    rows.push(await attempt('large', `${databases.dialect}: ${what}`, measure));
  }
  await largeSite.stop();
  await emptySite.stop();
  return rows;
}
