import { sql, type ExpressionBuilder } from 'kysely';
import type { EventStatus, Instant, Kind } from '../domain/event';
import { searchWords, type ListFilter } from '../domain/list-filter';
import { signupWindow, type SignupWindow } from '../domain/offer';
import { isFew } from '../domain/places-left';
import { fold } from '../domain/search';
import { defaultTimeZone, startOfDay } from '../domain/time';
import { placesTaken } from './places-taken';
import type { Database } from './schema';
import type { Asker } from './store';

/** One event as a list shows it. */
export interface ListedEvent {
  id: string;
  slug: string;
  title: string;
  kind: Kind;
  status: EventStatus;
  summary: string | null;
  timeZone: string;
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  overAt: Instant | null;
  venue: string | null;
  moved: boolean;
  host: { slug: string; name: string };
  series: { slug: string; title: string } | null;
  window: SignupWindow;
  /** Of its own pool, or of its series' where one signs up to the whole. */
  places: { capacity: number | null; taken: number; few: boolean; full: boolean };
  /** Whether one may stand in line when it is full. */
  waitlist: boolean;
}

export interface Listing {
  events: ListedEvent[];
  /** Whether there are more after these. */
  more: boolean;
}

/**
 * Published and cancelled events, soonest first, those without a date last. CONTRACT §1 (`/`, `/api/v1/events`).
 * @param filter `page` is not looked at: `span` says which part is wanted
 */
export async function listEvents(
  asker: Asker,
  filter: ListFilter,
  now: Instant,
  span: { limit: number; offset: number },
): Promise<Listing> {
  const condition = await conditionOf(asker, filter, now);
  if (!condition) return { events: [], more: false };
  const rows = await selectListed(asker)
    .where(condition)
    .orderBy('event.start_at', (order) => order.asc().nullsLast())
    .orderBy('event.id')
    .limit(span.limit + 1)
    .offset(span.offset)
    .execute();
  return { events: await asListed(asker, rows.slice(0, span.limit), now), more: rows.length > span.limit };
}

