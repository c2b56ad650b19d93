import { sql } from 'kysely';
import type { Instant } from '../domain/event';
import { searchWords, type ListFilter } from '../domain/list-filter';
import { fold } from '../domain/search';
import { defaultTimeZone, startOfDay } from '../domain/time';
import { isPublic, type EventCondition } from './event-conditions';
import { countFound, findEvents, type Wanted } from './find-events';
import { readListed, type ListedEvent } from './listed-event';
import type { Asker } from './store';

export interface Listing {
  events: ListedEvent[];
  /** Whether there are more after these. */
  more: boolean;
}

/** Which part of a list is wanted. */
interface Span {
  limit: number;
  offset: number;
}

/**
 * Published and cancelled events, soonest first, those without a date last. CONTRACT §1 (`/`, `/api/v1/events`).
 * @param filter `page` is not looked at: `span` says which part is wanted
 */
export async function listEvents(asker: Asker, filter: ListFilter, now: Instant, span: Span): Promise<Listing> {
  const { ids, more } = await listEventIds(asker, filter, now, span);
  return { events: await readListed(asker, ids, now), more };
}

/** The ids of those events, for who does not tell how each stands. */
export async function listEventIds(
  asker: Asker,
  filter: ListFilter,
  now: Instant,
  { limit, offset }: Span,
): Promise<{ ids: string[]; more: boolean }> {
  const wanted = await wantedBy(asker, filter);
  const ids = wanted ? await findEvents(asker, wanted, sinceOf(filter, now), { limit: limit + 1, offset }) : [];
  return { ids: ids.slice(0, limit), more: ids.length > limit };
}

/** How many events a filter finds, counted no further than `most` + 1. */
export async function countEvents(asker: Asker, filter: ListFilter, now: Instant, most: number): Promise<number> {
  const wanted = await wantedBy(asker, filter);
  return wanted ? countFound(asker, wanted, sinceOf(filter, now), most) : 0;
}

/** Whether anything was over before a day, so that it is worth looking further back. */
export async function isAnythingOver(asker: Asker, before: Instant): Promise<boolean> {
  const row = await asker
    .selectFrom('event')
    .select('event.over_at')
    .where(isPublic)
    .where('event.over_at', '<=', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Dates of a series that are not over, soonest first; `limit` of them at most. */
export async function listComingDates(
  asker: Asker,
  seriesId: string,
  now: Instant,
  limit?: number,
): Promise<ListedEvent[]> {
  // one date of a series is over before the next: by when they are over, the index has them in order
  const rows = await asker
    .selectFrom('event')
    .select('event.id')
    .where('event.series_id', '=', seriesId)
    .where(isPublic)
    .where('event.over_at', '>', now)
    .orderBy('event.over_at')
    .$if(limit !== undefined, (query) => query.limit(limit!))
    .execute();
  const ids = rows.map(({ id }) => id);
  const dates = await readListed(asker, ids, now);
  return dates.sort((one, other) => one.startAt! - other.startAt!);
}

/** Dates of a series that are over, latest first. */
export async function listPastDates(
  asker: Asker,
  seriesId: string,
  now: Instant,
  limit: number,
): Promise<ListedEvent[]> {
  const rows = await asker
    .selectFrom('event')
    .select('event.id')
    .where('event.series_id', '=', seriesId)
    .where(isPublic)
    .where('event.over_at', '<=', now)
    .orderBy('event.over_at', 'desc')
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  const dates = await readListed(asker, ids, now);
  return dates.sort((one, other) => other.startAt! - one.startAt!);
}

/** How many are looked at, so that a series with a date every week leaves room for others. */
const nearbyWindow = 30;

/**
 * What else is coming at the same place as an event, soonest first; a series is there once, with its next date.
 * @param event.series whose other dates are left out: its page tells of them already
 */
export async function listNearby(
  asker: Asker,
  event: { id: string; venue: string | null; series: string | null },
  now: Instant,
  limit: number,
): Promise<ListedEvent[]> {
  const { venue } = event;
  if (venue === null) return [];
  const ids = await findEvents(
    asker,
    {
      words: [],
      also: (eb) =>
        eb.and([
          eb('event.venue', '=', venue),
          eb('event.status', '=', sql.lit('published' as const)),
          eb.not(isOfSeries(event.series)(eb)),
        ]),
    },
    now,
    { limit: nearbyWindow, offset: 0 },
  );
  const rows = await asker
    .selectFrom('event')
    .leftJoin('series', 'series.id', 'event.series_id')
    .select(['event.id', 'series.slug'])
    .where('event.id', 'in', ['', ...ids])
    .where('event.over_at', 'is not', null)
    .execute();
  const seriesOf = new Map(rows.map(({ id, slug }) => [id, slug]));
  const told = new Set<string>();
  const once = ids.filter((id) => {
    const series = seriesOf.get(id);
    if (series === undefined || id === event.id) return false;
    if (series === null) return true;
    const isNew = !told.has(series);
    told.add(series);
    return isNew;
  });
  return readListed(asker, once.slice(0, limit), now);
}

const isOfSeries =
  (slug: string | null): EventCondition =>
  (eb) =>
    eb.exists(
      eb
        .selectFrom('series')
        .select('series.id')
        .whereRef('series.id', '=', 'event.series_id')
        .where('series.slug', '=', slug ?? ''),
    );

/** What an organisation has had, latest first. */
export async function listPastOf(
  asker: Asker,
  organisationId: string,
  now: Instant,
  limit: number,
): Promise<ListedEvent[]> {
  const rows = await asker
    .selectFrom('hosting')
    .innerJoin('event', 'event.id', 'hosting.event_id')
    .select('event.id')
    .where('hosting.organisation_id', '=', organisationId)
    .where('hosting.sort_at', '<', now)
    .where('event.over_at', '<=', now)
    .orderBy('hosting.sort_at', 'desc')
    .orderBy('hosting.event_id', 'desc')
    .limit(limit)
    .execute();
  return readListed(
    asker,
    rows.map(({ id }) => id),
    now,
  );
}

function sinceOf({ from }: ListFilter, now: Instant): Instant {
  return from === null ? now : startOfDay(from, defaultTimeZone);
}

/** @returns null when nothing can be found: an organisation or a kind that there is not */
async function wantedBy(asker: Asker, { organisation, kind, venue, text }: ListFilter): Promise<Wanted | null> {
  const organisationId = organisation === null ? undefined : await organisationIdOf(asker, organisation);
  if (kind === 'unknown' || (organisation !== null && organisationId === undefined)) return null;
  return {
    organisationId,
    kind: kind ?? undefined,
    venue: venue === null ? undefined : fold(venue),
    words: searchWords(text),
  };
}

async function organisationIdOf(asker: Asker, slug: string): Promise<string | undefined> {
  const row = await asker.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirst();
  return row?.id;
}
