import { oneLine } from '../domain/text';

/**
 * What somebody wrote in a form, as a mail may carry it: one line, no control characters, nothing that reorders what
 * follows, and no web address. Anybody can write anybody's e-mail address in a form, and must not be able to send
 * them a link of their choosing in our name.
 */
export function written(text: string, longest = 80): string {
  const line = oneLine(text)
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S*/giu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return shortened(line, longest);
}

/** A title in a Subject: one line that is not too long. */
export function subjectText(text: string): string {
  return shortened(oneLine(text), 150);
}

function shortened(text: string, longest: number): string {
  const letters = [...text];
  return letters.length <= longest
    ? text
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
