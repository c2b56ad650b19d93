const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;
/** Control characters but the line feed, marks that reorder what follows, byte order marks and what is no character. */
const unseen = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** Text of several lines, as it is stored: NFC, without what can be neither seen nor said. */
export function cleanText(text: string): string {
  return text.replace(lineBreaks, '\n').replace(/\t/gu, ' ').replace(unseen, '').normalize('NFC').trim();
}

/** Text of one line: a name, an address. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ');
}

/** Whether there is anything to read in a text: joiners and spaces alone are no name. */
export function isReadable(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** How long a text is to a person: whole characters, not halves. */
export function lengthOf(text: string): number {
  return [...text].length;
}
