import { cleanLine } from './clean';
import { valueOf, type Typed } from './typed';

/** The fields in which one says who takes over: of everything, and of one thing alone. */
export const takersAsked = { all: 'till', one: (offerId: string) => `till.${offerId}`, phone: 'telefon' };

/** What is wrong with it. `refused`: an event that has to be put right first. */
export interface TakerFault {
  field: string;
  fault: 'missing' | 'unknown' | 'refused';
  slug?: string;
}

const longestPhone = 40;

/**
 * Reads who takes over each of some things: whoever stands beside it, else who takes everything.
 * @param takers those who can
 */
export function readTakers(
  typed: Typed,
  offers: readonly { id: string }[],
  takers: readonly { id: string }[],
): { takerOf: (offerId: string) => { to: string; phone?: string } } | { faults: TakerFault[] } {
  const all = valueOf(typed, takersAsked.all);
  const phone = cleanLine(valueOf(typed, takersAsked.phone)).slice(0, longestPhone);
  const isOne = (id: string) => takers.some((taker) => taker.id === id);
  const chosen = new Map<string, { to: string; phone?: string }>();
  const faults = new Map<string, TakerFault>();
  for (const { id } of offers) {
    const own = valueOf(typed, takersAsked.one(id));
    const [to, field] = own ? [own, takersAsked.one(id)] : [all, takersAsked.all];
    if (!isOne(to)) faults.set(field, { field, fault: to ? 'unknown' : 'missing' });
    // the number is of the one who takes the most
    else chosen.set(id, { to, phone: (to === all && phone) || undefined });
  }
  if (faults.size) return { faults: [...faults.values()] };
  return { takerOf: (offerId) => chosen.get(offerId)! };
}
