import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../app/forms/clean';
import { hasField, readTyped, valueOf, valuesOf } from '../../../app/forms/typed';

function sent(...fields: [string, string | File][]) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return readTyped(form);
}

describe('what somebody typed', () => {
  test('is kept in order, a field that comes several times too', () => {
    expect(sent(['activity', 'yoga'], ['name', 'Anna'], ['activity', 'grill'])).toEqual([
      ['activity', 'yoga'],
      ['name', 'Anna'],
      ['activity', 'grill'],
    ]);
  });

  test('has no NUL and no half characters', () => {
    const form = {
      *[Symbol.iterator]() {
        yield ['na\0me', 'A\0nn\ud83da \udc00👋'];
      },
    } as unknown as FormData;
    expect(readTyped(form)).toEqual([['name', 'Anna 👋']]);
  });

  test('is no file', () => expect(valueOf(sent(['name', new File(['x'], 'x.txt')]), 'name')).toBe(''));

  test('may be called __proto__, which is a field like any other', () => {
    const typed = sent(['__proto__', 'x'], ['constructor', 'y']);
    expect(valueOf(typed, '__proto__')).toBe('x');
    expect(hasField(typed, 'toString')).toBe(false);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('of a field with one value is the first that is not empty', () => {
    const typed = sent(['partySize', ''], ['partySize', '3'], ['partySize', '4']);
    expect(valueOf(typed, 'partySize')).toBe('3');
    expect(valuesOf(typed, 'partySize')).toEqual(['3', '4']);
  });

  test('tells a field left out from one left empty', () => {
    const typed = sent(['activity', '']);
    expect([hasField(typed, 'activity'), hasField(typed, 'shift')]).toEqual([true, false]);
    expect(valuesOf(typed, 'activity')).toEqual([]);
  });
});

describe('a text, cleaned', () => {
  test.each([
    ['  Anna \t Berg ', 'Anna Berg'],
    ['Anna\r\nBerg', 'Anna Berg'],
    ['Anna\u2028Berg\u0085Bo', 'Anna Berg Bo'],
    ['\u202egnp.exe\u202c', 'gnp.exe'],
    ['\u2067Anna\u2069', 'Anna'],
    ['Ame\u0301lie', 'Amélie'],
    ['a\u0000b\u0007c\u007f', 'abc'],
    ['\ufeffAnna', 'Anna'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
  ])('of one line: %j', (written, clean) => expect(cleanLine(written)).toBe(clean));

  test('of several lines keeps them', () => expect(cleanText(' a\r\nb\rc\u2029d ')).toBe('a\nb\nc\nd'));
});
