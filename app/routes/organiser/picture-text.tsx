import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { pictureOf, setPictureText } from '../../../db/pictures';
import { picturePath } from '../../../domain/paths';
import { readAlt, type PictureFormAnswer } from '../../forms/picture-form';
import { readTyped } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { pictureLoader } from '../../http/picture-page.server';
import { pictureMeta } from '../../ui/picture-page';

/** Writes anew what the picture shows. Left empty, it stays as it was, and the form comes back. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  if (!(await pictureOf(samling.store.read, offer.id))) throw new Response(null, { status: 404 });
  const typed = readTyped(samling.form);
  const read = readAlt(typed, 'alt-nu');
  if ('fault' in read) {
    const answer: PictureFormAnswer = { faults: [read.fault], typed, hadFile: false };
    return data(answer, { status: 400 });
  }
  const of = { offerId: offer.id, organisationId: organisation.id, by: signed.organiser.id };
  if (!(await setPictureText(samling.store, of, read.alt, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(`${picturePath(offer.type, offer.slug)}?klart=text`, 303);
}

export const loader = pictureLoader;
export const meta = pictureMeta;
export { PicturePage as default } from '../../ui/picture-page';