/** How many events a filter finds, counted no further than `most` + 1. */
export async function countEvents(asker: Asker, filter: ListFilter, now: Instant, most: number): Promise<number> {
  const condition = await conditionOf(asker, filter, now);
  if (!condition) return 0;
  const found = asker
    .selectFrom('event')
    .select('event.id')
    .where(condition)
    .limit(most + 1)
    .as('found');
  const { count } = await asker
    .selectFrom(found)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether anything was over before a day, so that it is worth looking further back. */
export async function isAnythingOver(asker: Asker, before: Instant): Promise<boolean> {
  const row = await asker
    .selectFrom('event')
    .select('id')
    .where('status', '<>', sql.lit('draft' as const))
    .where('over_at', '<=', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The dates of a series in time order, those that have been too. */
export async function listDates(asker: Asker, seriesId: string, now: Instant): Promise<ListedEvent[]> {
  const rows = await selectListed(asker)
    .where('event.series_id', '=', seriesId)
    .where('event.status', '<>', sql.lit('draft' as const))
    .orderBy('event.start_at', (order) => order.asc().nullsLast())
    .orderBy('event.id')
    .execute();
  return asListed(asker, rows, now);
}

/** What an organisation has had, latest first. */
export async function listPastOf(
  asker: Asker,
  organisationId: string,
  now: Instant,
  limit: number,
): Promise<ListedEvent[]> {
  const rows = await selectListed(asker)
    .where('event.status', '<>', sql.lit('draft' as const))
    .where('event.over_at', '<=', now)
    .where((eb) => hostedBy(eb, organisationId))
    .orderBy('event.start_at', 'desc')
    .orderBy('event.id')
    .limit(limit)
    .execute();
  return asListed(asker, rows, now);
}

function selectListed(asker: Asker) {
  return asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .leftJoin('series', 'series.id', 'event.series_id')
    .leftJoin('pool', (join) =>
      join
        .on((eb) =>
          eb(
            'pool.offer_id',
            '=',
            eb
              .case()
              .when('series.signup', '=', sql.lit('whole' as const))
              .then(eb.ref('series.id'))
              .else(eb.ref('event.id'))
              .end(),
          ),
        )
        .on('pool.of', 'in', [sql.lit('event' as const), sql.lit('series' as const)]),
    )
    .select(['event.id', 'event.slug', 'event.title', 'event.kind', 'event.status', 'event.summary'])
    .select(['event.time_zone', 'event.start_at', 'event.time_known', 'event.end_at', 'event.over_at', 'event.moved'])
    .select(['event.venue', 'event.signup', 'event.external_signup', 'event.signup_opens_at'])
    .select(['event.signup_closes_at', 'event.waitlist', 'host.slug as host_slug', 'host.name as host_name'])
    .select(['series.slug as series_slug', 'series.title as series_title', 'series.signup as series_signup'])
    .select(['pool.id as pool_id', 'pool.capacity']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectListed>['execute']>>[number];

async function asListed(asker: Asker, rows: Row[], now: Instant): Promise<ListedEvent[]> {
  const limited = rows.filter((row) => row.capacity !== null).flatMap((row) => row.pool_id ?? []);
  const taken = await placesTaken(asker, [...new Set(limited)]);
  return rows.map((row) => {
    const { capacity } = row;
    const held = (row.pool_id !== null && taken.get(row.pool_id)) || 0;
    return {
      id: row.id,
      slug: row.slug,
      title: row.title,
      kind: row.kind,
      status: row.status,
      summary: row.summary,
      timeZone: row.time_zone,
      startAt: row.start_at,
      timeKnown: row.time_known === 1,
      endAt: row.end_at,
      overAt: row.over_at,
      venue: row.venue,
      moved: row.moved === 1,
      host: { slug: row.host_slug, name: row.host_name },
      series: row.series_slug === null ? null : { slug: row.series_slug, title: row.series_title ?? row.title },
      window: signupWindow(
        {
          type: 'event',
          status: row.status,
          signup: row.signup,
          externalSignup: row.external_signup,
          wholeSeries: row.series_signup === 'whole' ? row.series_slug : null,
          overAt: row.over_at,
          signupOpensAt: row.signup_opens_at,
          signupClosesAt: row.signup_closes_at,
        },
        now,
      ),
      places: {
        capacity,
        taken: held,
        few: capacity !== null && isFew(capacity - held, capacity),
        full: capacity !== null && held >= capacity,
      },
      waitlist: row.waitlist === 1,
    };
  });
}

type Condition = (eb: ExpressionBuilder<Database, 'event'>) => ReturnType<ExpressionBuilder<Database, 'event'>['and']>;

/** @returns null when nothing can be found: an organisation, a kind or a place that there is not */
async function conditionOf(asker: Asker, filter: ListFilter, now: Instant): Promise<Condition | null> {
  const since = filter.from === null ? now : startOfDay(filter.from, defaultTimeZone);
  const organisationId = filter.organisation && (await organisationIdOf(asker, filter.organisation));
  const venues = filter.venue && (await venuesLike(asker, filter.venue));
  if (organisationId === undefined || venues?.length === 0 || filter.kind === 'unknown') return null;
  const { kind } = filter;
  return (eb) =>
    eb.and([
      eb('event.status', '<>', sql.lit('draft' as const)),
      eb.or([eb('event.over_at', '>', since), eb('event.over_at', 'is', null)]),
      ...(organisationId ? [hostedBy(eb, organisationId)] : []),
      ...(kind ? [eb('event.kind', '=', kind)] : []),
      ...(venues ? [eb('event.venue', 'in', venues)] : []),
      ...searchWords(filter.text).map(
        (word) => sql<boolean>`event.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`,
      ),
    ]);
}

function hostedBy(eb: ExpressionBuilder<Database, 'event'>, organisationId: string) {
  const coHosted = eb
    .selectFrom('co_host')
    .select('co_host.offer_id')
    .where('co_host.organisation_id', '=', organisationId);
  return eb.or([eb('event.host_id', '=', organisationId), eb('event.id', 'in', coHosted)]);
}

async function organisationIdOf(asker: Asker, slug: string): Promise<string | undefined> {
  const row = await asker.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirst();
  return row?.id;
}

/** The venues whose folded name holds what was asked for: folding is ours, not the database's. */
async function venuesLike(asker: Asker, text: string): Promise<string[]> {
  const wanted = fold(text);
  return (await venuesOf(asker)).filter((venue) => fold(venue).includes(wanted));
}

async function venuesOf(asker: Asker): Promise<string[]> {
  const rows = await asker
    .selectFrom('event')
    .select('venue')
    .distinct()
    .where('status', '<>', sql.lit('draft' as const))
    .where('venue', 'is not', null)
    .execute();
  return rows.flatMap(({ venue }) => venue ?? []);
}

/** What the list's filters offer to choose from. */
export interface FilterChoices {
  organisations: { slug: string; name: string }[];
  kinds: Kind[];
  venues: string[];
}

/** Organisations, kinds and places that have something published, in Swedish alphabetical order. */
export async function readFilterChoices(asker: Asker): Promise<FilterChoices> {
  const organisations = await asker
    .selectFrom('organisation')
    .select(['slug', 'name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event')
          .select('event.id')
          .where('event.status', '<>', sql.lit('draft' as const))
          .where((event) =>
            event.or([
              event('event.host_id', '=', event.ref('organisation.id')),
              event(
                'event.id',
                'in',
                event
                  .selectFrom('co_host')
                  .select('co_host.offer_id')
                  .whereRef('co_host.organisation_id', '=', 'organisation.id'),
              ),
            ]),
          ),
      ),
    )
    .execute();
  const kinds = await asker
    .selectFrom('event')
    .select('kind')
    .distinct()
    .where('status', '<>', sql.lit('draft' as const))
    .execute();
  const { compare } = new Intl.Collator('sv');
  return {
    organisations: organisations.sort((one, other) => compare(one.name, other.name)),
    kinds: kinds.map(({ kind }) => kind),
    venues: (await venuesOf(asker)).sort(compare),
  };
}
