import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as build from 'virtual:remix/server-build';
import type { Logger } from 'pino';
import { openRevisionWatch } from '../../db/revision-watch';
import { migrate, openStore, type Store } from '../../db/store';
import type { Instant } from '../../domain/event';
import { clockJobs } from '../../emails/clock-jobs';
import { startOutbox } from '../../emails/outbox-command';
import type { Worker } from '../../emails/worker';
import { Shutdown } from './shutdown.server';
import { buildSite } from './site.server';

/** What the process is told from outside: see environment.ts. */
export interface ServerSettings {
  /** 0 takes any free port. */
  port: number;
  /** BASE_URL without a slash at its end; undefined where it is not set. */
  baseUrl?: string;
  databaseUrl: string;
  /** SECRET, the current one first. */
  secrets: readonly [string, ...string[]];
  trustProxy: number;
  rateLimits: boolean;
  /** Whether this process also sends what is to be told, and how. */
  outbox: boolean;
  smtpUrl?: string;
  mailDir: string;
  mailFrom: string;
  log: Logger;
  /** Whether what was made is given again while it stands; left out, it is. Tests compare with what is made anew. */
  finishedAnswers?: boolean;
  /** Tests pass a clock of their own. */
  now?: () => Instant;
  /** Milliseconds between two looks at the outbox, where a test does not want to wait a second. */
  outboxIntervalMs?: number;
}

export interface RunningServer {
  /** Where this process listens, `http://localhost:3000`. */
  url: string;
  /** What absolute addresses begin with: BASE_URL, else `url`. */
  baseUrl: string;
  /** Answers what has begun, then closes everything. */
  close(): Promise<void>;
}

/**
 * Migrates the database, opens it and serves the site.
 * @throws Error of node (`EADDRINUSE`) when the port cannot be had, of the database when it cannot be opened
 */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  await migrate(settings.databaseUrl);
  const store = await openStore(settings.databaseUrl, settings.secrets);
  const watch = await openRevisionWatch(settings.databaseUrl);
  try {
    const server = createServer({ requestTimeout: 60_000, keepAliveTimeout: 65_000 });
    const shutdown = new Shutdown(server);
    const port = await listen(server, settings.port);
    const url = `http://localhost:${port}`;
    const baseUrl = settings.baseUrl ?? url;
    const now = settings.now ?? Date.now;
    const site = buildSite(build, {
      ...settings,
      store,
      watch,
      finishedAnswers: settings.finishedAnswers ?? true,
      baseUrl,
      baseUrlGiven: settings.baseUrl !== undefined,
      now,
      isClosing: () => shutdown.closing,
    });
    shutdown.serve(site.answer);
    refuseStrangeMethods(server);
    const worker = settings.outbox ? startSending(settings, store, baseUrl, now) : undefined;
    return {
      url,
      baseUrl,
      async close() {
        await Promise.all([shutdown.close(), worker?.stop()]);
        site.close();
        await watch.close();
        await store.close();
      },
    };
  } catch (error) {
    await watch.close();
    await store.close();
    throw error;
  }
}

function startSending(settings: ServerSettings, store: Store, baseUrl: string, now: () => Instant): Worker {
  const { smtpUrl, mailDir, mailFrom, log, outboxIntervalMs: intervalMs } = settings;
  return startOutbox({ store, smtpUrl, mailDir, mailFrom, baseUrl, now, log, intervalMs, jobs: clockJobs(store) });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const notAllowed =
  'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD, POST\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** CONNECT, and methods that node's parser does not know, never become a request. */
function refuseStrangeMethods(server: Server): void {
  server.on('connect', (_req, socket) => socket.end(notAllowed));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    const answer = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
    socket.end(error.code === 'HPE_INVALID_METHOD' ? notAllowed : answer);
  });
}
