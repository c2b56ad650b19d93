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
  it('may have a name that is written shorter or the other way round, where phone or mail is the same', () => {
    const pairs = (first: string, second: string, given: Partial<Likeness> = { phone: '1' }) =>
      doublesAmong([
        one('a', { nameFolded: first, ...given }),
        one('b', { nameFolded: second, createdAt: later, ...given }),
      ]);
    for (const name of ['anna karlsson', 'anna k', 'anna-karin', 'karlsson, anna']) {
      expect(pairs('anna', name)).toEqual([['a', 'b']]);
      expect(pairs(name, 'anna', { email: 'a@b.se' })).toEqual([['a', 'b']]);
      expect(pairs('anna', name, {})).toEqual([]);
    }
    expect(pairs('karlsson anna', 'anna karlsson')).toEqual([['a', 'b']]);
    // made at the same moment, a name that is another’s is not enough
    expect(doublesAmong([one('a'), one('b', { nameFolded: 'anna karlsson' })])).toEqual([]);
  });
  it('are not a family that shares a surname and a phone', () => {
    const family = ['elsa berg', 'olle berg', 'bo berg'].map((nameFolded) =>
      one(nameFolded, { nameFolded, phone: '1' }),
    );
    expect(doublesAmong(family)).toEqual([]);
  });
  it('are said with the nearest before it, whatever the two share', () => {
    const three = [
      one('a', { phone: '1', nameFolded: 'anna karlsson' }),
      one('b', { email: 'a@b.se', nameFolded: 'anna karlsson', createdAt: later }),
      one('c', { phone: '1', email: 'a@b.se', createdAt: 3 * later }),
    ];
    expect(doublesAmong(three)).toEqual([['b', 'c']]);
    const apart = (first: string, second: string) => [first, second].sort().join('') === 'bc';
    expect(doublesAmong(three, apart)).toEqual([['a', 'c']]);
  });
  it('are said once for each, with the nearest before it', () => {
    expect(doublesAmong([one('a'), one('b', { createdAt: 1 }), one('c', { createdAt: 2 })])).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });
  it('are no double of whom they were found not to be, and may be another’s', () => {
    const three = [one('a'), one('b', { createdAt: 1 }), one('c', { createdAt: 2 })];
    const apart = (pair: string) => (first: string, second: string) => [first, second].sort().join('') === pair;
    expect(doublesAmong(three, apart('ab'))).toEqual([['b', 'c']]);
    expect(doublesAmong(three, apart('bc'))).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
  });
  it('are not more than somebody can go through', () => {
    expect(doublesAmong(Array.from({ length: 500 }, (_, index) => one(String(index).padStart(3, '0'))))).toHaveLength(
      50,
    );
  });
});
