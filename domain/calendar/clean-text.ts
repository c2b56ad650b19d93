import { oneLine, severalLines } from '../text';

/**
 * Text as a calendar file can carry it. ical-generator passes on what is not readable as it is, and where it does not
 * escape (ids, names) a line break begins a property of the writer's choosing: so all text is cleaned by domain/text.ts.
 */

/** Text of several lines, without backslashes: correctly escaped, one before an n is still read as a line break by some. */
export function cleanLines(text: string): string {
  return severalLines(text).replace(/\\/gu, '/');
}

/** Text of one line: what was several lines is joined by spaces. */
export function cleanLine(text: string): string {
  return oneLine(text).replace(/\\/gu, '/');
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
