import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { SeriesDate } from '../../../../db/series-dates';
import { forgetCalledOffWords } from '../../../../db/called-off';
import { atLineStart, formatWhen } from '../../../../domain/language/dates';
import { restoreDate, type Move } from '../../../../domain/series/edits';
import { instantToLocal, localDateOf } from '../../../../domain/time';
import { changeDateOf, requireDate } from '../../../http/series-date.server';
import { basisFor, editAnswer } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { pageMeta } from '../../../ui/page-meta';
import { SeriesChangePage } from '../../../ui/series-page';
import { useSpeech } from '../../../ui/use-speech';

/** Takes a cancelled date back: it is on again, and its people are told. */
export async function loader(args: LoaderFunctionArgs) {
  const { offer, role, date, basis } = await requireDate(args, { hostOnly: true });
  if (!date.cancelled) throw new Response(null, { status: 404 });
  const answer = editAnswer(args.context.samling);
  return {
    now: args.context.samling.now(),
    ...{ offer, role, date, basis: basisFor(answer, basis) },
    errors: answer?.errors ?? [],
    asks: answer?.asks ?? null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireDate(args, { hostOnly: true });
  if (!at.date.cancelled) throw new Response(null, { status: 404 });
  return changeDateOf(samling, at, 'date-restored', {
    fields: { cancelled: 'sure' },
    change: (entry) => restoreDate(entry, at.date.date, whenOf(at.date)),
    alongside: (trx) => forgetCalledOffWords(trx, at.date.id),
  });
}

/** As it was when it was last on. */
function whenOf({ startAt, endAt, timeKnown, timeZone, date }: SeriesDate): Move {
  if (startAt === null) return { start: date };
  if (!timeKnown) return { start: localDateOf(startAt, timeZone) };
  const end = endAt === null ? undefined : instantToLocal(endAt, timeZone);
  return { start: instantToLocal(startAt, timeZone), end };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.series_restore_title()}: ${loaded?.offer.title ?? ''}` }));

export default function RestoreDate() {
  const t = useSpeech();
  const { now, offer, role, date, basis, errors, asks } = useLoaderData<typeof loader>();
  const yes = t.series_restore_submit();
  return (
    <SeriesChangePage {...{ t, offer, role, errors, asks, basis }} heading={t.series_restore_title()}>
      <p>
        <strong>{atLineStart(formatWhen(date, t, now), t)}</strong>
      </p>
      <p>{t.series_restore_text()}</p>
      {!asks && <Button>{yes}</Button>}
    </SeriesChangePage>
  );
}
