import { redirect } from '@remix-run/node';
import { signedInBy, type Membership, type SignedIn } from '../../db/sessions';
import { loginPath } from '../../domain/paths';
import { may, type Right } from '../../domain/role';
import type { Samling } from './context';
import { idleDays } from '../../domain/login';

/**
 * The one cookie: who is logged in. `__Host-` binds it to this host over https; `Lax` keeps it at home when another site
 * sends a form here.
 */
const cookieName = (baseUrl: string) => (baseUrl.startsWith('https:') ? '__Host-samling' : 'samling');

/** The session's token that a browser has sent, whether it opens anything or not. */
export function sentToken(request: Request, { baseUrl }: Pick<Samling, 'baseUrl'>): string | null {
  const name = cookieName(baseUrl);
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}

/** The header that gives a browser its session, or with null takes it away. */
export function sessionCookie({ baseUrl }: Pick<Samling, 'baseUrl'>, token: string | null): Record<string, string> {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  const age = token === null ? 0 : idleDays * 24 * 3600;
  return {
    'Set-Cookie': `${cookieName(baseUrl)}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`,
  };
}

/** Who is logged in; undefined where nobody is. */
export async function signedIn(request: Request, samling: Samling): Promise<SignedIn | undefined> {
  const token = sentToken(request, samling);
  return token === null ? undefined : signedInBy(samling.store, token, samling.now());
}

/**
 * Who is logged in, for everything in the console: each loader and each action asks by itself.
 * @throws a redirect to the login, which leads back; what was typed in a form is lost then, so forms ask again first
 */
export async function requireSignedIn(request: Request, samling: Samling): Promise<SignedIn> {
  const signed = await signedIn(request, samling);
  if (signed) return signed;
  const { pathname } = new URL(request.url);
  throw redirect(`${loginPath}?till=${encodeURIComponent(pathname)}`, 303);
}

/**
 * Who is logged in, with their role in the organisation of an address, if it lets them do this.
 * @param slug of the organisation
 * @throws 404 where they have no role: an organisation that one is not in tells nothing of itself; 403 where their role
 *   does not reach
 */
export async function requireRight(
  request: Request,
  samling: Samling,
  slug: string | undefined,
  right: Right,
): Promise<{ signed: SignedIn } & Membership> {
  const signed = await requireSignedIn(request, samling);
  const membership = signed.memberships.find(({ organisation }) => organisation.slug === slug);
  if (!membership) throw new Response(null, { status: 404 });
  if (!may(membership.role, right)) throw new Response(null, { status: 403 });
  return { signed, ...membership };
}

/** Where one was going before one was asked to log in: a page of the console and nowhere else. */
export function safeReturn(path: string | null): string {
  return path !== null && /^\/arrangor(\/[a-z0-9-]+)*$/.test(path) ? path : '/arrangor';
}
