import type { Instant } from '../../domain/event';
import { isPublic, type EventCondition } from '../event-conditions';
import type { Asker } from '../store';

/** Whose events: everybody's, those that an organisation hosts or co-hosts, or a series' dates. */
export type ManyScope = { of: 'site' } | { of: 'organisation' | 'series'; id: string };

/**
 * Which events a feed has: those that are no drafts, soonest first, then by UID, those without a date last. One
 * statement, so that none is left out or there twice because it moved meanwhile; its parts are such as an index finds
 * each on its own. Sorted here, since what is found by when it is over does not come in the order of when it begins.
 * @param since what was over by then is left out; null is everything
 */
export async function publicEventIds(asker: Asker, scope: ManyScope, since: Instant | null): Promise<string[]> {
  const when = since === null ? [anyTime] : [overAfter(since), withoutDate];
  const parts = when.map((at) =>
    asker
      .selectFrom('event')
      .select(['event.id', 'event.uid', 'event.start_at'])
      .where((eb) => eb.and([isPublic(eb), isOf(scope)(eb), at(eb)])),
  );
  const rows = await parts.reduce((query, part) => query.unionAll(part)).execute();
  return rows.sort(inOrder).map(({ id }) => id);
}

interface Placed {
  uid: string;
  start_at: Instant | null;
}

function inOrder(one: Placed, other: Placed): number {
  const [before, after] = [one.start_at ?? Number.MAX_SAFE_INTEGER, other.start_at ?? Number.MAX_SAFE_INTEGER];
  return before - after || (one.uid < other.uid ? -1 : 1);
}

const isOf =
  (scope: ManyScope): EventCondition =>
  (eb) => {
    if (scope.of === 'site') return eb.and([]);
    if (scope.of === 'series') return eb.and([eb('event.series_id', '=', scope.id)]);
    const hosted = eb.selectFrom('hosting').select('hosting.event_id').where('hosting.organisation_id', '=', scope.id);
    return eb.and([eb('event.id', 'in', hosted)]);
  };

const anyTime: EventCondition = (eb) => eb.and([]);
const overAfter =
  (instant: Instant): EventCondition =>
  (eb) =>
    eb.and([eb('event.over_at', '>', instant)]);
const withoutDate: EventCondition = (eb) => eb.and([eb('event.over_at', 'is', null)]);
