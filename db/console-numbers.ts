import { sql } from 'kysely';
import type { Asker } from './store';

/** How an event or a series stands, for those who run it. */
export interface OfferNumbers {
  /** Signups, and the people on them. */
  confirmed: { signups: number; people: number };
  waitlisted: { signups: number; people: number };
  cancelled: number;
  /** Notices that nobody can be mailed: people to call. */
  toCall: number;
}

const nothing = (): OfferNumbers => ({
  confirmed: { signups: 0, people: 0 },
  waitlisted: { signups: 0, people: 0 },
  cancelled: 0,
  toCall: 0,
});

/** How many offers are asked about at once. */
const together = 500;

/** How many there are, by the ids of events and series; all of them are in the answer. */
export async function numbersOf(asker: Asker, offers: readonly string[]): Promise<Map<string, OfferNumbers>> {
  const numbers = new Map(offers.map((id) => [id, nothing()]));
  for (let from = 0; from < offers.length; from += together) {
    const some = offers.slice(from, from + together);
    const signups = await asker
      .selectFrom('signup')
      .select(['offer_id', 'state'])
      .select((eb) => [eb.fn.countAll<number>().as('signups'), eb.fn.sum<number>('party_size').as('people')])
      .where('offer_id', 'in', some)
      .groupBy(['offer_id', 'state'])
      .execute();
    for (const row of signups) {
      const own = numbers.get(row.offer_id)!;
      if (row.state === 'cancelled') own.cancelled = Number(row.signups);
      else own[row.state] = { signups: Number(row.signups), people: Number(row.people) };
    }
    const calls = await asker
      .selectFrom('outbox')
      .innerJoin('signup', 'signup.id', 'outbox.signup_id')
      .select(['signup.offer_id', (eb) => eb.fn.countAll<number>().as('calls')])
      .where('outbox.state', '=', sql.lit('call' as const))
      .where('signup.offer_id', 'in', some)
      .groupBy('signup.offer_id')
      .execute();
    for (const row of calls) numbers.get(row.offer_id)!.toCall = Number(row.calls);
  }
  return numbers;
}
