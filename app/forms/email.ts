import { cleanLine } from './clean';

const longestAddress = 254;
const longestLocalPart = 64;

/** What stands before the at sign: letters of any script, digits and what RFC 5322 calls an atom, with single dots. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const topLabel = /^([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * Reads an e-mail address as people write it, in one form: lower case, since two spellings are one person's one letter
 * box, the domain also in letters beyond a–z (`anna@åre.example`).
 * @returns null for what cannot be mailed: `a@b`, an address without an at sign, more than 254 octets
 */
export function readEmail(written: string): string | null {
  const text = cleanLine(written)
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
    .trim();
  if (text.length > longestAddress) return null;
  const address = text.normalize('NFC').toLowerCase();
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const ascii = at > 0 ? asciiDomain(domain) : null;
  if (ascii === null || !localPart.test(local)) return null;
  const localOctets = new TextEncoder().encode(local).length;
  return localOctets <= longestLocalPart && localOctets + 1 + ascii.length <= longestAddress ? address : null;
}

/** A domain as the name system knows it; null for what is none of a mail server's, an address in numbers among it. */
function asciiDomain(domain: string): string | null {
  if (/[\s/?#:@\\[\]%]/.test(domain) || !URL.canParse(`http://${domain}`)) return null;
  const { hostname } = new URL(`http://${domain}`);
  const labels = hostname.split('.');
  const isName = labels.length >= 2 && labels.every((part) => label.test(part)) && topLabel.test(labels.at(-1)!);
  return isName && hostname.length <= 253 ? hostname : null;
}
