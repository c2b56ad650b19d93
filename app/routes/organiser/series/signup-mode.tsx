import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { basisOf } from '../../../../db/programme/edit';
import { signedUpTo } from '../../../../db/series-signups';
import { signupModes, type SignupMode } from '../../../../domain/event';
import { speak } from '../../../../domain/language/speech';
import { sectionPath } from '../../../../domain/paths';
import { readTyped, valueOf, type Typed } from '../../../forms/typed';
import { readPlaces } from '../../../forms/series-form';
import { changeSeriesOf, requireSeries, type AtSeries } from '../../../http/series-date.server';
import { basisFor, editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { Button } from '../../../ui/button';
import { pageMeta } from '../../../ui/page-meta';
import { SeriesChangePage } from '../../../ui/series-page';
import { SeriesSignupFields, signupModeWords } from '../../../ui/series-signup-fields';
import { useSpeech } from '../../../ui/use-speech';

/** How one signs up: to each date, once to all of a course, or not at all. */
export async function loader(args: LoaderFunctionArgs) {
  const { offer, role, entry } = await requireOurs(args);
  const answer = editAnswer(args.context.samling);
  const typed: Typed = [
    ['signup', entry.signup],
    ['capacity', entry.capacity === undefined ? '' : String(entry.capacity)],
  ];
  return {
    ...{ offer, role, now: entry.signup },
    basis: basisFor(answer, basisOf(entry, ['signup', 'capacity'])),
    typed: answer?.typed ?? typed,
    errors: answer?.errors ?? [],
    asks: answer?.asks ?? null,
  };
}

/** Where somebody else takes the signups, leads to where their link is written, with every other way to sign up. */
async function requireOurs(args: LoaderFunctionArgs): Promise<AtSeries> {
  const at = await requireSeries(args);
  if (at.entry.externalSignup) throw redirect(sectionPath('series', at.offer.slug, 'antal'), 303);
  return at;
}

export async function action(args: ActionFunctionArgs) {
  const { samling } = args.context;
  const at = await requireOurs(args);
  const t = speak('sv');
  const typed = readTyped(samling.form);
  const signup = valueOf(typed, 'signup') as SignupMode;
  const capacity = readPlaces(valueOf(typed, 'capacity'));
  if (!signupModes.includes(signup)) {
    return sendEditBack(samling, { errors: [{ name: 'signup', message: t.series_error_signup() }] });
  }
  if (capacity === undefined) {
    return sendEditBack(samling, { errors: [{ name: 'capacity', message: t.series_error_capacity() }] });
  }
  const signedUp = await signedUpTo(samling.store.read, at.offer.id, samling.now());
  const refuse = (message: string) => sendEditBack(samling, { errors: [{ name: 'signup', message }] }, 409);
  if (signup === 'whole' && at.entry.signup !== 'whole' && signedUp.dates) {
    return refuse(t.series_error_signup_dates({ count: signedUp.dates }));
  }
  if (signup !== 'whole' && at.entry.signup === 'whole' && signedUp.whole) {
    return refuse(t.series_error_signup_whole({ count: signedUp.whole }));
  }
  return changeSeriesOf(samling, at, ['signup', 'capacity'], {
    fields: { signup: 'signup', capacity: 'capacity', kept: 'capacity', teams: 'signup', changed: 'capacity' },
    change: (entry) => ({ ...entry, signup, capacity: capacity ?? undefined }),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${signupModeWords(t, loaded?.now)}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function ChangeSignup() {
  const t = useSpeech();
  const { offer, role, now, basis, typed, errors, asks } = useLoaderData<typeof loader>();
  const yes = t.series_save();
  return (
    <SeriesChangePage {...{ t, offer, role, errors, asks, basis }} heading={signupModeWords(t, now)}>
      <SeriesSignupFields t={t} typed={typed} errors={errors} />
      <Button>{yes}</Button>
    </SeriesChangePage>
  );
}
