import type { Participant } from '../../db/participants/list';
import { csvOf } from '../../domain/csv';
import { showPhone } from '../../domain/phone';
import type { Speech } from '../../domain/language/speech';
import type { Offer } from '../../domain/offer';
import { instantToLocal } from '../../domain/time';
import { answersGiven } from '../ui/participants/answers';
import { audienceWords } from '../ui/participants/audience';
import { standsWords } from '../ui/participants/state';

/** Those who have signed up as a file for a spreadsheet. Codes are never in it. */
export function participantsFile(t: Speech, offer: Offer, participants: readonly Participant[]): string {
  const audiences = participants.some(({ audience }) => audience !== null);
  const head = [
    t.participants_list_name(),
    t.participants_list_number(),
    t.participants_file_state(),
    ...(offer.parts.length ? [t.participants_chosen()] : []),
    ...(offer.teams ? [t.participants_team()] : []),
    t.participants_file_phone(),
    t.participants_file_email(),
    ...(audiences ? [t.participants_file_audience()] : []),
    ...offer.questions.map(({ label }) => label),
    t.participants_file_note(),
    t.participants_file_own_note(),
    t.participants_file_signed_up(),
    t.participants_file_added(),
  ];
  const rows = participants.map((one) => {
    const answers = offer.questions.map((question) => answersGiven(t, [question], one.answers)[0]?.value ?? '');
    return [
      one.name,
      one.partySize,
      standsWords(t, one),
      ...(offer.parts.length ? [one.chosen.join(', ')] : []),
      ...(offer.teams ? [one.team?.name ?? ''] : []),
      phoneForSheet(one.phone),
      one.email ?? '',
      ...(audiences ? [one.audience ? audienceWords(t, one.audience) : ''] : []),
      ...answers,
      one.note ?? '',
      one.organiserNote ?? '',
      instantToLocal(one.createdAt, offer.timeZone).replace('T', ' '),
      one.addedBy ? t.participants_yes() : '',
    ];
  });
  return csvOf([head, ...rows]);
}

/** As one writes it here, `070-123 45 67`: with a plus it would look like a formula, as bare digits like a number. */
function phoneForSheet(phone: string | null): string {
  return phone === null ? '' : showPhone(phone).replace(/^\+/, '00 ');
}
