import { cleanLine, isReadable, lengthOf } from './clean';
import { longest } from './fields';
import { valueOf, type Typed } from './typed';

/** What is wrong with what an organiser wants to be called. */
export type OwnNameFault = 'unreadable' | 'too-long';

/** What an organiser wants to be called. @returns null where nothing is written: the address is enough */
export function readOwnName(typed: Typed): { name: string | null; fault: OwnNameFault | null } {
  const name = cleanLine(valueOf(typed, 'name')) || null;
  if (name === null) return { name, fault: null };
  if (!isReadable(name)) return { name, fault: 'unreadable' };
  return { name, fault: lengthOf(name) > longest.name ? 'too-long' : null };
}
