import type { Audience, Instant } from '../domain/event';
import type { Language } from '../domain/language/speech';
import { isOver, organiserWindow, signupWindow, whyUnchangeable, type Offer } from '../domain/offer';
import { changeAnswers, type Answers, type ChangedAnswers } from '../domain/question';
import type { RosterProblem } from '../domain/team';
import { hasStarted } from '../domain/waitlist';
import {
  closedProblems,
  playerProblems,
  problemsOfChange,
  type ClosedProblem,
  type Wish,
  type WishProblem,
} from '../domain/wish';
import { movePlaces } from './changed-places';
import { endSignups, entryFacts, setLanguage } from './ending';
import { lockOffer, readLine, serveLine } from './line';
import { offerOf } from './offers';
import { columnsOf, signupByCode, type SignupRow } from './signup-rows';
import type { Asker, Store, Trx } from './store';
import { lengthenRoster, planRoster, shortenRoster } from './team-roster';
import { keepInLine, leaveTeam, type TeamAfter } from './teams';
import { addresseeColumns, tell } from './tell';

/** A change as the form sent it: what is undefined keeps its value. CONTRACT §3.15. */
export type Change = Partial<Omit<Wish, 'answers'>> & {
  answers?: ChangedAnswers;
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

/**
 * Changes a signup: granted whole, or refused with the old one kept. Who waits keeps the place in line for fewer
 * people or other words, and goes to its end for more people or another activity. CONTRACT §3.15–16.
 */
export async function changeSignup(store: Store, code: string, change: Change, now: Instant): Promise<ChangeOutcome> {
  return changeFound(store, (trx) => signupByCode(store, trx, code), change, now);
}

/** How an organiser does what a person can do. */
export interface ByOrganiser {
  /** What else belongs to it, in its transaction; not called where nothing comes of it. */
  alongside: (trx: Trx) => Promise<void>;
}

/** The same of a signup that one finds in another way. @param organiser who also changes what has closed for others */
export async function changeFound(
  store: Store,
  find: (trx: Trx) => Promise<SignupRow | undefined>,
  change: Change,
  now: Instant,
  organiser?: ByOrganiser,
): Promise<ChangeOutcome> {
  const attempt = store.transact(async (trx): Promise<ChangeOutcome> => {
    const known = await find(trx);
    if (!known) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, known.offer_id);
    const offer = await offerOf(trx, known);
    // those who wait first: what the clock has released meanwhile is theirs, and perhaps this one's own
    await serveLine(trx, offer, now);
    const signup = await trx.selectFrom('signup').selectAll().where('id', '=', known.id).executeTakeFirstOrThrow();
    const unchangeable = whyUnchangeable(signup, offer, now);
    if (unchangeable) return unchangeable;

    const before = await wishOf(trx, signup, offer);
    const wish = changedWish(before, change);
    const closed = (organiser ? organiserWindow : signupWindow)(offer, now).state !== 'open';
    const problems = [
      ...problemsOfChange(offer, before, wish, now),
      ...(signup.team_id ? playerProblems(offer, before, wish) : []),
      ...(closed ? closedProblems(before, wish) : []),
    ];
    if (problems.length) return { kind: 'invalid', problems };

    const roster = await planRoster(trx, offer, signup, { ...change, partySize: wish.partySize }, closed);
    if (roster?.problems.length) return { kind: 'invalid', problems: roster.problems };

    // who leaves the captain's list goes first: what they had may be what the rest of the change asks for
    if (roster) await shortenRoster(trx, roster, now);
    const places = await movePlaces(trx, offer, signup, before, wish, now);
    if (places === 'full') return undoing({ kind: 'full' });
    if (roster && !(await lengthenRoster(trx, store, offer, roster, now))) return undoing({ kind: 'full' });

    const words = columnsOf(wish);
    const sameWords = (Object.keys(words) as (keyof typeof words)[]).every((key) => words[key] === signup[key]);
    if (sameWords && places === 'kept' && !roster) return { kind: 'changed' };
    const after = await trx
      .updateTable('signup')
      .set((eb) => ({
        ...words,
        address_failed_at: words.email === signup.email ? signup.address_failed_at : null,
        sequence: eb('sequence', '+', 1),
        updated_at: now,
      }))
      .where('id', '=', signup.id)
      .returning(addresseeColumns)
      .executeTakeFirstOrThrow();
    await tell(trx, [after], 'changed', organiser ? { byOrganiser: true } : {}, now);
    await organiser?.alongside(trx);
    await serveLine(trx, offer, now);
    if (places === 'waiting' && (await waitsInVain(trx, offer, signup.id, now))) return undoing({ kind: 'full' });
    return { kind: 'changed' };
  });
  return attempt.catch(undone);
}

