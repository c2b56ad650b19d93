import { sql } from 'kysely';
import type { Instant } from '../../domain/event';
import type { MessageTexts, Whom } from '../../domain/message';
import type { NoticeKind } from '../../domain/notice';
import type { ReminderTiming } from '../../domain/reminder';
import { leftByNotice, type LeftToTell } from '../calls';
import type { Asker } from '../store';
import { offersAt, type At } from './recipients';

/** How many of a message's copies stand how. */
export interface Copies {
  queued: number;
  sent: number;
  /** To be told by phone; those that somebody has called are in `called`. */
  call: number;
  called: number;
  /** To be told when one meets: they have no number either. */
  neither: number;
  /** Overtaken by a later notice, or nobody left to tell. */
  dropped: number;
}

/** What has gone out to many at an event: an organiser's message or thanks, a reminder, or what a change told everybody. */
export type Mailing = {
  /** In its page's address. */
  id: string;
  at: Instant;
  copies: Copies;
} & (
  | {
      of: 'message';
      whom: Whom;
      part: string | null;
      texts: MessageTexts;
      by: string | null;
      /** Whether notices are still being made for those whom it reaches. */
      isSpreading: boolean;
    }
  | { of: 'thanks'; texts: MessageTexts; by: string | null; isSpreading: boolean }
  | { of: 'reminder'; timing: ReminderTiming; isSpreading: boolean }
  | { of: 'notice'; kind: NoticeKind }
);

/** What an organiser or the clock tells many at once. All else is told to one person at a time. */
const toldTogether = ['updated', 'event-cancelled', 'event-restored', 'no-place'] as const satisfies NoticeKind[];

/** How many of each sort of mailing a page shows. */
export const mailingsShown = 100;

export const noCopies = (): Copies => ({ queued: 0, sent: 0, call: 0, called: 0, neither: 0, dropped: 0 });

/** What has gone out to many, the latest first; and how what is told to one at a time stands. */
export async function mailingsOf(asker: Asker, at: At): Promise<{ mailings: Mailing[]; single: Copies }> {
  const offers = await offersAt(asker, at, 0);
  const left = await leftByNotice(asker, offers);
  const messages = await messagesOf(asker, offers, at, left);
  const { notices, single } = await noticesOf(asker, offers, left);
  const mailings = [...messages, ...notices].sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  return { mailings: mailings.slice(0, mailingsShown), single };
}

/** One message of an event's or a series'. @returns undefined when it has none of that id */
export async function messageOf(asker: Asker, at: At, id: string): Promise<Mailing | undefined> {
  const offers = await offersAt(asker, at, 0);
  const rows = await selectMessages(asker, offers).where('message.id', '=', id).execute();
  return rows.length ? (await withCopies(asker, rows, await leftByNotice(asker, offers)))[0] : undefined;
}

/** The same of what a change told everybody at one moment. */
export async function noticeOf(asker: Asker, at: At, kind: NoticeKind, instant: Instant): Promise<Mailing | undefined> {
  const offers = await offersAt(asker, at, 0);
  const { notices } = await noticesOf(asker, offers, await leftByNotice(asker, offers));
  return notices.find((one) => one.id === noticeId(kind, instant));
}

/** What has gone out to many, but for messages, is known by its kind and moment. */
const noticeId = (kind: string, at: Instant) => `${kind}-${at}`;

/** @returns null for what is none of ours */
export function readNoticeId(id: string): { kind: NoticeKind; at: Instant } | null {
  const [, kind = '', at = ''] = /^([a-z-]+)-(\d{1,16})$/.exec(id) ?? [];
  const known = toldTogether.find((one) => one === kind);
  return known ? { kind: known, at: Number(at) } : null;
}

const selectMessages = (asker: Asker, offers: readonly string[]) =>
  asker
    .selectFrom('message')
    .leftJoin('activity', 'activity.id', 'message.part_id')
    .leftJoin('organiser', 'organiser.id', 'message.sent_by')
    .select([
      'message.id',
      'message.kind',
      'message.thanks',
      'message.whom',
      'message.timing',
      'message.created_at',
      'message.spread_at',
    ])
    .select(['message.subject', 'message.words', 'message.subject_en', 'message.words_en'])
    .select(['activity.title as part', 'organiser.name as by_name', 'organiser.email as by_email'])
    .where('message.offer_id', 'in', offers);

async function messagesOf(asker: Asker, offers: readonly string[], at: At, left: Left): Promise<Mailing[]> {
  const rows = [];
  // a date of a series is told of in its series too, so that the list of the series is whole
  const own = [at.id, ...offers.filter((id) => id !== at.id)];
  for (let from = 0; from < own.length; from += 500) {
    rows.push(...(await selectMessages(asker, own.slice(from, from + 500)).execute()));
  }
  rows.sort((one, other) => other.created_at - one.created_at);
  return withCopies(asker, rows.slice(0, mailingsShown), left);
}

type MessageShown = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

