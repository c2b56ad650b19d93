import { sql, type Expression, type ExpressionBuilder, type Selectable, type SqlBool } from 'kysely';
import type { Instant } from '../domain/event';
import { isNoReasonToCall, overtake, quietBefore, type NoticeFacts, type NoticeKind } from '../domain/notice';
import type { Database } from './schema';
import type { Asker, Store, Trx } from './store';

/** A notice that one worker has taken to send, for as long as its lease lasts. */
export interface DueNotice {
  id: string;
  /** What it is about: one of these. */
  signupId: string | null;
  feedId: string | null;
  loginId: string | null;
  invitationId: string | null;
  /** What it is one copy of, beside the signup that it goes to. */
  messageId: string | null;
  coHostRequestId: string | null;
  kind: NoticeKind;
  facts: NoticeFacts;
  /** Order within its signup. */
  ordinal: number;
  /** How many times it has been tried before. */
  attempts: number;
  createdAt: Instant;
}

/** How long one waits at most between two attempts, in milliseconds: mails go out within 60 s. CONTRACT §6. */
export const longestWait = 30_000;
/** The same for what fails in our own hands: a later attempt will hardly go better. */
export const longestWaitOfBroken = 15 * 60_000;
/** What an attempt that failed in our own hands is written down as. */
export const broken = 'broken';
/** What a notice is written down as that waits for others to overtake it: see `quietBefore` (domain/notice.ts). */
export const gathering = 'gathering';
/** What may wait longer than others, and how long. */
const patient = [broken, gathering];
/** How much the clocks of two machines may differ, in milliseconds. */
const clockSkew = 15_000;

/**
 * Takes notices that are due, so that no other worker sends them until the lease has run out. One signup's notices go
 * in order: those that a later has overtaken are dropped, their facts told by the last. CONTRACT §4.2. What goes to
 * thousands waits for what goes to one.
 * @param to.limit signups at most
 * @returns what to send, and how many were dropped
 */
export async function claimDue(
  store: Store,
  to: { worker: string; now: Instant; limit: number; leaseMs: number },
): Promise<{ notices: DueNotice[]; dropped: number }> {
  // an idle worker takes no lock: nothing is written to learn that there is nothing to do
  if (!(await dueRows(store.read, { ...to, limit: 1 })).length) return { notices: [], dropped: 0 };
  return store.transact(async (trx) => {
    const due = await dueRows(trx, to);
    const signupIds = [...new Set(due.flatMap((row) => (isAlone(row) ? [] : row.signup_id!)))];
    const aloneIds = due.filter(isAlone).map((row) => row.id);
    const claims = [
      ...(await lastOfEach(trx, await lockSignups(trx, store, signupIds), to)),
      ...(await lockAlone(trx, store, aloneIds, to)).map((row) => ({ row, overtaken: [] })),
    ];
    const notices: DueNotice[] = [];
    let dropped = 0;
    for (const { row, overtaken } of claims) {
      await drop(trx, overtaken, to.now);
      dropped += overtaken.length;
      const { facts } = [...overtaken, row].map(toldBy).reduce(overtake);
      await trx
        .updateTable('outbox')
        .set({ facts: JSON.stringify(facts), lease_until: to.now + to.leaseMs, lease_by: to.worker })
        .where('id', '=', row.id)
        .execute();
      notices.push(noticeOf(row, facts));
    }
    return { notices, dropped };
  });
}

/**
 * Whether a notice that was taken is still to be sent, asked after everything for it has been read: what has been
 * written since then has a later notice of its own. `overtaken`: a later notice tells it all, and this one is now
 * dropped. `lost`: the lease ran out and somebody else has it.
 */
export async function checkBeforeSending(
  store: Store,
  notice: DueNotice,
  by: { worker: string; now: Instant },
): Promise<'send' | 'overtaken' | 'lost'> {
  const mine = await store.read
    .selectFrom('outbox')
    .select('id')
    .where('id', '=', notice.id)
    .where('state', '=', 'queued')
    .where('lease_by', '=', by.worker)
    .executeTakeFirst();
  if (!mine) return 'lost';
  if (notice.signupId === null || !(await unsentBeside(store.read, notice, by.now)).length) return 'send';
  return store.transact(async (trx) => {
    await lockSignups(trx, store, [notice.signupId!], 'patiently');
    const beside = await unsentBeside(trx, notice, by.now);
    const later = beside.find((row) => row.overtakes);
    if (!later) {
      await forgetWhatWas(trx, beside);
      return 'send';
    }
    await drop(trx, [notice], by.now);
    const { facts } = overtake(notice, toldBy(later));
    await trx
      .updateTable('outbox')
      .set({ facts: JSON.stringify(facts) })
      .where('id', '=', later.id)
      .execute();
    return 'overtaken';
  });
}

