import { sql } from 'kysely';
import type { Instant } from '../domain/event';
import { mayNudge, nudgeDue, watchedBefore, type NudgeStep, type ShortTeam } from '../domain/nudge';
import { isOver } from '../domain/offer';
import { shortBy } from '../domain/team';
import { recordDeed } from './deeds';
import { lockOffer, lockOfferBySlug } from './line';
import { offerById } from './offers';
import type { Asker, Store, Trx } from './store';
import { addresseeColumns, tell } from './tell';

/** A team that has its place, with how many it is. */
interface CountedTeam {
  id: string;
  captainId: string | null;
  players: number;
}

/**
 * What time alone does about teams that are too few: notes since when they are, and reminds their captains when it is
 * due (domain/nudge.ts), each step once. Done by the worker; an event where there is nothing to do is only read.
 * @returns how many captains were told
 */
export async function nudgeByClock(store: Store, now: Instant): Promise<number> {
  const events = await store.read
    .selectFrom('event')
    .select(['id', 'start_at', 'team_min'])
    .where('status', '=', sql.lit('published' as const))
    .where('team_max', 'is not', null)
    .where('start_at', '>', now)
    .where('start_at', '<=', now + watchedBefore)
    .execute();
  let told = 0;
  for (const { id, start_at: startAt, team_min: min } of events) {
    const event = { id, startAt, min: min ?? 1 };
    const plan = await planOf(store.read, event, now);
    if (!plan.noted.length && !plan.due.length) continue;
    told += await store.transact(async (trx) => {
      await lockOffer(trx, store.dialect, id);
      return carryOut(trx, await planOf(trx, event, now), now);
    });
  }
  return told;
}

interface Plan {
  /** Teams that have become too few, or enough. */
  noted: { teamId: string; shortSince: Instant | null }[];
  due: { teamId: string; captainId: string; step: NudgeStep }[];
}

async function planOf(
  asker: Asker,
  event: { id: string; startAt: Instant | null; min: number },
  now: Instant,
): Promise<Plan> {
  const teams = await countedTeams(asker, event.id);
  const rows = await asker
    .selectFrom('nudging')
    .selectAll()
    .where('team_id', 'in', ['', ...teams.map(({ id }) => id)])
    .execute();
  const known = new Map(rows.map((row) => [row.team_id, row]));
  const byHand = await lastNudgedByHand(asker, event.id);
  const plan: Plan = { noted: [], due: [] };
  for (const { id, captainId, players } of teams) {
    const row = known.get(id);
    const isShort = shortBy(players, event) > 0;
    const since = isShort ? (row?.short_since ?? now) : null;
    if (since !== (row?.short_since ?? null)) plan.noted.push({ teamId: id, shortSince: since });
    const { first_at: first = null, second_at: second = null } = row ?? {};
    const team: ShortTeam = { shortSince: since, first, second, byHand };
    const step = nudgeDue(team, event.startAt, now);
    if (step && captainId !== null) plan.due.push({ teamId: id, captainId, step });
  }
  return plan;
}

async function carryOut(trx: Trx, { noted, due }: Plan, now: Instant): Promise<number> {
  for (const { teamId, shortSince } of noted) {
    await trx
      .insertInto('nudging')
      .values({ team_id: teamId, short_since: shortSince, first_at: null, second_at: null })
      .onConflict((conflict) => conflict.column('team_id').doUpdateSet({ short_since: shortSince }))
      .execute();
  }
  for (const { teamId, step } of due) {
    const set = step === 'first' ? { first_at: now } : { second_at: now };
    await trx.updateTable('nudging').set(set).where('team_id', '=', teamId).execute();
  }
  return tellCaptains(
    trx,
    due.map(({ captainId }) => captainId),
    now,
  );
}

export type NudgeOutcome =
  /** `told`: captains who were mailed, or are on the call list now. */
  { kind: 'nudged'; told: number } | { kind: 'too-soon'; lastAt: Instant } | { kind: 'nobody' } | { kind: 'over' };

/** The organiser reminds the captains of all teams that are too few: at most once an hour. */
export async function nudgeCaptains(
  store: Store,
  at: { slug: string; by: string; organisationId: string },
  now: Instant,
): Promise<NudgeOutcome> {
  return store.transact(async (trx) => {
    await lockOfferBySlug(trx, store.dialect, { type: 'event', slug: at.slug });
    const event = await trx.selectFrom('event').select('id').where('slug', '=', at.slug).executeTakeFirst();
    const offer = event && (await offerById(trx, 'event', event.id));
    if (!offer?.teams || offer.status !== 'published' || isOver(offer, now)) return { kind: 'over' };
    const { teams: terms } = offer;
    const lastAt = await lastNudgedByHand(trx, offer.id);
    if (lastAt !== null && !mayNudge(lastAt, now)) return { kind: 'too-soon', lastAt };
    const short = (await countedTeams(trx, offer.id)).filter(({ players }) => shortBy(players, terms) > 0);
    const captains = short.flatMap(({ captainId }) => captainId ?? []);
    const told = await tellCaptains(trx, captains, now);
    if (!told) return { kind: 'nobody' };
    const facts = { count: told, ids: short.map(({ id }) => id) };
    const { by, organisationId } = at;
    await recordDeed(trx, { kind: 'captains-nudged', by, organisationId, offerId: offer.id, facts }, now);
    return { kind: 'nudged', told };
  });
}

/** When the organiser last reminded the captains of an event's teams. */
export async function lastNudgedByHand(asker: Asker, eventId: string): Promise<Instant | null> {
  const row = await asker
    .selectFrom('deed')
    .select('at')
    .where('offer_id', '=', eventId)
    .where('offer_id', 'is not', null)
    .where('kind', '=', 'captains-nudged')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Those whose captain has left are told nothing: a team has always one who has a code, unless it has ended. */
async function tellCaptains(trx: Trx, captainIds: readonly string[], now: Instant): Promise<number> {
  if (!captainIds.length) return 0;
  const captains = await trx
    .selectFrom('signup')
    .select(addresseeColumns)
    .where('id', 'in', captainIds)
    .where('has_code', '=', 1)
    .execute();
  await tell(trx, captains, 'team-incomplete', {}, now);
  return captains.length;
}

async function countedTeams(asker: Asker, eventId: string): Promise<CountedTeam[]> {
  const rows = await asker
    .selectFrom('team')
    .leftJoin('signup', (join) =>
      join.onRef('signup.team_id', '=', 'team.id').on('signup.state', '=', sql.lit('confirmed' as const)),
    )
    .select(['team.id', 'team.captain_id', 'signup.party_size'])
    .where('team.event_id', '=', eventId)
    .where('team.state', '=', sql.lit('confirmed' as const))
    .execute();
  const teams = new Map<string, CountedTeam>();
  for (const row of rows) {
    const team = teams.get(row.id) ?? { id: row.id, captainId: row.captain_id, players: 0 };
    team.players += row.party_size ?? 0;
    teams.set(row.id, team);
  }
  return [...teams.values()];
}
