import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fits,
  giveBack,
  grant,
  tooLargeFor,
  whyNot,
  type Claim,
  type KeptPlaces,
  type Pools,
} from '../../domain/capacity';

const now = 1_000;
const pool = (id: string, capacity: number | null, taken: number, kept: KeptPlaces[] = []) =>
  [id, { id, capacity, taken, kept }] as const;
const claim = (poolId: string, places: number, audience: string | null = null): Claim => ({ poolId, places, audience });
const kept = (audience: string, places: number, held = 0, until: number | null = 2_000): KeptPlaces => ({
  audience,
  places,
  held,
  until,
});

describe('fits', () => {
  test('grants the last place and not one more', () => {
    const pools: Pools = new Map([pool('event', 20, 19)]);
    expect(fits([claim('event', 1)], pools, now)).toBe(true);
    expect(fits([claim('event', 2)], pools, now)).toBe(false);
  });

  test('grants all or nothing over several pools (§3.1)', () => {
    const pools: Pools = new Map([pool('event', 20, 0), pool('yoga', 5, 5)]);
    expect(fits([claim('event', 1)], pools, now)).toBe(true);
    expect(fits([claim('event', 1), claim('yoga', 1)], pools, now)).toBe(false);
  });

  test('without a limit there is always room, with a limit of 0 never', () => {
    const pools: Pools = new Map([pool('open', null, 1e6), pool('none', 0, 0)]);
    expect(fits([claim('open', 1e6)], pools, now)).toBe(true);
    expect(fits([claim('none', 1)], pools, now)).toBe(false);
  });

  test('lets nobody in above a limit that fell, until what is taken fits again (§3.4)', () => {
    expect(fits([claim('event', 1)], new Map([pool('event', 10, 12)]), now)).toBe(false);
    expect(fits([claim('event', 1)], new Map([pool('event', 10, 10)]), now)).toBe(false);
    expect(fits([claim('event', 1)], new Map([pool('event', 10, 9)]), now)).toBe(true);
  });

  test('leaves the places kept for others, and only those not yet held (§3.5)', () => {
    const ten = (held: number, taken: number): Pools => new Map([pool('event', 10, taken, [kept('brukare', 4, held)])]);
    expect(fits([claim('event', 1)], ten(0, 5), now)).toBe(true);
    expect(fits([claim('event', 1)], ten(0, 6), now)).toBe(false);
    expect(fits([claim('event', 1, 'staff')], ten(0, 6), now)).toBe(false);
    expect(fits([claim('event', 4, 'brukare')], ten(0, 6), now)).toBe(true);
    expect(fits([claim('event', 1, 'staff')], ten(3, 8), now)).toBe(true);
    expect(fits([claim('event', 1, 'staff')], ten(4, 9), now)).toBe(true);
    expect(fits([claim('event', 1, 'brukare')], ten(4, 9), now)).toBe(true);
  });

  test('keeps places for several audiences at once, each against all others', () => {
    const pools: Pools = new Map([pool('event', 10, 4, [kept('brukare', 3), kept('volunteer', 3)])]);
    expect(fits([claim('event', 1)], pools, now)).toBe(false);
    expect(fits([claim('event', 3, 'brukare')], pools, now)).toBe(true);
    expect(fits([claim('event', 4, 'brukare')], pools, now)).toBe(false);
  });

  test('keeps places until their time, not at it', () => {
    const pools: Pools = new Map([pool('event', 10, 9, [kept('brukare', 1, 0, 2_000)])]);
    expect(fits([claim('event', 1)], pools, 1_999)).toBe(false);
    expect(fits([claim('event', 1)], pools, 2_000)).toBe(true);
    expect(fits([claim('event', 1)], new Map([pool('event', 10, 9, [kept('brukare', 1, 0, null)])]), 9e9)).toBe(false);
  });

  test('a team of several audiences is granted whole, each against the places kept for others', () => {
    const pools: Pools = new Map([pool('event', 10, 4, [kept('brukare', 4)])]);
    expect(fits([claim('event', 2), claim('event', 4, 'brukare')], pools, now)).toBe(true);
    expect(fits([claim('event', 3), claim('event', 3, 'brukare')], pools, now)).toBe(false);
  });

  test('is a fault when a pool was not locked', () => {
    expect(() => fits([claim('other', 1)], new Map(), now)).toThrow('no pool other');
  });

  test('never lets what is taken exceed the limit, whatever comes', () => {
    const audience = fc.constantFrom(null, 'brukare', 'staff');
    fc.assert(
      fc.property(
        fc.nat(12),
        fc.nat(6),
        fc.array(fc.record({ places: fc.integer({ min: 1, max: 5 }), audience }), { maxLength: 20 }),
        (capacity, keptPlaces, parties) => {
          let pools: Pools = new Map([pool('event', capacity, 0, [kept('brukare', Math.min(keptPlaces, capacity))])]);
          let others = 0;
          for (const party of parties) {
            const claims = [claim('event', party.places, party.audience)];
            if (!fits(claims, pools, now)) continue;
            pools = grant(claims, pools);
            if (party.audience !== 'brukare') others += party.places;
          }
          expect(pools.get('event')!.taken).toBeLessThanOrEqual(capacity);
          expect(others).toBeLessThanOrEqual(capacity - Math.min(keptPlaces, capacity));
        },
      ),
    );
  });
});

