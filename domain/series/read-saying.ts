import type { LocalDate } from '../event';
import { parseLocal, weekdayOf } from '../time';
import { inOrder, lastAtTheEnd, mostInterval, mostTimes, type Rhythm, type SeriesPlan } from './plan';
import { lastOfMonth, takeFeast, takeSpan } from './read-span';
import { takeFromWeek, takeUntilWeek } from './read-week';
import {
  Sentence,
  among,
  datePattern,
  monthPattern,
  numberPattern,
  numberOf,
  weekdayOfWord,
  weekdayPattern,
} from './sentence';

/** Why a sentence was not understood. */
export type SayingProblem =
  | { reason: 'empty' }
  /** nothing says how often, and there are no days */
  | { reason: 'how-often' }
  /** every week, or every month: but on which day? */
  | { reason: 'which-day' }
  /** which of the month's Thursdays? */
  | { reason: 'which-of-month' }
  | { reason: 'no-such-date'; said: string }
  | { reason: 'no-such-time'; said: string }
  | { reason: 'too-many'; said: string }
  | { reason: 'until-before-from' }
  /** nothing was made of what it is from, or of what it is to; `said` is the whole of it, with its first word */
  | { reason: 'from-words' | 'until-words'; said: string }
  /** these words nothing was made of */
  | { reason: 'words'; said: string };

export type Saying = { ok: true; plan: SeriesPlan } | { ok: false; problem: SayingProblem };

/** The longest sentence that is read. */
export const longestSaying = 500;

/**
 * Reads when something is, as people write it: 'varje månad, första torsdagen, 10–12', 'jämna veckor, tors 10-12',
 * 'fem torsdagar 18-20 från 5 oktober', 'varannan torsdag under våren', '7/9, 5/10 och 2/11 kl 10-12'. One kind of thing
 * at a time is taken out of the sentence; what is left in the end, beyond small words, was not understood.
 * @param today dates without a year are the next from then on
 */
