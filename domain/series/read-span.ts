import type { LocalDate } from '../event';
import { addDays } from '../time';
import { among, monthPattern, type Sentence } from './sentence';

/** The first and the last day of a time that has a name: a season, some months. */
export interface Span {
  from: LocalDate;
  until: LocalDate;
}

/** When what goes on "under våren" is meant to: as terms do, clear of Christmas and of the weeks that many are off. */
const seasons = {
  var: ['01-15', '05-31'],
  sommar: ['06-01', '08-31'],
  host: ['08-15', '12-15'],
} as const;
type Season = keyof typeof seasons;

const year = String.raw`(?:\s+(\d{4}))?(?!\d)`;
const season = String.raw`(?:(var|sommar|host)(?:en|termin(?:en)?)|(vt|ht))\b${year}`;
/** "i vår", which is not "i var tredje vecka". */
const thisSeason = String.raw`\bi\s+(?:(host|sommar)\b|(var)\b(?!\s+(?:annan|andra|tredje|fjarde|femte|sjatte|\d{1,2}(?::?[ae]\b|\s+(?:dag|vecka|manad)))))`;
const whole = String.raw`(?:\b(?:under|pa|i)\s+)?(?:\bhela\s+)?`;

/**
 * Takes a season or months out of a sentence: "under våren", "hela hösten", "i höst", "våren 2027", "januari till maj",
 * "okt–nov", "i oktober". Of those to come it is the first; one that is going on is meant from today.
 */
export function takeSpan(sentence: Sentence, today: LocalDate): Span | null {
  return takeSeasons(sentence, today) ?? takeMonths(sentence, today);
}

function takeSeasons(sentence: Sentence, today: LocalDate): Span | null {
  const found = sentence.take(new RegExp(String.raw`(?<!\btill\s+)${whole}\b${season}`));
  const here = found ? null : sentence.take(new RegExp(thisSeason));
  if (!found && !here) return null;
  const first = seasonOf(found ? nameOf(found) : ((here![1] ?? here![2]) as Season), found?.[3], today);
  const second = found && sentence.take(new RegExp(String.raw`\boch\s+${whole}\b${season}`));
  if (!second) return first;
  return { from: first.from, until: seasonOf(nameOf(second), second[3], first.from).until };
}

const nameOf = ([, name, short]: string[]): Season => (short ? (short === 'vt' ? 'var' : 'host') : (name as Season));

function seasonOf(name: Season, inYear: string | undefined, today: LocalDate): Span {
  const [first, last] = seasons[name];
  return spanIn(inYear, today, (one) => ({ from: `${one}-${first}`, until: `${one}-${last}` }));
}

const dash = String.raw`\s*(?:-|\btill(?:\s+och\s+med)?\b|\bt\.?\s?o\.?\s?m\.?)\s*`;
/** What belongs to a date, or says by itself that it begins there, is no span; the end of "14–16" is no day. */
const alone = String.raw`(?<!(?<![-.:]\s*|\bkl(?:ockan)?\.?\s*|\d)\d{1,2}(?::?[ae]\b)?\s*)(?<!\b(?:fran|med|start|startar|borjar|fr\.?o\.?m\.?|och|till)\s+(?:i\s+)?)`;

function takeMonths(sentence: Sentence, today: LocalDate): Span | null {
  const between = sentence.take(
    new RegExp(`(?:\\b(?:under|i)\\s+)?${alone}${monthPattern}${year}${dash}(?:i\\s+)?${monthPattern}${year}`),
  );
  if (between) return monthsOf(between[1]!, between[3]!, { firstYear: between[2], lastYear: between[4] }, today);
  const pair = sentence.take(
    new RegExp(String.raw`\b(?:under|i)\s+${monthPattern}\s+och\s+${monthPattern}${year}(?!\s*(?:,|och)\s)`),
  );
  if (pair) return monthsOf(pair[1]!, pair[2]!, { lastYear: pair[3] }, today);
  const one = sentence.take(
    new RegExp(
      String.raw`(?<!\b(?:till|fran|start|startar|borjar)\s+)(?:\b(?:under|i)\s+)(?:hela\s+)?${monthPattern}${year}`,
    ),
  );
  return one && monthsOf(one[1]!, one[1]!, { lastYear: one[2] }, today);
}

function monthsOf(
  first: string,
  last: string,
  { firstYear, lastYear }: { firstYear?: string; lastYear?: string },
  today: LocalDate,
): Span {
  const [start, end] = [among.month(first), among.month(last)];
  const over = end < start ? 1 : 0;
  const inYear = firstYear ?? (lastYear && String(Number(lastYear) - over));
  return spanIn(inYear, today, (one) => ({
    from: `${one}-${twoDigits(start)}-01`,
    until: lastOfMonth(`${Number(one) + over}-${twoDigits(end)}`),
  }));
}

/** The first that is not over, begun at the earliest today; in a year that is said, that year's. */
function spanIn(inYear: string | undefined, today: LocalDate, of: (year: string) => Span): Span {
  const thisYear = Number(today.slice(0, 4));
  const all = inYear ? [of(inYear)] : [thisYear - 1, thisYear, thisYear + 1].map((one) => of(String(one)));
  const { from, until } = all.find((one) => one.until >= today) ?? all[0]!;
  return { from: from < today && until >= today ? today : from, until };
}

const untilFeast = (words: string) => new RegExp(String.raw`${words}\s+(jul|nyar)(?:en|et|afton(?:en)?)?\b`);

/** "fram till jul": the last day before it. */
export function takeFeast(sentence: Sentence, untilWords: string): ((notBefore: LocalDate) => LocalDate) | null {
  const found = sentence.take(untilFeast(untilWords));
  if (!found) return null;
  const day = found[1] === 'jul' ? '12-23' : '12-31';
  return (notBefore) => {
    const same = `${notBefore.slice(0, 4)}-${day}`;
    return same >= notBefore ? same : `${Number(notBefore.slice(0, 4)) + 1}-${day}`;
  };
}

/** @param month `YYYY-MM` */
export function lastOfMonth(month: string): LocalDate {
  let last = `${month}-28`;
  while (addDays(last, 1).slice(0, 7) === month) last = addDays(last, 1);
  return last;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');
