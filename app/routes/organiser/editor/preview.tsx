import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { eventPageOf } from '../../../../db/event-page';
import { offerById } from '../../../../db/offers';
import { signupPageOf } from '../../../../db/signup-page';
import { editPath } from '../../../../domain/paths';
import { requireOffer } from '../../../http/console-offer.server';
import { ConsolePage } from '../../../ui/console-page';
import { EventView } from '../../../ui/event-view';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { SignupFields } from '../../../ui/signup-fields';
import { useSpeech } from '../../../ui/use-speech';

/** An event as others see it, or will once it is published: its page and its form, which cannot be sent. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role } = await requireOffer(request, samling, { type: 'event', slug: params.slug }, 'events');
  const { read } = samling.store;
  const now = samling.now();
  const found = await offerById(read, 'event', offer.id);
  const shown = { ...found, status: offer.status === 'draft' ? ('published' as const) : offer.status };
  const page = await eventPageOf(read, shown, now);
  const signup = await signupPageOf(read, shown, now);
  return { offer, role, now, baseUrl: samling.baseUrl, page, signup };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_preview()}: ${loaded?.offer.title ?? ''}` }));

const formId = 'anmalan-visning';

export default function Preview() {
  const t = useSpeech();
  const { offer, role, now, baseUrl, page, signup } = useLoaderData<typeof loader>();
  const takesForms = signup.window.state === 'open' || signup.window.state === 'not-yet';
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="edit" heading={t.editor_preview()}>
      <Notice heading={offer.status === 'draft' ? t.editor_preview_draft() : t.editor_preview_public()}>
        <p>
          <a href={editPath('event', offer.slug)}>{t.editor_all_sections()}</a>
        </p>
      </Notice>
      <div className="preview">
        <EventView t={t} page={page} nearby={[]} now={now} baseUrl={baseUrl} preview={{ formHref: `#${formId}` }} />
        {takesForms && (
          <section className="preview-form" id={formId} tabIndex={-1}>
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
