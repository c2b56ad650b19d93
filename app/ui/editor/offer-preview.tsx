import type { ReactNode } from 'react';
import type { ConsoleOffer } from '../../../db/console-offer';
import type { SignupPage } from '../../../db/signup-page';
import type { Instant } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';
import { editPath } from '../../../domain/paths';
import type { Role } from '../../../domain/role';
import { ConsolePage } from '../console-page';
import { Notice } from '../notice';
import { SignupFields } from '../signup-fields';

/** Where the form stands on the page, for the page's own buttons to lead to. */
export const previewFormId = 'anmalan-visning';

/**
 * The frame of a page that shows an event or a series as others see it, or will once it is published: its page as wide
 * as a phone, and its form, which cannot be sent.
 * @param props.signup null where it has no form of its own
 */
export function OfferPreview(props: {
  t: Speech;
  offer: ConsoleOffer;
  role: Role;
  now: Instant;
  signup: SignupPage | null;
  children: ReactNode;
}) {
  const { t, offer, role, now, signup, children } = props;
  const takesForms = signup?.window.state === 'open' || signup?.window.state === 'not-yet';
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="edit" heading={t.editor_preview()}>
      <Notice heading={offer.status === 'draft' ? t.editor_preview_draft() : t.editor_preview_public()}>
        <p>
          <a href={editPath(offer.type, offer.slug)}>{t.editor_all_sections()}</a>
        </p>
      </Notice>
      <div className="preview">
        {children}
        {signup && takesForms && (
          <section className="preview-form" id={previewFormId} tabIndex={-1}>
            <h2>{t.signup_heading({ title: offer.title })}</h2>
            <p className="quiet">{t.editor_preview_form()}</p>
            <fieldset className="field" disabled>
              <legend className="unseen">{t.editor_preview_form()}</legend>
              <SignupFields t={t} typed={[['partySize', '1']]} errors={[]} page={signup} now={now} />
              <button type="button" className="button button-go">
                {t.signup_submit()}
              </button>
            </fieldset>
          </section>
        )}
      </div>
    </ConsolePage>
  );
}
