import { sql } from 'kysely';
import { type Claim, type Pools, type PoolState } from '../domain/capacity';
import type { Instant } from '../domain/event';
import type { Offer } from '../domain/offer';
import { hasStarted, serve, type Line, type Waiting } from '../domain/waitlist';
import { firstStart } from '../domain/wish';
import type { Asker, Dialect, Trx } from './store';
import { addresseeColumns, tell } from './tell';

/**
 * Makes every change of an offer's places wait for the one before. The offer's own pool is the lock: it always
 * exists, and a line runs over the whole offer, so a lock on each pool would guard nothing more. What is counted must
 * be counted in a later statement than this one: PostgreSQL would otherwise count what stood before the wait.
 */
export async function lockOffer(trx: Trx, dialect: Dialect, offerId: string): Promise<void> {
  if (dialect === 'sqlite') return; // BEGIN IMMEDIATE is the lock
  await trx
    .selectFrom('pool')
    .select('id')
    .where('offer_id', '=', offerId)
    .where('of', 'in', ['event', 'series'])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** An offer's line and pools, for a decision (after `lockOffer`) or for a page. */
export async function readLine(asker: Asker, offer: Offer): Promise<Line> {
  return { waiting: await waitingFor(asker, offer), pools: await poolsOf(asker, offer.id) };
}

/**
 * Serves the line of an offer and writes what came of it: who got places, and the notices that say so. Called after
 * every change that could have freed a place, in the same transaction. CONTRACT §3.2, §3.3.
 * @returns the line that is left, and the pools afterwards
 */
export async function serveLine(trx: Trx, offer: Offer, now: Instant): Promise<Line> {
  const line = await readLine(trx, offer);
  if (!line.waiting.length || offer.status !== 'published') return line;
  const { served, pools } = serve(line.waiting, line.pools, now);
  for (const id of served) await promote(trx, id, now);
  return { waiting: line.waiting.filter((one) => !served.includes(one.id)), pools };
}

/** Who waits although what they wait for has begun: they are told once that no place came. CONTRACT §3.3. */
export async function tellThatNoPlaceCame(trx: Trx, offer: Offer, now: Instant): Promise<void> {
  if (offer.status !== 'published') return;
  const late = (await waitingFor(trx, offer)).filter((one) => hasStarted(one, now)).map((one) => one.id);
  if (!late.length) return;
  const signups = await trx
    .updateTable('signup')
    .set((eb) => ({ no_place_at: now, sequence: eb('sequence', '+', 1), updated_at: now }))
    .where('state', '=', 'waitlisted')
    .where('no_place_at', 'is', null)
    .where((eb) => eb.or([eb('id', 'in', late), eb.and([eb('team_id', 'in', late), eb('line_no', 'is', null)])]))
    .returning(addresseeColumns)
    .execute();
  await tell(trx, signups, 'no-place', {}, now);
}

/** The number for one who goes last in an offer's line. */
export async function lastInLine(trx: Trx, offer: Pick<Offer, 'id' | 'type'>): Promise<number> {
  const signups = await trx
    .selectFrom('signup')
    .select((eb) => eb.fn.max('line_no').as('last'))
    .where('offer_id', '=', offer.id)
    .where('state', '=', 'waitlisted')
    .executeTakeFirst();
  const teams =
    offer.type === 'event'
      ? await trx
          .selectFrom('team')
          .select((eb) => eb.fn.max('line_no').as('last'))
          .where('event_id', '=', offer.id)
          .where('state', '=', 'waitlisted')
          .executeTakeFirst()
      : undefined;
  return 1 + Math.max(signups?.last ?? 0, teams?.last ?? 0);
}

async function poolsOf(asker: Asker, offerId: string): Promise<Pools> {
  const rows = await asker
    .selectFrom('pool')
    .select(['id', 'of', 'capacity', 'audience', 'kept_until'])
    .select((eb) =>
      eb
        .selectFrom('claim')
        .select((claim) => claim.fn.coalesce(claim.fn.sum<number>('claim.places'), sql<number>`0`).as('taken'))
        .whereRef('claim.pool_id', '=', 'pool.id')
        .where('claim.state', '=', 'held')
        .as('taken'),
    )
    .where('offer_id', '=', offerId)
    .execute();
  const pools = new Map<string, PoolState>();
  for (const row of rows) {
    if (row.of !== 'kept') pools.set(row.id, { id: row.id, capacity: row.capacity, taken: row.taken ?? 0, kept: [] });
  }
  const kept = rows.filter((row) => row.of === 'kept');
  const own = rows.find((row) => row.of === 'event' || row.of === 'series');
  if (!own || !kept.length) return pools;
  const held = await asker
    .selectFrom('claim')
    .innerJoin('signup', 'signup.id', 'claim.signup_id')
    .select(['signup.audience', (eb) => eb.fn.sum<number>('claim.places').as('places')])
    .where('claim.pool_id', '=', own.id)
    .where('claim.state', '=', 'held')
    .groupBy('signup.audience')
    .execute();
  pools.set(own.id, {
    ...pools.get(own.id)!,
    kept: kept.map((row) => ({
      audience: row.audience ?? '',
      places: row.capacity ?? 0,
      until: row.kept_until,
      held: held.find((group) => group.audience === row.audience)?.places ?? 0,
    })),
  });
  return pools;
}

async function waitingFor(asker: Asker, offer: Offer): Promise<Waiting[]> {
  const rows = await asker
    .selectFrom('signup')
    .leftJoin('claim', (join) => join.onRef('claim.holder_id', '=', 'signup.id').on('claim.state', '=', 'waiting'))
    .leftJoin('team', 'team.id', 'signup.team_id')
    .select(['signup.id', 'signup.line_no', 'signup.party_size', 'signup.audience', 'signup.team_id'])
    .select(['claim.pool_id', 'claim.places', 'team.state as team_state', 'team.line_no as team_line_no'])
    .where('signup.offer_id', '=', offer.id)
    .where('signup.state', '=', 'waitlisted')
    .where('signup.no_place_at', 'is', null)
    .execute();
  const entries = new Map<string, Waiting & { lineNo: number; signupIds: Set<string> }>();
  for (const row of rows) {
    const withTeam = row.line_no === null && row.team_id !== null;
    const id = withTeam ? row.team_id! : row.id;
    const entry = entries.get(id) ?? {
      id,
      lineNo: (withTeam ? row.team_line_no : row.line_no) ?? 0,
      claims: withTeam && offer.teams ? [{ poolId: offer.teams.poolId, places: 1, audience: null }] : [],
      startsAt: offer.startAt,
      people: 0,
      after: !withTeam && row.team_state === 'waitlisted' ? row.team_id : null,
      signupIds: new Set<string>(),
    };
    entries.set(id, entry);
    if (!entry.signupIds.has(row.id)) {
      entry.signupIds.add(row.id);
      entry.people += row.party_size;
    }
    if (row.pool_id !== null && row.places !== null) {
      entry.claims.push({ poolId: row.pool_id, places: row.places, audience: row.audience });
    }
  }
  return [...entries.values()]
    .sort((one, other) => one.lineNo - other.lineNo || (one.id < other.id ? -1 : 1))
    .map(({ id, claims, people, after }) => ({
      id,
      claims,
      people,
      after: after ?? null,
      startsAt: firstStart(offer, partsOf(offer, claims)),
    }));
}

function partsOf(offer: Offer, claims: readonly Claim[]) {
  return offer.parts.filter((part) => claims.some((claim) => claim.poolId === part.poolId));
}

/** Gives one who waited the places: a signup, or a team with everybody who waits with it. */
async function promote(trx: Trx, id: string, now: Instant): Promise<void> {
  const team = await trx
    .updateTable('team')
    .set({ state: 'confirmed', line_no: null })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  const signups = await trx
    .updateTable('signup')
    .set((eb) => ({ state: 'confirmed' as const, line_no: null, sequence: eb('sequence', '+', 1), updated_at: now }))
    .where('state', '=', 'waitlisted')
    .where((eb) => (team ? eb.and([eb('team_id', '=', id), eb('line_no', 'is', null)]) : eb('id', '=', id)))
    .returning(addresseeColumns)
    .execute();
  await trx
    .updateTable('claim')
    .set({ state: 'held' })
    .where('state', '=', 'waiting')
    .where('holder_id', 'in', [...signups.map((signup) => signup.id), id])
    .execute();
  await tell(trx, signups, 'promoted', {}, now);
}
