import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { tickCall } from '../../../db/calls';
import { callListPath } from '../../../domain/paths';
import { readCall } from '../../http/call-form.server';

/** Ticks off somebody who has been told by phone. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { call, offer } = await readCall(request, params, samling);
  if (!(await tickCall(samling.store, call, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(callListPath(offer.type, offer.slug), 303);
}
