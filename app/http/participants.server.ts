import { createHash } from 'node:crypto';
import { redirect } from '@remix-run/node';
import { signupAt, type AtSignup } from '../../db/participants/acting';
import type { Added } from '../../db/participants/adding';
import { offerById } from '../../db/offers';
import type { SignupRow } from '../../db/signup-rows';
import type { TeamAfter } from '../../db/teams';
import type { Offer } from '../../domain/offer';
import { participantActPath } from '../../domain/paths';
import type { OfferHead } from '../ui/console-page';
import { offerTypeOf, requireOffer, type AtOffer } from './console-offer.server';
import type { Samling } from './context';

/** Somebody at the signups of an event or a series that they may see. */
export interface AtParticipants extends AtOffer {
  /** Its terms, and what can be chosen in it. */
  terms: Offer;
  /** What the page's frame shows of it. */
  head: OfferHead;
  acting: Omit<AtSignup, 'signupId'>;
}

/**
 * Who is logged in, at the signups of an event or a series. For every loader and action that is about them.
 * @param right `door` lets those in who see names alone
 * @throws as `requireOffer`
 */
export async function requireParticipants(
  request: Request,
  samling: Samling,
  params: { slug?: string },
  right: 'participants' | 'door' = 'participants',
): Promise<AtParticipants> {
  const at = await requireOffer(request, samling, { type: offerTypeOf(request), slug: params.slug }, right);
  const { type, id, slug, title, hasTeams, series, startAt, timeKnown, endAt, timeZone } = at.offer;
  const when = { startAt, timeKnown, endAt, timeZone };
  return {
    ...at,
    terms: await offerById(samling.store.read, type, id),
    head: { type, slug, title, hasTeams, series: series && { slug: series.slug }, ...when },
    acting: { offerId: id, by: at.signed.organiser.id, organisationId: at.organisation.id },
  };
}

/** The same at one signup, which the address says. @throws 404 where it is another event's, or has been erased */
export async function requireParticipant(
  request: Request,
  samling: Samling,
  params: { slug?: string; signup?: string },
): Promise<AtParticipants & { signup: SignupRow; at: AtSignup }> {
  const all = await requireParticipants(request, samling, params);
  const at = { ...all.acting, signupId: params.signup ?? '' };
  const signup = await signupAt(samling.store.read, at);
  if (!signup) throw new Response(null, { status: 404 });
  return { ...all, signup, at };
}

/** The same where it can be changed. @throws 404 for a player whom a captain has only named */
export async function requireChangeable(...where: Parameters<typeof requireParticipant>) {
  const found = await requireParticipant(...where);
  if (!found.signup.has_code) throw new Response(null, { status: 404 });
  return found;
}

/** Leads to the receipt to print of whom an organiser has signed up; it says where the form had been sent under another name. */
export function showPaperReceipt({ type, slug }: OfferHead, added: Added): Response {
  const query = added.kind === 'already' && added.otherName ? '?annan=1' : '';
  return redirect(participantActPath(type, slug, added.signupId, 'kvitto') + query, 303);
}

/** What a form carries that cancels a captain: what was shown of the team, so that it is asked anew once that is not so. */
export const sureOf = (team: TeamAfter | null): string =>
  team ? createHash('sha256').update(JSON.stringify(team)).digest('base64url').slice(0, 22) : '';
