import { readLanguage } from '../../domain/language/path';
import { speak, type Speech } from '../../domain/language/speech';

/** The words of the language that a request's address says, for loaders and actions. */
export function requestSpeech(request: Request): Speech {
  return speak(readLanguage(new URL(request.url).pathname).language);
}
