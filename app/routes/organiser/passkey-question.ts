import type { ActionFunctionArgs } from '@remix-run/node';
import { requireSignedIn } from '../../http/session.server';
import { newPasskeyQuestion } from '../../http/webauthn.server';

/** What a new passkey is made of. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  return Response.json(await newPasskeyQuestion(samling, signed));
}
