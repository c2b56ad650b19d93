import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deedsTo } from '../../db/deeds';
import { answerRequest, askCoHost, requestsTo } from '../../db/co-hosts';
import { consoleOffer } from '../../db/console-offer';
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

  const text = async (answer: Response) =>
    (await answer.text())
      .replace(/<!--.*?-->/gs, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
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

    // a co-host asks nobody, and can leave
    expect(await leads(rut, page, { organisation: 'fontanhuset' })).toBe('403');
    expect(await text(await app.get(page, rut))).toContain('RSMH är inte med längre');
    expect(await leads(rut, `${page}/rsmh/borttagning`)).toBe('303 /arrangor/medarrangorskap');
    expect(await text(await app.get(publicPage))).not.toContain('RSMH');
    expect(await deeds(type, path.split('/')[1]!)).toContain('co-host-removed');
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
    expect(await leads(anna, `${page}/rsmh/borttagning`)).toBe(`303 ${page}?klart=removed`);
    expect(await leads(anna, `${page}/rsmh/borttagning`)).toBe('404');
  });

  it('are told of nothing when the request is taken back before the mail has gone', async () => {
    const offer = (await consoleOffer(app.store.read, 'event', 'fest'))!;
    const by = (
      await app.store.read.selectFrom('organiser').select('id').where('name', '=', 'Anna').executeTakeFirstOrThrow()
    ).id;
    await app.mailsSent();
    app.smtp.mails.length = 0;
    // written ahead of the worker's clock
    expect(await askCoHost(app.store, { offer, organisation: 'rsmh', by }, now + 60_000)).toBe('asked');
    const id = await waiting();
    const page = '/arrangor/evenemang/fest/medarrangorer';
    expect(await leads(anna, `${page}/forfragan/${id}/aterkallelse`)).toBe(`303 ${page}?klart=tillbaka`);
    expect(await leads(anna, `${page}/forfragan/${id}/aterkallelse`)).toBe('404');
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
    const by = (
      await app.store.read.selectFrom('organiser').select('id').where('name', '=', 'Anna').executeTakeFirstOrThrow()
    ).id;
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
