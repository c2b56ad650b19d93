/** Whom an organiser writes to. DESIGN §6, M3. */
export const whoms = [
  /** who has a place */
  'in',
  /** who has a place or stands in line */
  'all',
  /** who stands in line */
  'line',
  /** whom the organiser has not said yes or no to */
  'unanswered',
  /** of teams that are on, or wait */
  'captains',
  /** players without a team */
  'teamless',
  /** who has a place in one activity or shift */
  'part',
] as const;
export type Whom = (typeof whoms)[number];

/** Whom one message goes to. */
export type Recipients = { whom: Exclude<Whom, 'part'>; partId: null } | { whom: 'part'; partId: string };

/** The words of a message in one language. */
export interface MessageWords {
  subject: string;
  words: string;
}

/** A message as it was written: in Swedish, and in English for those whose language that is. */
export interface MessageTexts {
  sv: MessageWords;
  en: MessageWords | null;
}

/** How long it may be, in characters. */
export const longestSubject = 150;
export const longestWords = 5_000;

/** How a copy of a message stands, for those who look for whom it has reached. */
export const copyStates = ['sent', 'queued', 'call', 'called', 'neither'] as const;
export type CopyState = (typeof copyStates)[number];

/** How many people a message goes to, whichever way they are told: the same wherever it is said. */
export const reached = (reach: { mails: number; toCall: readonly string[]; neither: readonly string[] }): number =>
  reach.mails + reach.toCall.length + reach.neither.length;
