import type { Instant } from './event';

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
  /** an organiser's thanks when it is over */
  'thanks',
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
  /** to an organiser: a colleague has made them answer for events or series */
  'handed-over',
  /** to an organiser: a colleague has given them another role, or taken it away */
  'membership',
  /** to the organisers of a co-host that was sent away, and to the host of one that has left */
  'co-host-removed',
  'co-host-left',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What one can do without: nobody is called about it, it can be said no to, and it is not sent again. */
export const isNoReasonToCall = (kind: NoticeKind): boolean => kind === 'reminder' || kind === 'thanks';

/** Those that tell somebody about a signup: the others are about something else, and each is told by itself. */
export type SignupNoticeKind = Exclude<
  NoticeKind,
  'feed' | 'login' | 'invitation' | 'co-host' | 'co-host-answer' | ColleagueNoticeKind
>;

/** Those that tell an organiser what another did. */
const colleagueKinds = ['handed-over', 'membership', 'co-host-removed', 'co-host-left'] as const;
export type ColleagueNoticeKind = (typeof colleagueKinds)[number];

export const isToColleague = (kind: NoticeKind): kind is ColleagueNoticeKind =>
  (colleagueKinds as readonly NoticeKind[]).includes(kind);

/**
 * Kinds that a later notice does not tell by itself, the gravest first: who believes that it is off, or that they have no
 * place, has to hear that before they hear of a new time.
 */
export const overtaken = [
  'event-restored',
  'promoted',
  'captain',
  'team-placed',
  'team-changed',
  'team-incomplete',
  'changed',
  'updated',
] as const satisfies readonly NoticeKind[];
export type Overtaken = (typeof overtaken)[number];

/**
 * What is new in a notice beyond the signup's present state: ids, moments and words of this list only, never text about
 * a person. When a later notice overtakes an earlier unsent one, what it told goes with the later (see `overtake`).
 */
