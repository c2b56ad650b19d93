import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { copyPicture } from '../../../../db/pictures';
import { createOffer } from '../../../../db/programme/edit';
import type { EventEntry } from '../../../../db/programme/entry';
import { consoleOfferPath, copyDonePath, copyingPath } from '../../../../domain/paths';
import { localDateOf } from '../../../../domain/time';
import { beginningFrom } from '../../../forms/editor/beginning';
import { faultWords } from '../../../forms/editor/fault-words';
import { Reading } from '../../../forms/editor/reading';
import { readTyped, valueOf } from '../../../forms/typed';
import { requireEntry } from '../../../http/editing.server';
import datesScript from '../../../enhance/dates?worker&url';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { DateInput } from '../../../ui/date-input';
import { ErrorSummary } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { Script } from '../../../ui/script';
import { TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** Makes a new draft of an event, on another day or with the day open. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role, entry } = await requireEntry(request, samling, params.slug);
  return { offer, role, hasTimes: entry.activities.some(({ start }) => start !== undefined) };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const typed = readTyped(samling.form);
  const now = samling.now();
  const form = new Reading(typed, localDateOf(now, at.offer.timeZone));
  const title = form.line('title', 200);
  if (!title) form.say('title', 'missing-title');
  const date = form.dayToCome('date');
  const sendBack = () =>
    data({ faults: form.faults, title: valueOf(typed, 'title'), date: valueOf(typed, 'date') }, { status: 400 });
  if (form.faults.length || !title) return sendBack();
  const entry = {
    ...beginningFrom(at.entry as EventEntry, date ?? null),
    title,
    host: at.organisation.slug,
  };
  const deed = { kind: 'copied' as const, facts: { slug: at.slug } };
  const outcome = await createOffer(
    samling.store,
    {
      type: 'event',
      entry,
      by: at.signed.organiser.id,
      deed,
      alongside: (trx, id) => copyPicture(trx, at.offer.id, id, now),
    },
    now,
  );
  if (outcome.kind === 'created') return redirect(copyDonePath('event', outcome.slug), 303);
  form.say('title', 'refused');
  return sendBack();
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_copy_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Copying() {
  const t = useSpeech();
  const { offer, role, hasTimes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = (answer?.faults ?? []).map((fault) => ({ name: fault.name, message: faultWords(t, fault) }));
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="overview"
      heading={t.editor_copy_title()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <p>{t.editor_copy_text()}</p>
      <form method="post" action={copyingPath('event', offer.slug)} noValidate>
        <TextInput
          t={t}
          name="title"
          label={t.editor_title()}
          error={errorOf(errors, 'title')}
          value={answer?.title ?? offer.title}
          required
        />
        <DateInput
          t={t}
          name="date"
          label={t.editor_copy_date()}
          hint={hasTimes ? t.editor_copy_date_times() : t.editor_copy_date_hint()}
          error={errorOf(errors, 'date')}
          value={answer?.date}
          optional
        />
        <Button>{t.editor_copy()}</Button>
      </form>
      <Script src={datesScript} />
      <p>
        <a href={consoleOfferPath('event', offer.slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
