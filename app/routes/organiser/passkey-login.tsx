import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { logInByPasskey } from '../../../db/passkeys';
import { deviceOf } from '../../../domain/device';
import { loginPath } from '../../../domain/paths';
import { readTyped, valueOf } from '../../forms/typed';
import { leadAway, safeReturn, sentToken, sessionCookie } from '../../http/session.server';
import { readPasskeyAnswer } from '../../http/webauthn.server';
import { ButtonLink } from '../../ui/button';
import { Alert } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** There is nothing here but for a passkey's answer. */
export const loader = ({ context: { samling } }: LoaderFunctionArgs) => leadAway(samling, loginPath);

/** Logs in by a passkey. Whatever is wrong with it is answered in the same words. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const typed = readTyped(samling.form);
  const use = await readPasskeyAnswer(samling, typed, null);
  const by = { device: deviceOf(samling.userAgent), formerToken: sentToken(request, samling) };
  const token = use && (await logInByPasskey(samling.store, { ...use, ...by }, samling.now()));
  if (token === undefined) return data(null, { status: 400 });
  return redirect(safeReturn(valueOf(typed, 'till')), { status: 303, headers: sessionCookie(samling, token) });
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.account_passkey_failed_title() }));

export default function PasskeyLogin() {
  const t = useSpeech();
  return (
    <Page t={t} heading={t.account_passkey_failed_title()}>
      <Alert>
        <p>{t.account_passkey_not_used()}</p>
      </Alert>
      <p>
        <ButtonLink href={loginPath}>{t.account_passkey_other_way()}</ButtonLink>
      </p>
    </Page>
  );
}
