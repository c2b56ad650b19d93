import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { placeLine } from '../../domain/calendar/entry';
import type { Instant, PoolOf } from '../../domain/event';
import type { NoticeFacts, NoticeKind } from '../../domain/notice';
import type { Problem } from '../../domain/programme/problem';
import { slugFor } from '../../domain/slug';
import { recordDeed, type Deed } from '../deeds';
import type { Asker, Store, Trx } from '../store';
import { eventEntry, seriesEntry, type EventEntry, type SeriesEntry } from './entry';
import { loadProgramme } from './load';
import type { ToldCounts } from './news';
import { waysIn, whoStays, type Staying } from './staying';
import { batched } from './stored';
import { ChangedMeanwhile } from './write';

/** An event or a series as a programme file writes it, by its type. */
export interface Entries {
  event: EventEntry;
  series: SeriesEntry;
}
export type OfferType = keyof Entries;

/** Something that an organiser means to change about an event or a series. */
export interface Edit<Type extends OfferType> {
  type: Type;
  slug: string;
  /** The fields that the form shows, as a programme file names them: who changes others is not in the way. */
  fields: readonly (keyof Entries[Type] & string)[];
  /** `basisOf` what the form was made from; left out where nothing can be in the way. */
  basis?: string;
  change: (entry: Entries[Type]) => Entries[Type];
  deed: Pick<Deed, 'kind' | 'by' | 'facts'>;
  /** Another change of the same often follows: what is new is told once it has been quiet for a while. */
  mayFollow?: boolean;
  /** What else belongs to the change, in its transaction. Not called where nothing differs. */
  alongside?: (trx: Trx) => Promise<void>;
}

/** What is wrong with a change. `field` as a programme file names it: `capacity`, `activities[0].start`. */
export interface FieldProblem {
  field: string;
  message: string;
}

export type EditOutcome<Type extends OfferType> =
  | ({ kind: 'saved' } & ToldCounts)
  /** Nothing was different from what is there. */
  | { kind: 'same' }
  /** Somebody else has changed these fields since the form was made: how it is now. */
  | { kind: 'conflict'; entry: Entries[Type] }
  | { kind: 'refused'; problems: FieldProblem[] }
  | { kind: 'missing' };

/** What a change would do to people, told beforehand. */
export interface Consequences {
  told: ToldGroup[];
  /** What is taken away that somebody had chosen, in the order in which it stood: of several dates those of one name together. */
  gone: GonePart[];
  /** Where the change leaves more places taken than there are: nobody loses one, and nobody is let in until it fits. CONTRACT §3.4 */
  overfull: Overfull[];
  /** Who stays where they are, where that is not a matter of course. */
  staying: Staying[];
}

/** What has more taken than there is room for; `title` of an activity or a shift, or a team's name. */
export interface Overfull {
  of: PoolOf;
  title: string | null;
  taken: number;
  capacity: number;
}

/** Somebody by name, as an organiser is told of them beforehand. */
export interface Concerned {
  name: string;
  people: number;
}

/** An activity or a shift that is taken away from those who had chosen it, whether they had a place or waited. */
export interface GonePart {
  title: string;
  people: number;
}

/** What people would be told, in words of `NoticeFacts`; of a whole series' dates those that are off by themselves. */
export type ToldAbout =
  | 'time'
  | 'place'
  | 'signup'
  | 'movedActivities'
  | 'goneActivities'
  | 'events'
  | 'cancelledEvent'
  | 'cancelledEvents'
  | 'tooLarge';

/** People who would be told the same: some by mail, some by phone, and some who can be reached by neither. */
export interface ToldGroup {
  kind: NoticeKind;
  about: ToldAbout[];
  /** Of `place`, where it is that of all dates of a whole series that are to come: where they are then. */
  place?: string;
  signups: number;
  people: number;
  byMail: number;
  /** Who cannot be mailed and has a number, in the order in which they came. */
  toCall: { name: string; phone: string }[];
  /** The names of those who can be neither mailed nor called: they see it on their own page. */
  neither: string[];
  /** Of a line that is served: who gets a place, since one who fits may pass those before. Else nobody. */
  served: Concerned[];
}

