import { oneLine } from '../domain/text';
import { speak } from '../domain/language/speech';

/** Who a mail is from. */
export interface Sender {
  name: string;
  email: string;
}

/**
 * MAIL_FROM as people write it: `Samling Helsingborg <samling@helsingborg.se>`, or the address alone.
 * @throws RangeError when there is no address in it
 */
export function readSender(mailFrom: string): Sender {
  const [, name = '', bracketed, bare] =
    /^\s*(?:"?([^"<>]*?)"?\s*<([^\s<>@]+@[^\s<>@]+)>|([^\s<>@]+@[^\s<>@]+))\s*$/.exec(mailFrom) ?? [];
  const email = bracketed ?? bare;
  if (email === undefined) throw new RangeError('MAIL_FROM holds no address');
  return { name: oneLine(name) || speak('sv').site_name(), email };
}
