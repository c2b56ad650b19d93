import type { Insertable } from 'kysely';
import type { EventStatus, Instant, LocalDate } from '../../domain/event';
import type { ProgrammeEvent, ProgrammeOffer, ProgrammePart, ProgrammeSeries } from '../../domain/programme/schema';
import { isAbout, type Occurrence } from '../../domain/recurrence';
import { fold } from '../../domain/search';
import { localToInstant, moveAlong, overAt, spanToInstants, type Local } from '../../domain/time';
import type { Database } from '../schema';

/** What the database gives a row by itself, and a programme file never says. */
type Own = 'id' | 'uid' | 'sequence' | 'created_at' | 'updated_at';
export type EventColumns = Omit<Insertable<Database['event']>, Own>;
export type SeriesColumns = Omit<Insertable<Database['series']>, Own>;

/** An activity or a shift as a file wants it. Its place in the list is its position. */
export interface DesiredPart {
  of: 'activity' | 'shift';
  slug: string;
  title: string;
  start_at: Instant | null;
  end_at: Instant | null;
  capacity: number | null;
}

/** A pool of an offer's own, beside those of its parts and teams. */
export interface DesiredPool {
  of: 'event' | 'series' | 'teams' | 'kept';
  audience: string | null;
  kept_until: Instant | null;
  capacity: number | null;
}

/** An event or a series as a file wants it, with hosts as ids. */
export type DesiredOffer = { coHostIds: string[]; parts: DesiredPart[]; pools: DesiredPool[] } & (
  { type: 'event'; columns: EventColumns } | { type: 'series'; columns: SeriesColumns }
);

/** The organisations that may be named, by slug. */
export type Hosts = ReadonlyMap<string, { id: string; name: string }>;

/** An event of its own. */
export function desiredEvent(event: ProgrammeEvent, hosts: Hosts): DesiredOffer {
  return eventOffer(event, hosts, {
    slug: event.slug,
    status: event.status,
    start: event.start ?? null,
    end: event.end ?? null,
    series_id: null,
    series_date: null,
    moved: 0,
    inside: (local) => local,
  });
}

/**
 * One date of a series: the series' fields, with its times moved along. CONTRACT §5.5.
 * @param first the first date that the rule gives, for which times inside are written
 */
export function desiredDate(
  series: ProgrammeSeries,
  seriesId: string,
  occurrence: Occurrence,
  first: Local,
  hosts: Hosts,
): DesiredOffer {
  const own = layered(series, occurrence.date);
  const offer = occurrence.venue === undefined ? own : { ...own, ...placeOf(occurrence.venue) };
  return eventOffer(offer, hosts, {
    slug: dateSlug(series.slug, occurrence.date),
    status: statusOf(series.status, occurrence.cancelled),
    start: occurrence.start,
    end: occurrence.end,
    series_id: seriesId,
    series_date: occurrence.date,
    moved: occurrence.moved ? 1 : 0,
    inside: (local) => moveAlong(local, first, occurrence.start),
  });
}

/** A place alone: directions and an address go with the venue. */
const placeOf = (venue: string | null) => ({ venue: venue ?? undefined, address: undefined, access: undefined });

/** The series as it is on a date: its own fields, with what has been changed of them for that date laid over. */
export function layered(series: ProgrammeSeries, date: LocalDate): ProgrammeSeries {
  return (series.changed ?? [])
    .filter((change) => isAbout(change, date))
    .reduce<ProgrammeSeries>((offer, { title, venue, address, summary, description, capacity }) => {
      const place = venue === undefined ? {} : placeOf(venue);
      const words = given({ title, address, summary, description, capacity });
      return { ...offer, ...place, ...words };
    }, series);
}

/** What a layer says; null is none. */
const given = (fields: Record<string, string | number | null | undefined>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value ?? undefined]])),
  );

/** The series itself: its page, and the one pool of a signup for all its dates. */
export function desiredSeries(series: ProgrammeSeries, hosts: Hosts, madeUntil: Instant | null): DesiredOffer {
  return {
    type: 'series',
    coHostIds: coHostIdsOf(series, hosts),
    columns: {
      ...offerColumns(series, hosts, (local) => local),
      slug: series.slug,
      status: series.status,
      rrule: series.rrule,
      source: JSON.stringify(series),
      made_until: madeUntil,
    },
    parts: [],
    pools: [ownPool('series', series), ...keptPools(series, (local) => local)],
  };
}

/** A date's address, for ever. CONTRACT §5.7. */
export function dateSlug(series: string, date: LocalDate): string {
  return `${series}-${date}`;
}

type Move = (local: Local) => Local;

