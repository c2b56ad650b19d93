import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { databases, testDatabase, type TestDatabase } from '../support/databases';
import { testSmtp, type TestSmtp } from '../support/smtp';
import { formsOf, textOf } from './html';
import { Processes } from './processes';
import { organisations, site as siteEntry } from './site';

// Elsewhere: backup and restore (features/backup-command), bench and bench:faults. Left to a later issue: organiser, SMS_URL.

const secret = 'a secret of the tests, long enough';
const event = {
  slug: 'fika',
  title: 'Fika',
  host: 'kommunen',
  status: 'published',
  start: '2099-05-17T10:00',
  end: '2099-05-17T12:00',
};
const programme = { site: siteEntry, organisations, events: [event] };
const stackTrace = /\n\s+at .+:\d+/u;

// each test starts processes, some of them through npm
vi.setConfig({ testTimeout: 120_000 });

let run: Processes;
beforeEach(() => {
  run = new Processes();
});
afterEach(() => run.close());

function file(name: string, content: unknown): string {
  const path = join(run.folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Lays out a programme by the built command, without npm around it. */
async function load(content: object, env: Record<string, string>): Promise<void> {
  const { ended, output } = run.program('load', env, [file('program.json', content)]);
  expect(await ended, output.err).toBe(0);
}

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  redirect: 'manual' as const,
  body: new URLSearchParams(fields),
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come to be so');
}

describe.each(databases)('CONTRACT §6, commands, on $name', ({ dialect }) => {
  let database: TestDatabase;
  let smtp: TestSmtp;
  let env: Record<string, string>;
  beforeEach(async () => {
    database = await testDatabase(dialect);
    smtp = await testSmtp();
    env = { DATABASE_URL: database.url, SECRET: secret, MAIL_DIR: join(run.folder, 'mail'), RATE_LIMITS: 'off' };
  });
  afterEach(async () => {
    await run.close();
    await smtp.close();
    await database.drop();
  });
  const titles = async () =>
    (await database.store.read.selectFrom('event').select('title').execute()).map(({ title }) => title);

  test('§6 npm run load -- FILE loads, and again; a wrong file says where, loads nothing and has no stack trace', async () => {
    const good = run.npm('load', [file('bra.json', programme)], env);
    expect(await good.ended, good.output.err).toBe(0);
    expect(await titles()).toEqual(['Fika']);
    const again = run.npm('load', [file('bra.json', { events: [{ ...event, title: 'Fika igen' }] })], env);
    expect(await again.ended, again.output.err).toBe(0);
    expect(await titles()).toEqual(['Fika igen']);

    const wrong = {
      events: [
        { ...event, title: 'Ny' },
        { ...event, slug: 'annan', capasity: 4 },
      ],
    };
    const bad = run.npm('load', [file('fel.json', wrong)], env);
    expect(await bad.ended).not.toBe(0);
    const said = bad.output.out + bad.output.err;
    expect(said).toContain('events[1].capasity');
    expect(said).toContain('capacity');
    expect(said).not.toMatch(stackTrace);
    expect(await titles()).toEqual(['Fika igen']);
  });

  test('§6 npm start serves what DATABASE_URL says and mails it, and SIGTERM ends it with 0', async () => {
    await load(programme, env);
    const server = run.npm('start', [], { ...env, SMTP_URL: smtp.url, MAIL_FROM: 'Samling <samling@example.se>' });
    const url = await server.url();
    expect((await fetch(`${url}/evenemang/fika`)).status).toBe(200);
    const signedUp = await fetch(`${url}/evenemang/fika/anmalan`, form({ name: 'Anna', email: 'anna@example.se' }));
    expect(signedUp.status).toBe(303);
    await until(() => smtp.mails.length === 1);
    expect(smtp.mailTo('anna@example.se').from?.address).toBe('samling@example.se');
    // the mail's link leads to BASE_URL, whose default is this server
    expect(smtp.mailTo('anna@example.se').text).toContain('/anmalan/');
    expect(await server.stop()).toBe(0);
    expect(server.output.out + server.output.err).not.toMatch(/anna@example\.se|Anna/u);
  });

  test('§6 npm run outbox sends what a server with OUTBOX=off leaves, and SIGTERM ends it with 0', async () => {
    await load(programme, env);
    const server = run.program('server', { ...env, OUTBOX: 'off', SMTP_URL: smtp.url });
    const url = await server.url();
    await fetch(`${url}/evenemang/fika/anmalan`, form({ name: 'Bo', email: 'bo@example.se' }));
    const states = async () =>
      (await database.store.read.selectFrom('outbox').select('state').execute()).map(({ state }) => state);
    expect(await states()).toEqual(['queued']);
    expect(smtp.mails).toEqual([]);
    const outbox = run.npm('outbox', [], { ...env, SMTP_URL: smtp.url });
    await until(() => smtp.mails.length === 1);
    await until(async () => (await states()).join() === 'sent');
    expect(await outbox.stop()).toBe(0);
    expect(await server.stop()).toBe(0);
  });

  test('§6 without SMTP_URL mails are kept as .eml files in MAIL_DIR, and the log says so', async () => {
    await load(programme, env);
    const server = run.program('server', env);
    await fetch(`${await server.url()}/evenemang/fika/anmalan`, form({ name: 'Bo', email: 'bo@example.se' }));
    const folder = join(run.folder, 'mail');
    await until(() => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.eml')));
    const [mail] = readdirSync(folder).filter((name) => name.endsWith('.eml'));
    await until(() => readFileSync(join(folder, mail!), 'utf8').includes('bo@example.se'));
    expect(server.output.out).toMatch(/SMTP_URL/u);
    expect(await server.stop()).toBe(0);
  });

  test('§6 npm run erase -- --before DATE: people of past events, with a log; counts stay', async () => {
    const past = { ...event, slug: 'forr', title: 'Förr', start: '2020-01-10T10:00', end: '2020-01-10T12:00' };
    const open = { ...past, start: '2099-01-10T10:00', end: '2099-01-10T12:00' };
    await load({ ...programme, events: [event, open] }, env);
    const server = run.program('server', { ...env, OUTBOX: 'off' });
    const url = await server.url();
    const signUp = async (slug: string, name: string) => {
      const answer = await fetch(
        `${url}/evenemang/${slug}/anmalan`,
        form({ name, email: `${name}@example.se`, phone: '070-174 06 05', note: `Not ${name}`, partySize: '3' }),
      );
      return new URL(answer.headers.get('location')!, url).pathname;
    };
    const old = await signUp('forr', 'gamlis');
    const kept = await signUp('fika', 'nykomling');
    await load({ events: [past] }, env);
    const erase = run.npm('erase', ['--before', '2021-01-01'], env);
    expect(await erase.ended, erase.output.err).toBe(0);
    const tables = ['signup', 'team', 'outbox', 'feed', 'erasure'] as const;
    const stored = JSON.stringify(
      await Promise.all(tables.map((table) => database.store.read.selectFrom(table).selectAll().execute())),
    );
    expect(stored).not.toContain('gamlis');
    expect(stored).toContain('nykomling');
    expect(await database.store.read.selectFrom('erasure').selectAll().execute()).toHaveLength(1);
    const api = (await (await fetch(`${url}/api/v1/events/forr`)).json()) as { pools: { taken: number }[] };
    expect(api.pools[0]!.taken).toBe(3);
    expect((await fetch(url + old)).status).toBeLessThan(500);
    expect(await (await fetch(url + old)).text()).not.toContain('gamlis');
    expect((await fetch(url + kept)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  test.each([
    ['no date', []],
    ['a date that is none', ['--before', 'igår']],
    ['a misspelt option', ['--befor', '2027-01-01']],
  ])('§6 npm run erase with %s ends with one sentence and erases nothing', async (_, args) => {
    const erase = run.program('erase', env, args);
    expect(await erase.ended).not.toBe(0);
    expect(erase.output.err + erase.output.out).not.toMatch(stackTrace);
    expect(await database.store.read.selectFrom('erasure').selectAll().execute()).toEqual([]);
  });
});

describe('CONTRACT §6, commands that are used wrongly', () => {
  test.each([
    ['no file named', () => []],
    ['no such file', () => ['/finns/inte.json']],
    ['no JSON', () => [file('trasig.json', '{ "events": [')]],
  ])('§6 npm run load with %s ends with one sentence', async (_, args) => {
    const bad = run.npm('load', args());
    expect(await bad.ended).not.toBe(0);
    const said = (bad.output.out + bad.output.err).trim();
    expect(said.length).toBeGreaterThan(10);
    expect(said).not.toMatch(stackTrace);
  });
});

describe('CONTRACT §6, environment', () => {
  const wrong = [
    ['PORT', 'tretusen'],
    ['PORT', '70000'],
    ['BASE_URL', 'samling.example.se'],
    ['BASE_URL', 'https://samling.example.se/under'],
    ['DATABASE_URL', 'mysql://x'],
    ['SMTP_URL', 'http://mail'],
    ['MAIL_FROM', 'ingen adress'],
    ['TRUST_PROXY', 'ja'],
    ['RATE_LIMITS', 'yes'],
    ['OUTBOX', '1'],
  ] as const;

  test('§6 what cannot be read stops the start with one sentence that says which', async () => {
    const servers = wrong.map(([name, value]) => run.program('server', { [name]: value }));
    for (const [place, server] of servers.entries()) {
      const [name, value] = wrong[place]!;
      expect(await server.ended, `${name}=${value}`).not.toBe(0);
      const said = (server.output.err + server.output.out).trim();
      expect(said).toContain(name);
      expect(said.split('\n')).toHaveLength(1);
      expect(said).not.toMatch(/\bat .+:\d+/u);
    }
  });

  test('§6 defaults: sqlite:./data/samling.db, ./data/mail, a SECRET made and kept in data/ with a line in the log', async () => {
    const server = run.program('server');
    const url = await server.url();
    expect((await fetch(`${url}/`)).status).toBe(200);
    expect(existsSync(join(run.folder, 'data/samling.db'))).toBe(true);
    expect(server.output.out).toContain('SECRET');
    const kept = readdirSync(join(run.folder, 'data')).filter(
      (name) => !name.startsWith('samling.db') && name !== 'mail',
    );
    expect(kept).toHaveLength(1);
    expect(await server.stop()).toBe(0);
    const again = run.program('server');
    await again.url();
    expect(again.output.out).not.toMatch(/SECRET is not set/u);
    expect(await again.stop()).toBe(0);
  });

  test('§6 the README’s two commands', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toContain('npm ci && npm run demo');
    expect(readme).toContain('npm ci && npm test');
  });
});

describe('CONTRACT §6, when something is down', () => {
  test('§6 a held lock: 503 with Retry-After and a page that keeps what was typed; pages readable; well again by itself', async () => {
    const { default: SQLite } = await import('better-sqlite3');
    const path = join(run.folder, 'samling.db');
    const env = {
      DATABASE_URL: `sqlite:${path}`,
      SECRET: secret,
      MAIL_DIR: join(run.folder, 'mail'),
      RATE_LIMITS: 'off',
    };
    await load(programme, env);
    const server = run.program('server', env);
    const url = await server.url();
    expect((await fetch(`${url}/evenemang/fika`)).status).toBe(200);

    const other = new SQLite(path);
    other.exec('begin immediate');
    const order: string[] = [];
    const fields = { name: 'Åsa', note: 'två\nrader & <b>', partySize: '2', key: 'nyckel-i-lasningen' };
    const sent = fetch(`${url}/evenemang/fika/anmalan`, form(fields)).then((answer) => (order.push('form'), answer));
    for (const page of ['/', '/evenemang/fika', '/kalender.ics', '/api/v1/events', '/evenemang/fika/anmalan']) {
      expect((await fetch(url + page)).status, page).toBe(200);
      order.push(page);
    }
    const answer = await sent;
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const body = await answer.text();
    const kept = formsOf(body).find(({ sends }) => sends.name?.includes('Åsa'));
    expect(kept, textOf(body)).toBeDefined();
    expect(kept!.sends.note![0]!.replace(/\r/gu, '')).toBe('två\nrader & <b>');
    expect(kept!.sends).toMatchObject({ partySize: ['2'], key: ['nyckel-i-lasningen'] });
    expect(order.at(-1)).toBe('form');
    other.exec('rollback');
    other.close();

    let code: Response | undefined;
    await until(async () => (code = await fetch(`${url}/evenemang/fika/anmalan`, form(fields))).status === 303);
    const pools = ((await (await fetch(`${url}/api/v1/events/fika`)).json()) as { pools: { taken: number }[] }).pools;
    expect(pools[0]!.taken).toBe(2);
    expect(code!.headers.get('location')).toContain('/anmalan/');
    expect(await server.stop()).toBe(0);
  });

  test('§6 SIGTERM: a request that has begun is answered, then the process ends with 0', async () => {
    const { default: SQLite } = await import('better-sqlite3');
    const path = join(run.folder, 'samling.db');
    const env = { DATABASE_URL: `sqlite:${path}`, SECRET: secret, MAIL_DIR: join(run.folder, 'mail') };
    await load(programme, env);
    const server = run.npm('start', [], env);
    const url = await server.url();
    const other = new SQLite(path);
    other.exec('begin immediate');
    const sent = fetch(`${url}/evenemang/fika/anmalan`, form({ name: 'Anna' }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    other.exec('rollback');
    other.close();
    expect((await sent).status).toBe(303);
    expect(await server.ended).toBe(0);
  });

  test('§6 the demo shows the real programme, with something ahead, and says where to look', async () => {
    const demo = run.program('demo', { PORT: '0' });
    const url = await demo.url();
    const list = (await (await fetch(`${url}/api/v1/events`)).json()) as { events: { title: string; slug: string }[] };
    expect(list.events.length).toBeGreaterThan(10);
    const titles = list.events.map(({ title }) => title).join('\n');
    for (const title of ['Gröningen', 'Brännboll', 'Innovationsgruppen']) expect(titles).toContain(title);
    for (const { slug } of list.events.slice(0, 5)) expect((await fetch(`${url}/evenemang/${slug}`)).status).toBe(200);
    expect(demo.output.out).not.toContain('finns redan');
    expect(await demo.stop()).toBe(0);
  });

  test('§6 the demo started again keeps what was changed, says so in one line, and how one begins anew', async () => {
    const { default: SQLite } = await import('better-sqlite3');
    const first = run.program('demo', { PORT: '0' });
    await first.url();
    expect(await first.stop()).toBe(0);
    const file = join(run.folder, 'data/samling.db');
    const change = (statement: string) => {
      const database = new SQLite(file);
      database.exec(statement);
      database.close();
    };
    change(`update event set title = 'Vår egen hälsodag' where slug = 'halsodag';
      update event set status = 'draft' where slug = 'brannbollsyra';
      delete from membership where organisation_id in (select id from organisation where slug = 'rsmh')`);
    const members = () => {
      const database = new SQLite(file, { readonly: true });
      const rows = database.prepare('select organisation_id, organiser_id, role from membership order by 1, 2').all();
      database.close();
      return rows;
    };
    const before = members();
    const again = run.program('demo', { PORT: '0' });
    const url = await again.url();
    expect(await (await fetch(`${url}/evenemang/halsodag`)).text()).toContain('Vår egen hälsodag');
    expect((await fetch(`${url}/evenemang/brannbollsyra`)).status).toBe(404);
    const [line, ...rest] = again.output.out.split('\n').filter((one) => one.includes('finns redan'));
    expect([line, rest]).toEqual([
      'Här finns redan ett program. Det är kvar som det var. Börja om: ta bort ./data/samling.db* och starta igen.',
      [],
    ]);
    // what is not there any more is not pointed at
    expect(again.output.out).toContain('/evenemang/halsodag/anmalan');
    expect(again.output.out).not.toContain('brannbollsyra');
    expect(again.output.out).toContain('demo@example.se');
    expect(members()).toEqual(before);
    expect(await again.stop()).toBe(0);
  });

  test('§6 the demo puts nothing of its own in a database that has another programme', async () => {
    const env = { DATABASE_URL: `sqlite:${join(run.folder, 'egen.db')}`, SECRET: secret };
    await load(programme, env);
    const demo = run.program('demo', { ...env, PORT: '0' });
    const url = await demo.url();
    const list = (await (await fetch(`${url}/api/v1/events`)).json()) as { events: { slug: string }[] };
    expect(list.events.map(({ slug }) => slug)).not.toContain('halsodag');
    expect(demo.output.out).not.toMatch(/halsodag|demo@example/u);
    expect(await demo.stop()).toBe(0);
  });
});