export function readSaying(text: string, today: LocalDate): Saying {
  try {
    return { ok: true, plan: read(new Sentence(text.slice(0, longestSaying)), today) };
  } catch (error) {
    if (error instanceof NotUnderstood) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** Ends a reading. */
class NotUnderstood extends Error {
  constructor(readonly problem: SayingProblem) {
    super(problem.reason);
  }
}

function read(sentence: Sentence, today: LocalDate): SeriesPlan {
  if (sentence.isEmpty) throw new NotUnderstood({ reason: 'empty' });
  const feast = takeFeast(sentence, untilWords);
  const fromWeek = takeFromWeek(sentence, fromWords, today, unknownDate);
  const untilWeek = takeUntilWeek(sentence, untilWords, today, unknownDate);
  const named = takeSpan(sentence, today);
  // a span of months ends with the last of them
  const untilMonth = sentence.take(
    new RegExp(
      `${untilWords}\\s+(?:i\\s+|slutet\\s+av\\s+|sista\\s+(?:dagen\\s+)?(?:i\\s+)?)?${monthPattern}(?:\\s+(\\d{4}))?\\b`,
    ),
  );
  const fromMonth = sentence.take(
    new RegExp(`${fromWords}\\s+(?:i\\s+|borjan\\s+av\\s+)?${monthPattern}(?:\\s+(\\d{4}))?\\b`),
  );
  sentence.markDates();
  const from =
    oneDate(sentence, fromWords)?.(today) ??
    fromWeek?.dayFrom(today) ??
    (fromMonth ? monthStart(fromMonth, today) : null);
  const untilDate = oneDate(sentence, untilWords);
  const untilAfter = (begun: LocalDate | null): LocalDate | null =>
    untilDate?.(begun ?? today) ??
    untilWeek?.dayFrom(begun ?? named?.from ?? today) ??
    (untilMonth ? monthEnd(untilMonth, begun ?? named?.from ?? today) : null) ??
    feast?.(begun ?? named?.from ?? today) ??
    null;
  const until = untilAfter(from);

  const monthDays = takeMonthDays(sentence);
  const { start, end } = takeTimes(sentence);
  const said = takeRhythm(sentence, monthDays);
  const span = restOfDates(sentence, said !== null, { from, until }, today);
  // it ends after it begins, also where nothing but the date says that it begins
  if (span.from !== from && span.until === until) span.until = untilAfter(span.from);
  const edge = (reason: 'from-words' | 'until-words', words: string) => {
    const said = sentence.restAfter(new RegExp(words), new RegExp(`${fromWords}|${untilWords}`, 'g'));
    if (said !== null) throw new NotUnderstood({ reason, said });
  };
  edge('from-words', fromWords);
  edge('until-words', untilWords);
  const nothing = sentence.rest();
  if (nothing !== null) throw new NotUnderstood({ reason: 'words', said: nothing });
  if (span.from && span.until && span.until < span.from) throw new NotUnderstood({ reason: 'until-before-from' });
  if (said === null) {
    if (!span.dates.length || span.from || span.until || named) throw new NotUnderstood({ reason: 'how-often' });
    return { rhythm: { every: 'date', dates: span.dates }, from: null, start, end, count: null, until: null };
  }
  // a season says nothing of which day of the week, nor does a week
  const rhythm = rhythmOf(said, fromWeek && !fromWeek.saysDay ? null : span.from);
  const within = { from: span.from ?? named?.from ?? null, until: span.until ?? named?.until ?? null };
  if (within.from && within.until && within.until < within.from) {
    throw new NotUnderstood({ reason: 'until-before-from' });
  }
  return { rhythm, ...within, start, end, count: said.count };
}

const fromWords = String.raw`\b(?:fran(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?|med\s+start|start(?:ar|ande|datum)?|borjar|med\s+borjan|forsta\s+gangen)(?:\s+(?:den|pa))?`;
const untilWords = String.raw`\b(?:till\s+och\s+med|fram\s+till|till|tills|t\.?\s?o\.?\s?m\.?|slutar|sista\s+gangen|langst\s+till)(?:\s+(?:den|pa))?`;

/** Takes the date after some words; null where there is none. @returns which day it is, the first from a day on */
function oneDate(sentence: Sentence, words: string): ((notBefore: LocalDate) => LocalDate) | null {
  const found = sentence.take(new RegExp(`${words}\\s*(?:${weekdayPattern}\\s+)?(?:den\\s+)?(${datePattern})`));
  return found && ((notBefore) => sentence.dateOf(found.at(-1)!, notBefore, unknownDate));
}

function unknownDate(said: string): never {
  throw new NotUnderstood({ reason: 'no-such-date', said });
}

function monthStart([, month, year]: string[], today: LocalDate): LocalDate {
  const written = monthOf(month!, year, today.slice(0, 7));
  return `${written}-01` < today && !year ? today : `${written}-01`;
}

function monthEnd([, month, year]: string[], notBefore: LocalDate): LocalDate {
  return lastOfMonth(monthOf(month!, year, notBefore.slice(0, 7)));
}

/** `YYYY-MM`: the next month of that name, unless a year is said. */
function monthOf(name: string, year: string | undefined, notBefore: string): string {
  const month = String(among.month(name)).padStart(2, '0');
  if (year) return `${year}-${month}`;
  const same = `${notBefore.slice(0, 4)}-${month}`;
  return same >= notBefore ? same : `${Number(notBefore.slice(0, 4)) + 1}-${month}`;
}

/** `10-12`, `kl 10.30–12`, `18:00 till 20`, `1800-2000`, `kl. 13`, `mellan 10 och 12`. */
function takeTimes(sentence: Sentence): { start: string | null; end: string | null } {
  const one = String.raw`([0-2]?\d)(?:[.:]([0-5]\d))?`;
  const four = String.raw`([0-2]\d)([0-5]\d)`;
  const kl = String.raw`(?:\b(?:kl(?:ockan)?\.?)\s*)`;
  const range = (time: string) =>
    sentence.take(new RegExp(`(?<![\\d/.:])${kl}?${time}\\s*(?:-|till)\\s*${kl}?${time}(?![\\d/:]|\\.\\d)`)) ??
    sentence.take(new RegExp(`\\bmellan\\s+${kl}?${time}\\s+och\\s+${time}(?![\\d/:])`));
  const span = range(four) ?? range(one);
  if (span) return { start: timeOf(span[0]!, span[1]!, span[2]), end: timeOf(span[0]!, span[3]!, span[4]) };
  const alone =
    sentence.take(new RegExp(`${kl}${four}(?!\\d)`)) ??
    sentence.take(new RegExp(`${kl}${one}(?![\\d/:])`)) ??
    sentence.take(/(?<![\d/.:])([0-2]?\d)[.:]([0-5]\d)(?![\d/:])/);
  return { start: alone && timeOf(alone[0]!, alone[1]!, alone[2]), end: null };
}

function timeOf(said: string, hour: string, minute = '00'): string {
  if (Number(hour) > 23) throw new NotUnderstood({ reason: 'no-such-time', said: said.trim() });
  return `${hour.padStart(2, '0')}:${minute}`;
}

const everyWord = String.raw`\b(varje|varannan|vartannat|var\s+(?:annan|andra|tredje|fjarde|femte|sjatte|sjunde|attonde|nionde|tionde|elfte|tolfte|\d{1,2}(?::?[ae])?))`;
const dayNumbers = String.raw`\d{1,2}(?::?[ae]\b)?`;
const dayList = String.raw`(?:${dayNumbers}|sista\s+dagen)(?:(?:\s*,\s*|\s+och\s+)(?:den\s+)?(?:${dayNumbers}|sista\s+dagen))*(?![\d:-]|\.\d)`;

/** `den 15 varje månad`, `varje månad den 1 och 15`, `sista dagen i månaden`: they look like times, and are taken first. */
function takeMonthDays(sentence: Sentence): number[] | null {
  if (!sentence.has(/\bmanad/)) return null;
  const found =
    sentence.take(
      new RegExp(`(?<![-.:\\d/])(?:\\bden\\s+)?(${dayList})\\s+(?:i\\s+)?(?=${everyWord}\\s+manad|manaden)`),
    ) ??
    sentence.take(new RegExp(`\\bden\\s+(${dayList})`)) ??
    sentence.take(/\b(sista\s+dagen)\b/);
  if (!found) return null;
  const days = found[1]!.match(/\d+|sista/g)!.map((one) => (one === 'sista' ? -1 : Number(one)));
  if (days.some((day) => day === 0 || day > 31)) unknownDate(found[0]!.trim());
  return lastAtTheEnd(days);
}

/** What was said of how often, before it is known whether that is enough. */
interface Said {
  unit: 'day' | 'week' | 'month' | 'even' | 'odd';
  interval: number;
  weekdays: number[];
  nth: number[];
  monthDays: number[];
  count: number | null;
}

function takeRhythm(sentence: Sentence, monthDays: number[] | null): Said | null {
  const parity = sentence.take(/\b(jamn|udda|ojamn)\w*\s+(?:veckor(?:na)?|vecka|v\.?)(?=[\s,]|$)/)?.[1];
  const unit = takeUnit(sentence);
  const interval = unit?.interval ?? takeIntervalOfWeekday(sentence);
  const nth = takeNth(sentence);
  const counted = sentence.take(new RegExp(`\\b${numberPattern}\\s+(?=${weekdayPattern}|vardagar)`))?.[1];
  const weekdays = takeWeekdays(sentence);
  const count = counted ?? takeCount(sentence);
  const said = parity ?? unit ?? nth ?? monthDays ?? (weekdays.length ? weekdays : null);
  if (said === null) return null;
  return {
    unit: parity ? (parity === 'jamn' ? 'even' : 'odd') : nth || monthDays ? 'month' : (unit?.unit ?? 'week'),
    interval: limited(interval ?? 1, mostInterval),
    weekdays: inOrder([...weekdays, ...(nth?.day ? [nth.day] : [])]),
    nth: nth?.nth ?? [],
    monthDays: monthDays ?? [],
    count: count === undefined ? null : limited(numberOf(count), mostTimes),
  };
}

function limited(number: number, most: number): number {
  if (number < 1 || number > most) throw new NotUnderstood({ reason: 'too-many', said: String(number) });
  return number;
}

function takeUnit(sentence: Sentence): { unit: 'day' | 'week' | 'month'; interval: number } | null {
  if (sentence.take(/\b(?:veckovis|en\s+gang\s+(?:i|per)\s+vecka(?:n)?)\b/)) return { unit: 'week', interval: 1 };
  if (sentence.take(/\b(?:manadsvis|manatligen|en\s+gang\s+(?:i|per)\s+manad(?:en)?)\b/)) {
    return { unit: 'month', interval: 1 };
  }
  if (sentence.take(/\bdagligen\b/)) return { unit: 'day', interval: 1 };
  if (sentence.take(/\bvar\s+(?:14|fjortonde)(?::?e)?\s+dag\b/)) return { unit: 'week', interval: 2 };
  const found = sentence.take(new RegExp(`${everyWord}\\s+(vecka|manad|dag)\\b`));
  if (found) {
    const unit = { vecka: 'week', manad: 'month', dag: 'day' } as const;
    return { unit: unit[found[2] as 'dag'], interval: everyOf(found[1]!) };
  }
  if (sentence.take(/\bi\s+manaden\b|\bmanaden\b/)) return { unit: 'month', interval: 1 };
  return sentence.take(/\bi\s+veckan\b/) ? { unit: 'week', interval: 1 } : null;
}

/** `varannan torsdag` */
function takeIntervalOfWeekday(sentence: Sentence): number | null {
  const found = sentence.take(new RegExp(`${everyWord}\\s+(?=${weekdayPattern}|vardag)`));
  return found && everyOf(found[1]!);
}

function everyOf(words: string): number {
  if (words === 'varje') return 1;
  if (/^vara|^vart/.test(words)) return 2;
  const [, which = ''] = words.split(/\s+/);
  return /^\d/.test(which) ? parseInt(which, 10) : which === 'annan' ? 2 : among.ordinal(which);
}

/** `första och tredje torsdagen`, `sista fredagen` */
function takeNth(sentence: Sentence): { nth: number[]; day: number } | null {
  const one = String.raw`(?:forsta|andra|tredje|fjarde|femte|sista|1\s?:?\s?a|2\s?:?\s?a|[3-5]\s?:?\s?e)`;
  const found = sentence.take(
    new RegExp(`\\b(${one}(?:(?:\\s*,\\s*|\\s+och\\s+)(?:den\\s+)?${one})*)\\s+(${weekdayPattern})`),
  );
  if (!found) return null;
  const nth = found[1]!
    .split(/\s*,\s*|\s+och\s+(?:den\s+)?/)
    .map((word) => (word === 'sista' ? -1 : /^\d/.test(word) ? parseInt(word, 10) : among.ordinal(word)));
  return { nth: lastAtTheEnd(nth), day: weekdayOfWord(found[2]!) };
}

function takeWeekdays(sentence: Sentence): number[] {
  const days: number[] = [];
  for (;;) {
    const range = sentence.take(new RegExp(`\\b(${weekdayPattern})\\s*(?:-|till)\\s*(${weekdayPattern})`));
    if (range) {
      const [first, last] = [weekdayOfWord(range[1]!), weekdayOfWord(range[2]!)];
      for (let day = first; day !== last; day = (day % 7) + 1) days.push(day);
      days.push(last);
      continue;
    }
    const workdays = sentence.take(/\b(?:alla\s+)?vardag(?:ar|arna)?\b/);
    if (workdays) days.push(1, 2, 3, 4, 5);
    const one = sentence.take(new RegExp(`\\b(${weekdayPattern})`));
    if (one) days.push(weekdayOfWord(one[1]!));
    if (!workdays && !one) return inOrder(days);
  }
}

function takeCount(sentence: Sentence): string | undefined {
  const things = String.raw`(?:ganger|gang|ggr|tillfallen|tillfalle|traffar|kvallar|moten|veckor|dagar|eftermiddagar|formiddagar)`;
  return sentence.take(new RegExp(`\\b${numberPattern}\\s+${things}\\b`))?.[1];
}

/** What is said is made whole by the day that it begins on, where it can be. */
function rhythmOf(said: Said, from: LocalDate | null): Rhythm {
  const { unit, interval, nth, monthDays } = said;
  const weekdays = said.weekdays.length || from === null ? said.weekdays : [weekdayOf(from)];
  switch (unit) {
    case 'day':
      return said.weekdays.length ? { every: 'week', interval: 1, days: said.weekdays } : { every: 'day', interval };
    case 'week':
      if (!weekdays.length) throw new NotUnderstood({ reason: 'which-day' });
      return weekdays.length === 7 && interval === 1
        ? { every: 'day', interval }
        : { every: 'week', interval, days: weekdays };
    case 'even':
    case 'odd':
      if (!weekdays.length) throw new NotUnderstood({ reason: 'which-day' });
      return { every: unit, days: weekdays };
    case 'month': {
      const [day] = said.weekdays;
      if (nth.length && day !== undefined && said.weekdays.length === 1) return { every: 'month', interval, nth, day };
      if (said.weekdays.length) throw new NotUnderstood({ reason: 'which-of-month' });
      if (!monthDays.length && from === null) throw new NotUnderstood({ reason: 'which-day' });
      return { every: 'month-day', interval, days: monthDays.length ? monthDays : [Number(from!.slice(8))] };
    }
  }
}

/** The dates that no word says what they are: where something goes on, its first and last; else the days themselves. */
function restOfDates(
  sentence: Sentence,
  goesOn: boolean,
  { from, until }: { from: LocalDate | null; until: LocalDate | null },
  today: LocalDate,
): { from: LocalDate | null; until: LocalDate | null; dates: LocalDate[] } {
  const dates: LocalDate[] = [];
  for (;;) {
    const found = sentence.take(new RegExp(`(${datePattern})`));
    if (!found) break;
    dates.push(sentence.dateOf(found[1]!, (goesOn && dates.at(-1)) || from || today, unknownDate));
  }
  const sorted = [...new Set(dates)].sort();
  if (!goesOn) return { from, until, dates: sorted };
  const [first, second, ...more] = dates;
  if (more.length || (second && (from || until)) || (first && from && until)) {
    throw new NotUnderstood({ reason: 'words', said: more[0] ?? second ?? first ?? '' });
  }
  if (first && !from) return { from: first, until: second ?? until, dates: [] };
  return { from, until: until ?? first ?? null, dates: [] };
}

/** Whether a text is a date as a form sends it. */
export const isDate = (text: string): boolean => text.length === 10 && parseLocal(text) !== null;
