import type { Access, World } from './access';

const board = (world: World, rest = '') => `/arrangor/evenemang/${world.event}/lag${rest}`;

/** Who sees who has signed up may see the board; whoever only stands at the door may not. */
const seen = [303, 303, 200, 200, 403, 200, 404];
/** What is not there, or not chosen, is refused: nothing is changed. */
const refused = (status: number) => [303, 303, status, status, 403, status, 404];

const deeds: { path: string; fields: Record<string, string>; status: number }[] = [
  { path: 'flytt', fields: { player: 'nobody', to: 'nowhere' }, status: 409 },
  { path: 'hopslagning', fields: { team: 'nowhere', into: 'nowhere' }, status: 409 },
  { path: 'delning', fields: { team: 'nowhere' }, status: 409 },
  { path: 'namn', fields: { team: 'nowhere' }, status: 409 },
  { path: 'kapten', fields: { team: 'nowhere' }, status: 409 },
  { path: 'angra', fields: { undo: 'nothing' }, status: 409 },
  { path: 'paminnelse', fields: {}, status: 409 },
  { path: 'forslag', fields: { basis: 'another' }, status: 409 },
];

/** The team board of an event, and each deed on it. */
export const teamsAccess: Access[] = [
  { route: 'arrangor/evenemang/:slug/lag', method: 'get', path: (world) => board(world), expected: seen },
  {
    // an event without teams has no board
    route: 'arrangor/evenemang/:slug/lag',
    method: 'get',
    path: (world) => `/arrangor/evenemang/${world.draft}/lag`,
    expected: refused(404),
  },
  {
    route: 'arrangor/evenemang/:slug/lag/nytt',
    method: 'get',
    path: (world) => board(world, '/nytt'),
    expected: seen,
  },
  {
    route: 'arrangor/evenemang/:slug/lag/nytt',
    method: 'post',
    path: (world) => board(world, '/nytt'),
    fields: () => ({ team: '', name: '' }),
    expected: refused(400),
  },
  ...(['get', 'post'] as const).map((method): Access => ({
    route: 'arrangor/evenemang/:slug/lag/nytt',
    method,
    // without teams
    path: (world) => `/arrangor/evenemang/${world.date}/lag/nytt`,
    fields: () => ({ team: 'Lyran', name: 'Kim' }),
    expected: refused(404),
  })),
  ...deeds.flatMap(({ path, fields, status }): Access[] => {
    const route = `arrangor/evenemang/:slug/lag/${path}`;
    return [
      { route, method: 'get', path: (world) => board(world, `/${path}`), expected: seen },
      {
        route,
        method: 'post',
        path: (world) => board(world, `/${path}`),
        fields: () => fields,
        expected: refused(status),
      },
      {
        route,
        method: 'post',
        path: (world) => `/arrangor/evenemang/${world.draft}/lag/${path}`,
        fields: () => fields,
        expected: refused(404),
      },
    ];
  }),
];
