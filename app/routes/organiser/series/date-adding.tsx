import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { speak } from '../../../../domain/language/speech';
import { addDate, timeOf } from '../../../../domain/series/edits';
import { dateOf, localDateOf } from '../../../../domain/time';
import { writtenTime } from '../../../../domain/written-time';
import { readMove } from '../../../forms/series-date-form';
import { readTyped, type Typed } from '../../../forms/typed';
import { changeSeriesOf, requireSeries } from '../../../http/series-date.server';
import { editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { pageMeta } from '../../../ui/page-meta';
import { MoveFields } from '../../../ui/series-date-fields';
import { SeriesChangePage } from '../../../ui/series-page';
import { useSpeech } from '../../../ui/use-speech';

/** Adds a date that the rule does not give. */
export async function loader(args: LoaderFunctionArgs) {
  const { offer, role, entry } = await requireSeries(args);
  const answer = editAnswer(args.context.samling);
  const usual: Typed = [
    ['start', writtenTime(timeOf(entry.start))],
    ['end', writtenTime(timeOf(entry.end))],
  ];
  return {
    ...{ offer, role },
    typed: answer?.typed ?? usual,
    seriesVenue: entry.venue ?? null,
    errors: answer?.errors ?? [],
    asks: answer?.asks ?? null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireSeries(args);
  const read = readMove(speak('sv'), readTyped(samling.form), localDateOf(samling.now(), at.offer.timeZone));
  if ('errors' in read) return sendEditBack(samling, read);
  return changeSeriesOf(samling, at, ['added'], {
    kind: 'date-added',
    date: dateOf(read.move.start),
    fields: { start: 'day', end: 'end', venue: 'venue' },
    change: (entry) => addDate(entry, read.move),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.series_add()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function AddDate() {
  const t = useSpeech();
  const { offer, role, typed, seriesVenue, errors, asks } = useLoaderData<typeof loader>();
  const yes = t.series_add();
  return (
    <SeriesChangePage {...{ t, offer, role, errors, asks }} heading={t.series_add()}>
      <MoveFields t={t} typed={typed} errors={errors} seriesVenue={seriesVenue} />
      <Button>{yes}</Button>
    </SeriesChangePage>
  );
}
