import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeStands,
  idleDays,
  isOpen,
  loginCodeFromBytes,
  longestDays,
  mostTries,
  readLoginCode,
  sessionStands,
  showLoginCode,
} from '../../domain/login';

describe('a login’s code', () => {
  test('is eight digits, is read as it is shown, and as people write it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), (bytes) => {
        const code = loginCodeFromBytes(bytes);
        expect(code).toMatch(/^\d{8}$/);
        expect(readLoginCode(showLoginCode(code))).toBe(code);
      }),
    );
    for (const written of ['12345678', ' 1234 5678\n', '1234-5678', '1234–5678', '12 34 56 78', '１２３４５６７８']) {
      expect(readLoginCode(written)).toBe('12345678');
    }
    for (const written of ['', '1234567', '123456789', 'abcdefgh', '1234567x'])
      expect(readLoginCode(written)).toBeNull();
  });

  test('opens for a while, once, and not to whoever guesses', () => {
    const login = { expiresAt: codeStands, usedAt: null, tries: 0 };
    expect(isOpen(login, codeStands - 1)).toBe(true);
    expect(isOpen(login, codeStands)).toBe(false);
    expect(isOpen({ ...login, usedAt: 1 }, 2)).toBe(false);
    expect(isOpen({ ...login, tries: mostTries - 1 }, 2)).toBe(true);
    expect(isOpen({ ...login, tries: mostTries }, 2)).toBe(false);
  });
});

test('a session stands while it is used, and not for ever', () => {
  const day = 24 * 3600_000;
  const session = { createdAt: 0, seenAt: 0, endedAt: null };
  expect(sessionStands(session, idleDays * day - 1)).toBe(true);
  expect(sessionStands(session, idleDays * day)).toBe(false);
  const used = { ...session, seenAt: longestDays * day - 1 };
  expect(sessionStands(used, longestDays * day - 1)).toBe(true);
  expect(sessionStands(used, longestDays * day)).toBe(false);
  expect(sessionStands({ ...session, endedAt: 1 }, 2)).toBe(false);
});
