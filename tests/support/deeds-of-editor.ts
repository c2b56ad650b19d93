import type { TestApp } from './app';
import { logIn, organiser } from './console/log-in';
import { load } from './programme';
import { sampleNow } from './sample';

/** Everything that the editor can do, once, so that every statement of it reaches the database: see every-deed.ts. */
export async function editEverything(app: TestApp): Promise<void> {
  const given = {
    host: 'redaktionen',
    start: '2017-06-10T10:00',
    capacity: 2,
    contact: { phone: '042-10 50 00' },
    activities: [{ slug: 'dans', title: 'Dans', start: '2017-06-10T11:00' }],
  };
  await load(
    app,
    {
      organisations: [{ slug: 'redaktionen', name: 'Redaktionen' }],
      events: [{ ...given, slug: 'skrivet', title: 'Skrivet' }],
      series: [{ ...given, slug: 'serien', title: 'Serien', activities: [], rrule: 'FREQ=WEEKLY;COUNT=2' }],
    },
    sampleNow,
  );
  const email = 'redaktor@example.org';
  await organiser(app, { email, name: 'Redaktör', organisation: 'redaktionen' }, sampleNow);
  const as = await logIn(app, email, sampleNow);
  const must = async (path: string, fields?: Record<string, string>, status = fields ? 303 : 200) => {
    const answer = fields ? await app.post(path, fields, as) : await app.get(path, as);
    if (answer.status !== status) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };
  const [event, series] = ['/arrangor/evenemang/skrivet', '/arrangor/serier/serien'];
  for (const path of ['/redigera', '/redigera/vad', '/forhandsvisning', '/publicering', '/kopia', '/mall']) {
    await must(event + path);
  }
  await must(`${event}/redigera/vad/utkast`, { title: 'Skrivet' }, 409);
  await must(`${event}/redigera/vad`, { title: 'Något annat', basis: 'old' }, 409);
  await must(`${event}/mall`, { name: 'Mallen' });
  const [, id] = /value="mall:([^"]+)"/.exec(await (await must('/arrangor/nytt')).text()) ?? [];
  await must('/arrangor/nytt', { title: 'Ur mallen', from: `mall:${id}` });
  await must('/arrangor/nytt', { title: 'Ur det andra', from: 'evenemang:skrivet' });
  await must(`/arrangor/mallar/${id}/borttagning`, {});
  await must(`${event}/kopia`, { title: 'Kopian', date: '2017-07-01' });
  await must('/arrangor/evenemang/kopian/borttagning', {});
  await must(`${series}/borttagning`, {});

  await must(`${event}/publicering`, {});
  const signedUp = await app.post('/evenemang/skrivet/anmalan', {
    name: 'Kim',
    email: 'kim@example.org',
    activity: 'dans',
  });
  if (signedUp.status !== 303) throw new Error(`/evenemang/skrivet/anmalan: ${signedUp.status}`);
  const where = await (await must(`${event}/redigera/var`)).text();
  const [, basis = ''] = /name="basis" value="([^"]*)"/.exec(where) ?? [];
  await must(`${event}/redigera/var`, { basis, venue: 'Torget' }, 409);
  await must(`${event}/redigera/var`, { basis, venue: 'Torget', bekraftat: '1' });
  const parts = await (await must(`${event}/redigera/delar`)).text();
  const [, partsBasis = ''] = /name="basis" value="([^"]*)"/.exec(parts) ?? [];
  await must(`${event}/redigera/delar`, { basis: partsBasis }, 409);
  await must(`${event}/avpublicering`);
  await must(`${event}/avpublicering`, {}, 409);
  await must(`${event}/installning`);
  await must(`${event}/installning`, { words: 'Det regnar.' });
  await app.mailsSent();
  await must(`${event}/aterstallning`);
  await must(`${event}/aterstallning`, {});
}