/** Says that a notice was sent. Also when the lease was lost meanwhile: sent is sent. */
export async function markSent(store: Store, notice: Pick<DueNotice, 'id'>, now: Instant): Promise<void> {
  await store.transact((trx) =>
    trx
      .updateTable('outbox')
      .set((eb) => ({ ...settled('sent', now), attempts: eb('attempts', '+', 1) }))
      .where('id', '=', notice.id)
      .where('state', '=', 'queued')
      .execute(),
  );
}

/**
 * Puts a notice back to be tried again: sooner at first, then less and less often.
 * @param why.error a code without personal data
 * @param why.jitter 0 to 1, drawn anew each time, so that what failed together does not come back together
 * @param why.longest milliseconds between two attempts at most
 */
export async function retryLater(
  store: Store,
  notice: Pick<DueNotice, 'id' | 'attempts'>,
  why: { worker: string; now: Instant; error: string; jitter: number; longest?: number },
): Promise<void> {
  const wait = waitBefore(notice.attempts + 1, why.jitter, why.longest);
  await store.transact((trx) =>
    trx
      .updateTable('outbox')
      .set((eb) => ({
        attempts: eb('attempts', '+', 1),
        next_attempt_at: why.now + wait,
        lease_until: null,
        lease_by: null,
        error: why.error,
      }))
      .where('id', '=', notice.id)
      .where('state', '=', 'queued')
      .where('lease_by', '=', why.worker)
      .execute(),
  );
}

/** There is nobody and nothing left to tell: what the notice was about has been erased or taken back. */
export async function dropNotice(store: Store, notice: Pick<DueNotice, 'id'>, now: Instant): Promise<void> {
  await store.transact((trx) => drop(trx, [notice], now));
}

/**
 * Nobody can be mailed: the notice stays for the organiser's call list. CONTRACT §4.3. A reminder or thanks is
 * no reason to call, and is dropped.
 * @param why.error a code without personal data
 * @param why.failedAddress the address that answered 5xx; the receipt then says that it does not work, of a secret
 *   feed the one that it was made from
 */
export async function giveToCallList(
  store: Store,
  notice: Pick<DueNotice, 'id' | 'signupId' | 'feedId' | 'kind'>,
  why: { now: Instant; error: string; failedAddress?: string },
): Promise<void> {
  await store.transact(async (trx) => {
    // the signup before the notice, as `claimDue` locks them
    const { signupId, feedId } = notice;
    if (why.failedAddress !== undefined) {
      await trx
        .updateTable('signup')
        .set({ address_failed_at: why.now })
        .where((eb) =>
          signupId !== null
            ? eb('id', '=', signupId)
            : eb('id', 'in', eb.selectFrom('feed').select('signup_id').where('feed.id', '=', feedId)),
        )
        // not an address that the person has written meanwhile
        .where('email', '=', why.failedAddress)
        .execute();
    }
    await trx
      .updateTable('outbox')
      .set({ ...settled(isNoReasonToCall(notice.kind) ? 'dropped' : 'call', why.now), error: why.error })
      .where('id', '=', notice.id)
      .where('state', '=', 'queued')
      .execute();
  });
}

/** How long to wait before an attempt (the first again is 1), in milliseconds. */
export function waitBefore(attempt: number, jitter: number, longest = longestWait): number {
  const full = Math.min(longest, 1_000 * 2 ** Math.min(attempt - 1, 20));
  return Math.round(full * (0.5 + jitter / 2));
}

type Row = Selectable<Database['outbox']>;

/**
 * Whether a notice is told by itself, in no order with others: about a secret feed, a login, an invitation, hosting, and
 * one copy of a message. What an organiser writes tells nothing of how a signup stands, so that neither overtakes the other.
 */
