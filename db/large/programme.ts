import { audiences, type LocalDate } from '../../domain/event';
import { addDays } from '../../domain/time';
import { randomFrom, type Random } from './random';
import type { Offering, Town } from './town';
import { activityTitles, descriptionOf, firstNames, lastNames, parts, shiftTitles, summaryOf } from './words';

/** A party is one and a half persons: what the capacities of a made-up town are worked out from. */
const peopleOfSignup = 1.5;

/** A town's programme file, as an organiser would have written it (docs/programme-file.md), with dates from today on. */
export function programmeOf(town: Town, today: LocalDate): object {
  const entries = town.offerings.map((offering) => ({ offering, entry: entryOf(offering, town, today) }));
  return {
    organisations: town.organisations.map(({ slug, name }, index) => ({ slug, name, ...organisationText(index) })),
    events: entries.filter(({ offering }) => !offering.series).map(({ entry }) => entry),
    series: entries.filter(({ offering }) => offering.series).map(({ entry }) => entry),
  };
}

function organisationText(index: number) {
  const { pick, below } = randomFrom(index + 1_000_000);
  return {
    about: descriptionOf(pick, 2),
    firstTime: summaryOf(pick),
    phone: `040-628 ${below(90) + 10} ${below(90) + 10}`,
  };
}

function entryOf(offering: Offering, town: Town, today: LocalDate): object {
  const chance = randomFrom(offering.seed);
  const { pick, happens, between } = chance;
  const host = pick(town.organisations).slug;
  const venue = happens(0.03) ? null : pick(town.venues);
  return {
    slug: offering.slug,
    title: offering.title,
    kind: offering.kind,
    host,
    coHosts: happens(0.25) ? [pick(town.organisations).slug].filter((slug) => slug !== host) : [],
    status: offering.shape === 'draft' || offering.shape === 'cancelled' ? offering.shape : 'published',
    venue: venue?.name,
    address: venue?.address,
    summary: summaryOf(pick),
    description: descriptionOf(pick, between(2, 5)),
    discreet: happens(0.1),
    audiences: audiences.filter(() => happens(0.4)),
    contact: { name: `${pick(firstNames)} ${pick(lastNames)}`, phone: `040-628 ${between(10, 99)} ${between(10, 99)}` },
    cost: happens(0.8) ? 'Gratis.' : `${between(2, 20) * 10} kronor.`,
    food: happens(0.5) ? 'Kaffe och smörgås.' : undefined,
    access: { stepFree: happens(0.8), toilets: happens(0.9), directions: `Bussen stannar vid ${pick(parts)}.` },
    ...termsOf(offering, chance, today),
  };
}

/** When it is and how one signs up. */
function termsOf(offering: Offering, chance: Random, today: LocalDate): object {
  const { shape, series, day } = offering;
  const signups = series?.signup === 'open' ? offering.signups / series.dates : offering.signups;
  const people = Math.max(10, Math.round(signups * peopleOfSignup));
  const roomy = Math.round(people * (1.1 + chance.next()));
  const date = day === null ? null : addDays(today, day);
  const hour = chance.between(8, 18);
  const at = (hours: number) => `${date}T${String(hours).padStart(2, '0')}:00`;
  const when = date === null ? {} : { start: at(hour), end: at(hour + 3) };
  const rule = series && { rrule: series.rule, signup: series.signup };
  switch (shape) {
    case 'crowded': {
      const capacity = Math.max(10, Math.round(people * (0.6 + 0.25 * chance.next())));
      return { ...when, ...rule, capacity };
    }
    case 'unlimited':
      // a day alone: the time is told later
      return { ...(!rule && date !== null && chance.happens(0.2) ? { start: date } : when), ...rule };
    case 'kept': {
      const until = date === null ? undefined : `${addDays(date, -7)}T12:00`;
      return { ...when, capacity: roomy, kept: [{ audience: 'brukare', places: Math.floor(roomy / 5), until }] };
    }
    case 'activities':
      return { ...when, activities: partsOf(activityTitles, Math.max(10, Math.round(people / 2))) };
    case 'shifts':
      return { ...when, capacity: roomy, shifts: partsOf(shiftTitles, Math.max(10, Math.round(people / 5))) };
    case 'teams': {
      const capacity = Math.max(4, Math.round((signups / 8) * (0.8 + 0.4 * chance.next())));
      return { ...when, teams: { capacity, minPlayers: 5, maxPlayers: 10 } };
    }
    case 'none':
      return { ...when, signup: 'none' };
    case 'external':
      return { ...when, externalSignup: 'https://example.org/anmalan' };
    default:
      return { ...when, ...rule, capacity: roomy };
  }

  /** Three in a row, an hour each, so that none is at the same time as another. */
  function partsOf(titles: readonly string[], capacity: number): object[] {
    return [0, 1, 2].map((hours) => ({
      slug: `del-${hours + 1}`,
      title: chance.pick(titles),
      ...(date === null ? {} : { start: at(hour + hours), end: at(hour + hours + 1) }),
      capacity,
    }));
  }
}
