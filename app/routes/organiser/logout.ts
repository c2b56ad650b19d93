import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { endSession } from '../../../db/sessions';
import { loginPath } from '../../../domain/paths';
import { sentToken, sessionCookie } from '../../http/session.server';

/** Ends the session. Nobody logged in is no fault: they wanted to be out, and are. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const token = sentToken(request, samling);
  if (token !== null) await samling.store.transact((trx) => endSession(trx, token, samling.now()));
  return redirect(`${loginPath}?klart=utloggad`, { status: 303, headers: sessionCookie(samling, null) });
}
