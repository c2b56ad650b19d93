import type { Speech } from '../../domain/language/speech';

/** Why a mailed code was not taken. */
export interface CodeAnswer {
  fault: string;
  triesLeft: number | null;
}

export function codeWords(t: Speech, { fault, triesLeft }: CodeAnswer): string {
  if (fault === 'over') return t.organiser_code_over();
  if (fault === 'wrong') return t.organiser_code_wrong({ count: triesLeft ?? 0 });
  return fault === 'missing' ? t.organiser_code_missing() : t.organiser_code_unread();
}
