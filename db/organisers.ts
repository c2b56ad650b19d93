import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { compareNames } from '../domain/language/order';
import { leavesNobody, type Role } from '../domain/role';
import { recordDeed } from './deeds';
import { dutiesOf } from './duties';
import type { Asker, Store, Trx } from './store';
import { tellColleagues } from './tell-colleague';

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
  return rows
    .map((row) => ({
      organiserId: row.id,
      email: row.email,
      name: row.name,
      role: row.role,
      since: row.created_at,
    }))
    .sort((one, other) => compareNames(one.name ?? one.email, other.name ?? other.email));
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

/** Says what an organiser is called: by whom a message is, whom to ask. @param name null: by the address alone */
export async function nameOrganiser(trx: Trx, organiserId: string, name: string | null): Promise<void> {
  await trx.updateTable('organiser').set({ name }).where('id', '=', organiserId).execute();
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

/** Gives a member another role, and tells them; the last administrator stays one. @param of.by who does it */
export async function changeRole(
  store: Store,
  of: { organisationId: string; organiserId: string; role: Role; by: string },
  now: Instant,
): Promise<RoleOutcome> {
  return store.transact(async (trx) => {
    const administrators = await lockAdministrators(trx, store, of.organisationId);
    if (of.role !== 'administrator' && leavesNobody(administrators, of.organiserId)) return 'last-administrator';
    const before = await memberIn(trx, of);
    if (!before) return 'unknown';
    if (before.role === of.role) return 'done';
    await trx
      .updateTable('membership')
      .set({ role: of.role })
      .where('organisation_id', '=', of.organisationId)
      .where('organiser_id', '=', of.organiserId)
      .execute();
    const { organisationId, by, organiserId: organiser, role } = of;
    await recordDeed(trx, { kind: 'member-changed', by, organisationId, facts: { organiser, role } }, now);
    const news = { kind: 'membership' as const, by, organisationId, wasRole: before.role };
    await tellColleagues(trx, store, [organiser], news, now);
    return 'done';
  });
}

/**
 * Takes somebody's role away, and tells them; the last administrator stays.
 * @param of.by who does it: oneself, where one leaves
 * @returns `answers` while they answer for something that is not over: somebody else takes it first (db/hand-over.ts)
 */
export async function removeMember(
  store: Store,
  of: { organisationId: string; organiserId: string; by: string },
  now: Instant,
): Promise<RoleOutcome | 'answers'> {
  return store.transact(async (trx) => {
    const administrators = await lockAdministrators(trx, store, of.organisationId);
    if (leavesNobody(administrators, of.organiserId)) return 'last-administrator';
    const member = await memberIn(trx, of);
    if (!member) return 'unknown';
    if ((await dutiesOf(trx, of.organisationId, member, now)).length) return 'answers';
    await trx
      .deleteFrom('membership')
      .where('organisation_id', '=', of.organisationId)
      .where('organiser_id', '=', of.organiserId)
      .execute();
    const { organisationId, by, organiserId: organiser } = of;
    await recordDeed(trx, { kind: 'member-removed', by, organisationId, facts: { organiser } }, now);
    const news = { kind: 'membership' as const, by, organisationId, wasRole: member.role };
    await tellColleagues(trx, store, [organiser], news, now);
    return 'done';
  });
}

/** Whether an organisation would be left without an administrator if somebody left. */
export async function isLastAdministrator(
  asker: Asker,
  { organisationId, organiserId }: { organisationId: string; organiserId: string },
): Promise<boolean> {
  return leavesNobody(await administratorsOf(asker, organisationId), organiserId);
}

/** Somebody who has a role in an organisation; undefined where they have none there. */
export async function memberIn(
  asker: Asker,
  { organisationId, organiserId }: { organisationId: string; organiserId: string },
): Promise<Member | undefined> {
  const row = await asker
    .selectFrom('membership')
    .innerJoin('organiser', 'organiser.id', 'membership.organiser_id')
    .select(['organiser.id', 'organiser.email', 'organiser.name', 'membership.role', 'membership.created_at'])
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.organiser_id', '=', organiserId)
    .executeTakeFirst();
  return row && { organiserId: row.id, email: row.email, name: row.name, role: row.role, since: row.created_at };
}

/**
 * The ids of an organisation's administrators. On PostgreSQL with the organisation locked: of two who remove each other
 * at the same moment, one stays.
 */
async function lockAdministrators(trx: Trx, store: Store, organisationId: string): Promise<string[]> {
  await lockMembers(trx, store, organisationId);
  return administratorsOf(trx, organisationId);
}

async function administratorsOf(asker: Asker, organisationId: string): Promise<string[]> {
  const rows = await asker
    .selectFrom('membership')
    .select('organiser_id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'administrator')
    .execute();
  return rows.map((row) => row.organiser_id);
}

/** Lets nobody else change who may do what for an organisation, until the transaction ends. SQLite has one writer. */
export async function lockMembers(trx: Trx, { dialect }: Store, organisationId: string): Promise<void> {
  if (dialect !== 'postgres') return;
  await trx.selectFrom('organisation').select('id').where('id', '=', organisationId).forNoKeyUpdate().execute();
}
