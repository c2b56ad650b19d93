import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { leavesNobody, type Role } from '../domain/role';
import type { Asker, Store, Trx } from './store';

/** Somebody who has a role in an organisation. */
export interface Member {
  organiserId: string;
  email: string;
  name: string | null;
  role: Role;
  since: Instant;
}

/** Those who have a role in an organisation, in the order of their names or addresses. */
export async function membersOf(asker: Asker, organisationId: string): Promise<Member[]> {
  const rows = await asker
    .selectFrom('membership')
    .innerJoin('organiser', 'organiser.id', 'membership.organiser_id')
    .select(['organiser.id', 'organiser.email', 'organiser.name', 'membership.role', 'membership.created_at'])
    .where('membership.organisation_id', '=', organisationId)
    .execute();
  const collator = new Intl.Collator('sv');
  return rows
    .map((row) => ({
      organiserId: row.id,
      email: row.email,
      name: row.name,
      role: row.role,
      since: row.created_at,
    }))
    .sort((one, other) => collator.compare(one.name ?? one.email, other.name ?? other.email));
}

/**
 * Gives somebody a role in an organisation, who need not have been known before: `npm run organiser -- add`.
 * @param who.email as `readEmail` writes it
 * @returns `unknown` where there is no such organisation; `changed` where they had another role; `already` where they
 *   had this one
 */
export async function addOrganiser(
  store: Store,
  who: { email: string; name: string | null; organisation: string; role: Role },
  now: Instant,
): Promise<'added' | 'changed' | 'already' | 'unknown'> {
  return store.transact(async (trx) => {
    const organisation = await trx
      .selectFrom('organisation')
      .select('id')
      .where('slug', '=', who.organisation)
      .executeTakeFirst();
    if (!organisation) return 'unknown';
    const organiserId = await organiserFor(trx, who, now);
    return giveRole(trx, { organisationId: organisation.id, organiserId, role: who.role }, now);
  });
}

/** The organiser with this address, made when there is none. */
export async function organiserFor(
  trx: Trx,
  { email, name }: { email: string; name: string | null },
  now: Instant,
): Promise<string> {
  await trx
    .insertInto('organiser')
    .values({ id: uuid(), email, name, created_at: now })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
  const { id } = await trx.selectFrom('organiser').select('id').where('email', '=', email).executeTakeFirstOrThrow();
  return id;
}

export async function giveRole(
  trx: Trx,
  { organisationId, organiserId, role }: { organisationId: string; organiserId: string; role: Role },
  now: Instant,
): Promise<'added' | 'changed' | 'already'> {
  const before = await trx
    .selectFrom('membership')
    .select('role')
    .where('organisation_id', '=', organisationId)
    .where('organiser_id', '=', organiserId)
    .executeTakeFirst();
  if (before?.role === role) return 'already';
  await trx
    .insertInto('membership')
    .values({ organisation_id: organisationId, organiser_id: organiserId, role, created_at: now })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'organiser_id']).doUpdateSet({ role }))
    .execute();
  return before ? 'changed' : 'added';
}

/** What became of a change of somebody's role. */
export type RoleOutcome = 'done' | 'unknown' | 'last-administrator';

/** Gives a member another role; the last administrator stays one. */
export async function changeRole(
  store: Store,
  of: { organisationId: string; organiserId: string; role: Role },
): Promise<RoleOutcome> {
  return store.transact(async (trx) => {
    const administrators = await lockAdministrators(trx, store, of.organisationId);
    if (of.role !== 'administrator' && leavesNobody(administrators, of.organiserId)) return 'last-administrator';
    const changed = await trx
      .updateTable('membership')
      .set({ role: of.role })
      .where('organisation_id', '=', of.organisationId)
      .where('organiser_id', '=', of.organiserId)
      .returning('organiser_id')
      .execute();
    return changed.length ? 'done' : 'unknown';
  });
}

/** Takes somebody's role away; the last administrator stays. */
export async function removeMember(
  store: Store,
  of: { organisationId: string; organiserId: string },
): Promise<RoleOutcome> {
  return store.transact(async (trx) => {
    const administrators = await lockAdministrators(trx, store, of.organisationId);
    if (leavesNobody(administrators, of.organiserId)) return 'last-administrator';
    const removed = await trx
      .deleteFrom('membership')
      .where('organisation_id', '=', of.organisationId)
      .where('organiser_id', '=', of.organiserId)
      .returning('organiser_id')
      .execute();
    return removed.length ? 'done' : 'unknown';
  });
}

/**
 * The ids of an organisation's administrators. On PostgreSQL with the organisation locked: of two who remove each other
 * at the same moment, one stays.
 */
async function lockAdministrators(trx: Trx, { dialect }: Store, organisationId: string): Promise<string[]> {
  if (dialect === 'postgres') {
    await trx.selectFrom('organisation').select('id').where('id', '=', organisationId).forUpdate().execute();
  }
  const rows = await trx
    .selectFrom('membership')
    .select('organiser_id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'administrator')
    .execute();
  return rows.map((row) => row.organiser_id);
}
