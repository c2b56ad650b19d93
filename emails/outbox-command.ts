import { openTransport } from './open-transport';
import { startWorker, type Worker, type WorkerSettings } from './worker';

export type OutboxSettings = Omit<WorkerSettings, 'transport'> & {
  /** SMTP_URL; without it mails are kept as files. */
  smtpUrl?: string;
  /** MAIL_DIR */
  mailDir: string;
};

/** Opens the way out for mails and starts a worker: in the server (`OUTBOX=on`), or alone. */
export function startOutbox({ smtpUrl, mailDir, ...settings }: OutboxSettings): Worker {
  if (smtpUrl === undefined) {
    settings.log.warn({ folder: mailDir }, 'SMTP_URL is not set: mails are kept as .eml files');
  }
  return startWorker({ ...settings, transport: openTransport({ smtpUrl, mailDir }) });
}

/** `npm run outbox`: sends until it is told to stop. */
export async function runOutbox(settings: OutboxSettings, untilTold: Promise<unknown>): Promise<void> {
  const worker = startOutbox(settings);
  await untilTold;
  await worker.stop();
}
