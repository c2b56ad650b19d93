import { redirect } from '@remix-run/node';
import { signedInBy, type Membership, type SignedIn } from '../../db/sessions';
import { loginPath } from '../../domain/paths';
import { may, type Right } from '../../domain/role';
import { askToLogIn, askToProve } from './asking-again.server';
import type { Samling } from './context';
import { sessionCookieValue, tokenIn } from './session-cookie.server';

/** The session's token that a browser has sent, whether it opens anything or not. */
export const sentToken = (request: Request, samling: Pick<Samling, 'baseUrl'>): string | null =>
  tokenIn(request.headers.get('cookie'), samling);

/** The header that gives a browser its session, or with null takes it away. */
export const sessionCookie = (samling: Pick<Samling, 'baseUrl'>, token: string | null): Record<string, string> => ({
  'Set-Cookie': sessionCookieValue(samling, token),
});

/** Who is logged in; undefined where nobody is. */
export async function signedIn(request: Request, samling: Samling): Promise<SignedIn | undefined> {
  const token = sentToken(request, samling);
  return token === null ? undefined : signedInBy(samling.store, token, samling.now());
}

/**
 * Who is logged in, for everything in the console: each loader and each action asks by itself.
 * @throws a redirect to the login, which leads back; of a form, a page where one logs in and then sends what was typed
 */
export async function requireSignedIn(request: Request, samling: Samling): Promise<SignedIn> {
  const signed = await signedIn(request, samling);
  if (signed) return signed;
  if (request.method === 'POST') throw await askToLogIn(request, samling);
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

/**
 * Asks whoever is logged in to show again who they are, where that was long ago: before what cannot be undone. For an
 * action, after its guard; what was typed is carried along and sent again by a button.
 * @param signed from `requireSignedIn`, `requireRight` or `requireOffer`
 * @throws the page that asks
 */
export async function requireProved(request: Request, samling: Samling, signed: SignedIn): Promise<void> {
  if (!signed.isProved) throw await askToProve(request, samling, signed);
}

/** Where one was going before one was asked to log in: a page of the console and nowhere else. */
export function safeReturn(path: string | null): string {
  return path !== null && /^\/arrangor(\/[a-z0-9-]+)*$/.test(path) ? path : '/arrangor';
}

/** For the loader of an address where forms are sent and nothing is to be read: whoever has sent none is led away. */
export function leadAway({ form }: Samling, path: string): Response | null {
  return [...form].length ? null : redirect(path, 303);
}
