import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { takeBackRequest } from '../../../../db/co-hosts';
import { coHostsPath } from '../../../../domain/paths';
import { offerTypeOf, requireOffer } from '../../../http/console-offer.server';

/** Takes a request back that has not been answered. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed } = await requireOffer(request, samling, at, 'events', { hostOnly: true });
  const of = { offer, id: params.request ?? '', by: signed.organiser.id };
  if (!(await takeBackRequest(samling.store, of, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(`${coHostsPath(offer.type, offer.slug)}?klart=tillbaka`, 303);
}
