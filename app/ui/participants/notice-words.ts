import type { Speech } from '../../../domain/language/speech';
import type { NoticeKind } from '../../../domain/notice';

/** What somebody has been told, in few words. */
export function noticeWords(t: Speech, kind: string): string {
  switch (kind as NoticeKind) {
    case 'confirmed':
      return t.participants_notice_confirmed();
    case 'waitlisted':
      return t.participants_notice_waitlisted();
    case 'received':
      return t.participants_notice_received();
    case 'promoted':
      return t.participants_notice_promoted();
    case 'changed':
      return t.participants_notice_changed();
    case 'cancelled':
      return t.participants_notice_cancelled();
    case 'team-registered':
      return t.participants_notice_team_registered();
    case 'team-joined':
      return t.participants_notice_team_joined();
    case 'captain':
      return t.participants_notice_captain();
    case 'team-placed':
      return t.participants_notice_team_placed();
    case 'team-changed':
      return t.participants_notice_team_changed();
    case 'team-incomplete':
      return t.participants_notice_team_incomplete();
    case 'reminder':
      return t.participants_notice_reminder();
    case 'thanks':
      return t.participants_notice_thanks();
    case 'team-withdrawn':
      return t.participants_notice_team_withdrawn();
    case 'updated':
      return t.participants_notice_updated();
    case 'event-cancelled':
      return t.participants_notice_event_cancelled();
    case 'event-restored':
      return t.participants_notice_event_restored();
    case 'no-place':
      return t.participants_notice_no_place();
    case 'declined':
      return t.participants_notice_declined();
    default:
      return t.participants_notice_other();
  }
}
