import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSender } from '../../emails/sender';
import { subjectText, written } from '../../emails/text';
import { hostileText } from '../support/hostile-text';

test('nothing that somebody writes breaks a line, hides, reorders or leads anywhere', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const shown of [written(text), subjectText(text)]) {
        expect(shown).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u);
      }
      expect(written(text)).not.toMatch(/:\/\/\S|\bwww\./iu);
      expect([...written(text)].length).toBeLessThanOrEqual(80);
      expect([...subjectText(text)].length).toBeLessThanOrEqual(150);
    }),
  );
});

test('a name stays as it is', () => {
  for (const name of ['Anna', 'Åsa-Märta O’Neill', 'F.C. Heden', 'محمد', 'Amélie 👨‍👩‍👧']) {
    expect(written(name)).toBe(name.normalize('NFC'));
  }
});

test('MAIL_FROM is read as people write it', () => {
  expect(readSender('Samling Helsingborg <a@b.se>')).toEqual({ name: 'Samling Helsingborg', email: 'a@b.se' });
  expect(readSender('"Hälsa, nu" <a@b.se>')).toEqual({ name: 'Hälsa, nu', email: 'a@b.se' });
  expect(readSender(' a@b.se ')).toEqual({ name: 'Samling', email: 'a@b.se' });
  expect(() => readSender('nobody')).toThrow(RangeError);
});
