import { expressionBuilder, sql, type RawBuilder } from 'kysely';
import type { Instant, Kind } from '../domain/event';
import { isPublic, type EventCondition } from './event-conditions';
import { isLong, longAfter, sortAt } from './list-order';
import type { Database } from './schema';
import type { Asker } from './store';
import { holds, searchedInOrder } from './word-search';

/** Which events are wanted, of those that are seen outside. */
export interface Wanted {
  /** Who hosts or co-hosts them. */
  organisationId?: string;
  kind?: Kind;
  /** A part of the venue's name, folded. */
  venue?: string;
  /** Folded: each is a part of what the event says of itself. */
  words: readonly string[];
  also?: EventCondition;
}

/**
 * The events that were not over by an instant, soonest first, those without a date last; published and cancelled ones.
 * Found by walking along an index in the order of lists and no further than was asked for, so that it takes as long
 * however much there is: first the few that had begun and went on, then those that start from then on.
 */
export async function findEvents(
  asker: Asker,
  wanted: Wanted,
  since: Instant,
  span: { limit: number; offset: number },
): Promise<string[]> {
  const { limit, offset } = span;
  const ongoing = await findOngoing(asker, wanted, since);
  const found = ongoing.slice(offset, offset + limit);
  if (found.length === limit) return found;
  const rest = { limit: limit - found.length, offset: Math.max(0, offset - ongoing.length) };
  const { rows } = await sql<{ id: string }>`${startingFrom(asker, wanted, since)}
    limit ${rest.limit} offset ${rest.offset}`.execute(asker);
  return [...found, ...rows.map(({ id }) => id)];
}

/** How many those are, counted no further than `most` + 1. */
export async function countFound(asker: Asker, wanted: Wanted, since: Instant, most: number): Promise<number> {
  const ongoing = await findOngoing(asker, wanted, since);
  const { rows } = await sql<{ count: number }>`select count(*) as count
    from (${startingFrom(asker, wanted, since)} limit ${most + 1}) as found`.execute(asker);
  return Math.min(most + 1, ongoing.length + Number(rows[0]?.count));
}

/** What had begun by an instant and was not over: long events have an index, others have begun within two days. */
async function findOngoing(asker: Asker, wanted: Wanted, since: Instant): Promise<string[]> {
  const ongoing = (condition: RawBuilder<boolean>) =>
    asker
      .selectFrom('event')
      .select(['event.id', sortAt.as('sort_at')])
      .where(isPublic)
      .where('event.over_at', '>', since)
      .where(condition);
  const lately = sql<boolean>`${sortAt} >= ${since - longAfter} and ${sortAt} < ${since}`;
  const longer = sql<boolean>`${isLong} and ${sortAt} < ${since - longAfter}`;
  const rows = await ongoing(lately).unionAll(ongoing(longer)).execute();
  const order = (one: (typeof rows)[number], other: (typeof rows)[number]) =>
    one.sort_at - other.sort_at || (one.id < other.id ? -1 : 1);
  const ids = rows.sort(order).map(({ id }) => id);
  if (!ids.length || isNothing(wanted)) return ids;
  const those = await asker
    .selectFrom('event')
    .select('event.id')
    .where('event.id', 'in', ids)
    .where(conditionOf(wanted, 'looking at each'))
    .execute();
  const found = new Set(those.map(({ id }) => id));
  return ids.filter((id) => found.has(id));
}

/** What starts from an instant on, or has no date, in order. */
function startingFrom(asker: Asker, wanted: Wanted, since: Instant): RawBuilder<{ id: string }> {
  const { organisationId, ...rest } = wanted;
  const isWanted = (id: string, that: Wanted) =>
    isNothing(that)
      ? sql<boolean>`1 = 1`
      : sql<boolean>`exists (select 1 from event where event.id = ${sql.ref(id)} and ${written(conditionOf(that))})`;
  if (organisationId !== undefined) {
    return sql`select hosting.event_id as id from hosting
      where hosting.organisation_id = ${organisationId} and hosting.sort_at >= ${since}
        and ${isWanted('hosting.event_id', rest)}
      order by hosting.sort_at, hosting.event_id`;
  }
  const { words, venue, ...others } = wanted;
  if (words.length || venue !== undefined) {
    const also = isWanted('event_searched.event_id', { ...others, words: [] });
    const searched = searchedInOrder(asker, { words, venue }, since, also);
    if (searched) return searched;
  }
  return sql`select event.id from event
    where ${written(isPublic)} and ${sortAt} >= ${since} and ${written(conditionOf(wanted))}
    order by ${sortAt}, event.id`;
}

/** A condition as it stands in a statement of our own. */
const written = (condition: EventCondition) => condition(expressionBuilder<Database, 'event'>());

const isNothing = ({ organisationId, kind, venue, words, also }: Wanted) =>
  !words.length && [organisationId, kind, venue, also].every((one) => one === undefined);

function conditionOf({ organisationId, kind, venue, words, also }: Wanted, how?: 'looking at each'): EventCondition {
  return (eb) =>
    eb.and([
      ...(kind === undefined ? [] : [eb('event.kind', '=', kind)]),
      ...(organisationId === undefined
        ? []
        : [
            eb.exists(
              eb
                .selectFrom('hosting')
                .select('hosting.event_id')
                .whereRef('hosting.event_id', '=', 'event.id')
                .where('hosting.organisation_id', '=', organisationId),
            ),
          ]),
      holds({ words, venue }, how)(eb),
      ...(also ? [also(eb)] : []),
    ]);
}