test('what is granted and given back is as before', () => {
  const before: Pools = new Map([pool('event', 10, 3, [kept('brukare', 4, 1)]), pool('yoga', 5, 2)]);
  const claims = [claim('event', 2, 'brukare'), claim('yoga', 2, 'brukare')];
  const after = grant(claims, before);
  expect(after.get('event')).toEqual({ id: 'event', capacity: 10, taken: 5, kept: [kept('brukare', 4, 3)] });
  expect(after.get('yoga')!.taken).toBe(4);
  expect(giveBack(claims, after)).toEqual(before);
  expect(before.get('event')!.taken).toBe(3);
});

test('a party larger than a whole pool is refused; a pool of 0 takes a line all the same (§3.1)', () => {
  const pools: Pools = new Map([pool('event', 20, 20), pool('yoga', 3, 0), pool('none', 0, 0), pool('open', null, 0)]);
  expect(tooLargeFor([claim('event', 20)], pools)).toBeNull();
  expect(tooLargeFor([claim('event', 4), claim('yoga', 4)], pools)?.id).toBe('yoga');
  expect(tooLargeFor([claim('none', 9), claim('open', 9_999)], pools)).toBeNull();
});

describe('whyNot', () => {
  test('tells kept places from limits, for somebody who is let in out of order', () => {
    const pools: Pools = new Map([pool('event', 3, 1, [kept('brukare', 2)]), pool('yoga', 2, 2)]);
    expect(whyNot([claim('event', 1, 'brukare')], pools, now)).toBe('free');
    expect(whyNot([claim('event', 1)], pools, now)).toBe('kept');
    expect(whyNot([claim('event', 1)], pools, 2_000)).toBe('free');
    expect(whyNot([claim('event', 3)], pools, now)).toBe('full');
    expect(whyNot([claim('event', 1), claim('yoga', 1)], pools, now)).toBe('full');
  });
  test('is free exactly where the claims fit', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), fc.nat(3), fc.integer({ min: 1, max: 4 }), (capacity, taken, places, asked) => {
        const pools: Pools = new Map([pool('event', capacity, taken, [kept('brukare', places)])]);
        const claims = [claim('event', asked)];
        expect(whyNot(claims, pools, now) === 'free').toBe(fits(claims, pools, now));
        expect(whyNot(claims, pools, now) === 'full').toBe(taken + asked > capacity);
      }),
    );
  });
});
