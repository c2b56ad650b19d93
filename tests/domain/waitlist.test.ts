import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pools } from '../../domain/capacity';
import { admit, hasRoomInLine, positionOf, serve, type Waiting } from '../../domain/waitlist';

const now = 1_000;
const pools = (...of: [id: string, capacity: number | null, taken: number][]): Pools =>
  new Map(of.map(([id, capacity, taken]) => [id, { id, capacity, taken, kept: [] }]));
const one = (id: string, places: Record<string, number>, more: Partial<Waiting> = {}): Waiting => ({
  id,
  claims: Object.entries(places).map(([poolId, n]) => ({ poolId, places: n, audience: null })),
  startsAt: null,
  people: Math.max(...Object.values(places)),
  ...more,
});

describe('serve (§3.2)', () => {
  test('serves from the front, and who does not fit stays where it stands', () => {
    const line = [one('four', { event: 4 }), one('two', { event: 2 }), one('one', { event: 1 })];
    const { served, pools: after } = serve(line, pools(['event', 10, 7]), now);
    expect(served).toEqual(['two', 'one']);
    expect(after.get('event')!.taken).toBe(10);
  });

  test('who waits for several pools holds none until all are free', () => {
    const line = [one('both', { event: 1, yoga: 1 }), one('later', { event: 1 })];
    expect(serve(line, pools(['event', 10, 9], ['yoga', 5, 5]), now).served).toEqual(['later']);
    expect(serve(line, pools(['event', 10, 9], ['yoga', 5, 4]), now).served).toEqual(['both']);
  });

  test('serves each until the first thing it asks for starts (§3.3)', () => {
    const line = [one('begun', { event: 1 }, { startsAt: 1_000 }), one('coming', { event: 1 }, { startsAt: 1_001 })];
    expect(serve(line, pools(['event', 10, 0]), now).served).toEqual(['coming']);
  });

  test('a player who waits for a place in a waiting team is served after it', () => {
    const line = [one('player', { event: 1 }, { after: 'team' }), one('team', { teams: 1, event: 3 })];
    expect(serve(line, pools(['event', 10, 0], ['teams', 1, 1]), now).served).toEqual([]);
    expect(serve([...line].reverse(), pools(['event', 10, 0], ['teams', 2, 1]), now).served).toEqual([
      'team',
      'player',
    ]);
  });

  test('leaves nobody in line who would fit, and takes nothing above the limit', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(20),
        fc.array(fc.record({ event: fc.integer({ min: 1, max: 6 }), yoga: fc.nat(4) }), { maxLength: 15 }),
        (event, yoga, parties) => {
          const line = parties.map((party, i) =>
            one(`${i}`, party.yoga ? { event: party.event, yoga: party.yoga } : { event: party.event }),
          );
          const { served, pools: after } = serve(line, pools(['event', event, 0], ['yoga', yoga, 0]), now);
          expect(after.get('event')!.taken).toBeLessThanOrEqual(event);
          expect(after.get('yoga')!.taken).toBeLessThanOrEqual(yoga);
          const left = line.filter((waiting) => !served.includes(waiting.id));
          expect(serve(left, after, now).served).toEqual([]);
          // an earlier one is passed only by those who take what it could not
          const first = line[0];
          const whole = first && parties[0]!.event <= event && parties[0]!.yoga <= yoga;
          if (first) expect(served.includes(first.id)).toBe(whole);
        },
      ),
    );
  });
});

describe('positionOf', () => {
  const state = pools(['event', null, 0], ['yoga', 5, 5], ['grill', 5, 5]);
  const line = [
    one('a', { event: 1, yoga: 1 }),
    one('b', { event: 1, grill: 1 }),
    one('c', { event: 1, yoga: 1, grill: 1 }),
    one('d', { event: 1, yoga: 1 }),
  ];

  test('counts those ahead who wait for any of the same limited pools', () => {
    expect(line.map(({ id }) => positionOf(id, line, state, now))).toEqual([1, 1, 3, 3]);
  });

  test('is null for who is not in line, or waits for what has begun', () => {
    expect(positionOf('x', line, state, now)).toBeNull();
    expect(positionOf('y', [one('y', { yoga: 1 }, { startsAt: 999 })], state, now)).toBeNull();
  });
});

test('a line is as long as it may be, in people (§3.6)', () => {
  expect(hasRoomInLine({ waitlist: false, waitlistLimit: null }, 0, 1)).toBe(false);
  expect(hasRoomInLine({ waitlist: true, waitlistLimit: null }, 9_999, 10)).toBe(true);
  expect(hasRoomInLine({ waitlist: true, waitlistLimit: 5 }, 3, 2)).toBe(true);
  expect(hasRoomInLine({ waitlist: true, waitlistLimit: 5 }, 3, 3)).toBe(false);
});

test('a newcomer gets places, a place in line, or neither (§3.2–3.6)', () => {
  const line = { waiting: [one('first', { event: 4 })], pools: pools(['event', 10, 8]) };
  const newcomer = (places: number, startsAt: number | null = null) => one('new', { event: places }, { startsAt });
  const terms = { waitlist: true, waitlistLimit: 6 };
  expect(admit(terms, line, newcomer(2), now)).toBe('confirmed');
  expect(admit(terms, line, newcomer(2, now), now)).toBe('confirmed');
  expect(admit(terms, line, newcomer(3), now)).toBeNull();
  expect(admit({ ...terms, waitlistLimit: 7 }, line, newcomer(3), now)).toBe('waitlisted');
  expect(admit({ ...terms, waitlistLimit: 7 }, line, newcomer(3, now), now)).toBeNull();
  expect(admit({ waitlist: false, waitlistLimit: null }, line, newcomer(3), now)).toBeNull();
});
