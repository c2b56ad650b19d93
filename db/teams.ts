import type { Selectable } from 'kysely';
import type { Instant } from '../domain/event';
import { isOver } from '../domain/offer';
import { endSignups, entryFacts } from './ending';
import { lockOffer, serveLine } from './line';
import { offerById } from './offers';
import type { Database } from './schema';
import { signupByCode, type SignupRow } from './signups';
import type { Asker, Store, Trx } from './store';
import { tell } from './tell';

export type TeamRow = Selectable<Database['team']>;

export type WithdrawOutcome = { kind: 'withdrawn' } | { kind: 'not-captain' } | { kind: 'over' } | { kind: 'unknown' };

/** The captain withdraws the whole team, and every player is told. Again is harmless. CONTRACT §3.13. */
export async function withdrawTeam(store: Store, captainsCode: string, now: Instant): Promise<WithdrawOutcome> {
  return store.transact(async (trx) => {
    const known = await signupByCode(store, trx, captainsCode);
    if (!known) return { kind: 'unknown' };
    await lockOffer(trx, store.dialect, known.offer_id);
    const team = known.team_id
      ? await trx.selectFrom('team').selectAll().where('id', '=', known.team_id).executeTakeFirst()
      : undefined;
    if (!team || team.captain_id !== known.id) return { kind: 'not-captain' };
    if (team.state === 'cancelled') return { kind: 'withdrawn' };
    const offer = await offerById(trx, 'event', team.event_id);
    if (isOver(offer, now)) return { kind: 'over' };
    const members = await membersOf(trx, team.id);
    const facts = new Map<string, { withdrawEntry: boolean }>();
    for (const member of members) facts.set(member.id, await entryFacts(trx, member));
    await endSignups(trx, members, now);
    await endTeam(trx, team);
    for (const member of members) {
      await tell(trx, [member], 'team-withdrawn', { ...facts.get(member.id), teamId: team.id }, now);
    }
    await serveLine(trx, offer, now);
    return { kind: 'withdrawn' };
  });
}

/**
 * What a team becomes when one has left it: a captain's role goes to the next player with a code, who is told; a team
 * that has nobody with a code left ends, and gives its place back. CONTRACT §3.13.
 */
export async function leaveTeam(trx: Trx, left: SignupRow, now: Instant): Promise<void> {
  if (!left.team_id) return;
  const team = await trx.selectFrom('team').selectAll().where('id', '=', left.team_id).executeTakeFirstOrThrow();
  if (team.state === 'cancelled') return;
  const members = await membersOf(trx, team.id);
  const next = members.find((member) => member.has_code);
  if (!next) {
    await endSignups(trx, members, now);
    await endTeam(trx, team);
  } else if (team.captain_id === left.id) {
    await trx.updateTable('team').set({ captain_id: next.id }).where('id', '=', team.id).execute();
    await tell(trx, [next], 'captain', {}, now);
  }
}

/** Whether a captain who leaves would end the team, because only names would be left. */
export async function leavesOnlyNames(asker: Asker, signup: Pick<SignupRow, 'id' | 'team_id'>): Promise<boolean> {
  if (!signup.team_id) return false;
  const members = await membersOf(asker, signup.team_id);
  return !members.some((member) => member.has_code && member.id !== signup.id);
}

/** Everybody on a team who has not left, the captain's successor order: who came first. */
export async function membersOf(asker: Asker, teamId: string): Promise<SignupRow[]> {
  return asker
    .selectFrom('signup')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('state', '<>', 'cancelled')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The team that a code leads to, also one that has been withdrawn. */
export async function teamByCode(store: Store, asker: Asker, code: string): Promise<TeamRow | undefined> {
  return asker.selectFrom('team').selectAll().where('code_hash', 'in', store.codes.hashesOf(code)).executeTakeFirst();
}

/** The team that three words lead to, `sol-bok-hav`. */
export async function teamByWords(asker: Asker, words: string): Promise<TeamRow | undefined> {
  return asker
    .selectFrom('team')
    .selectAll()
    .where('words', '=', words)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
}

/** The pool of a team's players. */
export async function teamPoolOf(asker: Asker, teamId: string): Promise<string> {
  const { id } = await asker.selectFrom('pool').select('id').where('team_id', '=', teamId).executeTakeFirstOrThrow();
  return id;
}

/** Players on a team, those who wait with it included, those who wait for a place in it not. */
export async function playersOf(asker: Asker, poolId: string): Promise<number> {
  const { places } = await asker
    .selectFrom('claim')
    .innerJoin('signup', 'signup.id', 'claim.signup_id')
    .select((eb) => eb.fn.sum<number | null>('claim.places').as('places'))
    .where('claim.pool_id', '=', poolId)
    .where('claim.state', '<>', 'ended')
    .where((eb) => eb.or([eb('signup.state', '=', 'confirmed'), eb('signup.line_no', 'is', null)]))
    .executeTakeFirstOrThrow();
  return places ?? 0;
}

async function endTeam(trx: Trx, team: TeamRow): Promise<void> {
  await trx
    .updateTable('team')
    .set({ state: 'cancelled', line_no: null, words: null })
    .where('id', '=', team.id)
    .execute();
  await trx.updateTable('claim').set({ state: 'ended' }).where('holder_id', '=', team.id).execute();
}
