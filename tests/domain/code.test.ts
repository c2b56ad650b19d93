import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFromBytes, codeLength, readCode, showCode } from '../../domain/code';

describe('a code (CONTRACT §2.4)', () => {
  test('is ten Crockford base32 characters from 50 bits', () => {
    expect(codeFromBytes(new Uint8Array([0, 0, 0, 0, 0, 0, 0]))).toBe('0000000000');
    expect(codeFromBytes(new Uint8Array([255, 255, 255, 255, 255, 255, 255]))).toBe('ZZZZZZZZZZ');
    expect(
      codeFromBytes(
        new Uint8Array([0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_01000, 0b01001_010, 0b10_000000]),
      ),
    ).toBe('123456789A');
    expect(() => codeFromBytes(new Uint8Array(6))).toThrow(RangeError);
  });

  test('every bit of the first 50 matters, and none after', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), fc.nat(55), (bytes, bit) => {
        const flipped = bytes.slice();
        flipped[bit >> 3]! ^= 128 >> (bit & 7);
        expect(codeFromBytes(flipped) === codeFromBytes(bytes)).toBe(bit >= 50);
      }),
    );
  });

  test('is read as people write it', () => {
    for (const written of [
      '7KQ2M-9XB41',
      '7kq2m 9xb41',
      ' 7 K Q 2 M 9 X B 4 1 ',
      '7KQ2M–9XBA1'.replace('A', '4'),
      '7kq2m.9xb4l',
      '7KQ2M_9XB4I',
      '7KQ2M9XB4L',
    ]) {
      expect(readCode(written)).toBe('7KQ2M9XB41');
    }
    expect(readCode('OOOOO-00000')).toBe('0000000000');
    expect(readCode('７ＫＱ２Ｍ９ＸＢ４１')).toBe('7KQ2M9XB41');
  });

  test('is not read from anything else', () => {
    for (const written of [
      '',
      'ABC',
      '7KQ2M9XB4',
      '7KQ2M9XB411',
      '7KQ2M9XB4U',
      'hälsodagen',
      '7KQ2M9XB4\u0000',
      'x'.repeat(10_000),
    ]) {
      expect(readCode(written)).toBeNull();
    }
  });

  test('survives being shown and read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), (bytes) => {
        const code = codeFromBytes(bytes);
        expect(code).toHaveLength(codeLength);
        expect(readCode(showCode(code))).toBe(code);
        expect(readCode(showCode(code).toLowerCase().replace('-', ' '))).toBe(code);
      }),
    );
  });
});
