import { sql } from 'kysely';
import { countCalls } from './calls';
import type { Asker } from './store';

/** How an event or a series stands, for those who run it. */
export interface OfferNumbers {
  /** Signups, and the people on them. */
  confirmed: { signups: number; people: number };
  /** In line. */
  waitlisted: { signups: number; people: number };
  /** Those whom the organiser has not answered. */
  asked: { signups: number; people: number };
  cancelled: number;
  /** Signups whose person has to be told something by phone, and has not been. */
  toCall: number;
  /** Signups whose person has to be told something, and can be neither mailed nor called. */
  neither: number;
}

const nothing = (): OfferNumbers => ({
  confirmed: { signups: 0, people: 0 },
  waitlisted: { signups: 0, people: 0 },
  asked: { signups: 0, people: 0 },
  cancelled: 0,
  toCall: 0,
  neither: 0,
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
    const asked = await asker
      .selectFrom('signup')
      .select('offer_id')
      .select((eb) => [eb.fn.countAll<number>().as('signups'), eb.fn.sum<number>('party_size').as('people')])
      .where('offer_id', 'in', some)
      .where('state', '=', sql.lit('waitlisted' as const))
      .where('to_approve', '=', sql.lit(1 as const))
      .groupBy('offer_id')
      .execute();
    for (const row of asked) {
      const own = numbers.get(row.offer_id)!;
      own.asked = { signups: Number(row.signups), people: Number(row.people) };
      own.waitlisted.signups -= own.asked.signups;
      own.waitlisted.people -= own.asked.people;
    }
    for (const [id, calls] of await countCalls(asker, some)) Object.assign(numbers.get(id)!, calls);
  }
  return numbers;
}
