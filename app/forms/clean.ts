import { oneLine, severalLines } from '../../domain/text';

/** Marks that nobody types: they come along with what is copied, and make two names that look the same differ. */
const unseen = /[\u200b\u200e\u200f]/gu;

/** Text of several lines, as it is stored. */
export function cleanText(text: string): string {
  return severalLines(text.replace(unseen, ''));
}

/** Text of one line: a name, an address. */
export function cleanLine(text: string): string {
  return oneLine(text.replace(unseen, ''));
}

/** Whether there is anything to read in a text: joiners and spaces alone are no name. */
export function isReadable(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** How long a text is to a person: whole characters, not halves. */
export function lengthOf(text: string): number {
  return [...text].length;
}
