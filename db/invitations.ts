import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import type { Role } from '../domain/role';
import { recordDeed } from './deeds';
import { giveRole, nameOrganiser, organiserFor } from './organisers';
import type { Asker, Store } from './store';
import { tellInvitation } from './tell';

/** How long an invitation can be accepted, in milliseconds. */
const invitationStands = 14 * 24 * 3600_000;

/** An invitation that has been neither accepted nor taken back. */
export interface InvitationShown {
  id: string;
  email: string;
  role: Role;
  createdAt: Instant;
  expiresAt: Instant;
}

/** Those who have been invited and have not answered, the latest first. */
export async function invitationsOf(asker: Asker, organisationId: string, now: Instant): Promise<InvitationShown[]> {
  const rows = await asker
    .selectFrom('invitation')
    .select(['id', 'email', 'role', 'created_at', 'expires_at'])
    .where('organisation_id', '=', organisationId)
    .where('settled_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      email: row.email,
      role: row.role,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }))
    .sort((one, other) => other.createdAt - one.createdAt);
}

/**
 * Invites an address to an organisation by mail. One that was invited before is invited anew, and the earlier mail opens
 * nothing more.
 * @returns `already` where they have a role there
 */
export async function invite(
  store: Store,
  to: { organisationId: string; email: string; role: Role; by: string },
  now: Instant,
): Promise<'invited' | 'already'> {
  return store.transact(async (trx) => {
    const member = await trx
      .selectFrom('membership')
      .innerJoin('organiser', 'organiser.id', 'membership.organiser_id')
      .select('organiser.id')
      .where('membership.organisation_id', '=', to.organisationId)
      .where('organiser.email', '=', to.email)
      .executeTakeFirst();
    if (member) return 'already';
    await trx
      .updateTable('invitation')
      .set({ settled_at: now })
      .where('organisation_id', '=', to.organisationId)
      .where('email', '=', to.email)
      .where('settled_at', 'is', null)
      .execute();
    const { nonce, tokenHash } = store.codes.freshInvitation();
    const id = uuid();
    await trx
      .insertInto('invitation')
      .values({
        id,
        organisation_id: to.organisationId,
        email: to.email,
        role: to.role,
        invited_by: to.by,
        nonce,
        token_hash: tokenHash,
        created_at: now,
        expires_at: now + invitationStands,
        settled_at: null,
      })
      .execute();
    await tellInvitation(trx, id, now);
    const { organisationId, by, role } = to;
    await recordDeed(trx, { kind: 'member-invited', by, organisationId, facts: { role } }, now);
    return 'invited';
  });
}

/** Takes an invitation back. @returns whether there was such a one */
export async function withdrawInvitation(
  store: Store,
  { organisationId, id }: { organisationId: string; id: string },
  now: Instant,
): Promise<boolean> {
  const settled = await store.transact((trx) =>
    trx
      .updateTable('invitation')
      .set({ settled_at: now })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .where('settled_at', 'is', null)
      .returning('id')
      .execute(),
  );
  return settled.length > 0;
}

/** What an invitation asks, for the page where it is accepted. @returns undefined when it opens nothing (any more) */
export async function invitationByToken(
  store: Store,
  token: string,
  now: Instant,
): Promise<
  | { id: string; email: string; role: Role; name: string | null; organisation: { slug: string; name: string } }
  | undefined
> {
  const row = await store.read
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .leftJoin('organiser', 'organiser.email', 'invitation.email')
    .select(['invitation.id', 'invitation.email', 'invitation.role', 'organisation.slug', 'organisation.name'])
    .select('organiser.name as own_name')
    .where('invitation.token_hash', 'in', store.codes.tokenHashesOf(token))
    .where('invitation.settled_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, email, role, own_name: name } = row;
  return { id, email, role, name, organisation: { slug: row.slug, name: row.name } };
}

/**
 * Accepts an invitation: the address has shown that it is read, so it becomes an organiser's. It logs nobody in.
 * @param name what they want to be called; null: as before
 * @returns the organisation's slug and the address, or undefined when the invitation opens nothing (any more)
 */
export async function acceptInvitation(
  store: Store,
  token: string,
  name: string | null,
  now: Instant,
): Promise<{ organisation: string; email: string } | undefined> {
  return store.transact(async (trx) => {
    const hashes = store.codes.tokenHashesOf(token);
    const [settled] = await trx
      .updateTable('invitation')
      .set({ settled_at: now })
      .where('token_hash', 'in', hashes)
      .where('settled_at', 'is', null)
      .where('expires_at', '>', now)
      .returning(['organisation_id', 'email', 'role'])
      .execute();
    if (!settled) return undefined;
    const { organisation_id: organisationId, email, role } = settled;
    const organiserId = await organiserFor(trx, { email, name }, now);
    if (name !== null) await nameOrganiser(trx, organiserId, name);
    const has = await trx
      .selectFrom('membership')
      .select('role')
      .where('organisation_id', '=', organisationId)
      .where('organiser_id', '=', organiserId)
      .executeTakeFirst();
    // a role that they were given meanwhile stands: an old mail must not make the last administrator something else
    if (!has) {
      await giveRole(trx, { organisationId, organiserId, role }, now);
      const facts = { organiser: organiserId, role };
      await recordDeed(trx, { kind: 'member-joined', by: organiserId, organisationId, facts }, now);
    }
    const { slug } = await trx
      .selectFrom('organisation')
      .select('slug')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow();
    return { organisation: slug, email };
  });
}