interface When extends Pick<EventColumns, 'slug' | 'status' | 'series_id' | 'series_date' | 'moved'> {
  start: Local | null;
  end: Local | null;
  /** Moves a time that is written inside the event to this date. */
  inside: Move;
}

function eventOffer(offer: ProgrammeOffer, hosts: Hosts, when: When): DesiredOffer {
  const { start, end, inside, ...own } = when;
  const zone = offer.timeZone;
  const span = start === null ? { start: null, end: null } : spanToInstants(start, end, zone);
  return {
    type: 'event',
    coHostIds: coHostIdsOf(offer, hosts),
    columns: {
      ...offerColumns(offer, hosts, inside),
      ...own,
      start_at: span.start,
      time_known: start !== null && start.includes('T') ? 1 : 0,
      end_at: span.end,
      over_at: overAt(span, zone),
      venue_folded: offer.venue === undefined ? null : fold(offer.venue),
      team_min: offer.teams?.minPlayers ?? null,
      team_max: offer.teams?.maxPlayers ?? null,
    },
    parts: [
      ...offer.activities.map((part) => desiredPart('activity', part, zone, inside)),
      ...offer.shifts.map((part) => desiredPart('shift', part, zone, inside)),
    ],
    pools: [
      ownPool('event', offer),
      ...keptPools(offer, inside),
      ...(offer.teams ? [{ ...forAll, of: 'teams' as const, capacity: offer.teams.capacity ?? null }] : []),
    ],
  };
}

/** The columns that events and series share, but for the slug and the status. */
function offerColumns(offer: ProgrammeOffer, hosts: Hosts, inside: Move) {
  const host = hostOf(offer.host, hosts);
  const at = (local: Local | undefined) => (local ? localToInstant(inside(local), offer.timeZone) : null);
  return {
    title: offer.title,
    kind: offer.kind,
    host_id: host.id,
    time_zone: offer.timeZone,
    venue: offer.venue ?? null,
    address: offer.address ?? null,
    summary: offer.summary ?? null,
    description: offer.description ?? null,
    discreet: flag(offer.discreet),
    signup: offer.signup,
    external_signup: offer.externalSignup ?? null,
    waitlist: flag(offer.waitlist !== false),
    waitlist_limit: typeof offer.waitlist === 'number' ? offer.waitlist : null,
    max_party_size: offer.maxPartySize,
    approval: flag(offer.approval),
    audiences: JSON.stringify(offer.audiences),
    contact: JSON.stringify(offer.contact ?? {}),
    cost: offer.cost ?? null,
    food: offer.food ?? null,
    arvode: offer.arvode ?? null,
    working_time: offer.workingTime === undefined ? null : flag(offer.workingTime),
    access: JSON.stringify(offer.access ?? {}),
    questions: JSON.stringify(offer.questions),
    confirmation: offer.confirmation ?? null,
    signup_opens_at: at(offer.signupOpens),
    signup_closes_at: at(offer.signupCloses),
    search: searchText(offer.title, offer.summary, offer.venue, host.name),
  };
}

/** What a search looks in. */
export function searchText(...texts: (string | null | undefined)[]): string {
  return fold(texts.filter((text) => text).join(' '));
}

function desiredPart(of: DesiredPart['of'], part: ProgrammePart, zone: string, inside: Move): DesiredPart {
  const { slug, title, start, end, capacity = null } = part;
  const span = start ? spanToInstants(inside(start), end ? inside(end) : null, zone) : { start: null, end: null };
  return { of, slug, title, start_at: span.start, end_at: span.end, capacity };
}

const forAll = { audience: null, kept_until: null };

function ownPool(of: 'event' | 'series', offer: ProgrammeOffer): DesiredPool {
  return { ...forAll, of, capacity: offer.capacity ?? null };
}

function keptPools({ kept, timeZone }: ProgrammeOffer, inside: Move): DesiredPool[] {
  return kept.map(({ audience, places, until }) => ({
    of: 'kept',
    audience,
    kept_until: until ? localToInstant(inside(until), timeZone) : null,
    capacity: places,
  }));
}

/** A draft's dates are seen by nobody, whichever of them is cancelled. */
function statusOf(series: EventStatus, cancelled: boolean): EventStatus {
  return series === 'published' && cancelled ? 'cancelled' : series;
}

function coHostIdsOf({ host, coHosts }: ProgrammeOffer, hosts: Hosts): string[] {
  return coHosts.filter((slug) => slug !== host).map((slug) => hostOf(slug, hosts).id);
}

function hostOf(slug: string, hosts: Hosts) {
  const host = hosts.get(slug);
  if (!host) throw new Error(`no organisation ${slug}, which was checked when the file was read`);
  return host;
}

const flag = (yes: boolean) => (yes ? 1 : 0) as 0 | 1;
