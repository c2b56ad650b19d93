import { parseLocal } from './time';

/** How often a rule can give dates here. RFC 5545's finer ones give several a day, which no series has. */
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** The last moment of a rule: a whole day, a time by the event's clock, or a time in UTC, as it was written. */
export interface Until {
  of: 'day' | 'local' | 'utc';
  /** `YYYY-MM-DD` of a day, else `YYYY-MM-DDTHH:MM`. */
  at: string;
}

/** A recurrence rule that has been checked. RFC 5545 §3.3.10. */
export interface Rule {
  count: number | null;
  until: Until | null;
  /** BYHOUR and BYMINUTE, which can only repeat what the series' `start` says already. */
  hours: number[] | null;
  minutes: number[] | null;
  byWeekNo: number[] | null;
  /** The parts that say on which days, as written but in capitals: all but COUNT, UNTIL and the times of day. */
  days: Partial<Record<PartName, string>>;
}

const partNames = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYSECOND',
  'BYMINUTE',
  'BYHOUR',
  'BYDAY',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYMONTH',
  'BYSETPOS',
  'WKST',
] as const;
export type PartName = (typeof partNames)[number];

/** Why a rule is refused, and which of its parts is at fault, as it was written. */
export type RuleFault =
  /** not `NAME=VALUE` */
  | { reason: 'malformed'; part: string }
  | { reason: 'unknown-part'; part: string }
  | { reason: 'repeated-part'; part: PartName }
  | { reason: 'no-frequency' }
  /** several a day: HOURLY, MINUTELY, SECONDLY */
  | { reason: 'too-frequent'; value: string }
  | { reason: 'bad-value'; part: PartName; value: string }
  | { reason: 'count-and-until' }
  /** RFC 5545 does not let this part stand in a rule of this frequency, or beside what is there, or alone. */
  | { reason: 'part-out-of-place'; part: PartName }
  /** RFC 5545 lets these stand together, but calendars do not agree on what it means. */
  | { reason: 'unclear-together'; parts: [PartName, PartName] };

export type ParsedRule = { ok: true; rule: Rule } | { ok: false; fault: RuleFault };

/**
 * Reads an RRULE value as `FREQ=MONTHLY;BYDAY=1TH`, by the grammar of RFC 5545 §3.3.10. The library that expands rules
 * takes a COUNT of 0, parts that it does not know and a thirteenth month without a word, so nothing gets by here.
 */
export function parseRule(text: string): ParsedRule {
  const parts: Partial<Record<PartName, string>> = {};
  for (const part of text.split(';')) {
    const [, written, value] = /^([A-Za-z-]+)=([^=\s]+)$/.exec(part) ?? [];
    if (written === undefined || value === undefined) return refused({ reason: 'malformed', part });
    const name = partNames.find((known) => known === written.toUpperCase());
    if (!name) return refused({ reason: 'unknown-part', part: written });
    if (parts[name] !== undefined) return refused({ reason: 'repeated-part', part: name });
    parts[name] = value.toUpperCase();
  }
  const fault = faultOf(parts);
  return fault ? refused(fault) : { ok: true, rule: ruleOf(parts) };
}

function faultOf(parts: Rule['days']): RuleFault | null {
  if (parts.FREQ === undefined) return { reason: 'no-frequency' };
  if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(parts.FREQ)) return { reason: 'too-frequent', value: parts.FREQ };
  for (const part of partNames) {
    const value = parts[part];
    if (value !== undefined && !accepts[part](value)) return { reason: 'bad-value', part, value };
  }
  if (parts.COUNT !== undefined && parts.UNTIL !== undefined) return { reason: 'count-and-until' };
  const misplaced = partNames.find((part) => parts[part] !== undefined && isOutOfPlace(part, parts));
  if (misplaced) return { reason: 'part-out-of-place', part: misplaced };
  const unclear = unclearTogether.find((pair) => pair.every((part) => parts[part] !== undefined));
  if (unclear) return { reason: 'unclear-together', parts: unclear };
  const countsDaysTwice = parts.FREQ === 'YEARLY' && parts.BYMONTHDAY !== undefined && /\d/.test(parts.BYDAY ?? '');
  return countsDaysTwice ? { reason: 'unclear-together', parts: ['BYDAY', 'BYMONTHDAY'] } : null;
}

