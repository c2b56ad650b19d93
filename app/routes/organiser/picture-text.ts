import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { setPictureText } from '../../../db/pictures';
import { picturePath } from '../../../domain/paths';
import { readAlt } from '../../forms/picture-form';
import { readTyped, valueOf } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';

/** Writes anew what the picture shows. Left empty, it stays as it was. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  const page = picturePath(offer.type, offer.slug);
  const read = readAlt([['alt', valueOf(readTyped(samling.form), 'alt-nu')]]);
  if ('fault' in read) return redirect(`${page}?fel=${read.fault.fault}`, 303);
  const of = { offerId: offer.id, organisationId: organisation.id, by: signed.organiser.id };
  if (!(await setPictureText(samling.store, of, read.alt, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(`${page}?klart=text`, 303);
}
