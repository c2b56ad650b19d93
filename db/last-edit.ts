import type { Instant } from '../domain/event';
import { deedsTo } from './deeds';
import type { Asker } from './store';

/** Who last changed any of these fields of an event or a series, and when; null where nobody here did. */
export async function lastEditOf(
  asker: Asker,
  offerId: string,
  fields: readonly string[],
): Promise<{ by: string | null; at: Instant } | null> {
  const deeds = await deedsTo(asker, offerId);
  const edit = deeds.find(({ facts }) => facts.fields?.some((field) => fields.includes(field)));
  return edit ? { by: edit.by && (edit.by.name ?? edit.by.email), at: edit.at } : null;
}
