import type { DeedFacts, DeedKind } from '../../domain/deed';
import { formatDay, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { isQuestionColumn, printedColumn } from '../../domain/printed-columns';
import { localToInstant } from '../../domain/time';

/** What a deed was done to, as it stands in its sentence. */
interface Said {
  /** A date of a series, or it and all that follow. */
  date: string;
  /** When that date is since then, where it is another time. */
  start: string | null;
  organisation: string;
  /** How many: of what stands alone 1. */
  count: number;
  /** What a printed list has. */
  columns: string;
  facts: DeedFacts;
  /** Who has it now, of what changes hands; null where that is not known. */
  whom: string | null;
  /** Whether that is who did it. */
  toSelf: boolean;
}

const words: Record<DeedKind, (t: Speech, said: Said) => string> = {
  created: (t) => t.deed_created(),
  copied: (t) => t.deed_copied(),
  edited: (t) => t.deed_edited(),
  published: (t) => t.deed_published(),
  unpublished: (t) => t.deed_unpublished(),
  cancelled: (t) => t.deed_cancelled(),
  restored: (t) => t.deed_restored(),
  'date-moved': (t, { date, start }) => (start ? t.deed_date_moved_to({ date, start }) : t.deed_date_moved({ date })),
  'date-changed': (t, { date }) => t.deed_date_changed({ date }),
  'date-cancelled': (t, { date }) => t.deed_date_cancelled({ date }),
  'date-restored': (t, { date }) => t.deed_date_restored({ date }),
  'date-added': (t, { date }) => t.deed_date_added({ date }),
  'picture-set': (t) => t.deed_picture_set(),
  'picture-removed': (t) => t.deed_picture_removed(),
  'co-host-asked': (t, { organisation }) => t.deed_co_host_asked({ organisation }),
  'co-host-accepted': (t, { organisation }) => t.deed_co_host_accepted({ organisation }),
  'co-host-declined': (t, { organisation }) => t.deed_co_host_declined({ organisation }),
  'co-host-removed': (t, { organisation }) => t.deed_co_host_removed({ organisation }),
  'handed-over': (t, { whom, toSelf }) =>
    toSelf ? t.deed_taken_over() : whom === null ? t.deed_handed_over() : t.deed_handed_over_to({ who: whom }),
  'template-saved': (t) => t.deed_template_saved(),
  'template-removed': (t) => t.deed_template_removed(),
  discarded: (t) => t.deed_discarded(),
  'signup-added': (t) => t.deed_signup_added(),
  'signup-edited': (t) => t.deed_signup_edited(),
  'signup-moved': (t) => t.deed_signup_moved(),
  'signup-promoted': (t) => t.deed_signup_promoted(),
  'signup-approved': (t) => t.deed_signup_approved(),
  'signup-declined': (t) => t.deed_signup_declined(),
  'signup-cancelled': (t) => t.deed_signup_cancelled(),
  'signups-merged': (t) => t.deed_signups_merged(),
  'signups-kept-apart': (t) => t.deed_signups_kept_apart(),
  'note-written': (t) => t.deed_note_written(),
  'code-shown': (t) => t.deed_code_shown(),
  'list-printed': (t, { facts, columns, count }) =>
    facts.count === undefined ? t.deed_list_printed_some({ columns }) : t.deed_list_printed({ columns, count }),
  'list-exported': (t, { count }) => t.deed_list_exported({ count }),
  'team-added': (t) => t.deed_team_added(),
  'player-placed': (t, { count }) => t.deed_player_placed({ count }),
  'player-moved': (t, { count }) => t.deed_player_moved({ count }),
  'teams-merged': (t) => t.deed_teams_merged(),
  'team-split': (t, { count }) => t.deed_team_split({ count }),
  'team-renamed': (t) => t.deed_team_renamed(),
  'captain-changed': (t) => t.deed_captain_changed(),
  'proposal-used': (t, { count }) => t.deed_proposal_used({ count }),
  'board-undone': (t) => t.deed_board_undone(),
  'captains-nudged': (t, { count }) => t.deed_captains_nudged({ count }),
  'message-sent': (t, { count }) => t.deed_message_sent({ count }),
  'message-sent-again': (t, { count }) => t.deed_message_sent_again({ count }),
  'reminders-set': (t) => t.deed_reminders_set(),
  'thanks-written': (t) => t.deed_thanks_written(),
  'thanks-changed': (t) => t.deed_thanks_changed(),
  'thanks-removed': (t) => t.deed_thanks_removed(),
  'call-ticked': (t, { count }) => t.deed_call_ticked({ count }),
  'call-unticked': (t, { count }) => t.deed_call_unticked({ count }),
  'call-missed': (t, { count }) => t.deed_call_missed({ count }),
  'member-invited': (t) => t.deed_member_invited(),
  'member-joined': (t) => t.deed_member_joined(),
  'member-changed': (t) => t.deed_member_changed(),
  'member-removed': (t) => t.deed_member_removed(),
};

/** A deed as the log has it; `organisation` and `whom` are the names of those that it tells of. */
interface Logged {
  kind: DeedKind;
  facts: DeedFacts;
  organisation?: string | null;
  whom?: string | null;
  toSelf?: boolean;
}

/** What somebody did, after their name: "Anna publicerade", "Anna bockade av 12 samtal på ringlistan". */
export function deedWords(t: Speech, { kind, facts, organisation, whom = null, toSelf = false }: Logged): string {
  const day = facts.date === undefined ? t.deed_date_some() : formatDay(facts.date, t);
  const date = facts.following ? t.deed_date_following({ date: day }) : day;
  const start = facts.start === undefined ? null : localWords(t, facts.start);
  const named = { date, start, organisation: organisation ?? t.deed_organisation_some(), whom, toSelf };
  return words[kind](t, { ...named, facts, count: facts.count ?? 1, columns: columnsInWords(t, facts.fields ?? []) });
}

/** "namn, telefonnummer och svar på frågor": which questions is not told. */
function columnsInWords(t: Speech, columns: readonly string[]): string {
  const { phones, notes } = printedColumn;
  const has = [
    t.deed_column_names(),
    ...(columns.includes(phones) ? [t.deed_column_phones()] : []),
    ...(columns.some(isQuestionColumn) ? [t.deed_column_answers()] : []),
    ...(columns.includes(notes) ? [t.deed_column_notes()] : []),
  ];
  return new Intl.ListFormat(t.language).format(has);
}

/** A time by its own clock: `tisdag 8 december 2026 kl. 13.30`. */
function localWords(t: Speech, start: string): string {
  const timeKnown = start.includes('T');
  return formatWhen({ startAt: localToInstant(start, 'UTC'), timeKnown, endAt: null, timeZone: 'UTC' }, t);
}
