import type { View } from '../message';
import { Paragraphs } from './text';

/**
 * The event's own words to those who have a place: what to bring, which door. They can tell what a discreet event is,
 * so that they stand on its receipt alone. CONTRACT §4.5.
 */
export function GoodToKnow({ letter, t }: View) {
  const { confirmation, state, discreet } = letter.receipt;
  if (confirmation === null || state !== 'confirmed' || discreet) return null;
  return <Paragraphs label={t.mail_good_to_know()} text={confirmation} />;
}
