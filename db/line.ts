import { sql } from 'kysely';
import { fits } from '../domain/capacity';
import type { Instant } from '../domain/event';
import { withoutSignup, type Offer } from '../domain/offer';
import { hasStarted, serve, type Line, type Newcomer, type Waiting } from '../domain/waitlist';
import { firstStart } from '../domain/wish';
import { countPools, type Counted } from './pools';
import { showsPlacesOf } from './revisions';
import { statement } from './statement';
import type { Asker, Dialect, Trx } from './store';
import { addresseeColumns, tell, type Addressee } from './tell';

const selectLocks = (db: Asker) =>
  db.selectFrom('pool').select('id').where('of', 'in', ['event', 'series']).orderBy('id').forUpdate();
const lockById = statement<{ id: string }>()((db, { id }) => selectLocks(db).where('offer_id', '=', id));
const lockBySlug = {
  event: statement<{ slug: string }>()((db, { slug }) =>
    selectLocks(db).where('offer_id', '=', db.selectFrom('event').select('id').where('slug', '=', slug)),
  ),
  series: statement<{ slug: string }>()((db, { slug }) =>
    selectLocks(db).where('offer_id', '=', db.selectFrom('series').select('id').where('slug', '=', slug)),
  ),
};

/**
 * Makes every change of an offer's places wait for the one before. The offer's own pool is the lock: it always
 * exists, and a line runs over the whole offer, so a lock on each pool would guard nothing more. What is counted must
 * be counted in a later statement than this one: PostgreSQL would otherwise count what stood before the wait.
 */
export async function lockOffer(trx: Trx, dialect: Dialect, offerId: string): Promise<void> {
  if (dialect === 'sqlite') return; // BEGIN IMMEDIATE is the lock
  await lockById(trx, { id: offerId });
}

/** The same by what an address says; one that leads nowhere locks nothing. */
export async function lockOfferBySlug(
  trx: Trx,
  dialect: Dialect,
  { type, slug }: Pick<Offer, 'type' | 'slug'>,
): Promise<void> {
  if (dialect === 'sqlite') return;
  await lockBySlug[type](trx, { slug });
}

/**
 * An offer's line and pools, for a decision (after `lockOffer`) or for a page. Who stood in the line of what takes no
 * signups any more waits for nothing: there is no line, and theirs is there again if signup is (decision 0112).
 * @param counted where one has counted
 */
export async function readLine(asker: Asker, offer: Offer, counted?: Counted): Promise<Line> {
  await showsPlacesOf(asker, [offer.id]);
  const { pools, hasLine } = counted ?? (await countPools(asker, offer.id));
  return { waiting: hasLine && !withoutSignup(offer) ? await waitingFor(asker, offer) : [], pools };
}

/**
 * Serves the line of an offer and writes what came of it: who got places, and the notices that say so. Called after
 * every change that could have freed a place, in the same transaction. CONTRACT §3.2, §3.3.
 * @param counted where one has counted since the last change
 * @returns the line that is left, and the pools afterwards
 */
export async function serveLine(trx: Trx, offer: Offer, now: Instant, counted?: Counted): Promise<Line> {
  const line = await readLine(trx, offer, counted);
  if (!line.waiting.length || offer.status !== 'published') return line;
  const { served, pools: left } = serve(line.waiting, line.pools, now);
  await letIn(trx, served, now);
  const gone = new Set(served);
  return { waiting: line.waiting.filter((one) => !gone.has(one.id)), pools: left };
}

/**
 * The line that a newcomer goes last in, and the pools once it is served: a newcomer is let in only to what those who
 * wait could not take. One who fits in nothing overtakes nobody, and the line of a full event can be long: it is read
 * only where its length matters, or where time may have released kept places to it.
 * @param counted as it is now
 */
export async function lineBefore(
  trx: Trx,
  offer: Offer,
  newcomer: Newcomer,
  counted: Counted,
  now: Instant,
): Promise<Line> {
  const { pools } = counted;
  const fitsNow = fits(newcomer.claims, pools, now);
  const keeps = [...pools.values()].some(({ kept }) => kept.length > 0);
  if (!fitsNow && !keeps && offer.waitlistLimit === null) return { waiting: [], pools };
  return serveLine(trx, offer, now, counted);
}

