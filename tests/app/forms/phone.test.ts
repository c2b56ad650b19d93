import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPhone } from '../../../app/forms/phone';
import { hostileText, pinned } from '../../support/hostile-text';

/** A number that the Swedish authority keeps for fiction. */
const number = '+46701740605';

describe('a phone number', () => {
  test.each([
    '070-174 06 05',
    '0701740605',
    '070 174 06 05',
    '070/174 06 05',
    '070.174.06.05',
    '070–174 06 05',
    '(070) 174 06 05',
    '+46 70 174 06 05',
    '+46(0)70 174 06 05',
    '+46 (0) 70-174 06 05',
    '0046701740605',
    '00 46 (0)70 174 06 05',
    'tel:+46701740605',
    '０７０１７４０６０５',
    ' 070-174\u00a006\u00a005 ',
  ])('is read in the way people write it: %j', (written) => expect(readPhone(written)).toEqual({ number }));

  test('of another country is read with its country', () => {
    expect(readPhone('+47 22 82 35 00')).toEqual({ number: '+4722823500' });
  });

  test.each([
    '12345',
    '10 50 00',
    '112',
    'ring mig',
    '070',
    '070-174 06 05 070-174 06 06',
    '+99912345678',
    '1'.repeat(1_000),
  ])('is not read from %j', (written) => expect(readPhone(written)).toEqual({ fault: 'unreadable' }));

  test.each(['0900-123 45 67', '0939-123 45 67', '+46 939 123 45 67'])(
    'that costs whoever calls is refused: %j',
    (written) => {
      expect(readPhone(written)).toEqual({ fault: 'costly' });
    },
  );

  test('is E.164 or refused, whatever was written', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readPhone(text);
        if ('number' in read) expect(read.number).toMatch(/^\+\d{6,15}$/);
      }),
      pinned,
    );
  });
});
