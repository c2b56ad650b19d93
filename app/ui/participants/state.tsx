import type { EndedAs, SignupState } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';
import { Mark, type Tone } from '../notice';

/** How a signup stands, as much as its words need. */
export interface Stands {
  state: SignupState;
  toApprove: boolean;
  outOfLine: boolean;
  position: number | null;
  endedAs?: EndedAs | null;
}

/** How a signup stands, in a word or two. */
export function StandsMark({ t, one }: { t: Speech; one: Stands }) {
  return <Mark tone={toneOf(one)}>{standsWords(t, one)}</Mark>;
}

export function standsWords(t: Speech, { state, toApprove, outOfLine, position, endedAs = null }: Stands): string {
  if (state === 'confirmed') return t.participants_state_confirmed();
  if (state === 'cancelled') {
    if (endedAs === 'declined') return t.participants_state_declined();
    return endedAs === 'merged' ? t.participants_state_merged() : t.participants_state_cancelled();
  }
  if (toApprove) return t.participants_state_asked();
  if (outOfLine) return t.participants_state_no_place();
  return position === null ? t.participants_state_waiting() : t.participants_state_position({ position });
}

function toneOf({ state, toApprove }: Stands): Tone {
  if (state === 'confirmed') return 'good';
  return state === 'cancelled' ? 'plain' : toApprove ? 'stop' : 'mind';
}
