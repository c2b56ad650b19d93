import { tooLargeFor, type PoolState } from '../../domain/capacity';
import type { Instant } from '../../domain/event';
import { mergeFacts, type NoticeFacts, type NoticeKind } from '../../domain/notice';
import { readLine } from '../line';
import { offerById } from '../offers';
import type { Trx } from '../store';
import { addresseeColumns, tellEach, type Addressee } from '../tell';
import { changesOf, statusNews } from './compare';
import type { GoneParts } from './gone-parts';
import type { Plan, PlannedChange } from './plan';
import { batched, grouped, inBatches, type EventRow, type PartRow } from './stored';

/** What one person is told about one signup, once, however much has changed. */
interface News {
  kind: NoticeKind;
  facts: NoticeFacts;
}

/** Events and series of which everybody who is in, or waits, is told the same. */
type OfferNews = Map<string, News>;

/**
 * Tells people what a loaded file changed for them: a new time or place, an activity of theirs moved or gone, a
 * cancellation, that it is on again, that their waiting party can no longer fit. New words are not news.
 * CONTRACT §4.1, §5.2, §5.4. Called when everything has been written, before the lines are served.
 * @param lines the ids of the offers in whose line somebody stands
 * @returns how many signups were told
 */
export async function tellNews(
  trx: Trx,
  plan: Plan,
  lines: ReadonlySet<string>,
  gone: GoneParts,
  now: Instant,
): Promise<number> {
  const news = new Map<string, News>();
  const add = (signupId: string, kind: NoticeKind, facts: NoticeFacts) => {
    const earlier = news.get(signupId);
    // "cancelled" and "on again" say more than "changed"
    const strongest = earlier && earlier.kind !== 'updated' ? earlier.kind : kind;
    news.set(signupId, { kind: strongest, facts: mergeFacts(earlier?.facts ?? {}, facts) });
  };

  const offers = offerNews(plan, now);
  const people = await livingSignups(trx, 'offer_id', [...offers.keys()]);
  for (const person of people) {
    const own = offers.get(person.offer_id);
    if (own) add(person.id, own.kind, own.facts);
  }
  const told = new Map<string, Addressee>(people.map((person) => [person.id, person]));

  const parts = await partNews(trx, plan, gone, now);
  const large = await tooLargeParties(trx, plan, lines);
  const others = [...parts.keys(), ...large].filter((id) => !told.has(id));
  for (const person of await livingSignups(trx, 'id', others)) told.set(person.id, person);
  for (const [id, facts] of parts) if (told.has(id)) add(id, 'updated', facts);
  for (const id of large) if (told.has(id)) add(id, 'updated', { tooLarge: true });

  for (const some of inBatches([...news.keys()])) {
    await trx
      .updateTable('signup')
      .set((eb) => ({ sequence: eb('sequence', '+', 1), updated_at: now }))
      .where('id', 'in', some)
      .execute();
  }
  const notices = [...news].map(([id, { kind, facts }]) => ({ addressee: told.get(id)!, kind, facts }));
  await tellEach(trx, notices, now);
  return news.size;
}

/** What everybody at an event is told, and everybody on a whole series of what happened to its dates. */
function offerNews(plan: Plan, now: Instant): OfferNews {
  const news: OfferNews = new Map();
  const dates = new Map([...plan.newDates].map(([seriesId, events]) => [seriesId, [...events]]));
  for (const { type, before, row } of plan.changes) {
    if (!before || before.row.status === 'draft') continue;
    const status = statusNews(before.row, row);
    if (type === 'series') {
      if (status) news.set(row.id, { kind: status, facts: {} });
      continue;
    }
    const [old, event] = [before.row as EventRow, row as EventRow];
    if (isPast(old, event, now)) continue;
    const changed = event.status === 'published' ? changesOf(old, event) : [];
    if (!status && !changed.length) continue;
    news.set(event.id, { kind: status ?? 'updated', facts: changed.length ? { changed } : {} });
    if (event.series_id !== null) dates.set(event.series_id, [...(dates.get(event.series_id) ?? []), event.id]);
  }
  for (const [seriesId, events] of dates) {
    // a series that is cancelled as a whole is told as a whole
    if (!news.has(seriesId)) news.set(seriesId, { kind: 'updated', facts: { events } });
  }
  return news;
}

/**
 * Activities and shifts that have moved or are gone, by the signup that chose them. Who was told that no place came has
 * left the line, and is told no more.
 */
