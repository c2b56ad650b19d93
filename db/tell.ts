import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/event';
import { quietBefore, type NoticeFacts, type NoticeKind } from '../domain/notice';
import { gathering } from './outbox';
import type { Database } from './schema';
import { statement } from './statement';
import type { Trx } from './store';

/** What of a signup decides how it is told. */
export type Addressee = Pick<Selectable<Database['signup']>, 'id' | 'email' | 'address_failed_at' | 'has_code'>;

/** The columns of `Addressee`. */
export const addresseeColumns = ['id', 'email', 'address_failed_at', 'has_code'] as const;

/** A notice that is to be written to one signup. */
export interface News {
  addressee: Addressee;
  kind: NoticeKind;
  facts: NoticeFacts;
}

/** A notice about a signup. */
type NoticeRow = Omit<
  Selectable<Database['outbox']>,
  'login_id' | 'invitation_id' | 'message_id' | 'co_host_request_id' | 'called_at' | 'called_by' | 'missed_calls'
>;

/** How many people are told with one statement: well under what either database takes in parameters. */
const toldTogether = 500;

/**
 * Writes a notice to the outbox, in the transaction of what it tells. Nothing is sent inside a request: a worker
 * does. Who cannot be mailed is at once on the call list (CONTRACT §4.3); a player whom the captain only named has
 * nothing to be told by, and is told by the captain.
 * @param addressees each of them once
 */
export async function tell(
  trx: Trx,
  addressees: readonly Addressee[],
  kind: NoticeKind,
  facts: NoticeFacts,
  now: Instant,
): Promise<void> {
  const news = addressees.map((addressee) => ({ addressee, kind, facts }));
  await tellEach(trx, news, now);
}

/** Tells many people, each something else. @param news one for each signup */
export async function tellEach(trx: Trx, news: readonly News[], now: Instant): Promise<void> {
  const told = news.filter(({ addressee }) => addressee.has_code);
  const [only] = told;
  if (told.length === 1 && only) {
    const [counted] = await countNotice(trx, { id: only.addressee.id });
    const row = noticeOf(only, counted!.notice_count, now);
    if (row.error === gathering) await gatherFurther(trx, [row]);
    await addNotice(trx, row);
    return;
  }
  for (let from = 0; from < told.length; from += toldTogether) {
    await tellTogether(trx, told.slice(from, from + toldTogether), now);
  }
}

/** Tells a signup that is just being written, with `notice_count` 1, for the first time. */
export async function tellNewcomer(trx: Trx, addressee: Addressee, kind: NoticeKind, now: Instant): Promise<void> {
  await addNotice(trx, noticeOf({ addressee, kind, facts: {} }, 1, now));
}

async function tellTogether(trx: Trx, news: readonly News[], now: Instant): Promise<void> {
  const counted = await trx
    .updateTable('signup')
    .set((eb) => ({ notice_count: eb('notice_count', '+', 1) }))
    .where(
      'id',
      'in',
      news.map(({ addressee }) => addressee.id),
    )
    .returning(['id', 'notice_count'])
    .execute();
  const ordinals = new Map(counted.map(({ id, notice_count }) => [id, notice_count]));
  const rows = news.map((one) => noticeOf(one, ordinals.get(one.addressee.id)!, now));
  await gatherFurther(
    trx,
    rows.filter((row) => row.error === gathering),
  );
  await trx.insertInto('outbox').values(rows).execute();
}

/**
 * What has gathered for somebody waits as long as what now comes after it: it would else be due, and not be sent, in
 * front of what others wait for.
 * @param rows about to be written, each of one signup, which this transaction has locked
 */
async function gatherFurther(trx: Trx, rows: readonly NoticeRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  await trx
    .updateTable('outbox')
    .set({ next_attempt_at: first.next_attempt_at })
    .where(
      'signup_id',
      'in',
      rows.map((row) => row.signup_id),
    )
    .where('feed_id', 'is', null)
    .where('message_id', 'is', null)
    .where('state', '=', 'queued')
    .where('error', '=', gathering)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', first.created_at)]))
    .where('next_attempt_at', '<', first.next_attempt_at)
    .execute();
}

