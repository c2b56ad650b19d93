import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { signUp } from './sign-up';
import type { Store, Trx } from '../../db/store';
import type { Access, Audience, Contact, EventStatus, Kind, SignupMode } from '../../domain/event';
import type { Question } from '../../domain/question';
import { fold } from '../../domain/search';
import { localToInstant, overAt, spanToInstants } from '../../domain/time';
import type { Wish } from '../../domain/wish';

/** When the samples' tests are: 1 April 2017 at noon in Stockholm. */
export const sampleNow = localToInstant('2017-04-01T12:00', 'Europe/Stockholm');

/** What an event can be told to be; all else has a sensible default. Times are local, as in a programme file. */
export interface SampleEvent {
  slug?: string;
  title?: string;
  kind?: Kind;
  /** Slug of the host: made, with this name, when it is not there. */
  host?: string;
  status?: EventStatus;
  /** null: date to be announced. Left out: 17 May 2017 10.00. */
  start?: string | null;
  /** Left out with `start` left out: 15.00 the same day. */
  end?: string | null;
  timeZone?: string;
  venue?: string | null;
  address?: string | null;
  summary?: string | null;
  description?: string | null;
  discreet?: boolean;
  signup?: SignupMode;
  externalSignup?: string | null;
  capacity?: number | null;
  waitlist?: boolean | number;
  maxPartySize?: number;
  audiences?: Audience[];
  contact?: Contact;
  access?: Access;
  questions?: Question[];
  signupOpens?: string | null;
  signupCloses?: string | null;
  kept?: { audience: Audience; places: number; until?: string | null }[];
  activities?: SamplePart[];
  shifts?: SamplePart[];
  teams?: { capacity?: number | null; minPlayers?: number; maxPlayers?: number };
  /** Id of the series that it is a date of. */
  seriesId?: string | null;
}

export interface SamplePart {
  slug: string;
  title?: string;
  start?: string;
  end?: string;
  capacity?: number | null;
}

export interface InsertedOffer {
  id: string;
  slug: string;
  uid: string;
  /** The pool of its own. */
  poolId: string;
  /** Ids of activities and shifts, by slug. */
  parts: Record<string, string>;
}

