import type { CallTo } from '../../db/calls';
import { readTyped, valuesOf, type Typed } from '../forms/typed';
import { offerTypeOf, requireOffer, type AtOffer } from './console-offer.server';
import type { Samling } from './context';

/**
 * What a form on the call list is about, of somebody who may see it.
 * @throws as `requireOffer`
 */
export async function readCall(
  request: Request,
  params: { slug?: string; signup?: string },
  samling: Samling,
): Promise<{ call: CallTo; offer: AtOffer['offer']; typed: Typed }> {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'participants');
  const typed = readTyped(samling.form);
  const call = {
    at: offer,
    signupId: params.signup ?? '',
    notices: valuesOf(typed, 'notice').slice(0, 500),
    by: signed.organiser.id,
    organisationId: organisation.id,
  };
  return { call, offer, typed };
}
