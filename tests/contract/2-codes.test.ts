import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app';
import { testSecret } from '../support/databases';
import { textOf } from './html';
import { codeIn, openSite, pathOf, type Site } from './site';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const bare = (code: string) => code.replace(/-/gu, '').toUpperCase();
const crockford = /^[0-9A-HJKMNP-TV-Z]{10}$/u;

describe('CONTRACT §2.4, codes', () => {
  test('§2.4 a code is ten Crockford base32 characters, and the receipt shows it', async () => {
    const slug = await site.publish();
    const codes = new Set<string>();
    for (let one = 0; one < 20; one++) codes.add(bare(await site.signUp(slug)));
    expect(codes.size).toBe(20);
    for (const code of codes) expect(code).toMatch(crockford);
    const code = await site.signUp(slug);
    expect(
      textOf((await site.get(`/anmalan/${code}`)).body)
        .replace(/[\s-]/gu, '')
        .toUpperCase(),
    ).toContain(bare(code));
  });

  test('§2.4 a team’s code is made the same way', async () => {
    const slug = await site.publish({ teams: { capacity: 2, minPlayers: 1, maxPlayers: 3 } });
    const { captain, team } = await site.registerTeam(slug);
    expect(bare(team)).toMatch(crockford);
    expect(bare(team)).not.toBe(bare(captain));
  });

  /** Everything that is stored, as text. */
  async function dump(): Promise<string> {
    const tables = [
      'site',
      'organisation',
      'series',
      'event',
      'activity',
      'pool',
      'signup',
      'claim',
      'team',
      'outbox',
      'feed',
      'erasure',
    ] as const;
    const rows = await Promise.all(tables.map((table) => site.app.store.read.selectFrom(table).selectAll().execute()));
    return JSON.stringify(rows).toUpperCase();
  }

  test('§2.4 nonce and hash are stored, never the code', async () => {
    const slug = await site.publish({ teams: { capacity: 2, minPlayers: 1, maxPlayers: 3 } });
    const { captain, team } = await site.registerTeam(slug, { email: 'kim@example.se' });
    await site.change(captain, { note: 'Ändrad' });
    const feed = pathOf(await site.post(`/anmalan/${captain}/kalender`));
    const token = /\/min\/([\w-]+)\//u.exec((await site.get(feed)).body)?.[1] ?? 'none';
    const stored = await dump();
    for (const secret of [captain, team, token]) {
      expect(stored).not.toContain(secret.toUpperCase());
      expect(stored).not.toContain(bare(secret));
    }
  });

  test('§2.4 later mails can show the code', async () => {
    await site.tell();
    const code = await site.signUp(await site.publish(), { email: 'senare@example.se' });
    await site.tell();
    await site.change(code, { partySize: 2 });
    const [mail] = await site.tell();
    expect(mail!.mail.text!.replace(/[\s-]/gu, '').toUpperCase()).toContain(bare(code));
  });

  test('§2.4 codes hang on SECRET; earlier secrets may follow after a comma', async () => {
    const code = await site.signUp(await site.publish());
    const settings = { databaseUrl: site.app.databaseUrl };
    const other = await startApp({ ...settings, secrets: ['a wholly different secret'] });
    const both = await startApp({ ...settings, secrets: ['a wholly different secret', testSecret] });
    try {
      expect((await other.get(`/anmalan/${code}`)).status).toBe(404);
      expect((await both.get(`/anmalan/${code}`)).status).toBe(200);
      expect((await both.get(`/api/v1/signups/${code}`)).status).toBe(200);
    } finally {
      await other.close();
      await both.close();
    }
  });

  test('§1 /min-anmalan forgives how people write a code', async () => {
    const slug = await site.publish();
    // as many as it takes to have each character that is written in other ways
    const codes: string[] = [];
    for (let one = 0; one < 12; one++) codes.push(await site.signUp(slug));
    for (const code of codes) {
      const plain = bare(code);
      const ways = [
        plain,
        plain.toLowerCase(),
        ` ${plain.slice(0, 5)} ${plain.slice(5)} `,
        plain.match(/../gu)!.join('-'),
        [...plain].join(' '),
        plain.replace(/0/gu, 'O').replace(/1/gu, 'I'),
        plain.replace(/0/gu, 'o').replace(/1/gu, 'l'),
        plain.replace(/1/gu, 'L'),
      ];
      for (const way of ways) {
        const answer = await site.post('/min-anmalan', { code: way });
        expect(answer.status, way).toBe(303);
        expect(bare(codeIn(answer)), way).toBe(plain);
      }
    }
    expect(codes.some((code) => /[01]/u.test(code))).toBe(true);
    expect(pathOf(await site.post('/en/min-anmalan', { code: codes[0]! }))).toMatch(/^\/en\/anmalan\//u);
  });

  test('§1 /min-anmalan: a code that leads nowhere is said beside its field, and kept', async () => {
    for (const code of ['', 'ABC', '0123456789', 'UUUUUUUUUU', '0'.repeat(5000)]) {
      const answer = await site.post('/min-anmalan', { code });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      if (code.length === 10) expect(answer.body).toContain(code);
    }
  });

  test('§2.4 look-ups are rate-limited, and signing up beside them is not', async () => {
    const limited = await openSite('sqlite', { rateLimits: true });
    try {
      const slug = await limited.publish();
      const until429 = async (ask: (n: number) => Promise<{ status: number }>) => {
        for (let n = 0; n < 3000; n += 20) {
          const answers = await Promise.all(Array.from({ length: 20 }, (_, one) => ask(n + one)));
          if (answers.some(({ status }) => status === 429)) return n + 20;
        }
        return Infinity;
      };
      expect(await until429((n) => limited.get(`/lag?ord=sol+bok+ord${n}`))).toBeLessThan(3000);
      expect(await until429((n) => limited.post('/min-anmalan', { code: String(n).padStart(10, '2') }))).toBeLessThan(
        3000,
      );
      expect((await limited.post(`/evenemang/${slug}/anmalan`, { name: 'Anna' })).status).toBe(303);
    } finally {
      await limited.close();
    }
  }, 120_000);
});