const isAlone = (row: Pick<Row, 'signup_id' | 'feed_id' | 'message_id'>) =>
  row.feed_id !== null || row.message_id !== null || row.signup_id === null;

type DueRow = Pick<Row, 'id' | 'signup_id' | 'feed_id' | 'message_id'>;
interface Due {
  now: Instant;
  limit: number;
  leaseMs: number;
}

/** What goes to one first: a receipt does not wait behind a message to ten thousand. */
async function dueRows(asker: Asker, due: Due): Promise<DueRow[]> {
  const toOne = await dueRowsOf(asker, due, (eb) => eb('message_id', 'is', null));
  const left = due.limit - toOne.length;
  if (!left) return toOne;
  return [...toOne, ...(await dueRowsOf(asker, { ...due, limit: left }, (eb) => eb('message_id', 'is not', null)))];
}

type Condition = (eb: ExpressionBuilder<Database, 'outbox'>) => Expression<SqlBool>;

/** Two walks along the index: a condition on either side of a gap would read all that is queued and sort it. */
async function dueRowsOf(asker: Asker, { now, limit, leaseMs }: Due, isOfThese: Condition): Promise<DueRow[]> {
  const walk = (some: number, isDueBy: Condition) =>
    asker
      .selectFrom('outbox')
      .select(['id', 'signup_id', 'feed_id', 'message_id'])
      .where('state', '=', sql.lit('queued' as const))
      .where(isOfThese)
      .where(isDueBy)
      .where((eb) =>
        eb.or([
          eb('lease_until', 'is', null),
          eb('lease_until', '<=', now),
          eb('lease_until', '>', now + leaseMs + clockSkew),
        ]),
      )
      .orderBy('next_attempt_at')
      .orderBy('id')
      .limit(some)
      .execute();
  const due = await walk(limit, (eb) => eb('next_attempt_at', '<=', now));
  if (due.length === limit) return due;
  // further ahead than it may wait: written before the clock stepped back
  const impossible = await walk(limit - due.length, (eb) =>
    eb.and([
      eb('next_attempt_at', '>', now + longestWait),
      eb.or([
        eb('next_attempt_at', '>', now + longestWaitOfBroken),
        eb('error', 'is', null),
        eb('error', 'not in', patient),
      ]),
    ]),
  );
  return [...due, ...impossible];
}

/** Asked again once the lock is held: another worker may have tried it in between. */
const isDue = (row: Pick<Row, 'error' | 'next_attempt_at'>, { now }: { now: Instant }) =>
  row.next_attempt_at <= now ||
  row.next_attempt_at > now + (patient.includes(row.error ?? '') ? longestWaitOfBroken : longestWait);

const isLeased = (row: Row, { now, leaseMs }: { now: Instant; leaseMs: number }) =>
  row.lease_until !== null && row.lease_until > now && row.lease_until <= now + leaseMs + clockSkew;

/**
 * The lock of a signup's notices is the signup itself: whoever changes it holds it until the new notice is there.
 * @returns the ids that could be locked; those that somebody else has now are left for next time
 */
async function lockSignups(
  trx: Trx,
  { dialect }: Store,
  ids: readonly string[],
  how: 'patiently' | 'skipping' = 'skipping',
): Promise<string[]> {
  if (!ids.length) return [];
  if (dialect === 'sqlite') return [...ids]; // BEGIN IMMEDIATE is the lock
  const rows = await trx
    .selectFrom('signup')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .$if(how === 'skipping', (query) => query.skipLocked())
    .execute();
  return rows.map((row) => row.id);
}

