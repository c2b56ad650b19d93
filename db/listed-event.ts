import { sql } from 'kysely';
import type { PoolState } from '../domain/capacity';
import type { EventStatus, Instant, Kind } from '../domain/event';
import { signupWindow, type SignupWindow } from '../domain/offer';
import { placesLeft, standingOf, type Standing } from '../domain/places-left';
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

/** Events by their ids, in that order, as a list shows them. */
export async function readListed(asker: Asker, ids: readonly string[], now: Instant): Promise<ListedEvent[]> {
  if (!ids.length) return [];
  const rows = await selectListed(asker).where('event.id', 'in', ids).execute();
  const places = new Map(ids.map((id, place) => [id, place]));
  rows.sort((one, other) => places.get(one.id)! - places.get(other.id)!);
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
