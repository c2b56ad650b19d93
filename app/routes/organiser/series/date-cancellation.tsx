import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { forgetCalledOffWords, keepCalledOffWords } from '../../../../db/called-off';
import { atLineStart, formatWhen } from '../../../../domain/language/dates';
import { speak } from '../../../../domain/language/speech';
import { cancelDate } from '../../../../domain/series/edits';
import { valueOf } from '../../../forms/typed';
import { changeDateOf, requireDate } from '../../../http/series-date.server';
import { readCalledOffWords } from '../../../forms/called-off-words';
import { basisFor, editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { CalledOffWords } from '../../../ui/called-off-words';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { SeriesChangePage } from '../../../ui/series-page';
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
  const { words, fault } = readCalledOffWords(samling.form, speak('sv'));
  if (fault) return sendEditBack(samling, { errors: [fault] });
  const now = samling.now();
  return changeDateOf(samling, at, 'date-cancelled', {
    fields: { cancelled: 'words' },
    change: (entry) => cancelDate(entry, at.date.date),
    alongside: (trx) =>
      words ? keepCalledOffWords(trx, at.date.id, words, now) : forgetCalledOffWords(trx, at.date.id),
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
      <CalledOffWords {...{ t, offer }} value={valueOf(typed, 'words')} error={errorOf(errors, 'words')} />
      {!asks && <Button look="stop">{yes}</Button>}
    </SeriesChangePage>
  );
}
