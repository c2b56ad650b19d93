import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../../domain/programme/nearest';

describe('the nearest name', () => {
  it.each([
    ['capasity', 'capacity'],
    ['Venue', 'venue'],
    ['tilte', 'title'],
    ['cohosts', 'coHosts'],
    ['summry', 'summary'],
  ])('of %s is %s', (written, meant) => {
    expect(nearestName(written, ['slug', 'title', 'venue', 'capacity', 'summary', 'coHosts'])).toBe(meant);
  });

  it('is none where nothing is known', () => {
    expect(nearestName('x', [])).toBeNull();
  });

  it('is as far one way as the other, and no farther than the longer of the two', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other);
        expect(distance).toBe(editDistance(other, one));
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
      { seed: 1 },
    );
  });
});
