import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { removePasskey } from '../../../db/passkeys';
import { passkeysPath } from '../../../domain/paths';
import { requireProved, requireSignedIn } from '../../http/session.server';

/** Takes one of one's own passkeys away; another's is not found. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  await requireProved(request, samling, signed);
  const removed = await removePasskey(samling.store, { organiserId: signed.organiser.id, id: params.passkey ?? '' });
  if (!removed) throw new Response(null, { status: 404 });
  return redirect(passkeysPath, 303);
}
