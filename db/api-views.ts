import { sql } from 'kysely';
import type { EventStatus, Instant, Kind, PoolOf, SignupState } from '../domain/event';
import type { Offer } from '../domain/offer';
import { hasStarted } from '../domain/waitlist';
import { coHostsOf } from './hosts';
import { readLine } from './line';
import { offerBySlug } from './offers';
import { receiptByCode } from './receipts';
import type { Asker, Store } from './store';

/** One event as the API lists it. CONTRACT §1 (`/api/v1/events`). */
export interface ListedView {
  slug: string;
  title: string;
  kind: Kind;
  status: EventStatus;
  startAt: Instant | null;
  endAt: Instant | null;
  timeKnown: boolean;
  timeZone: string;
  venue: string | null;
  /** Slugs. */
  host: string;
  coHosts: string[];
}

/** One event as the API tells it. CONTRACT §1 (`/api/v1/events/:slug`). */
export interface EventView extends ListedView {
  pools: PoolView[];
}

/** Places of one kind, counted in people (teams in teams). */
export interface PoolView {
  of: PoolOf;
  /** The activity's or the shift's slug, the kept audience, or a team's public number. */
  slug: string | null;
  capacity: number | null;
  taken: number;
  waitlisted: number;
}

/** A signup as the API tells whoever holds its code. */
export interface SignupView {
  state: SignupState;
  position: number | null;
  partySize: number;
  /** The slug of the event, or of the series that it is to as a whole. */
  event: string;
  /** Slugs of the activities that it chose, those that are gone left out. */
  activities: string[];
}

/** @returns undefined when there is no such event, or when it is a draft */
export async function readEventView(asker: Asker, slug: string, now: Instant): Promise<EventView | undefined> {
  const offer = await offerBySlug(asker, 'event', slug);
  const [view] = offer ? await readListedViews(asker, [offer.id]) : [];
  return offer && view && { ...view, pools: await poolsFor(asker, offer, now) };
}

/** Events by their ids, in that order: in two statements, however many they are. Those that are drafts are left out. */
export async function readListedViews(asker: Asker, ids: readonly string[]): Promise<ListedView[]> {
  if (!ids.length) return [];
  const rows = await asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .select(['event.id', 'event.slug', 'event.title', 'event.kind', 'event.status', 'event.venue'])
    .select(['event.start_at', 'event.end_at', 'event.time_known', 'event.time_zone', 'host.slug as host'])
    .where('event.id', 'in', ids)
    .execute();
  const coHosts = await coHostsOf(asker, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row || row.status === 'draft') return [];
    return {
      slug: row.slug,
      title: row.title,
      kind: row.kind,
      status: row.status,
      startAt: row.start_at,
      endAt: row.end_at,
      timeKnown: row.time_known === 1,
      timeZone: row.time_zone,
      venue: row.venue,
      host: row.host,
      coHosts: (coHosts.get(id) ?? []).map(({ slug }) => slug),
    };
  });
}

/** @param code as `readCode` gives it */
export async function readSignupView(store: Store, code: string, now: Instant): Promise<SignupView | undefined> {
  const receipt = await receiptByCode(store, code, now);
  if (!receipt) return undefined;
  const chosen = receipt.parts.filter((part) => part.of === 'activity' && part.claim !== 'gone');
  return {
    state: receipt.state,
    position: receipt.position,
    partySize: receipt.partySize,
    event: receipt.offer.slug,
    activities: chosen.map((part) => part.slug),
  };
}

/** An event's pools; of a date in a series with one signup, the series'; none where somebody else takes the signups. */
async function poolsFor(asker: Asker, offer: Offer, now: Instant): Promise<PoolView[]> {
  if (offer.externalSignup) return [];
  if (offer.wholeSeries === null) return poolsOf(asker, offer, now);
  const series = await offerBySlug(asker, 'series', offer.wholeSeries);
  return series ? poolsOf(asker, series, now) : [];
}

/** The order in which pools are told: the offer's own first. */
const order: PoolOf[] = ['event', 'series', 'activity', 'shift', 'teams', 'team', 'kept'];

async function poolsOf(asker: Asker, offer: Offer, now: Instant): Promise<PoolView[]> {
  const line = await readLine(asker, offer);
  const waiting = line.waiting.filter((one) => !hasStarted(one, now)).flatMap((one) => one.claims);
  const own = line.pools.get(offer.poolId);
  const rows = await asker
    .selectFrom('pool')
    .leftJoin('activity', 'activity.id', 'pool.activity_id')
    .leftJoin('team', 'team.id', 'pool.team_id')
    .select(['pool.id', 'pool.of', 'pool.capacity', 'pool.audience', 'pool.kept_until'])
    .select(['activity.slug as activity', 'team.number'])
    .where('pool.offer_id', '=', offer.id)
    // what is gone from the programme, and teams that were withdrawn
    .where((eb) =>
      eb.or([eb('activity.status', 'is', null), eb('activity.status', '=', sql.lit('published' as const))]),
    )
    .where((eb) => eb.or([eb('team.state', 'is', null), eb('team.state', '<>', sql.lit('cancelled' as const))]))
    .orderBy('activity.position')
    .orderBy('team.number')
    .orderBy('pool.id')
    .execute();
  return rows
    .filter((row) => row.of !== 'kept' || row.kept_until === null || now < row.kept_until)
    .sort((one, other) => order.indexOf(one.of) - order.indexOf(other.of))
    .map((row) => {
      const kept = row.of === 'kept';
      const claims = kept
        ? waiting.filter((claim) => claim.poolId === offer.poolId && claim.audience === row.audience)
        : waiting.filter((claim) => claim.poolId === row.id);
      const taken = kept
        ? own?.kept.find(({ audience }) => audience === row.audience)?.held
        : line.pools.get(row.id)?.taken;
      return {
        of: row.of,
        slug: row.activity ?? row.audience ?? (row.number === null ? null : String(row.number)),
        capacity: row.capacity,
        taken: taken ?? 0,
        waitlisted: claims.reduce((people, claim) => people + claim.places, 0),
      };
    });
}
