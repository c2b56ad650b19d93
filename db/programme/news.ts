import { tooLargeFor, type PoolState } from '../../domain/capacity';
import type { Instant, SignupState } from '../../domain/event';
import { withoutSignup } from '../../domain/offer';
import { calledOnce, mergeFacts, putRight, type NoticeFacts, type NoticeKind } from '../../domain/notice';
import { readLine } from '../line';
import { offerById } from '../offers';
import { gathering } from '../outbox';
import type { Trx } from '../store';
import { addresseeColumns, isReachable, tellEach, type Addressee } from '../tell';
import { changesOf, signOf, statusNews } from './compare';
import type { GoneParts } from './gone-parts';
import type { Plan, PlannedChange } from './plan';
import { batched, grouped, inBatches, type EventRow, type PartRow } from './stored';

/** What one person is told about one signup, once, however much has changed. */
interface News {
  kind: NoticeKind;
  facts: NoticeFacts;
  /** How what is new is now, in the signs of `facts.was`. */
  is: Record<string, string>;
}

/** What one change tells somebody in two ways, told once: "cancelled" and "on again" say more than "changed". */
function together(earlier: News | undefined, more: News): News {
  if (!earlier) return more;
  const kind = earlier.kind === 'updated' ? more.kind : earlier.kind;
  return { kind, facts: mergeFacts(earlier.facts, more.facts), is: { ...earlier.is, ...more.is } };
}

/** How many signups a change tells something. */
export interface ToldCounts {
  told: number;
  /** Of them, mails that wait for more of it: see `quietBefore`. */
  gathering: number;
  /** Where something is again as they know it, before they were told that it was not: see `putRight`. */
  putRight: number;
}
export const nobodyTold: ToldCounts = { told: 0, gathering: 0, putRight: 0 };

/** Events and series of which everybody who is in, or waits, is told the same. */
type OfferNews = Map<string, News>;

/**
 * Tells people what a loaded file changed for them: a new time or place, an activity of theirs moved or gone, a
 * cancellation, that it is on again, that their waiting party can no longer fit, that who waits need not sign up any
 * more, or elsewhere. New words are not news.
 * CONTRACT §4.1, §5.2, §5.4. Called when everything has been written, before the lines are served.
 * @param about.lines the ids of the offers in whose line somebody stands
 * @param about.mayFollow whether what is new waits for more of it
 */
export async function tellNews(
  trx: Trx,
  plan: Plan,
  { lines, gone, mayFollow = false }: { lines: ReadonlySet<string>; gone: GoneParts; mayFollow?: boolean },
  now: Instant,
): Promise<ToldCounts> {
  const news = new Map<string, News>();
  const add = (signupId: string, more: News) => news.set(signupId, together(news.get(signupId), more));

  const offers = offerNews(plan, now);
  const ways = wayNews(plan, now);
  const people = await livingSignups(trx, 'offer_id', [...offers.keys()]);
  for (const person of people) {
    const own = offers.get(person.offer_id);
    if (own) add(person.id, own);
  }
  const told = new Map<string, Addressee>(people.map((person) => [person.id, person]));

  for (const person of await inLine(trx, [...ways.keys()])) {
    told.set(person.id, person);
    add(person.id, ways.get(person.offer_id)!);
  }

  const parts = await partNews(trx, plan, gone, now);
  const large = await tooLargeParties(trx, plan, lines);
  const others = [...parts.keys(), ...large].filter((id) => !told.has(id));
  for (const person of await livingSignups(trx, 'id', others)) told.set(person.id, person);
  for (const [id, moved] of parts) if (told.has(id)) add(id, moved);
  for (const id of large) if (told.has(id)) add(id, { kind: 'updated', facts: { tooLarge: true }, is: {} });

  for (const some of inBatches([...news.keys()])) {
    await trx
      .updateTable('signup')
      .set((eb) => ({ sequence: eb('sequence', '+', 1), updated_at: now }))
      .where('id', 'in', some)
      .execute();
  }
  const putRight = mayFollow ? await leaveOutPutRight(trx, news, now) : 0;
  const notices = [...news].map(([id, { kind, facts }]) => {
    const { was: _, ...shown } = facts;
    return { addressee: told.get(id)!, kind, facts: mayFollow && kind === 'updated' ? { ...facts, mayFollow } : shown };
  });
  await tellEach(trx, notices, now);
  const gathering = notices.filter(({ addressee, facts }) => facts.mayFollow && isReachable(addressee)).length;
  return { told: notices.length, gathering, putRight };
}

