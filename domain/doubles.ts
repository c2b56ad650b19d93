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
 * Pairs of signups that look alike: the same name, made within minutes of each other; or the same phone or mail, by the
 * same name or one that may be the same person's. It is only said: two people may well share a name, and a phone.
 * @param areTwo whether two of them are known to be no double: somebody has found that they are different people, say
 * @returns the ids of each pair, the one made first before the other, in the order in which the later were made
 */
export function doublesAmong(
  signups: readonly Likeness[],
  areTwo: (one: string, other: string) => boolean = () => false,
): [first: string, second: string][] {
  const pairs: [string, string][] = [];
  const before = new Map<string, Likeness[]>();
  for (const later of [...signups].sort(inOrder)) {
    const shared = sharedBy(later);
    // with the nearest before it that it looks like: once, however many there are
    const [earlier] = shared
      .flatMap((sign) => before.get(sign)?.findLast((one) => lookAlike(one, later) && !areTwo(one.id, later.id)) ?? [])
      .sort(inOrder)
      .reverse();
    if (earlier) pairs.push([earlier.id, later.id]);
    if (pairs.length === mostPairs) return pairs;
    for (const sign of shared) {
      const group = before.get(sign);
      if (group) group.push(later);
      else before.set(sign, [later]);
    }
  }
  return pairs;
}

/** What two that look alike have at least one of in common. */
const sharedBy = ({ nameFolded, email, phone }: Likeness): string[] => [
  `name ${nameFolded}`,
  ...(email === null ? [] : [`mail ${email.toLowerCase()}`]),
  ...(phone === null ? [] : [`phone ${phone}`]),
];

function lookAlike(one: Likeness, other: Likeness): boolean {
  const sameMail = one.email !== null && one.email.toLowerCase() === other.email?.toLowerCase();
  const samePhone = one.phone !== null && one.phone === other.phone;
  if (sameMail || samePhone) return mayBeOneName(one.nameFolded, other.nameFolded);
  return one.nameFolded === other.nameFolded && Math.abs(one.createdAt - other.createdAt) <= doubleWithin;
}

/**
 * Whether two names may be one person's: "Anna", "Anna K" and "Anna Karlsson", or "Karlsson Anna". They begin alike, or the
 * one has all the words of the other. A surname in common is none of that: a family shares it, and a phone.
 */
function mayBeOneName(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const isWithin = (some: readonly string[], all: readonly string[]) => some.every((word) => all.includes(word));
  return words[0] === others[0] || isWithin(words, others) || isWithin(others, words);
}

const wordsOf = (name: string): string[] => name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

const inOrder = (one: Likeness, other: Likeness) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1);
