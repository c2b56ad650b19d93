import type { Instant } from '../domain/event';
import { deedsTo } from './deeds';
import type { Asker } from './store';

/** Who changed something, where they are still known, and when. */
export interface LastEdit {
  by: string | null;
  at: Instant;
}

/** Who last changed any of these fields of an event or a series, and when; null where nobody here did. */
export async function lastEditOf(asker: Asker, offerId: string, fields: readonly string[]): Promise<LastEdit | null> {
  const deeds = await deedsTo(asker, offerId);
  const edit = deeds.find(({ facts }) => facts.fields?.some((field) => fields.includes(field)));
  return edit ? { by: edit.by && (edit.by.name ?? edit.by.email), at: edit.at } : null;
}
