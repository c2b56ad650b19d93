import { sql, type SelectQueryBuilder } from 'kysely';
import type { Audience, Instant, SignupState } from '../../domain/event';
import { compareNames } from '../../domain/language/order';
import type { Offer } from '../../domain/offer';
import {
  matcherOf,
  searchedCode,
  viewsWithin,
  type ParticipantFilter,
  type ParticipantView,
} from '../../domain/participant-filter';
import { takesYesOrNo, type Answers } from '../../domain/question';
import { positionOf } from '../../domain/waitlist';
import { readLine } from '../line';
import type { Database } from '../schema';
import type { Asker, Store } from '../store';

/** How many a page shows. */
export const participantsShown = 100;

/** One who has signed up, as a list shows it to those who may know how they are reached. */
export interface Participant {
  id: string;
  name: string;
  partySize: number;
  state: SignupState;
  toApprove: boolean;
  /** Was told that no place came. */
  outOfLine: boolean;
  /** Its place in line; null where it stands in none. */
  position: number | null;
  /** null also where the event keeps no places for an audience: then nobody needs to know. */
  audience: Audience | null;
  email: string | null;
  phone: string | null;
  addressFailed: boolean;
  /** Has a code: is not only a name on a captain's list. */
  hasCode: boolean;
  /** Titles of activities and shifts. */
  chosen: string[];
  team: { number: number; name: string } | null;
  answers: Answers;
  note: string | null;
  organiserNote: string | null;
  /** Signed up by an organiser. */
  addedBy: { name: string | null } | null;
  createdAt: Instant;
}

/** Some who have signed up, and how many of them the filter finds in all. */
export interface ParticipantGroup {
  view: ParticipantView;
  signups: number;
  people: number;
  rows: Participant[];
}

export interface ParticipantPage {
  /** Each that a view shows apart (`viewsWithin`), those without anybody on this page left out. */
  groups: ParticipantGroup[];
  /** Signups that the filter finds, and the people on them. */
  signups: number;
  people: number;
  /** What the next page begins after; null on the last. */
  next: string | null;
}

/**
 * A page of those who have signed up: those with a place before those in line, and in each who came first before others.
 * Only what is shown is read: by the filter in SQL; what somebody searches for is compared in code, since it is folded as
 * domain/search.ts folds, over the names of one offer.
 * @param after where the page before ended: `ParticipantPage.next`
 */
export async function listParticipants(
  store: Store,
  offer: Offer,
  filter: ParticipantFilter,
  after: string | null,
  now: Instant,
): Promise<ParticipantPage> {
  const asker = store.read;
  const code = await foundByCode(store, offer.id, filter.words);
  const views = code ? [filter.view] : viewsWithin(filter.view);
  const from = readAfter(after, views);
  const groups: ParticipantGroup[] = [];
  let room = participantsShown;
  let next: string | null = null;
  for (const [place, view] of views.entries()) {
    const own = { ...filter, view };
    const found = code ?? (filter.words === '' ? null : await searchFor(asker, offer, own));
    const { signups, people } = found ?? (await countOf(asker, offer.id, own));
    const isBefore = from !== null && place < from.place;
    const last = from?.place === place ? from.id : null;
    const some = isBefore ? [] : await pageOf(asker, offer.id, own, found?.ids ?? null, last, room + 1);
    const shownHere = some.slice(0, room);
    if (some.length > room && next === null) {
      const end = shownHere.at(-1);
      // nobody of these fits on the page: they begin the next
      next = `${view}.${end?.id ?? ''}`;
    }
    room -= shownHere.length;
    groups.push({ view, signups, people, rows: await participantsOf(asker, offer, shownHere, now) });
  }
  return {
    groups: groups.filter(({ rows }) => rows.length > 0),
    signups: groups.reduce((sum, group) => sum + group.signups, 0),
    people: groups.reduce((sum, group) => sum + group.people, 0),
    next,
  };
}

/** Where a page begins: among which of the views, and after whom. What is not ours is the beginning. */
function readAfter(after: string | null, views: readonly ParticipantView[]): { place: number; id: string } | null {
  const [view, id = ''] = after?.split('.') ?? [];
  const place = views.findIndex((one) => one === view);
  return place < 0 ? null : { place, id };
}

