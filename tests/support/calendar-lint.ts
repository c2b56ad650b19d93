import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

/**
 * What is wrong with a calendar file, a sentence for each fault; an empty list when nothing is. First by lines, as
 * RFC 5545 has them (and RFC 5546 where there is a METHOD), then read back by two readers that know nothing of each
 * other, which must agree with the lines and so with one another. Stricter than the RFC where we are: times in UTC,
 * a METHOD of REQUEST or CANCEL or none.
 */
export function lintCalendar(calendar: string | Uint8Array): string[] {
  const text = typeof calendar === 'string' ? calendar : decoded(calendar);
  if (text === null) return ['not UTF-8: perhaps a line is folded inside a character'];
  const faults = lineFaults(text);
  const lines = unfolded(text).map(parseLine);
  for (const line of lines) if (line.fault) faults.push(line.fault);
  const { root, balance } = treeOf(lines);
  faults.push(...balance);
  if (faults.length) return faults;
  faults.push(...calendarFaults(root));
  return faults.length ? faults : readBackFaults(text, root);
}

interface Line {
  name: string;
  params: Map<string, string>;
  value: string;
  fault?: string;
}
interface Component {
  name: string;
  lines: Line[];
  children: Component[];
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function lineFaults(text: string): string[] {
  const faults: string[] = [];
  if (!text.endsWith('\r\n')) faults.push('the last line does not end in CRLF');
  if (/\r(?!\n)|(?<!\r)\n/u.test(text)) faults.push('a bare CR or LF');
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/u.test(text)) faults.push('a control character');
  if (/[\u2028\u2029]/u.test(text)) faults.push('a Unicode line separator');
  if (/\p{Surrogate}/u.test(text)) faults.push('half a surrogate pair: perhaps a line is folded inside a character');
  if (text.startsWith('\ufeff')) faults.push('a byte order mark');
  const encoder = new TextEncoder();
  text.split('\r\n').forEach((line, index, all) => {
    if (encoder.encode(line).length > 75) faults.push(`line ${index + 1} is over 75 octets`);
    if (line === '' && index < all.length - 1) faults.push(`line ${index + 1} is empty`);
  });
  return faults;
}

function unfolded(text: string): string[] {
  const lines = text.replace(/\r\n[ \t]/gu, '').split('\r\n');
  return lines.filter((line) => line !== '');
}

