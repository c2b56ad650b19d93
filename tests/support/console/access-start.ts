import type { Access } from './access';

/** Whoever is in already is led on. */
const toLogIn = (status: number) => [status, status, 303, 303, 303, 303, 303];
const anyOrganiser = [303, 303, 200, 200, 200, 200, 200];
const members = ({ organisation }: { organisation: string }) => `/arrangor/arrangorer/${organisation}/medlemmar`;

/** Login, sessions, members, and what an event's own page tells. */
export const startAccess: Access[] = [
  { route: 'arrangor', method: 'get', path: () => '/arrangor', expected: anyOrganiser },
  { route: 'arrangor/logga-in', method: 'get', path: () => '/arrangor/logga-in', expected: toLogIn(200) },
  {
    route: 'arrangor/logga-in',
    method: 'post',
    path: () => '/arrangor/logga-in',
    fields: () => ({ email: '' }),
    expected: toLogIn(400),
  },
  {
    route: 'arrangor/logga-in/kod',
    method: 'get',
    path: () => '/arrangor/logga-in/kod',
    expected: [200, 200, 200, 200, 200, 200, 200],
  },
  {
    route: 'arrangor/logga-in/kod',
    method: 'post',
    path: () => '/arrangor/logga-in/kod',
    fields: () => ({ code: '' }),
    expected: [400, 400, 400, 400, 400, 400, 400],
  },
  { route: 'arrangor/inloggningar', method: 'get', path: () => '/arrangor/inloggningar', expected: anyOrganiser },
  {
    route: 'arrangor/inloggningar',
    method: 'post',
    path: () => '/arrangor/inloggningar',
    fields: () => ({ session: 'another' }),
    expected: [303, 303, 404, 404, 404, 404, 404],
  },
  {
    route: 'arrangor/inbjudan/:token',
    method: 'get',
    path: () => '/arrangor/inbjudan/another',
    expected: [404, 404, 404, 404, 404, 404, 404],
  },
  {
    route: 'arrangor/inbjudan/:token',
    method: 'post',
    path: () => '/arrangor/inbjudan/another',
    expected: [404, 404, 404, 404, 404, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar',
    method: 'get',
    path: members,
    expected: [303, 303, 200, 403, 403, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar',
    method: 'post',
    path: members,
    fields: () => ({ email: '', role: 'door' }),
    expected: [303, 303, 400, 403, 403, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser/roll',
    method: 'post',
    path: (world) => `${members(world)}/${world.organisers.organiser}/roll`,
    fields: () => ({ role: 'nonsense' }),
    expected: [303, 303, 400, 403, 403, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser/roll',
    method: 'post',
    // somebody who has no role here
    path: (world) => `${members(world)}/${world.organisers.other}/roll`,
    fields: () => ({ role: 'door' }),
    expected: [303, 303, 404, 403, 403, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser/borttagning',
    method: 'post',
    path: (world) => `${members(world)}/${world.organisers.other}/borttagning`,
    expected: [303, 303, 404, 403, 403, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/inbjudan/:invitation/aterkallelse',
    method: 'post',
    path: (world) => `${members(world)}/inbjudan/another/aterkallelse`,
    expected: [303, 303, 404, 403, 403, 404, 404],
  },
  ...(['event', 'draft', 'date', 'series'] as const).flatMap((what): Access[] => {
    const type = what === 'series' ? 'serier' : 'evenemang';
    return [
      {
        route: `arrangor/${type}/:slug`,
        method: 'get',
        path: (world) => `/arrangor/${type}/${world[what]}`,
        expected: [303, 303, 200, 200, 200, 200, 404],
      },
      {
        route: `arrangor/${type}/:slug/logg`,
        method: 'get',
        path: (world) => `/arrangor/${type}/${world[what]}/logg`,
        expected: [303, 303, 200, 200, 403, 200, 404],
      },
    ];
  }),
  {
    route: 'arrangor/logga-ut',
    method: 'post',
    // last: it ends the session
    path: () => '/arrangor/logga-ut',
    expected: [303, 303, 303, 303, 303, 303, 303],
  },
];
