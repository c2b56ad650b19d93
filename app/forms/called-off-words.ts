import type { Speech } from '../../domain/language/speech';
import type { FieldError } from '../ui/error-summary';
import { cleanText, lengthOf } from './clean';
import { readTyped, valueOf } from './typed';

/** How much an organiser may say when something is called off. */
const longestWords = 1000;

/** Reads what an organiser says to those who had signed up. @returns the words, empty where nothing is said */
export function readCalledOffWords(form: FormData, t: Speech): { words: string; fault: FieldError | null } {
  const words = cleanText(valueOf(readTyped(form), 'words'));
  const isTooLong = lengthOf(words) > longestWords;
  return {
    words,
    fault: isTooLong ? { name: 'words', message: t.editor_fault_too_long({ limit: longestWords }) } : null,
  };
}
