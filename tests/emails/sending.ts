import { lintCalendar } from '../support/calendar-lint';
import type { Insertable } from 'kysely';
import type { Database } from '../../db/schema';
import type { Store } from '../../db/store';
import { readCode } from '../../domain/code';
import type { DeliveryLog } from '../../emails/deliver';
import { openTransport } from '../../emails/open-transport';
import type { Transport } from '../../emails/transport';
import { idleWorker, type Worker, type WorkerSettings } from '../../emails/worker';
import { sampleNow } from '../support/sample';
import type { ParsedMail, TestSmtp } from '../support/smtp';

export const baseUrl = 'https://samling.example';
export const mailFrom = 'Samling Helsingborg <samling@samling.example>';

/** A log that is kept, to be looked at for what must not be in it. */
export function keptLog(): DeliveryLog & { lines: string[] } {
  const lines: string[] = [];
  const keep = (facts: object, message: string) => void lines.push(JSON.stringify({ ...facts, message }));
  return { lines, info: keep, warn: keep, error: keep };
}

/** A worker that sends to a test's mail server when it is told to. */
export function workerTo(
  to: { store: Store; smtp?: TestSmtp; transport?: Transport },
  settings: Partial<WorkerSettings> = {},
): Worker {
  return idleWorker({
    store: to.store,
    transport: to.transport ?? openTransport({ smtpUrl: to.smtp?.url, mailDir: '' }),
    baseUrl,
    mailFrom,
    now: () => sampleNow,
    log: keptLog(),
    chance: () => 0.5,
    ...settings,
  });
}

/** The id of the signup with this code. */
export async function idOf(store: Store, code: string): Promise<string> {
  const { id } = await store.read
    .selectFrom('signup')
    .select('id')
    .where('code_hash', 'in', store.codes.hashesOf(readCode(code)!))
    .executeTakeFirstOrThrow();
  return id;
}

/** All notices, in the order of their signups and ordinals. */
export async function outboxOf(store: Store) {
  return store.read.selectFrom('outbox').selectAll().orderBy('signup_id').orderBy('ordinal').execute();
}

/** Writes a notice as if the change that it tells had been made. */
export async function writeNotice(
  store: Store,
  given: Partial<Insertable<Database['outbox']>> & { signup_id: string; kind: string },
): Promise<string> {
  const id = given.id ?? crypto.randomUUID();
  await store.transact(async (trx) => {
    const { notice_count: ordinal } = await trx
      .updateTable('signup')
      .set((eb) => ({ notice_count: eb('notice_count', '+', 1) }))
      .where('id', '=', given.signup_id)
      .returning('notice_count')
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('outbox')
      .values({
        id,
        feed_id: null,
        facts: '{}',
        ordinal,
        state: 'queued',
        next_attempt_at: sampleNow,
        lease_until: null,
        lease_by: null,
        created_at: sampleNow,
        settled_at: null,
        error: null,
        ...given,
      })
      .execute();
  });
  return id;
}

/** Forgets what has been written until now, so that a test begins with its own notice. */
export async function emptyOutbox(store: Store): Promise<void> {
  await store.transact((trx) => trx.deleteFrom('outbox').execute());
}

export function headerOf(mail: ParsedMail, name: string): string | undefined {
  return mail.headers.find((header) => header.key === name)?.value;
}

/** The calendar parts of a mail. @throws Error with what the lint finds in one of them */
export function calendarsIn({ calendars }: ParsedMail): ParsedMail['calendars'] {
  const faults = calendars.flatMap(({ text }) => lintCalendar(text));
  if (faults.length) throw new Error(`calendar part: ${faults.join('; ')}`);
  return calendars;
}

/** The value of a property in a calendar file, unfolded. */
export function propertyOf(calendar: string, name: string): string | undefined {
  const line = calendar
    .replace(/\r\n[ \t]/gu, '')
    .split('\r\n')
    .find((one) => one.split(/[:;]/u)[0] === name);
  return line?.slice(line.indexOf(':') + 1);
}
