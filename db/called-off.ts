import type { Instant } from '../domain/event';
import type { Asker, Trx } from './store';

/** Keeps what an organiser says when something is called off, for the mails that tell of it. */
export async function keepCalledOffWords(trx: Trx, offerId: string, words: string, now: Instant): Promise<void> {
  await trx
    .insertInto('called_off')
    .values({ offer_id: offerId, words, at: now })
    .onConflict((conflict) => conflict.column('offer_id').doUpdateSet({ words, at: now }))
    .execute();
}

/** Forgets it: what was called off is on again. */
export async function forgetCalledOffWords(trx: Trx, offerId: string): Promise<void> {
  await trx.deleteFrom('called_off').where('offer_id', '=', offerId).execute();
}

/** What was said of an event or a series, or of the whole series that an event is a date of; null: nothing. */
export async function calledOffWords(
  asker: Asker,
  { type, id }: { type: 'event' | 'series'; id: string },
): Promise<string | null> {
  const date =
    type === 'event'
      ? await asker.selectFrom('event').select('series_id').where('id', '=', id).executeTakeFirst()
      : undefined;
  const rows = await asker
    .selectFrom('called_off')
    .select(['offer_id', 'words'])
    .where('offer_id', 'in', date?.series_id ? [id, date.series_id] : [id])
    .execute();
  return (rows.find((row) => row.offer_id === id) ?? rows[0])?.words ?? null;
}
