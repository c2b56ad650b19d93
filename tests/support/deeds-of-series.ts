import { addOrganiser } from '../../db/organisers';
import { quiet } from '../../domain/notice';
import type { Fields, TestApp } from './app';
import { logIn, organiser } from './console/log-in';
import { sampleNow } from './sample';

/** A series is made, every one of its forms is sent, and another organisation is asked to host it. */
export async function deedsOfSeries(app: TestApp): Promise<void> {
  const [host, other] = ['socialforvaltningen', 'hela-manniskan'];
  await organiser(app, { email: 'serie@example.org', organisation: host! }, sampleNow);
  const with_ = { email: 'med@example.org', name: null, organisation: other!, role: 'organiser' as const };
  await addOrganiser(app.store, with_, sampleNow);
  const as = await logIn(app, 'serie@example.org', sampleNow);
  const their = await logIn(app, 'med@example.org', sampleNow);
  const get = async (path: string, who = as) => (await app.get(path, who)).text();
  /** Sends a form, and says yes where it asks. @returns where it leads */
  const post = async (path: string, fields: Fields = {}, who = as): Promise<string> => {
    const answer = await app.post(path, fields, who);
    const html = await answer.text();
    const sure = /name="sure" value="([^"]*)"/.exec(html)?.[1];
    if (sure && !('sure' in fields)) return post(path, { ...fields, sure }, who);
    return answer.headers.get('location')?.split('?')[0] ?? `${answer.status}`;
  };

  const said = { title: 'Torsdagsfika', said: 'torsdagar 10-12 från 6 april till 8 juni' };
  await get(`/arrangor/nytt/serie?${new URLSearchParams(said)}`);
  const dates = await post('/arrangor/nytt/serie', { ...said, signup: 'open', skip: '2017-05-25' });
  const slug = dates.split('/')[3]!;
  await get(dates);
  const series = `/arrangor/serier/${slug}`;
  await get(`${series}/forhandsvisning`);
  await get(`${series}/kopia`);
  await post(`${series}/kopia`, { title: 'Torsdagsfika igen', said: 'torsdagar 10-12 från 7 september, fem gånger' });
  await post(`${dates}/nytt`, { day: '2017-04-21', start: '14', place: 'same' });
  const [first, second] = ['2017-04-13', '2017-04-20'].map((date) => `${dates}/${date}`);
  for (const form of ['flytt', 'andring', 'installning']) await get(`${first}/${form}`);
  await post(`${first}/flytt`, { day: '2017-04-12', start: '11', place: 'later' });
  await post(`${second}/andring`, { title: 'Fika', start: '10', end: '13', which: 'following' });
  await post(`${second}/installning`);
  await get(`${second}/aterstallning`);
  await post(`${second}/aterstallning`);
  // who comes to each of them, and what was done with one
  for (const page of ['', '/deltagare', '/deltagare/lista', '/logg']) await get(`${series}${page}`);
  for (const page of ['', '/deltagare', '/deltagare/lista', '/ringlista', '/meddelanden', '/logg']) {
    await get(`/arrangor/evenemang/${slug}-2017-04-20${page}`);
  }
  for (const form of ['regel?said=fredagar', 'slut', 'anmalan']) await get(`${dates}/${form}`);
  await post(`${dates}/anmalan`, { signup: 'whole', capacity: '9' });
  for (const page of ['', '/deltagare/lista', '/ringlista', '/meddelanden', '/meddelanden/nytt']) {
    await get(`/arrangor/evenemang/${slug}-2017-04-20${page}`);
  }
  await post(`${dates}/anmalan`, { signup: 'none' });
  await post(`${dates}/regel`, { said: 'fredagar 10-12 till 8 juni' });
  await post(`${dates}/slut`, { until: '2017-05-20' });

  const { id: offerId } = await app.store.read
    .selectFrom('series')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  for (let round = 1; round <= 2; round++) {
    const page = `/arrangor/serier/${slug}/medarrangorer`;
    await get(page);
    await post(page, { organisation: other! });
    await get(page);
    const { id } = await app.store.read
      .selectFrom('co_host_request')
      .select('id')
      .where('offer_id', '=', offerId)
      .where('settled_at', 'is', null)
      .executeTakeFirstOrThrow();
    await get('/arrangor/medarrangorskap', their);
    await app.mailsSent();
    await post(`${page}/forfragan/another/aterkallelse`);
    await post(`/arrangor/medarrangorskap/${id}/ja`, {}, their);
    await post(`${page}/${other}/borttagning`);
  }
  // what a colleague did is mailed once it has been quiet
  app.setNow(sampleNow + quiet);
  await app.mailsSent();
  app.setNow(sampleNow);
  await post(`/arrangor/serier/${slug}/medarrangorer`, { organisation: other! });
  const { id } = await app.store.read
    .selectFrom('co_host_request')
    .select('id')
    .where('offer_id', '=', offerId)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  await post(`/arrangor/medarrangorskap/${id}/nej`, {}, their);
}
