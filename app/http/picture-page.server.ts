import type { LoaderFunctionArgs } from '@remix-run/node';
import { pictureOf } from '../../db/pictures';
import { offerTypeOf, requireOffer } from './console-offer.server';

/** Loads the picture of an event or a series, also behind the address of its text, where that form comes back. */
export async function pictureLoader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'events');
  const picture = await pictureOf(samling.store.read, offer.id);
  return { offer, role, picture, told: new URL(request.url).searchParams.get('klart') };
}