/** Who waits although what they wait for has begun: they are told once that no place came. CONTRACT §3.3. */
export async function tellThatNoPlaceCame(trx: Trx, offer: Offer, now: Instant): Promise<void> {
  if (offer.status !== 'published' || withoutSignup(offer)) return;
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

const lastNumbers = statement<{ offerId: string }>()((db, { offerId }) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('signup')
      .select((signup) => signup.fn.max('line_no').as('last'))
      .where('offer_id', '=', offerId)
      .where('state', '=', sql.lit('waitlisted' as const))
      .as('signup'),
    eb
      .selectFrom('team')
      .select((team) => team.fn.max('line_no').as('last'))
      .where('event_id', '=', offerId)
      .where('state', '=', sql.lit('waitlisted' as const))
      .as('team'),
  ]),
);

/** The number for one who goes last in an offer's line. */
export async function lastInLine(trx: Trx, offer: Pick<Offer, 'id'>): Promise<number> {
  const [last] = await lastNumbers(trx, { offerId: offer.id });
  return 1 + Math.max(last?.signup ?? 0, last?.team ?? 0);
}

const waitingSignups = statement<{ offerId: string }>()((db, { offerId }) =>
  db
    .selectFrom('signup')
    .leftJoin('claim', (join) =>
      join.onRef('claim.holder_id', '=', 'signup.id').on('claim.state', '=', sql.lit('waiting' as const)),
    )
    .leftJoin('team', 'team.id', 'signup.team_id')
    .select(['signup.id', 'signup.line_no', 'signup.party_size', 'signup.audience', 'signup.team_id'])
    .select(['claim.pool_id', 'claim.places', 'team.state as team_state', 'team.line_no as team_line_no'])
    .where('signup.offer_id', '=', offerId)
    .where('signup.state', '=', sql.lit('waitlisted' as const))
    .where('signup.no_place_at', 'is', null)
    // whom the organiser has not said yes to stands in no line
    .where('signup.to_approve', '=', sql.lit(0)),
);

async function waitingFor(asker: Asker, offer: Offer): Promise<Waiting[]> {
  const rows = await waitingSignups(asker, { offerId: offer.id });
  const entries = new Map<string, Waiting & { lineNo: number; withTeam: boolean; signupIds: Set<string> }>();
  for (const row of rows) {
    const withTeam = row.line_no === null && row.team_id !== null;
    const id = withTeam ? row.team_id! : row.id;
    const entry = entries.get(id) ?? {
      id,
      lineNo: (withTeam ? row.team_line_no : row.line_no) ?? 0,
      claims: withTeam && offer.teams ? [{ poolId: offer.teams.poolId, places: 1, audience: null }] : [],
      startsAt: null,
      withTeam,
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
  const partOfPool = new Map(offer.parts.map((part) => [part.poolId, part]));
  for (const entry of entries.values()) {
    const parts = entry.claims.flatMap(({ poolId }) => partOfPool.get(poolId) ?? []);
    const first = firstStart(offer, parts);
    // a team asks for the event itself too, whatever some of its players have chosen
    entry.startsAt = entry.withTeam ? earlier(first, offer.startAt) : first;
  }
  return [...entries.values()]
    .sort((one, other) => one.lineNo - other.lineNo || (one.id < other.id ? -1 : 1))
    .map(({ id, claims, people, after, startsAt }) => ({
      id,
      claims,
      people,
      after: after ?? null,
      // who waits for a place in a team waits no longer than it
      startsAt: after ? earlier(startsAt, entries.get(after)?.startsAt ?? null) : startsAt,
    }));
}

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/**
 * Gives those who waited the places: signups, and teams with everybody who waits with them. One after another, in the
 * line's order, so that what is written can be judged row by row (tests/race); they are told together.
 */
export async function letIn(trx: Trx, ids: readonly string[], now: Instant): Promise<void> {
  const told: Addressee[] = [];
  for (const id of ids) {
    const [team] = await trx
      .updateTable('team')
      .set({ state: 'confirmed', line_no: null })
      .where('id', '=', id)
      .returning('id')
      .execute();
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
    told.push(...signups);
  }
  await tell(trx, told, 'promoted', {}, now);
}
