import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { missCall } from '../../../db/calls';
import { callListPath } from '../../../domain/paths';
import { valueOf } from '../../forms/typed';
import { readCall } from '../../http/call-form.server';

/** Counts a call that nobody answered. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { call, offer, typed } = await readCall(request, params, samling);
  const missed = Math.min(1_000, Math.max(0, Math.trunc(Number(valueOf(typed, 'missed'))) || 0));
  if (!(await missCall(samling.store, { ...call, missed }, samling.now()))) throw new Response(null, { status: 404 });
  return redirect(callListPath(offer.type, offer.slug), 303);
}
