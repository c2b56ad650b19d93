import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { finishLogin } from '../../../db/login';
import { offerPasskey } from '../../../db/passkeys';
import { signedInBy } from '../../../db/sessions';
import { codeStands } from '../../../domain/login';
import { deviceOf } from '../../../domain/device';
import { passkeyHost } from '../../../domain/passkey';
import { loginCodePath, loginPath, passkeyOfferPath } from '../../../domain/paths';
import { readLoginCodeForm } from '../../forms/login-form';
import { readTyped, valueOf, type Typed } from '../../forms/typed';
import type { Samling } from '../../http/context';
import { safeReturn, sentToken, sessionCookie } from '../../http/session.server';
import { Button } from '../../ui/button';
import { codeWords } from '../../ui/code-words';
import { ErrorSummary } from '../../ui/error-summary';
import { LoginCodeField } from '../../ui/login-code-field';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { PasskeyScript } from '../../ui/passkey-form';
import { useSpeech } from '../../ui/use-speech';

/** Where the mail's code is written. The mail's link only opens this page: reading it logs nobody in. */
export function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const hasJoined = query.get('klart') === 'inbjudan';
  return { loginId: query.get('id') ?? '', goesTo: safeReturn(query.get('till')), hasJoined };
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
      return redirect(await nextPage(samling, typed, outcome.token), {
        status: 303,
        headers: sessionCookie(samling, outcome.token),
      });
    case 'wrong':
      return data({ fault: 'wrong' as const, triesLeft: outcome.triesLeft }, { status: 400 });
    case 'over':
      return data({ fault: 'over' as const, triesLeft: 0 }, { status: 400 });
  }
}

/** Where one was going; first, now and then, to the question whether one wants a passkey, where the browser has them. */
async function nextPage(samling: Samling, typed: Typed, token: string): Promise<string> {
  const goesTo = safeReturn(valueOf(typed, 'till'));
  if (valueOf(typed, 'kan-nyckel') !== '1' || passkeyHost(samling.baseUrl) === null) return goesTo;
  const now = samling.now();
  const signed = await signedInBy(samling.store, token, now);
  const to = signed && { organiserId: signed.organiser.id, device: deviceOf(samling.userAgent) };
  return to && (await offerPasskey(samling.store, to, now))
    ? `${passkeyOfferPath}?till=${encodeURIComponent(goesTo)}`
    : goesTo;
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.organiser_code_title() }));

export default function LoginCode() {
  const t = useSpeech();
  const { loginId, goesTo, hasJoined } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer ? [{ name: 'code', message: codeWords(t, answer) }] : [];
  return (
    <Page t={t} heading={t.organiser_code_title()} before={<ErrorSummary t={t} errors={errors} />}>
      {hasJoined && !answer && (
        <div role="status">
          <Notice tone="good" heading={t.organiser_invitation_done()}>
            <p>{t.organiser_invitation_log_in()}</p>
          </Notice>
        </div>
      )}
      <p>{t.organiser_code_text({ minutes: codeStands / 60_000 })}</p>
      <form method="post" action={loginCodePath(loginId)} noValidate>
        <input type="hidden" name="id" value={loginId} />
        <input type="hidden" name="till" value={goesTo} />
        <input type="hidden" name="kan-nyckel" value="" />
        <LoginCodeField t={t} errors={errors} />
        <Button>{t.organiser_code_submit()}</Button>
      </form>
      <p>
        <a href={loginPath}>{t.organiser_code_again()}</a>
      </p>
      <PasskeyScript />
    </Page>
  );
}
