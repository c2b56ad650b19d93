import { sql } from 'kysely';
import { compareNames } from '../../domain/language/order';
import type { CopyState } from '../../domain/message';
import { isNoReasonToCall, type NoticeFacts, type NoticeKind } from '../../domain/notice';
import type { Instant } from '../../domain/event';
import { leftByNotice, type LeftToTell } from '../calls';
import { recordDeed } from '../deeds';
import { inBatches } from '../programme/stored';
import type { Asker, Store, Trx } from '../store';
import { addresseeColumns, tell } from '../tell';
import { copyState, readNoticeId } from './list';
import { hasAddress, offersAt, type At } from './recipients';
import { copyOf } from './spread';

/** One who has been sent a message, waits for it, or has to be told it by phone. */
export interface CopyOfOne {
  signupId: string;
  name: string;
  state: 'queued' | 'sent' | 'call' | 'called' | 'neither' | 'dropped';
  /** When it came to be so; null while it waits. */
  at: Instant | null;
  /** Whether it could be mailed now. */
  canBeMailed: boolean;
  /** Changes when it is sent again: a form carries it, so that a double tap sends once. */
  times: number;
}

/** How many people a page of them shows. */
export const copiesShown = 100;

/** Who has it, waits for it or is to be called, by name. @param page from 1 */
export async function copiesOf(
  asker: Asker,
  at: At,
  mailingId: string,
  look: { state: CopyState; page: number },
): Promise<{ copies: CopyOfOne[]; pages: number }> {
  const left = await leftAt(asker, at);
  const all = (await latestCopies(asker, at, mailingId))
    .map((row) => shown(row, left.get(row.id)))
    .filter((one) => one.state === look.state);
  all.sort((one, other) => compareNames(one.name, other.name) || (one.signupId < other.signupId ? -1 : 1));
  const pages = Math.max(1, Math.ceil(all.length / copiesShown));
  const from = (Math.min(look.page, pages) - 1) * copiesShown;
  return { copies: all.slice(from, from + copiesShown), pages };
}

/** How many wait by the phone's list whose address has been changed since, so that they can be mailed after all. */
export async function mailableNow(asker: Asker, at: At, mailingId: string): Promise<number> {
  const left = await leftAt(asker, at);
  return (await latestCopies(asker, at, mailingId)).filter((row) => isMailableNow(row, left)).length;
}

interface CopyRow {
  id: string;
  signup_id: string;
  kind: NoticeKind;
  message_id: string | null;
  facts: string;
  state: 'queued' | 'sent' | 'dropped' | 'call';
  ordinal: number;
  settled_at: Instant | null;
  called_at: Instant | null;
  name: string;
  email: string | null;
  address_failed_at: Instant | null;
  signup_state: string;
  has_code: number;
  notice_count: number;
}

const selectCopies = (asker: Asker) =>
  asker
    .selectFrom('outbox')
    .innerJoin('signup', 'signup.id', 'outbox.signup_id')
    .select(['outbox.id', 'outbox.message_id', 'outbox.facts', 'outbox.state', 'outbox.ordinal'])
    .select((eb) => eb.ref('outbox.kind').$castTo<NoticeKind>().as('kind'))
    .select(['outbox.settled_at', 'outbox.called_at'])
    .select(['signup.id as signup_id', 'signup.name', 'signup.email', 'signup.address_failed_at'])
    .select(['signup.state as signup_state', 'signup.has_code', 'signup.notice_count']);

/** The last copy for each signup. */
async function latestCopies(asker: Asker, at: At, mailingId: string): Promise<CopyRow[]> {
  const latest = new Map<string, CopyRow>();
  for (const row of await allCopies(asker, at, mailingId)) {
    const known = latest.get(row.signup_id);
    if (!known || known.ordinal < row.ordinal) latest.set(row.signup_id, row);
  }
  return [...latest.values()];
}

async function allCopies(asker: Asker, at: At, mailingId: string): Promise<CopyRow[]> {
  const notice = readNoticeId(mailingId);
  if (!notice) {
    return selectCopies(asker)
      .where('outbox.message_id', '=', mailingId)
      .where('outbox.message_id', 'is not', null)
      .execute();
  }
  const rows: CopyRow[] = [];
  for (const some of inBatches(await offersAt(asker, at, 0))) {
    const found = await selectCopies(asker)
      .where('signup.offer_id', 'in', some)
      .where('outbox.kind', '=', notice.kind)
      .where('outbox.created_at', '=', notice.at)
      .where('outbox.message_id', 'is', null)
      .execute();
    rows.push(...found);
  }
  return rows;
}

