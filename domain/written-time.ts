import type { LocalDate } from './event';
import { fold } from './search';
import { addDays, parseLocal, weekdayOf } from './time';

/**
 * Days and times of day as people type them, where a browser has no calendar or clock of its own to offer. What one
 * means is read, what nobody can know is not guessed.
 */

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const weekdays = ['man', 'tis', 'ons', 'tor', 'fre', 'lor', 'son'];
/** What a word may add to its first letters: `januari`, `sept`, `måndagen`. */
const monthEndings: Record<string, string> = {
  jan: 'uari',
  feb: 'ruari',
  mar: 's',
  apr: 'il',
  maj: '',
  jun: 'i',
  jul: 'i',
  aug: 'usti',
  sep: 'tember',
  okt: 'ober',
  nov: 'ember',
  dec: 'ember',
};
const weekdayEndings: Record<string, string> = {
  man: 'dagen',
  tis: 'dagen',
  ons: 'dagen',
  tor: 'sdagen',
  fre: 'dagen',
  lor: 'dagen',
  son: 'dagen',
};

/**
 * A day: `2017-05-17`, `20170517`, `17/5`, `17.5.2017`, `17 maj`, `onsdag den 17 maj 2017`, `torsdag`, `i morgon`.
 * @param today without a year it is the next such day, today among them; a weekday alone is one that is to come
 * @returns null for what is no day, or none that the calendar has
 */
export function readDate(written: string, today: LocalDate): LocalDate | null {
  const text = fold(written)
    .replace(/[.,]+$/u, '')
    .trim();
  const near = nearDays.get(text);
  if (near !== undefined) return addDays(today, near);
  const alone = indexOfWord(text.replace(/^pa /u, ''), weekdays, weekdayEndings);
  if (alone !== null) return addDays(today, ((alone + 1 - weekdayOf(today) + 6) % 7) + 1);

  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/u.exec(text);
  if (iso) return theDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));

  const words = text
    .split(/[\s,]+/u)
    .filter((word) => word !== 'den' && word !== 'pa' && indexOfWord(word, weekdays, weekdayEndings) === null)
    .join(' ');
  const numbers = /^(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-]? ?(\d{4}))?$/u.exec(words);
  if (numbers) return dayOf(Number(numbers[1]), Number(numbers[2]), numbers[3], today);
  const named = /^(\d{1,2})(?::?[ae])?\.? ?([a-z]+)\.?(?: (\d{4}))?$/u.exec(words);
  const month = named ? indexOfWord(named[2]!, months, monthEndings) : null;
  return named && month !== null ? dayOf(Number(named[1]), month + 1, named[3], today) : null;
}

/**
 * A time of day: `14.00`, `14:00`, `kl. 14`, `9`, `1430`, `14,30`. The one reader for every form of the console.
 * @returns `HH:MM`; null for what is none
 */
export function readTime(written: string): string | null {
  const text = fold(written)
    .replace(/[\u200b\u200e\u200f]/gu, '')
    .trim()
    .replace(/^kl(ockan)?\.?\s*/u, '');
  const [, hour, minute = '00'] =
    /^(\d{1,2})(?:[.:,h ]\s?(\d{2}))?$/u.exec(text) ?? /^(\d{1,2})(\d{2})$/u.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** A time of day as it stands in a field, in the way that people write it: `14.00`; '' for none. */
export const writtenTime = (time: string | null | undefined): string => (time ?? '').replace(':', '.');

const nearDays = new Map([
  ['idag', 0],
  ['i dag', 0],
  ['imorgon', 1],
  ['i morgon', 1],
  ['imorrn', 1],
  ['i overmorgon', 2],
  ['overmorgon', 2],
]);

/** Which of some words it is, by its first letters and as much of its ending as is written. */
function indexOfWord(word: string, starts: string[], endings: Record<string, string>): number | null {
  const index = starts.findIndex(
    (start) => word.startsWith(start) && endings[start]!.startsWith(word.slice(start.length)),
  );
  return index < 0 ? null : index;
}

function dayOf(day: number, month: number, year: string | undefined, today: LocalDate): LocalDate | null {
  if (year !== undefined) return theDay(Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  // 29 February is in one year of four, or of eight
  for (let ahead = 0; ahead <= 8; ahead++) {
    const read = theDay(thisYear + ahead, month, day);
    if (read !== null && read >= today) return read;
  }
  return null;
}

function theDay(year: number, month: number, day: number): LocalDate | null {
  const written = [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))];
  return parseLocal(written.join('-'))?.date ?? null;
}
