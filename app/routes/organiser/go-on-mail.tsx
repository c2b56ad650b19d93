import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { beginLogin } from '../../../db/login';
import { consolePath } from '../../../domain/paths';
import { passkeyHost } from '../../../domain/passkey';
import { readKeptForm } from '../../forms/kept-form';
import { readAddressForm } from '../../forms/login-form';
import { readTyped, valueOf } from '../../forms/typed';
import { leadAway, signedIn } from '../../http/session.server';
import { AskForAddress, AskForCode } from '../../ui/asking-again';
import { addressErrors } from '../../ui/address-errors';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** There is nothing here but for a form that waits. */
export const loader = ({ context: { samling } }: LoaderFunctionArgs) => leadAway(samling, consolePath);

/** Mails a code: to who is logged in, else to the address that is written. The form that waits is carried on. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const typed = readTyped(samling.form);
  const kept = readKeptForm(typed);
  if (!kept) throw new Response(null, { status: 400 });
  const passkeys = passkeyHost(samling.baseUrl) !== null;
  const signed = await signedIn(request, samling);
  const address = signed ? { value: signed.organiser.email } : readAddressForm(typed);
  if ('fault' in address) {
    const { fault } = address;
    return data({ kept, passkeys, fault, typed: valueOf(typed, 'email'), loginId: '', email: null }, { status: 400 });
  }
  const loginId = await beginLogin(samling.store, address.value, samling.now(), { formWaits: true });
  return data({ kept, passkeys, fault: null, typed: '', loginId, email: signed?.organiser.email ?? null });
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.account_again_prove_title() }));

export default function ContinueByMail() {
  const t = useSpeech();
  const given = useActionData<typeof action>();
  if (!given) return null;
  const { kept, passkeys, fault, typed, loginId, email } = given;
  if (!fault) return <AskForCode t={t} kept={kept} loginId={loginId} email={email} />;
  return <AskForAddress t={t} kept={kept} passkeys={passkeys} typed={typed} errors={addressErrors(t, fault)} />;
}
