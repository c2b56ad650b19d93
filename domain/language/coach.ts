import { lix } from './lix';

/** How a text reads: for everybody, for most, or for few. */
export type Readability = 'easy' | 'fair' | 'hard';

export interface Coached {
  /** As `lix`, rounded. */
  lix: number;
  readability: Readability;
  /** The longest words, longest first, each once: those that one could write in another way. */
  longWords: string[];
}

/** LIX up to which a text is easy, and above which it is hard. */
const limits = { easy: 35, fair: 45 };
/** From how many letters a word is worth a thought, and how many are named. */
const longWord = 13;
const wordsNamed = 3;

/** What may be said about a text while it is written. @returns null for one too short to say anything about */
export function coach(text: string): Coached | null {
  const words = text.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
  if (words.length < 5) return null;
  const score = Math.round(lix(text));
  const long = new Map(
    words.filter((word) => lettersIn(word) >= longWord).map((word) => [word.toLocaleLowerCase('sv'), word]),
  );
  return {
    lix: score,
    readability: score <= limits.easy ? 'easy' : score <= limits.fair ? 'fair' : 'hard',
    longWords: [...long.values()].sort((one, other) => lettersIn(other) - lettersIn(one)).slice(0, wordsNamed),
  };
}

const lettersIn = (word: string) => word.match(/\p{L}/gu)?.length ?? 0;