/** Inserts the site's one row. */
export async function insertSite(store: Store): Promise<void> {
  await store.transact((trx) =>
    trx
      .insertInto('site')
      .values({
        id: 1,
        name: 'Samling Helsingborg',
        operator: 'Helsingborgs stad',
        email: 'samling@helsingborg.example',
        phone: '042-10 50 00',
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** Inserts an event with its host, its pools, activities and shifts: by default a health day of 90 places. */
export async function insertEvent(store: Store, sample: SampleEvent = {}): Promise<InsertedOffer> {
  const offer = offerColumns(sample, 'Hälsodag på Gröningen');
  const [start, end] = [
    sample.start === undefined ? '2017-05-17T10:00' : sample.start,
    sample.start === undefined && sample.end === undefined ? '2017-05-17T15:00' : (sample.end ?? null),
  ];
  const zone = offer.time_zone;
  const span = start === null ? { start: null, end: null } : spanToInstants(start, end, zone);
  const parts = [
    ...(sample.activities ?? []).map((part) => ({ ...part, of: 'activity' as const, id: uuid() })),
    ...(sample.shifts ?? []).map((part) => ({ ...part, of: 'shift' as const, id: uuid() })),
  ];
  const poolId = uuid();

  await store.transact(async (trx) => {
    const hostId = await hostOf(trx, sample.host ?? 'socialforvaltningen');
    await trx
      .insertInto('event')
      .values({
        ...offer,
        host_id: hostId,
        series_id: sample.seriesId ?? null,
        series_date: sample.seriesId ? (start?.slice(0, 10) ?? null) : null,
        start_at: span.start,
        time_known: start !== null && start.includes('T') ? 1 : 0,
        end_at: span.end,
        over_at: overAt({ start: span.start, end: span.end }, zone),
        team_min: sample.teams ? (sample.teams.minPlayers ?? 1) : null,
        team_max: sample.teams ? (sample.teams.maxPlayers ?? 10) : null,
        moved: 0,
        venue_folded: offer.venue === null ? null : fold(offer.venue),
      })
      .execute();
    const pool = { offer_id: offer.id, activity_id: null, team_id: null, audience: null, kept_until: null };
    await trx
      .insertInto('pool')
      .values([
        { ...pool, id: poolId, of: 'event' as const, capacity: sample.capacity === undefined ? 90 : sample.capacity },
        ...(sample.kept ?? []).map((kept) => ({
          ...pool,
          id: uuid(),
          of: 'kept' as const,
          capacity: kept.places,
          audience: kept.audience,
          kept_until: kept.until ? localToInstant(kept.until, zone) : null,
        })),
        ...(sample.teams
          ? [{ ...pool, id: uuid(), of: 'teams' as const, capacity: sample.teams.capacity ?? null }]
          : []),
      ])
      .execute();
    for (const [position, part] of parts.entries()) {
      await trx
        .insertInto('activity')
        .values({
          id: part.id,
          event_id: offer.id,
          of: part.of,
          slug: part.slug,
          title: part.title ?? part.slug,
          start_at: part.start ? localToInstant(part.start, zone) : null,
          end_at: part.end ? localToInstant(part.end, zone) : null,
          status: 'published',
          position,
        })
        .execute();
      await trx
        .insertInto('pool')
        .values({ ...pool, id: uuid(), of: part.of, activity_id: part.id, capacity: part.capacity ?? null })
        .execute();
    }
  });
  const partIds = Object.fromEntries(parts.map((part) => [part.slug, part.id]));
  return { id: offer.id, slug: offer.slug, uid: offer.uid, poolId, parts: partIds };
}

/** Inserts a series with one signup for all its dates, and a date for each `start` (local times). */
export async function insertCourse(
  store: Store,
  sample: Omit<SampleEvent, 'start' | 'end'> & { dates: { start: string; end: string }[] },
): Promise<InsertedOffer & { dates: InsertedOffer[] }> {
  const { dates, ...terms } = sample;
  const offer = offerColumns({ ...terms, signup: 'whole' }, 'Kurs i överskuldsättning');
  const poolId = uuid();
  await store.transact(async (trx) => {
    await trx
      .insertInto('series')
      .values({
        ...offer,
        host_id: await hostOf(trx, sample.host ?? 'hela-manniskan'),
        rrule: 'FREQ=WEEKLY',
        source: '{}',
        made_until: null,
      })
      .execute();
    const pool = { offer_id: offer.id, activity_id: null, team_id: null, audience: null, kept_until: null };
    await trx
      .insertInto('pool')
      .values({ ...pool, id: poolId, of: 'series', capacity: sample.capacity === undefined ? 12 : sample.capacity })
      .execute();
  });
  const inserted: InsertedOffer[] = [];
  for (const { start, end } of dates) {
    const slug = `${offer.slug}-${start.slice(0, 10)}`;
    inserted.push(
      await insertEvent(store, { ...terms, title: offer.title, slug, start, end, seriesId: offer.id, signup: 'whole' }),
    );
  }
  return { id: offer.id, slug: offer.slug, uid: offer.uid, poolId, parts: {}, dates: inserted };
}

/** What a form would say: one person called Anna, Swedish, without an address. */
export function wish(given: Partial<Wish> = {}): Wish {
  return {
    name: 'Anna',
    email: null,
    phone: null,
    partySize: 1,
    activities: [],
    shifts: [],
    audience: null,
    note: null,
    answers: {},
    language: 'sv',
    ...given,
  };
}

/** Signs somebody up to an event. @returns the code. @throws Error when there was no place, not even in the line */
export async function insertSignup(
  store: Store,
  event: Pick<InsertedOffer, 'slug'>,
  given: Partial<Wish> = {},
  now = sampleNow,
): Promise<string> {
  const outcome = await signUp(store, { type: 'event', slug: event.slug }, wish(given), null, now);
  if (outcome.kind !== 'confirmed' && outcome.kind !== 'waitlisted') throw new Error(`not signed up: ${outcome.kind}`);
  return outcome.code;
}

function offerColumns(sample: SampleEvent, defaultTitle: string) {
  const zone = sample.timeZone ?? 'Europe/Stockholm';
  const title = sample.title ?? defaultTitle;
  const venue = sample.venue === undefined ? 'Gröningen' : sample.venue;
  const at = (local: string | null | undefined) => (local ? localToInstant(local, zone) : null);
  const id = uuid();
  return {
    id,
    slug: sample.slug ?? `sample-${id}`,
    title,
    kind: sample.kind ?? ('health-day' as const),
    status: sample.status ?? ('published' as const),
    time_zone: zone,
    venue,
    address: sample.address ?? null,
    summary: sample.summary ?? null,
    description: sample.description ?? null,
    discreet: sample.discreet ? (1 as const) : (0 as const),
    signup: sample.signup ?? ('open' as const),
    external_signup: sample.externalSignup ?? null,
    waitlist: sample.waitlist === false ? (0 as const) : (1 as const),
    waitlist_limit: typeof sample.waitlist === 'number' ? sample.waitlist : null,
    max_party_size: sample.maxPartySize ?? 10,
    audiences: JSON.stringify(sample.audiences ?? []),
    contact: JSON.stringify(sample.contact ?? { name: 'Maria', phone: '042-10 00 00' }),
    cost: null,
    food: null,
    arvode: null,
    working_time: null,
    access: JSON.stringify(sample.access ?? {}),
    questions: JSON.stringify(sample.questions ?? []),
    signup_opens_at: at(sample.signupOpens),
    signup_closes_at: at(sample.signupCloses),
    uid: randomUUID(),
    created_at: sampleNow,
    updated_at: sampleNow,
    search: fold([title, venue].join(' ')),
  };
}

async function hostOf(trx: Trx, slug: string): Promise<string> {
  const known = await trx.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirst();
  if (known) return known.id;
  const id = uuid();
  const name = slug.charAt(0).toUpperCase() + slug.slice(1);
  const nothing = { about: null, first_time: null, phone: null, email: null, url: null };
  await trx
    .insertInto('organisation')
    .values({ id, slug, name, ...nothing })
    .execute();
  return id;
}
