import type { SignupWindow } from '../../domain/offer';
import type { FormProblem } from './problem';
import type { Typed } from './typed';

/** Why a form without a fault was refused all the same: nothing is wrong with what was typed. */
export type Refusal =
  | { kind: 'full' }
  | { kind: 'closed'; window: Exclude<SignupWindow, { state: 'open' }> }
  /** Of a series where one signs up to one date at a time. */
  | { kind: 'each-date' }
  /** Of a team that has been withdrawn. */
  | { kind: 'team-gone' }
  | { kind: 'over' }
  | { kind: 'cancelled' }
  | { kind: 'event-cancelled' };

/** A form that comes back, with everything that was typed in it. CONTRACT §1, §2.3. */
export interface FormAnswer {
  typed: Typed;
  problems: readonly FormProblem[];
  refusal: Refusal | null;
}

/** Whether somebody has to look at the form again, so that the page's title says so. */
export function isWrong(answer: FormAnswer | null): boolean {
  return answer !== null && (answer.problems.length > 0 || answer.refusal !== null);
}
