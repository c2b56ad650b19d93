import type { RosterProblem } from '../../domain/team';
import type { ClosedProblem, WishProblem } from '../../domain/wish';

/** What is wrong with one field by itself, before any rule of the event is asked. */
export type FieldFault =
  | 'missing'
  | 'too-long'
  | 'not-an-address'
  | 'not-a-number'
  | 'costly-number'
  | 'not-a-count'
  | 'not-an-audience'
  | 'not-a-code'
  | 'no-such-code'
  | 'no-such-words';

export interface FieldProblem {
  /** The field's name, as the form sends it. */
  field:
    'name' | 'email' | 'phone' | 'partySize' | 'playWith' | 'audience' | 'note' | 'team' | 'player' | 'code' | 'ord';
  problem: FieldFault;
  /** How many characters there may be, of `too-long`. */
  limit?: number;
}

/** Everything that can be wrong with a form; said in words by problem-words.ts. */
export type FormProblem = FieldProblem | WishProblem | ClosedProblem | RosterProblem;