async function countOf(asker: Asker, offerId: string, filter: ParticipantFilter) {
  const count = await matching(asker, offerId, filter)
    .select((eb) => [eb.fn.countAll<number>().as('signups'), eb.fn.sum<number>('party_size').as('people')])
    .executeTakeFirstOrThrow();
  return { signups: Number(count.signups), people: Number(count.people ?? 0) };
}

/** Those of one view after one of them, who came first first. @param ids those whom a search has found */
async function pageOf(
  asker: Asker,
  offerId: string,
  filter: ParticipantFilter,
  ids: readonly string[] | null,
  after: string | null,
  limit: number,
): Promise<Row[]> {
  if (ids) return rowsOf(asker, ids.filter((id) => id > (after ?? '')).slice(0, limit));
  return matching(asker, offerId, filter)
    .select(shown)
    .where('signup.id', '>', after ?? '')
    .orderBy('signup.id')
    .limit(limit)
    .execute();
}

/** Everybody whom a filter finds, the first who signed up first; without their places in line. For a file. */
export async function allParticipants(store: Store, offer: Offer, filter: ParticipantFilter): Promise<Participant[]> {
  const asker = store.read;
  const found = filter.words
    ? ((await foundByCode(store, offer.id, filter.words)) ?? (await searchFor(asker, offer, filter)))
    : null;
  const rows = found
    ? await rowsOf(asker, found.ids)
    : await matching(asker, offer.id, filter).select(shown).orderBy('signup.id').execute();
  return participantsOf(asker, offer, rows, null);
}

/** A name at the door: nothing else is known there. */
export interface NameAtDoor {
  name: string;
  partySize: number;
}

/**
 * Those who come, by name alone and in its order, as on paper: whoever stands in the door is told a name and looks for it.
 * @param words searched for among the names, and nothing else
 * @param after the id that the page before ended with
 */
export async function listNames(
  asker: Asker,
  offerId: string,
  words: string,
  after: string | null,
): Promise<{ rows: NameAtDoor[]; people: number; next: string | null }> {
  const coming = (): Matching =>
    asker
      .selectFrom('signup')
      .where('signup.offer_id', '=', offerId)
      .where('signup.state', '=', sql.lit('confirmed' as const))
      .where('signup.nonce', '<>', '');
  const matches = matcherOf(words);
  const inOrder = (one: { id: string; name: string }, other: { id: string; name: string }) =>
    compareNames(one.name, other.name) || (one.id < other.id ? -1 : 1);
  const all = await coming().select(['id', 'name', 'party_size']).execute();
  // who has left since is not among them, and still tells where the page begins
  const last =
    after === null
      ? undefined
      : await asker
          .selectFrom('signup')
          .select(['id', 'name'])
          .where('id', '=', after)
          .where('offer_id', '=', offerId)
          .executeTakeFirst();
  const rows = all
    .filter((row) => !words || matches({ name: row.name, email: null, phone: null, said: [] }))
    .filter((row) => !last || inOrder(last, row) < 0)
    .sort(inOrder);
  const page = rows.slice(0, participantsShown);
  return {
    rows: page.map((row) => ({ name: row.name, partySize: row.party_size })),
    people: all.reduce((sum, row) => sum + row.party_size, 0),
    next: rows.length > page.length ? page.at(-1)!.id : null,
  };
}

type Matching = SelectQueryBuilder<Database, 'signup', object>;

const shown = [
  'signup.id',
  'signup.name',
  'signup.party_size',
  'signup.state',
  'signup.to_approve',
  'signup.no_place_at',
  'signup.line_no',
  'signup.audience',
  'signup.email',
  'signup.phone',
  'signup.address_failed_at',
  'signup.has_code',
  'signup.team_id',
  'signup.answers',
  'signup.note',
  'signup.organiser_note',
  'signup.added_by',
  'signup.created_at',
] as const;

function matching(asker: Asker, offerId: string, { view, part, team }: ParticipantFilter): Matching {
  let query: Matching = asker
    .selectFrom('signup')
    .where('signup.offer_id', '=', offerId)
    // the erased have nothing to show
    .where('signup.nonce', '<>', '');
  query = inView(query, view);
  if (part !== null) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('claim')
          .innerJoin('pool', 'pool.id', 'claim.pool_id')
          .select(sql.lit(1).as('one'))
          .whereRef('claim.holder_id', '=', 'signup.id')
          .where('pool.activity_id', '=', part)
          .where((of) => of.or([of('claim.state', '<>', 'ended'), of('signup.state', '=', 'cancelled')])),
      ),
    );
  }
  if (team === 'utan') return query.where('signup.team_id', 'is', null);
  if (team === null) return query;
  return query.where((eb) =>
    eb(
      'signup.team_id',
      'in',
      eb.selectFrom('team').select('team.id').where('team.event_id', '=', offerId).where('team.number', '=', team),
    ),
  );
}

