import type { Mailing } from '../../db/messages/list';
import type { Speech } from '../../domain/language/speech';
import { copyWords } from './message-words';

/** How many have it, wait for it, have to be called. */
export function Standing({ t, mailing }: { t: Speech; mailing: Mailing }) {
  const words = copyWords(t, mailing.copies);
  const isSpreading = mailing.of !== 'notice' && mailing.isSpreading;
  return (
    <p>
      {isSpreading ? t.messages_spreading() : words.length === 0 && t.messages_count_nobody()} {words.join(' · ')}
    </p>
  );
}

/** Who sent it, and when. */
export function senderWords(t: Speech, mailing: Mailing, when: string): string {
  return mailing.of === 'message'
    ? t.messages_by({ who: mailing.by ?? t.console_deeds_nobody(), when })
    : t.messages_by_itself({ when });
}
