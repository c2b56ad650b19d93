import { randomUUID } from 'node:crypto';
import { sql, type Insertable, type Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Claim } from '../domain/capacity';
import type { Instant, SignupState } from '../domain/event';
import type { NoticeKind } from '../domain/notice';
import type { Offer } from '../domain/offer';
import { foldName } from '../domain/search';
import type { Wish } from '../domain/wish';
import type { Database } from './schema';
import { statement } from './statement';
import type { Asker, Store, Trx } from './store';
import { tellNewcomer } from './tell';

export type SignupRow = Selectable<Database['signup']>;

/** All of a signup's columns, by name: a statement that is kept may not ask for whatever there is. */
const signupColumns = [
  'id',
  'offer_id',
  'event_id',
  'series_id',
  'team_id',
  'state',
  'name',
  'name_folded',
  'email',
  'phone',
  'party_size',
  'audience',
  'note',
  'play_with',
  'language',
  'answers',
  'nonce',
  'code_hash',
  'has_code',
  'form_key',
  'line_no',
  'no_place_at',
  'address_failed_at',
  'to_approve',
  'added_by',
  'organiser_note',
  'ended_as',
  'uid',
  'sequence',
  'notice_count',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof SignupRow)[];

const byKey = statement<{ offerId: string; key: string }>()((db, { offerId, key }) =>
  db
    .selectFrom('signup')
    .select(signupColumns)
    .where('offer_id', '=', offerId)
    .where('form_key', '=', key)
    .where('form_key', 'is not', null),
);

/** The signup that a form with this key made before. */
export async function signupByKey(trx: Trx, offerId: string, key: string | null): Promise<SignupRow | undefined> {
  return key === null ? undefined : (await byKey(trx, { offerId, key }))[0];
}

/** A new signup's row, with a fresh code. */
export function newSignup(
  store: Store,
  offer: Pick<Offer, 'id' | 'type'>,
  wish: Wish,
  key: string | null,
  state: SignupState,
  now: Instant,
): { row: SignupRow; code: string } {
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
      to_approve: 0,
      added_by: null,
      organiser_note: null,
      ended_as: null,
      uid: randomUUID(),
      sequence: 0,
      notice_count: 0,
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
    play_with: wish.playWith ?? null,
    language: wish.language,
    answers: JSON.stringify(wish.answers),
  };
}

const addSignup = statement<SignupRow>()((db, row) =>
  db
    .insertInto('signup')
    .values(Object.fromEntries(signupColumns.map((column) => [column, row[column]])) as unknown as SignupRow),
);
const addClaim = statement<Insertable<Database['claim']>>()((db, claim) =>
  db.insertInto('claim').values({
    pool_id: claim.pool_id,
    holder_id: claim.holder_id,
    signup_id: claim.signup_id,
    team_id: claim.team_id,
    places: claim.places,
    state: claim.state,
  }),
);

/** Writes a new signup, its claims, and the first that it is told. */
export async function insertNewcomer(
  trx: Trx,
  row: SignupRow,
  claims: readonly Claim[],
  kind: NoticeKind,
  now: Instant,
): Promise<void> {
  await insertSignup(trx, { ...row, notice_count: 1 }, claims);
  await tellNewcomer(trx, row, kind, now);
}

/** Writes a signup and its claims. */
export async function insertSignup(trx: Trx, row: SignupRow, claims: readonly Claim[]): Promise<void> {
  await addSignup(trx, row);
  await insertClaims(trx, { signup_id: row.id }, claims, row.state === 'confirmed' ? 'held' : 'waiting');
}

/** Writes a holder's claims in pools where it has none. */
export async function insertClaims(
  trx: Trx,
  holder: { signup_id: string } | { team_id: string },
  claims: readonly Claim[],
  state: 'held' | 'waiting',
): Promise<void> {
  const [signupId, teamId] = 'signup_id' in holder ? [holder.signup_id, null] : [null, holder.team_id];
  for (const { poolId, places } of claims) {
    await addClaim(trx, {
      pool_id: poolId,
      holder_id: (signupId ?? teamId)!,
      signup_id: signupId,
      team_id: teamId,
      places,
      state,
    });
  }
}

const byHash = statement<{ hash: string }>()((db, { hash }) =>
  db.selectFrom('signup').select(signupColumns).where('code_hash', '=', hash).where('has_code', '=', sql.lit(1)),
);

/** The signup that a code leads to. A player whom the captain only named is not found: nobody has that code. */
export async function signupByCode(store: Store, asker: Asker, code: string): Promise<SignupRow | undefined> {
  for (const hash of store.codes.hashesOf(code)) {
    const [signup] = await byHash(asker, { hash });
    if (signup) return signup;
  }
  return undefined;
}
