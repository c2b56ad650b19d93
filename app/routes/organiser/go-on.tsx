import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { finishLogin, finishProof } from '../../../db/login';
import { deviceOf } from '../../../domain/device';
import { consolePath } from '../../../domain/paths';
import { readKeptForm } from '../../forms/kept-form';
import { readLoginCodeForm } from '../../forms/login-form';
import { readTyped, valueOf } from '../../forms/typed';
import { keptTitle } from '../../http/kept-title.server';
import { leadAway, sentToken, sessionCookie, signedIn } from '../../http/session.server';
import { AskForCode, GoOn } from '../../ui/asking-again';
import { codeWords, type CodeAnswer } from '../../ui/code-words';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** There is nothing here but for a form that waits. */
export const loader = ({ context: { samling } }: LoaderFunctionArgs) => leadAway(samling, consolePath);

/** Takes the mailed code, of a login or of who is logged in already, and gives back the form that waited. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const typed = readTyped(samling.form);
  const kept = readKeptForm(typed);
  if (!kept) throw new Response(null, { status: 400 });
  const signed = await signedIn(request, samling);
  const loginId = valueOf(typed, 'id');
  const again = (answer: CodeAnswer) =>
    data({ kept, answer, loginId, email: signed?.organiser.email ?? null, title: null }, { status: 400 });
  const code = readLoginCodeForm(typed);
  if ('fault' in code) return again({ fault: code.fault, triesLeft: null });
  const now = samling.now();
  const outcome = signed
    ? await finishProof(
        samling.store,
        { loginId, code: code.value, sessionId: signed.sessionId, organiserId: signed.organiser.id },
        now,
      )
    : await finishLogin(
        samling.store,
        { loginId, code: code.value, device: deviceOf(samling.userAgent), formerToken: sentToken(request, samling) },
        now,
      );
  if (outcome.kind === 'wrong') return again({ fault: 'wrong', triesLeft: outcome.triesLeft });
  if (outcome.kind === 'over') return again({ fault: 'over', triesLeft: 0 });
  const headers = sessionCookie(samling, outcome.token);
  return data({ kept, answer: null, loginId, email: null, title: await keptTitle(samling, signed, kept) }, { headers });
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.account_again_prove_title() }));

export default function Continue() {
  const t = useSpeech();
  const given = useActionData<typeof action>();
  if (!given) return null;
  const { kept, answer, loginId, email, title } = given;
  if (!answer) return <GoOn t={t} kept={kept} title={title} />;
  const errors = [{ name: 'code', message: codeWords(t, answer) }];
  return <AskForCode t={t} kept={kept} loginId={loginId} email={email} errors={errors} />;
}
