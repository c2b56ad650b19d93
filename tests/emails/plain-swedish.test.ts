import { expect, test } from 'vitest';
import english from '../../domain/language/en/mail.json';
import swedish from '../../domain/language/sv/mail.json';

type Message = string | { match: Record<string, string> }[];
const wordingsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
/** Names and times are the event's own words, not ours. */
const ownWords = (text: string) => text.replace(/\{\w+\}/gu, '');

/** Words for each sentence, and long words (over six letters) in a hundred. */
function lix(texts: string[]): number {
  const sentences = texts.flatMap((text) => text.split(/[.!?:]+/u)).filter((text) => /\p{L}/u.test(text));
  const words = sentences.flatMap((text) => text.match(/\p{L}+/gu) ?? []);
  const long = words.filter((word) => [...word].length > 6);
  return words.length / sentences.length + (100 * long.length) / words.length;
}

test('mails are in plain Swedish: LIX at most 35', () => {
  const texts = Object.values(swedish as Record<string, Message>).flatMap(wordingsOf);
  expect(lix(texts.map(ownWords))).toBeLessThanOrEqual(35);
});

test('no sentence of a mail is long', () => {
  const sentences = Object.values(swedish as Record<string, Message>)
    .flatMap(wordingsOf)
    .join('. ')
    .split(/[.!?]+/u);
  expect(sentences.filter((text) => (text.match(/\p{L}+/gu) ?? []).length > 15)).toEqual([]);
});

test('every mail is there in both languages', () => {
  expect(Object.keys(english)).toEqual(Object.keys(swedish));
});