function inView(query: Matching, view: ParticipantFilter['view']): Matching {
  const living = query.where('signup.state', '<>', sql.lit('cancelled' as const));
  switch (view) {
    case 'med':
      return living;
    case 'plats':
      return query.where('signup.state', '=', sql.lit('confirmed' as const));
    case 'vantar':
      return query.where('signup.state', '=', sql.lit('waitlisted' as const)).where('signup.to_approve', '=', 0);
    case 'fraga':
      return query.where('signup.state', '=', sql.lit('waitlisted' as const)).where('signup.to_approve', '=', 1);
    case 'nas-inte':
      return living
        .where('signup.has_code', '=', 1)
        .where('signup.phone', 'is', null)
        .where((eb) => eb.or([eb('signup.email', 'is', null), eb('signup.address_failed_at', 'is not', null)]));
    case 'av-arrangor':
      return living.where('signup.added_by', 'is not', null);
    case 'avbokade':
      return query.where('signup.state', '=', sql.lit('cancelled' as const));
  }
}

interface Found {
  ids: string[];
  signups: number;
  people: number;
}

const foundOf = (rows: readonly { id: string; party_size: number }[]): Found => ({
  ids: rows.map(({ id }) => id),
  signups: rows.length,
  people: rows.reduce((people, row) => people + row.party_size, 0),
});

/** The signup whose code was searched for, whatever the filter says; null where the words are no code of anybody's. */
async function foundByCode({ read, codes }: Store, offerId: string, words: string): Promise<Found | null> {
  const code = searchedCode(words);
  if (!code) return null;
  const rows = await read
    .selectFrom('signup')
    .select(['id', 'party_size'])
    .where('code_hash', 'in', codes.hashesOf(code))
    .where('offer_id', '=', offerId)
    .where('has_code', '=', 1)
    .execute();
  return rows.length ? foundOf(rows) : null;
}

/** Those who are searched for, who came first first. */
async function searchFor(asker: Asker, offer: Offer, filter: ParticipantFilter): Promise<Found> {
  const matches = matcherOf(filter.words);
  const rows = await matching(asker, offer.id, filter)
    .select(['signup.id', 'signup.name', 'signup.email', 'signup.phone', 'signup.party_size'])
    .select(['signup.answers', 'signup.note', 'signup.organiser_note'])
    .orderBy('signup.id')
    .execute();
  return foundOf(rows.filter((row) => matches({ ...row, said: saidBy(offer, row) })));
}

/** Words of theirs, and the organiser's about them. A yes or a no is no word that anybody searches for. */
function saidBy(
  { questions }: Offer,
  row: { answers: string; note: string | null; organiser_note: string | null },
): string[] {
  const answers = JSON.parse(row.answers) as Answers;
  const given = questions.flatMap(({ id, type }) => (takesYesOrNo(type) ? [] : [answers[id] ?? []].flat()));
  return [...given, row.note ?? '', row.organiser_note ?? ''];
}

/** How many ids one question takes. */
const together = 500;

