import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { approveSignup } from '../../../../db/participants/approval';
import { participantPath } from '../../../../domain/paths';
import { requireChangeable } from '../../../http/participants.server';

/** Says yes to one who has asked to come. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { head, at } = await requireChangeable(request, samling, params);
  const outcome = await approveSignup(samling.store, at, samling.now());
  const page = participantPath(head.type, head.slug, at.signupId);
  switch (outcome.kind) {
    case 'confirmed':
      return redirect(`${page}?klart=ja`, 303);
    case 'waitlisted':
      return redirect(`${page}?klart=ja-ko`, 303);
    case 'unknown':
      throw new Response(null, { status: 404 });
    default:
      return redirect(`${page}?nej=${outcome.kind}`, 303);
  }
}
