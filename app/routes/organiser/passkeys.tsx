import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { passkeysOf } from '../../../db/passkeys';
import { formatMoment } from '../../../domain/language/dates';
import { passkeyHost } from '../../../domain/passkey';
import { consolePath, passkeyRemovalPath, passkeysPath, sessionsPath } from '../../../domain/paths';
import { defaultTimeZone } from '../../../domain/time';
import { readTyped, valueOf } from '../../forms/typed';
import { requireProved, requireSignedIn, safeReturn } from '../../http/session.server';
import { keepNewPasskey } from '../../http/webauthn.server';
import { Button } from '../../ui/button';
import { MakePasskey, ProveBeforePasskey } from '../../ui/make-passkey';
import { Alert, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** What one logs in with besides codes: to add one, and take one away that one has lost. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { organiser, isProved } = await requireSignedIn(request, samling);
  const passkeys = await passkeysOf(samling.store.read, organiser.id);
  const told = new URL(request.url).searchParams.get('klart');
  return { now: samling.now(), isProved, passkeys, told, can: passkeyHost(samling.baseUrl) !== null };
}

/** Keeps one that has just been made. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  await requireProved(request, samling, signed);
  const typed = readTyped(samling.form);
  if (!(await keepNewPasskey(samling, typed, signed))) return data({ failed: true }, { status: 400 });
  const goesTo = valueOf(typed, 'till');
  return redirect(goesTo ? safeReturn(goesTo) : `${passkeysPath}?klart=ny`, 303);
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.account_passkeys_title() }));

export default function Passkeys() {
  const t = useSpeech();
  const { now, isProved, passkeys, told, can } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const when = (moment: number) => formatMoment(moment, defaultTimeZone, t, now);
  return (
    <Page
      t={t}
      heading={t.account_passkeys_title()}
      trail={[
        { href: consolePath, label: t.organiser_start_title() },
        { href: sessionsPath, label: t.organiser_sessions_title() },
      ]}
    >
      {answer?.failed && (
        <Alert>
          <p>{t.account_passkey_not_made()}</p>
        </Alert>
      )}
      {told === 'ny' && <Notice tone="good" heading={t.account_passkey_made()} />}
      <p>{t.account_passkeys_text()}</p>
      {passkeys.length === 0 && <p>{t.account_passkeys_none()}</p>}
      <ul className="console-list">
        {passkeys.map(({ id, device, createdAt, usedAt }) => (
          <li key={id}>
            <h2>{device ?? t.organiser_sessions_unknown()}</h2>
            <p className="quiet">
              {t.account_passkey_since({ when: when(createdAt) })}
              {usedAt !== null && ` ${t.account_passkey_used({ when: when(usedAt) })}`}
            </p>
            <form method="post" action={passkeyRemovalPath(id)}>
              <Button look="other">
                {t.account_passkey_remove({ device: device ?? t.organiser_sessions_unknown() })}
              </Button>
            </form>
          </li>
        ))}
      </ul>
      {can && (isProved ? <MakePasskey t={t} /> : <ProveBeforePasskey t={t} />)}
    </Page>
  );
}
