import { sql, type RawBuilder } from 'kysely';

/** The order of lists: by start, what has no date after every date there can be. Migration 0003 has the indexes. */
export const sortAt: RawBuilder<number> = sql<number>`coalesce(event.start_at, 8640000000000000)`;

/** What lasts longer, in milliseconds, has an index of its own: its start does not tell whether it still goes on. */
export const longAfter = 172_800_000;
export const isLong = sql<boolean>`event.over_at - event.start_at > 172800000`;
