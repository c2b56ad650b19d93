import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { basisOf } from '../../../../db/programme/edit';
import { speak } from '../../../../domain/language/speech';
import { endAfter } from '../../../../domain/series/edits';
import { dateOf, localDateOf } from '../../../../domain/time';
import { readDay } from '../../../forms/series-form';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import { changeSeriesOf, requireSeries } from '../../../http/series-date.server';
import { basisFor, editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { DateInput } from '../../../ui/date-input';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { SeriesChangePage } from '../../../ui/series-page';
import { useSpeech } from '../../../ui/use-speech';

/** Ends a series with a day: what is after it is called off, and what has been stays. */
export async function loader(args: LoaderFunctionArgs) {
  const { offer, role, entry } = await requireSeries(args, { hostOnly: true });
  const answer = editAnswer(args.context.samling);
  const typed: Typed = [['until', entry.until ?? '']];
  return {
    ...{ offer, role },
    basis: basisFor(answer, basisOf(entry, ['until'])),
    typed: answer?.typed ?? typed,
    errors: answer?.errors ?? [],
    asks: answer?.asks ?? null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireSeries(args, { hostOnly: true });
  const t = speak('sv');
  const until = readDay(valueOf(readTyped(samling.form), 'until'), localDateOf(samling.now(), at.offer.timeZone));
  const wrong = (message: string) => sendEditBack(samling, { errors: [{ name: 'until', message }] });
  if (until === null) return wrong(t.series_error_day_missing());
  if (until === undefined) return wrong(t.series_error_day());
  if (until < dateOf(at.entry.start)) return wrong(t.series_error_end_first());
  return changeSeriesOf(samling, at, ['until'], {
    fields: { until: 'until' },
    asksDates: true,
    change: (entry) => endAfter(entry, until),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.series_end_series()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function EndSeries() {
  const t = useSpeech();
  const { offer, role, basis, typed, errors, asks } = useLoaderData<typeof loader>();
  const yes = t.series_end_submit();
  return (
    <SeriesChangePage {...{ t, offer, role, errors, asks, basis }} heading={t.series_end_series()}>
      <p>{t.series_end_text()}</p>
      <DateInput
        t={t}
        name="until"
        label={t.series_until()}
        error={errorOf(errors, 'until')}
        value={valueOf(typed, 'until')}
        required
      />
      <Button>{yes}</Button>
    </SeriesChangePage>
  );
}
