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
  const parts = whoseIn(scope).flatMap((whose) =>
    when.map((at) =>
      asker
        .selectFrom('event')
        .select(['event.id', 'event.uid', 'event.start_at'])
        .where((eb) => eb.and([isPublic(eb), whose(eb), at(eb)])),
    ),
  );
  const rows = await parts.reduce((query, part) => query.unionAll(part)).execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()].sort(inOrder).map(({ id }) => id);
}

interface Placed {
  uid: string;
  start_at: Instant | null;
}

function inOrder(one: Placed, other: Placed): number {
  const [before, after] = [one.start_at ?? Number.MAX_SAFE_INTEGER, other.start_at ?? Number.MAX_SAFE_INTEGER];
  return before - after || (one.uid < other.uid ? -1 : 1);
}

function whoseIn(scope: ManyScope): EventCondition[] {
  switch (scope.of) {
    case 'site':
      return [(eb) => eb.and([])];
    case 'organisation':
      return [
        (eb) => eb.and([eb('event.host_id', '=', scope.id)]),
        (eb) =>
          eb.and([
            eb(
              'event.id',
              'in',
              eb.selectFrom('co_host').select('co_host.offer_id').where('co_host.organisation_id', '=', scope.id),
            ),
          ]),
      ];
    case 'series':
      return [(eb) => eb.and([eb('event.series_id', '=', scope.id)])];
  }
}

const anyTime: EventCondition = (eb) => eb.and([]);
const overAfter =
  (instant: Instant): EventCondition =>
  (eb) =>
    eb.and([eb('event.over_at', '>', instant)]);
const withoutDate: EventCondition = (eb) => eb.and([eb('event.over_at', 'is', null)]);
