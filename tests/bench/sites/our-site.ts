import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../support/free-port';
import { cpuTime, memoryOf } from '../measuring/cpu';
import { ofStart, server } from './program';

/** SECRET of every site that is measured. */
export const secret = 'a secret that opens nothing but a benchmark';

export interface SiteOptions {
  databaseUrl: string;
  /** Where it may keep what it keeps beside the database. */
  folder: string;
  outbox?: boolean;
  /** Options of node itself: a profile. */
  nodeOptions?: string[];
}

/** The built site in a process of its own, as `npm start` runs it, without rate limits, its log thrown away. */
export class OurSite {
  private constructor(
    readonly child: ChildProcess,
    readonly origin: string,
  ) {}

  /** @throws Error when it does not become ready */
  static async start({ databaseUrl, folder, outbox = false, nodeOptions = [] }: SiteOptions): Promise<OurSite> {
    const port = await freePort();
    const { variables, options } = ofStart();
    const child = spawn(process.execPath, [...options, ...nodeOptions, server()], {
      cwd: folder,
      env: {
        ...variables,
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        SECRET: secret,
        RATE_LIMITS: 'off',
        OUTBOX: outbox ? 'on' : 'off',
        MAIL_DIR: 'mail',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // nothing outlives the run, also when it breaks off
    const onExit = () => child.kill('SIGKILL');
    process.once('exit', onExit);
    child.once('exit', () => process.off('exit', onExit));
    const site = new OurSite(child, `http://127.0.0.1:${port}`);
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null) throw new Error(`the site did not start: it ended with ${child.exitCode}`);
      const ready = await fetch(`${site.origin}/readyz`).catch(() => null);
      if (ready?.ok) return site;
      await wait(50);
    }
    site.kill();
    throw new Error('the site did not become ready within 30 s');
  }

  get cpu(): number | undefined {
    return cpuTime(this.child.pid!);
  }

  /** Resident memory in bytes, as the system tells it, else as the site does (which knows no highest). */
  async memory(): Promise<{ now: number; most: number }> {
    const told = memoryOf(this.child.pid!);
    if (told) return told;
    const metrics = await (await fetch(`${this.origin}/metrics`)).text();
    const now = Number(/^process_resident_memory_bytes ([\d.e+]+)$/mu.exec(metrics)?.[1]);
    return { now, most: now };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
