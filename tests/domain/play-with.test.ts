import { describe, expect, test } from 'vitest';
import { friendPairs, matchWishes } from '../../domain/play-with';
import { foldName } from '../../domain/search';

const people = (...all: [name: string, playWith?: string][]) =>
  all.map(([name, playWith], index) => ({
    id: `${index + 1}`,
    nameFolded: foldName(name),
    playWith: playWith ?? null,
  }));
const wished = (...all: [name: string, playWith?: string][]) =>
  [...matchWishes(people(...all))].map(
    ([id, names]) => `${id}: ${names.map((one) => one.id ?? `?${one.written}`).join(' ')}`,
  );

describe('whom somebody asked to play with', () => {
  test('is found by name, in either case, several at once', () => {
    expect(wished(['Eva', 'BO, li och  Åsa Ek'], ['Bo'], ['Li'], ['Åsa Ek'])).toEqual(['1: 2 3 4']);
    expect(wished(['Eva', 'Åsa'], ['Asa'])).toEqual(['1: ?Åsa']);
  });
  test('is found by a first name, or by a whole name where only the first was given', () => {
    expect(wished(['Eva', 'Bo'], ['Bo Ek'])).toEqual(['1: 2']);
    expect(wished(['Eva', 'Bo Ek'], ['Bo'])).toEqual(['1: 2']);
    expect(wished(['Eva', 'Bo'], ['Bo'], ['Bo Ek'])).toEqual(['1: 2']);
  });
  test('is not guessed of two, nor oneself', () => {
    expect(wished(['Eva', 'Bo'], ['Bo Ek'], ['Bo Al'])).toEqual(['1: ?Bo']);
    expect(wished(['Eva', 'Eva'])).toEqual(['1: ?Eva']);
    expect(wished(['Eva', ' , och ; '], ['Bo', undefined])).toEqual([]);
  });
  test('is a pair, whoever asked', () => {
    const wishes = matchWishes(people(['Eva', 'Bo'], ['Bo', 'Eva och Li'], ['Li'], ['Ulla', 'Nils']));
    expect(friendPairs(wishes)).toEqual([
      ['1', '2'],
      ['2', '3'],
    ]);
  });
});
