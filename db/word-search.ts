import { SqliteAdapter, sql, type RawBuilder } from 'kysely';
import type { EventCondition } from './event-conditions';
import type { Asker } from './store';

/** What is looked for in an event's text and in its venue's name, folded: each part of a word must be there. */
export interface Looked {
  words: readonly string[];
  venue?: string;
}

/** Fewer letters than this make no trigram. */
const trigram = 3;

/**
 * Whether an event holds all that is looked for; text for text, nothing in it is a pattern.
 * @param how whether few events are looked at: PostgreSQL would rather find all that hold it, of which there can be many.
 *   So it would for one or two letters, which its trigrams are no help for
 */
export const holds =
  ({ words, venue }: Looked, how?: 'looking at each'): EventCondition =>
  (eb) => {
    const inColumn = (column: 'search' | 'venue_folded', text: string) => {
      const written = sql.ref(`event.${column}`);
      const each = how !== undefined || !hasTrigram(text);
      return sql<boolean>`${each ? sql`(${written} || '')` : written} like ${patternOf(text)} escape '\\'`;
    };
    return eb.and([
      ...words.map((word) => inColumn('search', word)),
      ...(venue === undefined ? [] : [inColumn('venue_folded', venue)]),
    ]);
  };

/**
 * On SQLite the words of events are beside them, numbered in the order of lists and cut into trigrams by FTS5: a search
 * is a walk along those that have all the trigrams. One or two letters are looked for in each text, one after another.
 * @param since the order at which to begin, see db/list-order.ts
 * @param also what else must hold of the event `event_searched.event_id`
 * @returns null on PostgreSQL, whose planner finds its trigrams (pg_trgm) for `holds` itself
 */
export function searchedInOrder(
  asker: Asker,
  { words, venue }: Looked,
  since: number,
  also: RawBuilder<boolean>,
): RawBuilder<{ id: string }> | null {
  if (!(asker.getExecutor().adapter instanceof SqliteAdapter)) return null;
  const parts = [
    ...words.map((text) => ({ column: 'search', text })),
    ...(venue === undefined ? [] : [{ column: 'venue', text: venue }]),
  ];
  const first = sql`cast(${since} as integer) * 1024`;
  // folding is ours and not the tokenizer's: what it finds is looked at again
  const exactly = sql.join(
    parts.map(({ column, text }) => sql`event_searched.${sql.ref(column)} like ${patternOf(text)} escape '\\'`),
    sql` and `,
  );
  const phrases = parts.filter(({ text }) => hasTrigram(text));
  if (!phrases.length) {
    return sql`select event_searched.event_id as id from event_searched
      where event_searched.no >= ${first} and ${exactly} and ${also} order by event_searched.no`;
  }
  const match = phrases.map(({ column, text }) => `${column} : "${text.replaceAll('"', '""')}"`).join(' AND ');
  return sql`select event_searched.event_id as id
    from event_trigram cross join event_searched on event_searched.no = event_trigram.rowid
    where event_trigram match ${match} and event_trigram.rowid >= ${first} and ${exactly} and ${also}
    order by event_trigram.rowid`;
}

const hasTrigram = (text: string) => [...text].length >= trigram;
const patternOf = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
