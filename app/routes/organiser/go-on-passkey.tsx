import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { logInByPasskey, proveByPasskey } from '../../../db/passkeys';
import { deviceOf } from '../../../domain/device';
import { consolePath } from '../../../domain/paths';
import { readKeptForm } from '../../forms/kept-form';
import { readTyped } from '../../forms/typed';
import { keptTitle } from '../../http/kept-title.server';
import { leadAway, sentToken, sessionCookie, signedIn } from '../../http/session.server';
import { readPasskeyAnswer } from '../../http/webauthn.server';
import { AskForAddress, AskHow, GoOn } from '../../ui/asking-again';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** There is nothing here but for a form that waits. */
export const loader = ({ context: { samling } }: LoaderFunctionArgs) => leadAway(samling, consolePath);

/** Takes a passkey's answer, of a login or of who is logged in already, and gives back the form that waited. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const typed = readTyped(samling.form);
  const kept = readKeptForm(typed);
  if (!kept) throw new Response(null, { status: 400 });
  const signed = (await signedIn(request, samling)) ?? null;
  const use = await readPasskeyAnswer(samling, typed, signed);
  const now = samling.now();
  const by = { device: deviceOf(samling.userAgent), formerToken: sentToken(request, samling) };
  const token =
    use &&
    (signed
      ? await proveByPasskey(
          samling.store,
          { ...use, sessionId: signed.sessionId, organiserId: signed.organiser.id },
          now,
        )
      : await logInByPasskey(samling.store, { ...use, ...by }, now));
  if (token === undefined) {
    return data({ kept, isDone: false, email: signed?.organiser.email ?? null, title: null }, { status: 400 });
  }
  return data(
    { kept, isDone: true, email: null, title: await keptTitle(samling, signed, kept) },
    { headers: sessionCookie(samling, token) },
  );
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.account_again_prove_title() }));

export default function ContinueByPasskey() {
  const t = useSpeech();
  const given = useActionData<typeof action>();
  if (!given) return null;
  const { kept, isDone, email, title } = given;
  if (isDone) return <GoOn t={t} kept={kept} title={title} />;
  const errors = [{ name: 'svar', message: t.account_passkey_not_used() }];
  return email === null ? (
    <AskForAddress t={t} kept={kept} passkeys errors={errors} />
  ) : (
    <AskHow t={t} kept={kept} email={email} errors={errors} />
  );
}