async function inBatches<Row>(ids: readonly string[], ask: (some: string[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < ids.length; from += together) rows.push(...(await ask(ids.slice(from, from + together))));
  return rows;
}

async function rowsOf(asker: Asker, ids: readonly string[]) {
  const rows = await inBatches(ids, (some) =>
    asker.selectFrom('signup').select(shown).where('signup.id', 'in', some).execute(),
  );
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1));
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** @param now null leaves places in line out: each is counted along the whole line */
async function participantsOf(
  asker: Asker,
  offer: Offer,
  rows: readonly Row[],
  now: Instant | null,
): Promise<Participant[]> {
  if (!rows.length) return [];
  const chosen = await chosenBy(asker, offer, rows);
  const teams = await teamsOf(asker, rows);
  const organisers = await organisersOf(asker, rows);
  const line =
    now !== null && rows.some((row) => row.state === 'waitlisted') ? await readLine(asker, offer) : undefined;
  const keeps = line ? [...line.pools.values()].some(({ kept }) => kept.length > 0) : await keepsPlaces(asker, offer);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    partySize: row.party_size,
    state: row.state,
    toApprove: row.to_approve === 1,
    outOfLine: row.no_place_at !== null,
    position:
      line && now !== null && row.state === 'waitlisted'
        ? positionOf(row.line_no === null && row.team_id !== null ? row.team_id : row.id, line.waiting, line.pools, now)
        : null,
    audience: keeps ? (row.audience as Audience | null) : null,
    email: row.email,
    phone: row.phone,
    addressFailed: row.address_failed_at !== null,
    hasCode: row.has_code === 1,
    chosen: chosen.get(row.id) ?? [],
    team: (row.team_id !== null && teams.get(row.team_id)) || null,
    answers: JSON.parse(row.answers) as Answers,
    note: row.note,
    organiserNote: row.organiser_note,
    addedBy: row.added_by === null ? null : { name: organisers.get(row.added_by) ?? null },
    createdAt: row.created_at,
  }));
}

async function chosenBy(asker: Asker, offer: Offer, rows: readonly Row[]): Promise<Map<string, string[]>> {
  const chosen = new Map<string, string[]>();
  if (!offer.parts.length) return chosen;
  const ids = rows.map(({ id }) => id);
  const claims = await inBatches(ids, (some) =>
    asker.selectFrom('claim').select(['holder_id', 'pool_id', 'state']).where('holder_id', 'in', some).execute(),
  );
  const cancelled = new Set(rows.filter((row) => row.state === 'cancelled').map(({ id }) => id));
  const pools = new Map<string, Set<string>>();
  for (const { holder_id, pool_id, state } of claims) {
    // what is gone is chosen no more; who has left had chosen it
    if (state === 'ended' && !cancelled.has(holder_id)) continue;
    const own = pools.get(holder_id) ?? new Set();
    pools.set(holder_id, own.add(pool_id));
  }
  for (const [id, own] of pools) {
    chosen.set(
      id,
      offer.parts.filter((part) => own.has(part.poolId)).map((part) => part.title),
    );
  }
  return chosen;
}

async function teamsOf(asker: Asker, rows: readonly Row[]): Promise<Map<string, { number: number; name: string }>> {
  const ids = [...new Set(rows.flatMap(({ team_id }) => team_id ?? []))];
  const teams = await inBatches(ids, (some) =>
    asker.selectFrom('team').select(['id', 'number', 'name']).where('id', 'in', some).execute(),
  );
  return new Map(teams.map(({ id, number, name }) => [id, { number, name }]));
}

async function organisersOf(asker: Asker, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ added_by }) => added_by ?? []))];
  const organisers = await inBatches(ids, (some) =>
    asker.selectFrom('organiser').select(['id', 'name', 'email']).where('id', 'in', some).execute(),
  );
  return new Map(organisers.map(({ id, name, email }) => [id, name ?? email]));
}

/** Whether an offer keeps places for an audience: only then does an organiser need to know whose a person is. */
export async function keepsPlaces(asker: Asker, { id }: Pick<Offer, 'id'>): Promise<boolean> {
  const kept = await asker
    .selectFrom('pool')
    .select('id')
    .where('offer_id', '=', id)
    .where('of', '=', sql.lit('kept' as const))
    .limit(1)
    .executeTakeFirst();
  return kept !== undefined;
}

/** The teams of an event by their numbers, for a filter; those that have ended left out. */
export async function teamsIn(asker: Asker, eventId: string): Promise<{ number: number; name: string }[]> {
  const rows = await asker
    .selectFrom('team')
    .select(['number', 'name', 'state'])
    .where('event_id', '=', eventId)
    .execute();
  return rows
    .filter(({ state }) => state !== 'cancelled')
    .sort((one, other) => one.number - other.number)
    .map(({ number, name }) => ({ number, name }));
}

/** One of them. @throws Error when there is none with that id */
export async function participantById(asker: Asker, offer: Offer, id: string, now: Instant): Promise<Participant> {
  const [participant] = await participantsOf(asker, offer, await rowsOf(asker, [id]), now);
  if (!participant) throw new Error(`there is no signup ${id}`);
  return participant;
}
