import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Codes } from '../../../db/codes';

/**
 * The statements of one signup: what must be known before a place is given, and the rows that are written. They are
 * those of `signUp` in db/signups.ts, put together where one statement does. `?` stands for a value on both databases.
 */
export const statements = {
  /** The offer with its terms and its own pool: is there such an event, is it open, whom does it take? */
  offer: `
    select event.id, event.status, event.signup, event.external_signup, event.time_zone, event.signup_opens_at,
      event.signup_closes_at, event.max_party_size, event.waitlist, event.waitlist_limit, event.audiences,
      event.questions, event.start_at, event.time_known, event.end_at, event.over_at, event.team_min, event.team_max,
      series.signup as series_signup, series.slug as series_slug
    from event left join series on series.id = event.series_id where event.slug = ?`,
  /** PostgreSQL's lock: what is counted is counted in a later statement. BEGIN IMMEDIATE is SQLite's. */
  lock: `select id from pool where offer_id = ? and "of" in ('event', 'series') order by id for update`,
  /** Every pool of the offer, with what it is part of, how many places are taken, and whether anybody waits. */
  pools: `
    select pool.id, pool."of", pool.capacity, pool.audience, pool.kept_until, activity.slug, activity.start_at,
      activity.end_at, activity.status,
      (select coalesce(sum(claim.places), 0) from claim where claim.pool_id = pool.id and claim.state = 'held') as taken,
      (select 1 from signup where signup.offer_id = pool.offer_id and signup.state = 'waitlisted'
        and signup.no_place_at is null limit 1) as waits
    from pool left join activity on activity.id = pool.activity_id where pool.offer_id = ?`,
  /** The same form, sent before. */
  earlier: `select id, nonce, code_hash, name_folded from signup where offer_id = ? and form_key = ? and form_key is not null`,
  signup: insertion('signup', [
    ...['id', 'offer_id', 'event_id', 'state', 'name', 'name_folded', 'email', 'phone', 'party_size', 'audience'],
    ...['note', 'language', 'answers', 'nonce', 'code_hash', 'has_code', 'form_key', 'uid', 'notice_count'],
    ...['created_at', 'updated_at'],
  ]),
  claim: insertion('claim', ['pool_id', 'holder_id', 'signup_id', 'places', 'state']),
  outbox: insertion('outbox', [
    ...['id', 'signup_id', 'kind', 'facts', 'ordinal', 'state', 'next_attempt_at', 'created_at'],
  ]),
};

function insertion(table: string, columns: string[]): string {
  return `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
}

export type Value = string | number | null;

/** A form that was sent, read. */
export interface SentForm {
  name: string;
  email: string | null;
  partySize: number;
  key: string | null;
}

/** The values of the three rows that one signup writes, and its code. */
export function rowsOf(form: SentForm, offerId: string, poolId: string, codes: Codes, now: number) {
  const { nonce, code, hash } = codes.fresh();
  const id = uuid();
  const { name, email, partySize, key } = form;
  const written = [name, name.toLowerCase(), email, null, partySize, null, null, 'sv', '{}'];
  const signup: Value[] = [
    id,
    offerId,
    offerId,
    'confirmed',
    ...written,
    nonce,
    hash,
    1,
    key,
    randomUUID(),
    1,
    now,
    now,
  ];
  const claim: Value[] = [poolId, id, id, partySize, 'held'];
  const outbox: Value[] = [randomUUID(), id, 'confirmed', '{}', 1, 'queued', now, now];
  return { code, signup, claim, outbox };
}

/** What the statements find. */
export interface FoundOffer {
  id: string;
  status: string;
  signup: string;
  over_at: number | null;
  audiences: string;
  questions: string;
}
export interface FoundPool {
  id: string;
  of: string;
  capacity: number | null;
  taken: number;
  /** Who waits comes first. */
  waits: 1 | null;
}

/** Whether a party fits: the least of a decision. @returns the pool, or null when there is no place */
export function poolFor(offer: FoundOffer | undefined, pools: FoundPool[], form: SentForm, now: number): string | null {
  if (offer?.status !== 'published' || offer.signup !== 'open' || (offer.over_at ?? Infinity) <= now) return null;
  JSON.parse(offer.audiences);
  JSON.parse(offer.questions);
  const own = pools.find((pool) => pool.of === 'event');
  return own && own.waits === null && own.taken + form.partySize <= (own.capacity ?? Infinity) ? own.id : null;
}