export type Rehearsal<Type extends OfferType> =
  { kind: 'rehearsed'; consequences: Consequences } | Exclude<EditOutcome<Type>, { kind: 'saved' }>;

/** How often a change is tried when others keep changing the same. */
const attempts = 5;

/** An event or a series as a programme file would write it; a date of a series is changed through its series. */
export async function entryOf<Type extends OfferType>(
  asker: Asker,
  type: Type,
  slug: string,
): Promise<Entries[Type] | undefined> {
  const found = await (type === 'event' ? eventEntry(asker, slug) : seriesEntry(asker, slug));
  return found as Entries[Type] | undefined;
}

/** What some fields hold, as a short text that changes when they do: a form carries it, so that nobody is overwritten. */
export function basisOf<Entry extends object>(entry: Entry, fields: readonly (keyof Entry & string)[]): string {
  const held = [...fields].sort().map((field) => [field, entry[field] ?? null]);
  return createHash('sha256').update(JSON.stringify(held)).digest('base64url').slice(0, 22);
}

/**
 * Changes an event or a series as a loaded file would: what it means for people follows by the same rules, and they are
 * told by the same notices. Written down as a deed in the same transaction.
 */
export async function editOffer<Type extends OfferType>(
  store: Store,
  edit: Edit<Type>,
  now: Instant,
): Promise<EditOutcome<Type>> {
  return attempt(store, edit, now, async (trx) => {
    await edit.alongside?.(trx);
    await writeDeed(trx, edit, now);
  });
}

/**
 * What a change would do to whom: carried out, looked at and taken back in one transaction, so that it is exactly what
 * will happen if nothing else does meanwhile. The lock is held as long as the change itself would hold it.
 */
export async function rehearse<Type extends OfferType>(
  store: Store,
  edit: Edit<Type>,
  now: Instant,
): Promise<Rehearsal<Type>> {
  const before = await overfullBefore(store.read, edit);
  const terms = await waysIn(store.read, await offersAt(store.read, edit));
  try {
    const outcome = await attempt(store, edit, now, async (trx) => {
      const { told, gone, overfull } = await consequencesOf(trx, edit, now);
      throw new Rehearsed({
        told,
        gone,
        overfull: overfull.filter((pool) => !before.has(JSON.stringify(pool))),
        staying: await whoStays(trx, terms, now),
      });
    });
    // nothing was different: the change never came to its end
    return outcome.kind === 'saved' ? { kind: 'same' } : outcome;
  } catch (error) {
    if (error instanceof Rehearsed) return { kind: 'rehearsed', consequences: error.consequences };
    throw error;
  }
}

/** Takes a rehearsal back. */
class Rehearsed extends Error {
  constructor(readonly consequences: Consequences) {
    super('rehearsed');
  }
}

async function attempt<Type extends OfferType>(
  store: Store,
  edit: Edit<Type>,
  now: Instant,
  alongside: (trx: Trx) => Promise<void>,
): Promise<EditOutcome<Type>> {
  for (let tries = 1; ; tries++) {
    const before = await entryOf(store.read, edit.type, edit.slug);
    if (!before) return { kind: 'missing' };
    if (edit.basis !== undefined && edit.basis !== basisOf(before, edit.fields)) {
      return { kind: 'conflict', entry: before };
    }
    const after = edit.change(structuredClone(before));
    let changed = false;
    try {
      const outcome = await loadProgramme(store, fileOf(edit.type, after), {
        now,
        mayFollow: edit.mayFollow,
        // what was not changed here was read a moment ago: it must not be written over what somebody has changed since
        checkFirst: async (trx) => {
          const again = await entryOf(trx, edit.type, edit.slug);
          if (JSON.stringify(again) !== JSON.stringify(before)) throw new EntryChanged();
        },
        alongside: async (trx) => {
          changed = true;
          await alongside(trx);
        },
      });
      if (!outcome.ok) return { kind: 'refused', problems: outcome.problems.map(fieldProblem) };
      const { told, gathering, putRight } = outcome.counts;
      return changed ? { kind: 'saved', told, gathering, putRight } : { kind: 'same' };
    } catch (error) {
      if (!(error instanceof EntryChanged)) throw error;
      if (tries === attempts) throw new ChangedMeanwhile(edit.slug);
    }
  }
}

