import type { Speech } from '../../domain/language/speech';

/**
 * How what a signup is asked is put: to the person, or to an organiser who fills it in for them. An event's own
 * questions are as the organiser wrote them.
 */
export function askingWords(t: Speech, onBehalf = false) {
  return onBehalf
    ? {
        name: t.participants_ask_name(),
        partySize: t.participants_ask_party_size(),
        partySizeHint: t.participants_ask_party_size_hint,
        rowSize: t.participants_ask_row_size(),
        rowSizeHint: t.participants_ask_row_size_hint,
        activities: t.participants_ask_activities(),
        activitiesHint: t.participants_ask_activities_hint(),
        shifts: t.participants_ask_shifts(),
        shiftsHint: t.participants_ask_shifts_hint(),
        shiftsHintChoose: t.participants_ask_shifts_hint_choose(),
        shiftsDespiteFull: t.participants_ask_shifts_despite_full(),
        reach: t.participants_ask_reach(),
        reachHint: t.participants_ask_reach_hint(),
        emailHint: t.participants_ask_email_hint(),
        more: t.participants_ask_more(),
        audience: t.participants_ask_audience(),
        audienceHint: t.participants_ask_audience_hint(),
        audienceHintKept: t.participants_ask_audience_hint_kept(),
        noteHint: t.participants_ask_note_hint(),
        captain: t.board_ask_captain(),
        captainHint: t.board_ask_captain_hint(),
        playersHint: t.board_ask_players_hint(),
      }
    : {
        name: t.signup_name(),
        partySize: t.signup_party_size(),
        partySizeHint: t.signup_party_size_hint,
        rowSize: t.team_row_size(),
        rowSizeHint: t.team_row_size_hint,
        activities: t.signup_activities(),
        activitiesHint: t.signup_activities_hint(),
        shifts: t.signup_shifts(),
        shiftsHint: t.signup_shifts_hint(),
        shiftsHintChoose: t.signup_shifts_hint_choose(),
        shiftsDespiteFull: t.signup_shifts_despite_full(),
        reach: t.signup_reach(),
        reachHint: t.signup_reach_hint(),
        emailHint: t.signup_email_hint(),
        more: t.signup_more(),
        audience: t.signup_audience(),
        audienceHint: t.signup_audience_hint(),
        audienceHintKept: t.signup_audience_hint_kept(),
        noteHint: t.signup_note_hint(),
        captain: t.team_captain(),
        captainHint: t.team_captain_hint(),
        playersHint: t.team_players_hint(),
      };
}
