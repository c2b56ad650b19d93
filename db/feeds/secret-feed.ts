import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../../domain/event';
import type { Language } from '../../domain/language/speech';
import { setLanguage } from '../ending';
import type { Database } from '../schema';
import type { Asker, Store, Trx } from '../store';
import { signupByCode, type SignupRow } from '../signup-rows';
import type { DatedSignup } from './own-dates';

type FeedRow = Selectable<Database['feed']>;

/** A person's secret calendar, as its page tells about it. */
export interface SecretFeed {
  id: string;
  /** What opens it. */
  token: string;
  /** Whether it gathers the signups of an address, or shows one signup alone. */
  state: 'one-signup' | 'awaits-confirmation' | 'confirmed';
}

/**
 * Makes the secret calendar of a signup's person. Until a mail to the signup's address has confirmed it, it shows this
 * signup alone, and asking again gives the same calendar. One that has been confirmed is shown to nobody again: whoever
 * finds a code later would learn of everything else that this person goes to. They get one of their own.
 * CONTRACT §4.6.
 * @param code as `readCode` gives it
 * @param language of the form, in which the address is asked; left out, the signup's own
 * @returns undefined when no signup has the code
 */
export async function makeFeed(
  store: Store,
  code: string,
  now: Instant,
  language?: Language,
): Promise<SecretFeed | undefined> {
  return store.transact(async (trx) => {
    const found = await signupByCode(store, trx, code);
    if (!found) return undefined;
    await lockSignup(trx, store, found.id);
    if (language) await setLanguage(trx, found.id, language);
    const signup = await trx.selectFrom('signup').selectAll().where('id', '=', found.id).executeTakeFirstOrThrow();
    const known = await unconfirmedFeedOf(trx, signup);
    return feedOf(store, known ?? (await insertFeed(trx, store, signup, now)));
  });
}

/** The calendar that a token opens; `ended` when it was. CONTRACT §1 (`/min/:token`). */
export async function feedByToken(store: Store, token: string): Promise<SecretFeed | 'ended' | undefined> {
  const row = await rowByToken(store, store.read, token);
  if (!row) return undefined;
  return row.revoked_at === null ? feedOf(store, row) : 'ended';
}

/** The calendar that a mail asks to confirm; `ended` when it was. */
export async function feedByConfirmToken(
  store: Store,
  confirmToken: string,
): Promise<SecretFeed | 'ended' | undefined> {
  const row = await rowByConfirmToken(store, store.read, confirmToken);
  if (!row) return undefined;
  return row.revoked_at === null ? feedOf(store, row) : 'ended';
}

/** Lets a calendar gather the signups of the address that the token was mailed to. Again is harmless. */
export async function confirmFeed(
  store: Store,
  confirmToken: string,
  now: Instant,
): Promise<SecretFeed | 'ended' | undefined> {
  return store.transact(async (trx) => {
    const row = await rowByConfirmToken(store, trx, confirmToken);
    if (!row) return undefined;
    if (row.revoked_at !== null) return 'ended';
    const confirmedAt = row.confirmed_at ?? now;
    await trx.updateTable('feed').set({ confirmed_at: confirmedAt }).where('id', '=', row.id).execute();
    return feedOf(store, { ...row, confirmed_at: confirmedAt });
  });
}

/** Ends a calendar for good: its address never opens again. Again is harmless. @returns false when there is none */
export async function endFeed(store: Store, token: string, now: Instant): Promise<boolean> {
  return store.transact(async (trx) => {
    const row = await rowByToken(store, trx, token);
    if (!row) return false;
    if (row.revoked_at === null) await revoke(trx, [row.id], now);
    return true;
  });
}

/** Ends calendars, and forgets the address and what could make their tokens again. */
export async function revoke(trx: Trx, feedIds: readonly string[], now: Instant): Promise<void> {
  if (!feedIds.length) return;
  await trx.updateTable('feed').set({ revoked_at: now, email: null, nonce: '' }).where('id', 'in', feedIds).execute();
  await trx.deleteFrom('outbox').where('feed_id', 'in', feedIds).execute();
}

/** What a secret calendar needs of a signup. */
export type FeedSignup = DatedSignup & Pick<SignupRow, 'nonce' | 'code_hash'>;

