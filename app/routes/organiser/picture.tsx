import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { setPicture } from '../../../db/pictures';
import { picturePath } from '../../../domain/paths';
import { pictureIn, readAlt, type PictureFormAnswer, type PictureFormFault } from '../../forms/picture-form';
import { readTyped } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { makePicture } from '../../http/picture-making.server';
import { pictureLoader } from '../../http/picture-page.server';
import { pictureMeta } from '../../ui/picture-page';

/** Takes a picture, in place of the one that there is. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  const typed = readTyped(samling.form);
  const file = pictureIn(samling.form);
  const read = readAlt(typed, 'alt');
  const faults: PictureFormFault[] = [];
  if (!file) faults.push({ field: 'bild', fault: 'missing' });
  if ('fault' in read) faults.push(read.fault);
  const made = file && (await makePicture(new Uint8Array(await file.arrayBuffer())));
  if (made && 'fault' in made) faults.unshift({ field: 'bild', fault: made.fault });
  if (!made || 'fault' in made || 'fault' in read) {
    const answer: PictureFormAnswer = { faults, typed, hadFile: file !== null };
    return data(answer, { status: 400 });
  }
  const of = { offerId: offer.id, organisationId: organisation.id, by: signed.organiser.id };
  await setPicture(samling.store, of, { alt: read.alt, picture: made }, samling.now());
  return redirect(`${picturePath(offer.type, offer.slug)}?klart=bild`, 303);
}

/** The picture of an event or a series, and what it shows. */
export const loader = pictureLoader;
export const meta = pictureMeta;
export { PicturePage as default } from '../../ui/picture-page';
