import type { EventEntry } from '../../../db/programme/entry';
import type { LocalDate } from '../../../domain/event';
import { onDate } from '../../../domain/moved-entry';

/**
 * What a new event takes from an earlier one, or from a template: everything but its address, its day and who hosts it
 * with whom. Who helped the last time is asked anew.
 * @param date the day that it begins; null: open
 */
export function beginningFrom(entry: EventEntry, date: LocalDate | null): Omit<EventEntry, 'slug' | 'host'> {
  const { slug: _slug, host: _host, ...rest } = onDate(entry, date);
  return { ...rest, status: 'draft', coHosts: [] };
}
