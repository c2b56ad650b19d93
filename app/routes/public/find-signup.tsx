import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findTeamPath, loginPath, receiptPath } from '../../../domain/paths';
import { isWrong } from '../../forms/answer';
import { readCodeForm } from '../../forms/code-form';
import { fieldErrors } from '../../forms/problem-words';
import { readTyped, valueOf } from '../../forms/typed';
import { formAnswer, sendBack } from '../../http/form-answer.server';
import { requestSpeech } from '../../http/request-speech';
import { ErrorSummary } from '../../ui/error-summary';
import { FindSignupForm } from '../../ui/find-forms';
import { errorOf } from '../../ui/form-fields';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';
import { signupByCode } from '../../../db/signup-rows';

/** Where one comes back with one's code. CONTRACT §1 (`/min-anmalan`). */
export function loader({ context: { samling } }: LoaderFunctionArgs) {
  return { answer: formAnswer(samling) };
}

export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const typed = readTyped(samling.form);
  const { code, problems } = readCodeForm(typed);
  if (code === null) return sendBack(samling, { typed, problems, refusal: null }, 400);
  if (await signupByCode(samling.store, samling.store.read, code)) {
    return redirect(receiptPath(requestSpeech(request).language, code), 303);
  }
  const problem = { field: 'code', problem: 'no-such-code' } as const;
  return sendBack(samling, { typed, problems: [problem], refusal: null }, 400);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.signup_mine_title();
    return { title: isWrong(loaded?.answer ?? null) ? t.site_error_title({ title }) : title };
  });

export default function FindSignup() {
  const t = useSpeech();
  const { answer } = useLoaderData<typeof loader>();
  const errors = fieldErrors(t, answer?.problems ?? []);
  return (
    <Page t={t} heading={t.signup_mine_title()} trail={[]} before={<ErrorSummary t={t} errors={errors} />}>
      <p>{t.signup_mine_text()}</p>
      <FindSignupForm t={t} code={answer ? valueOf(answer.typed, 'code') : undefined} error={errorOf(errors, 'code')} />
      <h2>{t.signup_mine_lost()}</h2>
      <p>{t.signup_mine_lost_text()}</p>
      <h2>{t.signup_mine_team()}</h2>
      <p>
        <a href={findTeamPath(t.language)}>{t.signup_mine_team_link()}</a>
      </p>
      <h2>{t.signup_mine_organiser()}</h2>
      <p>
        <a href={loginPath} hrefLang="sv">
          {t.site_organise()}
        </a>
      </p>
    </Page>
  );
}
