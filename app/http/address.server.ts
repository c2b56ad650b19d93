import { readLanguage } from '../../domain/language/path';

/**
 * A path as the router will understand it: decoded, in lower case, without its language, slashes doubled or last, or
 * steps up and down (`/./lag`, `/x/../lag`). What guards an address (limits, masks, caching) asks here, so that no
 * spelling of it slips by.
 * @param path beginning with a slash
 * @returns null for a path that cannot be decoded or holds a control character: no address of ours
 */
export function readAddress(path: string): string[] | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(new URL(`http://here${path}`).pathname);
  } catch {
    return null;
  }
  if (/[\u0000-\u001f\u007f]/.test(decoded)) return null;
  return readLanguage(decoded.replace(/\/+/g, '/').toLowerCase()).rest.split('/').filter(Boolean);
}

/**
 * The addresses that only somebody with a code, a token or a form in front of them asks for.
 * `secret`: the address itself opens something, so it is never logged, cached by others or indexed.
 * `form`: shows what a person has typed. `open`: the same for everybody.
 */
export type Openness = 'secret' | 'form' | 'open';

export function opennessOf(segments: string[]): Openness {
  const [first = '', second = '', third = ''] = segments;
  if (first === 'anmalan' || first === 'min') return 'secret';
  if (first === 'lag') return second ? 'secret' : 'form';
  if (first === 'api') return third === 'signups' ? 'secret' : 'open';
  if (first === 'arrangor') return second === 'inbjudan' ? 'secret' : 'form';
  if (first === 'min-anmalan') return 'form';
  if ((first === 'evenemang' || first === 'serier') && (third === 'anmalan' || third === 'lag')) return 'form';
  return 'open';
}

/** Whether an address gives a calendar: polled for years, so it answers 304 where nothing changed. */
export const isCalendar = (segments: string[]): boolean => segments.at(-1)?.endsWith('.ics') ?? false;

const places = /^(evenemang|serier|arrangorer|schema|assets|api|ideer)$/;
const pages = /^(tillganglighet|integritet|min-anmalan|kalender\.ics|lag|favicon\.ico|robots\.txt)$/;
const plain = /^[a-z0-9][a-z0-9.-]{0,80}$/;

/**
 * A path as it may stand in a log: `/anmalan/***`. What is not known to be harmless is not written, since anything can
 * be typed in an address bar, a name or a code among it.
 */
export function maskAddress(path: string): string {
  const segments = readAddress(path);
  if (!segments) return '/***';
  const [first] = segments;
  const language = readLanguage(path).language === 'sv' ? '' : `/${readLanguage(path).language}`;
  if (!first) return language || '/';
  if (opennessOf(segments) === 'secret') return `${language}/${first === 'api' ? 'api/v1/signups' : first}/***`;
  if (segments.length === 1 && pages.test(first)) return `${language}/${first}`;
  if (places.test(first) && segments.every((segment) => plain.test(segment)))
    return `${language}/${segments.join('/')}`;
  return `${language}/***`;
}
