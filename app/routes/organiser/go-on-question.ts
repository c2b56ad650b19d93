import type { ActionFunctionArgs } from '@remix-run/node';
import { requireSignedIn } from '../../http/session.server';
import { passkeyQuestion } from '../../http/webauthn.server';

/** What a passkey signs to show again who is logged in. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  return Response.json(await passkeyQuestion(samling, signed));
}
