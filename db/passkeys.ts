import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { challengeStands, counterStands, offersPasskey } from '../domain/passkey';
import { addSession, endSession, proveSession } from './sessions';
import type { Asker, Store, Trx } from './store';

/** What a passkey signs for: to log in, to show again who one is, or to become a new one. */
export type Purpose = 'login' | 'proof' | 'new';

/** Notes what a passkey is asked to sign. @returns the id by which the answer says what it answers */
export async function addChallenge(
  store: Store,
  given: { challenge: string; purpose: Purpose; sessionId: string | null },
  now: Instant,
): Promise<string> {
  const id = uuid();
  await store.transact((trx) =>
    trx
      .insertInto('passkey_challenge')
      .values({
        id,
        challenge: given.challenge,
        purpose: given.purpose,
        session_id: given.sessionId,
        expires_at: now + challengeStands,
      })
      .execute(),
  );
  return id;
}

/**
 * Takes what was asked, so that it is answered once, whether the answer is right or not.
 * @returns undefined when it is not there (any more), is too old, or was asked for something else or in another browser
 */
export async function takeChallenge(
  store: Store,
  asked: { id: string; purpose: Purpose; sessionId: string | null },
  now: Instant,
): Promise<string | undefined> {
  const [taken] = await store.transact((trx) =>
    trx
      .deleteFrom('passkey_challenge')
      .where('id', '=', asked.id)
      .returning(['challenge', 'purpose', 'session_id', 'expires_at'])
      .execute(),
  );
  if (!taken || taken.purpose !== asked.purpose || taken.session_id !== asked.sessionId) return undefined;
  return now < taken.expires_at ? taken.challenge : undefined;
}

/** Takes away what was asked and never answered. */
export async function forgetOldChallenges(store: Store, now: Instant): Promise<void> {
  const old = await store.read
    .selectFrom('passkey_challenge')
    .select('id')
    .where('expires_at', '<', now)
    .limit(500)
    .execute();
  if (!old.length) return;
  const ids = old.map(({ id }) => id);
  await store.transact((trx) => trx.deleteFrom('passkey_challenge').where('id', 'in', ids).execute());
}

/** A passkey, as its owner knows it. */
export interface PasskeyShown {
  id: string;
  device: string | null;
  createdAt: Instant;
  usedAt: Instant | null;
}

/** An organiser's passkeys, the newest first. */
export async function passkeysOf(asker: Asker, organiserId: string): Promise<PasskeyShown[]> {
  const rows = await asker
    .selectFrom('passkey')
    .select(['id', 'device', 'created_at', 'used_at'])
    .where('organiser_id', '=', organiserId)
    .execute();
  return rows
    .map((row) => ({ id: row.id, device: row.device, createdAt: row.created_at, usedAt: row.used_at }))
    .sort((one, other) => other.createdAt - one.createdAt);
}

/** A passkey, as its answers are checked by. */
export interface Credential {
  id: string;
  organiserId: string;
  /** base64url, as is the public key. */
  credential: string;
  publicKey: string;
  counter: number;
  transports: string[];
}

/** What is known of a credential that a browser answers with. */
export async function credentialBy(asker: Asker, credential: string): Promise<Credential | undefined> {
  const [found] = await credentials(asker, 'credential', credential);
  return found;
}

/** Those that an organiser has. */
export const credentialsOf = (asker: Asker, organiserId: string) => credentials(asker, 'organiser_id', organiserId);

async function credentials(asker: Asker, by: 'credential' | 'organiser_id', value: string): Promise<Credential[]> {
  const rows = await asker
    .selectFrom('passkey')
    .select(['id', 'organiser_id', 'credential', 'public_key', 'counter', 'transports'])
    .where(by, '=', value)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organiserId: row.organiser_id,
    credential: row.credential,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
  }));
}

/** Keeps a new passkey. @returns `taken` where somebody has that very one already */
export async function addPasskey(
  store: Store,
  made: Omit<Credential, 'id'> & { device: string | null },
  now: Instant,
): Promise<'added' | 'taken'> {
  const added = await store.transact((trx) =>
    trx
      .insertInto('passkey')
      .values({
        id: uuid(),
        organiser_id: made.organiserId,
        credential: made.credential,
        public_key: made.publicKey,
        counter: made.counter,
        transports: JSON.stringify(made.transports),
        device: made.device,
        created_at: now,
        used_at: null,
      })
      .onConflict((conflict) => conflict.column('credential').doNothing())
      .returning('id')
      .execute(),
  );
  return added.length ? 'added' : 'taken';
}

/** Takes one of an organiser's own passkeys away. @returns whether there was such a one */
export async function removePasskey(
  store: Store,
  { organiserId, id }: { organiserId: string; id: string },
): Promise<boolean> {
  const removed = await store.transact((trx) =>
    trx.deleteFrom('passkey').where('id', '=', id).where('organiser_id', '=', organiserId).returning('id').execute(),
  );
  return removed.length > 0;
}

/** A passkey that has answered rightly. */
export interface Use {
  passkey: Credential;
  /** The count that the answer said. */
  counter: number;
}

/**
 * Logs in whoever has the passkey: a new session, whatever session the browser had before.
 * @returns the session's token; undefined when the passkey is gone, or has been used meanwhile or copied
 */
export async function logInByPasskey(
  store: Store,
  use: Use & { device: string | null; formerToken: string | null },
  now: Instant,
): Promise<string | undefined> {
  return store.transact(async (trx) => {
    if (!(await noteUse(trx, use, now))) return undefined;
    if (use.formerToken !== null) await endSession(trx, use.formerToken, now);
    return addSession(trx, { organiserId: use.passkey.organiserId, device: use.device }, now);
  });
}

/**
 * Shows again who it is that is logged in.
 * @returns the session's new token; undefined when it is another's passkey, is gone, or has been used meanwhile
 */
export async function proveByPasskey(
  store: Store,
  use: Use & { sessionId: string; organiserId: string },
  now: Instant,
): Promise<string | undefined> {
  if (use.passkey.organiserId !== use.organiserId) return undefined;
  return store.transact(async (trx) =>
    (await noteUse(trx, use, now)) ? proveSession(trx, use.sessionId, now) : undefined,
  );
}

async function noteUse(trx: Trx, { passkey, counter }: Use, now: Instant): Promise<boolean> {
  if (!counterStands(passkey.counter, counter)) return false;
  const noted = await trx
    .updateTable('passkey')
    .set({ counter, used_at: now })
    .where('id', '=', passkey.id)
    // of two answers that say the same count, one was copied
    .where('counter', '=', passkey.counter)
    .returning('id')
    .execute();
  return noted.length > 0;
}

/** Whether to ask somebody who has just logged in by a code whether they want a passkey; then noted as asked. */
export async function offerPasskey(
  store: Store,
  { organiserId, device }: { organiserId: string; device: string | null },
  now: Instant,
): Promise<boolean> {
  return store.transact(async (trx) => {
    const own = await passkeysOf(trx, organiserId);
    const offered = await trx
      .selectFrom('passkey_offer')
      .select('offered_at')
      .where('organiser_id', '=', organiserId)
      .where('device', '=', device ?? '')
      .executeTakeFirst();
    const facts = { hasOneHere: own.some((one) => one.device === device), offeredAt: offered?.offered_at ?? null };
    if (!offersPasskey(facts, now)) return false;
    await trx
      .insertInto('passkey_offer')
      .values({ organiser_id: organiserId, device: device ?? '', offered_at: now })
      .onConflict((conflict) => conflict.columns(['organiser_id', 'device']).doUpdateSet({ offered_at: now }))
      .execute();
    return true;
  });
}
