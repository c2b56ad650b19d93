import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { removeCoHost } from '../../../../db/co-hosts';
import { coHostingPath, coHostsPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { offerTypeOf, requireOffer } from '../../../http/console-offer.server';

/** Removes a co-host, or leaves as one: the host removes any, others themselves. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, isHost, signed } = await requireOffer(request, samling, at, 'events');
  const organisation = params.organisation ?? '';
  const isOwn = signed.memberships.some((one) => one.organisation.slug === organisation && may(one.role, 'events'));
  if (!isHost && !isOwn) throw new Response(null, { status: 403 });
  if (offer.series) throw new Response(null, { status: 404 });
  const of = { type: offer.type, slug: offer.slug, organisation, by: signed.organiser.id, leaves: !isHost };
  if (!(await removeCoHost(samling.store, of, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(isHost ? `${coHostsPath(offer.type, offer.slug)}?klart=removed` : coHostingPath, 303);
}
