import type { Answers, Audience, Instant } from '../domain/event';
import { isOver, signupWindow, type Offer } from '../domain/offer';
import { hasStarted } from '../domain/waitlist';
import { problemsOfChange, type Wish, type WishProblem } from '../domain/wish';
import { endSignups, entryFacts } from './ending';
import { lockOffer, readLine, serveLine } from './line';
import { movePlaces } from './moves';
import { offerOf } from './offers';
import type { Asker, Store, Trx } from './store';
import { columnsOf, signupByCode, type SignupRow } from './signups';
import { changeRoster, type RosterProblem } from './team-roster';
import { leaveTeam } from './teams';
import { tell } from './tell';

/** A change as the form sent it: what is undefined keeps its value. CONTRACT §3.15. */
export type Change = Partial<Wish> & {
  /** The captain's: the team's name, and the whole list of the players known only by name. */
  team?: string;
  players?: string[];
};

export type ChangeOutcome =
  | { kind: 'changed' }
  /** The new places cannot be had; the old signup is kept. */
  | { kind: 'full' }
  | { kind: 'invalid'; problems: ChangeProblem[] }
  | { kind: 'over' }
  | { kind: 'cancelled' }
  | { kind: 'event-cancelled' }
  | { kind: 'unknown' };

export type ChangeProblem = WishProblem | ClosedProblem | RosterProblem;

/** After closing a party may become smaller, not larger, and nothing more can be chosen. CONTRACT §3.16. */
export type ClosedProblem = { field: 'partySize' | 'activity' | 'shift' | 'player'; problem: 'closed' };

/**
 * Changes a signup: granted whole, or refused with the old one kept. Who waits keeps the place in line for fewer
 * people or other words, and goes to its end for more people or another activity. CONTRACT §3.15–16.
 */
export async function changeSignup(store: Store, code: string, change: Change, now: Instant): Promise<ChangeOutcome> {
  const attempt = store.transact(async (trx): Promise<ChangeOutcome> => {
    const known = await signupByCode(store, trx, code);
    if (!known) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, known.offer_id);
    const signup = await trx.selectFrom('signup').selectAll().where('id', '=', known.id).executeTakeFirstOrThrow();
    const offer = await offerOf(trx, signup);
    if (signup.state === 'cancelled') return { kind: 'cancelled' };
    if (offer.status === 'cancelled') return { kind: 'event-cancelled' };
    if (isOver(offer, now)) return { kind: 'over' };

    const before = await wishOf(trx, signup, offer);
    const wish: Wish = { ...before, ...definedOf(change) };
    const closed = signupWindow(offer, now).state !== 'open';
    const problems = [...problemsOfChange(offer, before, wish, now), ...(closed ? closedProblems(before, wish) : [])];
    if (problems.length) return { kind: 'invalid', problems };

    const places = await movePlaces(trx, offer, signup, before, wish, now);
    if (places === 'full') return undoing({ kind: 'full' });
    const roster = await changeRoster(trx, store, offer, signup, change, { closed, now });
    if (roster.kind === 'full' || roster.kind === 'invalid') return undoing(roster);

    const words = columnsOf(wish);
    const sameWords = (Object.keys(words) as (keyof typeof words)[]).every((key) => words[key] === signup[key]);
    if (sameWords && places === 'kept' && roster.kind === 'kept') return { kind: 'changed' };
    const after = await trx
      .updateTable('signup')
      .set((eb) => ({
        ...words,
        address_failed_at: words.email === signup.email ? signup.address_failed_at : null,
        sequence: eb('sequence', '+', 1),
        updated_at: now,
      }))
      .where('id', '=', signup.id)
      .returning(['id', 'email', 'address_failed_at', 'has_code'])
      .executeTakeFirstOrThrow();
    await tell(trx, [after], 'changed', {}, now);
    await serveLine(trx, offer, now);
    if (places === 'waiting' && (await waitsInVain(trx, offer, signup.id, now))) return undoing({ kind: 'full' });
    return { kind: 'changed' };
  });
  return attempt.catch(undone);
}

export type CancelOutcome = { kind: 'cancelled' } | { kind: 'over' } | { kind: 'unknown' };

/**
 * Gives a signup's places up; again is harmless. The places go to the line in the same transaction, and a captain's
 * role to the next player. CONTRACT §3.3, §3.9, §3.13.
 */
export async function cancelSignup(store: Store, code: string, now: Instant): Promise<CancelOutcome> {
  return store.transact(async (trx) => {
    const known = await signupByCode(store, trx, code);
    if (!known) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, known.offer_id);
    const signup = await trx.selectFrom('signup').selectAll().where('id', '=', known.id).executeTakeFirstOrThrow();
    if (signup.state === 'cancelled') return { kind: 'cancelled' };
    const offer = await offerOf(trx, signup);
    if (isOver(offer, now)) return { kind: 'over' };
    await endSignups(trx, [signup], now);
    await tell(trx, [signup], 'cancelled', await entryFacts(trx, signup), now);
    await leaveTeam(trx, signup, now);
    await serveLine(trx, offer, now);
    return { kind: 'cancelled' };
  });
}

/** What a signup asks for now, as the form would say it. */
export async function wishOf(asker: Asker, signup: SignupRow, offer: Offer): Promise<Wish> {
  const claims = await asker
    .selectFrom('claim')
    .select('pool_id')
    .where('holder_id', '=', signup.id)
    .where('state', '<>', 'ended')
    .execute();
  const chosen = offer.parts.filter((part) => claims.some((claim) => claim.pool_id === part.poolId));
  return {
    name: signup.name,
    email: signup.email,
    phone: signup.phone,
    partySize: signup.party_size,
    activities: chosen.filter((part) => part.of === 'activity').map((part) => part.slug),
    shifts: chosen.filter((part) => part.of === 'shift').map((part) => part.slug),
    audience: signup.audience as Audience | null,
    note: signup.note,
    answers: JSON.parse(signup.answers) as Answers,
    language: signup.language,
  };
}

function definedOf(change: Change): Partial<Wish> {
  const { team: _team, players: _players, ...wish } = change;
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

function closedProblems(before: Wish, wish: Wish): ClosedProblem[] {
  const added = (now: string[], then: string[]) => now.some((slug) => !then.includes(slug));
  return [
    ...(wish.partySize > before.partySize ? [{ field: 'partySize', problem: 'closed' } as const] : []),
    ...(added(wish.activities, before.activities) ? [{ field: 'activity', problem: 'closed' } as const] : []),
    ...(added(wish.shifts, before.shifts) ? [{ field: 'shift', problem: 'closed' } as const] : []),
  ];
}

/** Whether one who moved to the end of the line waits for something that has begun: then it is full. CONTRACT §3.3. */
async function waitsInVain(trx: Trx, offer: Offer, signupId: string, now: Instant): Promise<boolean> {
  const { waiting } = await readLine(trx, offer);
  const self = waiting.find((one) => one.id === signupId);
  return self !== undefined && hasStarted(self, now);
}

/** Carries an outcome out of a transaction that must leave nothing behind. */
class Undone extends Error {
  constructor(readonly outcome: ChangeOutcome) {
    super('undone');
  }
}

function undoing(outcome: ChangeOutcome): never {
  throw new Undone(outcome);
}

function undone(error: unknown): ChangeOutcome {
  if (error instanceof Undone) return error.outcome;
  throw error;
}
