import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { EventEntry } from '../../../../db/programme/entry';
import { saveTemplate } from '../../../../db/templates';
import { consoleOfferPath, donePath, templatePath } from '../../../../domain/paths';
import { faultWords } from '../../../forms/editor/fault-words';
import { Reading } from '../../../forms/editor/reading';
import { readTyped, valueOf } from '../../../forms/typed';
import { requireEntry } from '../../../http/editing.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { ErrorSummary } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** Keeps an event as a template of the organisation in whose name one is here. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role, organisation } = await requireEntry(request, samling, params.slug);
  return { offer, role, organisation };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { entry, offer, organisation, signed } = await requireEntry(request, samling, params.slug);
  const typed = readTyped(samling.form);
  const form = new Reading(typed, '');
  const name = form.line('name', 100);
  if (!name) {
    form.say('name', 'missing-name');
    return data({ faults: form.faults, name: valueOf(typed, 'name') }, { status: 400 });
  }
  const template = {
    name,
    organisationId: organisation.id,
    entry: entry as EventEntry,
    by: signed.organiser.id,
    offerId: offer.id,
  };
  await saveTemplate(samling.store, template, samling.now());
  return redirect(donePath('event', offer.slug, 'mall'), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_template_title()}: ${loaded?.offer.title ?? ''}` }));

export default function SaveTemplate() {
  const t = useSpeech();
  const { offer, role, organisation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = (answer?.faults ?? []).map((fault) => ({ name: fault.name, message: faultWords(t, fault) }));
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="overview"
      heading={t.editor_template_title()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>{t.editor_template_text({ organisation: organisation.name })}</p>
      <form method="post" action={templatePath(offer.slug)} noValidate>
        <TextInput
          t={t}
          name="name"
          label={t.editor_template_name()}
          error={errorOf(errors, 'name')}
          value={answer?.name ?? offer.title}
          required
        />
        <Button>{t.editor_template_save()}</Button>
      </form>
      <p>
        <a href={consoleOfferPath('event', offer.slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
