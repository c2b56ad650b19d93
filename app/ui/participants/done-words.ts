import type { Speech } from '../../../domain/language/speech';

/** What has just been done, as `?klart` says it; null where it says nothing that we know. */
export function doneWords(t: Speech, done: string | null): string | null {
  switch (done) {
    case 'andrad':
      return t.participants_done_andrad();
    case 'flyttad':
      return t.participants_done_flyttad();
    case 'inget':
      return t.participants_done_inget();
    case 'avbokad':
      return t.participants_done_avbokad();
    case 'plats':
      return t.participants_done_plats();
    case 'ja':
      return t.participants_done_ja();
    case 'ja-ko':
      return t.participants_done_ja_ko();
    case 'nej':
      return t.participants_done_nej();
    case 'anteckning':
      return t.participants_done_anteckning();
    case 'ihop':
      return t.participants_done_ihop();
    default:
      return null;
  }
}

/** Why something could not be done, as `?nej` says it. */
export function refusedWords(t: Speech, refused: string | null): string | null {
  switch (refused) {
    case 'already':
      return t.participants_not_asked();
    case 'full':
      return t.participants_approve_full();
    case 'nothing-asked':
      return t.participants_nothing_asked();
    case 'not-waiting':
      return t.participants_promote_already();
    case 'to-approve':
      return t.participants_promote_asked();
    case 'with-team':
      return t.participants_see_board();
    case 'cancelled':
      return t.participants_is_cancelled();
    case 'event-cancelled':
      return t.participants_is_off();
    case 'over':
      return t.participants_over();
    default:
      return null;
  }
}
