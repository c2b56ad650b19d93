import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { finishLogin } from '../../../db/login';
import { codeStands } from '../../../domain/login';
import { loginCodePath, loginPath } from '../../../domain/paths';
import { deviceOf } from '../../../domain/device';
import { readLoginCodeForm } from '../../forms/login-form';
import { readTyped, valueOf } from '../../forms/typed';
import { safeReturn, sentToken, sessionCookie } from '../../http/session.server';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { TextInput } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';
import type { Speech } from '../../../domain/language/speech';

/** Where the mail's code is written. The mail's link only opens this page: reading it logs nobody in. */
export function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return { loginId: query.get('id') ?? '', goesTo: safeReturn(query.get('till')) };
}

export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const typed = readTyped(samling.form);
  const code = readLoginCodeForm(typed);
  if ('fault' in code) return data({ fault: code.fault, triesLeft: null }, { status: 400 });
  const outcome = await finishLogin(
    samling.store,
    {
      loginId: valueOf(typed, 'id'),
      code: code.value,
      device: deviceOf(samling.userAgent),
      formerToken: sentToken(request, samling),
    },
    samling.now(),
  );
  switch (outcome.kind) {
    case 'in':
      return redirect(safeReturn(valueOf(typed, 'till')), {
        status: 303,
        headers: sessionCookie(samling, outcome.token),
      });
    case 'wrong':
      return data({ fault: 'wrong' as const, triesLeft: outcome.triesLeft }, { status: 400 });
    case 'over':
      return data({ fault: 'over' as const, triesLeft: 0 }, { status: 400 });
  }
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.organiser_code_title() }));

export default function LoginCode() {
  const t = useSpeech();
  const { loginId, goesTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer ? [{ name: 'code', message: wordsOf(t, answer) }] : [];
  return (
    <Page t={t} heading={t.organiser_code_title()} before={<ErrorSummary t={t} errors={errors} />}>
      <p>{t.organiser_code_text({ minutes: codeStands / 60_000 })}</p>
      <form method="post" action={loginCodePath(loginId)} noValidate>
        <input type="hidden" name="id" value={loginId} />
        <input type="hidden" name="till" value={goesTo} />
        <TextInput
          t={t}
          name="code"
          label={t.organiser_code_label()}
          hint={t.organiser_code_hint()}
          error={errorOf(errors, 'code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          spellCheck={false}
          width="short"
          required
        />
        <Button>{t.organiser_code_submit()}</Button>
      </form>
      <p>
        <a href={loginPath}>{t.organiser_code_again()}</a>
      </p>
    </Page>
  );
}

function wordsOf(t: Speech, { fault, triesLeft }: { fault: string; triesLeft: number | null }): string {
  if (fault === 'over') return t.organiser_code_over();
  if (fault === 'wrong') return t.organiser_code_wrong({ count: triesLeft ?? 0 });
  return fault === 'missing' ? t.organiser_code_missing() : t.organiser_code_unread();
}
