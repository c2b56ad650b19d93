import type { CalendarEvent } from '../../domain/calendar';
import type { Access, Audience, Instant, Kind, SignupMode } from '../../domain/event';
import { coHostsOf, type HostFacts } from '../hosts';
import type { Asker } from '../store';
import { piecesOf } from './pieces';
import { publicEventIds, type ManyScope } from './public-ids';

/** An event as everybody may know it: what calendars and schema.org are made from. Nothing in it moves by itself. */
export interface PublicEvent extends Omit<CalendarEvent, 'url' | 'hosts'> {
  slug: string;
  kind: Kind;
  discreet: boolean;
  audiences: Audience[];
  cost: string | null;
  access: Access;
  signup: SignupMode;
  externalSignup: string | null;
  /** Of a date in a series that takes one signup for all its dates: that series' slug. */
  wholeSeries: string | null;
  /** A picture's id: its own, else its series'. */
  picture: string | null;
  /** The host first, then co-hosts. */
  hosts: [HostFacts, ...HostFacts[]];
}

/** Whose events: many's, or one event. */
export type FeedScope = ManyScope | { of: 'event'; id: string };

/**
 * Published and cancelled events, soonest first, then by UID, those without a date last, a piece at a time.
 * @param since what was over by then is left out; null is everything
 */
export async function* publicEventPieces(
  asker: Asker,
  scope: FeedScope,
  since: Instant | null,
): AsyncGenerator<PublicEvent[]> {
  const ids = scope.of === 'event' ? [scope.id] : await publicEventIds(asker, scope, since);
  for (const some of piecesOf(ids)) yield await publicEventsOf(asker, some);
}

/** One event, which may be over; undefined when it is a draft. */
export async function readPublicEvent(asker: Asker, id: string): Promise<PublicEvent | undefined> {
  return (await publicEventsOf(asker, [id]))[0];
}

/** Events by their ids, in that order, without those that are drafts or have become so since their ids were read. */
async function publicEventsOf(asker: Asker, ids: readonly string[]): Promise<PublicEvent[]> {
  const rows = await selectFacts(asker).where('event.id', 'in', ids).execute();
  const coHosts = await coHostsOf(asker, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row && row.status !== 'draft' ? eventOf(row, coHosts.get(id) ?? []) : [];
  });
}

function selectFacts(asker: Asker) {
  return asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .leftJoin('series', 'series.id', 'event.series_id')
    .leftJoin('picture as own_picture', 'own_picture.offer_id', 'event.id')
    .leftJoin('picture as series_picture', 'series_picture.offer_id', 'event.series_id')
    .select([
      'event.id',
      'event.uid',
      'event.sequence',
      'event.updated_at',
      'event.status',
      'event.slug',
      'event.title',
    ])
    .select(['event.start_at', 'event.end_at', 'event.time_known', 'event.time_zone', 'event.kind', 'event.discreet'])
    .select(['event.venue', 'event.address', 'event.summary', 'event.description', 'event.audiences', 'event.cost'])
    .select(['event.access', 'event.signup', 'event.external_signup'])
    .select(['host.slug as host_slug', 'host.name as host_name', 'host.phone as host_phone'])
    .select(['host.email as host_email', 'host.url as host_url'])
    .select(['series.signup as series_signup', 'series.slug as series_slug'])
    .select(['own_picture.id as own_picture', 'series_picture.id as series_picture']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectFacts>['execute']>>[number];

function eventOf(row: Row, coHosts: readonly HostFacts[]): PublicEvent {
  return {
    uid: row.uid,
    sequence: row.sequence,
    updatedAt: row.updated_at,
    status: row.status,
    start: row.start_at,
    end: row.end_at,
    timeKnown: row.time_known === 1,
    timeZone: row.time_zone,
    slug: row.slug,
    title: row.title,
    kind: row.kind,
    discreet: row.discreet === 1,
    venue: row.venue,
    address: row.address,
    summary: row.summary,
    description: row.description,
    audiences: JSON.parse(row.audiences) as Audience[],
    cost: row.cost,
    access: JSON.parse(row.access) as Access,
    signup: row.signup,
    externalSignup: row.external_signup,
    wholeSeries: row.series_signup === 'whole' ? row.series_slug : null,
    picture: row.own_picture ?? row.series_picture,
    hosts: [
      { slug: row.host_slug, name: row.host_name, phone: row.host_phone, email: row.host_email, url: row.host_url },
      ...coHosts,
    ],
  };
}
