import { sql } from 'kysely';
import type { Instant } from '../domain/event';
import type { Asker } from './store';

/** Notices in one state that somebody waits for. */
export interface NoticesWaiting {
  /** To be sent, or for somebody to call about. */
  state: 'queued' | 'call';
  /** Counted up to `countedUpTo`. */
  count: number;
  /** When the oldest was written; null when there is none. */
  oldestAt: Instant | null;
}

/** More are not counted: whoever looks wants to know that there are too many, and it is asked again and again. */
export const countedUpTo = 100_000;

/** How many notices wait to be sent, and how many somebody has to call about, each read from a partial index. */
export async function noticesWaiting(asker: Asker): Promise<NoticesWaiting[]> {
  const states = ['queued', 'call'] as const;
  return Promise.all(
    states.map(async (state) => {
      // literals, or SQLite would not use an index on one state alone
      const isSo = sql<boolean>`state = ${sql.lit(state)}`;
      const { count } = await asker
        .selectFrom((eb) => eb.selectFrom('outbox').select('created_at').where(isSo).limit(countedUpTo).as('some'))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      const oldest = await asker
        .selectFrom('outbox')
        .select('created_at')
        .where(isSo)
        .orderBy('created_at')
        .limit(1)
        .executeTakeFirst();
      return { state, count, oldestAt: oldest?.created_at ?? null };
    }),
  );
}