/** The entry that a change was made from is not what is there now: to be made anew from that. */
class EntryChanged extends Error {}

/** A new event or series, with the fields that it begins with. */
export interface Creation<Type extends OfferType> {
  type: Type;
  /** Without a slug, which is made of the title. */
  entry: Omit<Partial<Entries[Type]>, 'slug'> & { title: string; host: string };
  by: string;
  /** What is written down: `created`, or `copied` from where. */
  deed?: Pick<Deed, 'kind' | 'facts'>;
  /** What else belongs to it, in its transaction. */
  alongside?: (trx: Trx, id: string) => Promise<void>;
}

/**
 * Makes an event or a series. Who makes it answers for it.
 * @returns its slug, or what is wrong with it
 */
export async function createOffer<Type extends OfferType>(
  store: Store,
  creation: Creation<Type>,
  now: Instant,
): Promise<{ kind: 'created'; slug: string } | { kind: 'refused'; problems: FieldProblem[] }> {
  const { type, entry, by, deed = { kind: 'created' as const } } = creation;
  for (let tries = 1; ; tries++) {
    const taken = await slugsLike(
      store.read,
      slugFor(entry.title, () => false),
    );
    const slug = slugFor(entry.title, (one) => taken.has(one));
    let created = false;
    try {
      const outcome = await loadProgramme(store, fileOf(type, { ...entry, slug }), {
        now,
        checkFirst: async (trx) => {
          if ((await slugsLike(trx, slug)).has(slug)) throw new SlugTaken();
        },
        alongside: async (trx) => {
          const row = await trx
            .selectFrom(type as OfferType)
            .select(['id', 'host_id'])
            .where('slug', '=', slug)
            .executeTakeFirstOrThrow();
          created = true;
          await trx.insertInto('responsible').values({ offer_id: row.id, organiser_id: by }).execute();
          await creation.alongside?.(trx, row.id);
          await recordDeed(trx, { ...deed, by, organisationId: row.host_id, offerId: row.id }, now);
        },
      });
      if (!outcome.ok) return { kind: 'refused', problems: outcome.problems.map(fieldProblem) };
      if (created) return { kind: 'created', slug };
      // somebody else has just made the very same: loading it again was no change
      throw new SlugTaken();
    } catch (error) {
      if (!(error instanceof SlugTaken) || tries === attempts) throw error;
    }
  }
}

/** Somebody else has just made something of the same name. */
class SlugTaken extends Error {}

/** The slugs of events and series that begin like this. */
async function slugsLike(asker: Asker, beginning: string): Promise<Set<string>> {
  const rows = await Promise.all(
    (['event', 'series'] as const).map((table) =>
      asker
        .selectFrom(table)
        .select('slug')
        .where('slug', '>=', beginning)
        // slugs are a–z, 0–9 and hyphens: all that begins like this is before it with the last of them after it
        .where('slug', '<', `${beginning}~`)
        .execute(),
    ),
  );
  return new Set(rows.flat().map((row) => row.slug));
}

const fileOf = (type: OfferType, entry: object) => ({ [type === 'event' ? 'events' : 'series']: [withoutGaps(entry)] });

/** As JSON.parse would have it: what is undefined is left out. */
const withoutGaps = (entry: object): unknown => JSON.parse(JSON.stringify(entry));

function fieldProblem({ path, message }: Problem): FieldProblem {
  const field = path.replace(/^(events|series)\[0\]\.?/, '').replace(/ \(.*\)$/s, '');
  return { field, message };
}

