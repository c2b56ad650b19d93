import { lix } from './lix';

/** How a text reads: for everybody, for most, for few, or as a report does. */
export type Readability = 'easy' | 'fair' | 'hard' | 'heavy';

export interface Coached {
  /** As `lix`, rounded. */
  lix: number;
  readability: Readability;
  /** The longest words, longest first, each once: those that one could write in another way. */
  longWords: string[];
}

/** LIX up to which a text reads so; what is above is heavy. */
const limits: [Readability, number][] = [
  ['easy', 35],
  ['fair', 45],
  ['hard', 55],
];
/** From how many letters a word is worth a thought, and how many are named. */
const longWord = 13;
const wordsNamed = 3;
/** What alone makes even a few words hard: as many letters in one word. */
const longestWord = 20;

/** What may be said about a text while it is written. @returns null for one too short to say anything about */
export function coach(text: string): Coached | null {
  const words = text.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
  if (words.length < 5 && !words.some((word) => lettersIn(word) >= longestWord)) return null;
  const score = Math.round(lix(text));
  const long = new Map(
    words.filter((word) => lettersIn(word) >= longWord).map((word) => [word.toLocaleLowerCase('sv'), word]),
  );
  return {
    lix: score,
    readability: limits.find(([, most]) => score <= most)?.[0] ?? 'heavy',
    longWords: [...long.values()].sort((one, other) => lettersIn(other) - lettersIn(one)).slice(0, wordsNamed),
  };
}

const lettersIn = (word: string) => word.match(/\p{L}/gu)?.length ?? 0;
