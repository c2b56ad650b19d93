import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { changeRole } from '../../../db/organisers';
import { membersPath } from '../../../domain/paths';
import { isRole } from '../../../domain/role';
import { readTyped, valueOf } from '../../forms/typed';
import { requireRight } from '../../http/session.server';

/** Gives a member another role. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { organisation } = await requireRight(request, samling, params.organisation, 'members');
  const role = valueOf(readTyped(samling.form), 'role');
  if (!isRole(role)) throw new Response(null, { status: 400 });
  const of = { organisationId: organisation.id, organiserId: params.organiser ?? '', role };
  const outcome = await changeRole(samling.store, of);
  if (outcome === 'unknown') throw new Response(null, { status: 404 });
  return redirect(membersPath(organisation.slug) + (outcome === 'done' ? '' : '?klart=sista'), 303);
}
