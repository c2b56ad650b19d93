import { fold } from './search';
import { teamWords } from './team-word-list';

/**
 * The three words of a team, `sol-bok-hav`: said over the phone and found at `/lag`. They are no secret; they lead to
 * the form with which one joins, and no further. CONTRACT §2.4.
 */

/**
 * Three different words, drawn by chance. Whoever calls sees to it that no other coming team has them.
 * @param random a whole number from 0 up to, not including, `max`
 */
export function threeWords(random: (max: number) => number): string {
  const left = [...teamWords];
  return [0, 1, 2].map(() => left.splice(random(left.length), 1)[0]!).join('-');
}

/** What people put between the words when they write down what they heard. */
const between = new Set(['och', 'and']);
const longestWriting = 200;

/**
 * Three words as somebody wrote them, in their one true form: either case, anything but letters between them, an å
 * without its ring.
 * @returns null when they are not three words of the list
 */
export function readWords(written: string): string | null {
  if (written.length > longestWriting) return null;
  const heard = plain(written)
    .split(/[^a-z]+/)
    .filter((word) => word && !between.has(word));
  const words = heard.map((word) => wordByPlain.get(word));
  return words.length === 3 && words.every((word) => word !== undefined) ? words.join('-') : null;
}

/** Letters a–z only: å and ä are a, ö is o, as on a keyboard without them; æ and ø are the neighbours' ä and ö. */
const plain = (text: string) => fold(text).replaceAll('æ', 'a').replaceAll('ø', 'o');

const wordByPlain = new Map(teamWords.map((word) => [plain(word), word]));
