/**
 * Text as a calendar file can carry it. ical-generator passes on NUL, other control characters and lone surrogates as
 * they are, and where it does not escape (ids, names) a line break begins a property of the writer's choosing.
 */

const lineBreaks = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu;
/** Control characters but the line feed, halves of surrogate pairs, byte order marks and what is no character. */
const unreadable = /[\0-\x09\x0b-\x1f\x7f-\x9f\p{Surrogate}\ufeff\ufffe\uffff]/gu;
/** Overrides, embeddings and isolates reach over what a calendar shows after the text; the plain marks do not. */
const reorderings = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Text of several lines, `\n` between them, in NFC so that the same words are the same bytes. */
export function cleanLines(text: string): string {
  return (
    text
      .replace(/\t/gu, ' ')
      .replace(lineBreaks, '\n')
      .replace(unreadable, '')
      .replace(reorderings, '')
      // Correctly escaped, a backslash before an n is still read as a line break by some calendars.
      .replace(/\\/gu, '/')
      .normalize('NFC')
      .trim()
  );
}

/** Text of one line: what was several lines is joined by spaces. */
export function cleanLine(text: string): string {
  return cleanLines(text).replace(/\s+/gu, ' ');
}

/**
 * A name as the value of a CN parameter, where nothing can be escaped: ical-generator writes `\"`, which ends the value
 * in every reader. A caret is doubled where RFC 6868 would read it as the beginning of an escape.
 */
export function cleanName(name: string): string {
  return cleanLine(name)
    .replace(/"/gu, "'")
    .replace(/\^(?=[n'^])/gu, '^^');
}

/**
 * A mail address as the path of a `mailto:` URI: ASCII, the domain in its ASCII form.
 * @returns null for what is no address.
 */
export function cleanAddress(email: string): string | null {
  const address = cleanLine(email);
  const at = address.lastIndexOf('@');
  const host = `http://${address.slice(at + 1)}`;
  if (at < 1 || !URL.canParse(host)) return null;
  const { hostname } = new URL(host);
  // A plus may stand in a mailto: as it is, and not every calendar would read it otherwise.
  return `${encodeURIComponent(address.slice(0, at)).replace(/%2B/gu, '+')}@${hostname}`;
}

/**
 * An absolute URL in ASCII, without the two characters that ical-generator escapes although a URI must not be.
 * @throws TypeError when it is not absolute: an entry without a place to go is a fault of the caller.
 */
export function cleanUrl(url: string): string {
  return new URL(url).href.replace(/,/gu, '%2C').replace(/;/gu, '%3B');
}