/**
 * Leaves out what is true again before anybody was told that it was not, of what is told now and of what waits to be
 * mailed or called: decision 0131. The signups are locked.
 * @returns how many signups it concerns
 */
async function leaveOutPutRight(trx: Trx, news: Map<string, News>, now: Instant): Promise<number> {
  const ids = [...news].flatMap(([id, { kind }]) => (kind === 'updated' ? [id] : []));
  const rows = await batched(ids, (some) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'signup_id', 'ordinal', 'facts', 'state', 'error', 'created_at', 'called_at'])
      .where('signup_id', 'in', some)
      .where('kind', '=', 'updated')
      .where('state', 'in', ['queued', 'call'])
      .where('lease_until', 'is', null)
      .execute(),
  );
  const untold = rows
    .map((row) => ({ ...row, facts: JSON.parse(row.facts) as NoticeFacts }))
    .filter(({ facts }) => facts.was !== undefined)
    .filter(({ state, error, created_at, called_at }) =>
      state === 'queued' ? error === gathering : called_at === null && created_at > now - calledOnce,
    )
    .sort((one, other) => one.ordinal - other.ordinal);
  const dropped: string[] = [];
  let concerned = 0;
  const changed = new Map<string, string[]>();
  for (const [id, waiting] of grouped(untold, (row) => row.signup_id!)) {
    const own = news.get(id)!;
    const left = putRight(
      waiting.map((row) => row.facts),
      own,
    );
    if (left.facts !== own.facts) concerned++;
    for (const [index, facts] of left.waiting.entries()) {
      const row = waiting[index]!;
      if (facts === null) dropped.push(row.id);
      else if (facts !== row.facts) {
        const written = JSON.stringify(facts);
        changed.set(written, [...(changed.get(written) ?? []), row.id]);
      }
    }
    if (left.facts === null) news.delete(id);
    else news.set(id, { ...own, facts: left.facts });
  }
  for (const some of inBatches(dropped)) {
    await trx
      .updateTable('outbox')
      .set({ state: 'dropped', settled_at: now, error: null })
      .where('id', 'in', some)
      .execute();
  }
  for (const [facts, same] of changed) {
    for (const some of inBatches(same))
      await trx.updateTable('outbox').set({ facts }).where('id', 'in', some).execute();
  }
  return concerned;
}

/** What everybody at an event is told, and everybody on a whole series of what happened to its dates. */
function offerNews(plan: Plan, now: Instant): OfferNews {
  const news: OfferNews = new Map();
  const dates = new Map([...plan.newDates].map(([seriesId, events]) => [seriesId, [...events]]));
  const elsewhere = new Set<string>();
  const signs = new Map<string, { was: string; is: string }>();
  for (const { type, before, row } of plan.changes) {
    if (type === 'event') signs.set(row.id, { was: dateSign(before?.row as EventRow), is: dateSign(row as EventRow) });
  }
  for (const { type, before, row } of plan.changes) {
    if (!before || before.row.status === 'draft') continue;
    const status = statusNews(before.row, row);
    if (type === 'series') {
      if (status) news.set(row.id, { kind: status, facts: {}, is: {} });
      continue;
    }
    const [old, event] = [before.row as EventRow, row as EventRow];
    if (isPast(old, event, now)) continue;
    const changed = event.status === 'published' ? changesOf(old, event) : [];
    if (!status && !changed.length) continue;
    const signsOf = (one: EventRow) => Object.fromEntries(changed.map((what) => [what, signOf(one, [what])]));
    const facts: NoticeFacts = {
      ...(changed.length && { changed, was: signsOf(old) }),
      // what is moved and called off at once is called off for those who know the old day
      ...(old.start_at !== event.start_at && { firstStart: old.start_at }),
    };
    news.set(event.id, { kind: status ?? 'updated', facts, is: signsOf(event) });
    if (!status && changed.join() === 'place') elsewhere.add(event.id);
    if (event.series_id !== null) dates.set(event.series_id, [...(dates.get(event.series_id) ?? []), event.id]);
  }
  for (const [seriesId, events] of dates) {
    // a series that is cancelled as a whole is told as a whole
    if (news.has(seriesId)) continue;
    const signsOf = (when: 'was' | 'is') => Object.fromEntries(events.map((id) => [id, signs.get(id)![when]]));
    const places = events.filter((id) => elsewhere.has(id));
    const others = events.filter((id) => !elsewhere.has(id));
    const facts = { ...(others.length && { events: others }), ...(places.length && { places }) };
    news.set(seriesId, { kind: 'updated', facts: { ...facts, was: signsOf('was') }, is: signsOf('is') });
  }
  return news;
}

