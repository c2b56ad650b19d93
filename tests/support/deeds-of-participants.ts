import { signupByCode } from '../../db/signup-rows';
import type { TestApp } from './app';
import { logIn, organiser } from './console/log-in';
import { insertEvent, insertSignup, sampleNow } from './sample';

/** Everything that an organiser does with those who have signed up, once. */
export async function deedsOfParticipants(app: TestApp): Promise<void> {
  const { store } = app;
  const email = 'lista@example.org';
  const who = { email, organisation: 'socialforvaltningen', role: 'organiser' as const };
  await organiser(app, who, sampleNow);
  const as = await logIn(app, email, sampleNow);
  const door = 'dorr@example.org';
  await organiser(app, { ...who, email: door, role: 'door' }, sampleNow);
  const atDoor = await logIn(app, door, sampleNow);
  const event = await insertEvent(store, {
    capacity: 2,
    kept: [{ audience: 'brukare', places: 1 }],
    activities: [{ slug: 'yoga', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: 2 }, { slug: 'dans' }],
  });
  const teams = await insertEvent(store, { teams: { capacity: 2, maxPlayers: 5 } });
  const asked = await insertEvent(store, { capacity: 1 });
  await store.transact((trx) => trx.updateTable('event').set({ approval: 1 }).where('id', '=', asked.id).execute());

  const path = (slug: string, rest = '') => `/arrangor/evenemang/${slug}/deltagare${rest}`;
  const look = async (to: string, headers = as) => {
    const answer = await app.get(to, headers);
    if (answer.status !== 200) throw new Error(`GET ${to}: ${answer.status}`);
    return answer.text();
  };
  const act = async (to: string, fields: Parameters<TestApp['post']>[1] = {}, status = 303) => {
    const answer = await app.post(to, fields, as);
    if (answer.status !== status) throw new Error(`POST ${to}: ${answer.status}`);
    return answer;
  };
  const add = async (slug: string, name: string, more: object = {}) => {
    const code = await insertSignup(store, { slug }, { name, ...more });
    return { code, id: (await signupByCode(store, store.read, code))!.id };
  };

  const bo = await add(event.slug, 'Bo', { activities: ['yoga'], email: 'bo@example.org' });
  const bosDouble = await add(event.slug, 'Bo', { activities: ['dans'], audience: 'brukare' });
  const kim = await add(event.slug, 'Kim');
  await act(path(event.slug, '/ny'), { name: 'Eva', audience: 'brukare', key: 'console' });
  await app.post(`/evenemang/${teams.slug}/lag`, { team: 'Lyran', name: 'Kim', player: ['Bo'] });

  const { id: yoga } = await store.read
    .selectFrom('activity')
    .select('id')
    .where('id', '=', event.parts.yoga!)
    .executeTakeFirstOrThrow();
  const newTeam = `/arrangor/evenemang/${teams.slug}/lag/nytt`;
  await look(newTeam);
  for (const name of ['Ali', 'Ali', 'Ove']) {
    const done = await act(newTeam, { team: 'Vegan', name, player: ['Mo'], key: 'team' });
    await look(new URL(done.headers.get('location')!, app.url).pathname);
  }
  const views = ['plats', 'vantar', 'fraga', 'nas-inte', 'av-arrangor', 'avbokade'].map((view) => `?visa=${view}`);
  for (const query of ['', ...views, '?q=bo', `?q=${bo.code}`, `?del=${yoga}`, `?efter=plats.${kim.id}`]) {
    await look(path(event.slug, query));
  }
  for (const query of ['', '?lag=1', '?lag=utan']) await look(path(teams.slug, query));
  for (const query of ['', '?q=bo', `?efter=${kim.id}`]) await look(path(event.slug, query), atDoor);
  await look(path(event.slug, '/lista'), atDoor);
  await look('/arrangor', atDoor);
  await look(path(event.slug, '/ny'));
  await look(path(event.slug, '/dubbletter'));
  await act(path(event.slug, '/lista'), { med: ['telefon', 'ord'], del: 'each' });
  for (const query of ['', '?med=telefon&med=ord&del=each', `?del=${yoga}`])
    await look(path(event.slug, `/lista${query}`));
  await act(path(event.slug, '/fil'), { q: 'bo' }, 200);
  await act(path(event.slug, '/fil'), {}, 200);

  const at = (id: string, rest = '') => path(event.slug, `/${id}${rest}`);
  for (const rest of ['', '/andring', '/flytt', '/aterbud', '/anteckning', '/kvitto']) await look(at(bo.id, rest));
  await look(at(kim.id, '/plats'));
  await act(at(kim.id, '/plats'), { reason: 'Behöver' }, 409);
  await act(at(kim.id, '/plats'), { reason: 'Behöver', regardless: '1' });
  await act(at(bo.id, '/andring'), { name: 'Bo', partySize: 1, note: 'Hej' });
  await act(at(bo.id, '/flytt'), { activity: ['dans'] });
  await act(at(bo.id, '/anteckning'), { note: 'Ring', basis: '' }, 409);
  await act(at(bo.id, '/kod'));
  await look(at(bo.id, '/kvitto'));
  await look(at(bo.id, `/sammanslagning?med=${bosDouble.id}`));
  await act(at(bo.id, '/sammanslagning'), { med: kim.id, olika: 'ja' });
  await act(at(bo.id, '/sammanslagning'), { med: bosDouble.id });
  await act(at(bo.id, '/aterbud'));

  const [yes, line, no] = [await add(asked.slug, 'Ja'), await add(asked.slug, 'Kö'), await add(asked.slug, 'Nej')];
  for (const { id } of [yes, line]) await act(path(asked.slug, `/${id}/godkannande`));
  await look(path(asked.slug, `/${no.id}/avslag`));
  await act(path(asked.slug, `/${no.id}/avslag`));
}
