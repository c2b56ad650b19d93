import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { answerRequest, askCoHost, removeCoHost, requestsTo } from '../../db/co-hosts';
import { consoleOffer } from '../../db/console-offer';
import { quiet } from '../../domain/notice';
import { wordsOf } from '../support/answered';
import { startApp, type Fields, type TestApp } from '../support/app';
import { logIn, organiser } from '../support/console/log-in';
import { databases } from '../support/databases';
import { load } from '../support/programme';
import { insertSite, sampleNow as now } from '../support/sample';

describe.each(databases)('co-hosts, on $name', ({ dialect }) => {
  let app: TestApp;
  let anna: { cookie: string };
  let rut: { cookie: string };
  beforeAll(async () => {
    app = await startApp({ dialect, now });
    await insertSite(app.store);
    const one = {
      host: 'socialforvaltningen',
      status: 'published',
      start: '2017-05-04T10:00',
      end: '2017-05-04T12:00',
    };
    await load(
      app,
      {
        organisations: [
          { slug: 'socialforvaltningen', name: 'Socialförvaltningen' },
          { slug: 'rsmh', name: 'RSMH' },
          { slug: 'fontanhuset', name: 'Fontänhuset' },
        ],
        events: [{ ...one, slug: 'fest', title: 'Vårfest' }],
        series: [{ ...one, slug: 'mote', title: 'Möte', rrule: 'FREQ=WEEKLY;COUNT=3' }],
      },
      now,
    );
    await organiser(app, { email: 'anna@example.se', name: 'Anna', organisation: 'socialforvaltningen' }, now);
    await organiser(app, { email: 'rut@example.se', name: 'Rut', organisation: 'rsmh' }, now);
    await organiser(app, { email: 'dan@example.se', organisation: 'rsmh', role: 'door' }, now);
    anna = await logIn(app, 'anna@example.se', now);
    rut = await logIn(app, 'rut@example.se', now);
  });
  afterAll(() => app.close());

  const text = async (answer: Response) => wordsOf(await answer.text());
  const leads = async (who: { cookie: string }, path: string, fields: Fields = {}) => {
    const answer = await app.post(path, fields, who);
    await answer.arrayBuffer();
    return `${answer.status} ${answer.headers.get('location') ?? ''}`.trim();
  };
  /** Mails that ask; others are of logins. */
  const asksSent = () => app.smtp.mails.filter(({ mail }) => mail.subject?.includes('frågar om ni vill vara med'));
  const answersSent = () => app.smtp.mails.filter(({ mail }) => /^RSMH är (med|inte med)/.test(mail.subject ?? ''));
  const waiting = async () => {
    const row = await app.store.read
      .selectFrom('co_host_request')
      .select('id')
      .where('settled_at', 'is', null)
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const idOf = async (name: string) =>
    (await app.store.read.selectFrom('organiser').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;
  /** Lets what waits for more of the same be sent. */
  const quietFor = async () => {
    app.setNow(now + quiet);
    await app.mailsSent();
    app.setNow(now);
  };
  const deeds = async (type: 'event' | 'series', slug: string) => {
    const offer = (await consoleOffer(app.store.read, type, slug))!;
    return (await deedsTo(app.store.read, offer.id)).map((deed) => deed.kind).sort();
  };

  it.each([
    ['event', 'evenemang/fest', 'Vårfest'],
    ['series', 'serier/mote', 'Möte'],
  ] as const)('are asked, mailed, and accept: of a %s', async (type, path, title) => {
    const page = `/arrangor/${path}/medarrangorer`;
    const publicPage = type === 'event' ? '/evenemang/fest' : '/evenemang/mote-2017-05-11';
    app.smtp.mails.length = 0;
    expect(await leads(anna, page, { organisation: 'rsmh' })).toBe(`303 ${page}?klart=asked`);
    expect(await leads(anna, page, { organisation: 'rsmh' })).toBe('409');
    expect(await leads(anna, page, { organisation: '' })).toBe('400');
    expect(await text(await app.get(page, anna))).toContain('Har inte svarat RSMH');
    // nobody sees them, and they see nothing, before they have said yes
    expect(await text(await app.get(publicPage))).not.toContain('RSMH');
    expect((await app.get(page, rut)).status).toBe(404);

    await app.mailsSent();
    const [{ envelope, mail }, ...more] = asksSent() as [ReturnType<typeof asksSent>[number]];
    expect([envelope.to, more]).toEqual([['rut@example.se'], []]);
    expect(mail.subject).toBe(`Socialförvaltningen frågar om ni vill vara med: ${title}`);
    expect(mail.text).toContain('/arrangor/medarrangorskap');
    // what one would get is said wherever one is asked, and to whoever asks
    for (const words of [
      'ändra det som står där',
      'hur de går att nå och vad de har svarat',
      'välja fler arrangörer',
    ]) {
      expect(mail.text?.replace(/\s+/gu, ' ')).toContain(words);
      expect(await text(await app.get(page, anna))).toContain(words);
      expect(await text(await app.get('/arrangor/medarrangorskap', rut))).toContain(words);
    }
    const asked = await text(await app.get('/arrangor/medarrangorskap', rut));
    expect(asked).toContain(`${title} Socialförvaltningen undrar om RSMH vill vara med.`);

    const id = await waiting();
    expect(await leads(anna, `/arrangor/medarrangorskap/${id}/ja`)).toBe('404');
    expect(await leads(rut, `/arrangor/medarrangorskap/${id}/ja`)).toBe('303 /arrangor/medarrangorskap?klart=accepted');
    expect(await leads(rut, `/arrangor/medarrangorskap/${id}/nej`)).toBe('404');
    expect(await text(await app.get(publicPage))).toContain('RSMH');
    await app.mailsSent();
    const [answer, ...others] = answersSent() as [ReturnType<typeof answersSent>[number]];
    expect([answer.envelope.to, others]).toEqual([['anna@example.se'], []]);
    expect(answer.mail.subject).toBe(`RSMH är med och arrangerar ${title}`);
    expect(answer.mail.text).toContain(page);
    expect((await app.get(page, rut)).status).toBe(200);
    expect(await deeds(type, path.split('/')[1]!)).toEqual(['co-host-accepted', 'co-host-asked']);

    // it is what they get
    const own = `/arrangor/${path}`;
    const answered = async (rest: string) => `${rest} ${(await app.get(`${own}/${rest}`, rut)).status}`;
    const ofSeries = type === 'series';
    const may = ['redigera/vad', 'deltagare', 'meddelanden/nytt', ...(ofSeries ? ['tillfallen/nytt'] : [])];
    const mayNot = ['installning', 'ansvarig', ...(ofSeries ? ['tillfallen/regel', 'tillfallen/slut'] : [])];
    expect(await Promise.all([...may, ...mayNot].map(answered))).toEqual([
      ...may.map((rest) => `${rest} 200`),
      ...mayNot.map((rest) => `${rest} 403`),
    ]);
    // a co-host asks nobody, and can leave
    expect(await leads(rut, page, { organisation: 'fontanhuset' })).toBe('403');
    expect(await text(await app.get(page, rut))).toContain('RSMH är inte med längre');
    expect(await leads(rut, `${page}/rsmh/borttagning`)).toBe('303 /arrangor/medarrangorskap');
    expect(await text(await app.get(publicPage))).not.toContain('RSMH');
    expect(await deeds(type, path.split('/')[1]!)).toContain('co-host-removed');
    // the host is told once it has been quiet, and who left is not
    app.smtp.mails.length = 0;
    await quietFor();
    const [told, ...besides] = app.smtp.mails;
    expect([told!.envelope.to, besides]).toEqual([['anna@example.se'], []]);
    expect(told!.mail.subject).toBe(`RSMH är inte längre med: ${title}`);
    expect(told!.mail.text).toContain(`Rut säger att RSMH inte är med längre: ${title}`);
    expect(told!.mail.text).toContain(page);
  });

  it('decline, are asked again, accept, and are sent away', async () => {
    const page = '/arrangor/evenemang/fest/medarrangorer';
    await leads(anna, page, { organisation: 'rsmh' });
    await leads(rut, `/arrangor/medarrangorskap/${await waiting()}/nej`);
    expect(await deeds('event', 'fest')).toContain('co-host-declined');
    await app.mailsSent();
    expect(answersSent().map(({ mail }) => mail.subject)).toContain('RSMH är inte med: Vårfest');
    await leads(anna, page, { organisation: 'rsmh' });
    await leads(rut, `/arrangor/medarrangorskap/${await waiting()}/ja`);
    const log = await text(await app.get('/arrangor/evenemang/fest/logg', anna));
    expect(log).toContain('Anna bad RSMH att vara med');
    expect(log).toContain('Rut tackade nej till att vara med, för RSMH');
    expect(await leads(anna, `${page}/rsmh/borttagning`)).toBe(`303 ${page}?klart=removed`);
    expect(await leads(anna, `${page}/rsmh/borttagning`)).toBe('404');
    await app.mailsSent();
    app.smtp.mails.length = 0;
    await quietFor();
    // those who answer for it, and not who stands in the door
    const [told, ...besides] = app.smtp.mails;
    expect([told!.envelope.to, besides]).toEqual([['rut@example.se'], []]);
    expect(told!.mail.subject).toBe('RSMH är inte längre med: Vårfest');
    expect(told!.mail.text).toContain('Anna har tagit bort RSMH från Vårfest.');
    expect(told!.mail.text).toContain('/arrangor/medarrangorskap');
  });

  it('sent away from several events are told once, and not of one that they are in again', async () => {
    const by = await idOf('Anna');
    const offers = await Promise.all(
      (
        [
          ['event', 'fest'],
          ['series', 'mote'],
        ] as const
      ).map(async ([type, slug]) => (await consoleOffer(app.store.read, type, slug))!),
    );
    const rsmh = await app.store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow();
    const join = async (offer: (typeof offers)[number]) => {
      await askCoHost(app.store, { offer, organisation: 'rsmh', by }, now);
      const id = await waiting();
      await answerRequest(app.store, { id, organisations: [rsmh.id], yes: true, by }, now);
    };
    const sendAway = async (offer: (typeof offers)[number]) => {
      const { type, slug } = offer;
      expect(await removeCoHost(app.store, { type, slug, organisation: 'rsmh', by, leaves: false }, now)).toBe(true);
    };
    for (const offer of offers) await join(offer);
    await app.mailsSent();
    for (const offer of offers) await sendAway(offer);
    app.smtp.mails.length = 0;
    await quietFor();
    expect(app.smtp.mails.map(({ mail }) => mail.subject)).toEqual(['RSMH är inte längre med i 2 evenemang']);
    expect(app.smtp.mails[0]!.mail.text).toMatch(/Vårfest, torsdag 4 maj 2017\s+Möte/u);

    for (const offer of offers) await join(offer);
    for (const offer of offers) await sendAway(offer);
    await join(offers[1]!);
    await app.mailsSent();
    app.smtp.mails.length = 0;
    await quietFor();
    expect(app.smtp.mails.map(({ mail }) => mail.subject)).toEqual(['RSMH är inte längre med: Vårfest']);
    await sendAway(offers[1]!);
    await quietFor();
  });

  it('are told of nothing when the request is taken back before the mail has gone', async () => {
    const offer = (await consoleOffer(app.store.read, 'event', 'fest'))!;
    const by = await idOf('Anna');
    await app.mailsSent();
    app.smtp.mails.length = 0;
    // the mail has been tried, nobody takes it yet, and it is tried again later
    app.smtp.behave({ everyRecipient: 451 });
    expect(await askCoHost(app.store, { offer, organisation: 'rsmh', by }, now)).toBe('asked');
    const id = await waiting();
    const attempts = async () => {
      const rows = app.store.read.selectFrom('outbox').select('attempts').where('co_host_request_id', '=', id);
      return (await rows.execute()).map((row) => row.attempts);
    };
    await expect.poll(attempts, { timeout: 60_000 }).toEqual([1]);
    const page = '/arrangor/evenemang/fest/medarrangorer';
    expect(await leads(anna, `${page}/forfragan/${id}/aterkallelse`)).toBe(`303 ${page}?klart=tillbaka`);
    expect(await leads(anna, `${page}/forfragan/${id}/aterkallelse`)).toBe('404');
    app.smtp.behave({});
    app.setNow(now + 120_000);
    await app.mailsSent();
    app.setNow(now);
    expect(asksSent()).toEqual([]);
    expect(await leads(rut, `/arrangor/medarrangorskap/${id}/ja`)).toBe('404');
  });

  it('that have no organiser are said to be reached by nobody', async () => {
    const page = '/arrangor/evenemang/fest/medarrangorer';
    expect(await leads(anna, page, { organisation: 'fontanhuset' })).toBe(`303 ${page}?klart=nobody`);
    expect(await text(await app.get(page, anna))).toContain('Ingen där har en inloggning');
    await leads(anna, `${page}/forfragan/${await waiting()}/aterkallelse`);
  });

  it('answer once, also when two of them do at the same moment', async () => {
    const offer = (await consoleOffer(app.store.read, 'series', 'mote'))!;
    const by = await idOf('Anna');
    const asks = await Promise.all([1, 2, 3].map(() => askCoHost(app.store, { offer, organisation: 'rsmh', by }, now)));
    expect(asks.sort()).toEqual(['already', 'already', 'asked']);
    const rsmh = await app.store.read
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', 'rsmh')
      .executeTakeFirstOrThrow();
    const id = await waiting();
    const answers = await Promise.all(
      [true, true, false].map((yes) => answerRequest(app.store, { id, organisations: [rsmh.id], yes, by }, now)),
    );
    expect(answers.filter((one) => one !== 'gone')).toHaveLength(1);
    expect(await requestsTo(app.store.read, [rsmh.id])).toEqual([]);
  });
});
