import type { LoaderFunctionArgs } from '@remix-run/node';
import { readPublicEvents } from '../../../db/feeds/public-events';
import { machinesSince } from '../../../domain/calendar';
import { publicEventFacts } from '../../../domain/public-event';
import { schemaOrgEvent } from '../../../domain/schema-org';
import { jsonAnswer, onlyRead } from '../../http/machine-answers.server';
import { requestSpeech } from '../../http/request-speech';

/** `/schema/events.json`: what is coming and has just been, for municipal web sites. The same data, the same bytes. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { store, baseUrl } = samling;
  const t = requestSpeech(request);
  const events = await readPublicEvents(store.read, { of: 'site' }, machinesSince(samling.now()));
  const things = events.map((event) => schemaOrgEvent(publicEventFacts(event, { baseUrl, t }), t));
  return jsonAnswer(things, 'everybody');
}

export const action = onlyRead;
