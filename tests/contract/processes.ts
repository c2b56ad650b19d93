import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const house = resolve('.');

export interface Started {
  child: ChildProcess;
  output: { out: string; err: string };
  /** Its exit code, when it has ended. */
  ended: Promise<number | null>;
  /** Where a server listens, as soon as it says so. @throws Error when it ends first */
  url(): Promise<string>;
  /** SIGTERM. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Commands as whoever runs the site gives them, with a folder of their own for what they keep. */
export class Processes {
  #started: Started[] = [];

  constructor(readonly folder = mkdtempSync(join(tmpdir(), 'samling-contract-'))) {}

  /** `npm run --silent <script> -- <args>`: nothing is set but what `env` says. */
  npm(script: string, args: string[], env: Record<string, string> = {}): Started {
    return this.#start('npm', ['--prefix', house, 'run', '--silent', script, '--', ...args], env);
  }

  /** A built program in the folder, where it finds nothing but what it makes itself. */
  program(name: string, env: Record<string, string> = {}, args: string[] = []): Started {
    return this.#start(process.execPath, [join(house, 'build/server', `${name}.js`), ...args], env);
  }

  #start(command: string, args: string[], env: Record<string, string>): Started {
    const child = spawn(command, args, {
      cwd: this.folder,
      env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: this.folder, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // a group of its own, so that what npm has started ends with it whatever happens
      detached: true,
    });
    const output = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (output.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output.err += text.toString()));
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const started: Started = {
      child,
      output,
      ended,
      async url() {
        for (;;) {
          const found = /"url":"([^"]+)"/u.exec(output.out)?.[1] ?? /(https?:\/\/localhost:\d+)/u.exec(output.out)?.[1];
          if (found) return found;
          if (child.exitCode !== null) throw new Error(`it ended: ${output.out}${output.err}`);
          await Promise.race([once(child.stdout, 'data'), ended]);
        }
      },
      stop() {
        child.kill('SIGTERM');
        return ended;
      },
    };
    this.#started.push(started);
    return started;
  }

  /** Ends what still runs and removes the folder. */
  async close(): Promise<void> {
    for (const { child, ended } of this.#started) {
      if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
