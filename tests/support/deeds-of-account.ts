import sharp from 'sharp';
import { addPasskey, forgetOldChallenges, logInByPasskey, credentialBy } from '../../db/passkeys';
import { copyPicture } from '../../db/pictures';
import { handOver } from '../../db/hand-over';
import { addOrganiser, memberIn } from '../../db/organisers';
import { createOffer } from '../../db/programme/edit';
import { provedWithin } from '../../domain/login';
import { quiet } from '../../domain/notice';
import type { TestApp } from './app';
import { logIn, organiser } from './console/log-in';
import { sampleNow as now } from './sample';

/** Passkeys, showing again who one is, handing over and pictures: each done once. The clock is at `sampleNow`. */
export async function accountDeeds(app: TestApp): Promise<void> {
  const { store } = app;
  const host = 'socialforvaltningen';
  const members = `/arrangor/arrangorer/${host}/medlemmar`;
  const chief = await organiser(
    app,
    { email: 'chef@example.org', name: 'Chef', organisation: host, role: 'administrator' },
    now,
  );
  const leaver = await organiser(app, { email: 'slutar@example.org', name: 'Slutar', organisation: host }, now);
  await addOrganiser(
    store,
    { email: 'kvar@example.org', name: 'Kvar', organisation: host, role: 'administrator' },
    now,
  );
  const as = await logIn(app, 'chef@example.org', now);

  for (const path of [
    '/arrangor/nycklar',
    '/arrangor/nycklar/erbjudande',
    `${members}/${leaver}`,
    `/arrangor/arrangorer/${host}/logg`,
    '/arrangor/logga-in/nyckel',
  ])
    await app.get(path, as);
  for (const path of ['/arrangor/nycklar/fraga', '/arrangor/nycklar/ny', '/arrangor/fortsatt/nyckel/fraga'])
    await app.post(path, {}, as);
  await app.post('/arrangor/logga-in/nyckel/fraga');
  const passkey = { organiserId: chief, credential: 'abc', publicKey: 'abc', counter: 0, transports: [], device: null };
  await addPasskey(store, passkey, now);
  const use = { passkey: (await credentialBy(store.read, 'abc'))!, counter: 1, device: null, formerToken: null };
  await logInByPasskey(store, use, now);
  const { id } = await store.read
    .selectFrom('passkey')
    .select('id')
    .where('organiser_id', '=', chief)
    .executeTakeFirstOrThrow();
  await app.post(`/arrangor/nycklar/${id}/borttagning`, {}, as);
  await forgetOldChallenges(store, now + 3600_000);

  // logs in by a code where the browser has passkeys, and shows later who one is
  const asked = await app.post('/arrangor/logga-in', { email: 'kvar@example.org' });
  const loginId = new URL(asked.headers.get('location')!, app.url).searchParams.get('id')!;
  const codeOf = async (login: string) =>
    store.codes.loginCodeOf(
      await store.read.selectFrom('login').select('nonce').where('id', '=', login).executeTakeFirstOrThrow(),
    );
  const logged = await app.post('/arrangor/logga-in/kod', {
    id: loginId,
    code: await codeOf(loginId),
    'kan-nyckel': '1',
  });
  const kvar = { cookie: logged.headers.get('set-cookie')!.split(';')[0]! };
  app.setNow(now + provedWithin);
  const page = await (await app.post('/arrangor/nycklar/ny', {}, kvar)).text();
  const again = /name="id" value="([\w-]+)"/.exec(page)![1]!;
  const kept = { mal: '/arrangor/nycklar/ny', innehall: '{"fields":[]}' };
  await app.post('/arrangor/fortsatt', { ...kept, id: again, code: await codeOf(again) }, kvar);
  app.setNow(now);

  const offers = [];
  for (const type of ['event', 'series'] as const) {
    const entry = { title: 'Slutar', host, start: '2017-06-01T10:00', contact: { email: 'slutar@example.org' } };
    const rule = type === 'series' ? { rrule: 'FREQ=WEEKLY;COUNT=2' } : {};
    const made = await createOffer(store, { type, entry: { ...entry, ...rule } as never, by: leaver }, now);
    if (made.kind !== 'created') throw new Error(JSON.stringify(made));
    const row = await store.read
      .selectFrom(type)
      .select(['id', 'host_id'])
      .where('slug', '=', made.slug)
      .executeTakeFirstOrThrow();
    const path = `/arrangor/${type === 'event' ? 'evenemang' : 'serier'}/${made.slug}`;
    offers.push({ type, slug: made.slug, id: row.id, hostId: row.host_id, path });
  }
  const [event, series] = [offers[0]!, offers[1]!];
  await app.get(`${event.path}/logg`, as);
  await app.get(`${event.path}/ansvarig`, as);
  await app.post(`${event.path}/ansvarig`, { till: chief }, as);
  const from = (await memberIn(store.read, { organisationId: event.hostId, organiserId: leaver }))!;
  await handOver(store, { offer: event, from, to: leaver, by: chief }, now);
  await app.get(`${members}/${leaver}/borttagning`, as);
  const stays = await organiser(app, { email: 'tar-over@example.org', name: 'Tar över', organisation: host }, now);
  await app.post(`${members}/${leaver}/borttagning`, { till: stays }, as);
  // what a colleague did is mailed once it has been quiet
  app.setNow(now + quiet);
  await app.mailsSent();
  app.setNow(now);

  const picture = await sharp({ create: { width: 4, height: 3, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  for (const { path } of offers) {
    const form = new FormData();
    form.set('alt', 'En bild');
    form.set('bild', new File([new Uint8Array(picture)], 'bild.png'));
    await fetch(`${app.url}${path}/bild`, { method: 'POST', body: form, headers: as, redirect: 'manual' });
    await app.get(`${path}/bild`, as);
    await app.post(`${path}/bild/text`, { 'alt-nu': 'En annan bild' }, as);
  }
  const own = offers.map((offer) => offer.id);
  const rows = await store.read.selectFrom('picture').select('id').where('offer_id', 'in', own).execute();
  for (const row of rows) for (const size of ['', '/liten']) await app.get(`/bilder/${row.id}${size}`, as);
  await store.transact((trx) => copyPicture(trx, event.id, series.id, now));
  await app.post(`${event.path}/bild/borttagning`, {}, as);
}
