import type { Selectable } from 'kysely';
import type { Instant } from '../domain/event';
import type { Language } from '../domain/language/speech';
import { isOver, type Offer } from '../domain/offer';
import { endSignups, entryFacts, setLanguage } from './ending';
import { lockOffer, serveLine } from './line';
import { offerById } from './offers';
import type { Database } from './schema';
import { signupByCode, type SignupRow } from './signup-rows';
import type { Asker, Store, Trx } from './store';
import { tell, tellEach, type News } from './tell';

export type TeamRow = Selectable<Database['team']>;

export type WithdrawOutcome = { kind: 'withdrawn' } | { kind: 'not-captain' } | { kind: 'over' } | { kind: 'unknown' };

/**
 * The captain withdraws the whole team, and every player is told. Again is harmless. CONTRACT §3.13.
 * @param language of the form, in which the captain is told; left out, the signup's own
 */
export async function withdrawTeam(
  store: Store,
  captainsCode: string,
  now: Instant,
  language?: Language,
): Promise<WithdrawOutcome> {
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
    if (language) await setLanguage(trx, known.id, language);
    await endTeam(trx, team, now);
    await serveLine(trx, offer, now);
    return { kind: 'withdrawn' };
  });
}

/**
 * A waiting team is one entry in the line for as long as somebody waits with it. When the last of them leaves, one who
 * waited alone for a place in it waits with it instead. Called before the line is served. CONTRACT §3.11.
 */
export async function keepInLine(trx: Trx, offer: Offer, teamId: string): Promise<void> {
  const team = await trx.selectFrom('team').selectAll().where('id', '=', teamId).executeTakeFirstOrThrow();
  const members = await membersOf(trx, teamId);
  if (team.state !== 'waitlisted' || members.some((member) => member.has_code && isOnTeam(member))) return;
  const room = (offer.teams?.max ?? 0) - (await playersOf(trx, await teamPoolOf(trx, teamId)));
  const reserve = members.find((member) => member.has_code && member.no_place_at === null && member.party_size <= room);
  if (reserve) await trx.updateTable('signup').set({ line_no: null }).where('id', '=', reserve.id).execute();
}

/** What became of a team that its captain has left. CONTRACT §3.13. */
export type TeamAfter = { name: string; number: number } & (
  | { kind: 'led-by'; captain: { id: string; name: string } }
  /** `names`: of players without a code, whom nobody tells; `inLine`: who waited alone for a place in it, and is told. */
  | { kind: 'ended'; names: TeamMate[]; inLine: TeamMate[] }
);

export interface TeamMate {
  id: string;
  name: string;
  people: number;
}

/**
 * What a team becomes when one has left it, after the line was served: a captain's role goes to the next player with a
 * code, who is told. A team on which only names are left ends, and gives its place back. CONTRACT §3.13.
 * @returns null where it goes on as it was
 */
export async function leaveTeam(trx: Trx, left: SignupRow, now: Instant): Promise<TeamAfter | null> {
  if (!left.team_id) return null;
  const team = await trx.selectFrom('team').selectAll().where('id', '=', left.team_id).executeTakeFirstOrThrow();
  if (team.state === 'cancelled') return null;
  const { name, number } = team;
  const members = await membersOf(trx, team.id);
  const players = members.filter((member) => member.has_code);
  const next = players.find(isOnTeam);
  if (!next) {
    await endTeam(trx, team, now);
    const names = members.filter((member) => !member.has_code).map(mateOf);
    return { kind: 'ended', name, number, names, inLine: players.map(mateOf) };
  }
  if (players.some((player) => player.id === team.captain_id)) return null;
  await passCaptaincy(trx, team, next, now);
  return { kind: 'led-by', name, number, captain: { id: next.id, name: next.name } };
}

const mateOf = ({ id, name, party_size: people }: SignupRow): TeamMate => ({ id, name, people });

/** Whether a member is on the team, or waits with it; the others wait alone for a place in it. */
export const isOnTeam = (member: Pick<SignupRow, 'state' | 'line_no'>): boolean =>
  member.state === 'confirmed' || member.line_no === null;

async function passCaptaincy(trx: Trx, team: TeamRow, next: SignupRow, now: Instant): Promise<void> {
  await trx.updateTable('team').set({ captain_id: next.id }).where('id', '=', team.id).execute();
  await trx
    .updateTable('signup')
    .set((eb) => ({ sequence: eb('sequence', '+', 1), updated_at: now }))
    .where('id', '=', next.id)
    .execute();
  await tell(trx, [next], 'captain', {}, now);
}

/** What a team's captain is called; undefined once nobody leads it, or its people are erased. */
export async function captainNameOf(asker: Asker, teamId: string): Promise<string | undefined> {
  const captain = await asker
    .selectFrom('team')
    .innerJoin('signup', 'signup.id', 'team.captain_id')
    .select('signup.name')
    .where('team.id', '=', teamId)
    .where('signup.state', '<>', 'cancelled')
    .executeTakeFirst();
  return captain?.name;
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

/** Ends a team: everybody left on it or waiting for it is told, and its place is free. Whoever calls serves the line. */
async function endTeam(trx: Trx, team: TeamRow, now: Instant): Promise<void> {
  const members = await membersOf(trx, team.id);
  // ended first: none of them is another's living signup with the same address
  await endSignups(trx, members, now);
  await trx
    .updateTable('team')
    .set({ state: 'cancelled', line_no: null, words: null })
    .where('id', '=', team.id)
    .execute();
  await trx.updateTable('claim').set({ state: 'ended' }).where('holder_id', '=', team.id).execute();
  const news: News[] = [];
  for (const addressee of members) {
    news.push({ addressee, kind: 'team-withdrawn', facts: await entryFacts(trx, addressee) });
  }
  await tellEach(trx, news, now);
}