export type CancelOutcome =
  /** `team`: where its captain left it, what became of it. */
  { kind: 'cancelled'; team?: TeamAfter } | { kind: 'over' } | { kind: 'unknown' };

/**
 * Gives a signup's places up; again is harmless. The places go to the line in the same transaction, and a captain's
 * role to the next player. CONTRACT §3.3, §3.9, §3.13.
 * @param language of the form, in which it is told; left out, the signup's own
 */
export async function cancelSignup(
  store: Store,
  code: string,
  now: Instant,
  language?: Language,
): Promise<CancelOutcome> {
  return cancelFound(store, (trx) => signupByCode(store, trx, code), now, { language });
}

/** Carries out of a cancellation that is taken back what would have become of the team: null, nothing. */
export class NotAgreed extends Error {
  constructor(readonly team: TeamAfter | null) {
    super('not agreed');
  }
}

/**
 * What would become of a captain's team if the captain left: carried out and taken back, so that it is what will happen
 * if nothing else does meanwhile. docs/decisions/0110
 * @returns null where there is nothing to tell, as of anybody but a captain
 */
export async function teamWithout(
  store: Store,
  find: (trx: Trx) => Promise<SignupRow | undefined>,
  now: Instant,
): Promise<TeamAfter | null> {
  try {
    await cancelFound(store, find, now, { agrees: () => false });
    return null;
  } catch (error) {
    if (error instanceof NotAgreed) return error.team;
    throw error;
  }
}

/**
 * The same of a signup that one finds in another way.
 * @param by.organiser who gives it up for the person
 * @param by.agrees whether what becomes of the team is what was said yes to
 * @throws NotAgreed where it is not: nothing is then done
 */
export async function cancelFound(
  store: Store,
  find: (trx: Trx) => Promise<SignupRow | undefined>,
  now: Instant,
  by: { language?: Language; organiser?: ByOrganiser; agrees?: (team: TeamAfter | null) => boolean },
): Promise<CancelOutcome> {
  const { language, organiser, agrees = () => true } = by;
  return store.transact(async (trx) => {
    const known = await find(trx);
    if (!known) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, known.offer_id);
    const signup = await trx.selectFrom('signup').selectAll().where('id', '=', known.id).executeTakeFirstOrThrow();
    if (signup.state === 'cancelled') return { kind: 'cancelled' };
    const offer = await offerOf(trx, signup);
    if (isOver(offer, now)) return { kind: 'over' };
    if (language) await setLanguage(trx, signup.id, language);
    await endSignups(trx, [signup], now, organiser ? 'by-organiser' : null);
    const facts = { ...(await entryFacts(trx, signup)), ...(organiser && { byOrganiser: true }) };
    await tell(trx, [signup], 'cancelled', facts, now);
    await organiser?.alongside(trx);
    if (signup.team_id) await keepInLine(trx, offer, signup.team_id);
    await serveLine(trx, offer, now);
    // a reserve may just have come on the team; and a team that ends leaves places in its turn
    const team = await leaveTeam(trx, signup, now);
    if (!agrees(team)) throw new NotAgreed(team);
    if (signup.team_id) await serveLine(trx, offer, now);
    return team ? { kind: 'cancelled', team } : { kind: 'cancelled' };
  });
}

/** What a signup asks for now, as the form would say it. */
export async function wishOf(asker: Asker, signup: SignupRow, offer: Offer): Promise<Wish> {
  const claims = await asker
    .selectFrom('claim')
    .select('pool_id')
    .where('holder_id', '=', signup.id)
    // of one that is cancelled: what it had asked for
    .$if(signup.state !== 'cancelled', (query) => query.where('state', '<>', 'ended'))
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
    playWith: signup.play_with,
    answers: JSON.parse(signup.answers) as Answers,
    language: signup.language,
  };
}

/** What a signup asks for once it is changed. */
export function changedWish(before: Wish, { team: _team, players: _players, answers, ...words }: Change): Wish {
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  return { ...before, ...given, answers: changeAnswers(before.answers, answers ?? {}) };
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
