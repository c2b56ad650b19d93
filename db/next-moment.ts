import { sql } from 'kysely';
import type { Instant } from '../domain/event';
import type { Asker } from './store';

/**
 * The next moment at which time alone may change what a public page says: an event or a part of it begins, is over,
 * opens or closes, kept places are released, or it becomes another day somewhere. Until then, what is not changed in
 * the database says the same.
 *
 * Another day begins at a quarter of an hour wherever one lives (the odd ones are 5 h 45 min and 12 h 45 min from
 * Greenwich), so no time zone need be looked up. Drafts count too: they do no harm.
 * @returns an instant after `now`, at most a quarter of an hour
 */
export async function nextMoment(asker: Asker, now: Instant): Promise<Instant> {
  const quarter = (Math.floor(now / quarterHour) + 1) * quarterHour;
  const firstIn = (table: 'event' | 'series' | 'activity' | 'pool', column: string) =>
    sql`select min(${sql.ref(column)}) as at from ${sql.table(table)} where ${sql.ref(column)} > ${now} and ${sql.ref(column)} < ${quarter}`;
  const moments = sql.join(
    [
      firstIn('event', 'start_at'),
      firstIn('event', 'over_at'),
      firstIn('event', 'signup_opens_at'),
      firstIn('event', 'signup_closes_at'),
      firstIn('series', 'signup_opens_at'),
      firstIn('series', 'signup_closes_at'),
      firstIn('activity', 'start_at'),
      firstIn('pool', 'kept_until'),
    ],
    sql` union all `,
  );
  const { rows } = await sql<{ at: number | null }>`select min(at) as at from (${moments}) as moment`.execute(asker);
  return Math.min(quarter, Number(rows[0]?.at ?? quarter));
}

const quarterHour = 15 * 60_000;