/**
 * Two ways at once of counting the days of a year: dateutil keeps the days that both name, rrule-temporal those that
 * either does. Subscribers' calendars would differ, so the programme has to be written plainer.
 */
const unclearTogether: [PartName, PartName][] = [
  ['BYWEEKNO', 'BYMONTHDAY'],
  ['BYWEEKNO', 'BYYEARDAY'],
  ['BYYEARDAY', 'BYMONTHDAY'],
  ['BYYEARDAY', 'BYDAY'],
];

/** What each part's value may be. */
const accepts: Record<PartName, (value: string) => boolean> = {
  FREQ: (value) => (frequencies as readonly string[]).includes(value),
  // RFC 5545 has no upper limit; a number beyond four digits is a slip, and reaches past the calendar's end.
  INTERVAL: (value) => /^\d{1,4}$/.test(value) && Number(value) >= 1,
  COUNT: (value) => /^\d{1,9}$/.test(value) && Number(value) >= 1,
  UNTIL: (value) => untilOf(value) !== null,
  BYSECOND: listOf(isNumber(0, 60)),
  BYMINUTE: listOf(isNumber(0, 59)),
  BYHOUR: listOf(isNumber(0, 23)),
  BYDAY: listOf((item) => {
    const [, ordinal, weekday] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item) ?? [];
    return weekday !== undefined && (ordinal === undefined || isFromEitherEnd(53)(ordinal));
  }),
  BYMONTHDAY: listOf(isFromEitherEnd(31)),
  BYYEARDAY: listOf(isFromEitherEnd(366)),
  BYWEEKNO: listOf(isFromEitherEnd(53)),
  BYMONTH: listOf(isNumber(1, 12)),
  BYSETPOS: listOf(isFromEitherEnd(366)),
  WKST: (value) => /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
};

/** What RFC 5545 §3.3.10 says of parts that exclude or need one another. */
function isOutOfPlace(part: PartName, parts: Rule['days']): boolean {
  const frequency = parts.FREQ as Frequency;
  switch (part) {
    case 'BYDAY': {
      const ordinalsFit = frequency === 'MONTHLY' || (frequency === 'YEARLY' && parts.BYWEEKNO === undefined);
      return !ordinalsFit && /\d/.test(parts.BYDAY ?? '');
    }
    case 'BYMONTHDAY':
      return frequency === 'WEEKLY';
    case 'BYYEARDAY':
    case 'BYWEEKNO':
      return frequency !== 'YEARLY';
    case 'BYSETPOS':
      return !partNames.some((name) => name.startsWith('BY') && name !== 'BYSETPOS' && parts[name] !== undefined);
    default:
      return false;
  }
}

function ruleOf(parts: Rule['days']): Rule {
  const { COUNT, UNTIL, BYHOUR, BYMINUTE, BYSECOND: _second, ...days } = parts;
  return {
    count: COUNT === undefined ? null : Number(COUNT),
    until: UNTIL === undefined ? null : untilOf(UNTIL),
    hours: numbers(BYHOUR),
    minutes: numbers(BYMINUTE),
    byWeekNo: numbers(parts.BYWEEKNO),
    days,
  };
}

/** `20270601`, `20270601T120000` or `20270601T120000Z`; seconds are cut off, since no start has any. */
function untilOf(value: string): Until | null {
  const [, year, month, day, hour, minute, zulu] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:[0-5]\d|60)(Z?))?$/.exec(value) ?? [];
  const at = `${year}-${month}-${day}` + (hour === undefined ? '' : `T${hour}:${minute}`);
  if (!parseLocal(at)) return null;
  return { of: hour === undefined ? 'day' : zulu ? 'utc' : 'local', at };
}

function isNumber(least: number, most: number): (item: string) => boolean {
  return (item) => /^\d{1,2}$/.test(item) && Number(item) >= least && Number(item) <= most;
}

/** 1 to `most`, or counted from the end, −1 to −`most`. */
function isFromEitherEnd(most: number): (item: string) => boolean {
  return (item) => /^[+-]?\d{1,3}$/.test(item) && Math.abs(Number(item)) >= 1 && Math.abs(Number(item)) <= most;
}

function listOf(isItem: (item: string) => boolean): (value: string) => boolean {
  return (value) => value.split(',').every(isItem);
}

function numbers(value: string | undefined): number[] | null {
  return value?.split(',').map(Number) ?? null;
}

function refused(fault: RuleFault): ParsedRule {
  return { ok: false, fault };
}
