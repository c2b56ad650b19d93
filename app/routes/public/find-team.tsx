import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { teamCodeByWords } from '../../../db/team-page';
import { findSignupPath, teamPath } from '../../../domain/paths';
import { readWords } from '../../../domain/team-words';
import { fieldErrors } from '../../forms/problem-words';
import { requestSpeech } from '../../http/request-speech';
import { ErrorSummary } from '../../ui/error-summary';
import { FindTeamForm } from '../../ui/find-forms';
import { errorOf } from '../../ui/form-fields';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Where three spoken words lead to a team's page. CONTRACT §1 (`/lag?ord=`). */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const written = new URL(request.url).searchParams.get('ord')?.trim() ?? '';
  if (!written) return { written, wrong: false };
  const words = readWords(written);
  const code = words === null ? undefined : await teamCodeByWords(samling.store, words);
  if (code) throw redirect(teamPath(requestSpeech(request).language, code), 303);
  return data({ written, wrong: true }, { status: 404 });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.team_find_title();
    return { title: loaded?.wrong ? t.site_error_title({ title }) : title };
  });

export default function FindTeam() {
  const t = useSpeech();
  const { written, wrong } = useLoaderData<typeof loader>();
  const errors = fieldErrors(t, wrong ? [{ field: 'ord', problem: 'no-such-words' }] : []);
  return (
    <Page t={t} heading={t.team_find_title()} trail={[]} before={<ErrorSummary t={t} errors={errors} />}>
      <p>{t.team_find_text()}</p>
      <FindTeamForm t={t} words={written} error={errorOf(errors, 'ord')} />
      <p>
        <a href={findSignupPath(t.language)}>{t.site_my_signup()}</a>
      </p>
    </Page>
  );
}
