import { redirect } from '@remix-run/node';
import { createOffer, type Creation } from '../../db/programme/edit';
import { speak } from '../../domain/language/speech';
import { addedDates, type MadeTimes } from '../../domain/series/edits';
import { dateOf } from '../../domain/time';
import { cleanLine, isReadable } from '../forms/clean';
import { readPlan, withPlan } from '../forms/series-form';
import { readTyped, valueOf, valuesOf, type Typed } from '../forms/typed';
import type { FieldError } from '../ui/error-summary';
import type { Samling } from './context';
import { editAnswer, sendEditBack } from './series-edit.server';
import { previewOf, todayOf, type Preview } from './series-preview.server';
import { inItsWay, isAsShown, shownMark } from './series-shown.server';

/** The dates of a series that is to be made, with what a programme file says of them. */
export type PreviewToMake = NonNullable<Awaited<ReturnType<typeof previewOf>>>;

/** What a form that makes a series says; nothing is to be made where there are errors. */
export interface SeriesRead {
  errors: FieldError[];
  preview: PreviewToMake | null;
}

/** What a new series is called; what is wrong with it is added to `errors`. */
export function readTitle(typed: Typed, errors: FieldError[]): string {
  const t = speak('sv');
  const title = cleanLine(valueOf(typed, 'title'));
  if (!isReadable(title)) errors.push({ name: 'title', message: t.series_error_title() });
  if (title.length > 200) errors.push({ name: 'title', message: t.series_error_title_long() });
  return title;
}

/** Which dates a new series would have; what is wrong with them is added to `errors`. */
export async function readDates(
  samling: Samling,
  sent: Typed,
  organisationId: string,
  errors: FieldError[],
): Promise<PreviewToMake | null> {
  const t = speak('sv');
  const typed = inItsWay(sent);
  const read = readPlan(t, typed, todayOf(samling));
  if ('errors' in read) {
    errors.push(...read.errors);
    return null;
  }
  const preview = await previewOf(samling, read.plan, organisationId);
  if (!preview) errors.push({ name: 'said', message: t.series_error_no_dates() });
  // beside what was filled in: the sentence, or the day that it is from
  const field = valueOf(typed, 'way') === 'fields' ? 'from' : 'said';
  if (!preview?.past) return preview;
  errors.push({ name: field, message: t.series_error_all_past() });
  return null;
}

/** Dates that are shown in the form that they were asked by. */
export type ShownPreview = Preview & {
  /** What the form carries of them. */
  shown: string;
  /** They are others than those that were shown before. */
  isAnew: boolean;
};

/** What the page of a form that makes a series shows. */
export interface SeriesAsked {
  typed: Typed;
  errors: FieldError[];
  preview: ShownPreview | null;
  /** Of the page: the form was asked for its dates, and they could not be told. */
  status: 200 | 400;
}

/**
 * In the loader of a form that makes a series: what it was asked by GET, or sent back with, and the dates that gives.
 * @param untouched what stands in it before anybody has typed
 */
export async function askedSeries(
  request: Request,
  samling: Samling,
  untouched: Typed,
  read: (typed: Typed) => Promise<SeriesRead>,
): Promise<SeriesAsked> {
  const answer = editAnswer(samling);
  const asked = new URL(request.url).searchParams;
  const isAsked = answer !== null || asked.has('said');
  const typed = inItsWay(answer?.typed ?? (isAsked ? [...asked] : [...untouched, ...asked]));
  const found = isAsked ? await read(typed) : null;
  const errors = answer?.errors.length ? answer.errors : (found?.errors ?? []);
  const status = !answer && errors.length ? 400 : 200;
  if (!found?.preview) return { typed, errors, preview: null, status };
  const { times, plan, dates, goesOn, endless } = found.preview;
  const standing = withPlan(typed, plan);
  const preview = {
    ...{ plan, dates, goesOn, endless },
    ...{ shown: shownMark(standing, times), isAnew: answer !== null && !isAsShown(typed, times) },
  };
  return { typed: standing, errors, preview, status };
}

/**
 * Makes a series as a draft, on the dates that were shown without those that were left out, or sends its form back:
 * also where the dates are no longer those, so that they are looked at first.
 * @param making.entryOn all that it is, on its dates
 * @param making.to where one goes on, by its slug
 */
export async function makeSeries(
  samling: Samling,
  preview: PreviewToMake,
  making: Omit<Creation<'series'>, 'type' | 'entry'> & {
    entryOn: (times: MadeTimes) => Creation<'series'>['entry'];
    to: (slug: string) => string;
  },
) {
  const { entryOn, to, ...creation } = making;
  const typed = readTyped(samling.form);
  if (!isAsShown(typed, preview.times)) return sendEditBack(samling, {}, 409);
  const times = timesMade(preview, valuesOf(typed, 'skip'));
  if (!times)
    return sendEditBack(samling, { errors: [{ name: 'said', message: speak('sv').series_error_all_skipped() }] });
  const outcome = await createOffer(
    samling.store,
    { ...creation, type: 'series', entry: entryOn(times) },
    samling.now(),
  );
  if (outcome.kind === 'created') return redirect(to(outcome.slug), 303);
  return sendEditBack(samling, { errors: outcome.problems.map(({ message }) => ({ name: 'said', message })) }, 409);
}

/**
 * When a series is that was shown. Explicit dates that are left out are not there at all; those of a rule are cancelled.
 * @returns null where no date is left
 */
function timesMade({ plan, dates, times }: PreviewToMake, skip: readonly string[]): MadeTimes | null {
  const skipped = skip.filter((day) => dates.some(({ date }) => date === day));
  if (plan.rhythm.every !== 'date') return { ...times, added: [], cancelled: skipped };
  const days = [{ start: times.start, end: times.end }, ...times.added];
  const [first, ...others] = days.filter((one) => !skipped.includes(dateOf(one.start)));
  return first ? { ...times, start: first.start, end: first.end, added: addedDates(others), cancelled: [] } : null;
}
