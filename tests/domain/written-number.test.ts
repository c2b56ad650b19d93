import { describe, expect, it } from 'vitest';
import { readNumber } from '../../domain/written-number';

describe('A whole number as people type it', () => {
  it.each([
    ['20', 20],
    [' 1 000 ', 1000],
    ['１２', 12],
    ['åtta', 8],
    ['Tolv', 12],
    ['en', 1],
    ['ett', 1],
    ['noll', 0],
  ])('%s is %i', (written, number) => {
    expect(readNumber(written)).toBe(number);
  });
  it.each(['', 'många', '-1', '1,5', '2-3', 'tretton', '1234567890'])('%s is none', (written) => {
    expect(readNumber(written)).toBeNull();
  });
});
