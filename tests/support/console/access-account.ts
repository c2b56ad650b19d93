import type { Access, World } from './access';

const everybody = (status: number) => Array<number>(7).fill(status);
const anyOrganiser = (status: number) => [303, 303, ...Array<number>(5).fill(status)];
const administratorOnly = (status: number) => [303, 303, status, 403, 403, 404, 404];
const member = (who: keyof World['organisers']) => (world: World) =>
  `/arrangor/arrangorer/${world.organisation}/medlemmar/${world.organisers[who]}`;

/** A form that waits, whose address is none of the console's. */
const foreignForm = () => ({ mal: 'https://evil.example/arrangor', innehall: '{"fields":[]}', code: '12345678' });

/** Passkeys, what waits while one shows who one is, members, who answers for what, and pictures. */
export const accountAccess: Access[] = [
  {
    route: 'arrangor/logga-in/nyckel',
    method: 'get',
    path: () => '/arrangor/logga-in/nyckel',
    expected: everybody(303),
  },
  {
    route: 'arrangor/logga-in/nyckel',
    method: 'post',
    path: () => '/arrangor/logga-in/nyckel',
    fields: () => ({ fraga: 'another', svar: '{}' }),
    expected: everybody(400),
  },
  {
    route: 'arrangor/logga-in/nyckel/fraga',
    method: 'post',
    path: () => '/arrangor/logga-in/nyckel/fraga',
    expected: everybody(200),
  },
  ...['fortsatt', 'fortsatt/mejl', 'fortsatt/nyckel'].flatMap((path): Access[] => [
    { route: `arrangor/${path}`, method: 'get', path: () => `/arrangor/${path}`, expected: everybody(303) },
    {
      route: `arrangor/${path}`,
      method: 'post',
      path: () => `/arrangor/${path}`,
      fields: foreignForm,
      expected: everybody(400),
    },
  ]),
  {
    route: 'arrangor/fortsatt/nyckel/fraga',
    method: 'post',
    path: () => '/arrangor/fortsatt/nyckel/fraga',
    expected: anyOrganiser(200),
  },
  { route: 'arrangor/namn', method: 'get', path: () => '/arrangor/namn', expected: anyOrganiser(200) },
  {
    route: 'arrangor/namn',
    method: 'post',
    path: () => '/arrangor/namn',
    fields: () => ({ name: 'Kim' }),
    expected: anyOrganiser(303),
  },
  { route: 'arrangor/nycklar', method: 'get', path: () => '/arrangor/nycklar', expected: anyOrganiser(200) },
  {
    route: 'arrangor/nycklar',
    method: 'post',
    path: () => '/arrangor/nycklar',
    fields: () => ({ fraga: 'another', svar: '{}' }),
    expected: anyOrganiser(400),
  },
  { route: 'arrangor/nycklar/ny', method: 'post', path: () => '/arrangor/nycklar/ny', expected: anyOrganiser(303) },
  {
    route: 'arrangor/nycklar/fraga',
    method: 'post',
    path: () => '/arrangor/nycklar/fraga',
    expected: anyOrganiser(200),
  },
  {
    route: 'arrangor/nycklar/erbjudande',
    method: 'get',
    path: () => '/arrangor/nycklar/erbjudande',
    expected: anyOrganiser(200),
  },
  {
    route: 'arrangor/nycklar/:passkey/borttagning',
    method: 'post',
    path: () => '/arrangor/nycklar/another/borttagning',
    expected: anyOrganiser(404),
  },
  {
    route: 'arrangor/arrangorer/:organisation/logg',
    method: 'get',
    path: ({ organisation }) => `/arrangor/arrangorer/${organisation}/logg`,
    expected: administratorOnly(200),
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser',
    method: 'get',
    path: member('organiser'),
    expected: administratorOnly(200),
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser',
    method: 'get',
    // somebody who has no role here
    path: member('other'),
    expected: administratorOnly(404),
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser/borttagning',
    method: 'get',
    // whoever it is about may leave
    path: (world) => `${member('organiser')(world)}/borttagning`,
    expected: [303, 303, 200, 200, 403, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser/borttagning',
    method: 'get',
    path: (world) => `${member('door')(world)}/borttagning`,
    expected: [303, 303, 200, 403, 200, 404, 404],
  },
  {
    route: 'arrangor/arrangorer/:organisation/medlemmar/:organiser/borttagning',
    method: 'post',
    // the last administrator stays
    path: (world) => `${member('administrator')(world)}/borttagning`,
    expected: [303, 303, 409, 403, 403, 404, 404],
  },
  ...(['event', 'draft', 'date', 'series'] as const).flatMap((what): Access[] => {
    const type = what === 'series' ? 'serier' : 'evenemang';
    const route = `arrangor/${type}/:slug`;
    const path = (rest: string) => (world: World) => `/arrangor/${type}/${world[what]}/${rest}`;
    return [
      // the host's alone
      {
        route: `${route}/ansvarig`,
        method: 'get',
        path: path('ansvarig'),
        expected: [303, 303, 200, 200, 403, 403, 404],
      },
      {
        route: `${route}/ansvarig`,
        method: 'post',
        path: path('ansvarig'),
        fields: (world) => ({ till: world.organisers.other }),
        expected: [303, 303, 409, 409, 403, 403, 404],
      },
      { route: `${route}/bild`, method: 'get', path: path('bild'), expected: [303, 303, 200, 200, 403, 200, 404] },
      {
        route: `${route}/bild`,
        method: 'post',
        path: path('bild'),
        fields: () => ({ alt: '' }),
        expected: [303, 303, 400, 400, 403, 400, 404],
      },
      {
        route: `${route}/bild/text`,
        method: 'get',
        path: path('bild/text'),
        expected: [303, 303, 200, 200, 403, 200, 404],
      },
      {
        route: `${route}/bild/text`,
        method: 'post',
        path: path('bild/text'),
        fields: () => ({ 'alt-nu': 'En bild' }),
        expected: [303, 303, 404, 404, 403, 404, 404],
      },
      {
        route: `${route}/bild/borttagning`,
        method: 'post',
        path: path('bild/borttagning'),
        expected: [303, 303, 303, 303, 403, 303, 404],
      },
    ];
  }),
];
