import type { Selectable } from 'kysely';
import type { Audience } from '../domain/event';
import type { Offer, OfferPart, TeamTerms } from '../domain/offer';
import type { Question } from '../domain/question';
import type { Database } from './schema';
import type { Asker } from './store';

/** The offer with this slug; undefined when there is none, or when it is a draft, which nobody outside sees. */
export async function offerBySlug(asker: Asker, type: Offer['type'], slug: string): Promise<Offer | undefined> {
  const row = await asker.selectFrom(type).select('id').where('slug', '=', slug).executeTakeFirst();
  const offer = row && (await offerById(asker, type, row.id));
  return offer?.status === 'draft' ? undefined : offer;
}

/** The offer with this id, whatever its status. @throws Error when it is gone: ids come from our own rows */
export async function offerById(asker: Asker, type: Offer['type'], id: string): Promise<Offer> {
  return type === 'event' ? eventOffer(asker, id) : seriesOffer(asker, id);
}

/** The offer that a signup or a pool belongs to. */
export async function offerOf(asker: Asker, row: { event_id: string | null; offer_id: string }): Promise<Offer> {
  return offerById(asker, row.event_id === null ? 'series' : 'event', row.offer_id);
}

async function eventOffer(asker: Asker, id: string): Promise<Offer> {
  const event = await asker
    .selectFrom('event')
    .leftJoin('series', 'series.id', 'event.series_id')
    .selectAll('event')
    .select(['series.signup as series_signup', 'series.slug as series_slug'])
    .where('event.id', '=', id)
    .executeTakeFirstOrThrow();
  const { own, parts, teamsPool } = await poolsAndParts(asker, id);
  const teams: TeamTerms | null =
    teamsPool && event.team_max !== null
      ? { min: event.team_min ?? 1, max: event.team_max, poolId: teamsPool.id, capacity: teamsPool.capacity }
      : null;
  return {
    ...terms(event),
    type: 'event',
    wholeSeries: event.series_signup === 'whole' ? event.series_slug : null,
    startAt: event.start_at,
    timeKnown: event.time_known === 1,
    endAt: event.end_at,
    overAt: event.over_at,
    parts,
    poolId: own.id,
    capacity: own.capacity,
    teams,
  };
}

async function seriesOffer(asker: Asker, id: string): Promise<Offer> {
  const series = await asker.selectFrom('series').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const dates = await asker
    .selectFrom('event')
    .select(['start_at', 'time_known', 'end_at', 'over_at'])
    .where('series_id', '=', id)
    .where('status', '=', 'published')
    .where('start_at', 'is not', null)
    .orderBy('start_at')
    .execute();
  const { own } = await poolsAndParts(asker, id);
  const [first, last] = [dates[0], dates.at(-1)];
  return {
    ...terms(series),
    type: 'series',
    wholeSeries: null,
    startAt: first?.start_at ?? null,
    timeKnown: first?.time_known === 1,
    endAt: last?.end_at ?? null,
    overAt: last?.over_at ?? null,
    parts: [],
    poolId: own.id,
    capacity: own.capacity,
    teams: null,
  };
}

/** What an event and a series have alike. */
function terms(row: Selectable<Database['series']> | Selectable<Database['event']>) {
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

async function poolsAndParts(asker: Asker, offerId: string) {
  const pools = await asker
    .selectFrom('pool')
    .leftJoin('activity', 'activity.id', 'pool.activity_id')
    .select(['pool.id', 'pool.of', 'pool.capacity', 'pool.activity_id'])
    .select(['activity.slug', 'activity.title', 'activity.start_at', 'activity.end_at', 'activity.status'])
    .where('pool.offer_id', '=', offerId)
    .where('pool.of', 'in', ['event', 'series', 'teams', 'activity', 'shift'])
    .orderBy('activity.position')
    .execute();
  const own = pools.find((pool) => pool.of === 'event' || pool.of === 'series');
  if (!own) throw new Error(`offer ${offerId} has no pool of its own`);
  const parts = pools.flatMap((pool): OfferPart[] =>
    (pool.of === 'activity' || pool.of === 'shift') && pool.activity_id && pool.slug !== null && pool.title !== null
      ? [
          {
            id: pool.activity_id,
            of: pool.of,
            slug: pool.slug,
            title: pool.title,
            startAt: pool.start_at,
            endAt: pool.end_at,
            status: pool.status ?? 'published',
            poolId: pool.id,
            capacity: pool.capacity,
          },
        ]
      : [],
  );
  return { own, parts, teamsPool: pools.find((pool) => pool.of === 'teams') };
}