export interface NoticeFacts {
  /** What changed of the event itself; `signup`: whether one signs up with us at all, to those who wait to get in. */
  changed?: ('time' | 'place' | 'signup')[];
  /** Ids of activities or shifts of the person's that moved. */
  movedActivities?: string[];
  /** Ids of activities or shifts of the person's that are gone. */
  goneActivities?: string[];
  /** Of a whole series: the ids of the events that moved or were cancelled. */
  events?: string[];
  /** Of a whole series: the ids of the events that are at another place, when they were. */
  places?: string[];
  /** Of a waiting party that can no longer fit in what it waits for. */
  tooLarge?: boolean;
  /** Of `cancelled`: whether the calendar entry is withdrawn with METHOD:CANCEL (no other living signup has the address). */
  withdrawEntry?: boolean;
  /** An organiser did it: the person has seen nothing of it on a screen. Of `captain`: nobody need have left. */
  byOrganiser?: boolean;
  /** Of `updated`: written in one section of the editor, where a change in another often follows. */
  mayFollow?: boolean;
  /**
   * Of what may be followed by more: how it was before, by `time`, `place`, `signup` or the id of a part or a date, in signs that
   * are compared and never shown. See `putRight`. Of `membership`: by `role`.
   */
  was?: Record<string, string>;
  /**
   * When what has another time began before, as the person knows it; null: it was open. Of several changes that nobody
   * was told, as it was before the first.
   */
  firstStart?: Instant | null;
  /** Earlier notices that it has overtaken and that told more than the signup's present state: see `overtake`. */
  overtook?: Overtaken[];
  /** Of `login`: a form waits for the code, on a page that the mail must not lead away from. */
  formWaits?: boolean;
  /** Of `co-host`, and of what a colleague did: the organiser who is mailed, by id. */
  organiser?: string;
  /** Of what a colleague did: who did it, in which organisation (the co-host's), and to which events and series; ids. */
  by?: string;
  organisation?: string;
  offers?: string[];
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

/** Whether a deed on the team board tells this. */
export const isOfBoard = (kind: NoticeKind, { byOrganiser = false }: NoticeFacts): boolean =>
  kind === 'team-placed' || kind === 'team-changed' || (kind === 'captain' && byOrganiser);

/** How long a notice waits that others often follow, in milliseconds. */
export const quiet = 2 * 60_000;

/**
 * How long a notice waits before it is sent, in milliseconds. On the team board one tries things, and in the editor one
 * moves an event to another day in one section and to another room in the next: people are told once, when it has been
 * quiet for a while, by the last notice. So are colleagues: who takes over twenty events reads one mail.
 */
export function quietBefore(kind: NoticeKind, facts: NoticeFacts): number {
  return isToColleague(kind) || isOfBoard(kind, facts) || (kind === 'updated' && facts.mayFollow) ? quiet : 0;
}

/** The facts of several notices to one signup as one, each said once. */
export function mergeFacts(earlier: NoticeFacts, later: NoticeFacts): NoticeFacts {
  const merged: NoticeFacts = { ...earlier, ...later };
  for (const list of [
    'changed',
    'movedActivities',
    'goneActivities',
    'events',
    'places',
    'overtook',
    'offers',
  ] as const) {
    const all = [...new Set<string>([...(earlier[list] ?? []), ...(later[list] ?? [])])];
    if (all.length) Object.assign(merged, { [list]: all });
  }
  if (earlier.was && later.was) merged.was = { ...later.was, ...earlier.was };
  if (earlier.firstStart !== undefined) merged.firstStart = earlier.firstStart;
  return merged;
}

/**
 * What is left to tell somebody when something may be true again of which they have not been told that it was not: an
 * organiser who sees a mistake at once has made nobody wait at the wrong place.
 * @param waiting what has been written for them and not been told, the earliest first
 * @param news what a change tells them now, and how that is now, in the signs of `was`
 * @returns the same in the same order; null for what tells nothing any more
 */
export function putRight(
  waiting: readonly NoticeFacts[],
  news: { facts: NoticeFacts; is: Readonly<Record<string, string>> },
): { waiting: (NoticeFacts | null)[]; facts: NoticeFacts | null } {
  const known = waiting.reduce<NoticeFacts>(mergeFacts, {}).was ?? {};
  const again = new Set(Object.keys(news.is).filter((what) => known[what] === news.is[what]));
  const left = (facts: NoticeFacts) => {
    const rest = without(facts, again);
    return tellsOfChange(rest) ? rest : null;
  };
  if (!again.size) return { waiting: [...waiting], facts: news.facts };
  return { waiting: waiting.map(left), facts: left(news.facts) };
}

function without({ was, ...facts }: NoticeFacts, what: ReadonlySet<string>): NoticeFacts {
  const rest: NoticeFacts = { ...facts };
  for (const list of ['changed', 'movedActivities', 'events', 'places'] as const) {
    const kept = (facts[list] ?? []).filter((one) => !what.has(one));
    if (kept.length) Object.assign(rest, { [list]: kept });
    else delete rest[list];
  }
  if (what.has('time')) delete rest.firstStart;
  const known = Object.entries(was ?? {}).filter(([one]) => !what.has(one));
  return known.length ? { ...rest, was: Object.fromEntries(known) } : rest;
}

const tellsOfChange = ({ changed, movedActivities, goneActivities, events, places, tooLarge, overtook }: NoticeFacts) =>
  [changed, movedActivities, goneActivities, events, places, overtook].some((list) => list?.length) ||
  tooLarge === true;

/** How long what is to be told by phone counts as just written, in milliseconds: one call for what is done at one time. */
export const calledOnce = 10 * 60_000;

/**
 * A notice that has overtaken an earlier one which nobody was told: it tells the facts of both, and what the earlier one's
 * kind told. What the person did on the site they have seen, and a change is told by its facts.
 */
export function overtake<Told extends { kind: NoticeKind; facts: NoticeFacts }>(
  earlier: { kind: NoticeKind; facts: NoticeFacts },
  later: Told,
): Told {
  const more = overtaken.filter((kind) => kind === earlier.kind && kind !== later.kind && kind !== 'updated');
  const overtook = wasSeen(earlier) ? [] : more;
  return { ...later, facts: mergeFacts(mergeFacts(earlier.facts, overtook.length ? { overtook } : {}), later.facts) };
}

/**
 * All that a notice tells, the gravest first. A notice of an ending tells nothing else.
 * @param isTrue whether what an overtaken notice told is so still
 */
export function kindsTold(
  { kind, facts }: { kind: NoticeKind; facts: NoticeFacts },
  isTrue: (kind: Overtaken) => boolean,
): NoticeKind[] {
  const own = overtaken.find((one) => one === kind);
  if (!own) return [kind];
  const moved = facts.changed?.length || facts.events?.length || facts.places?.length;
  return overtaken.filter(
    (one) => one === own || ((facts.overtook?.includes(one) || (one === 'updated' && moved)) && isTrue(one)),
  );
}
