import type { Kind } from '../../domain/event';
import { fold } from '../../domain/search';
import { randomFrom, type Random } from './random';
import { commonKinds, organisationKinds, parts, placeKinds, streets, titleOf } from './words';

/** How large a town is to be made. */
export interface TownSize {
  /** Each date of a series counts. */
  events: number;
  organisations: number;
  signups: number;
}

/** What is special about how one signs up. `plain` has places for more than come, `crowded` for fewer. */
export type Shape =
  | 'plain'
  | 'crowded'
  | 'unlimited'
  | 'kept'
  | 'activities'
  | 'shifts'
  | 'teams'
  | 'none'
  | 'external'
  | 'draft'
  | 'cancelled';

/** What is decided about one event, or one series, before anything is written: the same whatever day it is. */
export interface Offering {
  slug: string;
  title: string;
  kind: Kind;
  shape: Shape;
  /** Of a series: how many dates it has, and how one signs up to it. An event that stands alone has none. */
  series: { dates: number; rule: string; signup: 'whole' | 'open' } | null;
  /** When it starts, in days from today; null has no date yet. */
  day: number | null;
  /** How many signups it gets, a series over all its dates. */
  signups: number;
  /** From which its details are drawn. */
  seed: number;
}

export interface Town {
  organisations: { slug: string; name: string }[];
  venues: { name: string; address: string }[];
  offerings: Offering[];
}

/** One event in so many is a date of a series, more or less a fifth in all. */
const eventsForEachSeries = 100;
const datesOfEndless = 15;

/** Decides everything about a town but its dates: who arranges what, where, and how many come. */
export function planTown(size: TownSize): Town {
  const chance = randomFrom(2017);
  const plans = [...planSeries(size.events, chance)];
  let events = plans.reduce((sum, { series }) => sum + series!.dates, 0);
  for (; events < size.events; events++) plans.push(planEvent(chance));
  const offerings = plans.map((plan, index): Offering => {
    const kind = plan.shape === 'teams' ? 'tournament' : chance.pick(commonKinds);
    const title = titleOf(kind, chance.pick);
    return { ...plan, kind, title, slug: `${slugOf(title)}-${index + 1}`, seed: index, signups: 0 };
  });
  shareOut(size.signups, offerings, chance);
  return { organisations: planOrganisations(size.organisations), venues: planVenues(chance), offerings };
}

type Plan = Pick<Offering, 'shape' | 'series' | 'day'>;

function* planSeries(events: number, chance: Random): Generator<Plan> {
  for (let index = 0; index < Math.floor(events / eventsForEachSeries); index++) {
    if (index % 8 === 7) {
      // no end: dates are made 400 days ahead, which from one of the coming days is this many
      const series = { dates: datesOfEndless, rule: 'FREQ=WEEKLY;INTERVAL=4', signup: 'open' as const };
      yield { series, shape: 'plain', day: chance.between(1, 5) };
    } else if (index % 4 === 0) {
      const dates = chance.between(4, 8);
      const series = { dates, rule: `FREQ=WEEKLY;COUNT=${dates}`, signup: 'whole' as const };
      yield { series, shape: chance.pick(['plain', 'crowded'] as const), day: chance.between(-20, 200) };
    } else {
      const dates = chance.between(15, 30);
      const series = { dates, rule: `FREQ=WEEKLY;COUNT=${dates}`, signup: 'open' as const };
      yield {
        series,
        shape: chance.pick(['plain', 'plain', 'crowded', 'unlimited'] as const),
        day: chance.between(-30, 120),
      };
    }
  }
}

/** Shapes with how many of a hundred events have them; the rest are plain. */
const shapes: readonly [Shape, number][] = [
  ['crowded', 16],
  ['unlimited', 15],
  ['kept', 8],
  ['activities', 10],
  ['shifts', 4],
  ['teams', 2],
  ['none', 6],
  ['external', 3],
  ['draft', 1],
  ['cancelled', 2],
];

function planEvent(chance: Random): Plan {
  let roll = chance.below(100);
  const shape = shapes.find(([, share]) => (roll -= share) < 0)?.[0] ?? 'plain';
  const when = chance.next();
  if (when < 0.03) return { series: null, shape, day: -chance.between(1, 120) };
  if (when < 0.04) return { series: null, shape, day: null };
  // the nearer, the more is known
  return { series: null, shape, day: 1 + Math.floor(360 * chance.next() ** 1.4) };
}

/** Shares signups out so that they are exactly as many as asked for: most events have some, a few have very many. */
function shareOut(signups: number, offerings: Offering[], chance: Random): void {
  const weights = offerings.map(({ shape, series }) => {
    const popularity = Math.exp(0.9 * (chance.next() + chance.next() + chance.next() - 1.5) * 2);
    if (shape === 'none' || shape === 'external' || shape === 'draft') return 0;
    if (!series) return popularity;
    return popularity * (series.signup === 'whole' ? 0.2 : 0.3 * series.dates);
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [sum, given] = [0, 0];
  for (const [index, offering] of offerings.entries()) {
    sum += weights[index]!;
    offering.signups = Math.round((signups * sum) / whole) - given;
    given += offering.signups;
  }
}

function planOrganisations(count: number): Town['organisations'] {
  return Array.from({ length: count }, (_, index) => {
    const kind = organisationKinds[index % organisationKinds.length]!;
    const round = Math.floor(index / organisationKinds.length);
    const number = Math.floor(round / parts.length);
    const name = `${kind} ${parts[round % parts.length]}${number ? ` ${number + 1}` : ''}`;
    return { name, slug: slugOf(name) };
  });
}

function planVenues(chance: Random): Town['venues'] {
  return parts.flatMap((part) =>
    placeKinds.slice(0, 8).map((kind) => ({
      name: `${kind} ${part}`,
      address: `${chance.pick(streets)} ${chance.between(1, 80)}`,
    })),
  );
}

function slugOf(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
