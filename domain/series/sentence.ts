import type { LocalDate } from '../event';
import { fold } from '../search';
import { parseLocal } from '../time';

const numbers =
  'en|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo';
/** A number in figures or words, as a group. */
export const numberPattern = `(${numbers}|\\d{1,3})`;

/** @param word as `numberPattern` found it */
export function numberOf(word: string): number {
  const at = numbers.split('|').indexOf(word);
  return at < 0 ? Number(word) : Math.max(1, at);
}

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const ordinals = 'forsta andra tredje fjarde femte sjatte sjunde attonde nionde tionde elfte tolfte'.split(' ');
export const monthPattern = String.raw`\b(jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;

/** Which of a known few a word is, from 1. */
export const among = {
  month: (word: string) => months.indexOf(word.slice(0, 3)) + 1,
  ordinal: (word: string) => ordinals.indexOf(word) + 1,
};

const weekdays = ['ma', 'ti', 'on', 'to', 'fr', 'lo', 'so'];
/** `torsdag`, `torsdagar`, `torsdagskvällar`, `tors.` */
export const weekdayPattern = String.raw`(?:(?:mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)(?:en|ar|arna)?(?:s?(?:kvall|morgon|eftermiddag|formiddag|lunch)\w*|s)?|mand?|tisd?|onsd?|torsd?|tor|fred?|lord?|sond?)\b\.?`;
export const weekdayOfWord = (word: string) => weekdays.indexOf(word.slice(0, 2)) + 1;

/** Where a date stood: one mark that says which, and as many more as it had letters. */
export const datePattern = '[\uE000-\uE0FE]\uE0FF*';

/** What a sentence may have besides what is looked for. */
const small = new Set(
  'pa i den det och kl klockan vid med av for vi ses traffas ar en ett alla om under att har mote moten samt plus varje da dag dagar gang ganger cirka ca start tid'.split(
    ' ',
  ),
);

/** A sentence out of which one thing after another is taken. Letters are compared without case and marks. */
export class Sentence {
  /** As `written`, letter by letter: a for å, lower case, one kind of dash; what has been taken is blank. */
  #left: string;
  readonly #written: string;
  readonly #dates: { day: number; month: number; year: number | null; said: string }[] = [];

  constructor(text: string) {
    // what stands before a mark of ours, or between two sentences, is not a word
    this.#written = [...text.normalize('NFC')]
      .filter((letter) => letter.length === 1)
      .join('')
      .replace(/[\uE000-\uE0FF]/g, ' ');
    this.#left = [...this.#written].map(foldLetter).join('');
  }

  get isEmpty(): boolean {
    return this.#left.trim() === '';
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.#left);
  }

  /** Takes the first match out, and leaves blanks. @returns the whole and its groups, or null */
  take(pattern: RegExp): string[] | null {
    const found = pattern.exec(this.#left);
    if (!found) return null;
    this.#put(found.index, found[0].length, ' '.repeat(found[0].length));
    return [...found];
  }

  /** The first words that nothing was made of, as they were written; null where none are left. */
  rest(): string | null {
    for (const found of this.#left.matchAll(/[\p{L}\p{N}\uE000-\uE0FF]+/gu)) {
      if (small.has(found[0])) continue;
      return this.#written.slice(found.index, found.index + found[0].length);
    }
    return null;
  }

  /**
   * What stands after some words that are left, where something in it is left too: up to a comma or to what else begins
   * there, as it was written, those words included; null where there is none.
   * @param others what begins something else; global
   */
  restAfter(words: RegExp, others: RegExp): string | null {
    const found = words.exec(this.#left);
    if (!found) return null;
    const after = found.index + found[0].length;
    const whole = [...this.#written].map(foldLetter).join('');
    const ends = [...whole.matchAll(others), ...whole.matchAll(/[,;]|\.(?=\s|$)|\s+(?=kl\b)/g)].map(
      ({ index }) => index,
    );
    const end = Math.min(...ends.filter((one) => one >= after), whole.length);
    const left = this.#left.slice(found.index, end).match(/[\p{L}\p{N}\uE000-\uE0FF]+/gu) ?? [];
    if (!left.some((word) => !small.has(word))) return null;
    return this.#written.slice(found.index, end).trim();
  }

  /** Makes marks of all dates, so that their numbers are not taken for times: `datePattern`. */
  markDates(): void {
    const day = String.raw`([0-3]?\d)(?::?[ae]\b)?`;
    const beside = '(?<![-.:/\\d])(?<!\\bkl\\.? )';
    this.#mark(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/, ([, year, month, date]) => [year, month, date]);
    this.#mark(
      new RegExp(`${beside}([0-3]?\\d)/([01]?\\d)(?:[-/ ]((?:20)?\\d\\d)(?![\\d.:/-]))?(?!\\d)`),
      ([, date, month, year]) => [year && (year.length === 2 ? `20${year}` : year), month, date],
    );
    // 7, 14 och 21 september: the month and the year of the last are all theirs
    const listed = new RegExp(
      `${beside}(?:\\bden\\s+)?${day}(\\s*,\\s*|\\s+och\\s+)(?=(?:(?:den\\s+)?${day}(?:\\s*,\\s*|\\s+och\\s+))*(?:den\\s+)?${day}\\s+${monthPattern}(?:\\s+(\\d{4})\\b)?)`,
    );
    this.#mark(listed, (found) => [found[6], String(among.month(found[5]!)), found[1]]);
    const full = new RegExp(`${beside}(?:\\bden\\s+)?${day}\\s+${monthPattern}(?:\\s+(\\d{4})\\b)?`);
    this.#mark(full, ([, date, month, year]) => [year, String(among.month(month!)), date]);
    // torsdag 7 september: the day of the week says nothing more
    while (this.take(new RegExp(`(?<!\\bvar(?:je|annan)\\s+)\\b${weekdayPattern}\\s+(?:den\\s+)?(?=${datePattern})`)));
  }

  /**
   * The date of a mark. Without a year it is the next from `notBefore` on.
   * @param unknown called where the calendar has no such day
   */
  dateOf(mark: string, notBefore: LocalDate, unknown: (said: string) => never): LocalDate {
    const { day, month, year, said } = this.#dates[mark.charCodeAt(0) - 0xe000]!;
    const written = (in_: number) =>
      [String(in_).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
    if (year !== null) return parseLocal(written(year)) ? written(year) : unknown(said);
    const first = Number(notBefore.slice(0, 4));
    // a 29 February is found within eight years
    for (let one = first; one <= first + 8; one++) {
      if (written(one) >= notBefore && parseLocal(written(one))) return written(one);
    }
    return unknown(said);
  }

  #mark(pattern: RegExp, read: (found: string[]) => (string | undefined)[]): void {
    for (;;) {
      const found = pattern.exec(this.#left);
      if (!found || this.#dates.length > 250) return;
      const [year, month, day] = read([...found]);
      const said = this.#written.slice(found.index, found.index + found[0].length).trim();
      this.#dates.push({ day: Number(day), month: Number(month), year: year ? Number(year) : null, said });
      const mark = String.fromCharCode(0xe000 + this.#dates.length - 1);
      this.#put(found.index, found[0].length, mark.padEnd(found[0].length - 1, '\uE0FF') + ' ');
    }
  }

  #put(at: number, length: number, what: string): void {
    this.#left = this.#left.slice(0, at) + what + this.#left.slice(at + length);
  }
}

function foldLetter(letter: string): string {
  if (/\p{Pd}|\u2212/u.test(letter)) return '-';
  if (/\s/u.test(letter)) return ' ';
  const [folded = ' '] = fold(letter);
  return folded;
}
