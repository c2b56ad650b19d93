import type { ReceivedMail } from '../support/smtp';

/** One entry of a calendar file, read by its lines: `SUMMARY` without parameters, `DTSTART` as it stands. */
export interface CalendarEntry {
  uid: string;
  sequence: number;
  summary: string;
  description: string;
  location: string | undefined;
  status: string | undefined;
  start: string;
  end: string | undefined;
  /** Whether DTSTART says VALUE=DATE. */
  allDay: boolean;
  url: string | undefined;
}

/** What a calendar file holds, whole lines unfolded. */
export function entriesOf(calendar: string): CalendarEntry[] {
  const text = calendar.replace(/\r\n[ \t]/gu, '');
  return [...text.matchAll(/BEGIN:VEVENT\r\n([\s\S]*?)END:VEVENT/gu)].map(([, inside = '']) => {
    const line = (name: string) => new RegExp(`^${name}(;[^:\\r\\n]*)?:(.*)\\r?$`, 'mu').exec(inside);
    const value = (name: string) => line(name)?.[2];
    const plain = (name: string) =>
      value(name)
        ?.replace(/\\n/giu, '\n')
        .replace(/\\([,;\\])/gu, '$1');
    return {
      uid: value('UID') ?? '',
      sequence: Number(value('SEQUENCE') ?? 0),
      summary: plain('SUMMARY') ?? '',
      description: plain('DESCRIPTION') ?? '',
      location: plain('LOCATION'),
      status: value('STATUS'),
      start: value('DTSTART') ?? '',
      end: value('DTEND'),
      allDay: /VALUE=DATE(?!-)/u.test(line('DTSTART')?.[1] ?? ''),
      url: value('URL'),
    };
  });
}

/** The only entry. @throws Error when there is none or several */
export function entryOf(calendar: string): CalendarEntry {
  const all = entriesOf(calendar);
  if (all.length !== 1) throw new Error(`${all.length} entries, not one`);
  return all[0]!;
}

/**
 * The calendar part of a mail, byte for byte as it arrived (a mail parser writes its line ends anew), with the METHOD
 * that its type names; null when the mail has none.
 */
export function calendarPart({ raw }: ReceivedMail): { method: string; text: string } | null {
  const part = /content-type:\s*text\/calendar([\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/iu.exec(raw);
  if (!part) return null;
  const [, head = '', body = ''] = part;
  if (!/base64/iu.test(head)) throw new Error('the calendar part is not base64: its line ends may change on the way');
  return { method: /method=["']?(\w+)/iu.exec(head)?.[1] ?? '', text: Buffer.from(body, 'base64').toString('utf8') };
}

/** A time in UTC as calendars write it. */
export const utc = (instant: number) => new Date(instant).toISOString().replace(/[-:]|\.\d+/gu, '');
