import { oneLine } from './text';

/**
 * What a map is asked for to find a place. A map knows streets, and places by their names in a town; it finds nothing
 * where it is given a street and, beside it, what people call the room. So the venue is named along with an address that
 * only says which town, and a street stands by itself.
 * @param address as people write it: a street and a town, or either
 */
export function soughtOnMap(venue: string, address: string | null): string {
  const [place, where] = [oneLine(venue), oneLine(address ?? '')];
  if (!where || hasWords(place, where)) return place;
  return isTownAlone(where) && !hasWords(where, place) ? `${place}, ${where}` : where;
}

/** "Helsingborg", "254 37 Helsingborg", "Upplands Väsby": no street, no number of a house, nothing before a comma. */
function isTownAlone(address: string): boolean {
  const town = address.replace(/^\d{3} ?\d{2}\s+(?=\p{L})/u, '');
  const words = town.split(' ');
  return words.length <= 2 && !/[\d,;]/u.test(town) && !words.some((word) => street.test(word));
}

/** How Swedish streets, squares and roads end. */
const street =
  /(gatan|gata|vägen|väg|gränden|gränd|torget|torg|stigen|stig|allén|allé|platsen|plats|backen|kajen|leden|esplanaden|promenaden)$/iu;

/** Whether one says the other already: "Stadsparken i Helsingborg". */
const hasWords = (text: string, words: string): boolean =>
  ` ${text.replace(/[,.]/gu, ' ')} `.toLowerCase().includes(` ${words.toLowerCase()} `);