async function partNews(trx: Trx, plan: Plan, gone: GoneParts, now: Instant): Promise<Map<string, NoticeFacts>> {
  const movedByPool = new Map<string, string>();
  const quiet = new Set<string>();
  for (const change of plan.changes) {
    if (change.type !== 'event' || !change.before) continue;
    const silent =
      change.row.status !== 'published' || isPast(change.before.row as EventRow, change.row as EventRow, now);
    if (silent) for (const part of change.goneParts) quiet.add(part.id);
    else for (const [pool, part] of movedParts(change)) movedByPool.set(pool, part);
  }
  const claims = await batched([...movedByPool.keys()], (some) =>
    trx
      .selectFrom('claim')
      .innerJoin('signup', 'signup.id', 'claim.signup_id')
      .select(['signup.id as signup_id', 'claim.pool_id'])
      .where('claim.pool_id', 'in', some)
      .where('claim.state', '<>', 'ended')
      .where((eb) => eb.or([eb('signup.state', '=', 'confirmed'), eb('signup.no_place_at', 'is', null)]))
      .execute(),
  );
  const facts = new Map<string, NoticeFacts>();
  for (const { signup_id, pool_id } of claims) {
    const moved = [movedByPool.get(pool_id)!];
    facts.set(signup_id, mergeFacts(facts.get(signup_id) ?? {}, { movedActivities: moved }));
  }
  for (const [signupId, parts] of gone) {
    const goneActivities = parts.filter((id) => !quiet.has(id));
    if (goneActivities.length) facts.set(signupId, mergeFacts(facts.get(signupId) ?? {}, { goneActivities }));
  }
  return facts;
}

/** Pools whose activity or shift has another time than before. */
function movedParts({ before, parts }: PlannedChange): [poolId: string, partId: string][] {
  const old = new Map((before?.parts ?? []).map((part) => [part.id, part]));
  const hasMoved = (part: PartRow) => {
    const was = old.get(part.id);
    return was?.status === 'published' && (was.start_at !== part.start_at || was.end_at !== part.end_at);
  };
  const moved = new Set(parts.filter(hasMoved).map((part) => part.id));
  return (before?.pools ?? []).flatMap((pool): [string, string][] =>
    pool.activity_id !== null && moved.has(pool.activity_id) ? [[pool.id, pool.activity_id]] : [],
  );
}

/** The signups of waiting parties that a limit has fallen below, where they could have fitted. They keep their place. */
async function tooLargeParties(trx: Trx, plan: Plan, lines: ReadonlySet<string>): Promise<string[]> {
  const large: string[] = [];
  for (const change of plan.changes) {
    const { type, row } = change;
    if (!lines.has(row.id) || row.status !== 'published') continue;
    const limits = await oldLimits(trx, change);
    if (!limits.size) continue;
    const line = await readLine(trx, await offerById(trx, type, row.id));
    const [before, fallen] = [new Map(line.pools), new Map<string, PoolState>()];
    for (const [id, capacity] of limits) {
      const pool = line.pools.get(id);
      if (!pool) continue;
      before.set(id, { ...pool, capacity });
      if (pool.capacity !== null && (capacity === null || capacity > pool.capacity)) fallen.set(id, pool);
    }
    for (const one of line.waiting) {
      if (tooLargeFor(one.claims, fallen) && !tooLargeFor(one.claims, before)) large.push(one.id);
    }
  }
  return [...large, ...(await playersOf(trx, large))];
}

/** Pools with more or fewer places than before, and how many they had: those of the teams' players too. */
async function oldLimits(trx: Trx, { before, pools, row }: PlannedChange): Promise<Map<string, number | null>> {
  const limits = new Map<string, number | null>();
  const old = new Map((before?.pools ?? []).map((pool) => [pool.id, pool.capacity]));
  for (const { id, of, capacity } of pools) {
    const was = old.get(id);
    if (of !== 'kept' && was !== undefined && was !== capacity) limits.set(id, was);
  }
  const [most, mostBefore] = [teamMaxOf(row), teamMaxOf(before?.row)];
  if (most === null || mostBefore === null || most === mostBefore) return limits;
  const teams = await trx
    .selectFrom('pool')
    .select('id')
    .where('offer_id', '=', row.id)
    .where('of', '=', 'team')
    .execute();
  for (const { id } of teams) limits.set(id, mostBefore);
  return limits;
}

const teamMaxOf = (row: PlannedChange['row'] | undefined) => (row && 'team_max' in row ? row.team_max : null);

/** Of the teams among those that wait: everybody who waits with the team. */
async function playersOf(trx: Trx, ids: string[]): Promise<string[]> {
  const players = await batched(ids, (some) =>
    trx
      .selectFrom('signup')
      .select('id')
      .where('team_id', 'in', some)
      .where('state', '=', 'waitlisted')
      .where('line_no', 'is', null)
      .execute(),
  );
  return players.map((player) => player.id);
}

/** Whether an event was over before the change, and still is: then there is nothing to tell. */
function isPast(before: EventRow, after: EventRow, now: Instant): boolean {
  return [before, after].every(({ over_at }) => over_at !== null && over_at <= now);
}

type Living = Addressee & { offer_id: string };

/** Those confirmed and those in line, never those who left. CONTRACT §4.1. */
async function livingSignups(trx: Trx, by: 'id' | 'offer_id', ids: string[]): Promise<Living[]> {
  return batched([...grouped(ids, (id) => id).keys()], (some) =>
    trx
      .selectFrom('signup')
      .select([...addresseeColumns, 'offer_id'])
      .where(by, 'in', some)
      .where('state', '<>', 'cancelled')
      .where((eb) => eb.or([eb('state', '=', 'confirmed'), eb('no_place_at', 'is', null)]))
      .orderBy('id')
      .execute(),
  );
}
