/** Everything that we tell one person about one signup. CONTRACT §4.1. */
export const noticeKinds = [
  'confirmed',
  'waitlisted',
  'promoted',
  /** by the person */
  'changed',
  'cancelled',
  'team-registered',
  'team-joined',
  /** the captain's role passed to you */
  'captain',
  'team-withdrawn',
  /** by the organiser: a new time or place, an activity moved or gone */
  'updated',
  'event-cancelled',
  'event-restored',
  'no-place',
  /** asks the address to confirm a secret feed */
  'feed',
  /** to an organiser: the code of a login, and an invitation to an organisation */
  'login',
  'invitation',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Those that tell somebody about a signup: the others are about something else, and each is told by itself. */
export type SignupNoticeKind = Exclude<NoticeKind, 'feed' | 'login' | 'invitation'>;

/**
 * What is new in a notice beyond the signup's present state: ids and words of this list only, never text about a
 * person. When a later notice overtakes an earlier unsent one, their facts are merged (see `mergeFacts`).
 */
export interface NoticeFacts {
  /** What changed of the event itself. */
  changed?: ('time' | 'place')[];
  /** Ids of activities or shifts of the person's that moved. */
  movedActivities?: string[];
  /** Ids of activities or shifts of the person's that are gone. */
  goneActivities?: string[];
  /** Of a whole series: the ids of the events that moved or were cancelled. */
  events?: string[];
  /** Of a waiting party that can no longer fit in what it waits for. */
  tooLarge?: boolean;
  /** Of `cancelled`: whether the calendar entry is withdrawn with METHOD:CANCEL (no other living signup has the address). */
  withdrawEntry?: boolean;
}

/** The facts of several notices to one signup as one, each said once. */
export function mergeFacts(earlier: NoticeFacts, later: NoticeFacts): NoticeFacts {
  const merged: NoticeFacts = { ...earlier, ...later };
  for (const list of ['changed', 'movedActivities', 'goneActivities', 'events'] as const) {
    const all = [...new Set<string>([...(earlier[list] ?? []), ...(later[list] ?? [])])];
    if (all.length) Object.assign(merged, { [list]: all });
  }
  return merged;
}
