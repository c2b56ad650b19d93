import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { SeriesDate } from '../../../../db/series-dates';
import { atLineStart, formatWhen } from '../../../../domain/language/dates';
import { speak } from '../../../../domain/language/speech';
import { moveDate } from '../../../../domain/series/edits';
import { instantToLocal, localDateOf } from '../../../../domain/time';
import { writtenTime } from '../../../../domain/written-time';
import { readMove } from '../../../forms/series-date-form';
import { readTyped, type Typed } from '../../../forms/typed';
import { changeDateOf, requireDate } from '../../../http/series-date.server';
import { basisFor, editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { pageMeta } from '../../../ui/page-meta';
import { MoveFields } from '../../../ui/series-date-fields';
import { SeriesChangePage } from '../../../ui/series-page';
import { useSpeech } from '../../../ui/use-speech';

/** Moves one date: another day, other times, another place or one that is announced later. */
export async function loader(args: LoaderFunctionArgs) {
  const { offer, role, entry, date, basis } = await requireDate(args);
  if (date.cancelled) throw new Response(null, { status: 404 });
  const answer = editAnswer(args.context.samling);
  return {
    now: args.context.samling.now(),
    ...{ offer, role, date, basis: basisFor(answer, basis) },
    typed: answer?.typed ?? typedOf(date, entry.venue ?? null),
    seriesVenue: entry.venue ?? null,
    errors: answer?.errors ?? [],
    asks: answer?.asks ?? null,
  };
}

function typedOf(date: SeriesDate, seriesVenue: string | null): Typed {
  const { startAt, endAt, timeKnown, timeZone, venue } = date;
  const clock = (instant: number | null) =>
    instant === null || !timeKnown ? '' : instantToLocal(instant, timeZone).slice(11);
  return [
    ['day', startAt === null ? '' : localDateOf(startAt, timeZone)],
    ['start', writtenTime(clock(startAt))],
    ['end', writtenTime(clock(endAt))],
    ['place', venue === seriesVenue ? 'same' : venue === null ? 'later' : 'other'],
    ['venue', venue === seriesVenue ? '' : (venue ?? '')],
  ];
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireDate(args);
  if (at.date.cancelled) throw new Response(null, { status: 404 });
  const read = readMove(speak('sv'), readTyped(samling.form), localDateOf(samling.now(), at.date.timeZone));
  if ('errors' in read) return sendEditBack(samling, read);
  return changeDateOf(samling, at, 'date-moved', {
    fields: { start: 'day', end: 'end', venue: 'venue', from: 'day' },
    // the series' own, where it says none
    venue: read.move.venue === undefined ? (at.entry.venue ?? null) : read.move.venue,
    change: (entry) => moveDate(entry, at.date.date, read.move),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.series_move_title()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function MoveDate() {
  const t = useSpeech();
  const { now, offer, role, date, basis, typed, seriesVenue, errors, asks } = useLoaderData<typeof loader>();
  const yes = t.series_move_submit();
  return (
    <SeriesChangePage {...{ t, offer, role, errors, asks, basis }} heading={t.series_move_title()}>
      <p>{t.series_now({ when: atLineStart(formatWhen(date, t, now), t) })}</p>
      <MoveFields t={t} typed={typed} errors={errors} seriesVenue={seriesVenue} />
      <Button>{yes}</Button>
    </SeriesChangePage>
  );
}
