import type { Instant } from '../domain/event';
import type { Asker } from './store';

/** Something else of an organisation's at the same time. */
export interface Clash {
  title: string;
  startAt: Instant;
  endAt: Instant;
  timeZone: string;
}

const dayLong = 24 * 3600_000;

/**
 * What an organisation already has when something new would be, by the place in the list of what would.
 * @param spans of those whose times of day are known, in the order of their time
 * @param ownSeries the id of the series that they are of, whose dates are no others
 */
export async function clashesOf(
  asker: Asker,
  organisationId: string,
  spans: readonly { start: Instant; end: Instant | null }[],
  ownSeries?: string,
): Promise<Map<number, Clash[]>> {
  const clashes = new Map<number, Clash[]>();
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return clashes;
  const rows = await asker
    .selectFrom('event')
    .select(['title', 'start_at', 'end_at', 'time_zone', 'status', 'time_known', 'series_id'])
    .where('host_id', '=', organisationId)
    // what began the day before can still go on
    .where('start_at', '>=', first.start - dayLong)
    .where('start_at', '<', (last.end ?? last.start) + 1)
    .orderBy('start_at')
    .execute();
  const others = rows.flatMap((row) => {
    if (ownSeries !== undefined && row.series_id === ownSeries) return [];
    if (row.start_at === null || row.time_known === 0 || row.status === 'cancelled') return [];
    const endAt = row.end_at ?? row.start_at + 1;
    return [{ title: row.title, startAt: row.start_at, endAt, timeZone: row.time_zone }];
  });
  spans.forEach(({ start, end }, index) => {
    const same = others.filter((one) => one.startAt < (end ?? start + 1) && one.endAt > start);
    if (same.length) clashes.set(index, same);
  });
  return clashes;
}
