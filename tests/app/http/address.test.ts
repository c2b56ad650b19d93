import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCalendar, maskAddress, opennessOf, readAddress } from '../../../app/http/address.server';

describe('an address as the router understands it', () => {
  test.each([
    ['/', []],
    ['/en', []],
    ['/en/', []],
    ['/EN/Lag', ['lag']],
    ['//anmalan//X/', ['anmalan', 'x']],
    ['/%61nmalan/X', ['anmalan', 'x']],
    ['/english', ['english']],
    ['/./anmalan/x', ['anmalan', 'x']],
    ['/evenemang/../anmalan/x', ['anmalan', 'x']],
    ['/%2e%2E/anmalan/x', ['anmalan', 'x']],
    ['/\\anmalan\\x', ['anmalan', 'x']],
  ])('%s', (path, segments) => expect(readAddress(path)).toEqual(segments));

  test.each(['/%', '/%E0%A4%A', '/a%00b', '/a%0d%0a'])('%s is no address of ours', (path) =>
    expect(readAddress(path)).toBeNull(),
  );

  test.each([
    ['anmalan/x', 'secret'],
    ['anmalan/x.ics', 'secret'],
    ['lag/x', 'secret'],
    ['lag', 'form'],
    ['min/x/kalender.ics', 'secret'],
    ['api/v1/signups/x', 'secret'],
    ['api/v1/events', 'open'],
    ['min-anmalan', 'form'],
    ['evenemang/x/anmalan', 'form'],
    ['evenemang/x/lag', 'form'],
    ['serier/x/anmalan', 'form'],
    ['evenemang/x', 'open'],
    ['evenemang/x.ics', 'open'],
  ])('%s is %s', (path, openness) => expect(opennessOf(path.split('/'))).toBe(openness));

  test('a calendar is what ends in .ics', () => {
    expect(isCalendar(['kalender.ics'])).toBe(true);
    expect(isCalendar(['evenemang', 'x'])).toBe(false);
  });
});

test('no spelling of a secret address shows its secret in the log', () => {
  const secret = 'ABCDE12345';
  const spell = (word: string) =>
    fc
      .array(fc.constantFrom('as it is', 'upper', 'encoded'), { minLength: word.length, maxLength: word.length })
      .map((ways) =>
        [...word]
          .map((letter, at) => {
            if (ways[at] === 'upper') return letter.toUpperCase();
            return ways[at] === 'encoded' ? `%${letter.charCodeAt(0).toString(16)}` : letter;
          })
          .join(''),
      );
  const first = fc.constantFrom('anmalan', 'lag', 'min', 'anything').chain(spell);
  const tail = fc.constantFrom('', '/', '.ics', '/andring', '/kalender.ics', '?x=1');
  const head = fc.constantFrom('/', '//', '/en/', '/EN/', '/en//', '/./', '/x/../', '/evenemang/%2e%2e/', '/\\');
  fc.assert(
    fc.property(head, first, tail, (before, word, after) => {
      expect(maskAddress(`${before}${word}/${secret}${after}`).toLowerCase()).not.toContain(secret.toLowerCase());
    }),
  );
});
