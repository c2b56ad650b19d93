import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugFor } from '../../domain/slug';

test('a title becomes a name for an address', () => {
  const free = () => false;
  expect(slugFor('Hälsodag på Gröningen', free)).toBe('halsodag-pa-groningen');
  expect(slugFor('  Frukost & dialog: åtta år!  ', free)).toBe('frukost-dialog-atta-ar');
  expect(slugFor('🎉', free)).toBe('evenemang');
  expect(slugFor('Fika', (slug) => slug === 'fika' || slug === 'fika-2')).toBe('fika-3');
});

test('of any title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      expect(slugFor(title, () => false)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    }),
  );
});
