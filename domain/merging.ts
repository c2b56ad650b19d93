import type { SignupState } from './event';
import { changeAnswers } from './question';
import type { Wish } from './wish';

/** Of two signups that are to be one, what decides how it stands. */
export interface Standing {
  state: Exclude<SignupState, 'cancelled'>;
  /** Waits for the organiser's yes. */
  toApprove: boolean;
  lineNo: number | null;
  /** Was told that no place came, and stands in line no longer. */
  outOfLine: boolean;
}

/**
 * How one stands that was two: as the better of them. A place before a wait, in line before waiting for a yes, and the
 * earlier number of the two.
 */
export function betterStanding(one: Standing, other: Standing): Standing {
  if (one.state === 'confirmed' || other.state === 'confirmed') {
    return { state: 'confirmed', toApprove: false, lineNo: null, outOfLine: false };
  }
  const numbers = [one.lineNo, other.lineNo].filter((number) => number !== null);
  return {
    state: 'waitlisted',
    toApprove: one.toApprove && other.toApprove,
    lineNo: numbers.length ? Math.min(...numbers) : null,
    outOfLine: one.outOfLine && other.outOfLine,
  };
}

/**
 * Why the signup of one who plays on a team cannot take in another of theirs that is without a team; null where it can.
 * Who waits with a team, or for a place in it, would lose the place, or the place in line, that the other has. And of a
 * larger party the others may be on the team already, by name: it would count them twice.
 */
export function whyNotIntoTeam(
  player: { state: SignupState; partySize: number },
  alone: { partySize: number },
): 'team-waits' | 'larger-alone' | null {
  if (player.state !== 'confirmed') return 'team-waits';
  return alone.partySize > player.partySize ? 'larger-alone' : null;
}

/**
 * What one asks for that was two: all that either chose, for as many as the larger party, with the first one's words and
 * the other's where it has none. Both notes.
 */
export function unionOf(first: Wish, second: Wish): Wish {
  const all = (one: string[], other: string[]) => [...new Set([...one, ...other])];
  return {
    name: first.name,
    email: first.email ?? second.email,
    phone: first.phone ?? second.phone,
    partySize: Math.max(first.partySize, second.partySize),
    activities: all(first.activities, second.activities),
    shifts: all(first.shifts, second.shifts),
    audience: first.audience ?? second.audience,
    note: bothNotes(first.note, second.note),
    playWith: first.playWith ?? second.playWith,
    answers: changeAnswers(second.answers, first.answers),
    language: first.language,
  };
}

/** Two texts as one, each said once. */
export function bothNotes(first: string | null, second: string | null): string | null {
  const notes = [...new Set([first, second].filter((note) => note !== null && note !== ''))];
  return notes.length ? notes.join('\n\n') : null;
}
