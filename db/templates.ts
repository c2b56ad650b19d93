import { v7 as uuid } from 'uuid';
import type { Instant } from '../domain/event';
import { recordDeed } from './deeds';
import type { EventEntry } from './programme/entry';
import type { Asker, Store } from './store';

/** An event that is kept to begin others from. */
export interface Template {
  id: string;
  name: string;
  organisationId: string;
  entry: EventEntry;
}

/** Keeps an event as it is now as a template of an organisation; one of the same name gives way to it. */
export async function saveTemplate(
  store: Store,
  template: { name: string; organisationId: string; entry: EventEntry; by: string; offerId: string },
  now: Instant,
): Promise<void> {
  const { name, organisationId, entry, by, offerId } = template;
  await store.transact(async (trx) => {
    await trx.deleteFrom('template').where('organisation_id', '=', organisationId).where('name', '=', name).execute();
    await trx
      .insertInto('template')
      .values({ id: uuid(), organisation_id: organisationId, name, entry: JSON.stringify(entry), created_at: now })
      .execute();
    await recordDeed(trx, { kind: 'template-saved', by, organisationId, offerId }, now);
  });
}

/** The templates of some organisations, by name. @param organisations ids */
export async function templatesOf(asker: Asker, organisations: readonly string[]): Promise<Omit<Template, 'entry'>[]> {
  if (!organisations.length) return [];
  const rows = await asker
    .selectFrom('template')
    .select(['id', 'name', 'organisation_id'])
    .where('organisation_id', 'in', organisations)
    .execute();
  return rows
    .map((row) => ({ id: row.id, name: row.name, organisationId: row.organisation_id }))
    .sort((one, other) => collator.compare(one.name, other.name));
}

const collator = new Intl.Collator('sv', { numeric: true });

export async function templateById(asker: Asker, id: string): Promise<Template | undefined> {
  const row = await asker.selectFrom('template').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      organisationId: row.organisation_id,
      entry: JSON.parse(row.entry) as EventEntry,
    }
  );
}

/** Takes a template away; what was begun from it is untouched. One that is gone already is no deed. */
export async function removeTemplate(
  store: Store,
  { id, organisationId, by }: { id: string; organisationId: string; by: string },
  now: Instant,
): Promise<void> {
  await store.transact(async (trx) => {
    const gone = await trx
      .deleteFrom('template')
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .returning('id')
      .execute();
    if (gone.length) await recordDeed(trx, { kind: 'template-removed', by, organisationId }, now);
  });
}
