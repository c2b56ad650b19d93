import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases } from '../support/databases';
import type { ReceivedMail } from '../support/smtp';
import { openSite, type Site } from './site';

/** A mail's readers are not only people: what scans it follows every link before anybody has seen it. */
describe.each(databases)('CONTRACT §1, the links in a mail change nothing, on $name', ({ dialect }) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dialect);
  });
  afterAll(() => site.close());

  /** Everything that a request could change. */
  async function everything() {
    const { read } = site.app.store;
    const tables = ['event', 'pool', 'signup', 'team', 'claim', 'outbox', 'feed', 'erasure'] as const;
    const rows = await Promise.all(tables.map((table) => read.selectFrom(table).selectAll().execute()));
    return tables.map((table, index) => [table, rows[index]!.map((row) => JSON.stringify(row)).sort()]);
  }

  /** The site's own addresses in a mail's text and HTML, as paths. */
  function linksIn({ mail }: ReceivedMail): string[] {
    const html = (mail.html ?? '').replaceAll('&amp;', '&');
    const found = `${mail.text} ${html}`.match(/https?:\/\/[^\s"'<>()]+/gu) ?? [];
    const own = found.map((url) => url.replace(/[.,]+$/u, '')).filter((url) => url.startsWith(site.app.url));
    return [...new Set(own)].map((url) => url.slice(site.app.url.length) || '/');
  }

  /** Only mail of a change, sent now. */
  async function mailAfter(change: () => Promise<unknown>): Promise<ReceivedMail> {
    await change();
    const mails = await site.tell();
    expect(mails).toHaveLength(1);
    return mails[0]!;
  }

  async function followAll(mail: ReceivedMail, including: RegExp[]) {
    const links = linksIn(mail);
    for (const one of including) expect(links).toContainEqual(expect.stringMatching(one));
    const before = await everything();
    for (const link of links) {
      for (const method of ['HEAD', 'GET', 'GET']) {
        const answer = await fetch(site.app.url + link, { method, redirect: 'manual' });
        await answer.arrayBuffer();
        expect([method, link, answer.status]).toEqual([method, link, 200]);
      }
    }
    expect(await everything()).toEqual(before);
    expect(await site.tell()).toEqual([]);
  }

  test('of one that confirms a signup', async () => {
    const slug = await site.publish();
    const mail = await mailAfter(() => site.signUp(slug, { email: 'anna@example.se' }));
    await followAll(mail, [/^\/anmalan\/[^/]+$/u]);
  });

  test('of one that registers a team', async () => {
    const slug = await site.publish({ teams: { capacity: 4, minPlayers: 1, maxPlayers: 5 } });
    const mail = await mailAfter(() => site.registerTeam(slug, { email: 'kim@example.se', player: ['Alex'] }));
    await followAll(mail, [/^\/anmalan\/[^/]+$/u, /^\/lag\/[^/]+$/u]);
  });

  test('of one that asks to confirm a secret calendar', async () => {
    const code = await site.signUp(await site.publish(), { email: 'bo@example.se' });
    await site.tell();
    const mail = await mailAfter(() => site.post(`/anmalan/${code}/kalender`));
    await followAll(mail, [/^\/min\//u]);
    const feeds = await site.app.store.read.selectFrom('feed').select('confirmed_at').execute();
    expect(feeds).toEqual([{ confirmed_at: null }]);
  });
});
