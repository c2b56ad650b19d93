import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atLineStart, formatWhen } from '../../../../domain/language/dates';
import { cancelDate } from '../../../../domain/series/edits';
import { cleanText } from '../../../forms/clean';
import { readTyped, valueOf } from '../../../forms/typed';
import { changeDateOf, requireDate } from '../../../http/series-date.server';
import { basisFor, editAnswer } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { SeriesChangePage } from '../../../ui/series-page';
import { TextArea } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** Cancels one date: it keeps its page, and its people are told. */
export async function loader(args: LoaderFunctionArgs) {
  const { offer, role, date, basis } = await requireDate(args, { hostOnly: true });
  if (date.cancelled) throw new Response(null, { status: 404 });
  const answer = editAnswer(args.context.samling);
  return {
    now: args.context.samling.now(),
    ...{ offer, role, date, basis: basisFor(answer, basis) },
    typed: answer?.typed ?? [],
    errors: answer?.errors ?? [],
    asks: answer?.asks ?? null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireDate(args, { hostOnly: true });
  if (at.date.cancelled) throw new Response(null, { status: 404 });
  const reason = cleanText(valueOf(readTyped(samling.form), 'reason')).slice(0, 1000);
  return changeDateOf(samling, at, 'date-cancelled', {
    fields: { cancelled: 'reason' },
    reason,
    change: (entry) => cancelDate(entry, at.date.date),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.series_cancel_title()}: ${loaded?.offer.title ?? ''}` }));

export default function CancelDate() {
  const t = useSpeech();
  const { now, offer, role, date, basis, typed, errors, asks } = useLoaderData<typeof loader>();
  const yes = t.series_cancel_submit();
  return (
    <SeriesChangePage {...{ t, offer, role, errors, asks, basis }} heading={t.series_cancel_title()}>
      <p>
        <strong>{atLineStart(formatWhen(date, t, now), t)}</strong>
      </p>
      <p>{t.series_cancel_text()}</p>
      <TextArea
        t={t}
        name="reason"
        label={t.series_reason()}
        hint={t.series_reason_hint()}
        error={errorOf(errors, 'reason')}
        value={valueOf(typed, 'reason')}
        maxLength={1000}
        optional
      />
      {!asks && <Button look="stop">{yes}</Button>}
    </SeriesChangePage>
  );
}
