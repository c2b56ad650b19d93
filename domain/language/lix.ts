/**
 * How hard a text is to read, by Björnsson's läsbarhetsindex: words/sentences + 100 × words longer than six letters/
 * words. Under 30 is easy, over 50 hard. A colon ends a sentence too, and so does a line; the
 * point of an abbreviation does not ("kl. 14").
 * @returns 0 for a text without words
 */
export function lix(text: string): number {
  const words = text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’-]|[.,:](?=\p{N}))*/gu) ?? [];
  if (!words.length) return 0;
  const sentences = text
    .split(/[.!?:]+(?=\s+[^\p{Ll}\p{N}]|\s*$)|\n+/u)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence)).length;
  const long = words.filter((word) => (word.match(/\p{L}/gu)?.length ?? 0) > 6).length;
  return words.length / sentences + (100 * long) / words.length;
}