async function withCopies(asker: Asker, rows: readonly MessageShown[], left: Left): Promise<Mailing[]> {
  if (!rows.length) return [];
  const ids = rows.map((row) => row.id);
  const counts = await asker
    .selectFrom('outbox')
    .select(['message_id', 'state', isCalled.as('is_called')])
    // who has been sent it twice has it once
    .select((eb) => eb.fn.count<number>('signup_id').distinct().as('count'))
    .where('message_id', 'in', ids)
    .where('message_id', 'is not', null)
    .groupBy(['message_id', 'state', isCalled])
    .execute();
  const copies = new Map(rows.map((row) => [row.id, noCopies()]));
  for (const row of counts) addCount(copies.get(row.message_id!)!, row);
  const uncalled = await asker
    .selectFrom('outbox')
    .select(['id', 'message_id'])
    .where('message_id', 'in', ids)
    .where('message_id', 'is not', null)
    .where(isUncalled)
    .execute();
  for (const row of uncalled) copies.get(row.message_id!)![copyState(left.get(row.id))] += 1;
  return rows.map((row): Mailing => {
    const shared = { id: row.id, at: row.created_at, copies: copies.get(row.id)!, isSpreading: row.spread_at === null };
    if (row.kind === 'reminder') return { ...shared, of: 'reminder', timing: row.timing! };
    const en = row.subject_en === null ? null : { subject: row.subject_en, words: row.words_en ?? '' };
    const texts = { sv: { subject: row.subject ?? '', words: row.words ?? '' }, en };
    const by = row.by_name ?? row.by_email;
    if (row.thanks) return { ...shared, of: 'thanks', texts, by };
    return { ...shared, of: 'message', whom: row.whom, part: row.part, texts, by };
  });
}

type Left = ReadonlyMap<string, LeftToTell>;

/**
 * How a notice stands that was left for the call list and that nobody has called about. What a later one has overtaken,
 * or a mail has told since, is told no more. @param left what the call list has of it
 */
export function copyState(left: LeftToTell | undefined): 'call' | 'neither' | 'dropped' {
  if (!left) return 'dropped';
  return left.way === 'phone' ? 'call' : 'neither';
}

const isUncalled = sql<boolean>`outbox.state = 'call' and outbox.called_at is null`;

const isCalled = sql<0 | 1>`case when called_at is null then 0 else 1 end`;

/** Counts those of one state; who is left to call is counted one by one: see `copyState`. */
function addCount(
  copies: Copies,
  row: { state: 'queued' | 'sent' | 'call' | 'dropped'; is_called: number; count: number },
): void {
  if (row.state !== 'call') copies[row.state] += Number(row.count);
  else if (row.is_called) copies.called += Number(row.count);
}

async function noticesOf(
  asker: Asker,
  offers: readonly string[],
  left: Left,
): Promise<{ notices: (Mailing & { of: 'notice' })[]; single: Copies }> {
  const together = new Map<string, Mailing & { of: 'notice' }>();
  const single = noCopies();
  for (let from = 0; from < offers.length; from += 500) {
    const own = asker
      .selectFrom('signup')
      .innerJoin('outbox', 'outbox.signup_id', 'signup.id')
      .select(['outbox.kind', 'outbox.state', isCalled.as('is_called')])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('signup.offer_id', 'in', offers.slice(from, from + 500))
      .where('outbox.message_id', 'is', null)
      .where('outbox.feed_id', 'is', null);
    const batches = await own
      .select('outbox.created_at')
      .where('outbox.kind', 'in', toldTogether)
      .groupBy(['outbox.kind', 'outbox.created_at', 'outbox.state', isCalled])
      .execute();
    for (const row of batches) {
      const id = noticeId(row.kind, row.created_at);
      const kind = row.kind as NoticeKind;
      const known = together.get(id) ?? { of: 'notice', id, kind, at: row.created_at, copies: noCopies() };
      together.set(id, known);
      addCount(known.copies, row);
    }
    const uncalled = await asker
      .selectFrom('signup')
      .innerJoin('outbox', 'outbox.signup_id', 'signup.id')
      .select(['outbox.id', 'outbox.kind', 'outbox.created_at'])
      .where('signup.offer_id', 'in', offers.slice(from, from + 500))
      .where('outbox.message_id', 'is', null)
      .where('outbox.feed_id', 'is', null)
      .where('outbox.kind', 'in', toldTogether)
      .where(isUncalled)
      .execute();
    for (const row of uncalled) {
      // not there where it has been written since the others were counted
      const known = together.get(noticeId(row.kind, row.created_at));
      if (known) known.copies[copyState(left.get(row.id))] += 1;
    }
    const rest = await own
      .where('outbox.kind', 'not in', toldTogether)
      .groupBy(['outbox.kind', 'outbox.state', isCalled])
      .execute();
    // most of these were seen on a receipt as they were written, and nobody calls about them
    for (const row of rest) {
      if (row.state === 'call' && !row.is_called) single.call += Number(row.count);
      else addCount(single, row);
    }
  }
  return { notices: [...together.values()], single };
}
