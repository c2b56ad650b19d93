import type { SignupLetter } from '../db/letter';
import { speak } from '../domain/language/speech';
import { oneLine } from '../domain/text';
import { viewOf } from './message';
import { messages } from './messages';
import { newsLines } from './parts/news';
import { standingWords } from './parts/standing';
import { whenWords, whereWords } from './parts/when-where';

/**
 * What a mail says, for somebody who reads it out over the phone: its first lines, as things stand now. In Swedish, as
 * the console is, whatever the letter's language.
 */
export function spokenOf(letter: SignupLetter): string[] {
  const t = speak('sv');
  const view = viewOf(letter, t, '');
  if (letter.message)
    return [letter.message.subject, ...letter.message.words.split(/\n+/u)].map(oneLine).filter(Boolean);
  const { state, offer } = letter.receipt;
  const goesOn = state !== 'cancelled' && offer.status === 'published';
  const lines = [
    messages[letter.kind].said(view),
    ...(goesOn ? [letter.kind === 'promoted' ? null : standingWords(view)] : []),
    ...newsLines(view),
    ...(goesOn && letter.kind !== 'no-place' ? [whenWords(view), whereWords(view)] : []),
  ];
  return lines.map((line) => oneLine(line ?? '')).filter(Boolean);
}
