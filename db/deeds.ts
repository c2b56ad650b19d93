import { v7 as uuid } from 'uuid';
import type { DeedFacts, DeedKind } from '../domain/deed';
import type { Instant, LocalDate } from '../domain/event';
import type { Asker, Trx } from './store';

/** What somebody does, and in whose name. */
export interface Deed {
  kind: DeedKind;
  /** Who does it: an organiser's id. */
  by: string;
  organisationId: string;
  /** The event or the series that it is done to. */
  offerId?: string;
  facts?: DeedFacts;
}

/** Writes down who did what, in the transaction in which it is done. @returns the deed's id */
export async function recordDeed(trx: Trx, deed: Deed, now: Instant): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('deed')
    .values({
      id,
      at: now,
      organiser_id: deed.by,
      organisation_id: deed.organisationId,
      offer_id: deed.offerId ?? null,
      kind: deed.kind,
      facts: JSON.stringify(deed.facts ?? {}),
    })
    .execute();
  return id;
}

/** A deed as it is read. */
export interface DeedShown {
  id: string;
  at: Instant;
  /** null: who did it is no longer known here. */
  by: { name: string | null; email: string } | null;
  kind: DeedKind;
  facts: DeedFacts;
  /** Why, in the organiser's words, as long as whom it was done to is not erased. */
  reason: string | null;
  /** The name of the organisation that the facts tell of. */
  organisation: string | null;
  /** The name or address of the organiser that the facts tell of. */
  whom: string | null;
  /** Whether that is who did it. */
  toSelf: boolean;
}

/** How many deeds a page shows. */
export const deedsShown = 200;

/**
 * What was done to an event or a series, the latest first; to a date of a series also what was done to it there: moved,
 * changed, called off. @param before only what was done before then
 */
export async function deedsTo(asker: Asker, offerId: string, before?: Instant): Promise<DeedShown[]> {
  const own = await shown(deedRows(asker, before).where('deed.offer_id', '=', offerId).limit(deedsShown));
  const event = await asker
    .selectFrom('event')
    .select(['series_id', 'series_date'])
    .where('id', '=', offerId)
    .executeTakeFirst();
  const there =
    event?.series_id && event.series_date ? await deedsToDate(asker, event.series_id, event.series_date, before) : [];
  const deeds = [...own, ...there].sort(latestFirst).slice(0, deedsShown);
  const slugs = [...new Set(deeds.flatMap(({ facts }) => facts.organisation ?? []))];
  const rows = slugs.length
    ? await asker.selectFrom('organisation').select(['slug', 'name']).where('slug', 'in', slugs).execute()
    : [];
  const names = new Map(rows.map(({ slug, name }) => [slug, name]));
  return withWhom(
    asker,
    deeds.map((deed) => ({ ...deed, organisation: names.get(deed.facts.organisation ?? '') ?? null })),
  );
}

/** What was done to one date of a series, or to it among all that follow an earlier one. */
async function deedsToDate(asker: Asker, seriesId: string, date: LocalDate, before?: Instant): Promise<DeedShown[]> {
  const deeds = await shown(
    deedRows(asker, before).where('deed.offer_id', '=', seriesId).where('deed.kind', 'in', deedsToDates),
  );
  return deeds.filter(({ facts }) => facts.date === date || (facts.following && facts.date && facts.date < date));
}

const deedsToDates = [
  'date-moved',
  'date-changed',
  'date-cancelled',
  'date-restored',
  'date-added',
] as const satisfies readonly DeedKind[];

/** What was done to an organisation itself: who was let in, by whom. The latest first. */
export async function deedsOfOrganisation(
  asker: Asker,
  organisationId: string,
  before?: Instant,
): Promise<DeedShown[]> {
  const deeds = await shown(
    deedRows(asker, before)
      .where('deed.organisation_id', '=', organisationId)
      .where('deed.offer_id', 'is', null)
      .limit(deedsShown),
  );
  return withWhom(asker, deeds);
}

/** The deeds with the names of the organisers that they were done to or for. */
async function withWhom(asker: Asker, deeds: readonly DeedShown[]): Promise<DeedShown[]> {
  const ids = [...new Set(deeds.flatMap(({ facts }) => facts.organiser ?? []))];
  const rows = ids.length
    ? await asker.selectFrom('organiser').select(['id', 'name', 'email']).where('id', 'in', ids).execute()
    : [];
  const names = new Map(rows.map((row) => [row.id, row.name ?? row.email]));
  return deeds.map((deed) => ({ ...deed, whom: names.get(deed.facts.organiser ?? '') ?? null }));
}

function deedRows(asker: Asker, before?: Instant) {
  return asker
    .selectFrom('deed')
    .leftJoin('organiser', 'organiser.id', 'deed.organiser_id')
    .leftJoin('deed_reason', 'deed_reason.deed_id', 'deed.id')
    .select(['deed.id', 'deed.at', 'deed.kind', 'deed.facts', 'deed.organiser_id'])
    .select(['organiser.name', 'organiser.email', 'deed_reason.reason'])
    .$if(before !== undefined, (query) => query.where('deed.at', '<', before!))
    .orderBy('deed.at', 'desc');
}

async function shown(query: ReturnType<typeof deedRows>): Promise<DeedShown[]> {
  const rows = await query.execute();
  return rows.sort(latestFirst).map((row) => {
    const facts = JSON.parse(row.facts) as DeedFacts;
    return {
      id: row.id,
      at: row.at,
      by: row.email === null ? null : { name: row.name, email: row.email },
      kind: row.kind,
      facts,
      reason: row.reason,
      organisation: null,
      whom: null,
      toSelf: facts.organiser === row.organiser_id,
    };
  });
}

/** Ids are in the order in which they were made, also within one millisecond. */
const latestFirst = (one: { id: string; at: Instant }, other: { id: string; at: Instant }) =>
  other.at - one.at || (one.id < other.id ? 1 : -1);
