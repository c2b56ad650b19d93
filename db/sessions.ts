import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { compareNames } from '../domain/language/order';
import { provedWithin, sessionStands } from '../domain/login';
import type { Role } from '../domain/role';
import { statement } from './statement';
import type { Asker, Store, Trx } from './store';

/** Somebody who is logged in, with everything that they may do. */
export interface SignedIn {
  sessionId: string;
  organiser: { id: string; email: string; name: string | null };
  memberships: Membership[];
  /** Whether it was shown a short while ago who it is. */
  isProved: boolean;
}

export interface Membership {
  organisation: { id: string; slug: string; name: string };
  role: Role;
}

/** One place where one is logged in. */
export interface SessionShown {
  id: string;
  device: string | null;
  createdAt: Instant;
  seenAt: Instant;
}

/** A session is noted as used at most so often, in milliseconds: else each page would be a write. */
const noteSeenEvery = 5 * 60_000;

/** The token is random itself: it needs no key to be hashed under. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

const newToken = () => randomBytes(32).toString('base64url');

/** @returns the session's token, for a cookie; only its hash is stored */
export async function addSession(
  trx: Trx,
  { organiserId, device }: { organiserId: string; device: string | null },
  now: Instant,
): Promise<string> {
  const token = newToken();
  await trx
    .insertInto('session')
    .values({
      id: uuid(),
      organiser_id: organiserId,
      token_hash: hashOf(token),
      device,
      created_at: now,
      seen_at: now,
      proved_at: now,
      ended_at: null,
    })
    .execute();
  return token;
}

/**
 * Notes that it has been shown again who it is. The session gets a new token, so that one that somebody else may have
 * come by does not get to do more.
 * @returns the token; undefined when the session has ended
 */
export async function proveSession(trx: Trx, sessionId: string, now: Instant): Promise<string | undefined> {
  const token = newToken();
  const proved = await trx
    .updateTable('session')
    .set({ token_hash: hashOf(token), proved_at: now, seen_at: now })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return proved.length ? token : undefined;
}

const sessionByHash = statement<{ hash: string }>()((db, { hash }) =>
  db
    .selectFrom('session')
    .innerJoin('organiser', 'organiser.id', 'session.organiser_id')
    .select(['session.id', 'session.created_at', 'session.seen_at', 'session.proved_at', 'session.ended_at'])
    .select(['organiser.id as organiser_id', 'organiser.email', 'organiser.name'])
    .where('session.token_hash', '=', hash),
);

const membershipsOf = statement<{ organiserId: string }>()((db, { organiserId }) =>
  db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select(['organisation.id', 'organisation.slug', 'organisation.name', 'membership.role'])
    .where('membership.organiser_id', '=', organiserId),
);

/** Who a session's token belongs to. @returns undefined when it opens nothing, or not any more */
export async function signedInBy(store: Store, token: string, now: Instant): Promise<SignedIn | undefined> {
  const [row] = await sessionByHash(store.read, { hash: hashOf(token) });
  if (!row || !sessionStands({ createdAt: row.created_at, seenAt: row.seen_at, endedAt: row.ended_at }, now)) {
    return undefined;
  }
  if (now - row.seen_at >= noteSeenEvery) await noteSeen(store, row.id, now);
  const memberships = await membershipsOf(store.read, { organiserId: row.organiser_id });
  return {
    sessionId: row.id,
    organiser: { id: row.organiser_id, email: row.email, name: row.name },
    memberships: memberships.map(({ role, ...organisation }) => ({ organisation, role })).sort(byName),
    isProved: now - row.proved_at < provedWithin,
  };
}

const byName = (one: Membership, other: Membership) => compareNames(one.organisation.name, other.organisation.name);

async function noteSeen(store: Store, id: string, now: Instant): Promise<void> {
  await store.transact((trx) =>
    trx.updateTable('session').set({ seen_at: now }).where('id', '=', id).where('ended_at', 'is', null).execute(),
  );
}

/** Ends the session that a token opens; one that opens none ends nothing. */
export async function endSession(trx: Trx, token: string, now: Instant): Promise<void> {
  await trx
    .updateTable('session')
    .set({ ended_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('ended_at', 'is', null)
    .execute();
}

/** Where an organiser is logged in, the one that was used last first. */
export async function sessionsOf(asker: Asker, organiserId: string, now: Instant): Promise<SessionShown[]> {
  const rows = await asker
    .selectFrom('session')
    .select(['id', 'device', 'created_at', 'seen_at', 'ended_at'])
    .where('organiser_id', '=', organiserId)
    .where('ended_at', 'is', null)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      device: row.device,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      endedAt: row.ended_at,
    }))
    .filter((session) => sessionStands(session, now))
    .map(({ endedAt: _, ...session }) => session)
    .sort((one, other) => other.seenAt - one.seenAt);
}

/** Ends one of an organiser's own sessions. @returns whether there was such a one */
export async function revokeSession(
  store: Store,
  { organiserId, sessionId }: { organiserId: string; sessionId: string },
  now: Instant,
): Promise<boolean> {
  const ended = await store.transact((trx) =>
    trx
      .updateTable('session')
      .set({ ended_at: now })
      .where('id', '=', sessionId)
      .where('organiser_id', '=', organiserId)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute(),
  );
  return ended.length > 0;
}
