import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { SeriesDate } from '../../../../db/series-dates';
import { atLineStart, formatWhen } from '../../../../domain/language/dates';
import { speak } from '../../../../domain/language/speech';
import { changeDate } from '../../../../domain/series/edits';
import { instantToLocal } from '../../../../domain/time';
import { writtenTime } from '../../../../domain/written-time';
import { readDateFields, type DateNow } from '../../../forms/series-date-form';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import { changeDateOf, requireDate } from '../../../http/series-date.server';
import { basisFor, editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { RadioGroup } from '../../../ui/choices';
import { errorOf } from '../../../ui/form-fields';
import { pageMeta } from '../../../ui/page-meta';
import { ClockFields } from '../../../ui/series-fields';
import { SeriesChangePage } from '../../../ui/series-page';
import { TextArea, TextInput } from '../../../ui/text-input';
import { useSpeech } from '../../../ui/use-speech';

/** Changes what one date is, or that one and all that follow. */
export async function loader(args: LoaderFunctionArgs) {
  const { offer, role, entry, date, basis } = await requireDate(args);
  if (date.cancelled) throw new Response(null, { status: 404 });
  const answer = editAnswer(args.context.samling);
  return {
    now: args.context.samling.now(),
    ...{ offer, role, date, basis: basisFor(answer, basis) },
    hasPlaces: entry.signup === 'open' && !entry.externalSignup,
    typed: answer?.typed ?? typedOf(date),
    errors: answer?.errors ?? [],
    asks: answer?.asks ?? null,
  };
}

function dateNow(date: SeriesDate): DateNow {
  const { title, venue, address, summary, description, capacity, startAt, endAt, timeKnown, timeZone } = date;
  const clock = (instant: number | null) =>
    instant === null || !timeKnown ? '' : instantToLocal(instant, timeZone).slice(11);
  const texts = { venue: venue ?? '', address: address ?? '', summary: summary ?? '', description: description ?? '' };
  return { title, ...texts, capacity, start: clock(startAt), end: clock(endAt) };
}

function typedOf(date: SeriesDate): Typed {
  const { capacity, start, end, ...texts } = dateNow(date);
  return [
    ...Object.entries(texts),
    ['start', writtenTime(start)],
    ['end', writtenTime(end)],
    ['capacity', capacity === null ? '' : String(capacity)],
    ['which', 'one'],
  ];
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireDate(args);
  if (at.date.cancelled) throw new Response(null, { status: 404 });
  const read = readDateFields(speak('sv'), readTyped(samling.form), dateNow(at.date));
  if ('errors' in read) return sendEditBack(samling, read);
  return changeDateOf(samling, at, 'date-changed', {
    fields: {
      ...{ title: 'title', start: 'start', end: 'end', venue: 'venue', address: 'address' },
      ...{ summary: 'summary', description: 'description', capacity: 'capacity' },
    },
    following: read.following,
    venue: read.fields.venue,
    change: (entry) => changeDate(entry, at.date.date, read.following, read.fields),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.series_change_title()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function ChangeDate() {
  const t = useSpeech();
  const { now, offer, role, date, basis, hasPlaces, typed, errors, asks } = useLoaderData<typeof loader>();
  const field = (name: string) => ({ t, name, error: errorOf(errors, name), value: valueOf(typed, name) });
  const yes = t.series_save();
  return (
    <SeriesChangePage {...{ t, offer, role, errors, asks, basis }} heading={t.series_change_title()}>
      <p>{atLineStart(formatWhen(date, t, now), t)}</p>
      <RadioGroup
        {...field('which')}
        value={valueOf(typed, 'which') || 'one'}
        label={t.series_which()}
        choices={[
          { value: 'one', label: t.series_which_one() },
          { value: 'following', label: t.series_which_following() },
        ]}
      />
      <TextInput {...field('title')} label={t.series_title()} required maxLength={200} />
      <ClockFields t={t} typed={typed} errors={errors} />
      <TextInput
        {...field('venue')}
        label={t.series_venue()}
        hint={t.series_venue_later_hint()}
        optional
        maxLength={200}
      />
      <TextInput {...field('address')} label={t.series_address()} optional maxLength={500} />
      {hasPlaces && (
        <TextInput
          {...field('capacity')}
          label={t.series_capacity()}
          hint={t.series_capacity_hint()}
          inputMode="numeric"
          width="number"
          optional
        />
      )}
      <TextArea {...field('summary')} label={t.series_summary()} optional rows={2} />
      <TextArea {...field('description')} label={t.series_description()} optional rows={5} />
      <Button>{yes}</Button>
    </SeriesChangePage>
  );
}
