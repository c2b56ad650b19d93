import { isLanguage, languages, type Language } from './speech';

/** The language of Swedish addresses, which carry no language segment. */
const unmarked: Language = 'sv';

/**
 * The language of a path and the path without it: `/en/lag` is English and `/lag`. CONTRACT §1: language is the first
 * segment, none is Swedish, nothing is guessed.
 */
export function readLanguage(path: string): { language: Language; rest: string } {
  const [, first = '', tail = ''] = /^\/([^/]*)(.*)$/s.exec(path) ?? [];
  const word = first.toLowerCase();
  return isLanguage(word) && word !== unmarked
    ? { language: word, rest: onThisHost(tail) }
    : { language: unmarked, rest: onThisHost(path) };
}

/** `//evil.example` and `/\evil.example` would be links to another host. */
const onThisHost = (path: string) => path.replace(/^[/\\]*/, '/');

/** The address in a language of a path that is written without one: `('en', '/lag')` is `/en/lag`. */
export function pathIn(language: Language, rest: string): string {
  if (language === unmarked) return rest;
  return rest === '/' ? `/${language}` : `/${language}${rest}`;
}

/** The same page's address in each language, for `hreflang`. */
export function pathInEveryLanguage(path: string): { language: Language; path: string }[] {
  const { rest } = readLanguage(path);
  return languages.map((language) => ({ language, path: pathIn(language, rest) }));
}
