import { useLocation } from '@remix-run/react';
import { readLanguage } from '../../domain/language/path';
import { speak, type Speech } from '../../domain/language/speech';

/** The words of this page's language, which its address says. For routes; components are given `t`. */
export function useSpeech(): Speech {
  return speak(readLanguage(useLocation().pathname).language);
}
