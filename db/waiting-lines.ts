import { sql } from 'kysely';

const next = sql`select min(offer_id) from signup where state = 'waitlisted' and no_place_at is null and to_approve = 0`;

/**
 * The offers in whose line somebody stands, for a `with recursive`: the table `line (offer_id)`, with a last row of
 * null. It steps from one line to the next along an index, however many stand in each.
 */
export const waitingLines = sql`line (offer_id) as (
  select (${next})
  union all
  select (${next} and signup.offer_id > line.offer_id) from line where line.offer_id is not null
)`;
