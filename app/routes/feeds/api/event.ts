import type { LoaderFunctionArgs } from '@remix-run/node';
import { readEventView } from '../../../../db/api-views';
import { faultFor, jsonAnswer, onlyRead } from '../../../http/machine-answers.server';
import { eventAnswer } from './event-answers';

/** `/api/v1/events/:slug`: one event with its pools. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const view = await readEventView(samling.store.read, params.slug ?? '', samling.now());
  if (!view) return faultFor(request, samling, 'not-found');
  return jsonAnswer(eventAnswer(view, samling.baseUrl), 'everybody');
}

export const action = onlyRead;
