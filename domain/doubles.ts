import type { Instant } from './event';

/** What of a signup tells that it may be another's double. */
export interface Likeness {
  id: string;
  /** See `foldName`. */
  nameFolded: string;
  email: string | null;
  phone: string | null;
  createdAt: Instant;
}

/** How near two signups by the same name are that look like one person's two tries, in milliseconds. */
export const doubleWithin = 10 * 60_000;

/** At most so many pairs are pointed out at once: who has mended those sees the next. */
const mostPairs = 50;

/**
 * Pairs of signups that look alike: the same name, and the same phone or mail, or made within minutes of each other. It
 * is only said: two people may well share a name, and a phone.
 * @returns the ids of each pair, the one made first before the other, in the order in which they were made
 */
export function doublesAmong(signups: readonly Likeness[]): [first: string, second: string][] {
  const byName = new Map<string, Likeness[]>();
  for (const one of signups) {
    const group = byName.get(one.nameFolded);
    if (group) group.push(one);
    else byName.set(one.nameFolded, [one]);
  }
  const pairs: [string, string][] = [];
  for (const group of byName.values()) {
    group.sort(inOrder);
    for (const [index, later] of group.entries()) {
      // with the nearest before it that it looks like: once, however many there are
      const earlier = group
        .slice(0, index)
        .reverse()
        .find((one) => lookAlike(one, later));
      if (earlier) pairs.push([earlier.id, later.id]);
      if (pairs.length === mostPairs) return pairs;
    }
  }
  return pairs;
}

function lookAlike(one: Likeness, other: Likeness): boolean {
  const sameMail = one.email !== null && one.email.toLowerCase() === other.email?.toLowerCase();
  const samePhone = one.phone !== null && one.phone === other.phone;
  return sameMail || samePhone || Math.abs(one.createdAt - other.createdAt) <= doubleWithin;
}

const inOrder = (one: Likeness, other: Likeness) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1);