/** Those that are about no signup have nothing to wait for, and are locked themselves. */
async function lockAlone(
  trx: Trx,
  { dialect }: Store,
  ids: readonly string[],
  at: { now: Instant; leaseMs: number },
): Promise<Row[]> {
  if (!ids.length) return [];
  const rows = await trx
    .selectFrom('outbox')
    .selectAll()
    .where('id', 'in', ids)
    .where('state', '=', 'queued')
    .orderBy('id')
    .$if(dialect === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  return rows.filter((row) => isDue(row, at) && !isLeased(row, at));
}

/**
 * The last unsent notice of each signup with those that it has overtaken; none while one of them is being sent. What
 * still gathers (see `quietBefore`) holds up nothing that was written before it.
 */
async function lastOfEach(
  trx: Trx,
  signupIds: readonly string[],
  at: { now: Instant; leaseMs: number },
): Promise<{ row: Row; overtaken: Row[] }[]> {
  if (!signupIds.length) return [];
  const rows = await trx
    .selectFrom('outbox')
    .selectAll()
    .where('signup_id', 'in', signupIds)
    .where('feed_id', 'is', null)
    .where('message_id', 'is', null)
    .where('state', '=', 'queued')
    .execute();
  // In their order here: the index gives it for each signup, and the database would sort all of them together.
  rows.sort((one, other) => one.ordinal - other.ordinal);
  return signupIds.flatMap((id) => {
    const own = rows.filter((row) => row.signup_id === id);
    const last = own.at(-1);
    const row = last && isDue(last, at) ? last : own.findLast((one) => one.error !== gathering);
    if (!row || !isDue(row, at) || own.some((one) => isLeased(one, at))) return [];
    return [{ row, overtaken: own.slice(0, own.indexOf(row)) }];
  });
}

/**
 * What else is to be told about the signup of a notice that is about to be sent, in order: what overtakes it, and what
 * gathers meanwhile. What still gathers overtakes only what has gathered itself, and nothing overtakes a message.
 */
async function unsentBeside(
  asker: Asker,
  notice: DueNotice,
  now: Instant,
): Promise<(Pick<Row, 'id' | 'kind' | 'facts'> & { overtakes: boolean })[]> {
  const isMessage = notice.messageId !== null;
  const rows = await asker
    .selectFrom('outbox')
    .select(['id', 'kind', 'facts', 'error', 'next_attempt_at'])
    .where('signup_id', '=', notice.signupId)
    .where('feed_id', 'is', null)
    .where('message_id', 'is', null)
    .where('state', '=', 'queued')
    .where('ordinal', '>', isMessage ? 0 : notice.ordinal)
    .orderBy('ordinal')
    .execute();
  const hasGathered = quietBefore(notice.kind, notice.facts) > 0;
  return rows.flatMap(({ error, next_attempt_at, ...row }) => {
    const gathers = error === gathering && !isDue({ error, next_attempt_at }, { now });
    const overtakes = !isMessage && (hasGathered || !gathers);
    return overtakes || gathers ? [{ ...row, overtakes }] : [];
  });
}

/** A mail that goes out says how it is now: what gathers has then been told, in passing, and cannot be put right unseen. */
async function forgetWhatWas(trx: Trx, rows: readonly Pick<Row, 'id' | 'facts'>[]): Promise<void> {
  for (const { id, facts } of rows) {
    const { was, ...rest } = JSON.parse(facts) as NoticeFacts;
    if (!was) continue;
    await trx
      .updateTable('outbox')
      .set({ facts: JSON.stringify(rest) })
      .where('id', '=', id)
      .execute();
  }
}

async function drop(trx: Trx, notices: readonly { id: string }[], now: Instant): Promise<void> {
  if (!notices.length) return;
  const ids = notices.map((notice) => notice.id);
  await trx
    .updateTable('outbox')
    .set(settled('dropped', now))
    .where('id', 'in', ids)
    .where('state', '=', 'queued')
    .execute();
}

const settled = (state: 'sent' | 'dropped' | 'call', now: Instant) => ({
  state,
  settled_at: now,
  lease_until: null,
  lease_by: null,
  error: null,
});

const toldBy = ({ kind, facts }: Pick<Row, 'kind' | 'facts'>) => ({
  kind: kind as NoticeKind,
  facts: JSON.parse(facts) as NoticeFacts,
});

function noticeOf(row: Row, facts: NoticeFacts): DueNotice {
  return {
    id: row.id,
    signupId: row.feed_id === null ? row.signup_id : null,
    feedId: row.feed_id,
    loginId: row.login_id,
    invitationId: row.invitation_id,
    messageId: row.message_id,
    coHostRequestId: row.co_host_request_id,
    kind: row.kind as NoticeKind,
    facts,
    ordinal: row.ordinal,
    attempts: row.attempts,
    createdAt: row.created_at,
  };
}
