import { expect, test } from 'vitest';
import { dialled, showPhone } from '../../domain/phone';

test.each([
  ['+46701234567', '070-123 45 67', '+46701234567'],
  ['+46406280400', '040-628 04 00', '+46406280400'],
  ['040-6280400', '040-628 04 00', '+46406280400'],
  ['+4532123456', '+45 32 12 34 56', '+4532123456'],
  ['växeln, 123', 'växeln, 123', '123'],
  ['112', '112', '112'],
])('%s is read as %s and dialled as %s', (phone, read, number) => {
  expect([showPhone(phone), dialled(phone)]).toEqual([read, number]);
});
