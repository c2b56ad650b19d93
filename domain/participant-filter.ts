import { readCode } from './code';
import { fold } from './search';

/** Which of those who have signed up a list shows, as its address says it. */
export const participantViews = [
  /** who has not left */
  'med',
  'plats',
  'vantar',
  /** the organiser has not said yes or no */
  'fraga',
  /** neither by mail nor by phone */
  'nas-inte',
  /** signed up by an organiser */
  'av-arrangor',
  'avbokade',
] as const;
export type ParticipantView = (typeof participantViews)[number];

export interface ParticipantFilter {
  view: ParticipantView;
  /** An activity's or a shift's id. */
  part: string | null;
  /** A team's public number, or those without one. */
  team: number | 'utan' | null;
  /** What was searched for, as written. */
  words: string;
}

/** What a view shows apart, one after the other: everybody is those with a place, then the line, then those who wait for an answer. */
export const viewsWithin = (view: ParticipantView): readonly ParticipantView[] =>
  view === 'med' ? ['plats', 'vantar', 'fraga'] : [view];

/** Reads a filter. What is not known is as good as not said. @param valueOf a field's value, '' where there is none */
export function readParticipantFilter(valueOf: (name: string) => string): ParticipantFilter {
  const view = valueOf('visa');
  const team = valueOf('lag');
  return {
    view: participantViews.find((one) => one === view) ?? 'med',
    part: valueOf('del') || null,
    team: team === 'utan' ? team : /^[1-9]\d{0,5}$/.test(team) ? Number(team) : null,
    words: valueOf('q').slice(0, 200).trim(),
  };
}

/** A filter as fields, those that say nothing left out. */
export function writeParticipantFilter({ view, part, team, words }: ParticipantFilter): [string, string][] {
  const fields: [string, string | null][] = [
    ['visa', view === 'med' ? null : view],
    ['del', part],
    ['lag', team === null ? null : String(team)],
    ['q', words || null],
  ];
  return fields.filter((field): field is [string, string] => field[1] !== null);
}

/** What of a signup is searched. */
export interface Searched {
  name: string;
  email: string | null;
  phone: string | null;
  /** What they answered, and what was written of them: nothing where that is not to be seen. */
  said: readonly string[];
}

/**
 * What finds a signup by its name, phone, mail or what they said; every word has to be there, in whatever order. A phone
 * number is found however it is written.
 */
export function matcherOf(words: string): (signup: Searched) => boolean {
  const wanted = fold(words).split(' ').filter(Boolean);
  const digits = digitsOf(words);
  return ({ name, email, phone, said }) => {
    if (digits !== null && phone !== null && phone.replace(/\D/g, '').includes(digits)) return true;
    const text = fold([name, email ?? '', ...said].join(' '));
    return wanted.every((word) => text.includes(word));
  };
}

/** The code that was searched for, as stored; null where it looks like none. */
export const searchedCode = (words: string): string | null => readCode(words);

/** The end of a number that is the same with and without a country: `070-123` and `+46 70 123`. */
function digitsOf(words: string): string | null {
  if (!/^[+\d\s()/.-]+$/.test(words)) return null;
  const digits = words.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 3 ? digits : null;
}
