import { randomUUID } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Claim } from '../domain/capacity';
import type { Instant, SignupState } from '../domain/event';
import type { Offer } from '../domain/offer';
import { foldName } from '../domain/search';
import type { Wish } from '../domain/wish';
import type { Database } from './schema';
import type { Store, Trx } from './store';

export type SignupRow = Selectable<Database['signup']>;

/** The signup that a form with this key made before. */
export async function signupByKey(trx: Trx, offerId: string, key: string | null): Promise<SignupRow | undefined> {
  if (key === null) return undefined;
  return trx
    .selectFrom('signup')
    .selectAll()
    .where('offer_id', '=', offerId)
    .where('form_key', '=', key)
    .where('form_key', 'is not', null)
    .executeTakeFirst();
}

/** A new signup's row, with a fresh code. */
export function newSignup(
  store: Store,
  offer: Pick<Offer, 'id' | 'type'>,
  wish: Wish,
  key: string | null,
  state: SignupState,
  now: Instant,
): {
  row: Insertable<Database['signup']> & Pick<SignupRow, 'id' | 'email' | 'address_failed_at' | 'has_code'>;
  code: string;
} {
  const { nonce, code, hash } = store.codes.fresh();
  return {
    code,
    row: {
      id: uuid(),
      offer_id: offer.id,
      event_id: offer.type === 'event' ? offer.id : null,
      series_id: offer.type === 'series' ? offer.id : null,
      team_id: null,
      state,
      ...columnsOf(wish),
      nonce,
      code_hash: hash,
      has_code: 1,
      form_key: key,
      line_no: null,
      no_place_at: null,
      address_failed_at: null,
      uid: randomUUID(),
      created_at: now,
      updated_at: now,
    },
  };
}

/** What a person wrote, as columns. */
export function columnsOf(wish: Wish) {
  return {
    name: wish.name,
    name_folded: foldName(wish.name),
    email: wish.email,
    phone: wish.phone,
    party_size: wish.partySize,
    audience: wish.audience,
    note: wish.note,
    language: wish.language,
    answers: JSON.stringify(wish.answers),
  };
}

/** Writes a signup and its claims. */
export async function insertSignup(
  trx: Trx,
  row: Insertable<Database['signup']>,
  claims: readonly Claim[],
): Promise<void> {
  await trx.insertInto('signup').values(row).execute();
  await insertClaims(trx, { signup_id: row.id }, claims, row.state === 'confirmed' ? 'held' : 'waiting');
}

/** Writes a holder's claims in pools where it has none. */
export async function insertClaims(
  trx: Trx,
  holder: { signup_id: string } | { team_id: string },
  claims: readonly Claim[],
  state: 'held' | 'waiting',
): Promise<void> {
  if (!claims.length) return;
  const [signupId, teamId] = 'signup_id' in holder ? [holder.signup_id, null] : [null, holder.team_id];
  await trx
    .insertInto('claim')
    .values(
      claims.map((claim) => ({
        pool_id: claim.poolId,
        holder_id: (signupId ?? teamId)!,
        signup_id: signupId,
        team_id: teamId,
        places: claim.places,
        state,
      })),
    )
    .execute();
}

/** The signup that a code leads to. A player whom the captain only named is not found: nobody has that code. */
export async function signupByCode(
  store: Store,
  asker: Pick<Trx, 'selectFrom'>,
  code: string,
): Promise<SignupRow | undefined> {
  return asker
    .selectFrom('signup')
    .selectAll()
    .where('code_hash', 'in', store.codes.hashesOf(code))
    .where('has_code', '=', 1)
    .executeTakeFirst();
}
