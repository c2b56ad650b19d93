import { kinds, type Kind, type LocalDate } from './event';
import { fold } from './search';
import { oneLine } from './text';
import { addDays, parseLocal } from './time';

/** What a visitor wants to see of the list: the fields of `/` and of `/api/v1/events`. CONTRACT §1. */
export interface ListFilter {
  /** `arrangor`: an organisation's slug, host or co-host. */
  organisation: string | null;
  /** `typ`: a kind; `unknown` finds nothing. */
  kind: Kind | 'unknown' | null;
  /** `plats`: a venue, or a part of its name. */
  venue: string | null;
  /** `q`: as it was typed. */
  text: string | null;
  /** `fran`: what is over before this day is left out; null is what is coming now. */
  from: LocalDate | null;
  /** `sida`, from 1. */
  page: number;
  /** `fran` was written, but is no date. */
  wrongDate: boolean;
}

/** All that a list reads of a query. */
export const listFields = ['arrangor', 'typ', 'plats', 'q', 'fran', 'sida'] as const;

const longestText = 100;
const mostWords = 8;
const lastPage = 100_000;

/** Reads the list's fields leniently: an empty field is none, and nothing that is written is an error. */
export function readListFilter(fields: URLSearchParams): ListFilter {
  const text = (name: string) => oneLine((fields.get(name) ?? '').trim().slice(0, longestText)) || null;
  const kind = text('typ');
  const from = text('fran');
  const date = from ? (parseLocal(from)?.date ?? null) : null;
  const page = Number(text('sida'));
  return {
    organisation: text('arrangor'),
    kind: kind === null ? null : (kinds.find((known) => known === kind) ?? 'unknown'),
    venue: text('plats'),
    text: text('q'),
    from: date,
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, lastPage) : 1,
    wrongDate: from !== null && date === null,
  };
}

/** The words that each have to be found, folded as the stored text is. */
export function searchWords(text: string | null): string[] {
  return fold(text ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, mostWords);
}

/** Whether anything but the page is chosen. */
export function isFiltered(filter: ListFilter): boolean {
  return [filter.organisation, filter.kind, filter.venue, filter.text, filter.from].some((value) => value !== null);
}

/** The fields again, for a link to another page of the same list: `?typ=course&sida=2`, or nothing. */
export function listQuery(filter: ListFilter): string {
  const fields = new URLSearchParams();
  if (filter.organisation) fields.set('arrangor', filter.organisation);
  if (filter.kind) fields.set('typ', filter.kind);
  if (filter.venue) fields.set('plats', filter.venue);
  if (filter.text) fields.set('q', filter.text);
  if (filter.from) fields.set('fran', filter.from);
  if (filter.page > 1) fields.set('sida', String(filter.page));
  const query = fields.toString();
  return query && `?${query}`;
}

/** The first day of the month before: where "earlier" leads, from a list that begins on `date`. */
export function monthBefore(date: LocalDate): LocalDate {
  const firstOfMonth = `${date.slice(0, 8)}01`;
  return `${addDays(firstOfMonth, -1).slice(0, 8)}01`;
}
