import type { Access, World } from './access';

/** Who may write, in the order of `visitors`: what they are answered, and what the host alone may do. */
const writers = (status: number) => [303, 303, status, status, 403, status, 404];
const hosts = (status: number) => [303, 303, status, status, 403, 403, 404];

type What = 'event' | 'draft' | 'date' | 'series';
const typeOf = (what: What) => (what === 'series' ? 'serier' : 'evenemang');

/** One way to something about an event, a draft, a date of a series or a series. */
function about(
  what: What,
  method: Access['method'],
  at: { route: string; path?: string },
  expected: number[],
  fields: Record<string, string> = {},
): Access {
  return {
    route: `arrangor/${typeOf(what)}/:slug/${at.route}`,
    method,
    path: (world: World) => `/arrangor/${typeOf(what)}/${world[what]}/${at.path ?? at.route}`,
    fields: () => fields,
    expected,
  };
}

const section = (name: string) => ({ route: 'redigera/:section', path: `redigera/${name}` });
const draft = (name: string) => ({ route: 'redigera/:section/utkast', path: `redigera/${name}/utkast` });
const ownPages = ['event', 'draft', 'series'] as const;
const longWords = { words: 'x'.repeat(1001) };

/** What is written about events, and what becomes of them. */
export const editorAccess: Access[] = [
  {
    route: 'arrangor/nytt',
    method: 'get',
    path: () => '/arrangor/nytt',
    expected: [303, 303, 200, 200, 403, 200, 200],
  },
  {
    route: 'arrangor/nytt',
    method: 'post',
    path: () => '/arrangor/nytt',
    fields: () => ({ title: '' }),
    expected: [303, 303, 400, 400, 403, 400, 400],
  },
  {
    route: 'arrangor/nytt',
    method: 'post',
    path: () => '/arrangor/nytt',
    // from another organisation's event
    fields: ({ event }) => ({ title: 'Fest', from: `evenemang:${event}`, date: 'snart' }),
    expected: [303, 303, 400, 400, 403, 400, 404],
  },
  {
    route: 'arrangor/nytt',
    method: 'post',
    path: () => '/arrangor/nytt',
    fields: () => ({ title: 'Fest', from: 'mall:another' }),
    expected: [303, 303, 404, 404, 403, 404, 404],
  },
  {
    route: 'arrangor/mallar/:template/borttagning',
    method: 'post',
    path: () => '/arrangor/mallar/another/borttagning',
    expected: [303, 303, 404, 404, 404, 404, 404],
  },
  ...(['event', 'draft', 'date', 'series'] as const).map((what) =>
    about(what, 'get', { route: 'redigera' }, writers(200)),
  ),
  ...ownPages.flatMap((what) => [
    ...['vad', 'var', 'vem', 'antal', 'delar', 'fragor'].map((name) => about(what, 'get', section(name), writers(200))),
    about(what, 'get', section('nar'), writers(what === 'series' ? 404 : 200)),
    about(what, 'get', section('annat'), writers(404)),
    about(what, 'post', section('vad'), writers(400), { title: '' }),
    about(what, 'post', section('nar'), writers(what === 'series' ? 404 : 400), { startDate: 'snart' }),
    about(what, 'post', section('annat'), writers(404)),
    about(what, 'post', draft('vad'), writers(what === 'draft' ? 400 : 409), { title: '' }),
    about(what, 'get', { route: 'publicering' }, writers(200)),
    // a draft without anybody to ask is not published, what is published stays so
    about(what, 'post', { route: 'publicering' }, writers(what === 'draft' ? 409 : 303)),
    // what is a draft already has nothing to be asked
    about(what, 'get', { route: 'avpublicering' }, writers(what === 'draft' ? 303 : 200)),
    about(what, 'get', { route: 'installning' }, hosts(200)),
    about(what, 'post', { route: 'installning' }, hosts(400), longWords),
    about(what, 'get', { route: 'aterstallning' }, hosts(200)),
    about(what, 'post', { route: 'aterstallning' }, hosts(303)),
    about(what, 'get', { route: 'borttagning' }, hosts(200)),
  ]),
  // with signups, so that it can neither be hidden nor thrown away
  about('event', 'post', { route: 'avpublicering' }, writers(409)),
  about('draft', 'post', { route: 'avpublicering' }, writers(303)),
  about('event', 'post', { route: 'borttagning' }, hosts(409)),
  about('series', 'post', { route: 'borttagning' }, hosts(409)),
  {
    route: 'arrangor/serier/:slug/avpublicering',
    method: 'post',
    path: () => '/arrangor/serier/another/avpublicering',
    expected: [303, 303, 404, 404, 404, 404, 404],
  },
  // a date is changed with its series
  ...(['redigera/vad', 'publicering', 'avpublicering', 'kopia', 'mall'] as const).map((path) =>
    about('date', 'get', { route: path === 'redigera/vad' ? 'redigera/:section' : path, path }, writers(303)),
  ),
  about('date', 'post', section('vad'), writers(303), { title: 'Annat' }),
  about('date', 'post', { route: 'installning' }, hosts(303)),
  ...(['event', 'draft'] as const).flatMap((what) => [
    about(what, 'get', { route: 'forhandsvisning' }, writers(200)),
    about(what, 'get', { route: 'kopia' }, writers(200)),
    about(what, 'post', { route: 'kopia' }, writers(400), { title: '' }),
    about(what, 'get', { route: 'mall' }, writers(200)),
    about(what, 'post', { route: 'mall' }, writers(400), { name: '' }),
  ]),
  about('date', 'get', { route: 'forhandsvisning' }, writers(200)),
];
