import type { Speech } from '../../../domain/language/speech';

/** A field of an event, as a deed names it, inside a sentence: "Anna ändrade rubriken". */
export function fieldWord(t: Speech, field: string): string | null {
  const words: Record<string, () => string> = {
    title: t.editor_field_title,
    kind: t.editor_field_kind,
    summary: t.editor_field_summary,
    description: t.editor_field_description,
    discreet: t.editor_field_discreet,
    start: t.editor_field_start,
    end: t.editor_field_end,
    signupOpens: t.editor_field_signup_opens,
    signupCloses: t.editor_field_signup_closes,
    venue: t.editor_field_venue,
    address: t.editor_field_address,
    access: t.editor_field_access,
    audiences: t.editor_field_audiences,
    contact: t.editor_field_contact,
    cost: t.editor_field_cost,
    food: t.editor_field_food,
    arvode: t.editor_field_arvode,
    workingTime: t.editor_field_working_time,
    signup: t.editor_field_signup,
    externalSignup: t.editor_field_signup,
    capacity: t.editor_field_capacity,
    waitlist: t.editor_field_waitlist,
    maxPartySize: t.editor_field_max_party_size,
    approval: t.editor_field_approval,
    confirmation: t.editor_field_confirmation,
    coHosts: t.editor_field_co_hosts,
    kept: t.editor_field_kept,
    teams: t.editor_field_teams,
    activities: t.editor_field_activities,
    shifts: t.editor_field_shifts,
    questions: t.editor_field_questions,
  };
  return words[field]?.() ?? null;
}

/** "rubriken, platsen och kostnaden"; null where no field has a word. */
export function fieldsInWords(t: Speech, fields: readonly string[]): string | null {
  const words = [...new Set(fields.map((field) => fieldWord(t, field)).filter((word) => word !== null))];
  return words.length ? new Intl.ListFormat(t.language).format(words) : null;
}
