import { writeReminders } from '../../db/reminders';
import { writeThanks } from '../../db/thanks';
import { localToInstant } from '../../domain/time';
import type { TestApp } from './app';
import { logIn, organiser } from './console/log-in';
import { sampleNow } from './sample';
import { sendingForm } from './form-as-sent';

/** Everything that can be done with messages, reminders and the call list, each once. */
export async function deedsOfMessages(
  app: TestApp,
  { event, games, course }: { event: string; games: string; course: string },
): Promise<void> {
  const email = 'skriver@example.org';
  for (const slug of ['socialforvaltningen', 'hela-manniskan'])
    await organiser(app, { email, organisation: slug }, sampleNow);
  const as = await logIn(app, email, sampleNow);
  const get = async (path: string) => {
    const answer = await app.get(path, as);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status}`);
    return answer.text();
  };
  const asked = async (path: string, fields: Parameters<TestApp['post']>[1], status: number) => {
    const answer = await app.post(path, fields, as);
    if (answer.status !== status) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const post = async (path: string, fields: Parameters<TestApp['post']>[1], status = 303) =>
    (await asked(path, fields, status)).headers.get('location') ?? '';
  const preview = async (base: string, fields: Record<string, string>) =>
    sendingForm(await (await asked(`${base}/meddelanden/nytt`, fields, 200)).text());

  const text = { subject: 'Ta med stövlar', words: 'Det regnar.' };
  const whole = `/arrangor/serier/${course}`;
  for (const base of [`/arrangor/evenemang/${event}`, `/arrangor/evenemang/${games}`, whole]) {
    await get(`${base}/meddelanden/nytt`);
    const whoms = base === whole ? ['in', 'all', 'line'] : ['in', 'line', 'captains', 'teamless', 'all'];
    for (const whom of whoms) await post(`${base}/meddelanden/nytt`, { ...text, whom }, 200);
    const shown = await preview(base, { ...text, whom: 'all', key: 'a' });
    await post(`${base}/meddelanden/nytt`, { ...shown, words: 'Det snöar.' }, 409);
    const sent = await post(`${base}/meddelanden/nytt`, shown);
    await post(`${base}/meddelanden/nytt`, shown);
    await app.mailsSent();
    await get(`${base}/meddelanden`);
    await get(sent);
    await post(`${sent.split('?')[0]}/igen`, {});
    await get(`${base}/ringlista`);
    await get(`${base}/paminnelser`);
    await get(`${base}/tack`);
    await post(`${base}/tack`, { words: 'Tack, alla!', look: '1' }, 200);
    await post(`${base}/tack`, { words: 'Tack, alla!' });
    await post(`${base}/tack`, { remove: '1' });
    await post(`${base}/tack`, { words: 'Tack, alla!', words_en: 'Thank you all!' });
    // the course was laid out without the file that it would be changed in
    if (base !== whole) await post(`${base}/paminnelser`, { timing: ['week', 'day'], confirmation: `Ta med ${base}` });
  }
  const part = await app.store.read
    .selectFrom('activity')
    .innerJoin('event', 'event.id', 'activity.event_id')
    .select('activity.id')
    .where('event.slug', '=', event)
    .where('activity.of', '=', 'activity')
    .executeTakeFirstOrThrow();
  const base = `/arrangor/evenemang/${event}`;
  const toPart = await preview(base, { ...text, whom: `part:${part.id}`, key: 'b' });
  await post(`${base}/meddelanden/nytt`, toPart);

  await get(`${base}/logg`);

  // one whose address failed, and works again
  const people = await app.store.read
    .selectFrom('event')
    .innerJoin('signup', 'signup.offer_id', 'event.id')
    .select('signup.id')
    .where('event.slug', '=', event)
    .execute();
  const copy = await app.store.read
    .selectFrom('outbox')
    .select(['id', 'message_id', 'signup_id'])
    .where(
      'signup_id',
      'in',
      people.map(({ id }) => id),
    )
    .where('state', '=', 'sent')
    .where('kind', '=', 'message')
    .executeTakeFirstOrThrow();
  await app.store.transact((trx) =>
    trx.updateTable('outbox').set({ state: 'call' }).where('id', '=', copy.id).execute(),
  );
  await get(`${base}/ringlista`);
  const call = `${base}/ringlista/${copy.signup_id}`;
  await post(`${call}/inte-nadd`, { notice: copy.id, missed: 0 });
  await post(`${call}/samtal`, { notice: copy.id });
  await get(`${base}/ringlista?visa=uppringda`);
  await post(`${call}/samtal/angra`, { notice: copy.id });
  await post(`${base}/meddelanden/${copy.message_id}/igen`, {});

  const signup = await app.store.read
    .selectFrom('signup')
    .selectAll()
    .where('id', '=', copy.signup_id)
    .executeTakeFirstOrThrow();
  const stop = `/anmalan/${app.store.codes.codeOf(signup)}/paminnelser`;
  await get(stop);
  await post(stop, {});
  await post(`${stop}/igen`, {});
  for (const local of ['2017-04-09T12:00', '2017-04-13T12:00', '2017-05-16T12:00', '2017-05-18T12:00']) {
    const now = localToInstant(local, 'Europe/Stockholm');
    app.setNow(now);
    await writeReminders(app.store, now);
    await writeThanks(app.store, now);
    await app.mailsSent();
    app.setNow(sampleNow);
  }
}
