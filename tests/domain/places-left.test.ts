import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, type PoolState } from '../../domain/capacity';
import { isFew, placesLeft, standingOf } from '../../domain/places-left';

const now = 1_000;
const pool = fc.record({
  id: fc.constant('pool'),
  capacity: fc.option(fc.nat(30)),
  taken: fc.nat(35),
  kept: fc.array(
    fc.record({
      audience: fc.constantFrom('brukare', 'staff'),
      places: fc.nat(10),
      held: fc.nat(10),
      until: fc.option(fc.constantFrom(500, 2_000)),
    }),
    { maxLength: 2 },
  ),
}) satisfies fc.Arbitrary<PoolState>;

describe('Places left', () => {
  it('are exactly as many as the rule of capacity would grant to somebody of whom nothing is known', () => {
    fc.assert(
      fc.property(pool, fc.integer({ min: 1, max: 40 }), (state, party) => {
        const left = placesLeft(state, now);
        const granted = fits([{ poolId: 'pool', places: party, audience: null }], new Map([['pool', state]]), now);
        expect(granted).toBe(left === null || party <= left);
      }),
    );
  });
});

describe('Few places', () => {
  it.each([
    [3, 90, true],
    [10, 90, true],
    [11, 90, false],
    [2, 5, true],
    [3, 5, false],
    [0, 5, false],
    // nothing is taken
    [2, 2, false],
  ])('%i of %i: %s', (left, capacity, few) => {
    expect(isFew(left, capacity)).toBe(few);
  });
});

describe('How an event stands', () => {
  const line = { startAt: now + 1, waitlist: true, waitlistLimit: null };
  const open = { state: 'open' } as const;

  it('is what the clock says before what the places say', () => {
    const full = { left: 0, capacity: 3, waiting: 0 };
    expect(standingOf({ state: 'cancelled' }, full, line, now)).toEqual({ state: 'cancelled' });
    expect(standingOf({ state: 'closed', closedAt: 1 }, full, line, now)).toEqual({ state: 'closed', closedAt: 1 });
  });
  it('is open without a limit', () => {
    expect(standingOf(open, { left: null, capacity: null, waiting: 0 }, line, now)).toEqual(open);
  });
  it('offers the line when it is full, until the line is full too', () => {
    const full = { left: 0, capacity: 3, waiting: 2 };
    expect(standingOf(open, full, line, now)).toEqual({ state: 'waitlist' });
    expect(standingOf(open, full, { ...line, waitlistLimit: 2 }, now)).toEqual({ state: 'full' });
    expect(standingOf(open, full, { ...line, waitlist: false }, now)).toEqual({ state: 'full' });
  });
  it('offers no line to what has begun', () => {
    const full = { left: 0, capacity: 3, waiting: 0 };
    expect(standingOf(open, full, { ...line, startAt: now }, now)).toEqual({ state: 'full' });
    expect(standingOf(open, full, { ...line, startAt: null }, now)).toEqual({ state: 'waitlist' });
  });
  it('says when few are left', () => {
    expect(standingOf(open, { left: 2, capacity: 20, waiting: 0 }, line, now)).toEqual({ state: 'few', left: 2 });
  });
});
