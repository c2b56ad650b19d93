import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { untickCall } from '../../../db/calls';
import { callListPath } from '../../../domain/paths';
import { readCall } from '../../http/call-form.server';

/** Takes a tick back: they were not told after all. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { call, offer } = await readCall(request, params, samling);
  if (!(await untickCall(samling.store, call, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(callListPath(offer.type, offer.slug), 303);
}
