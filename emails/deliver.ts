import { readLetter } from '../db/letter';
import type { Letter } from '../db/letter-kinds';
import {
  broken,
  checkBeforeSending,
  dropNotice,
  giveToCallList,
  longestWaitOfBroken,
  markSent,
  retryLater,
  type DueNotice,
} from '../db/outbox';
import type { Store } from '../db/store';
import { isUnavailable } from '../db/unavailable';
import type { Instant } from '../domain/event';
import { faultFacts } from '../domain/fault-facts';
import { writeMail } from './mail';
import type { Sender } from './sender';
import type { Transport } from './transport';

/** What a worker sends with. */
export interface Desk {
  store: Store;
  transport: Transport;
  /** BASE_URL without a slash at its end. */
  baseUrl: string;
  sender: Sender;
  worker: string;
  now(): Instant;
  /** 0 to 1. */
  chance(): number;
  log: DeliveryLog;
  /** When a mail was last taken, as `performance.now` tells it. */
  lastSent: number;
}

/** A log that is told ids and codes, never names, addresses or what a mail said. */
export interface DeliveryLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What became of a notice that was taken. `down`: not sent, because no mail can be sent now. */
export type Delivery = 'sent' | 'retried' | 'called' | 'dropped' | 'down';

/** How long an address may answer "not now" while others answer, until somebody has to call. */
const patienceWithAddress = 24 * 60 * 60_000;

/**
 * Sends one notice: reads what it is about, writes the mail, sends it and says so. A mail that was sent and not marked
 * (a crash in between) goes again with the same Message-ID.
 * @throws Error when the database cannot be used; the lease then runs out by itself
 */
export async function deliver(desk: Desk, notice: DueNotice): Promise<Delivery> {
  const { store, worker } = desk;
  try {
    const letter = await readLetter(store, notice, desk.now());
    const check = await checkBeforeSending(store, notice, { worker, now: desk.now() });
    if (check !== 'send') return 'dropped';
    if (letter === null) return await forget(desk, notice);
    if (!isAddressed(letter)) return await toCallList(desk, notice, 'no-address');
    return await send(desk, notice, letter);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    // what breaks on this notice breaks on it again, and must not stop the others
    desk.log.error({ notice: notice.id, kind: notice.kind, error: faultFacts(error) }, 'a mail could not be written');
    await again(desk, notice, broken, longestWaitOfBroken);
    return 'retried';
  }
}

async function send(desk: Desk, notice: DueNotice, letter: Letter & { to: string }): Promise<Delivery> {
  const mail = await writeMail(letter, desk);
  const begun = performance.now();
  const outcome = await desk.transport.send(mail);
  const said = { notice: notice.id, kind: notice.kind };
  if (outcome.kind === 'sent') {
    desk.lastSent = performance.now();
    await markSent(desk.store, notice, desk.now());
    desk.log.info(said, 'mail sent');
    return 'sent';
  }
  desk.log.warn({ ...said, code: outcome.code }, outcome.kind === 'refused' ? 'address refused' : 'mail not sent yet');
  if (outcome.kind === 'refused') return toCallList(desk, notice, outcome.code, letter.to);
  // while others' mails are taken, what one mail meets is about its address
  if (outcome.serverDown && desk.lastSent < begun) {
    await again(desk, notice, outcome.code);
    return 'down';
  }
  if (desk.now() - notice.createdAt > patienceWithAddress) return toCallList(desk, notice, outcome.code);
  await again(desk, notice, outcome.code);
  return 'retried';
}

function isAddressed(letter: Letter): letter is Letter & { to: string } {
  return letter.to !== null;
}

async function forget(desk: Desk, notice: DueNotice): Promise<Delivery> {
  await dropNotice(desk.store, notice, desk.now());
  return 'dropped';
}

async function toCallList(desk: Desk, notice: DueNotice, error: string, failedAddress?: string): Promise<Delivery> {
  // nobody calls to say a login's code
  if (notice.signupId === null && notice.feedId === null) return forget(desk, notice);
  await giveToCallList(desk.store, notice, { now: desk.now(), error, failedAddress });
  return 'called';
}

async function again(desk: Desk, notice: DueNotice, error: string, longest?: number): Promise<void> {
  const { store, worker } = desk;
  await retryLater(store, notice, { worker, now: desk.now(), error, jitter: desk.chance(), longest });
}
