import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactOf, isContactOf } from '../../domain/hand-over';

const bo = { email: 'bo@example.se', name: 'Bo Ek' };

describe('who questions go to', () => {
  it('is known by the address, whatever the name', () => {
    expect(isContactOf({ name: 'Kontoret', email: 'BO@example.se' }, bo)).toBe(true);
    expect(isContactOf({ name: 'Bo Ek', email: 'kontoret@example.se' }, bo)).toBe(false);
  });
  it('is known by the name where there is no address', () => {
    expect(isContactOf({ name: ' bo  EK ', phone: '042' }, bo)).toBe(true);
    expect(isContactOf({ name: 'Bo Ek' }, { ...bo, name: null })).toBe(false);
    expect(isContactOf({ phone: '042' }, bo)).toBe(false);
    expect(isContactOf({}, bo)).toBe(false);
  });
  it('is whoever has taken over, and nobody else', () => {
    const person = fc.record({ email: fc.emailAddress(), name: fc.option(fc.string({ minLength: 1 })) });
    fc.assert(
      fc.property(person, person, (taker, other) => {
        fc.pre(taker.email.toLowerCase() !== other.email.toLowerCase());
        expect(isContactOf(contactOf(taker), taker)).toBe(true);
        expect(isContactOf(contactOf(taker), other)).toBe(false);
      }),
    );
  });
});
