import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { withdrawInvitation } from '../../../db/invitations';
import { membersPath } from '../../../domain/paths';
import { requireRight } from '../../http/session.server';

/** Takes an invitation back: its mail opens nothing any more. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { organisation } = await requireRight(request, samling, params.organisation, 'members');
  const of = { organisationId: organisation.id, id: params.invitation ?? '' };
  if (!(await withdrawInvitation(samling.store, of, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(membersPath(organisation.slug), 303);
}
