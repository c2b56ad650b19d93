import type { RouteConfigEntry } from '@remix-run/route-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import routes from '../../app/routes';
import { startApp, type TestApp } from '../support/app';
import { access, visitors, type Visitor, type World } from '../support/console/access';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { load } from '../support/programme';
import { insertSignup, insertSite, sampleNow } from '../support/sample';

const organisations = [
  { slug: 'varden', name: 'Värden' },
  { slug: 'medvarden', name: 'Medvärden' },
  { slug: 'de-andra', name: 'De andra' },
];
const event = {
  title: 'Fest',
  host: 'varden',
  coHosts: ['medvarden'],
  start: '2017-05-17T10:00',
  end: '2017-05-17T15:00',
  capacity: 50,
};
const programme = {
  organisations,
  events: [
    {
      ...event,
      slug: 'fest',
      status: 'published',
      activities: [
        { slug: 'yoga', title: 'Yoga' },
        { slug: 'dans', title: 'Dans' },
      ],
      teams: { capacity: 4, minPlayers: 2, maxPlayers: 6 },
    },
    { ...event, slug: 'utkast', status: 'draft' },
  ],
  series: [
    {
      ...event,
      slug: 'mote',
      status: 'published',
      rrule: 'FREQ=WEEKLY;COUNT=4',
      start: '2017-05-04T10:00',
      end: '2017-05-04T12:00',
    },
  ],
};

describe.each(databases)('the console, on $name', ({ dialect }) => {
  let app: TestApp;
  let world: World;
  const headers = {} as Record<Visitor, Record<string, string>>;

  beforeAll(async () => {
    app = await startApp({ dialect, now: sampleNow });
    await insertSite(app.store);
    await load(app, programme, sampleNow);
    for (const name of ['Bo', 'Eva', 'Li']) await insertSignup(app.store, { slug: 'fest' }, { name });
    const signups = await app.store.read.selectFrom('signup').select('id').orderBy('id').execute();
    const places = {
      administrator: { organisation: 'varden', role: 'administrator' },
      organiser: { organisation: 'varden', role: 'organiser' },
      door: { organisation: 'varden', role: 'door' },
      coHost: { organisation: 'medvarden', role: 'organiser' },
      other: { organisation: 'de-andra', role: 'administrator' },
    } as const;
    const organisers = {} as World['organisers'];
    for (const [visitor, place] of Object.entries(places)) {
      const email = `${visitor.toLowerCase()}@example.se`;
      organisers[visitor as keyof typeof places] = await organiser(app, { email, ...place }, sampleNow);
      headers[visitor as Visitor] = await logIn(app, email, sampleNow);
    }
    headers.nobody = {};
    headers.forged = { cookie: `samling=${'x'.repeat(43)}` };
    world = {
      organisation: 'varden',
      event: 'fest',
      draft: 'utkast',
      series: 'mote',
      date: 'mote-2017-05-11',
      signups: signups.map(({ id }) => id),
      organisers,
    };
  });
  afterAll(() => app.close());

  it('answers everybody at every address exactly as their role says', { timeout: 600_000 }, async () => {
    const seen = [];
    for (const { route, method, path: pathOf, fields } of access) {
      const path = pathOf(world);
      const statuses: number[] = [];
      for (const visitor of visitors) {
        const own = headers[visitor];
        const answer = method === 'get' ? await app.get(path, own) : await app.post(path, fields?.(world) ?? {}, own);
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }
      seen.push({ route, method, path, statuses });
    }
    expect(seen).toEqual(
      access.map(({ route, method, path, expected }) => ({ route, method, path: path(world), statuses: expected })),
    );
  });

  it('leaves no address out, read or written', async () => {
    const ways = await Promise.all(consoleRoutes().map(async ({ path, file }) => waysOf(path, file)));
    const known = new Set(access.map(({ route, method }) => `${method} ${route}`));
    expect(ways.flat().filter((way) => !known.has(way))).toEqual([]);
  });

  it('refuses a form from another site at every address that takes one', async () => {
    for (const { method, path, fields } of access) {
      if (method === 'get') continue;
      const from = { ...headers.organiser, origin: 'https://evil.example' };
      const answer = await app.post(path(world), fields?.(world) ?? {}, from);
      expect({ path: path(world), status: answer.status }).toEqual({ path: path(world), status: 403 });
    }
  });
});

/** Every route of the console in app/routes.ts, a parameter's name and all. */
function consoleRoutes(): { path: string; file: string }[] {
  return (routes as RouteConfigEntry[]).flatMap(({ path, file }) =>
    path?.startsWith('arrangor') && !path.startsWith('arrangorer') ? [{ path, file }] : [],
  );
}

/** `get` where it has a loader, `post` where it has an action. */
async function waysOf(path: string, file: string): Promise<string[]> {
  const sources = import.meta.glob<string>('../../app/routes/organiser/**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
  });
  const source = await sources[`../../app/${file}`]!();
  return [
    ...(/export (async )?function loader|export const loader|export \{[^}]*loader/.test(source) ? [`get ${path}`] : []),
    ...(/export (async )?function action|export const action|export \{[^}]*action/.test(source)
      ? [`post ${path}`]
      : []),
  ];
}
