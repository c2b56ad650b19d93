import { nudgeByClock } from '../../db/nudges';
import type { TestApp } from './app';
import { logIn, organiser } from './console/log-in';
import { insertEvent, sampleNow } from './sample';

/** Everything that is done on a team board, and what the clock does about short teams. */
export async function manageTeams(app: TestApp): Promise<void> {
  const { store } = app;
  const games = await insertEvent(store, {
    host: 'lagledarna',
    capacity: 30,
    start: '2017-04-08T12:00',
    end: '2017-04-08T15:00',
    teams: { capacity: 5, minPlayers: 3, maxPlayers: 6 },
  });
  const publicPath = `/evenemang/${games.slug}`;
  for (const [name, email] of [
    ['Räven', 'rav@example.org'],
    ['Haren', null],
  ]) {
    const fields = { team: name!, name: `Kapten ${name}`, player: ['Bo'], ...(email && { email }) };
    await app.post(`${publicPath}/lag`, fields);
  }
  for (const name of ['Eva', 'Li', 'Mo', 'No']) {
    await app.post(`${publicPath}/anmalan`, { name, email: `${name}@example.org`, playWith: 'Eva och Ulla' });
  }
  await organiser(app, { email: 'lag@example.org', organisation: 'lagledarna' }, sampleNow);
  const as = await logIn(app, 'lag@example.org', sampleNow);
  const board = `/arrangor${publicPath}/lag`;
  const page = async (rest = '') => (await app.get(board + rest, as)).text();
  const send = async (rest: string, fields: Record<string, string | string[]>) => {
    const answer = await app.post(`${board}/${rest}`, fields, as);
    if (answer.status !== 303) throw new Error(`${rest}: ${answer.status}`);
  };
  const idOf = async (table: 'team' | 'signup', name: string) => {
    const rows = await (table === 'team'
      ? store.read.selectFrom('team').select(['id', 'name']).where('event_id', '=', games.id).execute()
      : store.read.selectFrom('signup').select(['id', 'name']).where('offer_id', '=', games.id).execute());
    return rows.find((row) => row.name === name)!.id;
  };
  const undo = async () => send('angra', { undo: /name="undo" value="([^"]+)"/.exec(await page())![1]! });

  const [fox, hare] = [await idOf('team', 'Räven'), await idOf('team', 'Haren')];
  const [eva, captain] = [await idOf('signup', 'Eva'), await idOf('signup', 'Kapten Räven')];
  await send('flytt', { player: eva, from: '', to: fox });
  await send('flytt', { player: eva, from: fox, to: hare });
  await undo();
  await send('kapten', { team: fox, player: eva });
  await send('namn', { team: fox, name: 'Rävarna' });
  await send('delning', { team: fox, player: [captain], name: 'Nya' });
  await undo();
  await send('hopslagning', { team: fox, into: hare });
  await undo();
  const basis = /name="basis" value="([^"]+)"/.exec(await page('/forslag'))![1]!;
  await send('forslag', { basis, omgang: '1', player: [await idOf('signup', 'Li'), await idOf('signup', 'Mo')] });
  await nudgeByClock(store, sampleNow);
  await nudgeByClock(store, sampleNow + 36 * 3600_000);
  await send('paminnelse', {});
  await app.mailsSent();
}
