import type { LocalDate } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import type { DateFields, Move } from '../../domain/series/edits';
import { addDays } from '../../domain/time';
import type { FieldError } from '../ui/error-summary';
import { cleanLine, cleanText } from './clean';
import { readClocks, readDay, readPlaces } from './series-form';
import { hasField, valueOf, type Typed } from './typed';

/** The new day, times and place of a date; also those of one that is added. */
export function readMove(t: Speech, typed: Typed, today: LocalDate): { move: Move } | { errors: FieldError[] } {
  const { start, end, errors } = readClocks(t, typed);
  const day = readDay(valueOf(typed, 'day'), today);
  if (!day) errors.push({ name: 'day', message: day === null ? t.series_error_day_missing() : t.series_error_day() });
  else if (day < today) errors.push({ name: 'day', message: t.series_error_past() });
  const place = valueOf(typed, 'place');
  const venue = cleanLine(valueOf(typed, 'venue'));
  if (place === 'other' && !venue) errors.push({ name: 'venue', message: t.series_error_venue() });
  if (venue.length > 200) errors.push({ name: 'venue', message: t.series_error_long({ limit: 200 }) });
  if (!day || errors.length) return { errors };
  const times = start === null ? { start: day } : { start: `${day}T${start}` };
  const over = start !== null && end !== null && end <= start ? addDays(day, 1) : day;
  return {
    move: {
      ...times,
      ...(start !== null && end !== null && { end: `${over}T${end}` }),
      ...(place === 'later' ? { venue: null } : place === 'other' ? { venue } : {}),
    },
  };
}

/** The longest that each text may be, as the programme file has it. */
const longest = { title: 200, venue: 200, address: 500, summary: 1000, description: 20_000 } as const;
type Text = keyof typeof longest;

/** What a date is now, to tell what is different. An empty text is none. */
export type DateNow = Record<Text, string> & { start: string; end: string; capacity: number | null };

/** What is different about one date, or about one and all that follow. A field that the form has not is as it was. */
export function readDateFields(
  t: Speech,
  typed: Typed,
  now: DateNow,
): { fields: DateFields; following: boolean } | { errors: FieldError[] } {
  const { start, end, errors } = readClocks(t, typed);
  const fields: DateFields = {};
  for (const [name, limit] of Object.entries(longest) as [Text, number][]) {
    if (!hasField(typed, name)) continue;
    const clean = name === 'description' || name === 'summary' ? cleanText : cleanLine;
    const text = clean(valueOf(typed, name));
    if (text.length > limit) errors.push({ name, message: t.series_error_long({ limit }) });
    if (text === now[name]) continue;
    if (name !== 'title') fields[name] = text || null;
    else if (text) fields.title = text;
    else errors.push({ name, message: t.series_error_title() });
  }
  if (start !== null && start !== now.start) fields.start = start;
  if (end !== null && end !== now.end) fields.end = end;
  if (now.start && start === null) errors.push({ name: 'start', message: t.series_error_start_missing() });
  if (hasField(typed, 'capacity')) {
    const capacity = readPlaces(valueOf(typed, 'capacity'));
    if (capacity === undefined) errors.push({ name: 'capacity', message: t.series_error_capacity() });
    else if (capacity !== now.capacity) fields.capacity = capacity;
  }
  // a start that moves takes an end that was not touched with it: said, it stays
  if (fields.start && !fields.end && end) fields.end = end;
  return errors.length ? { errors } : { fields, following: valueOf(typed, 'which') === 'following' };
}
