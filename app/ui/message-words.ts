import type { Copies, Mailing } from '../../db/messages/list';
import type { Speech } from '../../domain/language/speech';
import type { Whom } from '../../domain/message';
import type { ReminderTiming } from '../../domain/reminder';

/** Whom a message is for. @param part the title of the activity or shift, where it is for one */
export function whomWords(t: Speech, whom: Whom, part: string | null): string {
  if (whom === 'part') return t.messages_to_part({ part: part ?? '' });
  const words = {
    in: t.messages_to_in,
    all: t.messages_to_all,
    line: t.messages_to_line,
    unanswered: t.messages_to_unanswered,
    captains: t.messages_to_captains,
    teamless: t.messages_to_teamless,
  };
  return words[whom]();
}

/** How long before a reminder goes. */
export function timingWords(t: Speech, timing: ReminderTiming): string {
  const words = {
    week: t.messages_remind_week,
    'two-days': t.messages_remind_two_days,
    day: t.messages_remind_day,
    'two-hours': t.messages_remind_two_hours,
  };
  return words[timing]();
}

/** What went out: a message's own subject, else what it tells. */
export function mailingTitle(t: Speech, mailing: Mailing): string {
  if (mailing.of === 'thanks') return t.messages_of_thanks();
  if (mailing.of === 'message') return mailing.texts.sv.subject || t.messages_of_message();
  if (mailing.of === 'reminder') return `${t.messages_of_reminder()}: ${timingWords(t, mailing.timing)}`;
  const words: Partial<Record<typeof mailing.kind, () => string>> = {
    updated: t.messages_kind_updated,
    'event-cancelled': t.messages_kind_event_cancelled,
    'event-restored': t.messages_kind_event_restored,
    'no-place': t.messages_kind_no_place,
  };
  return words[mailing.kind]?.() ?? mailing.kind;
}

/** How its copies stand, a short sentence for each that there is any of. */
export function copyWords(t: Speech, copies: Copies): string[] {
  return [
    copies.sent ? t.messages_count_sent({ count: copies.sent }) : '',
    copies.queued ? t.messages_count_queued({ count: copies.queued }) : '',
    copies.call ? t.messages_count_call({ count: copies.call }) : '',
    copies.called ? t.messages_count_called({ count: copies.called }) : '',
    copies.neither ? t.messages_calls_neither({ count: copies.neither }) : '',
    copies.dropped ? t.messages_count_dropped({ count: copies.dropped }) : '',
  ].filter(Boolean);
}