async function writeDeed<Type extends OfferType>(
  trx: Trx,
  { type, slug, deed }: Edit<Type>,
  now: Instant,
): Promise<void> {
  const row = await trx
    .selectFrom(type as OfferType)
    .select(['id', 'host_id'])
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  await recordDeed(trx, { ...deed, organisationId: row.host_id, offerId: row.id }, now);
}

async function consequencesOf(
  trx: Trx,
  at: { type: OfferType; slug: string },
  now: Instant,
): Promise<Omit<Consequences, 'staying'>> {
  const offers = await offersAt(trx, at);
  return { ...(await toldIn(trx, offers, now)), overfull: await overfullIn(trx, offers) };
}

/** What was too full before anything was changed: no consequence of a change that leaves it as it is. */
async function overfullBefore(asker: Asker, at: { type: OfferType; slug: string }): Promise<Set<string>> {
  const pools = await overfullIn(asker, await offersAt(asker, at));
  return new Set(pools.map((pool) => JSON.stringify(pool)));
}

/** The ids of an event, or of a series and its dates; none where there is no such. */
async function offersAt(asker: Asker, { type, slug }: { type: OfferType; slug: string }): Promise<string[]> {
  const row = await asker.selectFrom(type).select('id').where('slug', '=', slug).executeTakeFirst();
  if (!row) return [];
  const dates =
    type === 'event' ? [] : await asker.selectFrom('event').select('id').where('series_id', '=', row.id).execute();
  return [row.id, ...dates.map((date) => date.id)];
}

/** What was written to the outbox by this very change, in groups, and whose choice it takes away. */
async function toldIn(trx: Trx, offers: string[], now: Instant): Promise<Pick<Consequences, 'told' | 'gone'>> {
  const rows = await trx
    .selectFrom('signup')
    .innerJoin('outbox', 'outbox.signup_id', 'signup.id')
    .select([
      'signup.name',
      'signup.phone',
      'signup.party_size',
      'outbox.kind',
      'outbox.facts',
      'outbox.state',
      'signup.id',
    ])
    .where('signup.offer_id', 'in', offers)
    .where('outbox.created_at', '=', now)
    .whereRef('outbox.ordinal', '=', 'signup.notice_count')
    .where('outbox.message_id', 'is', null)
    .where('outbox.state', '<>', 'dropped')
    .where('signup.updated_at', '=', now)
    .execute();
  rows.sort((one, other) => (one.id < other.id ? -1 : 1));
  const dates = await datesAmong(trx, offers, now);
  const groups = new Map<string, ToldGroup>();
  const peopleAt = new Map<string, number>();
  for (const row of rows) {
    const kind = row.kind as NoticeKind;
    const facts = JSON.parse(row.facts) as NoticeFacts;
    for (const part of facts.goneActivities ?? []) peopleAt.set(part, (peopleAt.get(part) ?? 0) + row.party_size);
    const place = newPlaceOf(facts, dates);
    const about = aboutOf(facts, dates, place);
    const key = [kind, ...about].join(' ');
    const group = groups.get(key) ?? {
      ...{ kind, about, ...(place?.is && { place: place.is }), signups: 0, people: 0, byMail: 0 },
      ...{ toCall: [], neither: [], served: [] },
    };
    groups.set(key, group);
    group.signups++;
    group.people += row.party_size;
    if (kind === 'promoted') group.served.push({ name: row.name, people: row.party_size });
    if (row.state !== 'call') group.byMail++;
    else if (row.phone !== null) group.toCall.push({ name: row.name, phone: row.phone });
    else group.neither.push(row.name);
  }
  return { told: [...groups.values()], gone: await goneBy(trx, peopleAt) };
}

