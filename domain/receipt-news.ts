import type { Instant } from './event';
import { wasSeen, type NoticeFacts, type NoticeKind } from './notice';

/** What the page of a signup marks as new, once each. */
export type NewsAbout =
  | 'time'
  | 'place'
  | 'movedActivities'
  | 'goneActivities'
  | 'events'
  | 'tooLarge'
  | 'promoted'
  | 'event-restored'
  | 'changed'
  | 'team-placed'
  | 'message';

/** Something that has come since the person was last here, and when. */
export interface News {
  about: NewsAbout;
  /** The ids of the activities, shifts or dates that it is about; of all else none. */
  of: string[];
  at: Instant;
}

/** A notice about one signup, as its page looks at it. */
export interface ReceiptNotice {
  kind: NoticeKind;
  facts: NoticeFacts;
  ordinal: number;
  at: Instant;
}

/**
 * What has changed since somebody signed up or last changed it themselves: then they saw how it stood. Whether they were
 * mailed, called or neither is no matter; who cannot be reached has only this to go by. The latest first.
 * @param notices what happened to the signup, in any order
 * @param messages when each message to it was written
 */
export function newsOn(notices: readonly ReceiptNotice[], messages: readonly Instant[]): News[] {
  const seen = notices.filter(wasSeen);
  const lastSeen = Math.max(0, ...seen.map(({ ordinal }) => ordinal));
  const seenAt = Math.max(0, ...seen.map(({ at }) => at));
  const latest = new Map<NewsAbout, { of: string[]; at: Instant }>();
  const hear = (about: NewsAbout, at: Instant, of: readonly string[] = []) => {
    const known = latest.get(about);
    latest.set(about, { of: [...new Set([...(known?.of ?? []), ...of])], at: Math.max(at, known?.at ?? 0) });
  };
  for (const notice of notices) {
    if (notice.ordinal <= lastSeen) continue;
    for (const about of aboutOf(notice)) hear(about, notice.at, idsIn(notice.facts, about));
  }
  // a message goes in no order with the rest
  for (const at of messages) if (at >= seenAt) hear('message', at);
  return [...latest].map(([about, one]) => ({ about, ...one })).sort((one, other) => other.at - one.at);
}

function aboutOf({ kind, facts }: ReceiptNotice): NewsAbout[] {
  const { changed: all = [], ...others } = facts;
  // how one comes now is what the page begins with
  const changed = all.filter((what) => what !== 'signup');
  const dates = others.events ?? others.places;
  const more = (['movedActivities', 'goneActivities', 'events', 'tooLarge'] as const).filter((fact) =>
    fact === 'events' ? dates : others[fact],
  );
  switch (kind) {
    case 'updated':
      return [...changed, ...more];
    // what is on again may be at another time, and what overtook a move tells the move too
    case 'promoted':
    case 'event-restored':
    case 'changed':
    case 'team-placed':
      return [kind, ...changed, ...more];
    // that it is off, or that no place came, is what the page begins with
    default:
      return [];
  }
}

function idsIn(facts: NoticeFacts, about: NewsAbout): readonly string[] {
  if (about === 'events') return [...(facts.events ?? []), ...(facts.places ?? [])];
  const isOfSome = about === 'movedActivities' || about === 'goneActivities';
  return isOfSome ? (facts[about] ?? []) : [];
}
