import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { removePicture } from '../../../db/pictures';
import { picturePath } from '../../../domain/paths';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';

/** Takes the picture away. That there is none any more is no fault: that is what was asked for. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  const of = { offerId: offer.id, organisationId: organisation.id, by: signed.organiser.id };
  await removePicture(samling.store, of, samling.now());
  return redirect(`${picturePath(offer.type, offer.slug)}?klart=borta`, 303);
}
