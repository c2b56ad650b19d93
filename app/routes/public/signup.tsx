import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readSignupPage } from '../../../db/signup-page';
import { signUp } from '../../../db/signups';
import { formatDay } from '../../../domain/language/dates';
import { readLanguage } from '../../../domain/language/path';
import type { Offer } from '../../../domain/offer';
import { localDateOf } from '../../../domain/time';
import { isWrong } from '../../forms/answer';
import { keyOf, readSignup } from '../../forms/signup-form';
import { readTyped, type Typed } from '../../forms/typed';
import { answerProblems, answerSignup, formAnswer, refuse } from '../../http/form-answer.server';
import { requestSpeech } from '../../http/request-speech';
import { pageMeta } from '../../ui/page-meta';
import { SignupPageView } from '../../ui/signup-page';
import { useSpeech } from '../../ui/use-speech';

/** What is typed in a form that nobody has touched. */
const untouched: Typed = [['partySize', '1']];

/** The form that signs up to an event or a whole series. CONTRACT §1 (`/evenemang/:slug/anmalan`, `/serier/…`). */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const now = samling.now();
  const page = await readSignupPage(samling.store.read, offerType(request), params.slug ?? '', now);
  if (!page) throw data(null, { status: 404 });
  const answer = formAnswer(samling);
  const typed = answer?.typed ?? untouched;
  return { page, now, answer, typed, formKey: keyOf(typed) ?? samling.formKey };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const now = samling.now();
  const to = { type: offerType(request), slug: params.slug ?? '' };
  const typed = readTyped(samling.form);
  const { language } = requestSpeech(request);
  let spoken = language;
  const outcome = await signUp(
    samling.store,
    to,
    (offer) => {
      const { wish, key, problems } = readSignup(typed, offer, language, now);
      spoken = wish.language;
      return problems.length ? { problems } : { wish, key };
    },
    now,
  );
  if (outcome.kind === 'each-date') return refuse(samling, typed, outcome);
  if (outcome.kind === 'unread') return answerProblems(samling, { typed, ...outcome });
  return answerSignup(samling, outcome, { typed, language: spoken });
}

/** Which of the two a form's address is about. */
function offerType(request: Request): Offer['type'] {
  const { rest } = readLanguage(new URL(request.url).pathname);
  return rest.toLowerCase().startsWith('/serier/') ? 'series' : 'event';
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: '' };
    const { type, title: name, startAt, timeZone } = loaded.page.offer;
    // the dates of a series have one name
    const date = type === 'event' && startAt !== null ? formatDay(localDateOf(startAt, timeZone), t) : null;
    const title = t.signup_title({ title: date ? t.event_title_dated({ title: name, date }) : name });
    return {
      title: isWrong(loaded.answer) ? t.site_error_title({ title }) : title,
      description: loaded.page.text.summary,
    };
  });

export default function Signup() {
  const t = useSpeech();
  return <SignupPageView t={t} {...useLoaderData<typeof loader>()} />;
}
