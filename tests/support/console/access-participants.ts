import type { Access, World } from './access';

/** Where one would be let in, what those with each role are answered; nobody's role is another organisation's. */
const organisers = (status: number) => [303, 303, status, status, 403, status, 404];
/** The same where the door sees names. */
const alsoDoor = (status: number) => [303, 303, status, status, status, status, 404];

type What = 'event' | 'draft' | 'date' | 'series';
const at = (what: What, path: string | ((world: World) => string)) => (world: World) =>
  `/arrangor/${typeOf(what)}/${world[what]}/deltagare${typeof path === 'string' ? path : path(world)}`;
const typeOf = (what: What) => (what === 'series' ? 'serier' : 'evenemang');
const route = (what: What, path: string) => `arrangor/${typeOf(what)}/:slug/deltagare${path}`;

/** What is done with one signup: how the event's own is answered. One of another event is nowhere. */
const acts: { path: string; method: Access['method']; status: number; fields?: Access['fields'] }[] = [
  { path: '', method: 'get', status: 200 },
  { path: '/andring', method: 'get', status: 200 },
  { path: '/andring', method: 'post', status: 400, fields: () => ({ name: '' }) },
  { path: '/flytt', method: 'get', status: 200 },
  { path: '/flytt', method: 'post', status: 400, fields: () => ({ activity: 'finns-inte' }) },
  { path: '/aterbud', method: 'get', status: 200 },
  // who has a place waits for none, and is asked about no more
  { path: '/plats', method: 'get', status: 303 },
  { path: '/plats', method: 'post', status: 303, fields: () => ({ reason: '' }) },
  { path: '/godkannande', method: 'post', status: 303 },
  { path: '/avslag', method: 'get', status: 303 },
  { path: '/avslag', method: 'post', status: 303 },
  { path: '/anteckning', method: 'get', status: 200 },
  { path: '/anteckning', method: 'post', status: 400, fields: () => ({ note: 'x'.repeat(3000) }) },
  { path: '/kod', method: 'post', status: 303 },
  { path: '/kvitto', method: 'get', status: 200 },
  { path: '/sammanslagning', method: 'post', status: 404, fields: () => ({ med: 'another' }) },
];

/** Those who have signed up, and all that is done with them. */
export const participantsAccess: Access[] = (['event', 'draft', 'date', 'series'] as const).flatMap(
  (what): Access[] => [
    { route: route(what, ''), method: 'get', path: at(what, ''), expected: alsoDoor(200) },
    { route: route(what, '/ny'), method: 'get', path: at(what, '/ny'), expected: organisers(200) },
    {
      route: route(what, '/ny'),
      method: 'post',
      path: at(what, '/ny'),
      fields: () => ({ name: '' }),
      // a draft takes no signups, nor does a series whose dates do
      expected: organisers(what === 'draft' || what === 'series' ? 409 : 400),
    },
    { route: route(what, '/lista'), method: 'get', path: at(what, '/lista'), expected: alsoDoor(200) },
    { route: route(what, '/lista'), method: 'post', path: at(what, '/lista'), expected: organisers(303) },
    { route: route(what, '/fil'), method: 'post', path: at(what, '/fil'), expected: organisers(200) },
    { route: route(what, '/dubbletter'), method: 'get', path: at(what, '/dubbletter'), expected: organisers(200) },
    ...acts.map(({ path, method, status, fields }): Access => ({
      route: route(what, `/:signup${path}`),
      method,
      path: at(what, (world) => `/${world.signups[0]}${path}`),
      fields,
      expected: organisers(what === 'event' ? status : 404),
    })),
    {
      route: route(what, '/:signup/aterbud'),
      method: 'post',
      // one that is not there, since it would be cancelled
      path: at(what, '/another/aterbud'),
      expected: organisers(404),
    },
    {
      route: route(what, '/:signup/sammanslagning'),
      method: 'get',
      path: at(what, (world) => `/${world.signups[0]}/sammanslagning?med=${world.signups[1]}`),
      expected: organisers(what === 'event' ? 200 : 404),
    },
  ],
);
