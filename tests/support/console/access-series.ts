import type { Access } from './access';

/** The world's series is `mote`, on four Thursdays in May 2017; its date is the 11th. */
const dates = ({ series }: { series: string }) => `/arrangor/serier/${series}/tillfallen`;
const theDate = '2017-05-11';
/** Organisers and co-hosts write; who stands in the door does not, and others see nothing. */
const writers = (status: number) => [303, 303, status, status, 403, status, 404];
/** The host alone. */
const host = (status: number) => [303, 303, status, status, 403, 403, 404];

const both = (
  route: string,
  path: (world: { series: string }) => string,
  expected: { get: number[]; post: number[] },
  fields: Record<string, string> = {},
): Access[] => [
  { route, method: 'get', path, expected: expected.get },
  { route, method: 'post', path, fields: () => fields, expected: expected.post },
];

/** Series and their dates. */
export const seriesAccess: Access[] = [
  {
    route: 'arrangor/nytt/serie',
    method: 'get',
    path: () => '/arrangor/nytt/serie',
    expected: [303, 303, 200, 200, 403, 200, 200],
  },
  {
    route: 'arrangor/nytt/serie',
    method: 'get',
    path: () => '/arrangor/nytt/serie?title=M%C3%B6te&said=n%C3%A4r+som+helst',
    expected: [303, 303, 400, 400, 403, 400, 400],
  },
  {
    route: 'arrangor/nytt/serie',
    method: 'post',
    path: () => '/arrangor/nytt/serie',
    // another organisation than one's own, for all but "other"
    fields: () => ({ title: '', said: 'varje torsdag', organisation: 'finns-inte' }),
    expected: [303, 303, 400, 400, 403, 400, 400],
  },
  { route: 'arrangor/serier/:slug/tillfallen', method: 'get', path: dates, expected: writers(200) },
  {
    route: 'arrangor/serier/:slug/tillfallen',
    method: 'get',
    path: () => '/arrangor/serier/finns-inte/tillfallen',
    expected: [303, 303, 404, 404, 404, 404, 404],
  },
  {
    route: 'arrangor/serier/:slug/forhandsvisning',
    method: 'get',
    path: ({ series }) => `/arrangor/serier/${series}/forhandsvisning`,
    expected: writers(200),
  },
  ...both('arrangor/serier/:slug/kopia', ({ series }) => `/arrangor/serier/${series}/kopia`, {
    get: writers(200),
    post: writers(400),
  }),
  {
    route: 'arrangor/serier/:slug/kopia',
    method: 'get',
    path: ({ series }) => `/arrangor/serier/${series}/kopia?title=M%C3%B6te&said=n%C3%A4r+som+helst`,
    expected: writers(400),
  },
  ...both('arrangor/serier/:slug/tillfallen/nytt', (world) => `${dates(world)}/nytt`, {
    get: writers(200),
    post: writers(400),
  }),
  ...both('arrangor/serier/:slug/tillfallen/regel', (world) => `${dates(world)}/regel`, {
    get: host(200),
    post: host(400),
  }),
  ...both('arrangor/serier/:slug/tillfallen/slut', (world) => `${dates(world)}/slut`, {
    get: host(200),
    post: host(400),
  }),
  ...both('arrangor/serier/:slug/tillfallen/anmalan', (world) => `${dates(world)}/anmalan`, {
    get: writers(200),
    post: writers(400),
  }),
  ...both('arrangor/serier/:slug/tillfallen/:date/flytt', (world) => `${dates(world)}/${theDate}/flytt`, {
    get: writers(200),
    post: writers(400),
  }),
  ...both(
    'arrangor/serier/:slug/tillfallen/:date/andring',
    (world) => `${dates(world)}/${theDate}/andring`,
    { get: writers(200), post: writers(400) },
    { title: '' },
  ),
  ...both(
    'arrangor/serier/:slug/tillfallen/:date/installning',
    // not a date of the series: a right one would be cancelled
    (world) => `${dates(world)}/2017-05-12/installning`,
    { get: host(404), post: host(404) },
  ),
  {
    route: 'arrangor/serier/:slug/tillfallen/:date/installning',
    method: 'get',
    path: (world) => `${dates(world)}/${theDate}/installning`,
    expected: host(200),
  },
  ...both(
    'arrangor/serier/:slug/tillfallen/:date/aterstallning',
    // it is not cancelled
    (world) => `${dates(world)}/${theDate}/aterstallning`,
    { get: host(404), post: host(404) },
  ),
];

const either = [
  { type: 'evenemang', path: ({ event }: { event: string }) => `/arrangor/evenemang/${event}` },
  { type: 'serier', path: ({ series }: { series: string }) => `/arrangor/serier/${series}` },
] as const;

/** Who hosts with the host; nobody has been asked. */
export const coHostAccess: Access[] = [
  ...either.flatMap(({ type, path }): Access[] => [
    {
      route: `arrangor/${type}/:slug/medarrangorer`,
      method: 'get',
      path: (world) => `${path(world)}/medarrangorer`,
      expected: writers(200),
    },
    {
      route: `arrangor/${type}/:slug/medarrangorer`,
      method: 'post',
      path: (world) => `${path(world)}/medarrangorer`,
      fields: () => ({ organisation: 'finns-inte' }),
      expected: host(400),
    },
    {
      route: `arrangor/${type}/:slug/medarrangorer/:organisation/borttagning`,
      method: 'post',
      // hosts nothing here: and one that does not is not one's own
      path: (world) => `${path(world)}/medarrangorer/de-andra/borttagning`,
      expected: host(404),
    },
    {
      route: `arrangor/${type}/:slug/medarrangorer/forfragan/:request/aterkallelse`,
      method: 'post',
      path: (world) => `${path(world)}/medarrangorer/forfragan/another/aterkallelse`,
      expected: host(404),
    },
  ]),
  {
    route: 'arrangor/evenemang/:slug/medarrangorer',
    method: 'get',
    path: ({ draft }) => `/arrangor/evenemang/${draft}/medarrangorer`,
    expected: writers(200),
  },
  {
    route: 'arrangor/evenemang/:slug/medarrangorer',
    method: 'get',
    // a date's hosts are its series'
    path: ({ date }) => `/arrangor/evenemang/${date}/medarrangorer`,
    expected: writers(303),
  },
  {
    route: 'arrangor/evenemang/:slug/medarrangorer',
    method: 'post',
    path: ({ date }) => `/arrangor/evenemang/${date}/medarrangorer`,
    fields: () => ({ organisation: 'de-andra' }),
    expected: host(404),
  },
  {
    route: 'arrangor/medarrangorskap',
    method: 'get',
    path: () => '/arrangor/medarrangorskap',
    expected: [303, 303, 200, 200, 403, 200, 200],
  },
  ...['ja', 'nej'].map((answer): Access => ({
    route: `arrangor/medarrangorskap/:request/${answer}`,
    method: 'post',
    path: () => `/arrangor/medarrangorskap/another/${answer}`,
    expected: [303, 303, 404, 404, 403, 404, 404],
  })),
];
