import type { Instant } from '../domain/event';
import type { Receipt } from './receipts';
import type { Asker, Trx } from './store';

/** Keeps what an organiser says when something is called off, for those who are told of it. */
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

/** What an organiser said of what a signup had a place at. */
export interface CalledOff {
  /** Of all of it. */
  whole: string | null;
  /** Of single dates of a whole series, by their ids. */
  dates: Record<string, string>;
}

/** The same words as the mail has: never of what is discreet, or is on. CONTRACT §4.5 */
export async function calledOffOn(
  asker: Asker,
  { offer, dates, discreet }: Pick<Receipt, 'offer' | 'dates' | 'discreet'>,
): Promise<CalledOff> {
  if (discreet) return { whole: null, dates: {} };
  if (offer.status === 'cancelled') return { whole: await calledOffWords(asker, offer), dates: {} };
  const cancelled = dates.filter((date) => date.status === 'cancelled').map(({ id }) => id);
  if (!cancelled.length) return { whole: null, dates: {} };
  const rows = await asker
    .selectFrom('called_off')
    .select(['offer_id', 'words'])
    .where('offer_id', 'in', cancelled)
    .execute();
  return { whole: null, dates: Object.fromEntries(rows.map((row) => [row.offer_id, row.words])) };
}
