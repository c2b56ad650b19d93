import { audiences } from '../../domain/event';
import type { Offer } from '../../domain/offer';
import type { Wish } from '../../domain/wish';
import type { Random } from './random';
import { firstNames, lastNames } from './words';

/** How many that sign up leave no address, and can only be called. */
const withoutAddress = 0.35;
/** How often one and the same person signs up, on average. */
const signupsOfPerson = 3;

/** What somebody in the town writes in an offer's form. @param signups in the whole town */
export function wishFor(offer: Offer, chance: Random, signups: number): Wish {
  const person = personOf(chance.below(Math.max(1, Math.floor(signups / signupsOfPerson))));
  const activities = offer.parts.filter((part) => part.of === 'activity' && chance.happens(0.4)).slice(0, 2);
  const shifts = offer.parts.filter((part) => part.of === 'shift').slice(0, chance.happens(0.15) ? 1 : 0);
  return {
    ...person,
    email: chance.happens(withoutAddress) ? null : person.email,
    phone: null,
    partySize: partySize(chance),
    activities: activities.map((part) => part.slug),
    shifts: shifts.map((part) => part.slug),
    audience: chance.happens(0.4) ? chance.pick(audiences) : null,
    note: null,
    answers: {},
    language: chance.happens(0.06) ? 'en' : 'sv',
  };
}

export function personOf(number: number): { name: string; email: string } {
  const first = firstNames[number % firstNames.length]!;
  const last = lastNames[Math.floor(number / firstNames.length) % lastNames.length]!;
  return { name: `${first} ${last}`, email: `person-${number + 1}@example.org` };
}

/** Most come alone. */
function partySize(chance: Random): number {
  const roll = chance.next();
  if (roll < 0.72) return 1;
  if (roll < 0.9) return 2;
  return roll < 0.98 ? chance.between(3, 4) : chance.between(5, 8);
}