const countNotice = statement<{ id: string }>()((db, { id }) =>
  db
    .updateTable('signup')
    .set((eb) => ({ notice_count: eb('notice_count', '+', 1) }))
    .where('id', '=', id)
    .returning('notice_count'),
);

const addNotice = statement<NoticeRow>()((db, row) =>
  db.insertInto('outbox').values({
    id: row.id,
    signup_id: row.signup_id,
    feed_id: row.feed_id,
    kind: row.kind,
    facts: row.facts,
    ordinal: row.ordinal,
    state: row.state,
    attempts: row.attempts,
    next_attempt_at: row.next_attempt_at,
    lease_until: row.lease_until,
    lease_by: row.lease_by,
    created_at: row.created_at,
    settled_at: row.settled_at,
    error: row.error,
  }),
);

/** Whether somebody can be mailed; the others are called. */
export const isReachable = ({ email, address_failed_at }: Addressee): boolean =>
  email !== null && address_failed_at === null;

function noticeOf({ addressee, kind, facts }: News, ordinal: number, now: Instant): NoticeRow {
  const reachable = isReachable(addressee);
  const quiet = reachable ? quietBefore(kind, facts) : 0;
  return {
    id: randomUUID(),
    signup_id: addressee.id,
    feed_id: null,
    kind,
    facts: JSON.stringify(facts),
    ordinal,
    state: reachable ? 'queued' : 'call',
    attempts: 0,
    next_attempt_at: now + quiet,
    lease_until: null,
    lease_by: null,
    created_at: now,
    settled_at: reachable ? null : now,
    error: reachable ? (quiet ? gathering : null) : 'no-address',
  };
}

/**
 * Mails the code of a login.
 * @param login.isMailed false: nobody has the address, and the notice is dropped as it is written
 * @param login.formWaits whether the code is for a form that waits for it
 */
export async function tellLogin(
  trx: Trx,
  login: { id: string; isMailed: boolean; formWaits: boolean },
  now: Instant,
): Promise<void> {
  const facts: NoticeFacts = login.formWaits ? { formWaits: true } : {};
  const dropped = { state: 'dropped' as const, settled_at: now };
  await trx
    .insertInto('outbox')
    .values({
      ...ownNotice('login', now),
      ...(login.isMailed ? {} : dropped),
      login_id: login.id,
      facts: JSON.stringify(facts),
    })
    .execute();
}

/** Mails an invitation. */
export async function tellInvitation(trx: Trx, invitationId: string, now: Instant): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({ ...ownNotice('invitation', now), invitation_id: invitationId })
    .execute();
}

/** Mails organisers that their organisation is asked to host with another. */
export async function tellCoHost(
  trx: Trx,
  requestId: string,
  organisers: readonly string[],
  now: Instant,
): Promise<void> {
  for (const organiser of organisers) {
    await trx
      .insertInto('outbox')
      .values({ ...ownNotice('co-host', now), co_host_request_id: requestId, facts: JSON.stringify({ organiser }) })
      .execute();
  }
}

/** Mails whoever asked that the organisation has answered. */
export async function tellCoHostAnswer(trx: Trx, requestId: string, now: Instant): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({ ...ownNotice('co-host-answer', now), co_host_request_id: requestId })
    .execute();
}

/** A notice that is about no signup. */
export const ownNotice = (kind: NoticeKind, now: Instant) => ({
  id: randomUUID(),
  signup_id: null,
  feed_id: null,
  kind,
  facts: '{}',
  ordinal: 1,
  state: 'queued' as const,
  next_attempt_at: now,
  lease_until: null,
  lease_by: null,
  created_at: now,
  settled_at: null,
  error: null,
});
