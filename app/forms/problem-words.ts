import type { Speech } from '../../domain/language/speech';
import { longestAnswer } from '../../domain/question';
import type { FieldProblem, FormProblem } from './problem';

/** What is wrong with a field, in a sentence that says what to do: in the summary and beside the field. */
export function problemWords(t: Speech, wrong: FormProblem): string {
  switch (wrong.problem) {
    case 'over-party-limit':
      return t.signup_error_party_limit({ limit: wrong.limit });
    case 'larger-than-pool':
      return wrong.field === 'player'
        ? t.team_error_pool({ limit: wrong.limit })
        : t.signup_error_party_pool({ limit: wrong.limit });
    case 'too-many':
      return t.team_error_too_many({ limit: wrong.limit });
    case 'unknown':
      return wrong.field === 'shift' ? t.signup_error_shift_unknown() : t.signup_error_activity_unknown();
    case 'gone':
      return t.signup_error_part_gone({ title: wrong.title });
    case 'begun':
      return t.signup_error_part_begun({ title: wrong.title });
    case 'clash':
      return t.signup_error_part_clash({ title: wrong.title, other: wrong.other });
    case 'closed':
      if (wrong.field === 'player') return t.team_error_closed();
      return wrong.field === 'partySize' ? t.signup_error_closed_party() : t.signup_error_closed_choice();
    case 'required':
      return t.signup_error_answer_missing({ label: wrong.label });
    case 'not-an-option':
      return t.signup_error_answer_option({ label: wrong.label });
    case 'too-long':
      return 'label' in wrong
        ? t.signup_error_answer_long({ label: wrong.label, limit: longestAnswer })
        : tooLong(t, wrong);
    case 'not-a-number':
      return 'label' in wrong ? t.signup_error_answer_number({ label: wrong.label }) : t.signup_error_phone();
    case 'missing':
      if (wrong.field === 'team') return t.team_error_name_missing();
      return wrong.field === 'code' ? t.signup_error_code_missing() : t.signup_error_name_missing();
    case 'not-an-address':
      return t.signup_error_email();
    case 'costly-number':
      return t.signup_error_phone_costly();
    case 'not-a-count':
      return t.signup_error_party_size();
    case 'not-an-audience':
      return t.signup_error_audience();
    case 'not-a-code':
      return t.signup_error_code();
    case 'no-such-code':
      return t.signup_error_code_unknown();
    case 'no-such-words':
      return t.team_error_words();
  }
}

function tooLong(t: Speech, { field, limit = 0 }: FieldProblem): string {
  return field === 'player' ? t.team_error_player_long({ limit }) : t.signup_error_too_long({ limit });
}

/** The fields as they stand on the pages, from the top; an event's own questions come as `q`. */
const fromTop = 'team name partySize playWith player activity shift q email phone audience note code ord'.split(' ');
const placeOf = (field: string) => fromTop.indexOf(field.replace(/^q\..*$/s, 'q'));

/** Each field that is wrong with its words, one entry for each field, as they stand on the page. */
export function fieldErrors(t: Speech, problems: readonly FormProblem[]): { name: string; message: string }[] {
  const byField = new Map<string, string[]>();
  for (const problem of problems) {
    const message = problemWords(t, problem);
    const messages = byField.get(problem.field) ?? [];
    if (!messages.includes(message)) byField.set(problem.field, [...messages, message]);
  }
  return [...byField]
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
    .map(([name, messages]) => ({ name, message: messages.join(' ') }));
}
