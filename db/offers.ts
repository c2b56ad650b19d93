import { sql } from 'kysely';
import type { Audience, Instant } from '../domain/event';
import type { Offer } from '../domain/offer';
import type { Question } from '../domain/question';
import { countPools, readOfferedPools, type Counted, type OfferedPools } from './pools';
import { statement } from './statement';
import type { Asker } from './store';

/** The offer with this slug; undefined when there is none, or when it is a draft, which nobody outside sees. */
export async function offerBySlug(asker: Asker, type: Offer['type'], slug: string): Promise<Offer | undefined> {
  const found = await findOffer(asker, type, { slug });
  return found?.terms.status === 'draft'
    ? undefined
    : found && withPools(found, await readOfferedPools(asker, found.terms.id));
}

/** The same, with its pools as they are at this moment. */
export async function countedOfferBySlug(
  asker: Asker,
  type: Offer['type'],
  slug: string,
): Promise<({ offer: Offer } & Counted) | undefined> {
  const found = await findOffer(asker, type, { slug });
  if (!found || found.terms.status === 'draft') return undefined;
  const counted = await countPools(asker, found.terms.id);
  return { offer: withPools(found, counted), pools: counted.pools, hasLine: counted.hasLine };
}

/** The offer with this id, whatever its status. @throws Error when it is gone: ids come from our own rows */
export async function offerById(asker: Asker, type: Offer['type'], id: string): Promise<Offer> {
  const found = await findOffer(asker, type, { id });
  if (!found) throw new Error(`there is no ${type} ${id}`);
  return withPools(found, await readOfferedPools(asker, id));
}

/** The offer that a signup or a pool belongs to. */
export async function offerOf(asker: Asker, row: { event_id: string | null; offer_id: string }): Promise<Offer> {
  return offerById(asker, row.event_id === null ? 'series' : 'event', row.offer_id);
}

type Key = { id: string } | { slug: string };

/** What one finds of an offer before its pools: the terms that an event and a series have alike, and what is their own. */
interface Found {
  terms: Terms;
  type: Offer['type'];
  wholeSeries: string | null;
  times: { start_at: Instant | null; time_known: number; end_at: Instant | null; over_at: Instant | null };
  players: { min: number; max: number } | null;
}

async function findOffer(asker: Asker, type: Offer['type'], key: Key): Promise<Found | undefined> {
  return type === 'event' ? findEvent(asker, key) : findSeries(asker, key);
}

// each field by its name: an object spread into another takes several times as long, and every signup makes one
function withPools({ terms, type, wholeSeries, times, players }: Found, { own, teams, parts }: OfferedPools): Offer {
  return {
    id: terms.id,
    type,
    slug: terms.slug,
    title: terms.title,
    status: terms.status,
    signup: terms.signup,
    externalSignup: terms.external_signup,
    wholeSeries,
    startAt: times.start_at,
    timeKnown: times.time_known === 1,
    endAt: times.end_at,
    overAt: times.over_at,
    timeZone: terms.time_zone,
    signupOpensAt: terms.signup_opens_at,
    signupClosesAt: terms.signup_closes_at,
    maxPartySize: terms.max_party_size,
    approval: terms.approval === 1,
    waitlist: terms.waitlist === 1,
    waitlistLimit: terms.waitlist_limit,
    audiences: JSON.parse(terms.audiences) as Audience[],
    questions: JSON.parse(terms.questions) as Question[],
    parts,
    poolId: own.id,
    capacity: own.capacity,
    teams: players && teams ? { min: players.min, max: players.max, poolId: teams.id, capacity: teams.capacity } : null,
  };
}

/** The columns that say the terms of an offer. */
const termColumns = <Table extends 'event' | 'series'>(table: Table) =>
  (
    [
      'id',
      'slug',
      'title',
      'status',
      'signup',
      'external_signup',
      'time_zone',
      'signup_opens_at',
      'signup_closes_at',
      'max_party_size',
      'approval',
      'waitlist',
      'waitlist_limit',
      'audiences',
      'questions',
    ] as const
  ).map((column) => `${table}.${column}` as const);

const selectEvent = (db: Asker) =>
  db
    .selectFrom('event')
    .leftJoin('series', 'series.id', 'event.series_id')
    .select(termColumns('event'))
    .select(['event.start_at', 'event.time_known', 'event.end_at', 'event.over_at', 'event.team_min', 'event.team_max'])
    .select(['series.signup as series_signup', 'series.slug as series_slug']);
const eventBySlug = statement<{ slug: string }>()((db, { slug }) => selectEvent(db).where('event.slug', '=', slug));
const eventById = statement<{ id: string }>()((db, { id }) => selectEvent(db).where('event.id', '=', id));

async function findEvent(asker: Asker, key: Key): Promise<Found | undefined> {
  const [event] = 'id' in key ? await eventById(asker, key) : await eventBySlug(asker, key);
  return (
    event && {
      terms: event,
      type: 'event',
      wholeSeries: event.series_signup === 'whole' ? event.series_slug : null,
      times: event,
      players: event.team_max === null ? null : { min: event.team_min ?? 1, max: event.team_max },
    }
  );
}

const selectSeries = (db: Asker) => db.selectFrom('series').select(termColumns('series'));
const seriesBySlug = statement<{ slug: string }>()((db, { slug }) => selectSeries(db).where('series.slug', '=', slug));
/** The columns that an event and a series have alike. */
type Terms = Awaited<ReturnType<typeof seriesById>>[number];

const seriesById = statement<{ id: string }>()((db, { id }) => selectSeries(db).where('series.id', '=', id));
const timesOfDates = statement<{ seriesId: string }>()((db, { seriesId }) =>
  db
    .selectFrom('event')
    .select(['start_at', 'time_known', 'end_at', 'over_at'])
    .where('series_id', '=', seriesId)
    .where('status', '=', sql.lit('published' as const))
    .where('start_at', 'is not', null)
    .orderBy('start_at'),
);

async function findSeries(asker: Asker, key: Key): Promise<Found | undefined> {
  const [series] = 'id' in key ? await seriesById(asker, key) : await seriesBySlug(asker, key);
  if (!series) return undefined;
  const dates = await timesOfDates(asker, { seriesId: series.id });
  const [first, last] = [dates[0], dates.at(-1)];
  const times = {
    start_at: first?.start_at ?? null,
    time_known: first?.time_known ?? 0,
    end_at: last?.end_at ?? null,
    over_at: last?.over_at ?? null,
  };
  return { terms: series, type: 'series', wholeSeries: null, times, players: null };
}
