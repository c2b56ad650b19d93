import { longestDays } from '../../domain/login';
import type { Samling } from './context';

/**
 * The one cookie: who is logged in. `__Host-` binds it to this host over https; `Lax` keeps it at home when another site
 * sends a form here.
 */
const cookieName = (baseUrl: string) => (baseUrl.startsWith('https:') ? '__Host-samling' : 'samling');

/** The session's token in what a browser has sent, whether it opens anything or not. @param cookies the header */
export function tokenIn(cookies: string | null | undefined, { baseUrl }: Pick<Samling, 'baseUrl'>): string | null {
  const name = cookieName(baseUrl);
  for (const part of (cookies ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}

/**
 * The value that gives a browser its session, or with null takes it away. It is kept as long as any session can last:
 * that it has not been used for a while is for the database to say.
 */
export function sessionCookieValue({ baseUrl }: Pick<Samling, 'baseUrl'>, token: string | null): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  const age = token === null ? 0 : longestDays * 24 * 3600;
  return `${cookieName(baseUrl)}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}
