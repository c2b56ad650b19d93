/** How many accents the stylesheet has: `.accent-1` and on, each checked for contrast by tests/features/contrast.test.ts. */
export const accentCount = 8;

/**
 * The class that gives an organisation's own colour, always the same for its slug. Two organisations may share one:
 * colour is a help to the eye, and never the only thing that tells them apart.
 */
export function accentOf(slug: string): string {
  let sum = 0;
  for (const letter of slug) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return `accent-${(sum % accentCount) + 1}`;
}
