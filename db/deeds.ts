import { v7 as uuid } from 'uuid';
import type { DeedFacts, DeedKind } from '../domain/deed';
import type { Instant } from '../domain/event';
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

/** Writes down who did what, in the transaction in which it is done. */
export async function recordDeed(trx: Trx, deed: Deed, now: Instant): Promise<void> {
  await trx
    .insertInto('deed')
    .values({
      id: uuid(),
      at: now,
      organiser_id: deed.by,
      organisation_id: deed.organisationId,
      offer_id: deed.offerId ?? null,
      kind: deed.kind,
      facts: JSON.stringify(deed.facts ?? {}),
    })
    .execute();
}

/** A deed as it is read. */
export interface DeedShown {
  id: string;
  at: Instant;
  /** null: who did it is no longer known here. */
  by: { name: string | null; email: string } | null;
  kind: DeedKind;
  facts: DeedFacts;
}

/** How many deeds a page shows. */
export const deedsShown = 200;

/** What was done to an event or a series, the latest first. @param before only what was done before then */
export async function deedsTo(asker: Asker, offerId: string, before?: Instant): Promise<DeedShown[]> {
  return shown(deedRows(asker, before).where('deed.offer_id', '=', offerId));
}

/** What was done to an organisation itself: who was let in, by whom. The latest first. */
export async function deedsOfOrganisation(
  asker: Asker,
  organisationId: string,
  before?: Instant,
): Promise<(DeedShown & { whom: string | null })[]> {
  const deeds = await shown(
    deedRows(asker, before).where('deed.organisation_id', '=', organisationId).where('deed.offer_id', 'is', null),
  );
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
    .select(['deed.id', 'deed.at', 'deed.kind', 'deed.facts', 'organiser.name', 'organiser.email'])
    .$if(before !== undefined, (query) => query.where('deed.at', '<', before!))
    .orderBy('deed.at', 'desc')
    .limit(deedsShown);
}

async function shown(query: ReturnType<typeof deedRows>): Promise<DeedShown[]> {
  const rows = await query.execute();
  // ids are in the order in which they were made, also within one millisecond
  rows.sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1));
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.email === null ? null : { name: row.name, email: row.email },
    kind: row.kind,
    facts: JSON.parse(row.facts) as DeedFacts,
  }));
}
