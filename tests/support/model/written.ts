import fc from 'fast-check';
import { isShift, type Audience, type Part, type Terms, type Time } from './places';

/** The moments at which time changes something, for an event on 17 May. */
export const moments: Time[] = [
  '2017-05-10T00:00',
  '2017-05-16T12:00',
  '2017-05-17T09:00',
  '2017-05-17T10:00',
  '2017-05-17T11:00',
  '2017-05-17T12:00',
  '2017-05-17T15:00',
  '2017-05-18T00:00',
];
const [keptUntil, closing] = moments;

/** When the story begins: mostly long before the event. */
export const begins: fc.Arbitrary<Time> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('2017-04-01T12:00') },
  { weight: 2, arbitrary: fc.constantFrom(...moments.slice(0, 5)) },
);

type Week = 'first' | 'second';
const days: Record<Week, string> = { first: '2017-05-17', second: '2017-05-24' };

/** Activities and shifts that an event can have, by the hour; singing overlaps both other activities. */
const hours: Record<string, [from: number, to: number]> = {
  yoga: [11, 12],
  grill: [12, 13],
  sang: [11, 13],
  'pass-1': [9, 11],
  'pass-2': [13, 14],
};
export const slugs = Object.keys(hours);

function partOf(slug: string, capacity: number | null, week: Week = 'first', later = 0): Part {
  const [start, end] = hours[slug]!.map((hour) => `${days[week]}T${String(hour + later).padStart(2, '0')}:00`);
  return { slug, of: isShift(slug) ? 'shift' : 'activity', start: start!, end: end!, capacity };
}

const limit = (max: number) =>
  fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max }) }, { weight: 1, arbitrary: fc.constant(null) });
const kept = fc.array(
  fc.record({
    audience: fc.constantFrom<Audience[]>('brukare', 'staff'),
    places: fc.integer({ min: 1, max: 3 }),
    until: fc.constantFrom(null, keptUntil!),
  }),
  { maxLength: 2 },
);
const waitlist = fc.oneof(
  { weight: 5, arbitrary: fc.constant<boolean | number>(true) },
  { weight: 1, arbitrary: fc.constant<boolean | number>(false) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 8 }) },
);
const teams = fc.record({ capacity: limit(3), max: fc.constantFrom(1, 2, 3, 3, 4, 4) });

/** What an organiser can have written of an event. */
export const terms: fc.Arbitrary<Terms> = fc
  .record({
    capacity: limit(6),
    waitlist,
    maxPartySize: fc.constantFrom(10, 10, 10, 3),
    approval: fc.constantFrom(false, false, true),
    kept,
    parts: fc.subarray(slugs),
    partLimits: fc.array(limit(3), { minLength: slugs.length, maxLength: slugs.length }),
    teams: fc.option(teams, { freq: 3 }),
    closes: fc.constantFrom(null, null, null, closing!),
    dated: fc.constantFrom(true, true, true, true, true, true, false),
    ends: fc.constantFrom(true, true, false),
  })
  .map(({ parts, partLimits, dated, ends, ...written }) =>
    possible({
      status: 'published',
      venue: 'Gröningen',
      start: dated ? `${days.first}T10:00` : null,
      end: dated && ends ? `${days.first}T15:00` : null,
      ...written,
      parts: parts.map((slug, index) => partOf(slug, partLimits[index]!)),
    }),
  );

/** Places are kept within the capacity, once for an audience; else the file would be refused. CONTRACT §3.5. */
function possible(written: Terms): Terms {
  let left = written.capacity ?? 0;
  const places = new Map<Audience, Terms['kept'][number]>();
  for (const one of written.kept) {
    if (places.has(one.audience) || one.places > left) continue;
    places.set(one.audience, one);
    left -= one.places;
  }
  // teams are not approved
  return { ...written, kept: [...places.values()], approval: written.approval && !written.teams };
}

/** What an organiser writes differently: some fields, or an activity that is new, other or gone. */
const edit: fc.Arbitrary<(old: Terms) => Partial<Terms>> = fc.oneof(
  { weight: 5, arbitrary: limit(8).map((capacity) => () => ({ capacity })) },
  { weight: 2, arbitrary: waitlist.map((longest) => () => ({ waitlist: longest })) },
  { weight: 3, arbitrary: kept.map((places) => () => ({ kept: places })) },
  { weight: 1, arbitrary: fc.boolean().map((approval) => () => ({ approval })) },
  { weight: 1, arbitrary: fc.constant(() => ({ status: 'cancelled' as const })) },
  { weight: 1, arbitrary: fc.constantFrom('Gröningen', 'Arenan').map((venue) => () => ({ venue })) },
  { weight: 1, arbitrary: fc.constantFrom(10, 2).map((maxPartySize) => () => ({ maxPartySize })) },
  { weight: 1, arbitrary: fc.constantFrom(null, null, closing!).map((closes) => () => ({ closes })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Week[]>('first', 'second').map((week) => ({ end }: Terms) => ({
      start: `${days[week]}T10:00`,
      end: end && `${days[week]}T15:00`,
    })),
  },
  { weight: 3, arbitrary: teams.map((terms) => (old: Terms) => ({ teams: old.teams && terms })) },
  {
    weight: 6,
    arbitrary: fc
      .record({
        slug: fc.constantFrom(...slugs),
        gone: fc.constantFrom(false, false, true),
        capacity: limit(4),
        week: fc.constantFrom<Week[]>('first', 'first', 'first', 'second'),
        later: fc.constantFrom(0, 0, 1),
      })
      .map(({ slug, gone, capacity, week, later }) => ({ parts }: Terms) => {
        const others = parts.filter((part) => part.slug !== slug);
        return { parts: gone ? others : [...others, partOf(slug, capacity, week, later)] };
      }),
  },
);

/** What the organiser has written the next time; an event that was off is on again. */
export const rewrite: fc.Arbitrary<(old: Terms) => Terms> = fc
  .array(edit, { minLength: 1, maxLength: 2 })
  .map(
    (edits) => (old) =>
      edits.reduce<Terms>((terms, change) => possible({ ...terms, ...change(terms) }), { ...old, status: 'published' }),
  );
