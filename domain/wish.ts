import type { Claim } from './capacity';
import type { Audience, Instant } from './event';
import type { Language } from './language/speech';
import type { Offer, OfferPart } from './offer';
import { answerProblem, type AnswerProblem, type Answers, type Question } from './question';

/** What a person asks for with a signup form. Slugs of parts, as the form sends them. */
export interface Wish {
  name: string;
  email: string | null;
  phone: string | null;
  partySize: number;
  activities: string[];
  shifts: string[];
  audience: Audience | null;
  note: string | null;
  /** Whom one would like to play with, in one's own words. Asked of a player without a team alone. */
  playWith?: string | null;
  answers: Answers;
  language: Language;
}

/** What is wrong with a wish, and in which field of the form; a page says it in words beside that field. */
export type WishProblem =
  | { field: 'partySize'; problem: 'over-party-limit'; limit: number }
  | { field: 'partySize'; problem: 'larger-than-pool'; limit: number }
  | { field: 'activity' | 'shift'; problem: 'unknown'; slug: string }
  | { field: 'activity' | 'shift'; problem: 'gone'; title: string }
  | { field: 'activity' | 'shift'; problem: 'begun'; title: string }
  | { field: 'activity' | 'shift'; problem: 'clash'; title: string; other: string }
  | { field: `q.${string}`; problem: AnswerProblem; label: string };

/**
 * What is wrong with a wish for this offer. CONTRACT §3.1, §3.8.
 * @param before the parts that the signup already has, by slug, when it is changed: those may be kept although they
 *   have begun or are gone
 */
export function problemsOf(offer: Offer, wish: Wish, now: Instant, before: readonly string[] = []): WishProblem[] {
  return [
    ...partyProblems(offer, wish),
    ...choiceProblems(offer, wish, now, before),
    ...answerProblems(offer.questions, wish.answers),
  ];
}

/**
 * What is wrong with a changed wish, leaving alone what was so before: nobody has to put right what the organiser has
 * changed meanwhile (a question that is new, two activities that now clash) to make a party smaller. CONTRACT §3.15–16.
 */
export function problemsOfChange(offer: Offer, before: Wish, wish: Wish, now: Instant): WishProblem[] {
  const chosen = [...before.activities, ...before.shifts];
  const had = new Set(problemsOf(offer, before, now, chosen).map((problem) => JSON.stringify(problem)));
  const sameAnswer = (id: string) => JSON.stringify(before.answers[id]) === JSON.stringify(wish.answers[id]);
  return problemsOf(offer, wish, now, chosen).filter((problem) => {
    if (problem.field === 'partySize' && wish.partySize > before.partySize) return true;
    if (problem.field.startsWith('q.')) return !sameAnswer(problem.field.slice('q.'.length));
    return !had.has(JSON.stringify(problem));
  });
}

/** A party that plays may grow to what its team can hold. CONTRACT §3.1, §3.10. */
export function playerProblems(
  offer: Pick<Offer, 'teams'>,
  before: Pick<Wish, 'partySize'> | null,
  wish: Pick<Wish, 'partySize'>,
): WishProblem[] {
  if (!offer.teams || wish.partySize <= Math.max(offer.teams.max, before?.partySize ?? 0)) return [];
  return [{ field: 'partySize', problem: 'larger-than-pool', limit: offer.teams.max }];
}

/** After closing a party may become smaller, not larger, and nothing more can be chosen. CONTRACT §3.16. */
export type ClosedProblem = { field: 'partySize' | 'activity' | 'shift' | 'player'; problem: 'closed' };

/** What a changed wish asks for that can no longer be had because signup has closed. CONTRACT §3.16. */
export function closedProblems(before: Wish, wish: Wish): ClosedProblem[] {
  const added = (now: string[], then: string[]) => now.some((slug) => !then.includes(slug));
  return [
    ...(wish.partySize > before.partySize ? [{ field: 'partySize', problem: 'closed' } as const] : []),
    ...(added(wish.activities, before.activities) ? [{ field: 'activity', problem: 'closed' } as const] : []),
    ...(added(wish.shifts, before.shifts) ? [{ field: 'shift', problem: 'closed' } as const] : []),
  ];
}

