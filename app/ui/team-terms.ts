import type { Speech } from '../../domain/language/speech';

/** How many a team is: "Ett lag är 6 till 10 personer." */
export function teamTerms(t: Speech, { min, max }: { min: number; max: number }): string {
  return min === max ? t.team_terms_exact({ max }) : t.team_terms({ min, max });
}
