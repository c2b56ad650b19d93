import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { RunningServer, ServerSettings } from '../../app/http/start.server';
import { openLog } from '../../app/http/log.server';
import type { Dialect, Store } from '../../db/store';
import type { Instant } from '../../domain/event';
import { testDatabase, testSecret } from './databases';
import { testSmtp, type TestSmtp } from './smtp';

export interface AppOptions extends Partial<Omit<ServerSettings, 'now' | 'log'>> {
  dialect?: Dialect;
  /** What the app's clock says; the real time where a test does not care. It stands still until it is set. */
  now?: Instant;
  /** Faults in the log that the test is about: others make `close` fail. */
  expectFaults?: boolean;
}

/** The site as it runs, in this process, with a database and a mail server of its own. */
export interface TestApp {
  url: string;
  /** Another connection to the app's database: to lay out what a test needs, and to look. */
  store: Store;
  databaseUrl: string;
  smtp: TestSmtp;
  /** The lines of the app's log, parsed. */
  log: Record<string, unknown>[];
  /** What the app's clock says from now on. */
  setNow(now: Instant): void;
  /** Asks without following redirects; for an answer that is not packed, unless `headers` say what is accepted. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form as a browser would; a field with several values is repeated. */
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Response>;
  /** Waits until all that is due has been sent. @throws Error when that takes unreasonably long */
  mailsSent(): Promise<void>;
  /** Stops the app and removes its database. @throws Error when the log tells of an unexpected fault */
  close(): Promise<void>;
}

/** A field that is undefined is not sent. */
export type Fields = Record<string, string | number | string[] | undefined>;

const built = fileURLToPath(new URL('../../build/server/start.js', import.meta.url));

/** Starts the built site on a free port. Needs `npm run build`. */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const { dialect = 'sqlite', now: startsAt, expectFaults = false, ...settings } = options;
  if (!existsSync(built)) throw new Error('the site is not built: run `npm run build` first');
  const { startServer } = (await import(/* @vite-ignore */ built)) as {
    startServer(settings: ServerSettings): Promise<RunningServer>;
  };

  const database = await testDatabase(dialect);
  const smtp = await testSmtp();
  const log: Record<string, unknown>[] = [];
  let now = startsAt;
  const server = await startServer({
    port: 0,
    databaseUrl: database.url,
    secrets: [testSecret],
    trustProxy: 0,
    rateLimits: false,
    outbox: true,
    outboxIntervalMs: 50,
    smtpUrl: smtp.url,
    mailDir: '/nowhere',
    mailFrom: 'Samling <samling@example.org>',
    now: () => now ?? Date.now(),
    log: openLog({ write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) }),
    ...settings,
  });

  // over a connection of its own: a server that stops waits for those that are kept
  const ask = (path: string, { headers: given, ...how }: RequestInit) => {
    const headers = new Headers(given);
    headers.set('connection', 'close');
    // fetch would have it packed: a tenth of the work of an answer, for what only tests of packing look at
    if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'identity');
    return fetch(server.url + path, { ...how, headers, redirect: 'manual' });
  };

  return {
    url: server.url,
    store: database.store,
    databaseUrl: database.url,
    smtp,
    log,
    setNow(next) {
      now = next;
    },
    get: (path, headers) => ask(path, { headers }),
    post: (path, fields = {}, headers) => ask(path, { method: 'POST', headers, body: formOf(fields) }),
    async mailsSent() {
      // patience, not a limit: everything else may be running beside it
      const deadline = performance.now() + 90_000;
      while (await somethingIsDue(database.store, now ?? Date.now())) {
        if (performance.now() > deadline) throw new Error('the outbox has not become empty');
        await wait(10);
      }
    },
    async close() {
      await server.close();
      await smtp.close();
      await database.drop();
      const faults = log.filter(({ level }) => Number(level) >= 50);
      if (faults.length && !expectFaults) throw new Error(`the app had a fault: ${JSON.stringify(faults, null, 2)}`);
    },
  };
}

async function somethingIsDue({ read }: Store, now: Instant): Promise<boolean> {
  // a message of which notices are still to be made; first, since what it makes is then seen below
  const spreading = await read.selectFrom('message').select('id').where('spread_at', 'is', null).limit(1).execute();
  if (spreading.length) return true;
  const due = await Promise.all(
    (['is', 'is not'] as const).map((which) =>
      read
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', sql.lit('queued' as const))
        .where('message_id', which, null)
        .where('next_attempt_at', '<=', now)
        .limit(1)
        .execute(),
    ),
  );
  return due.flat().length > 0;
}

function formOf(fields: Fields): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values ?? []].flat()) form.append(name, String(value));
  }
  return form;
}