/**
 * What those who wait are told where one no longer signs up with us, or does so again: they would else wait for what
 * cannot come. Who is in stays in, and is told nothing. CONTRACT §5.2, decision 0112.
 */
function wayNews(plan: Plan, now: Instant): OfferNews {
  const news: OfferNews = new Map();
  for (const { type, before, row } of plan.changes) {
    if (before?.row.status !== 'published' || row.status !== 'published') continue;
    if (type === 'event' && isPast(before.row as EventRow, row as EventRow, now)) continue;
    const [was, is] = [waySign(before.row), waySign(row)];
    if (was === is) continue;
    const facts: NoticeFacts = { changed: ['signup'], was: { signup: was } };
    news.set(row.id, { kind: 'updated', facts, is: { signup: is } });
  }
  return news;
}

/** How one comes to what takes no signups; one sign for all that does. */
const waySign = ({ signup, external_signup }: PlannedChange['row']): string =>
  JSON.stringify(withoutSignup({ signup, externalSignup: external_signup, wholeSeries: null }));

/** How a date is to those who come to the whole series. A date that is not there and one that is off are alike. */
const dateSign = (date: EventRow | undefined) =>
  date?.status === 'published' ? signOf(date, ['time', 'place']) : 'off';

/**
 * Activities and shifts that have moved or are gone, by the signup that chose them. Who was told that no place came has
 * left the line, and is told no more.
 */
async function partNews(trx: Trx, plan: Plan, gone: GoneParts, now: Instant): Promise<Map<string, News>> {
  const movedByPool = new Map<string, MovedPart>();
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
  const news = new Map<string, News>();
  const add = (signupId: string, facts: NoticeFacts, is: News['is']) =>
    news.set(signupId, together(news.get(signupId), { kind: 'updated', facts, is }));
  for (const { signup_id, pool_id } of claims) {
    const { id, was, is } = movedByPool.get(pool_id)!;
    add(signup_id, { movedActivities: [id], was: { [id]: was } }, { [id]: is });
  }
  for (const [signupId, parts] of gone) {
    const goneActivities = parts.filter((id) => !quiet.has(id));
    if (goneActivities.length) add(signupId, { goneActivities }, {});
  }
  return news;
}

/** An activity or shift with another time than before; when it was and is, as signs that are compared. */
interface MovedPart {
  id: string;
  was: string;
  is: string;
}

/** Pools whose activity or shift has another time than before. */
function movedParts({ before, parts }: PlannedChange): [poolId: string, part: MovedPart][] {
  const old = new Map((before?.parts ?? []).map((part) => [part.id, part]));
  const timeOf = (part: PartRow) => `${part.start_at}/${part.end_at}`;
  const moved = new Map<string, MovedPart>();
  for (const part of parts) {
    const was = old.get(part.id);
    if (was?.status !== 'published' || timeOf(was) === timeOf(part)) continue;
    moved.set(part.id, { id: part.id, was: timeOf(was), is: timeOf(part) });
  }
  return (before?.pools ?? []).flatMap((pool): [string, MovedPart][] => {
    const part = moved.get(pool.activity_id ?? '');
    return part ? [[pool.id, part]] : [];
  });
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

type Living = Addressee & { offer_id: string; state: SignupState };

/** Those who wait to get in, for a place or for an answer. */
const inLine = async (trx: Trx, offers: string[]): Promise<Living[]> =>
  (await livingSignups(trx, 'offer_id', offers)).filter(({ state }) => state === 'waitlisted');

/** Those confirmed and those in line, never those who left. CONTRACT §4.1. */
async function livingSignups(trx: Trx, by: 'id' | 'offer_id', ids: string[]): Promise<Living[]> {
  return batched([...grouped(ids, (id) => id).keys()], (some) =>
    trx
      .selectFrom('signup')
      .select([...addresseeColumns, 'offer_id', 'state'])
      .where(by, 'in', some)
      .where('state', '<>', 'cancelled')
      .where((eb) => eb.or([eb('state', '=', 'confirmed'), eb('no_place_at', 'is', null)]))
      .orderBy('id')
      .execute(),
  );
}
