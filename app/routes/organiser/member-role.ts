import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { changeRole, memberIn } from '../../../db/organisers';
import { consolePath, membersPath } from '../../../domain/paths';
import { isRole, may } from '../../../domain/role';
import { readTyped, valueOf } from '../../forms/typed';
import { requireProved, requireRight } from '../../http/session.server';

/** Gives a member another role. To make an administrator, or of one something else, one shows again who one is. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { signed, organisation } = await requireRight(request, samling, params.organisation, 'members');
  const role = valueOf(readTyped(samling.form), 'role');
  if (!isRole(role)) throw new Response(null, { status: 400 });
  const of = { organisationId: organisation.id, organiserId: params.organiser ?? '' };
  const member = await memberIn(samling.store.read, of);
  if (!member) throw new Response(null, { status: 404 });
  if (role !== member.role && [role, member.role].includes('administrator')) {
    await requireProved(request, samling, signed);
  }
  const outcome = await changeRole(samling.store, { ...of, role, by: signed.organiser.id }, samling.now());
  if (outcome === 'unknown') throw new Response(null, { status: 404 });
  // whoever is no administrator any more sees the members no more
  const stays = member.organiserId !== signed.organiser.id || may(role, 'members') || outcome !== 'done';
  if (!stays) return redirect(consolePath, 303);
  return redirect(`${membersPath(organisation.slug)}?klart=${outcome === 'done' ? 'roll' : 'sista'}`, 303);
}
