import type { Asker } from '../store';
import type { At } from './recipients';

/** The activities and shifts whose people one can write to. */
export async function partsAt(asker: Asker, at: At): Promise<{ id: string; title: string }[]> {
  if (at.type === 'series') return [];
  const rows = await asker
    .selectFrom('activity')
    .select(['id', 'title', 'position'])
    .where('event_id', '=', at.id)
    .where('status', '=', 'published')
    .execute();
  return rows.sort((one, other) => one.position - other.position).map(({ id, title }) => ({ id, title }));
}
