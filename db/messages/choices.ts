import { sql } from 'kysely';
import { inBatches } from '../programme/stored';
import type { Asker } from '../store';
import { offersAt, type At } from './recipients';

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

/**
 * Whether one can write to those who wait for an answer: where signups are asked about, and where somebody has waited
 * since they were.
 */
export async function asksForAnswers(asker: Asker, at: At): Promise<boolean> {
  const { approval } = await asker
    .selectFrom(at.type)
    .select('approval')
    .where('id', '=', at.id)
    .executeTakeFirstOrThrow();
  if (approval) return true;
  for (const some of inBatches(await offersAt(asker, at, 0))) {
    const waits = await asker
      .selectFrom('signup')
      .select('id')
      .where('offer_id', 'in', some)
      .where('state', '=', sql.lit('waitlisted' as const))
      .where('to_approve', '=', sql.lit(1 as const))
      .executeTakeFirst();
    if (waits) return true;
  }
  return false;
}
