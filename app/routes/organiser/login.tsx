import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { beginLogin } from '../../../db/login';
import { passkeyHost } from '../../../domain/passkey';
import { loginCodePath, loginPath, passkeyLoginPath, passkeyLoginQuestionPath } from '../../../domain/paths';
import { readAddressForm } from '../../forms/login-form';
import { readTyped, valueOf } from '../../forms/typed';
import { safeReturn, signedIn } from '../../http/session.server';
import { addressErrors } from '../../ui/address-errors';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { PasskeyForm, PasskeyScript } from '../../ui/passkey-form';
import { TextInput } from '../../ui/text-input';
import { useSpeech } from '../../ui/use-speech';

/** Where an organiser logs in: by an address that a code is mailed to. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const goesTo = safeReturn(query.get('till'));
  if (await signedIn(request, samling)) throw redirect(goesTo, 303);
  return { goesTo, isOut: query.get('klart') === 'utloggad', passkeys: passkeyHost(samling.baseUrl) !== null };
}

/** Answers every address that can be one in the same way: it never tells whether it is known. */
export async function action({ context: { samling } }: ActionFunctionArgs) {
  const typed = readTyped(samling.form);
  const address = readAddressForm(typed);
  if ('fault' in address) return data({ fault: address.fault, email: valueOf(typed, 'email') }, { status: 400 });
  const loginId = await beginLogin(samling.store, address.value, samling.now());
  return redirect(`${loginCodePath(loginId)}&till=${encodeURIComponent(safeReturn(valueOf(typed, 'till')))}`, 303);
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.organiser_login_title() }));

export default function Login() {
  const t = useSpeech();
  const { goesTo, isOut, passkeys } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = addressErrors(t, answer?.fault);
  return (
    <Page t={t} heading={t.organiser_login_title()} before={<ErrorSummary t={t} errors={errors} />}>
      {isOut && (
        <div role="status">
          <Notice tone="good" heading={t.organiser_logged_out()} />
        </div>
      )}
      <p>{t.organiser_login_text()}</p>
      <form method="post" action={loginPath} noValidate>
        <input type="hidden" name="till" value={goesTo} />
        <TextInput
          t={t}
          name="email"
          type="email"
          label={t.signup_email()}
          error={errorOf(errors, 'email')}
          value={answer?.email}
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          required
        />
        <Button>{t.organiser_login_submit()}</Button>
      </form>
      {passkeys && (
        <>
          <PasskeyForm
            t={t}
            does="use"
            action={passkeyLoginPath}
            question={passkeyLoginQuestionPath}
            label={t.account_passkey_use()}
            hint={t.account_passkey_use_hint()}
            look="other"
          >
            <input type="hidden" name="till" value={goesTo} />
          </PasskeyForm>
          <PasskeyScript />
        </>
      )}
    </Page>
  );
}