/** @param peopleAt how many people are told that it is gone, by the ids of activities and shifts */
async function goneBy(trx: Trx, peopleAt: ReadonlyMap<string, number>): Promise<GonePart[]> {
  const rows = await batched([...peopleAt.keys()], (some) =>
    trx.selectFrom('activity').select(['id', 'title', 'of', 'position']).where('id', 'in', some).execute(),
  );
  rows.sort((one, other) => (one.of < other.of ? -1 : one.of > other.of ? 1 : one.position - other.position));
  const byTitle = new Map<string, number>();
  for (const { id, title } of rows) byTitle.set(title, (byTitle.get(title) ?? 0) + peopleAt.get(id)!);
  return [...byTitle].map(([title, people]) => ({ title, people }));
}

/** Dates of what is changed, as they are now. */
interface DatesNow {
  off: ReadonlySet<string>;
  /** That take place and are not over, with where. */
  coming: { id: string; place: string | null }[];
}

/** @param place where that is new of all dates that are to come */
function aboutOf(
  { changed = [], events = [], places = [], ...facts }: NoticeFacts,
  { off: cancelled }: DatesNow,
  place: { is: string | null } | null,
): ToldAbout[] {
  const off = events.filter((id) => cancelled.has(id)).length;
  const moved = events.length > off || (places.length > 0 && place === null);
  return [
    ...changed,
    ...(place === null ? [] : (['place'] as const)),
    ...(['movedActivities', 'goneActivities'] as const).filter((fact) => facts[fact]),
    ...(moved ? (['events'] as const) : []),
    ...(off ? ([off > 1 ? 'cancelledEvents' : 'cancelledEvent'] as const) : []),
    ...(facts.tooLarge ? (['tooLarge'] as const) : []),
  ];
}

/**
 * Where all dates that are to come are now, when that alone is new of them, or of those whose time is not; null where
 * they are at several places, or some are where they were.
 */
function newPlaceOf({ events = [], places = [] }: NoticeFacts, { coming }: DatesNow): { is: string | null } | null {
  const elsewhere = coming.filter(({ id }) => places.includes(id) && !events.includes(id));
  const isAll = coming.every(({ id }) => places.includes(id) || events.includes(id));
  const all = new Set(elsewhere.map(({ place }) => place));
  return isAll && all.size === 1 ? { is: elsewhere[0]!.place } : null;
}

async function datesAmong(asker: Asker, offers: string[], now: Instant): Promise<DatesNow> {
  const rows = await batched(offers, (some) =>
    asker.selectFrom('event').select(['id', 'status', 'over_at', 'venue', 'address']).where('id', 'in', some).execute(),
  );
  const isOn = ({ status, over_at }: (typeof rows)[number]) =>
    status === 'published' && (over_at === null || over_at > now);
  return {
    off: new Set(rows.filter(({ status }) => status === 'cancelled').map(({ id }) => id)),
    coming: rows.filter(isOn).map(({ id, venue, address }) => ({ id, place: placeLine(venue, address) })),
  };
}

async function overfullIn(asker: Asker, offers: string[]): Promise<Consequences['overfull']> {
  if (!offers.length) return [];
  const rows = await asker
    .selectFrom('pool')
    .leftJoin('activity', 'activity.id', 'pool.activity_id')
    .leftJoin('team', 'team.id', 'pool.team_id')
    .innerJoin('claim', 'claim.pool_id', 'pool.id')
    .select([
      'pool.of',
      'pool.capacity',
      'activity.title',
      'team.name as team',
      (eb) => eb.fn.sum<number>('claim.places').as('taken'),
    ])
    .where('pool.offer_id', 'in', offers)
    .where('pool.capacity', 'is not', null)
    .where('pool.of', '<>', 'kept')
    .where('claim.state', '=', sql.lit('held' as const))
    .groupBy(['pool.id', 'pool.of', 'pool.capacity', 'activity.title', 'team.name'])
    .orderBy('pool.id')
    .execute();
  return rows
    .map((row) => ({ of: row.of, title: row.title ?? row.team, taken: Number(row.taken), capacity: row.capacity! }))
    .filter(({ taken, capacity }) => taken > capacity);
}
