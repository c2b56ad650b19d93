import { longestThanks, type ThanksWords } from '../../domain/thanks';
import { cleanText, isReadable, lengthOf } from './clean';
import { valueOf, type Typed } from './typed';

/** What is wrong with words of thanks. */
export interface ThanksFault {
  field: 'words' | 'words_en';
  fault: 'missing' | 'too-long';
}

/** Reads words of thanks: `words`, and where they are written in English too, `words_en`. */
export function readThanks(typed: Typed): { words: ThanksWords } | { faults: ThanksFault[] } {
  const sv = cleanText(valueOf(typed, 'words'));
  const en = cleanText(valueOf(typed, 'words_en'));
  const faults: ThanksFault[] = [];
  if (!isReadable(sv)) faults.push({ field: 'words', fault: 'missing' });
  if (lengthOf(sv) > longestThanks) faults.push({ field: 'words', fault: 'too-long' });
  if (lengthOf(en) > longestThanks) faults.push({ field: 'words_en', fault: 'too-long' });
  return faults.length ? { faults } : { words: { sv, en: isReadable(en) ? en : null } };
}
