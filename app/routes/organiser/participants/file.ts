import type { ActionFunctionArgs } from '@remix-run/node';
import { recordDeed } from '../../../../db/deeds';
import { allParticipants } from '../../../../db/participants/list';
import { readParticipantFilter } from '../../../../domain/participant-filter';
import { readTyped, valueOf } from '../../../forms/typed';
import { participantsFile } from '../../../http/participants-file.server';
import { requireParticipants } from '../../../http/participants.server';
import { requestSpeech } from '../../../http/request-speech';

/** Those whom the list shows, as a file for a spreadsheet. It leaves the house, so that it is written down. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { terms, offer, acting } = await requireParticipants(request, samling, params);
  const typed = readTyped(samling.form);
  const filter = readParticipantFilter((name) => valueOf(typed, name));
  const participants = await allParticipants(samling.store, terms, filter);
  const facts = { count: participants.length };
  await samling.store.transact((trx) => recordDeed(trx, { ...acting, kind: 'list-exported', facts }, samling.now()));
  const t = requestSpeech(request);
  // a name of a file stays where it is saved: of a discreet event it says nothing
  const name = [...(offer.discreet ? [] : [offer.slug]), t.participants_file_name()].join('-');
  return new Response(participantsFile(t, terms, participants), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
