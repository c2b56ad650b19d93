/** Everything that we tell one person about one signup. CONTRACT §4.1. */
export const noticeKinds = [
  'confirmed',
  'waitlisted',
  /** the organiser goes through the signups first */
  'received',
  'promoted',
  /** by the person */
  'changed',
  'cancelled',
  'team-registered',
  'team-joined',
  /** the captain's role passed to you */
  'captain',
  'team-withdrawn',
  /** by the organiser, on the team board: you are in another team, or in none; your team is another than it was */
  'team-placed',
  'team-changed',
  /** to a captain: your team is too few */
  'team-incomplete',
  /** by the organiser: a new time or place, an activity moved or gone */
  'updated',
  'event-cancelled',
  'event-restored',
  'no-place',
  /** an organiser's own words to many */
  'message',
  'reminder',
  /** the organiser said no */
  'declined',
  /** asks the address to confirm a secret feed */
  'feed',
  /** to an organiser: the code of a login, and an invitation to an organisation */
  'login',
  'invitation',
  /** to an organiser: another organisation asks theirs to host with it */
  'co-host',
  /** to the organiser who asked: the other organisation has answered */
  'co-host-answer',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Those that tell somebody about a signup: the others are about something else, and each is told by itself. */
export type SignupNoticeKind = Exclude<NoticeKind, 'feed' | 'login' | 'invitation' | 'co-host' | 'co-host-answer'>;

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
  /** An organiser did it: the person has seen nothing of it on a screen. Of `captain`: nobody need have left. */
  byOrganiser?: boolean;
  /** Of `co-host`: the organiser who is mailed, by id. */
  organiser?: string;
}

/** What a person does on the site by themselves: the answer is a receipt, which they have seen. */
const seenOnScreen: readonly NoticeKind[] = [
  'confirmed',
  'waitlisted',
  'received',
  'changed',
  'cancelled',
  'team-registered',
  'team-joined',
];

/** Whether the person knows it without being told: somebody else did not do it. */
export function wasSeen({ kind, facts }: { kind: NoticeKind; facts: NoticeFacts }): boolean {
  return seenOnScreen.includes(kind) && !facts.byOrganiser;
}

/**
 * How long a notice waits before it is sent, in milliseconds. On the team board one tries things: those who are moved
 * there, and their captains, are told once, when it has been quiet for a while, by the last notice.
 */
export function quietBefore(kind: NoticeKind, facts: NoticeFacts): number {
  const isOfBoard = kind === 'team-placed' || kind === 'team-changed' || (kind === 'captain' && facts.byOrganiser);
  return isOfBoard ? 2 * 60_000 : 0;
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
