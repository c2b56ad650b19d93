import { sql, type ExpressionBuilder } from 'kysely';
import type { CalendarEvent } from '../../domain/calendar';
import type { Access, Audience, Instant, Kind, SignupMode } from '../../domain/event';
import type { Database } from '../schema';
import type { Asker } from '../store';

/** An organisation as calendars and machines name it. */
export interface FeedHost {
  slug: string;
  name: string;
  phone: string | null;
  email: string | null;
  url: string | null;
}

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
  hosts: [FeedHost, ...FeedHost[]];
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
  const coHosts = await coHostsOf(asker, condition);
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

type Condition = (eb: ExpressionBuilder<Database, 'event'>) => ReturnType<ExpressionBuilder<Database, 'event'>['and']>;

function conditionOf(scope: FeedScope, since: Instant | null): Condition {
  return (eb) =>
    eb.and([
      eb('event.status', '<>', sql.lit('draft' as const)),
      ...(since === null ? [] : [eb.or([eb('event.over_at', '>', since), eb('event.over_at', 'is', null)])]),
      ...(scope.of === 'event' ? [eb('event.id', '=', scope.id)] : []),
      ...(scope.of === 'series' ? [eb('event.series_id', '=', scope.id)] : []),
      ...(scope.of === 'organisation'
        ? [eb.or([eb('event.host_id', '=', scope.id), eb('event.id', 'in', coHosted(eb, scope.id))])]
        : []),
    ]);
}

const coHosted = (eb: ExpressionBuilder<Database, 'event'>, organisationId: string) =>
  eb.selectFrom('co_host').select('co_host.offer_id').where('co_host.organisation_id', '=', organisationId);

/** In one question for all the events, however many: ids as parameters would run out. */
async function coHostsOf(asker: Asker, condition: Condition): Promise<Map<string, FeedHost[]>> {
  const rows = await asker
    .selectFrom('co_host')
    .innerJoin('organisation', 'organisation.id', 'co_host.organisation_id')
    .innerJoin('event', 'event.id', 'co_host.offer_id')
    .select(['co_host.offer_id', 'organisation.slug', 'organisation.name'])
    .select(['organisation.phone', 'organisation.email', 'organisation.url'])
    .where((eb) => condition(eb as unknown as ExpressionBuilder<Database, 'event'>))
    .orderBy('co_host.position')
    .execute();
  const byEvent = new Map<string, FeedHost[]>();
  for (const { offer_id, ...host } of rows) byEvent.set(offer_id, [...(byEvent.get(offer_id) ?? []), host]);
  return byEvent;
}
