import type { ActionFunctionArgs } from '@remix-run/node';
import { passkeyQuestion } from '../../http/webauthn.server';

/** What a passkey signs to log in: the same for everybody, since nobody says who they are. */
export async function action({ context: { samling } }: ActionFunctionArgs) {
  return Response.json(await passkeyQuestion(samling, null));
}
