import type { PartEntry } from '../../../db/programme/entry';
import { outsideOf, type Outside } from '../../../domain/part-times';
import { slugFor } from '../../../domain/slug';
import type { LocalDate } from '../../../domain/event';
import { dateOf } from '../../../domain/time';
import { valueOf, type Typed } from '../typed';
import { Reading } from './reading';
import { rowsOf } from './rows';
import type { OfferEntry, SectionForm } from './section-form';
import { dayIn, endAfter, timeIn } from './when-form';

const lists = [
  { list: 'activity', field: 'activities', most: 200 },
  { list: 'shift', field: 'shifts', most: 500 },
] as const;

/** What there is at it: activities that one chooses among, and shifts for those who help. */
export const partsForm: SectionForm = {
  typedOf: (entry) =>
    lists.flatMap(({ list, field }) => entry[field].flatMap((part, row) => typedPart(list, row, part))),
  read(typed, { today, entry }) {
    const form = new Reading(typed, today);
    const at: Record<string, string> = {};
    const [activities, shifts] = lists.map(({ list, field, most }) => {
      const rows = rowsOf(typed, list).filter((row) => !form.isTicked(`${list}.${row}.remove`));
      if (rows.length > most) form.say(`${list}.0.title`, 'too-many-rows', most);
      const before = new Map(entry[field].map((part) => [part.slug, part]));
      const taken = new Set(rows.map((row) => valueOf(typed, `${list}.${row}.slug`)));
      return rows.map((row, index) => {
        at[`${field}[${index}]`] = `${list}.${row}.title`;
        at[`${field}[${index}].start`] = `${list}.${row}.start`;
        at[`${field}[${index}].end`] = `${list}.${row}.end`;
        at[`${field}[${index}].capacity`] = `${list}.${row}.places`;
        return readPart(form, `${list}.${row}`, entry, before, taken);
      });
    });
    return {
      change: (offer) => ({ ...offer, activities: activities!, shifts: shifts! }),
      faults: form.faults,
      at,
    };
  },
};

/** A row whose times lie outside the event's own, which is asked about and not refused. */
export interface OutsideRow {
  list: 'activity' | 'shift';
  /** As its fields begin: `activity.0`. */
  row: string;
  title: string;
  outside: Outside;
  /** Its times, as they were read. */
  times: string;
}

/** The rows whose times lie outside the event's own, as they are typed. */
export function rowsOutside(typed: Typed, entry: OfferEntry, today: LocalDate): OutsideRow[] {
  const form = new Reading(typed, today);
  return lists.flatMap(({ list }) =>
    rowsOf(typed, list).flatMap((number) => {
      const row = `${list}.${number}`;
      const { start, end } = timesIn(form, row, entry);
      const isRead = !['date', 'start', 'end'].some((name) => form.isWrong(`${row}.${name}`));
      const outside = isRead && !form.isTicked(`${row}.remove`) ? outsideOf({ start, end }, entry) : null;
      return outside
        ? [{ list, row, outside, title: form.line(`${row}.title`, 200) ?? '', times: `${start}/${end}` }]
        : [];
    }),
  );
}

/** Which times one has been asked about, in a hidden field: who has read it and saves the same again means it. */
export const askedAbout = (rows: readonly OutsideRow[]): string => rows.map(({ times }) => times).join(' ');

function typedPart(list: string, row: number, part: PartEntry): Typed {
  const field = (name: string) => `${list}.${row}.${name}`;
  return [
    [field('slug'), part.slug],
    [field('title'), part.title],
    [field('date'), dayIn(part.start)],
    [field('start'), timeIn(part.start)],
    [field('end'), timeIn(part.end)],
    [field('places'), part.capacity === undefined ? '' : String(part.capacity)],
  ];
}

function readPart(
  form: Reading,
  row: string,
  entry: OfferEntry,
  before: ReadonlyMap<string, PartEntry>,
  taken: Set<string>,
): PartEntry {
  const title = form.line(`${row}.title`, 200);
  if (!title) form.say(`${row}.title`, 'missing-part');
  const known = before.get(valueOf(form.typed, `${row}.slug`));
  const slug = known?.slug ?? slugFor(title ?? '', (one) => taken.has(one));
  taken.add(slug);
  return { slug, title: title ?? '', ...timesIn(form, row, entry, known), capacity: form.number(`${row}.places`) };
}

/** Where the event has no day, neither has a part of it: the form does not ask. */
function timesIn(form: Reading, row: string, entry: OfferEntry, known?: PartEntry): Pick<PartEntry, 'start' | 'end'> {
  if (entry.start === undefined) return { start: known?.start, end: known?.end };
  const date = form.date(`${row}.date`) ?? dateOf(entry.start);
  const [startTime, endTime] = [form.time(`${row}.start`), form.time(`${row}.end`)];
  if (startTime === undefined) {
    if (endTime !== undefined && !form.isWrong(`${row}.start`)) form.say(`${row}.start`, 'start-time-missing');
    return {};
  }
  const start = `${date}T${startTime}`;
  if (endTime === undefined) return { start };
  const end = endAfter(start, date, endTime, true);
  if (end <= start) form.say(`${row}.end`, 'end-before-start');
  return { start, end };
}
