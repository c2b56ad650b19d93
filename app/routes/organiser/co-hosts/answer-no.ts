import type { ActionFunctionArgs } from '@remix-run/node';
import { answerCoHost } from '../../../http/co-hosting.server';

/** Declines a request to host with another organisation. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  return answerCoHost(request, samling, params.request, false);
}
