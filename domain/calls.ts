import type { Instant } from './event';
import { overtake, wasSeen, type NoticeFacts, type NoticeKind } from './notice';

/** How somebody can be told something: who cannot be mailed is called, who has no number either is told when one meets. */
export type Way = 'mail' | 'phone' | 'neither';

/** The one rule for it, wherever an organiser is told whom to call. */
export function wayTo(to: { email: string | null; phone: string | null; addressFailed: boolean }): Way {
  if (to.email !== null && !to.addressFailed) return 'mail';
  return to.phone === null ? 'neither' : 'phone';
}

/** Why nothing that is sent comes to somebody whom one cannot call either; null where one of them does. */
export function whyUnreached(to: Parameters<typeof wayTo>[0]): 'nothing-given' | 'mail-fails' | null {
  if (wayTo(to) !== 'neither') return null;
  return to.email === null ? 'nothing-given' : 'mail-fails';
}

/** A notice about one signup, as the call list looks at it. */
export interface CallNotice {
  id: string;
  kind: NoticeKind;
  facts: NoticeFacts;
  ordinal: number;
  state: 'queued' | 'sent' | 'dropped' | 'call';
  /** Whether somebody has called about it. */
  isCalled: boolean;
  /** Of an organiser's message. */
  messageId: string | null;
  /** When it was written; of a copy of a message, when the message was. */
  writtenAt: Instant;
}

/** One thing that a person is to be told, or was. */
export interface CallItem {
  kind: NoticeKind;
  facts: NoticeFacts;
  messageId: string | null;
  /** The notices that it stands for. */
  ids: string[];
}

/**
 * What one has to say to somebody who cannot be mailed, and what has been said. Of what happened to a signup, the last
 * says it all, as a mail would: what a later notice has overtaken is told with it, where it is still true. What the person has
 * read since then (a mail that arrived, a receipt after a change of their own) tells it too. A message is said as it was
 * written, unless they have left, or what it was written about has been called off since; a reminder or thanks is no reason to call.
 * @param notices all of one signup's
 */
export function callsOf(
  notices: readonly CallNotice[],
  signup: { isCancelled: boolean },
): { left: CallItem[]; done: CallItem[] } {
  const own = notices.filter((one) => one.messageId === null).sort((one, other) => one.ordinal - other.ordinal);
  const lastRead = Math.max(0, ...own.filter((one) => one.state === 'sent' || wasSeen(one)).map((one) => one.ordinal));
  const toSay = own.filter((one) => one.state === 'call' && one.ordinal > lastRead);
  const offAt = calledOffAt(own);
  const written = notices.filter((one) => one.kind === 'message' && one.state === 'call');
  const isToSay = (one: CallNotice) => !signup.isCancelled && holdsSince(one.writtenAt, offAt);
  const [left, done] = [false, true].map((isCalled) => [
    ...asOne(toSay.filter((one) => one.isCalled === isCalled)),
    ...written.filter((one) => one.isCalled === isCalled && (isCalled || isToSay(one))).map(asItem),
  ]);
  return { left: left!, done: done! };
}

/**
 * Since when all that somebody signed up to is off, whether they have been told yet or not; null where it is not, or is on
 * again. A date that is off, of a series that they signed up to whole, is told as a change.
 * @param own what happened to the signup, in its order
 */
export function calledOffAt(own: readonly Pick<CallNotice, 'kind' | 'writtenAt'>[]): Instant | null {
  const last = own.findLast(({ kind }) => kind === 'event-cancelled' || kind === 'event-restored');
  return last?.kind === 'event-cancelled' ? last.writtenAt : null;
}

/** Whether what an organiser wrote still is to be told: not where what it was written about has been called off since. */
export function holdsSince(writtenAt: Instant, calledOff: Instant | null): boolean {
  return calledOff === null || writtenAt >= calledOff;
}

/** Several notices as the last of them, which tells what all of them have to tell: see `overtake`. */
function asOne(notices: readonly CallNotice[]): CallItem[] {
  if (!notices.length) return [];
  const { kind, facts } = notices.reduce(overtake);
  return [{ kind, facts, messageId: null, ids: notices.map((one) => one.id) }];
}

const asItem = ({ id, kind, facts, messageId }: CallNotice): CallItem => ({ kind, facts, messageId, ids: [id] });
