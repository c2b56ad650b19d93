import { describe, expect, it } from 'vitest';
import { lintCalendar } from './calendar-lint';

/** A sound invitation, whose lines the tests change one at a time. */
const sound = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Samling//Samling//SV',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:a',
  'SEQUENCE:1',
  'DTSTAMP:20170401T120000Z',
  'DTSTART:20170517T080000Z',
  'DTEND:20170517T130000Z',
  'SUMMARY:Hälsodag\\, 👨‍👩‍👧',
  'STATUS:CONFIRMED',
  'URL;VALUE=URI:https://samling.example/evenemang/halsodag',
  'ORGANIZER;CN="Samling":mailto:samling@example.se',
  'ATTENDEE;PARTSTAT=ACCEPTED;CN=Anna:mailto:anna@example.se',
  'END:VEVENT',
  'END:VCALENDAR',
];

function text(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

/** The invitation with the line that begins so written anew, or left out. */
function changed(beginning: string, ...instead: string[]): string {
  const at = sound.findIndex((line) => line.startsWith(beginning));
  expect(at).toBeGreaterThanOrEqual(0);
  return text([...sound.slice(0, at), ...instead, ...sound.slice(at + 1)]);
}

describe('the calendar lint', () => {
  it('finds nothing in what is sound, as text and as bytes', () => {
    expect(lintCalendar(text(sound))).toEqual([]);
    expect(lintCalendar(new TextEncoder().encode(text(sound)))).toEqual([]);
  });

  it('finds nothing in a text in quotes, which one reader takes away', () => {
    expect(lintCalendar(changed('SUMMARY', 'SUMMARY:"Kunskap är makt"'))).toEqual([]);
  });

  it('unfolds before it reads', () => {
    expect(lintCalendar(changed('SUMMARY', 'SUMMARY:Häl', ' sodag'))).toEqual([]);
  });

  it.each([
    ['a missing last CRLF', text(sound).slice(0, -2), 'the last line does not end in CRLF'],
    ['a bare LF', changed('SUMMARY', 'SUMMARY:a', 'X-A:b\nX-C:d'), 'a bare CR or LF'],
    ['a bare CR', changed('SUMMARY', 'SUMMARY:a', 'X-A:b\rX-C:d'), 'a bare CR or LF'],
    ['NUL', changed('SUMMARY', 'SUMMARY:a\0'), 'a control character'],
    ['NEL', changed('SUMMARY', 'SUMMARY:a\u0085'), 'a control character'],
    ['U+2028', changed('SUMMARY', 'SUMMARY:a\u2028'), 'a Unicode line separator'],
    ['a fold inside a surrogate pair', changed('SUMMARY', 'SUMMARY:\ud83d', ' \ude00'), 'half a surrogate pair'],
    ['a byte order mark', `\ufeff${text(sound)}`, 'a byte order mark'],
    ['a line of 76 octets', changed('SUMMARY', `SUMMARY:${'å'.repeat(34)}`), 'line 11 is over 75 octets'],
    ['an empty line', changed('SUMMARY', 'SUMMARY:a', ''), 'line 12 is empty'],
    ['a line that is none', changed('SUMMARY', 'SUMMARY'), 'not a content line: SUMMARY'],
    ['a stray quote in a parameter', changed('ATTENDEE', 'ATTENDEE;CN="A"B":mailto:a@b.se'), 'not a content line'],
    ['an end too many', text([...sound, 'END:VCALENDAR']), 'END:VCALENDAR ends nothing'],
    ['ends that cross', changed('END:VEVENT', 'END:VTODO'), 'END:VTODO ends nothing'],
    ['no end', text(sound.slice(0, -1)), 'BEGIN:VCALENDAR is not ended'],
    ['nothing', '', 'the last line does not end in CRLF'],
    ['a calendar too many', text([...sound, ...sound]), 'not one VCALENDAR'],
    ['a line outside', text(['X-A:b', ...sound]), 'not one VCALENDAR'],
    ['another component', text(['BEGIN:VEVENT', 'END:VEVENT']), 'not one VCALENDAR'],
    ['no PRODID', changed('PRODID'), 'VCALENDAR lacks PRODID'],
    ['no VERSION', changed('VERSION'), 'VCALENDAR lacks VERSION'],
    ['another VERSION', changed('VERSION', 'VERSION:1.0'), 'VERSION is not 2.0'],
    ['two METHODs', changed('METHOD', 'METHOD:REQUEST', 'METHOD:REQUEST'), 'METHOD more than once'],
    ['no component', text([...sound.slice(0, 3), 'END:VCALENDAR']), 'no component in the calendar'],
    ['a UID twice', text([...sound.slice(0, -1), ...sound.slice(4)]), 'a UID twice'],
    ['a name not escaped', changed('METHOD', 'NAME:a,b'), 'NAME is not escaped as TEXT'],
    ['no UID', changed('UID'), 'VEVENT lacks UID'],
    ['no DTSTAMP', changed('DTSTAMP'), 'VEVENT lacks DTSTAMP'],
    ['no DTSTART', changed('DTSTART'), 'VEVENT lacks DTSTART'],
    ['two SUMMARYs', changed('SUMMARY', 'SUMMARY:a', 'SUMMARY:b'), 'SUMMARY more than once'],
    ['a summary not escaped', changed('SUMMARY', 'SUMMARY:a;b'), 'SUMMARY is not escaped as TEXT'],
    ['an escape that is none', changed('SUMMARY', 'SUMMARY:a\\x'), 'SUMMARY is not escaped as TEXT'],
    ['DTSTAMP without Z', changed('DTSTAMP', 'DTSTAMP:20170401T120000'), 'DTSTAMP is not in UTC'],
    [
      'DTSTART with TZID',
      changed('DTSTART', 'DTSTART;TZID=Europe/Stockholm:20170517T100000'),
      'DTSTART is not a date or in UTC',
    ],
    ['a floating DTEND', changed('DTEND', 'DTEND:20170517T130000'), 'DTEND is not a date or in UTC'],
    ['a date that says it is a time', changed('DTSTART', 'DTSTART:20170517'), 'DTSTART is not a date or in UTC'],
    ['a date and a time', changed('DTEND', 'DTEND;VALUE=DATE:20170518'), 'DTSTART and DTEND are not alike'],
    ['DTEND at DTSTART', changed('DTEND', 'DTEND:20170517T080000Z'), 'DTEND is not after DTSTART'],
    ['SEQUENCE in words', changed('SEQUENCE', 'SEQUENCE:one'), 'SEQUENCE is not a number'],
    ['a STATUS of its own', changed('STATUS', 'STATUS:OPEN'), 'STATUS is unknown'],
    ['a relative URL', changed('URL', 'URL:/evenemang'), 'URL is not a URI'],
    ['an escaped URL', changed('URL', 'URL:https://a.se/a\\,b'), 'URL is not a URI'],
    [
      'an escape in CN',
      changed('ATTENDEE', 'ATTENDEE;CN="a\\b":mailto:a@b.se'),
      'an escape in CN, where there are none',
    ],
    ['an address not in ASCII', changed('ATTENDEE', 'ATTENDEE:mailto:å@b.se'), 'ATTENDEE is not a mailto: URI'],
    ['an attendee without METHOD', changed('METHOD'), 'ATTENDEE or ORGANIZER without METHOD'],
    ['another METHOD', changed('METHOD', 'METHOD:PUBLISH'), 'METHOD is PUBLISH'],
    [
      'a METHOD without event',
      text([...sound.slice(0, 4), 'BEGIN:VTODO', 'END:VTODO', 'END:VCALENDAR']),
      'METHOD wants one VEVENT',
    ],
    ['a METHOD without organizer', changed('ORGANIZER'), 'VEVENT lacks ORGANIZER'],
    ['CANCEL of what stands', changed('METHOD', 'METHOD:CANCEL'), 'STATUS denies CANCEL'],
    ['REQUEST of what is cancelled', changed('STATUS', 'STATUS:CANCELLED'), 'STATUS denies REQUEST'],
    ['what one reader reads otherwise', changed('SUMMARY', 'SUMMARY:a\\\\nb'), 'node-ical reads'],
    ['a day that no calendar has', changed('DTSTART', 'DTSTART:20170230T080000Z'), 'reads'],
  ])('finds %s', (_, calendar, fault) => {
    expect(lintCalendar(calendar).join('\n')).toContain(fault);
  });

  it('finds a fold inside a character in bytes', () => {
    const bytes = new TextEncoder().encode(text(sound));
    const second = bytes.indexOf(0xa4);
    const broken = new Uint8Array([...bytes.slice(0, second), 13, 10, 32, ...bytes.slice(second)]);
    expect(lintCalendar(broken)).toEqual(['not UTF-8: perhaps a line is folded inside a character']);
  });

  it('reads dates without a time, with an end and without', () => {
    const dates = changed('DTSTART', 'DTSTART;VALUE=DATE:20170517').replace(
      'DTEND:20170517T130000Z',
      'DTEND;VALUE=DATE:20170519',
    );
    expect(lintCalendar(dates)).toEqual([]);
    expect(lintCalendar(dates.replace('DTEND;VALUE=DATE:20170519\r\n', ''))).toEqual([]);
  });
});
