/**
 * A text on one line, as a title: runs of space are one, ends are trimmed. What no database or calendar can hold (NUL
 * and other control characters, half of a surrogate pair) is taken out.
 */
export function oneLine(text: string): string {
  return withoutUnwritable(text.replace(/\s+/g, ' ')).trim();
}

/** A text of several lines: line ends are `\n`, the rest as in `oneLine`. */
export function severalLines(text: string): string {
  return withoutUnwritable(text.replace(/\r\n?|[\u2028\u2029]/g, '\n')).trim();
}

function withoutUnwritable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').replace(/\p{Surrogate}/gu, '');
}
