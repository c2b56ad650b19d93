import { describe, expect, it } from 'vitest';
import { doublesAmong, doubleWithin, type Likeness } from '../../domain/doubles';

const one = (id: string, given: Partial<Likeness> = {}): Likeness => ({
  id,
  nameFolded: 'anna',
  email: null,
  phone: null,
  createdAt: 0,
  ...given,
});
const later = doubleWithin + 1;

describe('Signups that look alike', () => {
  it('have the same name, and the same phone or mail, or were made within minutes', () => {
    expect(doublesAmong([one('b', { createdAt: 60_000 }), one('a')])).toEqual([['a', 'b']]);
    expect(doublesAmong([one('a', { phone: '+4670' }), one('b', { phone: '+4670', createdAt: later })])).toEqual([
      ['a', 'b'],
    ]);
    expect(doublesAmong([one('a', { email: 'A@b.se' }), one('b', { email: 'a@b.se', createdAt: later })])).toEqual([
      ['a', 'b'],
    ]);
  });
  it('are not two people who share a name alone, or a phone alone', () => {
    expect(doublesAmong([one('a'), one('b', { createdAt: later })])).toEqual([]);
    expect(doublesAmong([one('a', { phone: '1' }), one('b', { phone: '1', nameFolded: 'bo' })])).toEqual([]);
  });
  it('are said once for each, with the nearest before it', () => {
    expect(doublesAmong([one('a'), one('b', { createdAt: 1 }), one('c', { createdAt: 2 })])).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });
  it('are not more than somebody can go through', () => {
    expect(doublesAmong(Array.from({ length: 500 }, (_, index) => one(String(index).padStart(3, '0'))))).toHaveLength(
      50,
    );
  });
});
