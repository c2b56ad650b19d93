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

/**
 * Who sent it, and when. What a change tells waits a while, since another change often follows, which then tells both:
 * so two rows that look alike say which of them it is that goes.
 */
export function senderWords(t: Speech, mailing: Mailing, when: string): string {
  if (mailing.of === 'message' || mailing.of === 'thanks')
    return t.messages_by({ who: mailing.by ?? t.console_deeds_nobody(), when });
  const { queued, sent, call, called, neither, dropped } = mailing.copies;
  if (mailing.of === 'notice' && queued > 0 && sent === 0) return t.messages_by_itself_soon({ when });
  const isOvertaken = dropped > 0 && queued + sent + call + called + neither === 0;
  return isOvertaken ? t.messages_by_itself_overtaken({ when }) : t.messages_by_itself({ when });
}
