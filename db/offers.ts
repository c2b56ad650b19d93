import { sql } from 'kysely';
import type { Pools } from '../domain/capacity';
import type { Audience } from '../domain/event';
import type { Offer } from '../domain/offer';
import type { Question } from '../domain/question';
import { countPools, readOfferedPools, type OfferedPools } from './pools';
import { statement } from './statement';
import type { Asker } from './store';

/** The offer with this slug; undefined when there is none, or when it is a draft, which nobody outside sees. */
export async function offerBySlug(asker: Asker, type: Offer['type'], slug: string): Promise<Offer | undefined> {
  const found = await findOffer(asker, type, { slug });
  return found?.status === 'draft' ? undefined : found && withPools(found, await readOfferedPools(asker, found.id));
}

/** The same, with its pools as they are at this moment. */
export async function countedOfferBySlug(
  asker: Asker,
  type: Offer['type'],
  slug: string,
): Promise<{ offer: Offer; pools: Pools } | undefined> {
  const found = await findOffer(asker, type, { slug });
  if (!found || found.status === 'draft') return undefined;
  const counted = await countPools(asker, found.id);
  return { offer: withPools(found, counted), pools: counted.pools };
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

/** An offer but for its pools. */
interface Found extends Omit<Offer, 'parts' | 'poolId' | 'capacity' | 'teams'> {
  players: { min: number; max: number } | null;
}

async function findOffer(asker: Asker, type: Offer['type'], key: Key): Promise<Found | undefined> {
  return type === 'event' ? findEvent(asker, key) : findSeries(asker, key);
}

function withPools({ players, ...found }: Found, { own, teams, parts }: OfferedPools): Offer {
  return {
    ...found,
    parts,
    poolId: own.id,
    capacity: own.capacity,
    teams: players && teams ? { ...players, poolId: teams.id, capacity: teams.capacity } : null,
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
      ...termsOf(event),
      type: 'event',
      wholeSeries: event.series_signup === 'whole' ? event.series_slug : null,
      startAt: event.start_at,
      timeKnown: event.time_known === 1,
      endAt: event.end_at,
      overAt: event.over_at,
      players: event.team_max === null ? null : { min: event.team_min ?? 1, max: event.team_max },
    }
  );
}

const selectSeries = (db: Asker) => db.selectFrom('series').select(termColumns('series'));
const seriesBySlug = statement<{ slug: string }>()((db, { slug }) => selectSeries(db).where('series.slug', '=', slug));
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
  return {
    ...termsOf(series),
    type: 'series',
    wholeSeries: null,
    startAt: first?.start_at ?? null,
    timeKnown: first?.time_known === 1,
    endAt: last?.end_at ?? null,
    overAt: last?.over_at ?? null,
    players: null,
  };
}

/** What an event and a series have alike. */
function termsOf(row: Awaited<ReturnType<typeof seriesById>>[number]) {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    status: row.status,
    signup: row.signup,
    externalSignup: row.external_signup,
    timeZone: row.time_zone,
    signupOpensAt: row.signup_opens_at,
    signupClosesAt: row.signup_closes_at,
    maxPartySize: row.max_party_size,
    waitlist: row.waitlist === 1,
    waitlistLimit: row.waitlist_limit,
    audiences: JSON.parse(row.audiences) as Audience[],
    questions: JSON.parse(row.questions) as Question[],
  };
}
