import { sql } from 'kysely';
import type { PoolState } from '../domain/capacity';
import type { EventStatus, Instant, Kind } from '../domain/event';
import { searchWords, type ListFilter } from '../domain/list-filter';
import { signupWindow, type SignupWindow } from '../domain/offer';
import { placesLeft, standingOf, type Standing } from '../domain/places-left';
import { fold } from '../domain/search';
import { defaultTimeZone, startOfDay } from '../domain/time';
import { hostedBy, isPublic, notOverBy, type EventCondition } from './event-conditions';
import { venuesOf } from './filter-choices';
import { readPlaces } from './offer-places';
import { offerById } from './offers';
import { ownPoolStates } from './own-pools';
import type { Asker } from './store';

/** One event as a list shows it. */
export interface ListedEvent {
  id: string;
  slug: string;
  title: string;
  kind: Kind;
  status: EventStatus;
  timeZone: string;
  startAt: Instant | null;
  timeKnown: boolean;
  endAt: Instant | null;
  overAt: Instant | null;
  venue: string | null;
  moved: boolean;
  host: { slug: string; name: string };
  series: { slug: string; title: string } | null;
  /** As its own page says it. */
  standing: Standing;
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
    .where(isPublic)
    .where('over_at', '<=', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The dates of a series in time order, those that have been too. */
export async function listDates(asker: Asker, seriesId: string, now: Instant): Promise<ListedEvent[]> {
  const rows = await selectListed(asker)
    .where('event.series_id', '=', seriesId)
    .where(isPublic)
    .orderBy('event.start_at', (order) => order.asc().nullsLast())
    .orderBy('event.id')
    .execute();
  return asListed(asker, rows, now);
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
  if (event.venue === null) return [];
  const rows = await selectListed(asker)
    .where('event.status', '=', sql.lit('published' as const))
    .where('event.over_at', '>', now)
    .where('event.venue', '=', event.venue)
    .where('event.id', '<>', event.id)
    .where((eb) => eb.or([eb('series.slug', 'is', null), eb('series.slug', '<>', event.series ?? '')]))
    .orderBy('event.start_at')
    .orderBy('event.id')
    .limit(nearbyWindow)
    .execute();
  const once = rows.filter(
    (row, index) => row.series_slug === null || rows.findIndex((one) => one.series_slug === row.series_slug) === index,
  );
  return asListed(asker, once.slice(0, limit), now);
}

/** What an organisation has had, latest first. */
export async function listPastOf(
  asker: Asker,
  organisationId: string,
  now: Instant,
  limit: number,
): Promise<ListedEvent[]> {
  const rows = await selectListed(asker)
    .where(isPublic)
    .where('event.over_at', '<=', now)
    .where(hostedBy(organisationId))
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
      join.onRef('pool.offer_id', '=', 'event.id').on('pool.of', '=', sql.lit('event' as const)),
    )
    .select(['event.id', 'event.slug', 'event.title', 'event.kind', 'event.status'])
    .select(['event.time_zone', 'event.start_at', 'event.time_known', 'event.end_at', 'event.over_at', 'event.moved'])
    .select(['event.venue', 'event.signup', 'event.external_signup', 'event.signup_opens_at'])
    .select([
      'event.signup_closes_at',
      'event.waitlist',
      'event.waitlist_limit',
      'host.slug as host_slug',
      'host.name as host_name',
    ])
    .select(['series.slug as series_slug', 'series.title as series_title', 'series.signup as series_signup'])
    .select(['pool.id as pool_id', 'pool.capacity']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectListed>['execute']>>[number];

async function asListed(asker: Asker, rows: Row[], now: Instant): Promise<ListedEvent[]> {
  const pools = await ownPoolStates(
    asker,
    rows.flatMap(({ id, pool_id, capacity }) => (pool_id === null ? [] : { id: pool_id, offerId: id, capacity })),
  );
  const listed: ListedEvent[] = [];
  for (const row of rows) listed.push({ ...factsOf(row), standing: await standingIn(asker, row, pools, now) });
  return listed;
}

/** How an event stands: counted from what the list has read, and no further where that tells. */
async function standingIn(
  asker: Asker,
  row: Row,
  pools: ReadonlyMap<string, PoolState>,
  now: Instant,
): Promise<Standing> {
  const pool = pools.get(row.pool_id ?? '');
  const left = pool ? placesLeft(pool, now) : null;
  const terms = { startAt: row.start_at, waitlist: row.waitlist === 1, waitlistLimit: row.waitlist_limit };
  const standing = standingOf(windowOf(row, now), { left, capacity: row.capacity, waiting: 0 }, terms, now);
  // whether a line is as long as it may be is seldom asked, and takes the whole line to tell
  if (standing.state !== 'waitlist' || terms.waitlistLimit === null) return standing;
  return (await readPlaces(asker, await offerById(asker, 'event', row.id), now)).standing;
}

function windowOf(row: Row, now: Instant): SignupWindow {
  return signupWindow(
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
  );
}

function factsOf(row: Row): Omit<ListedEvent, 'standing'> {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    kind: row.kind,
    status: row.status,
    timeZone: row.time_zone,
    startAt: row.start_at,
    timeKnown: row.time_known === 1,
    endAt: row.end_at,
    overAt: row.over_at,
    venue: row.venue,
    moved: row.moved === 1,
    host: { slug: row.host_slug, name: row.host_name },
    series: row.series_slug === null ? null : { slug: row.series_slug, title: row.series_title ?? row.title },
  };
}

/** @returns null when nothing can be found: an organisation, a kind or a place that there is not */
async function conditionOf(asker: Asker, filter: ListFilter, now: Instant): Promise<EventCondition | null> {
  const since = filter.from === null ? now : startOfDay(filter.from, defaultTimeZone);
  const organisationId = filter.organisation && (await organisationIdOf(asker, filter.organisation));
  const venues = filter.venue && (await venuesLike(asker, filter.venue));
  if (organisationId === undefined || venues?.length === 0 || filter.kind === 'unknown') return null;
  const { kind } = filter;
  return (eb) =>
    eb.and([
      isPublic(eb),
      notOverBy(since)(eb),
      ...(organisationId ? [hostedBy(organisationId)(eb)] : []),
      ...(kind ? [eb('event.kind', '=', kind)] : []),
      ...(venues ? [eb('event.venue', 'in', venues)] : []),
      ...searchWords(filter.text).map(
        (word) => sql<boolean>`event.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`,
      ),
    ]);
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