/** The parts that a wish chooses, in the order of the programme. Unknown slugs are left out. */
export function chosenParts(offer: Offer, wish: Pick<Wish, 'activities' | 'shifts'>): OfferPart[] {
  return offer.parts.filter((part) => (part.of === 'activity' ? wish.activities : wish.shifts).includes(part.slug));
}

/**
 * Whether a signup that chose these parts takes part, and does not only help: a shift alone takes no participant's
 * place. CONTRACT §3.7.
 */
export function takesPart(parts: readonly Pick<OfferPart, 'of'>[]): boolean {
  return parts.length === 0 || parts.some((part) => part.of === 'activity');
}

/**
 * The places that a wish asks for: its party's size in the offer's own pool and in each pool it chose. §3.1, §3.7.
 * @param plays on a team: then it takes part, also when it helps at a shift besides. §3.10
 */
export function claimsOf(
  offer: Pick<Offer, 'poolId'>,
  parts: readonly Pick<OfferPart, 'of' | 'poolId' | 'status'>[],
  partySize: number,
  audience: string | null,
  plays = false,
): Claim[] {
  const alive = parts.filter((part) => part.status !== 'cancelled');
  const own = plays || takesPart(parts) ? [{ poolId: offer.poolId, places: partySize, audience }] : [];
  return [...own, ...alive.map((part) => ({ poolId: part.poolId, places: partySize, audience }))];
}

/** When the first thing asked for starts: the first part chosen, else the offer itself. CONTRACT §3.3. */
export function firstStart(
  offer: Pick<Offer, 'startAt'>,
  parts: readonly Pick<OfferPart, 'startAt' | 'status'>[],
): Instant | null {
  const starts = parts
    .filter((part) => part.status !== 'cancelled')
    .map((part) => part.startAt ?? offer.startAt)
    .filter((start) => start !== null);
  return starts.length ? Math.min(...starts) : offer.startAt;
}

function partyProblems(offer: Offer, wish: Wish): WishProblem[] {
  if (wish.partySize > offer.maxPartySize) {
    return [{ field: 'partySize', problem: 'over-party-limit', limit: offer.maxPartySize }];
  }
  const parts = chosenParts(offer, wish);
  const limits = [takesPart(parts) ? offer.capacity : null, ...parts.map((part) => part.capacity)].filter(
    (capacity) => capacity !== null && capacity > 0 && wish.partySize > capacity,
  );
  const smallest = Math.min(...limits.map(Number));
  return limits.length ? [{ field: 'partySize', problem: 'larger-than-pool', limit: smallest }] : [];
}

function choiceProblems(offer: Offer, wish: Wish, now: Instant, before: readonly string[]): WishProblem[] {
  const problems: WishProblem[] = [];
  for (const of of ['activity', 'shift'] as const) {
    for (const slug of new Set(of === 'activity' ? wish.activities : wish.shifts)) {
      const part = offer.parts.find((one) => one.of === of && one.slug === slug);
      if (!part) problems.push({ field: of, problem: 'unknown', slug });
      else if (before.includes(slug)) continue;
      else if (part.status === 'cancelled') problems.push({ field: of, problem: 'gone', title: part.title });
      else if (part.startAt !== null && now >= part.startAt) {
        problems.push({ field: of, problem: 'begun', title: part.title });
      }
    }
  }
  const alive = chosenParts(offer, wish).filter((part) => part.status !== 'cancelled');
  for (const [index, part] of alive.entries()) {
    const other = alive.slice(0, index).find((earlier) => overlap(earlier, part));
    if (other) problems.push({ field: part.of, problem: 'clash', title: part.title, other: other.title });
  }
  return problems;
}

/** Whether two parts overlap in time; back to back is no clash, and what has no time cannot clash. */
export function overlap(
  one: { startAt: Instant | null; endAt: Instant | null },
  other: { startAt: Instant | null; endAt: Instant | null },
): boolean {
  if (one.startAt === null || other.startAt === null) return false;
  if (one.startAt === other.startAt) return true;
  return one.startAt < (other.endAt ?? other.startAt) && other.startAt < (one.endAt ?? one.startAt);
}

/** What is wrong with the answers to an event's own questions; an answer to an unknown question is ignored. */
export function answerProblems(questions: readonly Question[], answers: Answers): WishProblem[] {
  return questions.flatMap((question): WishProblem[] => {
    const problem = answerProblem(question, answers[question.id]);
    return problem ? [{ field: `q.${question.id}`, problem, label: question.label }] : [];
  });
}
