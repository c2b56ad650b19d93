import type { View } from '../message';
import { placeWords } from './when-where';

/**
 * Where all dates of a whole series that are to come are now, when that is what is new of each, or of each whose time is
 * not; null where some have the place that they had, or another than the rest: then each is said by itself.
 */
export function newPlaceOfAll({ letter, t }: Pick<View, 'letter' | 't'>): string | null {
  const { events = [], places = [] } = letter.facts;
  const on = letter.dates.filter(({ status }) => status === 'published');
  const elsewhere = on.filter(({ id }) => places.includes(id) && !events.includes(id));
  const words = [...new Set(elsewhere.map((date) => placeWords(date, t)))];
  const isAll = on.every(({ id }) => places.includes(id) || events.includes(id));
  return isAll && words.length === 1 ? words[0]! : null;
}
