import { mergeFacts, wasSeen, type NoticeFacts, type NoticeKind } from './notice';

/** How somebody can be told something: who cannot be mailed is called, who has no number either is told when one meets. */
export type Way = 'mail' | 'phone' | 'neither';

/** The one rule for it, wherever an organiser is told whom to call. */
export function wayTo(to: { email: string | null; phone: string | null; addressFailed: boolean }): Way {
  if (to.email !== null && !to.addressFailed) return 'mail';
  return to.phone === null ? 'neither' : 'phone';
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
 * says it all, as a mail would: what a later notice has overtaken is no longer true, and is not said. What the person has
 * read since then (a mail that arrived, a receipt after a change of their own) tells it too. A message is said as it was
 * written, unless they have left; a reminder is no reason to call.
 * @param notices all of one signup's
 */
export function callsOf(
  notices: readonly CallNotice[],
  signup: { isCancelled: boolean },
): { left: CallItem[]; done: CallItem[] } {
  const own = notices.filter((one) => one.messageId === null).sort((one, other) => one.ordinal - other.ordinal);
  const lastRead = Math.max(0, ...own.filter((one) => one.state === 'sent' || wasSeen(one)).map((one) => one.ordinal));
  const toSay = own.filter((one) => one.state === 'call' && one.ordinal > lastRead);
  const written = notices.filter((one) => one.kind === 'message' && one.state === 'call');
  const [left, done] = [false, true].map((isCalled) => [
    ...asOne(toSay.filter((one) => one.isCalled === isCalled)),
    ...(signup.isCancelled && !isCalled ? [] : written.filter((one) => one.isCalled === isCalled).map(asItem)),
  ]);
  return { left: left!, done: done! };
}

/** Several notices as the last of them, with the facts of all: see `mergeFacts`. */
function asOne(notices: readonly CallNotice[]): CallItem[] {
  const last = notices.at(-1);
  if (!last) return [];
  const facts = notices.map((one) => one.facts).reduce(mergeFacts, {});
  return [{ kind: last.kind, facts, messageId: null, ids: notices.map((one) => one.id) }];
}

const asItem = ({ id, kind, facts, messageId }: CallNotice): CallItem => ({ kind, facts, messageId, ids: [id] });
