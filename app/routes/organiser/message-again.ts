import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { sendAgain } from '../../../db/messages/copies';
import { messageOf, noticeOf, readNoticeId } from '../../../db/messages/list';
import { messagePath } from '../../../domain/paths';
import { readTyped, valueOf } from '../../forms/typed';
import { offerTypeOf, requireOffer } from '../../http/console-offer.server';

/** Sends a message again: to one person, or to all whose address has been changed since it failed. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed, organisation } = await requireOffer(request, samling, at, 'events');
  const { store } = samling;
  const id = params.message ?? '';
  const notice = readNoticeId(id);
  const known = await (notice ? noticeOf(store.read, offer, notice.kind, notice.at) : messageOf(store.read, offer, id));
  if (!known) throw new Response(null, { status: 404 });
  const typed = readTyped(samling.form);
  const signupId = valueOf(typed, 'signup');
  const to = signupId ? { signupId, times: Number(valueOf(typed, 'times')) } : undefined;
  const again = { at: offer, mailingId: id, to, by: signed.organiser.id, organisationId: organisation.id };
  const count = await sendAgain(store, again, samling.now());
  return redirect(`${messagePath(offer.type, offer.slug, id)}?klart=igen&antal=${count}`, 303);
}
