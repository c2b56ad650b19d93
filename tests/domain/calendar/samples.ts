import fc from 'fast-check';
import type { CalendarEntry } from '../../../domain/calendar';
import { hostileText } from '../../support/hostile-text';

const stockholm = 'Europe/Stockholm';

/** Row 5 of the programme: 17 May 2017, 10.00–15.00 by the clocks of Helsingborg. */
export const healthDay: CalendarEntry = {
  uid: '0190a1b2-0000-7000-8000-000000000005',
  sequence: 0,
  stamp: Date.UTC(2017, 3, 1, 12, 30),
  start: Date.UTC(2017, 4, 17, 8),
  end: Date.UTC(2017, 4, 17, 13),
  timeKnown: true,
  timeZone: stockholm,
  title: 'Hälsodag på Gröningen',
  location: 'Gröningen, Strandvägen',
  description: 'Yoga, brännboll; och grill.\nAlla är välkomna.',
  url: 'https://samling.example/evenemang/halsodag',
  status: 'confirmed',
};

/** Row 15 once it has a date but no time: 2 October 2017, whose midnight in Stockholm is 1 October in UTC. */
export const training: CalendarEntry = {
  ...healthDay,
  uid: '0190a1b2-0000-7000-8000-000000000015',
  title: 'OCN-utbildning',
  location: null,
  start: Date.UTC(2017, 9, 1, 22),
  end: null,
  timeKnown: false,
};

/** Entries with any text and any times, the end before the start too. */
export const anyEntry: fc.Arbitrary<CalendarEntry> = fc.record({
  uid: fc.uuid(),
  sequence: fc.nat({ max: 1000 }),
  stamp: anyInstant(),
  start: anyInstant(),
  end: fc.option(anyInstant()),
  timeKnown: fc.boolean(),
  timeZone: fc.constantFrom(stockholm, 'UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'),
  title: hostileText,
  location: fc.option(hostileText),
  description: fc.option(hostileText),
  url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
  status: fc.constantFrom('confirmed', 'tentative', 'cancelled'),
});

/** Milliseconds too: times are not always on the minute, nor after 1970. */
function anyInstant(): fc.Arbitrary<number> {
  return fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2100, 0, 1) });
}
