import { sql, type ExpressionBuilder } from 'kysely';
import type { Instant } from '../domain/event';
import type { Database } from './schema';

/** What is asked of events, for any question that has the table `event` under its own name. */
export type EventCondition = (
  eb: ExpressionBuilder<Database, 'event'>,
) => ReturnType<ExpressionBuilder<Database, 'event'>['and']>;

/** Published or cancelled: a draft is seen by nobody outside. Written out, so that the index on the status is used. */
export const isPublic: EventCondition = (eb) => eb.and([eb('event.status', '<>', sql.lit('draft' as const))]);

/** What was not over by an instant; what has no date never is. CONTRACT §3.9 */
export const notOverBy =
  (instant: Instant): EventCondition =>
  (eb) =>
    eb.or([eb('event.over_at', '>', instant), eb('event.over_at', 'is', null)]);

/** What somebody comes to: confirmed to it, or to the whole series that it is a date of. */
export const somebodyComes: EventCondition = (eb) =>
  eb.and([
    eb.exists(
      eb
        .selectFrom('signup')
        .select('signup.id')
        .where('signup.state', '=', sql.lit('confirmed' as const))
        .where((inner) =>
          inner.or([
            inner('signup.offer_id', '=', inner.ref('event.id')),
            inner('signup.offer_id', '=', inner.ref('event.series_id')),
          ]),
        ),
    ),
  ]);
