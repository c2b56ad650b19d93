const lineBreaks = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu;
/** Control characters but the line feed, halves of surrogate pairs, byte order marks and what is no character. */
const unreadable = /[\0-\x09\x0b-\x1f\x7f-\x9f\p{Surrogate}\ufeff\ufffe\uffff]/gu;
/** Overrides, embeddings and isolates reach over what is shown after the text; the plain marks do not. */
const reorderings = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text of several lines, `\n` between them, without what no database, page, mail or calendar can hold, and in NFC so
 * that the same words are the same bytes.
 */
export function severalLines(text: string): string {
  return text
    .replace(/\t/gu, ' ')
    .replace(lineBreaks, '\n')
    .replace(unreadable, '')
    .replace(reorderings, '')
    .normalize('NFC')
    .trim();
}

/** The same on one line, as a name or a title: every run of spaces and line breaks is one space. */
export function oneLine(text: string): string {
  return severalLines(text).replace(/\s+/gu, ' ');
}
