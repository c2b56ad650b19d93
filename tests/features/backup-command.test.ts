import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Processes } from '../contract/processes';
import { databases, emptyPlace, testDatabase, type TestDatabase } from '../support/databases';
import { insertEvent } from '../support/sample';

// each test starts several processes
vi.setConfig({ testTimeout: 120_000 });

describe.each(databases)('npm run backup and npm run restore on $name (CONTRACT §6)', ({ dialect }) => {
  let run: Processes;
  let elsewhere: Processes;
  let database: TestDatabase;
  let place: Awaited<ReturnType<typeof emptyPlace>>;
  beforeEach(async () => {
    [run, elsewhere] = [new Processes(), new Processes()];
    [database, place] = [await testDatabase(dialect), await emptyPlace(dialect)];
  });
  afterEach(async () => {
    await Promise.all([run.close(), elsewhere.close()]);
    await Promise.all([database.drop(), place.drop()]);
  });
  const secretIn = ({ folder }: Processes) => readFileSync(join(folder, 'data/secret'), 'utf8');

  it('back up while people sign up, and restore to another machine, where every code opens its receipt', async () => {
    const DATABASE_URL = database.url;
    const event = await insertEvent(database.store, { start: '2099-05-17T10:00', end: null, capacity: 20 });
    const server = run.program('server', { DATABASE_URL, RATE_LIMITS: 'off' });
    const url = await server.url();
    const receipts: string[] = [];
    let stopped = false;
    const people = Array.from({ length: 4 }, async () => {
      while (!stopped) {
        const body = new URLSearchParams({ name: 'Anna', email: 'anna@example.se' });
        const answer = await fetch(`${url}/evenemang/${event.slug}/anmalan`, {
          method: 'POST',
          body,
          redirect: 'manual',
        });
        receipts.push(answer.headers.get('location')!);
      }
    });
    while (receipts.length < 10) await wait(20);
    const before = [...receipts];
    const backup = run.program('backup', { DATABASE_URL }, ['kopior']);
    expect(await backup.ended, backup.output.err).toBe(0);
    stopped = true;
    await Promise.all(people);
    const said = /Säkerhetskopian ligger i (.+)\n/.exec(backup.output.out)!;
    expect(backup.output.out).toContain('Hemligheten (SECRET) ligger också i mappen.');

    const restore = elsewhere.program('restore', { DATABASE_URL: place.url }, [said[1]!]);
    expect(await restore.ended, restore.output.err).toBe(0);
    expect(restore.output.out).toMatch(/Kopian är inläst och kontrollerad: \d+ anmälningar till 1 evenemang/);
    expect(restore.output.out).toMatch(/Det sista som hände är från .+\./);
    expect(restore.output.out).toContain('npm run erase -- --before');
    expect(secretIn(elsewhere)).toBe(secretIn(run));
    const restored = await elsewhere.program('server', { DATABASE_URL: place.url, OUTBOX: 'off' }).url();
    for (const path of before.slice(-20)) expect((await fetch(restored + path)).status).toBe(200);
    const metrics = await (await fetch(`${restored}/metrics`)).text();
    expect(metrics).toContain('samling_notices{state="queued"} 0\n');

    const again = elsewhere.program('restore', { DATABASE_URL: place.url }, [said[1]!]);
    expect(await again.ended).toBe(1);
    expect(again.output.err).toMatch(/^Där DATABASE_URL pekar finns redan en databas\..*\n$/);
  });

  it('a secret from the environment is not in the backup, and must be given to restore it', async () => {
    const DATABASE_URL = database.url;
    const SECRET = 'given by the environment, and long';
    const backup = run.program('backup', { DATABASE_URL, SECRET }, ['kopior']);
    expect(await backup.ended, backup.output.err).toBe(0);
    expect(backup.output.out).toContain('SECRET finns inte i kopian.');
    const [name] = readdirSync(join(run.folder, 'kopior'));
    const made = join(run.folder, 'kopior', name!);
    expect(existsSync(join(made, 'secret'))).toBe(false);

    const none = elsewhere.program('restore', { DATABASE_URL: place.url }, [made]);
    expect(await none.ended).toBe(1);
    expect(none.output.err).toMatch(/^Det finns ingen hemlighet i kopian\..*\n$/);
    const other = elsewhere.program('restore', { DATABASE_URL: place.url, SECRET: 'another' }, [made]);
    expect(await other.ended).toBe(1);
    expect(other.output.err).toMatch(/^Kopian är gjord med en annan SECRET\..*\n$/);
    const right = elsewhere.program('restore', { DATABASE_URL: place.url, SECRET }, [made]);
    expect(await right.ended, right.output.err).toBe(0);
  });

  it('what cannot be is said in one sentence, and makes nothing', async () => {
    const DATABASE_URL = database.url;
    const noSecret = run.program('backup', { DATABASE_URL });
    const noDatabase = run.program('backup', { DATABASE_URL: place.url, SECRET: 'x' });
    const wrongBackup = run.program('restore', { DATABASE_URL: place.url, SECRET: 'x' }, ['finns-inte']);
    const noBackup = run.program('restore', { DATABASE_URL: place.url });
    const wrongOption = run.program('backup', { DATABASE_URL, SECRET: 'x' }, ['--mapp', 'x']);
    for (const [command, sentence] of [
      [noSecret, /^SECRET är inte satt och finns inte i .*\n$/],
      [noDatabase, /^Det finns ingen databas att kopiera\..*\n$/],
      [wrongBackup, /finns-inte är ingen hel säkerhetskopia \(ENOENT\)\..*\n$/],
      [noBackup, /^Skriv vilken kopia som ska läsas in: .*\n$/],
      [wrongOption, /^Skriv i vilken mapp kopian ska ligga: .*\n$/],
    ] as const) {
      expect(await command.ended).toBe(1);
      expect([command.output.err, command.output.out]).toEqual([expect.stringMatching(sentence), '']);
    }
    rmSync(join(run.folder, 'data/backup'), { recursive: true, force: true });
    expect(existsSync(join(run.folder, 'data/secret'))).toBe(false);
  });
});
