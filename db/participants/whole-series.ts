import type { ConsoleOffer } from '../console-offer';
import type { Asker } from '../store';

/** A series whose one signup is for all its dates. */
export interface WholeSeries {
  type: 'series';
  id: string;
  slug: string;
}

/**
 * The series whose people come to an event, since one signup is for all its dates: who comes to the date is asked there.
 * @returns null where an event's own people come to it. A date that somebody signed up to before its series had one
 *   signup for all still has them.
 */
export async function wholeSeriesOf(
  asker: Asker,
  { id, series }: Pick<ConsoleOffer, 'id' | 'series'>,
): Promise<WholeSeries | null> {
  if (series?.signup !== 'whole') return null;
  const own = await asker
    .selectFrom('signup')
    .select('id')
    .where('offer_id', '=', id)
    .where('state', '<>', 'cancelled')
    .limit(1)
    .executeTakeFirst();
  return own ? null : { type: 'series', id: series.id, slug: series.slug };
}
