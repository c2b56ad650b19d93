import type { LocalDate } from '../event';
import { addDays, isoWeekOf, weekdayOf } from '../time';
import { weekdayOfWord, weekdayPattern, type Sentence } from './sentence';

/** A day that something begins on or ends with, said by its week. */
export interface WeekEdge {
  /** @param notBefore a week without a year is the first that is not over by then */
  dayFrom: (notBefore: LocalDate) => LocalDate;
  /** Whether it was said which day of the week. */
  saysDay: boolean;
}

const week = String.raw`\bv(?:ecka)?\.?\s*(\d{1,2})(?![\d:/]|\.\d)(?:\s+(20\d\d)\b(?!\s*-))?`;
const next = String.raw`\bnasta\s+(?:(vecka)\b|(${weekdayPattern}))`;

/**
 * Takes when it begins out of a sentence, where that is said by weeks: "från vecka 49", "med start nästa vecka", "från
 * nästa onsdag", which is the one of next week; also "nästa vecka" by itself.
 * @param unknown called where no year has such a week
 */
export function takeFromWeek(
  sentence: Sentence,
  fromWords: string,
  today: LocalDate,
  unknown: (said: string) => never,
): WeekEdge | null {
  const relative =
    sentence.take(new RegExp(`${fromWords}\\s+${next}`)) ??
    sentence.take(/(?<!\b(?:till|med|tills)\s+)\bnasta\s+(vecka)\b/);
  if (relative) {
    const day = addDays(mondayOn(today), 6 + (relative[2] ? weekdayOfWord(relative[2]) : 1));
    return { dayFrom: () => day, saysDay: relative[2] !== undefined };
  }
  const found =
    sentence.take(new RegExp(`${fromWords}\\s+${week}`)) ??
    // where it ends is said right after, as "till vecka 22"
    sentence.take(
      new RegExp(`(?<!vecka\\s+)${week}(?=\\s*(?:-|\\btill\\b|\\bt\\.?o\\.?m\\.?)[^,]*?\\bv(?:ecka)?\\.?\\s*\\d)`),
    );
  if (!found) return null;
  const dayFrom = (notBefore: LocalDate) => {
    const monday = mondayOf(found, notBefore, unknown);
    return monday < notBefore && addDays(monday, 6) >= notBefore ? notBefore : monday;
  };
  return { dayFrom, saysDay: false };
}

/** The same of when it ends: through the Sunday of that week. */
export function takeUntilWeek(
  sentence: Sentence,
  untilWords: string,
  today: LocalDate,
  unknown: (said: string) => never,
): WeekEdge | null {
  const relative = sentence.take(new RegExp(`${untilWords}\\s+${next}`));
  if (relative) {
    const day = addDays(mondayOn(today), 6 + (relative[2] ? weekdayOfWord(relative[2]) : 7));
    return { dayFrom: () => day, saysDay: relative[2] !== undefined };
  }
  const found = sentence.take(new RegExp(`(?:${untilWords}\\s+|-\\s*)${week}`));
  return found && { dayFrom: (notBefore) => addDays(mondayOf(found, notBefore, unknown), 6), saysDay: false };
}

const mondayOn = (date: LocalDate) => addDays(date, 1 - weekdayOf(date));

function mondayOf(
  [said = '', number, year]: string[],
  notBefore: LocalDate,
  unknown: (said: string) => never,
): LocalDate {
  const first = year ? Number(year) : isoWeekOf(notBefore).year;
  // a week 53 comes within seven years
  for (let one = first; one <= (year ? first : first + 8); one++) {
    const monday = addDays(mondayOn(`${one}-01-04`), 7 * (Number(number) - 1));
    if (isoWeekOf(monday).year !== one || Number(number) < 1) continue;
    if (year || addDays(monday, 6) >= notBefore) return monday;
  }
  return unknown(/v(?:ecka)?\.?\s*\d.*$/.exec(said)?.[0] ?? said);
}
