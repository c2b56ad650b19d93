import { m } from './compiled/messages.js';

/** The languages that the interface speaks, Swedish first. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

type Messages = typeof m;

/**
 * Every message of the catalogues, bound to one language. The language cannot be forgotten or guessed: a page or a
 * mail gets its `Speech` from its path or its signup, and passes it on.
 */
export type Speech = {
  readonly [K in keyof Messages]: (...inputs: SpeechInputs<Parameters<Messages[K]>[0]>) => string;
} & { readonly language: Language };

type SpeechInputs<Inputs> = Record<string, never> extends NonNullable<Inputs> ? [] : [inputs: Inputs];

const speeches = new Map<Language, Speech>();

/**
 * The catalogues in one language: `speak('sv').site_skip()`.
 * @returns the same object at each call, so that it can be compared and passed on freely.
 */
export function speak(language: Language): Speech {
  const known = speeches.get(language);
  if (known) return known;
  const bound: Record<string, unknown> = { language };
  for (const [key, message] of Object.entries(m)) {
    const say = message as (inputs: object, options: { locale: Language }) => string;
    bound[key] = (inputs: object = {}) => say(inputs, { locale: language });
  }
  const speech = Object.freeze(bound) as Speech;
  speeches.set(language, speech);
  return speech;
}

/** Whether a word is one of our languages, as in a form field or the first segment of a path. */
export function isLanguage(word: unknown): word is Language {
  return typeof word === 'string' && (languages as readonly string[]).includes(word);
}
