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
  const rows = await asker
    .selectFrom('deed')
    .leftJoin('organiser', 'organiser.id', 'deed.organiser_id')
    .select(['deed.id', 'deed.at', 'deed.kind', 'deed.facts', 'organiser.name', 'organiser.email'])
    .where('deed.offer_id', '=', offerId)
    .$if(before !== undefined, (query) => query.where('deed.at', '<', before!))
    .orderBy('deed.at', 'desc')
    .limit(deedsShown)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.email === null ? null : { name: row.name, email: row.email },
    kind: row.kind,
    facts: JSON.parse(row.facts) as DeedFacts,
  }));
}
