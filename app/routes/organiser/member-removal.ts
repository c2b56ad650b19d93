import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { removeMember } from '../../../db/organisers';
import { consolePath, membersPath } from '../../../domain/paths';
import { requireRight } from '../../http/session.server';

/** Takes a member's role away; one may take away one's own. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { signed, organisation } = await requireRight(request, samling, params.organisation, 'members');
  const organiserId = params.organiser ?? '';
  const outcome = await removeMember(samling.store, { organisationId: organisation.id, organiserId });
  if (outcome === 'unknown') throw new Response(null, { status: 404 });
  if (outcome === 'last-administrator') return redirect(`${membersPath(organisation.slug)}?klart=sista`, 303);
  return redirect(organiserId === signed.organiser.id ? consolePath : membersPath(organisation.slug), 303);
}
