import { mostPlaces } from '../../../domain/programme/fields';
import type { LocalDate } from '../../../domain/event';
import { readNumber } from '../../../domain/written-number';
import { readDate, readTime } from '../../../domain/written-time';
import { cleanLine, cleanText } from '../clean';
import { valueOf, type Typed } from '../typed';
import type { Fault, FaultKind } from './section-form';

/** Reads the fields of one form, and gathers what is wrong with them. An empty field is undefined. */
export class Reading {
  readonly faults: Fault[] = [];

  constructor(
    readonly typed: Typed,
    readonly today: LocalDate,
  ) {}

  say(name: string, fault: FaultKind, limit?: number): undefined {
    if (!this.faults.some((one) => one.name === name)) this.faults.push({ name, fault, limit });
    return undefined;
  }

  line(name: string, longest: number): string | undefined {
    return this.#short(name, cleanLine(valueOf(this.typed, name)), longest);
  }

  text(name: string, longest: number): string | undefined {
    return this.#short(name, cleanText(valueOf(this.typed, name)), longest);
  }

  #short(name: string, text: string, longest: number): string | undefined {
    if (text.length > longest) return this.say(name, 'too-long', longest);
    return text || undefined;
  }

  /** A whole number from 0, or from `least`. */
  number(name: string, least: 0 | 1 = 0, most = mostPlaces): number | undefined {
    const written = valueOf(this.typed, name);
    if (!written.trim()) return undefined;
    const number = readNumber(written);
    if (number === null || number < least) return this.say(name, least ? 'not-a-positive-number' : 'not-a-number');
    return number > most ? this.say(name, 'not-a-number') : number;
  }

  date(name: string): LocalDate | undefined {
    const written = valueOf(this.typed, name);
    if (!written.trim()) return undefined;
    return readDate(written, this.today) ?? this.say(name, 'not-a-date');
  }

  /** A day that is to come, today among them. */
  dayToCome(name: string): LocalDate | undefined {
    const date = this.date(name);
    return date !== undefined && date < this.today ? this.say(name, 'day-over') : date;
  }

  time(name: string): string | undefined {
    const written = valueOf(this.typed, name);
    if (!written.trim()) return undefined;
    return readTime(written) ?? this.say(name, 'not-a-time');
  }

  /** A day with a time of day, each in a field of its own. @param otherwise the time where only a day is written */
  moment(dateName: string, timeName: string, otherwise: string): string | undefined {
    const [date, time] = [this.date(dateName), this.time(timeName)];
    if (date !== undefined) return `${date}T${time ?? otherwise}`;
    return time !== undefined && !this.isWrong(dateName) ? this.say(dateName, 'date-missing') : undefined;
  }

  isTicked(name: string): boolean {
    return valueOf(this.typed, name) !== '';
  }

  isWrong(name: string): boolean {
    return this.faults.some((fault) => fault.name === name);
  }
}
