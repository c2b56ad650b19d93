import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { askForCode } from '../../../../db/participants/acts';
import { participantActPath } from '../../../../domain/paths';
import { requireChangeable } from '../../../http/participants.server';

/** Shows a code again, for somebody who has lost it: it is written down, and leads to the receipt. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireChangeable(request, samling, params);
  await askForCode(samling.store, at, samling.now());
  return redirect(participantActPath(head.type, head.slug, at.signupId, 'kvitto'), 303);
}