const leftAt = async (asker: Asker, at: At) => leftByNotice(asker, await offersAt(asker, at, 0));

const shown = (row: CopyRow, left: LeftToTell | undefined): CopyOfOne => ({
  signupId: row.signup_id,
  name: row.name,
  state: row.state !== 'call' ? row.state : row.called_at !== null ? 'called' : copyState(left),
  at: row.called_at ?? row.settled_at,
  canBeMailed: canBeMailed(row),
  times: timesOf(row),
});

/** A message counts its own copies, whatever kind it is of; what is told of a signup is counted with all else that is told of it. */
const timesOf = (row: CopyRow) => (row.message_id !== null ? row.ordinal : row.notice_count);

const canBeMailed = (row: CopyRow) => hasAddress(row) && row.has_code === 1 && row.signup_state !== 'cancelled';

/** What a later notice has overtaken is mailed by that one. */
const isMailableNow = (row: CopyRow, left: ReadonlyMap<string, LeftToTell>) =>
  row.state === 'call' && row.called_at === null && left.has(row.id) && canBeMailed(row);

/** Whom a message is sent to again. */
export interface SendingAgain {
  at: At;
  mailingId: string;
  /** One person, with `CopyOfOne.times`; left out: all whose address has been changed since it failed. */
  to?: { signupId: string; times: number };
  by: string;
  organisationId: string;
}

/**
 * Sends a message again to those whom it has not reached, or to one who asks for it. A message goes with the words that
 * it had; what a change told is told as things stand now. Reminders and thanks are of their moment
 * and are not sent again.
 * @returns how many it goes to: none where it is on its way already
 */
export async function sendAgain(store: Store, again: SendingAgain, now: Instant): Promise<number> {
  const { at, mailingId, to, by, organisationId } = again;
  return store.transact(async (trx) => {
    const left = await leftAt(trx, at);
    const rows = (await latestCopies(trx, at, mailingId)).filter((row) =>
      to ? row.signup_id === to.signupId && timesOf(row) === to.times && canBeMailed(row) : isMailableNow(row, left),
    );
    let count = 0;
    for (const row of rows) {
      if (row.state === 'queued' || isNoReasonToCall(row.kind)) continue;
      if (
        await (row.kind === 'message'
          ? copyAgain(trx, mailingId, row, now)
          : tellAgain(trx, row, left.get(row.id), now))
      )
        count += 1;
    }
    if (!count) return 0;
    const facts = { ids: [mailingId], count };
    await recordDeed(trx, { kind: 'message-sent-again', by, organisationId, offerId: at.id, facts }, now);
    return count;
  });
}

async function copyAgain(trx: Trx, messageId: string, row: CopyRow, now: Instant): Promise<boolean> {
  const to = { id: row.signup_id, email: row.email, address_failed_at: row.address_failed_at };
  const copy = copyOf({ id: messageId, kind: 'message', thanks: 0 }, to, row.ordinal + 1, now);
  const inserted = await trx
    .insertInto('outbox')
    .values(copy)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) await callNoMore(trx, [row.id], now);
  return inserted !== undefined;
}

/** @param left what the call list has of it, which earlier notices may be part of */
async function tellAgain(trx: Trx, row: CopyRow, left: LeftToTell | undefined, now: Instant): Promise<boolean> {
  // takes the signup's lock, and finds nothing where somebody has just told it anew
  const addressee = await trx
    .updateTable('signup')
    .set((eb) => ({ notice_count: eb.ref('notice_count') }))
    .where('id', '=', row.signup_id)
    .where('notice_count', '=', row.notice_count)
    .returning(addresseeColumns)
    .executeTakeFirst();
  if (!addressee) return false;
  const facts = left?.facts ?? (JSON.parse(row.facts) as NoticeFacts);
  await tell(trx, [addressee], row.kind, facts, now);
  await callNoMore(trx, left?.ids ?? [row.id], now);
  return true;
}

/** Nobody need call about what is now mailed. */
async function callNoMore(trx: Trx, ids: readonly string[], now: Instant): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where('id', 'in', ids)
    .where('state', '=', sql.lit('call' as const))
    .where('called_at', 'is', null)
    .execute();
}
