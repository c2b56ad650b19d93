import type { Access, World } from './access';

const own = [303, 303, 200, 200, 403, 200, 404];
const wrong = [303, 303, 400, 400, 403, 400, 404];
const missing = [303, 303, 404, 404, 403, 404, 404];
const done = [303, 303, 303, 303, 403, 303, 404];
const refused = [303, 303, 409, 409, 403, 409, 404];

const noMessage = '018f0000-0000-7000-8000-000000000000';
const tooLong = 'x'.repeat(2_001);
const dateRefuses = (what: string) => (what === 'date' ? refused : wrong);

/** Messages, reminders and the call list. */
export const messagesAccess: Access[] = (['event', 'draft', 'date', 'series'] as const).flatMap((what): Access[] => {
  const type = what === 'series' ? 'serier' : 'evenemang';
  const route = (path: string) => `arrangor/${type}/:slug/${path}`;
  const path = (rest: string) => (world: World) => `/arrangor/${type}/${world[what]}/${rest}`;
  const ofSignup = (rest: string) => (world: World) =>
    `/arrangor/${type}/${world[what]}/ringlista/${world.signups[0]}/${rest}`;
  return [
    { route: route('meddelanden'), method: 'get', path: path('meddelanden'), expected: own },
    { route: route('meddelanden/nytt'), method: 'get', path: path('meddelanden/nytt'), expected: own },
    { route: route('meddelanden/nytt'), method: 'post', path: path('meddelanden/nytt'), expected: wrong },
    { route: route('meddelanden/:message'), method: 'get', path: path(`meddelanden/${noMessage}`), expected: missing },
    { route: route('meddelanden/:message'), method: 'get', path: path('meddelanden/updated-0'), expected: missing },
    {
      route: route('meddelanden/:message/igen'),
      method: 'post',
      path: path(`meddelanden/${noMessage}/igen`),
      expected: missing,
    },
    { route: route('paminnelser'), method: 'get', path: path('paminnelser'), expected: own },
    {
      route: route('paminnelser'),
      method: 'post',
      path: path('paminnelser'),
      fields: () => ({ confirmation: tooLong }),
      // a date's are its series'
      expected: dateRefuses(what),
    },
    { route: route('tack'), method: 'get', path: path('tack'), expected: own },
    {
      route: route('tack'),
      method: 'post',
      path: path('tack'),
      fields: () => ({ words: tooLong }),
      expected: dateRefuses(what),
    },
    { route: route('ringlista'), method: 'get', path: path('ringlista'), expected: own },
    ...(['samtal', 'samtal/angra', 'inte-nadd'] as const).flatMap((deed): Access[] => [
      {
        route: route(`ringlista/:signup/${deed}`),
        method: 'post',
        path: path(`ringlista/another/${deed}`),
        expected: missing,
      },
      {
        route: route(`ringlista/:signup/${deed}`),
        method: 'post',
        // a signup of the event's, also asked for at what it does not belong to
        path: ofSignup(deed),
        expected: what === 'event' ? done : missing,
      },
    ]),
  ];
});
