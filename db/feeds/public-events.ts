import type { CalendarEvent } from '../../domain/calendar';
import type { Access, Audience, Instant, Kind, SignupMode } from '../../domain/event';
import { hostedBy, isPublic, notOverBy, type EventCondition } from '../event-conditions';
import { coHostsOf, type HostFacts } from '../hosts';
import type { Asker } from '../store';

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
  /** The host first, then co-hosts. */
  hosts: [HostFacts, ...HostFacts[]];
}

/** Whose events: everybody's, those that an organisation hosts or co-hosts, a series' dates, or one event. */
export type FeedScope = { of: 'site' } | { of: 'organisation' | 'series' | 'event'; id: string };

/**
 * Published and cancelled events, soonest first, those without a date last.
 * @param since what was over by then is left out; null is everything
 */
export async function readPublicEvents(asker: Asker, scope: FeedScope, since: Instant | null): Promise<PublicEvent[]> {
  const condition = conditionOf(scope, since);
  const rows = await asker
    .selectFrom('event')
    .innerJoin('organisation as host', 'host.id', 'event.host_id')
    .leftJoin('series', 'series.id', 'event.series_id')
    .selectAll('event')
    .select(['host.slug as host_slug', 'host.name as host_name', 'host.phone as host_phone'])
    .select(['host.email as host_email', 'host.url as host_url'])
    .select(['series.signup as series_signup', 'series.slug as series_slug'])
    .where(condition)
    .orderBy('event.start_at', (order) => order.asc().nullsLast())
    .orderBy('event.id')
    .execute();
  const coHosts = await coHostsOf(asker, asker.selectFrom('event').select('event.id').where(condition));
  return rows.map((row) => ({
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
    hosts: [
      { slug: row.host_slug, name: row.host_name, phone: row.host_phone, email: row.host_email, url: row.host_url },
      ...(coHosts.get(row.id) ?? []),
    ],
  }));
}

function conditionOf(scope: FeedScope, since: Instant | null): EventCondition {
  return (eb) =>
    eb.and([
      isPublic(eb),
      ...(since === null ? [] : [notOverBy(since)(eb)]),
      ...(scope.of === 'event' ? [eb('event.id', '=', scope.id)] : []),
      ...(scope.of === 'series' ? [eb('event.series_id', '=', scope.id)] : []),
      ...(scope.of === 'organisation' ? [hostedBy(scope.id)(eb)] : []),
    ]);
}