/** What a secret calendar shows, newest first: the signup that it was made from, and once confirmed all of its address. */
export async function signupsOfFeed(store: Store, feedId: string): Promise<FeedSignup[]> {
  const feed = await store.read.selectFrom('feed').selectAll().where('id', '=', feedId).executeTakeFirst();
  if (!feed) return [];
  const { email, confirmed_at: confirmedAt } = feed;
  const rows = await store.read
    .selectFrom('signup')
    .select(['id', 'event_id', 'series_id', 'uid', 'sequence', 'state', 'updated_at', 'nonce', 'code_hash'])
    .where('has_code', '=', 1)
    .where((eb) =>
      eb.or([eb('id', '=', feed.signup_id), ...(email !== null && confirmedAt !== null ? [isAddress(email)] : [])]),
    )
    .execute();
  return rows.sort((one, other) => (one.id < other.id ? 1 : -1));
}

/**
 * Whether a row's `email` is the same address. RFC 5321 lets a server tell `Anna@` from `anna@`, but none that people
 * have an address at does, and a phone's keyboard begins with a capital: so case never makes two people of one. That
 * there is an address is said too: without it SQLite does not use the index, and reads every signup.
 */
export const isAddress = (email: string) => sql<boolean>`(email is not null and lower(email) = lower(${email}))`;

async function lockSignup(trx: Trx, { dialect }: Store, id: string): Promise<void> {
  if (dialect === 'sqlite') return; // BEGIN IMMEDIATE is the lock
  await trx.selectFrom('signup').select('id').where('id', '=', id).forNoKeyUpdate().execute();
}

/** One of the same address only: the token that was mailed proves no other. */
async function unconfirmedFeedOf(trx: Trx, signup: SignupRow): Promise<FeedRow | undefined> {
  const rows = await trx
    .selectFrom('feed')
    .selectAll()
    .where('signup_id', '=', signup.id)
    .where('revoked_at', 'is', null)
    .where('confirmed_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.find((row) => row.email?.toLowerCase() === addressOf(signup)?.toLowerCase());
}

/** An address that has answered that it does not exist can confirm nothing. */
const addressOf = (signup: SignupRow) => (signup.address_failed_at === null ? signup.email : null);

async function insertFeed(trx: Trx, store: Store, signup: SignupRow, now: Instant): Promise<FeedRow> {
  const { nonce, tokenHash, confirmHash } = store.codes.freshFeed();
  const row: FeedRow = {
    id: uuid(),
    signup_id: signup.id,
    email: addressOf(signup),
    nonce,
    token_hash: tokenHash,
    confirm_hash: confirmHash,
    confirmed_at: null,
    revoked_at: null,
    created_at: now,
  };
  await trx.insertInto('feed').values(row).execute();
  if (row.email !== null) await askToConfirm(trx, row, now);
  return row;
}

/** Hangs on the feed alone: it is no part of the signup's order, and no later notice overtakes it. */
async function askToConfirm(trx: Trx, feed: FeedRow, now: Instant): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      id: randomUUID(),
      signup_id: null,
      feed_id: feed.id,
      kind: 'feed',
      facts: '{}',
      ordinal: 0,
      state: 'queued',
      next_attempt_at: now,
      lease_until: null,
      lease_by: null,
      created_at: now,
      settled_at: null,
      error: null,
    })
    .execute();
}

const rowByToken = (store: Store, asker: Asker, token: string): Promise<FeedRow | undefined> =>
  asker.selectFrom('feed').selectAll().where('token_hash', 'in', store.codes.tokenHashesOf(token)).executeTakeFirst();

const rowByConfirmToken = (store: Store, asker: Asker, token: string): Promise<FeedRow | undefined> =>
  asker.selectFrom('feed').selectAll().where('confirm_hash', 'in', store.codes.tokenHashesOf(token)).executeTakeFirst();

function feedOf(store: Store, row: FeedRow): SecretFeed {
  const state = row.confirmed_at !== null ? 'confirmed' : row.email === null ? 'one-signup' : 'awaits-confirmation';
  return { id: row.id, token: store.codes.feedTokensOf(row).token, state };
}
