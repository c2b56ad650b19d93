import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pictureOf, setPicture } from '../../../db/pictures';
import type { Speech } from '../../../domain/language/speech';
import {
  consoleOfferPath,
  pictureFilePath,
  picturePath,
  pictureRemovalPath,
  pictureTextPath,
} from '../../../domain/paths';
import { longestAlt, pictureTypes } from '../../../domain/picture';
import { pictureIn, readAlt, type PictureFormFault } from '../../forms/picture-form';
import { readTyped, valueOf } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';
import { makePicture } from '../../http/picture-making.server';
import { Button } from '../../ui/button';
import { ConsolePage } from '../../ui/console-page';
import { ErrorSummary } from '../../ui/error-summary';
import { describedBy, Field, fieldId } from '../../ui/field';
import { errorOf } from '../../ui/form-fields';
import { Notice } from '../../ui/notice';
import { pageMeta } from '../../ui/page-meta';
import { TextArea } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

/** The picture of an event or a series, and what it shows. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role } = await requireOffer(request, samling, at, 'events');
  const query = new URL(request.url).searchParams;
  const picture = await pictureOf(samling.store.read, offer.id);
  return { offer, role, picture, told: query.get('klart'), fault: query.get('fel') };
}

/** Takes a picture, in place of the one that there is. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  const typed = readTyped(samling.form);
  const file = pictureIn(samling.form);
  const read = readAlt(typed);
  const faults: PictureFormFault[] = [];
  if (!file) faults.push({ field: 'bild', fault: 'missing' });
  if ('fault' in read) faults.push(read.fault);
  const made = file && (await makePicture(new Uint8Array(await file.arrayBuffer())));
  if (made && 'fault' in made) faults.unshift({ field: 'bild', fault: made.fault });
  if (!made || 'fault' in made || 'fault' in read) {
    return data({ faults, alt: valueOf(typed, 'alt'), hadFile: file !== null }, { status: 400 });
  }
  const of = { offerId: offer.id, organisationId: organisation.id, by: signed.organiser.id };
  await setPicture(samling.store, of, { alt: read.alt, picture: made }, samling.now());
  return redirect(`${picturePath(offer.type, offer.slug)}?klart=bild`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.picture_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Picture() {
  const t = useSpeech();
  const { offer, role, picture, told, fault } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { type, slug } = offer;
  const faults: PictureFormFault[] = answer?.faults ?? [];
  const errors = faults.map((one) => ({ name: one.field, message: wordsOf(t, one) }));
  const textError =
    fault === 'missing' || fault === 'too-long'
      ? [{ name: 'alt-nu', message: wordsOf(t, { field: 'alt', fault }) }]
      : [];
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="edit"
      heading={t.picture_title()}
      before={<ErrorSummary t={t} errors={[...errors, ...textError]} />}
    >
      {told && <Notice tone="good" heading={told === 'borta' ? t.picture_removed() : t.picture_saved()} />}
      {picture ? (
        <>
          <img
            className="console-picture"
            src={pictureFilePath(picture.id, 'large')}
            srcSet={`${pictureFilePath(picture.id, 'small')} 600w, ${pictureFilePath(picture.id, 'large')} 1200w`}
            sizes="(min-width: 42rem) 40rem, 94vw"
            width={picture.width}
            height={picture.height}
            alt={picture.alt}
          />
          <form method="post" action={pictureTextPath(type, slug)}>
            <TextArea
              t={t}
              name="alt-nu"
              label={t.picture_alt_now()}
              hint={t.picture_alt_hint()}
              error={errorOf(textError, 'alt-nu')}
              value={picture.alt}
              rows={2}
              maxLength={longestAlt}
            />
            <Button look="other">{t.picture_alt_save()}</Button>
          </form>
          <form method="post" action={pictureRemovalPath(type, slug)}>
            <Button look="stop">{t.picture_remove()}</Button>
          </form>
          <h2>{t.picture_replace()}</h2>
        </>
      ) : (
        <p>{t.picture_none()}</p>
      )}
      <form method="post" action={picturePath(type, slug)} encType="multipart/form-data" noValidate>
        <Field
          t={t}
          name="bild"
          label={t.picture_file()}
          hint={answer?.hadFile ? t.picture_file_again() : t.picture_file_hint()}
          error={errorOf(errors, 'bild')}
        >
          <input
            className="input"
            type="file"
            id={fieldId('bild')}
            name="bild"
            accept={pictureTypes.join(',')}
            {...describedBy({ name: 'bild', hint: true, error: errorOf(errors, 'bild') })}
          />
        </Field>
        <TextArea
          t={t}
          name="alt"
          label={t.picture_alt()}
          hint={t.picture_alt_hint()}
          error={errorOf(errors, 'alt')}
          value={answer?.alt}
          rows={2}
          maxLength={longestAlt}
        />
        <Button>{t.picture_send()}</Button>
      </form>
      <p>
        <a href={consoleOfferPath(type, slug)}>{t.picture_back()}</a>
      </p>
    </ConsolePage>
  );
}

function wordsOf(t: Speech, { field, fault }: PictureFormFault): string {
  if (field === 'alt') return fault === 'missing' ? t.picture_alt_missing() : t.picture_alt_long({ most: longestAlt });
  if (fault === 'missing') return t.picture_file_missing();
  return fault === 'not-a-picture' ? t.picture_file_unread() : t.picture_file_large();
}
