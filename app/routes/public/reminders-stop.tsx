import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { remindedByCode, setReminded } from '../../../db/reminder-stops';
import { readCode } from '../../../domain/code';
import { receiptPath, remindersAgainPath, remindersPath } from '../../../domain/paths';
import { readTyped, valueOf } from '../../forms/typed';
import { requestSpeech } from '../../http/request-speech';
import { Button, ButtonLink } from '../../ui/button';
import { NoSuchSignup } from '../../ui/no-such-signup';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Asks whether a signup's address wants no more reminders, and says when it wants none. */
export async function loader({ params, context: { samling } }: LoaderFunctionArgs) {
  const code = readCode(params.code ?? '');
  const reminded = code === null ? undefined : await remindedByCode(samling.store, code);
  if (code === null || !reminded) return data(null, { status: 404 });
  return { code, reminded };
}

/**
 * Stops them; again is harmless. A mail program that posts by RFC 8058 follows no redirect, so that it is answered by
 * the page itself.
 */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const code = readCode(params.code ?? '');
  const stopped = code !== null && (await setReminded(samling.store, code, false, samling.now()));
  if (!stopped) return data(null, { status: 404 });
  if (valueOf(readTyped(samling.form), 'List-Unsubscribe') === 'One-Click') return null;
  return redirect(remindersPath(requestSpeech(request).language, code), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    if (!loaded) return { title: t.signup_unknown_title() };
    return { title: loaded.reminded === 'stopped' ? t.messages_stopped_title() : t.messages_stop_title() };
  });

export default function RemindersStop() {
  const t = useSpeech();
  const loaded = useLoaderData<typeof loader>();
  if (!loaded) return <NoSuchSignup t={t} />;
  const { code, reminded } = loaded;
  const isStopped = reminded === 'stopped';
  return (
    <Page t={t} heading={isStopped ? t.messages_stopped_title() : t.messages_stop_title()} trail={[]}>
      {isStopped && (
        <>
          <p>{t.messages_stopped_text()}</p>
          <form method="post" action={remindersAgainPath(t.language, code)}>
            <Button look="other">{t.messages_stopped_again()}</Button>
          </form>
        </>
      )}
      {reminded === 'yes' && (
        <>
          <p>{t.messages_stop_text()}</p>
          <p>{t.messages_stop_all()}</p>
          <form method="post" action={remindersPath(t.language, code)}>
            <Button look="stop">{t.messages_stop_button()}</Button>
          </form>
        </>
      )}
      {reminded === 'unreachable' && <p>{t.messages_stop_unreachable()}</p>}
      <p>
        <ButtonLink href={receiptPath(t.language, code)} look="other">
          {t.messages_stop_back()}
        </ButtonLink>
      </p>
    </Page>
  );
}