/** `NAME;PARAM=value;PARAM="quoted: value":value` */
function parseLine(line: string): Line {
  const form = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/su.exec(line);
  if (!form) return { name: '', params: new Map(), value: '', fault: `not a content line: ${line}` };
  const [, name = '', params = '', value = ''] = form;
  const pairs = [...params.matchAll(/;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^";:,]*))/gu)];
  return {
    name: name.toUpperCase(),
    params: new Map(pairs.map(([, key = '', quoted, plain]) => [key.toUpperCase(), quoted ?? plain ?? ''])),
    value,
  };
}

function treeOf(lines: Line[]): { root: Component; balance: string[] } {
  const root: Component = { name: '', lines: [], children: [] };
  const open = [root];
  for (const line of lines) {
    const inside = open.at(-1) ?? root;
    if (line.name === 'BEGIN') {
      const child: Component = { name: line.value, lines: [], children: [] };
      inside.children.push(child);
      open.push(child);
    } else if (line.name === 'END') {
      if (inside === root || inside.name !== line.value) return { root, balance: [`END:${line.value} ends nothing`] };
      open.pop();
    } else inside.lines.push(line);
  }
  const balance = open.slice(1).map(({ name }) => `BEGIN:${name} is not ended`);
  return { root, balance };
}

function calendarFaults(root: Component): string[] {
  const calendar = root.children[0];
  if (!calendar || root.children.length > 1 || calendar.name !== 'VCALENDAR' || root.lines.length) {
    return ['not one VCALENDAR'];
  }
  const events = calendar.children.filter(({ name }) => name === 'VEVENT');
  const uids = events.map((event) => first(event, 'UID')?.value);
  return [
    ...counted(calendar, ['PRODID', 'VERSION'], ['METHOD', 'NAME', 'X-WR-CALNAME', 'REFRESH-INTERVAL', 'CALSCALE']),
    ...(first(calendar, 'VERSION')?.value === '2.0' ? [] : ['VERSION is not 2.0']),
    ...(calendar.children.length ? [] : ['no component in the calendar']),
    ...(new Set(uids).size === uids.length ? [] : ['a UID twice']),
    ...textFaults(calendar, ['NAME', 'X-WR-CALNAME']),
    ...methodFaults(calendar, events),
    ...events.flatMap(eventFaults),
  ];
}

const once = ['SEQUENCE', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'STATUS', 'URL', 'DTEND', 'ORGANIZER', 'TRANSP'];

function eventFaults(event: Component): string[] {
  const value = (name: string) => first(event, name)?.value;
  const faults = [...counted(event, ['UID', 'DTSTAMP', 'DTSTART'], [...once, 'LAST-MODIFIED'])];
  faults.push(...textFaults(event, ['UID', 'SUMMARY', 'DESCRIPTION', 'LOCATION']));
  for (const name of ['DTSTAMP', 'LAST-MODIFIED']) {
    const line = first(event, name);
    if (line && (line.params.size || !utc.test(line.value))) faults.push(`${name} is not in UTC: ${line.value}`);
  }
  const [start, end] = [first(event, 'DTSTART'), first(event, 'DTEND')];
  for (const line of [start, end]) if (line && !isMoment(line)) faults.push(`${line.name} is not a date or in UTC`);
  if (start && end) {
    if (start.value.length !== end.value.length) faults.push('DTSTART and DTEND are not alike');
    else if (end.value <= start.value) faults.push('DTEND is not after DTSTART');
  }
  if (!/^\d+$/u.test(value('SEQUENCE') ?? '0')) faults.push('SEQUENCE is not a number');
  if (!/^(TENTATIVE|CONFIRMED|CANCELLED)$/u.test(value('STATUS') ?? 'CONFIRMED')) faults.push('STATUS is unknown');
  const url = value('URL');
  if (url !== undefined && (!URL.canParse(url) || /[^\x21-\x7e]|\\/u.test(url))) faults.push('URL is not a URI');
  for (const line of event.lines) {
    if (/[\\"]/u.test(line.params.get('CN') ?? '')) faults.push('an escape in CN, where there are none');
    const isPerson = line.name === 'ORGANIZER' || line.name === 'ATTENDEE';
    if (isPerson && !/^mailto:[!-~]+@[!-~]+$/iu.test(line.value)) faults.push(`${line.name} is not a mailto: URI`);
  }
  return faults;
}

const utc = /^\d{8}T\d{6}Z$/u;

function isMoment(line: Line): boolean {
  const isDate = line.params.get('VALUE') === 'DATE';
  return line.params.size === (isDate ? 1 : 0) && (isDate ? /^\d{8}$/u : utc).test(line.value);
}

function methodFaults(calendar: Component, events: Component[]): string[] {
  const method = first(calendar, 'METHOD')?.value;
  if (method === undefined) {
    const people = events.some((event) => first(event, 'ATTENDEE') ?? first(event, 'ORGANIZER'));
    return people ? ['ATTENDEE or ORGANIZER without METHOD'] : [];
  }
  if (method !== 'REQUEST' && method !== 'CANCEL') return [`METHOD is ${method}`];
  return [
    ...(events.length === 1 ? [] : ['METHOD wants one VEVENT']),
    ...events.flatMap((event) => counted(event, ['ORGANIZER', 'ATTENDEE', 'SEQUENCE', 'STATUS'], [])),
    ...events.flatMap((event) =>
      (first(event, 'STATUS')?.value === 'CANCELLED') === (method === 'CANCEL') ? [] : [`STATUS denies ${method}`],
    ),
  ];
}

/** TEXT has every backslash, semicolon and comma escaped, and no other escapes than those and the line break. */
function textFaults(component: Component, names: string[]): string[] {
  return component.lines
    .filter(({ name, value }) => names.includes(name) && !/^(?:[^\\;,]|\\[\\;,nN])*$/su.test(value))
    .map(({ name }) => `${name} is not escaped as TEXT`);
}

function counted(component: Component, exactlyOne: string[], atMostOne: string[]): string[] {
  const count = (wanted: string) => component.lines.filter(({ name }) => name === wanted).length;
  return [
    ...exactlyOne.filter((name) => count(name) === 0).map((name) => `${component.name} lacks ${name}`),
    ...[...exactlyOne, ...atMostOne].filter((name) => count(name) > 1).map((name) => `${name} more than once`),
  ];
}

function first(component: Component, name: string): Line | undefined {
  return component.lines.find((line) => line.name === name);
}

/** What a reader found in one VEVENT: times as ISO 8601, dates as dates. */
interface Reading {
  uid: string;
  summary: string;
  start: string;
  end: string;
  sequence: number;
  status: string;
}

function readBackFaults(text: string, root: Component): string[] {
  const events = (root.children[0]?.children ?? []).filter(({ name }) => name === 'VEVENT');
  const asWritten = byUid(events.map(readLines));
  // node-ical takes quotes around a whole text away, which belong to it.
  const unquoted = asWritten.map((one) => ({ ...one, summary: one.summary.replace(/^"(.*)"$/u, '$1') }));
  const readers = [
    { reader: 'ical.js', read: readWithIcalJs, wanted: asWritten },
    { reader: 'node-ical', read: readWithNodeIcal, wanted: unquoted },
  ];
  return readers.flatMap(({ reader, read, wanted }) => {
    try {
      const found = byUid(read(text));
      if (found.length !== wanted.length) return [`${reader} finds ${found.length} events, not ${wanted.length}`];
      return wanted.flatMap((reading, index) => {
        const [want, got] = [JSON.stringify(reading), JSON.stringify(found[index])];
        return want === got ? [] : [`${reader} reads ${got}, not ${want}`];
      });
    } catch (error) {
      return [`${reader} cannot read it: ${String(error)}`];
    }
  });
}

function byUid(readings: Reading[]): Reading[] {
  return readings.sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

function readLines(event: Component): Reading {
  const value = (name: string) => first(event, name)?.value ?? '';
  const unescaped = (name: string) =>
    value(name).replace(/\\(.)/gu, (_, escaped: string) => (/n/iu.test(escaped) ? '\n' : escaped));
  const start = isoOf(value('DTSTART'));
  return {
    uid: unescaped('UID'),
    summary: unescaped('SUMMARY'),
    start,
    end: first(event, 'DTEND') ? isoOf(value('DTEND')) : start.length === 10 ? dayAfter(start) : start,
    sequence: Number(value('SEQUENCE')),
    status: value('STATUS'),
  };
}

function isoOf(basic: string): string {
  return basic.replace(/^(\d{4})(\d\d)(\d\d)/u, '$1-$2-$3').replace(/T(\d\d)(\d\d)(\d\d)Z$/u, 'T$1:$2:$3.000Z');
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function readWithIcalJs(text: string): Reading[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const iso = (time: ICAL.Time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary ?? '',
      start: iso(event.startDate),
      end: iso(event.endDate),
      sequence: event.sequence ?? 0,
      status: String(component.getFirstPropertyValue('status') ?? ''),
    };
  });
}

function readWithNodeIcal(text: string): Reading[] {
  const found = Object.values(nodeIcal.sync.parseICS(text));
  return found.flatMap((event) => {
    if (event?.type !== 'VEVENT') return [];
    const iso = (date: Date) => (event.datetype === 'date' ? localDay(date) : date.toISOString());
    return {
      uid: event.uid,
      summary: plain(event.summary),
      start: iso(event.start),
      end: iso(event.end ?? event.start),
      sequence: Number(event.sequence ?? 0),
      status: event.status ?? '',
    };
  });
}

/** node-ical gives a date as its midnight by the clock of the machine that it runs on. */
function localDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function plain(value: unknown): string {
  const text = typeof value === 'object' && value !== null && 'val' in value ? value.val : value;
  return typeof text === 'string' ? text : '';
}
