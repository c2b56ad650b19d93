import type { Local } from './time';

interface Timed {
  start?: Local;
  end?: Local;
}

/** How a part of an event sticks out of the event's own time: it begins before it, ends after it, or both. */
export type Outside = 'before' | 'after' | 'both';

/**
 * Whether an activity or a shift lies, wholly or in part, outside the times of its event. It may well be right: those
 * who build come the day before. So it is a thing to ask about, never a fault.
 * @param event without an end it ends with its start's day, as CONTRACT §3.9 has it
 * @returns null where it lies within, or where either has no time
 */
export function outsideOf(part: Timed, event: Timed): Outside | null {
  if (part.start === undefined || event.start === undefined) return null;
  const before = isBefore(part.start, event.start);
  const partEnd = part.end ?? part.start;
  // of an event whose end is open nobody knows what is too late, but its day is known
  const after =
    event.end === undefined
      ? dayOf(part.start) > dayOf(event.start)
      : isBefore(event.end, partEnd) || (part.end === undefined && isSame(partEnd, event.end));
  if (before) return after ? 'both' : 'before';
  return after ? 'after' : null;
}

/** By the clock where both have a time of day; else by the day, since a day whose time is open is the whole day. */
const isBefore = (one: Local, other: Local): boolean => inCommon(one, other) < inCommon(other, one);

/** Two moments with a time of day. A day alone goes on until midnight, and what is on it is not over. */
const isSame = (one: Local, other: Local): boolean => one.length > 10 && one === other;

const inCommon = (local: Local, other: Local): string => (other.length > 10 ? local : dayOf(local));
const dayOf = (local: Local): string => local.slice(0, 10);
