import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { askPostgres } from '../support/ask-postgres';
import { startEmbeddedPostgres } from '../support/embedded-postgres';

/** How a PostgreSQL server ends: told to, told to at once (it recovers from its log at the next start), or killed. */
export type End = 'fast' | 'immediate' | 'kill -9';
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', 'kill -9': 'SIGKILL' } as const;

/** A PostgreSQL of its own, as durable as it comes (fsync on), that can be ended and started again. */
export interface Postgres {
  /**
   * Makes an empty database.
   * @param folder on another disk, for its tables
   * @returns its address
   */
  create(folder?: string): Promise<string>;
  /** Removes one that was made in a folder of its own. */
  drop(url: string): Promise<void>;
  end(how: End): Promise<void>;
  /** Starts it again. Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it and removes what it kept. */
  close(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const home = mkdtempSync(join(tmpdir(), 'samling-faults-postgres-'));
  const { server, url, dataFolder } = await startEmbeddedPostgres(home, ['-c', 'max_connections=200']);
  // it keeps its process to itself, and stops it in one way only
  const owner = server as unknown as { process: ChildProcess | undefined };

  async function end(how: End): Promise<void> {
    const child = owner.process;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill(signals[how]);
    await ended;
    owner.process = undefined;
  }

  async function start(): Promise<void> {
    for (;;) {
      try {
        // after kill -9 its children may still be ending, and are waited for
        await server.start();
        break;
      } catch {
        await wait(50);
      }
    }
    while (!(await answers(`${url}/postgres`))) await wait(10);
  }

  return {
    async create(folder) {
      const name = `faults_${randomBytes(6).toString('hex')}`;
      if (folder) {
        const { uid, gid } = statSync(dataFolder);
        chownSync(folder, uid, gid);
        await askPostgres(`${url}/postgres`, `create tablespace ${name} location '${folder}'`);
      }
      await askPostgres(`${url}/postgres`, `create database ${name}${folder ? ` tablespace ${name}` : ''}`);
      return `${url}/${name}`;
    },
    async drop(databaseUrl) {
      const name = new URL(databaseUrl).pathname.slice(1);
      await askPostgres(`${url}/postgres`, `drop database ${name} with (force)`);
      await askPostgres(`${url}/postgres`, `drop tablespace ${name}`);
    },
    end,
    start,
    async close() {
      await end('fast');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const answers = (url: string) =>
  askPostgres(url, 'select 1').then(
    () => true,
    () => false,
  );
