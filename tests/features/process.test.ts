import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const program = resolve('build/server/server.js');

let folder: string;
let started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samling-process-'));
});
afterEach(() => {
  for (const child of started) child.kill('SIGTERM');
  started = [];
  rmSync(folder, { recursive: true, force: true });
});

/** A process in a folder of its own, as it would run for real. */
function start(env: Record<string, string>, command = [process.execPath, program]) {
  const child = spawn(command[0]!, command.slice(1), {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', HOME: folder, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (output.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output.err += text.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);

  async function url(): Promise<string> {
    for (;;) {
      const found = /"url":"([^"]+)"/.exec(output.out)?.[1];
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`it ended: ${output.out}${output.err}`);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
  }
  return { child, output, ended, url };
}

describe('the process (CONTRACT §6)', () => {
  test('migrates an empty database by itself, makes a secret, serves, and ends with 0 on SIGTERM', async () => {
    const { child, ended, url, output } = start({});
    expect((await fetch(`${await url()}/`)).status).toBe(200);
    expect(existsSync(join(folder, 'data/samling.db'))).toBe(true);
    const secret = readFileSync(join(folder, 'data/secret'), 'utf8').trim();
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(folder, 'data/secret')).mode & 0o077).toBe(0);
    expect(output.out).toContain('SECRET is not set');
    expect(output.out).not.toContain(secret);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);

    const again = start({});
    await again.url();
    expect(readFileSync(join(folder, 'data/secret'), 'utf8').trim()).toBe(secret);
    expect(again.output.out).not.toContain('SECRET is not set');
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  test('npm start ends with 0 on SIGTERM too', async () => {
    const DATABASE_URL = `sqlite:${join(folder, 'samling.db')}`;
    const npm = ['npm', '--prefix', resolve('.'), 'start'];
    const { child, ended, url } = start({ DATABASE_URL, SECRET: 'x'.repeat(32) }, npm);
    expect((await fetch(`${await url()}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('ends also when nobody reads its log any more', async () => {
    const { child, url } = start({});
    const site = await url();
    const exited = once(child, 'exit');
    child.stdout.destroy();
    child.stderr.destroy();
    for (let request = 0; request < 20; request++) await fetch(`${site}/`);
    child.kill('SIGTERM');
    expect((await exited)[0]).toBe(0);
  });

  test.each([
    [{ PORT: 'tretusen' }, /^PORT är "tretusen": skriv .*\n$/],
    [{ BASE_URL: 'samling.example.se' }, /^BASE_URL är .*\n$/],
    [
      { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      /^Databasen svarar inte: .*DATABASE_URL.*\(ECONNREFUSED\)\.\n$/,
    ],
  ])('%j stops the start with one sentence and no stack trace', async (env, sentence) => {
    const { ended, output } = start(env);
    expect(await ended).toBe(1);
    expect(output.err).toMatch(sentence);
    expect(output.out).not.toContain('listening');
  });

  test('a database file that is none, a secret that cannot be read, a port that is taken: one sentence each', async () => {
    writeFileSync(join(folder, 'text.db'), 'this is a text, and no database at all\n'.repeat(100));
    const noDatabase = start({ DATABASE_URL: 'sqlite:./text.db', SECRET: 'x'.repeat(32) });
    expect(await noDatabase.ended).toBe(1);
    expect(noDatabase.output.err).toMatch(/^Databasen svarar inte: .*\(SQLITE_NOTADB\)\.\n$/);

    const taken = createServer().listen(0);
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const noPort = start({ PORT: String(port), SECRET: 'x'.repeat(32) });
    expect(await noPort.ended).toBe(1);
    expect(noPort.output.err).toBe(
      `Porten ${port} är upptagen: stäng det andra programmet eller skriv en annan PORT.\n`,
    );
    taken.close();

    writeFileSync(join(folder, 'data/secret'), 'short');
    const noSecret = start({});
    expect(await noSecret.ended).toBe(1);
    expect(noSecret.output.err).toMatch(/^Hemligheten i \.\/data\/secret går inte att läsa .*\n$/);
  });
});
