import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../domain/search';
import { teamWords } from '../../domain/team-word-list';
import { readWords, threeWords } from '../../domain/team-words';

/** How a word sounds over a bad line: spellings of one sound are one letter, and p is b. */
function sound(word: string): string {
  return word
    .normalize('NFC')
    .replaceAll('é', 'e')
    .replace(/sch|stj|skj|sj|sk(?=[eiyäö])/g, '$')
    .replace(/tj|kj|^k(?=[eiyäö])/g, '&')
    .replace(/^(hj|gj|lj|dj)|^g(?=[eiyäö])/, 'j')
    .replaceAll('ck', 'k')
    .replace(/c(?=[eiyäö])|z/g, 's')
    .replace(/[cq]/g, 'k')
    .replaceAll('x', 'ks')
    .replaceAll('w', 'v')
    .replaceAll('ä', 'e')
    .replaceAll('å', 'o')
    .replace(/(.)\1/g, '$1')
    .replaceAll('b', 'p')
    .replaceAll('d', 't')
    .replaceAll('g', 'k')
    .replaceAll('v', 'f');
}

/** The words that share what `key` makes of them. */
function sameBy(key: (word: string) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const word of teamWords) groups.set(key(word), [...(groups.get(key(word)) ?? []), word]);
  return [...groups.values()].filter((words) => words.length > 1);
}

describe('the words of teams, CONTRACT §2.4', () => {
  test('are 1,100 or more, each once, three to seven letters', () => {
    expect(teamWords.length).toBeGreaterThanOrEqual(1_100);
    expect(new Set(teamWords).size).toBe(teamWords.length);
    expect(teamWords.filter((word) => !/^[a-zåäöé]{3,7}$/.test(word))).toEqual([]);
  });

  test('stay apart without their rings and dots', () => expect(sameBy(fold)).toEqual([]));

  test('do not sound alike', () => expect(sameBy(sound)).toEqual([]));

  test('are none of the small words that people put between', () => {
    expect(teamWords).not.toContain('och');
    expect(teamWords).not.toContain('and');
  });
});

describe('three words', () => {
  const chance = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));

  test('are three different words of the list, and are read back', () => {
    fc.assert(
      fc.property(chance, (stream) => {
        const drawn = threeWords((max) => Math.floor(stream.next().value * max));
        const words = drawn.split('-');
        expect(new Set(words).size).toBe(3);
        expect(words.every((word) => teamWords.includes(word))).toBe(true);
        expect(readWords(drawn)).toBe(drawn);
        expect(readWords(fold(drawn).toUpperCase().replaceAll('-', ', '))).toBe(drawn);
      }),
    );
  });

  test.each([
    'sol-åker-björk',
    'Sol åker björk',
    ' SOL,ÅKER,BJÖRK. ',
    'sol aker bjork',
    'sol–åker—björk',
    'sol, åker och björk',
    'sol/åker\nbjörk',
    'sol a\u030aker bjo\u0308rk',
    'sol åker bjørk',
  ])('are read as people write them: %j', (written) => {
    expect(readWords(written)).toBe('sol-åker-björk');
  });

  test.each([
    '',
    'sol',
    'sol åker',
    'sol åker björk hav',
    'sol åker xyzzy',
    '__proto__ constructor toString',
    '\u0000',
  ])('are not read from %j', (written) => expect(readWords(written)).toBeNull());

  test('are never looked for in a book', () => expect(readWords('sol '.repeat(10_000))).toBeNull());

  test('any text is read or refused, never an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readWords(text) === null || true));
  });
});
