import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Speech } from '../../domain/language/speech';
import {
  consoleOfferPath,
  pictureFilePath,
  picturePath,
  pictureRemovalPath,
  pictureTextPath,
} from '../../domain/paths';
import { longestAlt, pictureTypes } from '../../domain/picture';
import type { PictureFormAnswer, PictureFormFault } from '../forms/picture-form';
import type { pictureLoader } from '../http/picture-page.server';
import { AfterAsking } from './after-asking';
import { Button } from './button';
import { ConsolePage } from './console-page';
import { ErrorSummary } from './error-summary';
import { describedBy, Field, fieldId } from './field';
import { errorOf } from './form-fields';
import { Notice } from './notice';
import { pageMeta } from './page-meta';
import { TextArea } from './text-input';
import { useSpeech } from './use-speech';

export const pictureMeta: MetaFunction<typeof pictureLoader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.picture_title()}: ${loaded?.offer.title ?? ''}` }));

/** The picture of an event or a series, with a form for its words and one for another picture. */
export function PicturePage() {
  const t = useSpeech();
  const { offer, role, picture, told } = useLoaderData<typeof pictureLoader>();
  const answer = useActionData<PictureFormAnswer>();
  const { type, slug } = offer;
  const faults = answer?.faults ?? [];
  const errors = faults.map((one) => ({ name: one.field, message: wordsOf(t, one) }));
  const typedIn = (field: string) => answer?.typed.find(([name]) => name === field)?.[1];
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="edit"
      heading={t.picture_title()}
      before={<ErrorSummary t={t} errors={errors} />}
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
              error={errorOf(errors, 'alt-nu')}
              value={typedIn('alt-nu') ?? picture.alt}
              rows={2}
              maxLength={longestAlt}
            />
            <Button look="other">{t.picture_alt_save()}</Button>
          </form>
          <AfterAsking
            action={pictureRemovalPath(type, slug)}
            label={t.picture_remove()}
            text={t.picture_remove_text()}
            yes={t.picture_remove_yes()}
          />
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
          value={typedIn('alt')}
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
  if (field !== 'bild') return fault === 'missing' ? t.picture_alt_missing() : t.picture_alt_long({ most: longestAlt });
  if (fault === 'missing') return t.picture_file_missing();
  return fault === 'not-a-picture' ? t.picture_file_unread() : t.picture_file_large();
}
