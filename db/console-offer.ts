import type { EventStatus, Instant } from '../domain/event';
import type { Asker } from './store';

/** An event or a series as the console finds it: drafts too. */
export interface ConsoleOffer {
  type: 'event' | 'series';
  id: string;
  slug: string;
  title: string;
  status: EventStatus;
  discreet: boolean;
  timeZone: string;
  /** Of an event: null while the date is open. */
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  /** When it is over; null: never, or not known. */
  overAt: Instant | null;
  hasTeams: boolean;
  /** The series that an event is a date of. */
  series: { id: string; slug: string; signup: string } | null;
  host: { id: string; slug: string; name: string };
  /** Ids of organisations, in no order. */
  coHostIds: string[];
}

/** An event or a series by its slug, whatever its status. @returns undefined when there is none */
export async function consoleOffer(
  asker: Asker,
  type: ConsoleOffer['type'],
  slug: string,
): Promise<ConsoleOffer | undefined> {
  const found = await (type === 'event' ? findEvent(asker, slug) : findSeries(asker, slug));
  if (!found) return undefined;
  const coHosts = await asker
    .selectFrom('co_host')
    .select('organisation_id')
    .where('offer_id', '=', found.id)
    .execute();
  return { ...found, coHostIds: coHosts.map((row) => row.organisation_id) };
}

const shared = ['id', 'slug', 'title', 'status', 'discreet', 'time_zone'] as const;

async function findEvent(asker: Asker, slug: string): Promise<Omit<ConsoleOffer, 'coHostIds'> | undefined> {
  const row = await asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .leftJoin('series', 'series.id', 'event.series_id')
    .select(shared.map((column) => `event.${column}` as const))
    .select(['event.start_at', 'event.time_known', 'event.end_at', 'event.over_at', 'event.team_max'])
    .select(['series.id as series_id', 'series.slug as series_slug', 'series.signup as series_signup'])
    .select(['host.id as host_id', 'host.slug as host_slug', 'host.name as host_name'])
    .where('event.slug', '=', slug)
    .executeTakeFirst();
  return (
    row && {
      type: 'event',
      ...termsOf(row),
      startAt: row.start_at,
      timeKnown: row.time_known === 1,
      endAt: row.end_at,
      overAt: row.over_at,
      hasTeams: row.team_max !== null,
      series:
        row.series_id === null
          ? null
          : { id: row.series_id, slug: row.series_slug ?? '', signup: row.series_signup ?? 'open' },
    }
  );
}

async function findSeries(asker: Asker, slug: string): Promise<Omit<ConsoleOffer, 'coHostIds'> | undefined> {
  const row = await asker
    .selectFrom('series')
    .innerJoin('organisation as host', 'host.id', 'series.host_id')
    .select(shared.map((column) => `series.${column}` as const))
    .select(['host.id as host_id', 'host.slug as host_slug', 'host.name as host_name'])
    .where('series.slug', '=', slug)
    .executeTakeFirst();
  return (
    row && {
      type: 'series',
      ...termsOf(row),
      startAt: null,
      timeKnown: false,
      endAt: null,
      overAt: null,
      hasTeams: false,
      series: null,
    }
  );
}

interface SharedRow {
  id: string;
  slug: string;
  title: string;
  status: EventStatus;
  discreet: number;
  time_zone: string;
  host_id: string;
  host_slug: string;
  host_name: string;
}

const termsOf = (row: SharedRow) => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  status: row.status,
  discreet: row.discreet === 1,
  timeZone: row.time_zone,
  host: { id: row.host_id, slug: row.host_slug, name: row.host_name },
});
