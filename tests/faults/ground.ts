import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { loadProgramme } from '../../db/programme/load';
import { migrate, type Dialect, type Store } from '../../db/store';
import type { Processes } from '../contract/processes';
import type { ReceivedMail, TestSmtp } from '../support/smtp';
import type { Arrival } from './ledger';
import { look } from './stored';

/** What a fault is tried on: an empty database, a mail server, and a folder for what the site's processes keep. */
export interface Ground {
  dialect: Dialect;
  databaseUrl: string;
  smtp: TestSmtp;
  run: Processes;
  /** SECRET. */
  secret: string;
}

/** The site as it is built, in a process of its own. */
export interface Site {
  url: string;
  child: ChildProcess;
  /** SIGKILL. Resolves when it is dead. */
  kill(): Promise<void>;
  /** SIGTERM. @returns its exit code */
  stop(): Promise<number | null>;
  /** Whether it runs still. */
  isAlive(): boolean;
  /** Faults of ours that its log tells of: what was answered 500. */
  faults(): string[];
}

/** An event as a programme file has it. */
export interface LaidOut {
  slug: string;
  capacity?: number;
  signupOpens?: string;
}

/** Migrates the database and lays out events that are open and far ahead. */
export async function layOut(ground: Ground, events: LaidOut[]): Promise<void> {
  await migrate(ground.databaseUrl);
  const programme = {
    organisations: [{ slug: 'rsmh', name: 'RSMH' }],
    events: events.map((event) => ({
      title: `Fika ${event.slug}`,
      host: 'rsmh',
      status: 'published',
      start: '2099-05-17T10:00',
      ...event,
    })),
  };
  const outcome = await lookAt(ground, (store) => loadProgramme(store, programme, { now: Date.now() }));
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
}

/** Looks into a ground's database. SQLite: only while the site runs, or it has nothing left to recover. */
export function lookAt<T>({ databaseUrl, secret }: Ground, at: (store: Store) => Promise<T>): Promise<T> {
  return look(databaseUrl, secret, at);
}

/** Starts the site, and waits until it serves. @throws Error with what it said when it ends instead */
export async function startSite(
  { databaseUrl, secret, smtp, run }: Ground,
  env: Record<string, string> = {},
): Promise<Site> {
  const { child, output, ended, url, stop } = run.program('server', {
    DATABASE_URL: databaseUrl,
    SECRET: secret,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Samling <samling@example.se>',
    RATE_LIMITS: 'off',
    ...env,
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    url: await url(),
    child,
    async kill() {
      if (!isAlive()) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      const code = await Promise.race([stop(), wait(20_000, null, { ref: false })]);
      if (isAlive()) child.kill('SIGKILL');
      await ended;
      return code;
    },
    isAlive,
    faults: () => output.out.match(/^.*"msg":"fault".*$/gm) ?? [],
  };
}

/** What the mail server has taken so far. */
export function arrivalsOf(mails: readonly ReceivedMail[]): Arrival[] {
  return mails.map(({ envelope, mail }) => ({ to: envelope.to[0] ?? '', messageId: mail.messageId ?? '' }));
}

/** Waits until nothing is to be sent any more. @returns how many milliseconds that took, or Infinity */
export async function untilAllIsSent(ground: Ground, patience: number): Promise<number> {
  const begun = performance.now();
  return lookAt(ground, async ({ read }) => {
    for (;;) {
      const waiting = await read.selectFrom('outbox').select('id').where('state', '=', 'queued').limit(1).execute();
      if (!waiting.length) return performance.now() - begun;
      if (performance.now() - begun > patience) return Infinity;
      await wait(100);
    }
  });
}

/** What was taken by a process that is gone is free again at once: for tests, where nobody waits out a lease. */
export async function forgetLeases(ground: Ground): Promise<void> {
  await lookAt(ground, ({ transact }) =>
    transact((trx) => trx.updateTable('outbox').set({ lease_until: null, lease_by: null }).execute()),
  );
}
