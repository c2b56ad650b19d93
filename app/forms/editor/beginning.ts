import type { EventEntry, SeriesEntry } from '../../../db/programme/entry';
import type { LocalDate } from '../../../domain/event';
import { onDate } from '../../../domain/moved-entry';
import { againOn, type MadeTimes } from '../../../domain/series/edits';

/**
 * What a new event takes from an earlier one, or from a template: everything but its address, its day and who hosts it
 * with whom. Who helped the last time is asked anew.
 * @param date the day that it begins; null: open
 */
export function beginningFrom(entry: EventEntry, date: LocalDate | null): Omit<EventEntry, 'slug' | 'host'> {
  const { slug: _slug, host: _host, ...rest } = onDate(entry, date);
  return { ...rest, status: 'draft', coHosts: [] };
}

/** The same of a series, on other dates. */
export function seriesBeginningFrom(entry: SeriesEntry, times: MadeTimes): Omit<SeriesEntry, 'slug' | 'host'> {
  const { slug: _slug, host: _host, ...rest } = againOn(entry, times);
  return { ...rest, status: 'draft', coHosts: [] };
}

/** Whom one asks about what is new, until somebody else is written: who made it. */
export const contactOf = ({ name, email }: { name: string | null; email: string }) => ({
  name: name ?? undefined,
  phone: undefined,
  email,
});
