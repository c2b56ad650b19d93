import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { removeTemplate, templateById } from '../../../../db/templates';
import { newEventPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { requireSignedIn } from '../../../http/session.server';

/** Takes a template away. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { memberships, organiser } = await requireSignedIn(request, samling);
  const template = await templateById(samling.store.read, params.template ?? '');
  const own = memberships.find(({ organisation }) => organisation.id === template?.organisationId);
  if (!template || !own) throw new Response(null, { status: 404 });
  if (!may(own.role, 'events')) throw new Response(null, { status: 403 });
  const { id, organisationId } = template;
  await removeTemplate(samling.store, { id, organisationId, by: organiser.id }, samling.now());
  return redirect(newEventPath, 303);
}
