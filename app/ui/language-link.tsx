import { pathInEveryLanguage } from '../../domain/language/path';
import { speak, type Language } from '../../domain/language/speech';

/** This page in each other language, in that language's own words. */
export function LanguageLinks({ path, search, language }: { path: string; search?: string; language: Language }) {
  const others = pathInEveryLanguage(path).filter((other) => other.language !== language);
  return (
    <>
      {others.map((other) => (
        <a key={other.language} href={other.path + (search ?? '')} lang={other.language} hrefLang={other.language}>
          {speak(other.language).site_language()}
        </a>
      ))}
    </>
  );
}
