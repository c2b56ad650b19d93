import { cleanLine, cleanText, isReadable, lengthOf } from './clean';
import { longest } from './fields';
import { valueOf, type Typed } from './typed';

/** How long a reason may be, in characters. */
export const longestReason = 300;

/** What is wrong with a form of one field. */
export type OneFault = 'missing' | 'too-long';

/** Why somebody is let in before others, and whether it is done although no place is free. */
export function readPromotion(typed: Typed): { reason: string; regardless: boolean } | { fault: OneFault } {
  const reason = cleanLine(valueOf(typed, 'reason'));
  if (!isReadable(reason)) return { fault: 'missing' };
  if (lengthOf(reason) > longestReason) return { fault: 'too-long' };
  return { reason, regardless: valueOf(typed, 'regardless') === '1' };
}

/** An organisers' note, and what the form was made from. */
export function readNote(typed: Typed): { note: string | null; basis: string } | { fault: OneFault } {
  const note = cleanText(valueOf(typed, 'note'));
  if (lengthOf(note) > longest.note) return { fault: 'too-long' };
  return { note: note || null, basis: valueOf(typed, 'basis') };
}
