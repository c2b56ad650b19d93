import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicEventPieces } from '../../../db/feeds/public-events';
import { machinesSince } from '../../../domain/calendar';
import { writtenJsonAnswer, onlyRead } from '../../http/machine-answers.server';
import { requestSpeech } from '../../http/request-speech';
import { writeThings } from './public-texts.server';

/** `/schema/events.json`: what is coming and has just been, for municipal web sites. The same data, the same bytes. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { store, baseUrl } = samling;
  const since = machinesSince(samling.now());
  const pieces = publicEventPieces(store.read, { of: 'site' }, since);
  return writtenJsonAnswer(await writeThings(pieces, { baseUrl, t: requestSpeech(request) }), 'everybody');
}

export const action = onlyRead;
