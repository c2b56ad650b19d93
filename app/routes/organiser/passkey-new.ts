import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { passkeysPath } from '../../../domain/paths';
import { requireProved, requireSignedIn } from '../../http/session.server';

/** Asks who it is before a passkey is made, so that none is made on a device in vain. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  await requireProved(request, samling, await requireSignedIn(request, samling));
  return redirect(passkeysPath, 303);
}
